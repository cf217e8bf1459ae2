"""What actions give this year and over a full year, and what they add up to."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction

import pytest
from actions import action, effect_in
from hypothesis import given
from hypothesis import strategies as st

from handlingsplan.analysis.effects import (
    Total,
    coverage,
    share_of_year,
    total,
    total_full_year,
    total_of_totals,
    total_this_year,
)
from handlingsplan.model.effect import Effect
from handlingsplan.model.organisation import EffectRule
from handlingsplan.model.plan import Action, Duration
from handlingsplan.text.quantities import Dimension, Quantity, Unit, money

MONTHS, HALVES, DAYS = "hela månader", "halva månader", "dagar"
#: Rule, year, start, end, full-year effect in kronor, effect this year in kronor. The cut-off day is the 15th.
GOLDEN = [
    # the cases of the real plans
    (MONTHS, 2023, "2023-04-01", "", 943_000, 707_250),
    (MONTHS, 2023, "2023-10-01", "", 270_000, 67_500),
    (MONTHS, 2025, "2025-03-01", "", 100_000, 83_333),
    # whole months
    (MONTHS, 2025, "2025-01-01", "", 120_000, 120_000),
    (MONTHS, 2025, "2025-12-31", "", 120_000, 0),
    (MONTHS, 2025, "2025-12-15", "", 120_000, 10_000),
    (MONTHS, 2025, "2025-03-15", "", 120_000, 100_000),
    (MONTHS, 2025, "2025-03-16", "", 120_000, 90_000),
    (MONTHS, 2025, "2025-01-01", "2025-06-30", 120_000, 60_000),
    (MONTHS, 2025, "2025-01-01", "2025-06-15", 120_000, 60_000),
    (MONTHS, 2025, "2025-01-01", "2025-06-14", 120_000, 50_000),
    (MONTHS, 2025, "2025-03-20", "2025-03-28", 120_000, 0),
    (MONTHS, 2025, "2025-03-01", "2025-03-10", 120_000, 0),
    (MONTHS, 2025, "2025-03-20", "2025-04-10", 120_000, 0),
    # half months
    (HALVES, 2025, "2025-03-15", "", 120_000, 100_000),
    (HALVES, 2025, "2025-03-16", "", 120_000, 95_000),
    (HALVES, 2025, "2025-01-01", "2025-06-14", 120_000, 55_000),
    (HALVES, 2025, "2025-01-01", "2025-06-15", 120_000, 60_000),
    (HALVES, 2025, "2025-03-16", "2025-03-31", 120_000, 5_000),
    (HALVES, 2025, "2025-03-20", "2025-04-10", 120_000, 10_000),
    (HALVES, 2025, "2025-12-31", "", 120_000, 5_000),
    # days
    (DAYS, 2025, "2025-01-01", "", 365_000, 365_000),
    (DAYS, 2025, "2025-12-31", "", 365_000, 1_000),
    (DAYS, 2025, "2025-02-01", "2025-02-28", 365_000, 28_000),
    (DAYS, 2025, "2025-07-01", "", 120_000, 60_493),
    # a leap year has 366 days, and February 29
    (DAYS, 2024, "2024-01-01", "", 366_000, 366_000),
    (DAYS, 2024, "2024-12-31", "", 366_000, 1_000),
    (DAYS, 2024, "2024-02-01", "2024-02-29", 366_000, 29_000),
    (DAYS, 2024, "2024-03-01", "", 366_000, 306_000),
    (MONTHS, 2024, "2024-01-01", "2024-02-29", 120_000, 20_000),
    # started before the year, ends after it, or is over
    (MONTHS, 2025, "2022-11-20", "", 120_000, 120_000),
    (HALVES, 2025, "2024-12-31", "2026-01-01", 120_000, 120_000),
    (DAYS, 2025, "2024-07-01", "2025-01-31", 365_000, 31_000),
    (MONTHS, 2025, "2024-07-01", "2024-12-31", 120_000, 0),
    (DAYS, 2025, "2024-07-01", "2024-12-31", 120_000, 0),
    # starts after the year
    (MONTHS, 2025, "2026-01-01", "", 120_000, 0),
    (HALVES, 2025, "2026-01-01", "", 120_000, 0),
    (DAYS, 2025, "2026-01-01", "2026-12-31", 120_000, 0),
]


@pytest.mark.parametrize(("rule", "year", "start", "end", "full", "expected"), GOLDEN)
def test_the_effect_this_year(rule: str, year: int, start: str, end: str, full: int, expected: int) -> None:
    """Rule × start × end: what is left of the full-year effect in the plan's year."""
    duration = "tillfällig" if end else "permanent"
    each = action(helårseffekt=f"{full} kr", startdatum=start, slutdatum=end, varaktighet=duration)
    computed = effect_in(year, each, rule).this_year
    assert computed is not None
    assert computed.low.kronor == computed.high.kronor == expected


