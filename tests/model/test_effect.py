"""Effects: an amount, an interval, hours or full-time equivalents."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlingsplan.model.effect import Effect, parse_effect
from handlingsplan.text.quantities import Quantity, Unit


@given(st.integers(0, 10**6), st.integers(0, 10**6), st.sampled_from([Unit.KR, Unit.TKR, Unit.MKR, Unit.HOURS]))
def test_intervals_written_and_read_again(first: int, second: int, unit: Unit) -> None:
    """An interval, and an effect with one value, are read as they are written."""
    low, high = sorted((first, second))
    effect = Effect(Quantity(low * unit.size, unit), Quantity(high * unit.size, unit))
    assert parse_effect(str(effect)) == effect


@given(st.text())
def test_reading_any_text(text: str) -> None:
    """Any text is an effect or a ValueError."""
    try:
        assert isinstance(parse_effect(text), Effect)
    except ValueError:
        return


@pytest.mark.parametrize(
    ("written", "shown", "low", "high"),
    [
        ("300-400 tkr", "300–400\u00a0tkr", 300_000, 400_000),
        ("300 – 400 tkr", "300–400\u00a0tkr", 300_000, 400_000),
        ("300 000 – 400 000 kr", "300\u00a0000–400\u00a0000\u00a0kr", 300_000, 400_000),
        ("ca 300–400 tkr", "ca 300–400\u00a0tkr", 300_000, 400_000),
        ("900 tkr – 1,2 mkr", "900–1\u00a0200\u00a0tkr", 900_000, 1_200_000),
        ("−50 tkr", "−50\u00a0tkr", -50_000, -50_000),
        ("3,5 årsarbetare", "3,5\u00a0årsarbetare", Fraction(7, 2), Fraction(7, 2)),
    ],
)
def test_what_is_shown(written: str, shown: str, low: Fraction, high: Fraction) -> None:
    """Hyphen, dash and spaces make the same interval."""
    effect = parse_effect(written)
    assert (str(effect), effect.low.value, effect.high.value) == (shown, low, high)
    assert effect.is_interval == (low != high)


def test_intervals_are_summed_end_by_end() -> None:
    """300–400 tkr and 200 tkr are 500–600 tkr."""
    assert str(parse_effect("300–400 tkr") + parse_effect("200 tkr")) == "500–600\u00a0tkr"
