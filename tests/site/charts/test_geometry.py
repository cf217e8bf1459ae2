"""Numbers to places: scales hold their values between round numbers, places are proportional and never outside."""

from fractions import Fraction
from itertools import pairwise
from math import floor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlingsplan.site.charts.axes import axis_of
from handlingsplan.site.charts.geometry import FULL, Scale, apart, bar, nice_scale
from handlingsplan.site.charts.over_time import period_places
from handlingsplan.text.quantities import parse_quantity

NUMBERS = st.fractions(-(10**13), 10**13, max_denominator=10**6)


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ([], (0, 1, "1/5")),
        ([0], (0, 1, "1/5")),
        ([4], (0, 4, 1)),
        (["4.2"], (0, 5, 1)),
        ([26], (0, 30, 10)),
        ([-550], (-600, 0, 200)),
        ([-636, 363], (-800, 400, 200)),
        ([-50, 1800], (-500, 2000, 500)),
        (["0.011"], (0, "0.015", "0.005")),
    ],
)
def test_round_numbers(values: list[str], expected: tuple[str, str, str]) -> None:
    scale = nice_scale(map(Fraction, values))
    assert (scale.low, scale.high, scale.step) == tuple(map(Fraction, expected))


def test_a_scale_need_not_start_at_zero() -> None:
    scale = nice_scale([Fraction(97), Fraction(99)], zero=False)
    assert (scale.low, scale.high) == (97, 99)
    assert nice_scale([Fraction(7)], zero=False).low == 6


@given(st.lists(NUMBERS, max_size=8), st.booleans(), st.integers(2, 6))
def test_a_scale_holds_its_values_in_few_steps(values: list[Fraction], zero: bool, steps: int) -> None:
    scale = nice_scale(values, steps, zero=zero)
    held = [*values, *([Fraction(0)] if zero else [])]
    assert all(scale.low <= value <= scale.high for value in held)
    assert len(list(scale.values())) <= steps + 2
    digits = str(scale.step.numerator * 10**20 // scale.step.denominator).rstrip("0")
    assert digits in ("1", "2", "5")


@given(st.lists(NUMBERS, min_size=1, max_size=8))
def test_places_are_inside_and_in_order(values: list[Fraction]) -> None:
    scale = nice_scale(values)
    places = [scale.at(value) for value in sorted(values)]
    assert places == sorted(places)
    assert all(0 <= place <= FULL for place in places)
    assert (scale.at(scale.low), scale.at(scale.high)) == (0, FULL)


@given(st.lists(NUMBERS, min_size=1, max_size=8), st.integers(0, 300), st.integers(0, 300))
def test_a_place_is_the_nearest_one(values: list[Fraction], start: int, end: int) -> None:
    scale = nice_scale(values, start=start, end=end)
    exact = [start + (value - scale.low) / (scale.high - scale.low) * (end - start) for value in values]
    assert [scale.at(value) for value in values] == [floor(place + Fraction(1, 2)) for place in exact]


def test_a_scale_may_go_upwards() -> None:
    scale = Scale(Fraction(0), Fraction(50), Fraction(10), start=256, end=36)
    assert [scale.at(Fraction(value)) for value in (0, 25, 50)] == [256, 146, 36]


def test_a_bar_goes_either_way() -> None:
    assert bar("d", 200, 500, 7, 9) == bar("d", 500, 200, 7, 9)
    assert (bar("d", 500, 200, 7, 9).x, bar("d", 500, 200, 7, 9).width) == (200, 300)


@given(st.lists(st.integers(0, 300), max_size=4).map(sorted))
def test_labels_are_moved_apart_and_stay_inside(places: list[int]) -> None:
    moved = apart(places, 14, 14, 256)
    assert all(14 <= each <= 256 for each in moved)
    assert all(after - before >= 14 for before, after in pairwise(moved))


@pytest.mark.parametrize(
    ("texts", "ticks"),
    [
        (["4,2 mkr"], ["0", "1 mkr", "2 mkr", "3 mkr", "4 mkr", "5 mkr"]),
        (["1,5 mkr"], ["0", "0,5 mkr", "1,0 mkr", "1,5 mkr"]),
        (["700 000 kr"], ["0", "200 tkr", "400 tkr", "600 tkr", "800 tkr"]),
        (["-262,3 tkr", "100 tkr"], ["−300 tkr", "−200 tkr", "−100 tkr", "0", "100 tkr"]),
        (["3 kr"], ["0", "1 kr", "2 kr", "3 kr"]),
        (["70 %"], ["0", "20 %", "40 %", "60 %", "80 %"]),
        (["1,4 %"], ["0", "0,5 %", "1,0 %", "1,5 %"]),
        (["90 minuter"], ["0", "20", "40", "60", "80", "100"]),
        (
            ["10 000 000 mkr"],
            ["0", "2 000 000 mkr", "4 000 000 mkr", "6 000 000 mkr", "8 000 000 mkr", "10 000 000 mkr"],
        ),
    ],
)
def test_ticks_are_written_in_swedish(texts: list[str], ticks: list[str]) -> None:
    axis = axis_of(parse_quantity(text) for text in texts)
    assert [text.replace("\u00a0", " ") for _, text in axis.ticks()] == ticks


def test_only_units_that_are_words_stand_beside_the_axis() -> None:
    beside = {text: axis_of([parse_quantity(text)]).unit_beside for text in ("3 kr", "3 %", "3 antal", "3 timmar")}
    assert beside == {"3 kr": "", "3 %": "", "3 antal": "", "3 timmar": "timmar"}


@pytest.mark.parametrize(
    ("periods", "gaps"),
    [
        (["2023", "2024", "2026"], [1, 2]),
        (["2025-01", "2025-02", "2025-05"], [1, 3]),
        (["januari 2023", "feb 2023", "Mars 2023"], [1, 1]),
        (["2025-01-31", "2025-03-31"], [1]),
        (["före", "efter", "sedan"], [1, 1]),
        (["2024", "2023", "2025"], [1, 1]),
    ],
)
def test_periods_stand_by_time_when_they_say_when(periods: list[str], gaps: list[int]) -> None:
    places = period_places(periods)
    unit = (places[-1] - places[0]) / sum(gaps)
    assert [round((after - before) / unit) for before, after in pairwise(places)] == gaps
