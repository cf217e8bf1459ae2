"""How a committee's plans stand together: what is asked, what is given, what has changed, what is not known."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from followed_up import ACTION, YEAR, YEAR_END, files_of, kronor, municipality
from hypothesis import given, settings
from hypothesis import strategies as st

from handlingsplan.analysis.progress import plan_progress
from handlingsplan.analysis.standing import Standing, committee_standing
from handlingsplan.model.plan import ActionStatus

REQUIREMENT = "åtgärdskrav: 500 tkr\nutgångsläge: {underskott: -600 tkr}\n"


def stands(*plans: Mapping[str, str], day: date = YEAR_END, committee: int = 0) -> Standing:
    files: dict[str, str] = {}
    for each in plans:
        files |= each
    place = municipality(files)
    return committee_standing(place, place.organisation.committees[committee], YEAR, day)


def test_a_plan_without_a_follow_up_counts_as_planned_and_is_named() -> None:
    told = files_of(follow_ups={"03-31": "bilar, prognos i år: 250 tkr"})
    found = stands(files_of(unit="81515"), told)
    assert kronor(found.planned.money) == 800_000
    assert kronor(found.forecast.money) == 650_000
    assert [plan.unit for plan in found.not_followed_up()] == ["81515"]
    assert [action.id for action in found.so_far.left_out] == ["bilar", "bilar"]


def test_what_is_asked_and_what_is_not_known() -> None:
    hours = "  - {id: apt, namn: Möten, startdatum: 2025-01-01, helårseffekt: 168 timmar}\n"
    found = stands(files_of(facts=REQUIREMENT), files_of(hours, unit="81515"))
    assert found.requirement is not None
    assert found.deficit is not None
    assert (found.requirement.kronor, found.deficit.kronor) == (500_000, 600_000)
    for unknown in (found.without_requirement(), found.without_deficit(), found.without_amount()):
        assert [plan.unit for plan in unknown] == ["81515"]


def test_nothing_asked_is_not_known_rather_than_zero() -> None:
    found = stands(files_of())
    assert (found.requirement, found.deficit) == (None, None)


def test_a_unit_without_a_plan_is_named() -> None:
    assert [unit.id for unit in stands(files_of()).without_plan] == ["81515"]
    assert stands(files_of(), committee=1).plans == ()


def test_changes_are_since_the_follow_up_before() -> None:
    told = {
        "03-31": "bilar, status: pågår, prognos i år: 400 tkr",
        "04-30": "bilar, kommentar: Inget nytt",
        "08-31": "bilar, status: försenad, prognos i år: 100 tkr",
    }
    plan = files_of(follow_ups=told)
    [change] = stands(plan).changes()
    assert (change.before.status, change.after.status) == (ActionStatus.ONGOING, ActionStatus.LATE)
    assert kronor(stands(plan).forecast_before.money) == 400_000
    assert list(stands(plan, day=date(YEAR, 8, 30)).changes()) == []
    assert [plan.plan.unit for plan in stands(plan, day=date(YEAR, 3, 31)).before] == []


def test_statuses_and_risks_of_all_plans() -> None:
    facts = "risker:\n  - {id: a, namn: A}\n  - {id: b, namn: B}\n  - {id: c, namn: C}\n"
    told = (
        "åtgärder:\n  - {åtgärd: bilar, status: försenad}\n"
        "risker:\n  - {risk: a, utfall: delvis inträffad}\n  - {risk: b, utfall: inte inträffad}\n"
    )
    found = stands(files_of(follow_ups={"03-31": told}, facts=facts), files_of(unit="81515"))
    assert [(plan.unit, each.action.id) for plan, each in found.with_status(ActionStatus.LATE)] == [
        ("81516", "bilar")
    ]
    assert [each.risk.id for each in found.occurred_risks()] == ["a"]
    assert [each.risk.id for each in found.unknown_risks()] == ["c"]


_FORECASTS = st.lists(st.integers(-9, 9).map(lambda number: number * 50), max_size=4)


@given(_FORECASTS, _FORECASTS)
@settings(deadline=None, max_examples=30)
def test_the_whole_is_the_sum_of_the_plans(first: list[int], second: list[int]) -> None:
    plans = []
    for unit, forecasts in (("81515", first), ("81516", second)):
        actions = "".join(ACTION.replace("bilar,", f"a{number},") for number in range(len(forecasts)))
        said = "".join(f"  - {{åtgärd: a{at}, prognos i år: {each} tkr}}\n" for at, each in enumerate(forecasts))
        told = {"03-31": f"åtgärder:\n{said}"} if forecasts else {}
        plans.append(files_of(actions, told, unit=unit))
    found = stands(*plans)
    assert (kronor(found.forecast.money) or 0) == 1000 * sum(first + second)
    assert (kronor(found.full_year.money) or 0) == 400_000 * len(first + second)


def test_a_later_follow_up_of_one_plan_changes_nothing_of_an_earlier_day() -> None:
    march = files_of(follow_ups={"03-31": "bilar, prognos i år: 300 tkr"}) | files_of(unit="81515")
    later = march | files_of(follow_ups={"03-31": "bilar, prognos i år: 300 tkr", "08-31": "bilar, status: avbruten"})
    day = date(YEAR, 3, 31)
    before, after = stands(march, day=day), stands(later, day=day)
    assert before.forecast == after.forecast
    assert [each.forecast for each in before.plans] == [each.forecast for each in after.plans]
    assert kronor(stands(later).forecast.money) == 666_667  # eight months of twelve, and the other plan's
    place = municipality(later)
    assert plan_progress(place.plans[0], place.organisation, day).forecast == after.plans[0].forecast