@pytest.mark.parametrize("rule", [MONTHS, HALVES, DAYS])
@pytest.mark.parametrize(
    ("year", "start", "expected"),
    [(2025, "2025-01-01", 120_000), (2025, "2025-12-31", 120_000), (2024, "2025-06-01", 0), (2026, "2025-06-01", 0)],
)
def test_a_one_off_effect_comes_whole_in_the_year_it_starts(rule: str, year: int, start: str, expected: int) -> None:
    each = action(helårseffekt="120 tkr", startdatum=start, varaktighet="engång")
    computed = effect_in(year, each, rule).this_year
    assert computed is not None
    assert computed.low.kronor == expected


@pytest.mark.parametrize(
    ("cutoff_day", "start", "months"),
    [(1, "2025-03-01", 10), (1, "2025-03-02", 9), (31, "2025-03-31", 10), (20, "2025-03-20", 10)],
)
def test_the_municipality_chooses_its_cutoff_day(cutoff_day: int, start: str, months: int) -> None:
    each = action(helårseffekt="120 tkr", startdatum=start)
    computed = effect_in(2025, each, MONTHS, cutoff_day).this_year
    assert computed is not None
    assert computed.low.kronor == months * 10_000


def test_a_short_last_month_is_whole_whatever_the_cutoff_day() -> None:
    """Who ends on 28 February has had the whole of it, also where the cut-off day is the 31st."""
    each = action(helårseffekt="120 tkr", startdatum="2025-01-01", slutdatum="2025-02-28")
    assert str(effect_in(2025, each, MONTHS, 31).this_year) == "20\u00a0tkr"


def test_the_effect_starts_when_it_is_said_to() -> None:
    """Effektstart goes before startdatum."""
    each = action(helårseffekt="120 tkr", startdatum="2025-01-01", effektstart="2025-07-01")
    assert str(effect_in(2025, each).this_year) == "60\u00a0tkr"


def test_hours_and_positions_keep_two_decimals() -> None:
    """Only money is whole."""
    hours = action(helårseffekt="100 timmar", startdatum="2025-03-01")
    assert effect_in(2025, hours).this_year == Effect(*[Quantity(Fraction(8333, 100), Unit.HOURS)] * 2)
    positions = action(helårseffekt="3,5 årsarbetare", startdatum="2025-07-01")
    assert effect_in(2025, positions).this_year == Effect(*[Quantity(Fraction(7, 4), Unit.POSITIONS, 1)] * 2)


def test_both_ends_of_an_interval_are_computed() -> None:
    each = action(helårseffekt="300–400 tkr", startdatum="2025-10-01")
    assert str(effect_in(2025, each).this_year) == "75–100\u00a0tkr"


def test_nothing_is_computed_without_a_start() -> None:
    """An unknown start leaves the year unknown; an effect of nothing is nothing all the same."""
    assert effect_in(2025, action(helårseffekt="300 tkr")).this_year is None
    assert str(effect_in(2025, action(helårseffekt="0 kr")).this_year) == "0\u00a0kr"
    assert effect_in(2025, action(startdatum="2025-01-01")).this_year is None


def test_a_stated_effect_goes_before_the_computed_one() -> None:
    """The real case: 629 of 943 tkr from April, where nine months are 707."""
    each = action(effekt_i_år="629 tkr", helårseffekt="943 tkr", startdatum="2023-04-01")
    effect = effect_in(2023, each)
    assert (str(effect.this_year), effect.differs) == ("629\u00a0tkr", True)
    assert effect.computed_this_year is not None
    assert effect.computed_this_year.low.kronor == 707_250


@pytest.mark.parametrize(
    ("stated", "differs"),
    [
        ("707 tkr", False),
        ("707 250 kr", False),
        ("0,7 mkr", False),
        ("707,3 tkr", False),
        ("708 tkr", True),
        ("-707 tkr", True),
        ("700–707 tkr", True),
        ("707 timmar", True),
    ],
)
def test_a_stated_effect_is_compared_as_exactly_as_it_was_written(stated: str, differs: bool) -> None:
    each = action(effekt_i_år=stated, helårseffekt="943 tkr", startdatum="2023-04-01")
    assert effect_in(2023, each).differs is differs


def test_the_full_effect_may_come_from_a_calculation() -> None:
    each = action(beräkning="42 medarbetare × 4 timmar", startdatum="2025-07-01")
    effect = effect_in(2025, each)
    assert (str(effect.full_year), str(effect.this_year)) == ("168\u00a0timmar", "84\u00a0timmar")


# totals


