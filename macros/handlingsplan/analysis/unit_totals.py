"""Totals by department (*avdelning*), committee (*nämnd*) and municipality of the plans of one year."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from handlingsplan.analysis.effects import (
    ActionEffect,
    Total,
    coverage,
    total_full_year,
    total_of_totals,
    total_this_year,
)
from handlingsplan.model.archive import PlanDocument
from handlingsplan.text.quantities import Quantity

#: Plans with the effects of their actions.
Known = Sequence[tuple[PlanDocument, Sequence[ActionEffect]]]


@dataclass(frozen=True, slots=True)
class UnitTotals:
    """The sums over some units' plans: what is required, and what their actions give."""

    name: str
    known: Known
    requirement: Quantity | None
    this_year: Total
    full_year: Total

    @property
    def covered_this_year(self) -> Fraction | None:
        """How much of the requirement the effect this year covers."""
        return coverage(self.this_year.money, self.requirement)

    @property
    def covered_full_year(self) -> Fraction | None:
        """How much of the requirement the full-year effect covers."""
        return coverage(self.full_year.money, self.requirement)


@dataclass(frozen=True, slots=True)
class CommitteeTotals:
    """A committee's sums, and those of its departments."""

    totals: UnitTotals
    departments: tuple[UnitTotals, ...]


def unit_totals(name: str, known: Known) -> UnitTotals:
    """Sum over plans; kronor, hours and positions never mix, and what has no amount is counted."""
    return UnitTotals(
        name,
        tuple(known),
        required(known),
        total_of_totals(total_this_year(effects) for _, effects in known),
        total_of_totals(total_full_year(effects) for _, effects in known),
    )


def by_committee(known: Known) -> list[CommitteeTotals]:
    """Group plans by committee and department, in the order that they first stand in."""
    groups: dict[str, dict[str, list[tuple[PlanDocument, Sequence[ActionEffect]]]]] = {}
    for plan, effects in known:
        place = plan.placement
        departments = groups.setdefault(place.committee.id, {})
        departments.setdefault(place.department.id, []).append((plan, effects))
    return [_committee(list(departments.values())) for departments in groups.values()]


def _committee(departments: list[list[tuple[PlanDocument, Sequence[ActionEffect]]]]) -> CommitteeTotals:
    every = [each for department in departments for each in department]
    name = every[0][0].placement.committee.name
    summed = (unit_totals(each[0][0].placement.department.name, each) for each in departments)
    return CommitteeTotals(unit_totals(name, every), tuple(summed))


def required(known: Iterable[tuple[PlanDocument, Sequence[ActionEffect]]]) -> Quantity | None:
    """Give the sum of the plans' savings requirements; None when no plan has one."""
    found = [plan.plan.requirement for plan, _ in known if plan.plan.requirement]
    return sum(found[1:], found[0]) if found else None
