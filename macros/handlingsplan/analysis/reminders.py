"""Which follow-ups are waited for on a day (*ska lämnas*, *saknas*), told in words."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from handlingsplan.analysis.schedule import PeriodState, PlanPeriod, all_periods, is_waited_for
from handlingsplan.model.archive import Archive

_AT_MOST = 10


def awaited(archive: Archive, today: date) -> list[PlanPeriod]:
    """Give the follow-ups that are to be handed in and those that are missing, earliest first."""
    found = (
        each
        for municipality in archive.municipalities
        for each in all_periods(municipality, today)
        if each.state in (PeriodState.OPEN, PeriodState.MISSING) and is_waited_for(each.plan, today)
    )
    return sorted(found, key=lambda each: (each.period.end, each.plan.address))


def reminder_lines(archive: Archive, today: date) -> Iterator[str]:
    """Tell how many follow-ups are waited for, then which, at most ten; nothing when there are none."""
    found = awaited(archive, today)
    if not found:
        return
    yield f"Uppföljningar: {', '.join(_counts(found))}."
    for each in found[:_AT_MOST]:
        name = each.plan.address.removesuffix("/")
        yield f"  {name} per {each.period.end} ({each.period.kind.value}): {_state(each)}"
    if len(found) > _AT_MOST:
        yield f"  … och {len(found) - _AT_MOST} till"


def _counts(found: list[PlanPeriod]) -> Iterator[str]:
    missing = [each for each in found if each.state is PeriodState.MISSING]
    due = sorted(each.period.due for each in found if each.state is PeriodState.OPEN and each.period.due)
    if missing:
        yield f"{len(missing)} saknas"
    if due:
        first = "senast" if due[0] == due[-1] else "den första senast"
        yield f"{len(due)} ska lämnas {first} {due[0]}"


def _state(each: PlanPeriod) -> str:
    if each.state is PeriodState.OPEN:
        return f"ska lämnas senast {each.period.due}"
    return f"saknas, skulle ha lämnats senast {each.period.due}" if each.period.due else "saknas"
