"""Which follow-ups are coming, to be handed in, missing or given, on a day."""

from __future__ import annotations

from datetime import date

import pytest
from followed_up import CALENDAR, YEAR, files_of, municipality, plan_of

from handlingsplan.analysis.schedule import PeriodState, all_periods, missing, periods, plan_periods
from handlingsplan.model.calendar import FollowUpKind

MARCH, AUGUST = date(YEAR, 3, 31), date(YEAR, 8, 31)


def states(told: dict[str, str], today: date, calendar: str = CALENDAR) -> dict[date, PeriodState]:
    place = municipality(files_of(follow_ups=told), calendar)
    return {each.period.end: each.state for each in plan_periods(plan_of(place), place.organisation, today)}


def test_the_periods_of_a_year_stand_in_order_with_the_days_they_are_due() -> None:
    calendar = "uppföljningsperioder:\n  - {till och med: 31 augusti, typ: delår}\n" + CALENDAR.split("\n", 1)[
        1
    ].replace("  - {till och med: 31 augusti, typ: delår, lämnas senast: 20 september}\n", "")
    found = periods(municipality({}, calendar).organisation, YEAR)
    assert [(each.end, each.kind, each.due) for each in found] == [
        (MARCH, FollowUpKind.MONTHLY, date(YEAR, 4, 15)),
        (AUGUST, FollowUpKind.HALF_YEAR, None),
        (date(YEAR, 12, 31), FollowUpKind.ANNUAL, date(YEAR + 1, 1, 31)),
    ]


def test_a_period_holds_for_its_years_only() -> None:
    calendar = "uppföljningsperioder:\n  - {till och med: 31 mars, till år: 2024}\n  - {till och med: 30 april, från år: 2025}\n"
    organisation = municipality({}, calendar).organisation
    assert [[each.end.month for each in periods(organisation, year)] for year in (2023, 2024, 2025)] == [
        [3],
        [3],
        [4],
    ]


@pytest.mark.parametrize(
    ("today", "state"),
    [
        (date(YEAR, 3, 31), PeriodState.COMING),
        (date(YEAR, 4, 1), PeriodState.OPEN),
        (date(YEAR, 4, 15), PeriodState.OPEN),
        (date(YEAR, 4, 16), PeriodState.MISSING),
    ],
)
def test_a_period_is_to_be_handed_in_from_its_end_until_its_day(today: date, state: PeriodState) -> None:
    assert states({}, today)[MARCH] is state


def test_a_period_without_a_day_is_missing_from_its_end() -> None:
    calendar = "uppföljningsperioder:\n  - {till och med: 31 mars}\n"
    assert states({}, MARCH, calendar)[MARCH] is PeriodState.COMING
    assert states({}, date(YEAR, 4, 1), calendar)[MARCH] is PeriodState.MISSING


@pytest.mark.parametrize(
    ("reported", "state"),
    [
        ("", PeriodState.HANDED_IN),
        ("lämnad: 2025-04-15\n", PeriodState.HANDED_IN),
        ("lämnad: 2025-04-16\n", PeriodState.HANDED_IN_LATE),
    ],
)
def test_what_is_handed_in_may_be_late(reported: str, state: PeriodState) -> None:
    assert states({"03-31": f"kommentar: Läget\n{reported}"}, date(YEAR, 5, 1))[MARCH] is state


def test_a_follow_up_outside_the_calendar_is_a_period_of_its_own() -> None:
    place = municipality(
        files_of(follow_ups={"05-10": "typ: fördjupad\nkommentar: Läget\n", "06-30": "bilar"}), CALENDAR
    )
    found = plan_periods(plan_of(place), place.organisation, date(YEAR, 7, 1))
    assert [(each.period.end.isoformat()[5:], each.period.kind.value, each.state.value) for each in found] == [
        ("03-31", "månad", "saknas"),
        ("05-10", "fördjupad", "lämnad"),
        ("06-30", "månad", "lämnad"),
        ("08-31", "delår", "kommande"),
        ("12-31", "årsbokslut", "kommande"),
    ]


def test_what_is_missing_of_all_plans() -> None:
    files = files_of(follow_ups={"03-31": "bilar"}) | files_of(unit="81515")
    found = missing(all_periods(municipality(files, CALENDAR), date(YEAR, 10, 1), YEAR))
    assert [(each.plan.unit, each.period.end) for each in found] == [
        ("81515", MARCH),
        ("81515", AUGUST),
        ("81516", AUGUST),
    ]
    assert all_periods(municipality(files, CALENDAR), date(YEAR, 10, 1), YEAR + 1) == []