def test_kinds_are_summed_apart_and_what_is_unknown_is_told() -> None:
    """Kronor, hours and positions never meet; intervals add end by end."""
    unknown = action(ej_beräknad="Håller budget")
    effects = [
        effect_in(2025, each)
        for each in (
            action(helårseffekt="300–400 tkr"),
            action(helårseffekt="100 000 kr"),
            action(helårseffekt="168 timmar"),
            action(helårseffekt="3,5 årsarbetare"),
            action(helårseffekt="30 minuter"),
            unknown,
        )
    ]
    summed = total_full_year(effects)
    assert {kind: str(effect) for kind, effect in summed.sums.items()} == {
        Dimension.MONEY: "400\u00a0000–500\u00a0000\u00a0kr",
        Dimension.TIME: "10\u00a0110\u00a0minuter",
        Dimension.POSITIONS: "3,5\u00a0årsarbetare",
    }
    assert summed.left_out == (unknown,)
    assert summed.money is not None
    assert (summed.money.low.kronor, summed.money.high.kronor) == (400_000, 500_000)


def test_a_total_of_nothing() -> None:
    assert total([]) == Total()
    assert total([]).money is None
    assert total_of_totals([]) == Total()


def test_the_year_and_the_full_year_leave_out_different_actions() -> None:
    """Without a start the year is unknown; with only an effect this year the full year is."""
    without_start = action(helårseffekt="50 tkr")
    only_now = action(effekt_i_år="20 tkr")
    effects = [effect_in(2025, each) for each in (without_start, only_now)]
    this_year, full_year = total_this_year(effects), total_full_year(effects)
    assert (str(this_year.money), this_year.left_out) == ("20\u00a0tkr", (without_start,))
    assert (str(full_year.money), full_year.left_out) == ("50\u00a0tkr", (only_now,))


def test_a_wording_belongs_to_one_action_and_never_to_a_sum() -> None:
    worded = action(effekt_i_år={"värde": "ca 350 000 kr", "lydelse": "Ca + 350 000 kr."})
    summed = total_this_year([effect_in(2024, worded)])
    assert (str(summed.money), summed.money and summed.money.wording) == ("ca 350\u00a0000\u00a0kr", "")


@pytest.mark.parametrize(
    ("effect", "requirement", "share"),
    [
        ("1 050 tkr", "4,2 mkr", Fraction(1, 4)),
        ("300–400 tkr", "600 tkr", Fraction(1, 2)),
        ("", "600 tkr", Fraction(0)),
        ("100 tkr", "0 kr", None),
        ("100 tkr", "", None),
        ("900 tkr", "600 tkr", Fraction(3, 2)),
    ],
)
def test_coverage(effect: str, requirement: str, share: Fraction | None) -> None:
    """The lower end of an interval counts; no requirement or one of nothing has no coverage."""
    found = total_full_year([effect_in(2025, action(helårseffekt=effect))]).money
    required = money(0) if requirement == "0 kr" else _amount(requirement)
    assert coverage(found, required) == share


def _amount(text: str) -> Quantity | None:
    effect = action(helårseffekt=text).full_effect
    return effect.low if effect else None


# properties

RULES = st.sampled_from(list(EffectRule))
CUTOFF_DAYS = st.integers(1, 31)
AROUND = st.dates(date(2022, 1, 1), date(2027, 12, 31))
YEARS = st.integers(2023, 2026)
KRONOR = st.integers(0, 10**10)


@st.composite
def periods(draw: st.DrawFn) -> tuple[date, date | None]:
    start = draw(AROUND)
    end = draw(st.none() | st.integers(0, 1500))
    return start, None if end is None else start + timedelta(days=end)


def lasting(start: date, end: date | None) -> Action:
    return action(startdatum=str(start), slutdatum=str(end or ""), varaktighet="tillfällig" if end else "permanent")


@given(periods(), YEARS, RULES, CUTOFF_DAYS)
def test_a_share_is_between_nothing_and_the_whole(
    period: tuple[date, date | None], year: int, rule: EffectRule, cutoff_day: int
) -> None:
    share = share_of_year(year, lasting(*period), rule, cutoff_day)
    assert share is not None
    assert 0 <= share <= 1
    if rule is EffectRule.WHOLE_MONTHS:
        assert (share * 12).denominator == 1
    if rule is EffectRule.HALF_MONTHS:
        assert (share * 24).denominator == 1


@given(AROUND, st.integers(0, 900), st.none() | st.integers(0, 900), YEARS, RULES, CUTOFF_DAYS)
def test_a_later_start_never_gives_more(
    start: date, wait: int, lasts: int | None, year: int, rule: EffectRule, cutoff_day: int
) -> None:
    later = start + timedelta(days=wait)
    end = None if lasts is None else later + timedelta(days=lasts)
    early, late = (share_of_year(year, lasting(each, end), rule, cutoff_day) for each in (start, later))
    assert early is not None
    assert late is not None
    assert late <= early


