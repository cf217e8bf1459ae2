"""Days that come every year, and the periods of follow-ups."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlingsplan.model.calendar import DayOfYear, FollowUpPeriod, parse_day_of_year


@given(st.dates(date(2024, 1, 1), date(2024, 12, 31)))
def test_a_day_is_read_as_it_is_written(day: date) -> None:
    read = parse_day_of_year(str(DayOfYear(day.month, day.day)))
    assert (read.month, read.day) == (day.month, day.day)
    assert read.in_year(2024) == day


def test_capitals_and_spaces_make_no_other_day() -> None:
    assert parse_day_of_year(" 31  Mars ") == DayOfYear(3, 31)


def test_the_last_of_february_is_a_day_of_every_year() -> None:
    assert [parse_day_of_year("29 februari").in_year(year).day for year in (2024, 2025, 2100)] == [29, 28, 28]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("31 april", "april har 30 dagar"),
        ("0 mars", "mars har 31 dagar"),
        ("3 mrs", "menade du «mars»?"),
        ("31/3", "en dag och en månad utan år"),
        ("2025-03-31", "en dag och en månad utan år"),
        ("", "en dag och en månad utan år"),
    ],
)
def test_what_is_no_day_is_refused(text: str, said: str) -> None:
    with pytest.raises(ValueError, match=r".+") as fault:
        parse_day_of_year(text)
    assert said in str(fault.value)


@pytest.mark.parametrize(
    ("end", "due", "day"),
    [
        ("31 mars", "15 april", date(2025, 4, 15)),
        ("31 mars", "31 mars", date(2025, 3, 31)),
        ("31 december", "31 januari", date(2026, 1, 31)),
    ],
)
def test_a_day_before_the_end_of_its_period_is_in_the_year_after(end: str, due: str, day: date) -> None:
    period = FollowUpPeriod.model_validate({"till och med": end, "lämnas senast": due})
    assert period.due_in(2025) == day


def test_a_period_applies_to_its_years() -> None:
    period = FollowUpPeriod.model_validate({"till och med": "31 mars", "från år": "2024", "till år": "2025"})
    assert [period.applies_to(year) for year in (2023, 2024, 2025, 2026)] == [False, True, True, False]
    assert period.due_in(2025) is None


def test_years_in_the_wrong_order_are_refused() -> None:
    with pytest.raises(ValueError, match="till år 2024 är före från år 2025"):
        FollowUpPeriod.model_validate({"till och med": "31 mars", "från år": "2025", "till år": "2024"})
