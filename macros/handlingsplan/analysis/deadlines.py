"""Days to keep (*viktiga datum*): revisions, follow-ups to hand in, assignments to report back, meetings."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from handlingsplan.analysis.cases import case_chain
from handlingsplan.analysis.schedule import PeriodState, all_periods, is_waited_for
from handlingsplan.model.archive import Municipality, PlanDocument
from handlingsplan.model.plan import PlanStatus
from handlingsplan.text.words import slug

_NOT_WAITED_FOR = (PlanStatus.CLOSED,)


class DeadlineKind(StrEnum):
    """What a day is kept for."""

    FOLLOW_UP = "Uppföljning lämnas"
    REVISION = "Plan revideras"
    REPORT_BACK = "Uppdrag återrapporteras"
    MEETING = "Nämnden sammanträder"


class DeadlineState(StrEnum):
    """Whether the day was kept."""

    COMING = "kommande"
    DONE = "klart"
    LATE = "försenat"
    PAST = "har varit"
    NEVER = "blev inte av"


@dataclass(frozen=True, slots=True)
class Deadline:
    """A day with what should have been done by then, and the page (address) that it concerns. `key` never changes."""

    day: date
    kind: DeadlineKind
    what: str
    state: DeadlineState
    address: str
    key: str


def deadlines(municipality: Municipality, today: date) -> list[Deadline]:
    """Give a municipality's days to keep, earliest first."""
    found = [*_follow_ups(municipality, today), *_revisions(municipality, today)]
    found += [*_reports_back(municipality, today), *_meetings(municipality, today)]
    return sorted(found, key=lambda each: (each.day, each.kind, each.key))


def _follow_ups(municipality: Municipality, today: date) -> Iterator[Deadline]:
    """Give the last days to hand in; a period without such a day is kept by its own last day."""
    states = {PeriodState.HANDED_IN: DeadlineState.DONE, PeriodState.HANDED_IN_LATE: DeadlineState.DONE}
    for each in all_periods(municipality, today):
        if each.plan.plan.status in _NOT_WAITED_FOR and each.follow_up is None:
            continue
        what = f"{each.plan.placement.unit.name}: uppföljning ({each.period.kind.value}) per {each.period.end}"
        waited_for = is_waited_for(each.plan, today)
        states[PeriodState.MISSING] = DeadlineState.LATE if waited_for else DeadlineState.NEVER
        state = states.get(each.state, DeadlineState.COMING)
        key = f"uppfoljning/{each.plan.address}{each.period.end}"
        yield Deadline(
            each.period.due or each.period.end, DeadlineKind.FOLLOW_UP, what, state, each.plan.address, key
        )


def _revisions(municipality: Municipality, today: date) -> Iterator[Deadline]:
    for plan in municipality.plans:
        day = plan.plan.revise_by
        if not isinstance(day, date) or plan.plan.status in _NOT_WAITED_FOR:
            continue
        state = DeadlineState.DONE if _is_revised(plan) else _state(day, today)
        what = f"{plan.placement.unit.name}: planen för {plan.year} ses över senast denna dag"
        yield Deadline(day, DeadlineKind.REVISION, what, state, plan.address, f"revidering/{plan.address}")


def _is_revised(plan: PlanDocument) -> bool:
    return plan.plan.status is PlanStatus.REVISED


def _reports_back(municipality: Municipality, today: date) -> Iterator[Deadline]:
    for link in case_chain(municipality, today):
        decision = link.decision
        if link.state is None or decision.report_back_by is None:
            continue
        done = bool(link.answers) or link.closed_by is not None
        state = DeadlineState.DONE if done else _state(decision.report_back_by, today)
        what = f"{decision.body}: uppdraget {decision.reference} återrapporteras".removeprefix(": ")
        key = f"uppdrag/{municipality.id}/{decision.date}/{slug(f'{decision.body} {decision.paragraph}')}"
        yield Deadline(decision.report_back_by, DeadlineKind.REPORT_BACK, what, state, link.told_in[0].address, key)


def _meetings(municipality: Municipality, today: date) -> Iterator[Deadline]:
    for committee in municipality.organisation.committees:
        for day in committee.meetings:
            state = DeadlineState.PAST if day < today else DeadlineState.COMING
            what = f"{committee.name} sammanträder"
            key = f"sammantrade/{municipality.id}/{committee.id}/{day}"
            yield Deadline(day, DeadlineKind.MEETING, what, state, f"{municipality.id}/", key)


def _state(day: date, today: date) -> DeadlineState:
    return DeadlineState.LATE if day < today else DeadlineState.COMING
