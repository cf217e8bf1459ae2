"""How actions, risks and plans stand at a day: the rules of the guide's «Så räknas uppföljningen ihop»."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction

import pytest
from followed_up import ACTION, YEAR, YEAR_END, files_of, followed_up, kronor, municipality, only, plan_of, progress
from hypothesis import given, settings
from hypothesis import strategies as st

from handlingsplan.analysis.progress import follow_up_days, plan_progress
from handlingsplan.model.follow_up import Assessment
from handlingsplan.model.plan import ActionStatus
from handlingsplan.model.risk import RiskOutcome
from handlingsplan.text.quantities import Dimension

# nothing told


def test_an_action_that_nothing_is_told_of_counts_as_planned() -> None:
    found = only()
    assert (kronor(found.planned), kronor(found.forecast), kronor(found.full_year)) == (400_000, 400_000, 400_000)
    assert (found.so_far, found.told_forecast, found.last) == (None, None, None)
    assert found.status is ActionStatus.PLANNED


def test_a_plan_that_nothing_is_told_of_counts_as_planned_and_what_is_reported_is_unknown() -> None:
    found = progress(followed_up())
    assert found.follow_up is None
    assert found.forecast == found.planned
    assert found.so_far.sums == {}
    assert [action.id for action in found.so_far.left_out] == ["bilar"]


def test_an_action_without_an_amount_stays_without() -> None:
    found = progress(followed_up("  - {id: a, namn: A, startdatum: 2025-01-01, ej beräknad: Prövas}\n"))
    assert [action.id for action in found.forecast.left_out] == ["a"]
    assert found.forecast.sums == {}


# what was last told


def test_what_a_follow_up_does_not_mention_stands_as_it_was_last_told() -> None:
    found = only(
        {
            "03-31": "bilar, status: försenad, bedömning: gul, genomförandegrad: 20 %, prognos i år: 300 tkr",
            "04-30": "bilar, effekt hittills: 50 tkr",
            "08-31": "bilar, status: pågår",
        }
    )
    assert found.status is ActionStatus.ONGOING
    assert found.assessment is Assessment.YELLOW
    assert found.completion is not None
    assert found.completion.value == Fraction(1, 5)
    assert (kronor(found.so_far), kronor(found.forecast)) == (50_000, 300_000)
    assert found.last is not None
    assert found.last.follow_up.day == date(YEAR, 8, 31)


def test_a_completion_of_nothing_is_told() -> None:
    found = only({"03-31": "bilar, genomförandegrad: 50 %", "04-30": "bilar, genomförandegrad: 0 %"})
    assert found.completion is not None
    assert found.completion.value == 0


def test_a_forecast_of_nothing_is_a_forecast() -> None:
    found = only({"03-31": "bilar, prognos i år: 0 kr, effekt hittills: 0 kr"})
    assert (kronor(found.forecast), kronor(found.so_far)) == (0, 0)


def test_the_status_of_the_plan_holds_until_another_is_told() -> None:
    action = ACTION.replace("}", ", status: pausad}")
    assert only(action=action).status is ActionStatus.PAUSED
    assert only({"03-31": "bilar, kommentar: Inget nytt"}, action).status is ActionStatus.PAUSED
    assert only({"03-31": "bilar, status: pågår"}, action).status is ActionStatus.ONGOING


def test_a_day_sees_what_was_told_until_its_end() -> None:
    told = {"03-31": "bilar, prognos i år: 300 tkr", "08-31": "bilar, prognos i år: 200 tkr"}
    days = {date(YEAR, 3, 30): 400_000, date(YEAR, 3, 31): 300_000, date(YEAR, 8, 30): 300_000, YEAR_END: 200_000}
    assert {day: kronor(only(told, day=day).forecast) for day in days} == days


# cancelled actions


@pytest.mark.parametrize(
    ("told", "forecast"),
    [
        ({"06-30": "bilar, status: avbruten, slutdatum: 2025-06-30"}, 200_000),  # six months of twelve
        ({"06-30": "bilar, status: avbruten, slutdatum: 2025-03-31"}, 100_000),
        ({"06-30": "bilar, status: avbruten, effekt hittills: 70 tkr"}, 70_000),
        ({"06-30": "bilar, status: avbruten"}, 200_000),  # the day that it was told
        ({"06-30": "bilar, status: avbruten", "08-31": "bilar, status: avbruten"}, 200_000),  # when it was first told
        ({"06-30": "bilar, status: avbruten", "08-31": "bilar, slutdatum: 2025-04-30"}, 133_333),
        ({"06-30": "bilar, status: avbruten, slutdatum: 2024-12-31"}, 0),  # it never began
        # A forecast from before it was cancelled is worth nothing more, and an end told then is another end.
        ({"03-31": "bilar, prognos i år: 390 tkr", "06-30": "bilar, status: avbruten"}, 200_000),
        ({"03-31": "bilar, slutdatum: 2025-12-31", "06-30": "bilar, status: avbruten"}, 200_000),
        ({"06-30": "bilar, status: avbruten, prognos i år: 150 tkr"}, 150_000),
        ({"06-30": "bilar, status: avbruten", "08-31": "bilar, prognos i år: 150 tkr"}, 150_000),
        ({"03-31": "bilar, status: avbruten", "06-30": "bilar, status: pågår"}, 400_000),  # taken up again
        (
            {
                "03-31": "bilar, status: avbruten",
                "06-30": "bilar, status: pågår",
                "09-30": "bilar, status: avbruten",
            },
            300_000,
        ),
    ],
)
def test_a_cancelled_action_gives_nothing_from_its_end(told: dict[str, str], forecast: int) -> None:
    found = only(told)
    assert kronor(found.forecast) == forecast
    assert kronor(found.full_year) == (0 if found.status is ActionStatus.CANCELLED else 400_000)
    assert kronor(found.planned) == 400_000


def test_a_cancelled_action_of_the_plan_itself_gives_nothing() -> None:
    found = only(action=ACTION.replace("}", ", status: avbruten}"))
    assert (kronor(found.forecast), kronor(found.full_year)) == (0, 0)


def test_a_planned_end_is_not_the_end_of_what_was_cancelled_before() -> None:
    action = ACTION.replace("}", ", varaktighet: tillfällig, slutdatum: 2025-09-30}")
    assert kronor(only({"06-30": "bilar, status: avbruten"}, action).forecast) == 200_000
    assert kronor(only({"10-31": "bilar, status: avbruten"}, action).forecast) == 300_000


def test_what_is_cut_short_does_not_give_more_than_was_planned() -> None:
    action = ACTION.replace("}", ", effekt i år: 100 tkr}")
    assert kronor(only({"11-30": "bilar, status: avbruten"}, action).forecast) == 100_000


def test_a_cancelled_action_is_still_an_interval_of_its_kind() -> None:
    found = only({"06-30": "bilar, status: avbruten"}, ACTION.replace("400 tkr", "300–400 tkr"))
    assert str(found.forecast).replace("\u00a0", " ") == "150–200 tkr"
    hours = only({"01-31": "bilar, status: avbruten"}, ACTION.replace("400 tkr", "120 timmar"))
    assert hours.forecast is not None
    assert hours.full_year is not None
    assert (hours.forecast.dimension, hours.full_year.low.value) == (Dimension.TIME, 0)


@given(st.dates(date(YEAR, 1, 1), YEAR_END), st.dates(date(YEAR, 1, 1), YEAR_END))
@settings(deadline=None, max_examples=40)
def test_the_earlier_it_ended_the_less_it_gave(first: date, second: date) -> None:
    given = [
        kronor(only({"12-31": f"bilar, status: avbruten, slutdatum: {day}"}).forecast)
        for day in sorted((first, second))
    ]
    assert given[0] is not None
    assert given[1] is not None
    assert 0 <= given[0] <= given[1] <= 400_000


# totals


def test_intervals_stay_intervals_and_hours_are_never_kronor() -> None:
    actions = (
        f"{ACTION}"
        "  - {id: b, namn: B, startdatum: 2025-01-01, helårseffekt: 100–200 tkr}\n"
        "  - {id: c, namn: C, startdatum: 2025-01-01, helårseffekt: 168 timmar}\n"
        "  - {id: d, namn: D, startdatum: 2025-01-01, helårseffekt: '1,5 årsarbetare'}\n"
        "  - {id: e, namn: E, startdatum: 2025-01-01, ej beräknad: Prövas}\n"
    )
    found = progress(followed_up(actions, {"03-31": "bilar, prognos i år: 350–380 tkr"}))
    assert {kind: str(effect).replace("\u00a0", " ") for kind, effect in found.forecast.sums.items()} == {
        Dimension.MONEY: "450–580 tkr",
        Dimension.TIME: "168 timmar",
        Dimension.POSITIONS: "1,5 årsarbetare",
    }
    assert [action.id for action in found.forecast.left_out] == ["e"]


def test_a_forecast_gives_an_amount_to_an_action_without_one() -> None:
    action = "  - {id: a, namn: A, startdatum: 2025-01-01, ej beräknad: Prövas}\n"
    found = progress(followed_up(action, {"03-31": "a, prognos i år: 90 tkr"}))
    assert kronor(found.forecast.money) == 90_000
    assert [each.id for each in found.planned.left_out] == ["a"]


# risks


def test_a_risk_stands_as_last_told_with_what_was_said_of_it() -> None:
    facts = "risker:\n  - {id: a, namn: A}\n  - {id: b, namn: B}\n  - {id: c, namn: C}\n"
    told = {
        "03-31": "risker:\n  - {risk: a, utfall: inträffad, kommentar: Få söker}\n  - {risk: b, utfall: inträffad}\n",
        "08-31": "risker:\n  - {risk: a, utfall: inte längre aktuell}\n  - {risk: c, kommentar: Vi vet inte}\n",
        "10-31": "risker:\n  - {risk: b, kommentar: Allt fler}\n",
    }
    first, second, third = progress(followed_up("", told, facts)).risks
    assert (first.outcome, first.comment) == (RiskOutcome.OVER, "")  # the comment was of the earlier outcome
    assert (second.outcome, second.comment) == (RiskOutcome.OCCURRED, "Allt fler")
    assert (third.outcome, third.comment) == (None, "Vi vet inte")
    assert second.follow_up is not None
    assert second.follow_up.day == date(YEAR, 10, 31)


# time

_FIELDS = st.fixed_dictionaries(
    {},
    optional={
        "status": st.sampled_from([each.value for each in ActionStatus]),
        "bedömning": st.sampled_from([each.value for each in Assessment]),
        "effekt hittills": st.sampled_from(["0 kr", "50 tkr", "20–30 tkr"]),
        "prognos i år": st.sampled_from(["0 kr", "350 tkr", "100–200 tkr"]),
        "slutdatum": st.sampled_from(["2025-02-28", "2025-09-30"]),
    },
)
_TOLD = st.dictionaries(st.sampled_from([f"{month:02}-28" for month in range(1, 13)]), _FIELDS, max_size=5)


@given(_TOLD, st.dates(date(YEAR, 1, 1), YEAR_END))
@settings(deadline=None, max_examples=60)
def test_a_later_follow_up_changes_nothing_of_what_is_seen_at_an_earlier_day(
    told: dict[str, dict[str, str]], day: date
) -> None:
    written = {
        each: "bilar" + "".join(f", {key}: {value}" for key, value in said.items()) for each, said in told.items()
    }
    earlier = {each: said for each, said in written.items() if date.fromisoformat(f"{YEAR}-{each}") <= day}
    seen, alone = (progress(followed_up(ACTION, each), day) for each in (written, earlier))
    assert [_shown(each) for each in seen.actions] == [_shown(each) for each in alone.actions]
    assert seen.forecast == alone.forecast
    for action in seen.actions:
        assert action.forecast is not None
        assert action.forecast.low.value <= action.forecast.high.value
        if action.status is ActionStatus.CANCELLED:
            assert action.full_year is not None
            assert action.full_year.high.value == 0


def _shown(action: object) -> list[object]:
    names = ("status", "assessment", "completion", "so_far", "told_forecast", "forecast", "full_year")
    return [getattr(action, name) for name in names]


def test_the_days_of_follow_ups_are_given_once() -> None:
    place = municipality(
        files_of(follow_ups={"03-31": "bilar", "08-31": "bilar"})
        | files_of(follow_ups={"03-31": "bilar"}, unit="81515")
    )
    assert follow_up_days(place.plans) == [date(YEAR, 3, 31), date(YEAR, 8, 31)]
    before = plan_progress(plan_of(place), place.organisation, date(YEAR, 3, 31) - timedelta(1))
    assert before.follow_up is None