@given(AROUND, st.integers(0, 900), st.integers(0, 900), YEARS, RULES, CUTOFF_DAYS)
def test_an_earlier_end_never_gives_more(
    start: date, lasts: int, longer: int, year: int, rule: EffectRule, cutoff_day: int
) -> None:
    ends = (start + timedelta(days=lasts), start + timedelta(days=lasts + longer))
    short, long = (share_of_year(year, lasting(start, end), rule, cutoff_day) for end in ends)
    assert short is not None
    assert long is not None
    assert short <= long


@given(KRONOR, YEARS, RULES, CUTOFF_DAYS, st.booleans())
def test_twelve_months_are_the_full_year(
    kronor: int, year: int, rule: EffectRule, cutoff_day: int, ends: bool
) -> None:
    each = action(helårseffekt=f"{kronor} kr", startdatum=f"{year}-01-01", slutdatum=f"{year}-12-31" if ends else "")
    effect = effect_in(year, each, rule, cutoff_day)
    assert effect.this_year == effect.full_year


@given(KRONOR, YEARS, RULES, CUTOFF_DAYS, st.integers(1, 11))
def test_the_year_and_the_rest_of_it_are_the_whole(
    kronor: int, year: int, rule: EffectRule, cutoff_day: int, month: int
) -> None:
    """Ended with one month and begun with the next, by every rule, is a whole year."""
    last = date(year, month + 1, 1) - timedelta(days=1)
    first, second = (lasting(date(year, 1, 1), last), lasting(last + timedelta(days=1), None))
    shares = [share_of_year(year, each, rule, cutoff_day) for each in (first, second)]
    assert shares[0] is not None
    assert shares[1] is not None
    assert sum(shares) == 1  # type: ignore[arg-type]


@st.composite
def effects(draw: st.DrawFn) -> Effect:
    unit = draw(st.sampled_from([Unit.KR, Unit.TKR, Unit.MKR, Unit.HOURS, Unit.MINUTES, Unit.POSITIONS]))
    low, high = sorted((draw(st.integers(-(10**6), 10**6)), draw(st.integers(-(10**6), 10**6))))
    decimals = draw(st.integers(0, 2))
    ends = [Quantity(each * unit.size, unit, decimals, draw(st.booleans())) for each in (low, high)]
    return Effect(ends[0], ends[1], draw(st.sampled_from(["", "Ca"])))


@given(st.lists(st.none() | effects(), max_size=8), st.randoms(use_true_random=False))
def test_totals_do_not_depend_on_the_order(given_effects: list[Effect | None], random: object) -> None:
    each = action()
    shuffled = list(given_effects)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert total((each, effect) for effect in given_effects) == total((each, effect) for effect in shuffled)


@given(st.lists(effects(), min_size=1, max_size=8))
def test_a_sum_of_intervals_holds_every_sum_of_their_members(given_effects: list[Effect]) -> None:
    """Whatever each action gives within its interval, the sum is within the total's; and it measures one thing."""
    summed = total((action(), effect) for effect in given_effects)
    assert set(summed.sums) == {effect.dimension for effect in given_effects}
    for dimension, effect in summed.sums.items():
        members = [each for each in given_effects if each.dimension is dimension]
        for part in (Fraction(0), Fraction(1, 3), Fraction(1)):
            inside = sum(each.low.value + part * (each.high.value - each.low.value) for each in members)
            assert effect.low.value <= inside <= effect.high.value
        assert effect.low.dimension is effect.high.dimension is dimension


@given(st.lists(st.lists(st.none() | effects(), max_size=4), max_size=4))
def test_a_total_of_totals_is_the_total_of_all(groups: list[list[Effect | None]]) -> None:
    each = action()
    totals = [total((each, effect) for effect in group) for group in groups]
    assert total_of_totals(totals) == total((each, effect) for group in groups for effect in group)


@given(KRONOR, periods(), YEARS, RULES)
def test_an_effect_this_year_is_whole_kronor_within_the_full_effect(
    kronor: int, period: tuple[date, date | None], year: int, rule: EffectRule
) -> None:
    each = lasting(*period).model_copy(update={"full_year_effect": action(helårseffekt=f"{kronor} kr").full_effect})
    computed = effect_in(year, each, rule.value).this_year
    assert computed is not None
    assert computed.low.value.denominator == 1
    assert 0 <= computed.low.kronor <= kronor


@given(periods(), YEARS, RULES, CUTOFF_DAYS)
def test_a_one_off_effect_comes_once(
    period: tuple[date, date | None], year: int, rule: EffectRule, cutoff_day: int
) -> None:
    """Over all years it is given exactly once."""
    each = lasting(*period).model_copy(update={"duration": Duration.ONE_OFF})
    shares = [share_of_year(number, each, rule, cutoff_day) for number in range(2020, 2035)]
    assert sorted(share or 0 for share in shares) == [0] * 14 + [1]
