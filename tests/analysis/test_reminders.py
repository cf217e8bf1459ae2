"""What a person is reminded of: follow-ups to hand in, and those that are missing."""

from __future__ import annotations

from datetime import date

import pytest
from followed_up import CALENDAR, YEAR, files_of, municipality

from handlingsplan.analysis.reminders import awaited, reminder_lines
from handlingsplan.model.archive import Archive


def archive(calendar: str = CALENDAR, **plans: str) -> Archive:
    """Give an archive of plans by unit, with facts."""
    files: dict[str, str] = {}
    for unit, facts in plans.items():
        files |= files_of(unit=unit.removeprefix("u"), facts=facts)
    return Archive((municipality(files, calendar),))


def test_nothing_is_said_when_nothing_is_waited_for() -> None:
    assert list(reminder_lines(awaited(archive(u81516=""), date(YEAR, 3, 31)))) == []
    assert list(reminder_lines(awaited(archive("", u81516=""), date(YEAR, 12, 31)))) == []


def test_what_is_missing_and_what_is_to_be_handed_in() -> None:
    assert list(reminder_lines(awaited(archive(u81515="", u81516=""), date(YEAR, 9, 10)))) == [
        "Uppföljningar: 2 saknas, 2 ska lämnas senast 2025-09-20.",
        "  storby/2025/81515 per 2025-03-31 (månad): saknas, skulle ha lämnats senast 2025-04-15",
        "  storby/2025/81516 per 2025-03-31 (månad): saknas, skulle ha lämnats senast 2025-04-15",
        "  storby/2025/81515 per 2025-08-31 (delår): ska lämnas senast 2025-09-20",
        "  storby/2025/81516 per 2025-08-31 (delår): ska lämnas senast 2025-09-20",
    ]


def test_different_last_days_are_told_by_the_first() -> None:
    calendar = (
        "uppföljningsperioder:\n"
        "  - {till och med: 31 mars, lämnas senast: 30 maj}\n  - {till och med: 30 april, lämnas senast: 15 maj}\n"
    )
    lines = list(reminder_lines(awaited(archive(calendar, u81516=""), date(YEAR, 5, 1))))
    assert lines[0] == "Uppföljningar: 2 ska lämnas den första senast 2025-05-15."


def test_at_most_ten_are_listed() -> None:
    months = (
        "januari",
        "februari",
        "mars",
        "april",
        "maj",
        "juni",
        "juli",
        "augusti",
        "september",
        "oktober",
        "november",
    )
    calendar = "uppföljningsperioder:\n" + "".join(f"  - {{till och med: 28 {month}}}\n" for month in months)
    lines = list(reminder_lines(awaited(archive(calendar, u81516=""), date(YEAR, 12, 31))))
    assert (lines[0], len(lines), lines[-1]) == ("Uppföljningar: 11 saknas.", 12, "  … och 1 till")


@pytest.mark.parametrize(
    ("facts", "today", "count"),
    [("", date(YEAR + 1, 12, 31), 3), ("", date(YEAR + 2, 1, 1), 0), ("status: avslutad\n", date(YEAR, 12, 31), 0)],
)
def test_nobody_waits_for_a_closed_plan_or_for_ever(facts: str, today: date, count: int) -> None:
    assert len(awaited(archive(u81516=facts), today)) == count
