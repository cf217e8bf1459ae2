"""The municipality: its committees, departments and units, and the rules it has chosen."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated

from pydantic import AfterValidator

from .audience import SMALLEST_GROUP
from .base import Day, Line, Model, Slug, Text, Whole, items, within
from .calendar import FollowUpPeriod


class EffectRule(StrEnum):
    """How the effect this year follows from the full-year effect and the day the effect starts."""

    DAYS = "dagar"
    WHOLE_MONTHS = "hela månader"
    HALF_MONTHS = "halva månader"


class Unit(Model):
    """A unit (*enhet*); its id is the name of its folder under the year."""

    id: Slug
    name: Line
    description: Text = ""


class Department(Model):
    """A department (*avdelning*) of the administration."""

    id: Slug
    name: Line
    units: tuple[Unit, ...] = items()


class Committee(Model):
    """A committee (*nämnd*) with the administration that works for it."""

    id: Slug
    name: Line
    abbreviation: Line = ""
    administration: Line = ""
    meetings: tuple[Day, ...] = items()
    departments: tuple[Department, ...] = items()


class Organisation(Model):
    """A municipality (*kommun*) as its organisation.yml says it."""

    format_version: Whole
    name: Line
    effect_rule: EffectRule = EffectRule.WHOLE_MONTHS
    cutoff_day: Annotated[Whole, AfterValidator(within(1, 31))] = 15
    smallest_group: Annotated[Whole, AfterValidator(within(3, 100))] = SMALLEST_GROUP
    follow_up_periods: tuple[FollowUpPeriod, ...] = items()
    committees: tuple[Committee, ...] = items()

    def placements(self) -> Iterator[Placement]:
        """Give every unit with its department and committee, in the order of the file."""
        for committee in self.committees:
            for department in committee.departments:
                for unit in department.units:
                    yield Placement(committee, department, unit)

    def placement(self, unit_id: str) -> Placement | None:
        """Find a unit by its id."""
        return next((each for each in self.placements() if each.unit.id == unit_id), None)


@dataclass(frozen=True, slots=True)
class Placement:
    """Where a unit belongs: its committee and department."""

    committee: Committee
    department: Department
    unit: Unit
