"""Hours per week, month and year belong together, and full-time equivalents give their hours back."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlingsplan.analysis.hours import Period, full_time_equivalents, hours_per
from handlingsplan.text.quantities import Quantity, Unit, parse_quantity

HOURS = st.fractions(Fraction(-(10**6)), Fraction(10**6), max_denominator=60).map(
    lambda value: Quantity(value, Unit.HOURS, 2)
)
PERIODS = st.sampled_from(Period)


@pytest.mark.parametrize(
    ("hours", "given", "wanted", "expected"),
    [
        ("140 timmar", "vecka", "år", "7 280 timmar"),
        ("7 280 timmar", "år", "månad", "606,67 timmar"),
        ("601:45", "månad", "år", "7 221 timmar"),
        ("42:46", "vecka", "månad", "185,32 timmar"),
        ("90 minuter", "vecka", "år", "78 timmar"),
    ],
)
def test_hours_of_a_period(hours: str, given: str, wanted: str, expected: str) -> None:
    found = hours_per(parse_quantity(hours, default=Unit.HOURS), Period(given), Period(wanted))
    assert str(found).replace("\u00a0", " ") == expected


@given(HOURS, PERIODS, PERIODS, PERIODS)
def test_every_way_between_periods_gives_the_same(
    hours: Quantity, first: Period, second: Period, third: Period
) -> None:
    there = hours_per(hours, first, second)
    assert hours_per(there, second, first).value == hours.value
    assert hours_per(there, second, third).value == hours_per(hours, first, third).value


@given(HOURS)
def test_twelve_months_and_fifty_two_weeks_are_the_year(hours: Quantity) -> None:
    assert hours_per(hours, Period.MONTH, Period.YEAR).value == hours.value * 12
    assert hours_per(hours, Period.WEEK, Period.YEAR).value == hours.value * 52


@given(HOURS, HOURS.filter(lambda hours: hours.value > 0))
def test_full_time_equivalents_give_their_hours_back(hours: Quantity, full_time: Quantity) -> None:
    found = full_time_equivalents(hours, full_time)
    assert found.unit is Unit.POSITIONS
    assert found.value * full_time.value == hours.value


@given(HOURS, HOURS.filter(lambda hours: hours.value > 0), PERIODS, PERIODS)
def test_positions_are_the_same_in_every_period(
    hours: Quantity, full_time: Quantity, first: Period, second: Period
) -> None:
    elsewhere = full_time_equivalents(hours_per(hours, first, second), hours_per(full_time, first, second))
    assert elsewhere.value == full_time_equivalents(hours, full_time).value


@pytest.mark.parametrize(
    ("hours", "full_time"), [("5 kr", "40 timmar"), ("40 timmar", "0 timmar"), ("4 timmar", "2 %")]
)
def test_what_is_no_hours_is_refused(hours: str, full_time: str) -> None:
    with pytest.raises(ValueError, match="timmar"):
        full_time_equivalents(parse_quantity(hours), parse_quantity(full_time))
