"""Hours (*timmar*) per week, month and year, and as full-time equivalents (*årsarbetare*): one rule for all.

A year is 52 weeks and twelve months, so a month is a twelfth of the year and not four weeks.
"""

from __future__ import annotations

from enum import StrEnum
from fractions import Fraction

from handlingsplan.text.quantities import Dimension, Quantity, Unit

_DECIMALS = 2


class Period(StrEnum):
    """What hours are counted in."""

    WEEK = "vecka"
    MONTH = "månad"
    YEAR = "år"

    @property
    def in_a_year(self) -> int:
        """How many of the period that a year is reckoned as."""
        return {Period.WEEK: 52, Period.MONTH: 12, Period.YEAR: 1}[self]


def hours_per(hours: Quantity, given: Period, wanted: Period) -> Quantity:
    """Give hours per one period as hours per another. Raises ValueError (Swedish) for what is no hours."""
    _refuse_others(hours)
    return _shown(hours.value * given.in_a_year / wanted.in_a_year, Unit.HOURS)


def full_time_equivalents(hours: Quantity, full_time: Quantity) -> Quantity:
    """Give how many work the hours, when one who works full time works `full_time` in the same period."""
    for each in (hours, full_time):
        _refuse_others(each)
    if full_time.value <= 0:
        raise ValueError("heltid ska vara mer än 0 timmar")
    return _shown(hours.value / full_time.value, Unit.POSITIONS)


def _refuse_others(hours: Quantity) -> None:
    if hours.dimension is not Dimension.TIME:
        raise ValueError(f"«{hours}» är inte timmar")


def _shown(value: Fraction, unit: Unit) -> Quantity:
    return Quantity(value, unit, 0 if value.denominator == 1 else _DECIMALS)
