"""When a municipality follows up its plans: the periods of every year and the days they are due."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Annotated, Any

from pydantic import model_validator

from handlingsplan.text.dates import MONTHS
from handlingsplan.text.words import suggestion

from .base import Model, Parsed, Whole

_DAY_OF_YEAR = re.compile(r"(\d{1,2})\s+([a-zåäö]+)", re.IGNORECASE)
_LEAP_YEAR = 2024


class FollowUpKind(StrEnum):
    """Which sort of follow-up it is."""

    MONTHLY = "månad"
    IN_DEPTH = "fördjupad"
    TERTIAL = "tertial"
    HALF_YEAR = "delår"
    ANNUAL = "årsbokslut"


@dataclass(frozen=True, slots=True, order=True)
class DayOfYear:
    """A day that comes every year: `31 mars`. The 29th of February is the 28th in other years than leap years."""

    month: int
    day: int

    def in_year(self, year: int) -> date:
        """Give the day in a year."""
        return date(year, self.month, min(self.day, calendar.monthrange(year, self.month)[1]))

    def __str__(self) -> str:
        return f"{self.day} {MONTHS[self.month - 1]}"


def parse_day_of_year(text: str) -> DayOfYear:
    """Read `31 mars`; raises ValueError with a Swedish message."""
    match = _DAY_OF_YEAR.fullmatch(text.strip())
    if match is None:
        raise ValueError(f"«{text}» ska vara en dag och en månad utan år, till exempel 31 mars")
    name = match.group(2).casefold()
    if name not in MONTHS:
        raise ValueError(f"«{match.group(2)}» är ingen månad{suggestion(name, MONTHS)}")
    month, day = MONTHS.index(name) + 1, int(match.group(1))
    last = calendar.monthrange(_LEAP_YEAR, month)[1]
    if not 1 <= day <= last:
        raise ValueError(f"«{text}» finns inte: {name} har {last} dagar")
    return DayOfYear(month, day)


def _day_of_year(value: Any) -> Any:
    if isinstance(value, DayOfYear):
        return value
    if not isinstance(value, str):
        raise ValueError("ska stå på en rad, till exempel 31 mars")
    return parse_day_of_year(value)


DayOfYearField = Annotated[DayOfYear, Parsed(_day_of_year, {"type": "string", "examples": ["31 mars"]})]


class FollowUpPeriod(Model):
    """A period that every plan is followed up for, each year from its start: until when, and due when."""

    period_end: DayOfYearField
    kind: FollowUpKind = FollowUpKind.MONTHLY
    due: DayOfYearField | None = None
    first_year: Whole | None = None
    last_year: Whole | None = None

    @model_validator(mode="after")
    def _years_in_order(self) -> FollowUpPeriod:
        if self.first_year is not None and self.last_year is not None and self.last_year < self.first_year:
            raise ValueError(f"till år {self.last_year} är före från år {self.first_year}")
        return self

    def applies_to(self, year: int) -> bool:
        """Whether plans of a year are followed up for it."""
        return (self.first_year is None or self.first_year <= year) and (
            self.last_year is None or year <= self.last_year
        )

    def due_in(self, year: int) -> date | None:
        """Give the last day to hand it in; a day before the period's end is in the year after."""
        if self.due is None:
            return None
        day = self.due.in_year(year)
        return day if day >= self.period_end.in_year(year) else self.due.in_year(year + 1)
