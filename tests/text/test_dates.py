"""Dates as 2025-01-31, and nothing else."""

from datetime import date

import pytest
from babel.dates import get_month_names
from hypothesis import given
from hypothesis import strategies as st

from handlingsplan.text.dates import MONTHS, long_date, long_dates, parse_date


@given(st.dates())
def test_written_and_read_again(day: date) -> None:
    """Every date is read as it is written."""
    assert parse_date(day.isoformat()) == day


@given(st.text() | st.text("0123456789-", min_size=8, max_size=10))
def test_reading_any_text(text: str) -> None:
    """Any text is a date or a ValueError."""
    try:
        assert isinstance(parse_date(text), date)
    except ValueError as fault:
        assert text.strip() in str(fault)  # noqa: PT017


@pytest.mark.parametrize(
    ("written", "message"),
    [
        ("2025-02-30", "datumet 2025-02-30 finns inte: februari 2025 har 28 dagar"),
        ("2024-02-30", "datumet 2024-02-30 finns inte: februari 2024 har 29 dagar"),
        ("2025-13-01", "datumet 2025-13-01 finns inte: månaden ska vara 01 till 12"),
        ("2025-00-01", "datumet 2025-00-01 finns inte: månaden ska vara 01 till 12"),
        ("2025-04-00", "datumet 2025-04-00 finns inte: april 2025 har 30 dagar"),
        ("20250131", "«20250131» är inget datum; skriv år, månad och dag så här: 2025-01-31"),
    ],
)
def test_what_is_no_date(written: str, message: str) -> None:
    """The message says why."""
    with pytest.raises(ValueError, match=r"^.*$") as fault:
        parse_date(written)
    assert str(fault.value) == message


def test_months_are_those_of_cldr() -> None:
    assert tuple(get_month_names("wide", locale="sv").values()) == MONTHS


def test_in_words() -> None:
    """A date in words does not break between lines."""
    assert long_date(date(2025, 1, 31)) == "31\u00a0januari\u00a02025"


@pytest.mark.parametrize(
    ("days", "words"),
    [
        ([], ""),
        ([date(2025, 3, 31)], "31 mars 2025"),
        ([date(2025, 3, 31), date(2025, 4, 30), date(2025, 8, 31)], "31 mars, 30 april och 31 augusti 2025"),
        ([date(2024, 10, 31), date(2025, 3, 31)], "31 oktober 2024 och 31 mars 2025"),
    ],
)
def test_several_in_words(days: list[date], words: str) -> None:
    assert long_dates(days).replace("\u00a0", " ") == words
