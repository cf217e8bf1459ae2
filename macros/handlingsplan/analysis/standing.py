"""How plans of a year stand together at a day (*läget*): what is lacking, what is done, is it enough.

What is not known is part of the answer, in plain words.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from handlingsplan.analysis.effects import Total, total_of_totals
from handlingsplan.analysis.progress import ActionProgress, PlanProgress, RiskProgress, follow_up_days, plan_progress
from handlingsplan.model.archive import Municipality, PlanDocument, ReportDocument
from handlingsplan.model.effect import Effect
from handlingsplan.model.organisation import Committee, Unit
from handlingsplan.model.plan import ActionStatus
from handlingsplan.text.quantities import Dimension, Quantity


@dataclass(frozen=True, slots=True)
class Change:
    """What has changed for an action since the follow-up before: its status and its forecast."""

    plan: PlanDocument
    before: ActionProgress
    after: ActionProgress


@dataclass(frozen=True, slots=True)
class Standing:
    """Plans of a year at a day, and as they stood at the follow-up before, if there was one.

    `without_plan` are the units of a committee that have no plan at all.
    """

    year: int
    day: date
    plans: tuple[PlanProgress, ...]
    before: tuple[PlanProgress, ...] = ()
    without_plan: tuple[Unit, ...] = ()

    @property
    def last_follow_up(self) -> date | None:
        """The day of the last follow-up of any plan."""
        return max((each.follow_up.day for each in self.plans if each.follow_up), default=None)

    @property
    def requirement(self) -> Quantity | None:
        """The sum of the savings requirements; None when no plan states one."""
        return _sum(each.plan.plan.requirement for each in self.plans)

    @property
    def deficit(self) -> Quantity | None:
        """The sum of the deficits that plans start from; None when no plan states one."""
        return _sum(_deficit(each.plan) for each in self.plans)

    @property
    def planned(self) -> Total:
        """What the plans count with this year."""
        return total_of_totals(each.planned for each in self.plans)

    @property
    def so_far(self) -> Total:
        """What has been reported so far."""
        return total_of_totals(each.so_far for each in self.plans)

    @property
    def forecast(self) -> Total:
        """What the actions give this year as far as is known."""
        return total_of_totals(each.forecast for each in self.plans)

    @property
    def full_year(self) -> Total:
        """What the actions give over a full year."""
        return total_of_totals(each.full_year for each in self.plans)

    @property
    def forecast_before(self) -> Total:
        """What the actions were thought to give this year at the follow-up before."""
        return total_of_totals(each.forecast for each in self.before)

    def with_status(self, *statuses: ActionStatus) -> list[tuple[PlanDocument, ActionProgress]]:
        """Give the actions that stand so, with their plans."""
        return [(plan.plan, each) for plan in self.plans for each in plan.actions if each.status in statuses]

    def occurred_risks(self) -> list[RiskProgress]:
        """Give the risks that came true, at least in part."""
        return [each for each in self._risks() if each.outcome is not None and each.outcome.has_occurred]

    def unknown_risks(self) -> list[RiskProgress]:
        """Give the risks whose outcome nobody has told."""
        return [each for each in self._risks() if each.outcome is None]

    def not_followed_up(self) -> list[PlanDocument]:
        """Give the plans that count as planned, because nothing is told of them."""
        return [each.plan for each in self.plans if each.follow_up is None]

    def without_requirement(self) -> list[PlanDocument]:
        """Give the plans that state no savings requirement."""
        return [each.plan for each in self.plans if each.plan.plan.requirement is None]

    def without_deficit(self) -> list[PlanDocument]:
        """Give the plans that do not state what deficit they start from."""
        return [each.plan for each in self.plans if _deficit(each.plan) is None]

    def without_amount(self) -> list[PlanDocument]:
        """Give the plans that have no action with an amount of money."""
        return [each.plan for each in self.plans if not any(map(_has_amount, each.actions))]

    def changes(self) -> Iterator[Change]:
        """Give the actions whose status or forecast differs from the follow-up before, in the plans' order."""
        earlier = {(each.plan.unit, action.action.id): action for each in self.before for action in each.actions}
        for plan in self.plans:
            for after in plan.actions:
                before = earlier.get((plan.plan.unit, after.action.id))
                if before and (before.status, before.forecast) != (after.status, after.forecast):
                    yield Change(plan.plan, before, after)

    def _risks(self) -> Iterator[RiskProgress]:
        return (each for plan in self.plans for each in plan.risks)


def standing(
    municipality: Municipality,
    plans: Sequence[PlanDocument],
    year: int,
    day: date,
    without_plan: tuple[Unit, ...] = (),
) -> Standing:
    """Give how plans of a year stand at the end of a day."""
    days = [each for each in follow_up_days(plans) if each <= day]
    at = _progress(plans, municipality)
    return Standing(year, day, at(day), at(days[-2]) if len(days) > 1 else (), without_plan)


def committee_standing(municipality: Municipality, committee: Committee, year: int, day: date) -> Standing:
    """Give how a committee's plans of a year stand at the end of a day, and which of its units have none."""
    plans = committee_plans(municipality, committee, year)
    planned_for = {each.unit for each in plans}
    units = (unit for department in committee.departments for unit in department.units)
    return standing(municipality, plans, year, day, tuple(unit for unit in units if unit.id not in planned_for))


def committee_plans(municipality: Municipality, committee: Committee, year: int) -> list[PlanDocument]:
    """Give a committee's plans of a year."""
    return [plan for plan in municipality.plans if plan.year == year and plan.placement.committee.id == committee.id]


def committees_of(municipality: Municipality, year: int) -> list[Committee]:
    """Give the committees that have plans or reports of a year."""
    return [
        each
        for each in municipality.organisation.committees
        if committee_plans(municipality, each, year) or committee_reports(municipality, each, year)
    ]


def committee_reports(municipality: Municipality, committee: Committee, year: int) -> list[ReportDocument]:
    """Give a year's reports to a committee, latest last; a report that names nobody goes to the first committee."""
    first = municipality.organisation.committees[:1]
    found = [
        each
        for each in municipality.reports
        if each.year == year
        and (each.report.body == committee.name or (not each.report.body and [committee] == list(first)))
    ]
    return sorted(found, key=lambda each: each.report.date or each.report.period or date(year, 1, 1))


def _progress(
    plans: Sequence[PlanDocument], municipality: Municipality
) -> Callable[[date], tuple[PlanProgress, ...]]:
    return lambda day: tuple(plan_progress(plan, municipality.organisation, day) for plan in plans)


def _sum(amounts: Iterable[Quantity | None]) -> Quantity | None:
    known = [each for each in amounts if each is not None]
    return sum(known[1:], known[0]) if known else None


def _deficit(plan: PlanDocument) -> Quantity | None:
    position = plan.plan.starting_position
    return position.shortfall if position else None


def _has_amount(action: ActionProgress) -> bool:
    given: tuple[Effect | None, ...] = (action.planned, action.effect.full_year, action.told_forecast)
    return any(each is not None and each.dimension is Dimension.MONEY for each in given)
