"""The calendar of follow-ups: which periods a plan is followed up for, and what is due, late or missing on a day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from handlingsplan.model.archive import FollowUpDocument, Municipality, PlanDocument
from handlingsplan.model.calendar import FollowUpKind
from handlingsplan.model.organisation import Organisation
from handlingsplan.model.plan import PlanStatus


class PeriodState(StrEnum):
    """What has become of a plan's follow-up for a period."""

    COMING = "kommande"
    OPEN = "ska lämnas"
    MISSING = "saknas"
    HANDED_IN = "lämnad"
    HANDED_IN_LATE = "lämnad för sent"


@dataclass(frozen=True, slots=True)
class Period:
    """A period of a year: its last day, its kind and the last day to hand in, where one is set."""

    end: date
    kind: FollowUpKind
    due: date | None = None


@dataclass(frozen=True, slots=True)
class PlanPeriod:
    """A plan's period, with its follow-up when there is one. A follow-up outside the calendar is one of its own."""

    plan: PlanDocument
    period: Period
    state: PeriodState
    follow_up: FollowUpDocument | None = None


def periods(organisation: Organisation, year: int) -> list[Period]:
    """Give the calendar's periods of a year, earliest first."""
    found = (
        Period(each.period_end.in_year(year), each.kind, each.due_in(year))
        for each in organisation.follow_up_periods
        if each.applies_to(year)
    )
    return sorted(found, key=lambda period: period.end)


def plan_periods(plan: PlanDocument, organisation: Organisation, today: date) -> list[PlanPeriod]:
    """Give a plan's periods on a day, earliest first: those of the calendar, and its other follow-ups."""
    calendar = periods(organisation, plan.year)
    given = {each.day: each for each in plan.follow_ups}
    other = [Period(day, FollowUpKind.MONTHLY) for day in given.keys() - {each.end for each in calendar}]
    return [
        _plan_period(plan, period, given.get(period.end), today)
        for period in sorted([*calendar, *other], key=lambda period: period.end)
    ]


def _plan_period(plan: PlanDocument, period: Period, follow_up: FollowUpDocument | None, today: date) -> PlanPeriod:
    return PlanPeriod(plan, _named(period, follow_up), _state(period, follow_up, today), follow_up)


def all_periods(municipality: Municipality, today: date, year: int | None = None) -> list[PlanPeriod]:
    """Give the periods of a municipality's plans, of one year or all, in order of day."""
    found = (
        each
        for plan in municipality.plans
        if year is None or plan.year == year
        for each in plan_periods(plan, municipality.organisation, today)
    )
    return sorted(found, key=lambda each: each.period.end)


def period_days(municipality: Municipality, year: int, today: date) -> list[date]:
    """Give the days that a year's plans are or should have been followed up for: periods ended, and all given."""
    plans = [plan for plan in municipality.plans if plan.year == year]
    ended = {each.end for each in periods(municipality.organisation, year) if each.end < today} if plans else set()
    return sorted(ended | {each.day for plan in plans for each in plan.follow_ups})


def is_waited_for(plan: PlanDocument, today: date) -> bool:
    """Whether anybody waits for a plan's follow-ups: it is not closed, and its year was not before the last one."""
    return plan.plan.status is not PlanStatus.CLOSED and today.year <= plan.year + 1


def missing(found: Iterable[PlanPeriod]) -> list[PlanPeriod]:
    """Give those that should have been handed in."""
    return [each for each in found if each.state is PeriodState.MISSING]


def _named(period: Period, follow_up: FollowUpDocument | None) -> Period:
    """Let a follow-up say another kind than the calendar."""
    kind = follow_up.follow_up.kind if follow_up else None
    return Period(period.end, kind, period.due) if kind else period


def _state(period: Period, follow_up: FollowUpDocument | None, today: date) -> PeriodState:
    if follow_up is not None:
        reported = follow_up.follow_up.reported_on
        late = reported is not None and period.due is not None and reported > period.due
        return PeriodState.HANDED_IN_LATE if late else PeriodState.HANDED_IN
    if today <= period.end:
        return PeriodState.COMING
    return PeriodState.OPEN if period.due is not None and today <= period.due else PeriodState.MISSING
