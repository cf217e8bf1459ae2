"""Figures print themselves in Swedish, are reckoned with exactly, and are held against wordings."""

from __future__ import annotations

from fractions import Fraction

import pytest
from archives import shown
from hypothesis import assume, given
from hypothesis import strategies as st

from handlingsplan.model.effect import parse_effect
from handlingsplan.site.arguments import MacroError
from handlingsplan.site.figures import Figure, agrees, as_shown, beside, combined, count, figure, multiplied, share
from handlingsplan.text.quantities import WORDINGS, Dimension, Quantity, Unit, money, parse_quantity


def of(text: str) -> Figure:
    return figure(parse_effect(text))


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        ("ca 350 000 kr", "350 000 kr"),
        ("300–400 tkr", "300–400 tkr"),
        ("3,5 årsarbetare", "3,5 årsarbetare"),
        ("−50 tkr", "−50 tkr"),
    ],
)
def test_the_text_around_a_figure_says_ca(written: str, printed: str) -> None:
    assert shown(of(written)) == printed


@pytest.mark.parametrize(
    ("written", "unit", "decimals", "sign", "printed"),
    [
        ("300–400 tkr", "mkr", 1, "", "0,3–0,4 mkr"),
        ("300–400 tkr", "kronor", None, "", "300 000–400 000 kronor"),
        ("300–400 tkr", "", None, "", "300–400"),
        ("300–400 tkr", "tkr", None, "alltid", "+300–+400 tkr"),
        ("−50 tkr", "tkr", None, "utan", "50 tkr"),
        ("−50 tkr", "tkr", None, "alltid", "−50 tkr"),
        ("1,5–2,25 timmar", "timmar och minuter", None, "", "1 timme och 30 minuter–2 timmar och 15 minuter"),
        ("1 timme", "timmar och minuter", None, "", "1 timme"),
        ("0,25 timmar", "timmar och minuter", None, "", "0 timmar och 15 minuter"),
        ("90 minuter", "timmar", 1, "", "1,5 timmar"),
        ("1 234 500 kr", "tusen kronor", None, "", "1 234,5 tusen kronor"),
        ("1 234 567 kr", "mkr", None, "", "1,2 mkr"),
    ],
)
def test_a_figure_is_shown_as_the_text_asks(
    written: str, unit: str, decimals: int | None, sign: str, printed: str
) -> None:
    assert shown(as_shown(of(written), unit, decimals, sign)) == printed


def test_a_wording_of_the_number_one_is_kept() -> None:
    assert shown(as_shown(of("1 mkr"), "miljon kronor")) == "1 miljon kronor"
    assert shown(count(3)) == "3"


def test_what_is_computed_is_printed_in_its_own_unit() -> None:
    """A filter changes how a figure is shown, not what is reckoned with it."""
    shown_in_kronor = as_shown(of("480 tkr"), "kronor")
    assert shown(combined(shown_in_kronor, of("20 tkr"), 1)) == "500 tkr"
    assert shown(multiplied(shown_in_kronor, 2)) == "960 tkr"


KRONOR = st.integers(-(10**9), 10**9)


@st.composite
def figures(draw: st.DrawFn) -> Figure:
    unit = draw(st.sampled_from([Unit.KR, Unit.TKR, Unit.MKR]))
    low, high = sorted((draw(KRONOR), draw(KRONOR)))
    return Figure(money(low, unit), money(high, unit))


@given(figures(), figures())
def test_sums_and_differences_of_intervals_hold_their_members(first: Figure, second: Figure) -> None:
    for sign in (1, -1):
        result = combined(first, second, sign)
        assert result.low.value <= result.high.value
        for left in (first.low.value, first.high.value):
            for right in (second.low.value, second.high.value):
                assert result.low.value <= left + sign * right <= result.high.value


@given(figures(), st.integers(-10_000, 10_000))
def test_multiples_of_intervals_hold_their_members(value: Figure, factor: int) -> None:
    result = multiplied(value, factor)
    assert result.low.value == min(value.low.value * factor, value.high.value * factor)
    assert result.high.value == max(value.low.value * factor, value.high.value * factor)


@given(KRONOR, KRONOR)
def test_a_share_times_the_whole_is_the_part(part: int, whole: int) -> None:
    assume(whole)
    assume(abs(Fraction(part, whole)) < 10**6)
    percent = share(figure(money(part)), figure(money(whole))).low
    assert percent.dimension is Dimension.SHARE
    assert abs(percent.value - Fraction(part, whole)) <= Fraction(1, 10**6)


@given(figures(), st.sampled_from(sorted(WORDINGS)), st.none() | st.integers(0, 6))
def test_every_wording_of_money_can_be_shown_and_no_other(value: Figure, unit: str, decimals: int | None) -> None:
    if WORDINGS[unit].dimension is not Dimension.MONEY:
        with pytest.raises(MacroError, match="kan inte visas som"):
            as_shown(value, unit, decimals)
        return
    assert str(as_shown(value, unit, decimals)).endswith(unit.replace(" ", "\u00a0"))


# against wordings


@given(st.text(max_size=40), st.sampled_from([Unit.KR, Unit.TKR, Unit.HOURS, Unit.PERCENT]))
def test_no_wording_is_too_strange_to_be_compared(wording: str, unit: Unit) -> None:
    value = figure(Quantity(Fraction(12), unit))
    assert isinstance(agrees(wording, value), bool)
    assert beside(wording, value)


@given(KRONOR, st.sampled_from([Unit.KR, Unit.TKR, Unit.MKR]), st.integers(0, 2))
def test_a_figure_agrees_with_how_it_is_printed(kronor: int, unit: Unit, decimals: int) -> None:
    """Rounded as the wording is; except that three digits after the only comma are ambiguous, and never agree."""
    value = figure(money(kronor))
    wording = str(as_shown(value, unit.short, decimals))
    assert agrees(wording, value)
    assert agrees(wording.replace("\u2212", "- ").replace("\u00a0", " "), value)


@given(KRONOR, st.integers(1, 1000))
def test_another_number_never_agrees(kronor: int, more: int) -> None:
    value = figure(money(abs(kronor)))
    assert not agrees(f"{abs(kronor) + more} kr", value)


@pytest.mark.parametrize(
    ("wording", "value", "expected"),
    [
        ("2,7 miljoner kronor", "2 750 tkr", "2,8 mkr"),
        ("330,500 kr", "330 500 kr", "330 500 kr"),
        ("3 tkr", "2 750 kr", "3 tkr"),
        ("350 timmar", "350 tkr", "350 tkr"),
        ("obegripligt", "2 750 tkr", "2 750 tkr"),
    ],
)
def test_the_computed_figure_is_shown_in_the_wordings_unit(wording: str, value: str, expected: str) -> None:
    assert shown(beside(wording, of(value))) == expected


def test_either_end_of_an_interval_may_be_said() -> None:
    assert agrees("300 tkr", of("300–400 tkr"))
    assert agrees("0,4 mkr", of("300–400 tkr"))
    assert not agrees("350 tkr", of("300–400 tkr"))


def test_hours_and_kronor_never_agree() -> None:
    assert not agrees("168 timmar", of("168 tkr"))
    assert agrees("168", of("168 tkr"))
    assert not agrees("168 kr", figure(parse_quantity("168 timmar")))
