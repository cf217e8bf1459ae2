"""Which follow-ups are waited for on a day (*ska lämnas*, *saknas*), told in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from handlingsplan.analysis.schedule import PeriodState, all_periods, is_waited_for
from handlingsplan.model.archive import Archive

_AT_MOST = 10


@dataclass(frozen=True, slots=True)
class Awaited:
    """A follow-up that is waited for: of which plan, for which period, and until when."""

    plan: str
    kind: str
    end: date
    due: date | None
    is_missing: bool

    def __str__(self) -> str:
        return f"{self.plan.removesuffix('/')} per {self.end} ({self.kind}): {self._state}"

    @property
    def _state(self) -> str:
        if not self.is_missing:
            return f"ska lämnas senast {self.due}"
        return f"saknas, skulle ha lämnats senast {self.due}" if self.due else "saknas"


def awaited(archive: Archive, today: date) -> list[Awaited]:
    """Give the follow-ups that are to be handed in and those that are missing."""
    return [
        Awaited(
            each.plan.address,
            each.period.kind.value,
            each.period.end,
            each.period.due,
            each.state is PeriodState.MISSING,
        )
        for municipality in archive.municipalities
        for each in all_periods(municipality, today)
        if each.state in (PeriodState.OPEN, PeriodState.MISSING) and is_waited_for(each.plan, today)
    ]


def reminder_lines(found: Iterable[Awaited]) -> Iterator[str]:
    """Tell how many follow-ups are waited for, then which, the earliest ten; nothing when there are none."""
    found = sorted(found, key=lambda each: (each.end, each.plan))
    if not found:
        return
    yield f"Uppföljningar: {', '.join(_counts(found))}."
    yield from (f"  {each}" for each in found[:_AT_MOST])
    if len(found) > _AT_MOST:
        yield f"  … och {len(found) - _AT_MOST} till"


def _counts(found: Sequence[Awaited]) -> Iterator[str]:
    missing = [each for each in found if each.is_missing]
    due = sorted(each.due for each in found if not each.is_missing and each.due)
    if missing:
        yield f"{len(missing)} saknas"
    if due:
        first = "senast" if due[0] == due[-1] else "den första senast"
        yield f"{len(due)} ska lämnas {first} {due[0]}"
