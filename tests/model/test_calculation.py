"""Calculations: products in words and numbers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlingsplan.model.calculation import Calculation, parse_calculation


@pytest.mark.parametrize(
    ("written", "result"),
    [
        ("42 medarbetare × 4 timmar", "168\u00a0timmar"),
        ("42 medarbetare * 4 timmar", "168\u00a0timmar"),
        ("42 medarbetare x 4 timmar", "168\u00a0timmar"),
        ("12 månader × 50 tkr/månad", "600\u00a0tkr"),
        ("40 timmar per vecka × 250 kr per timme × 52 veckor", "520\u00a0000\u00a0kr"),
        ("10 % × 3 mkr", "0,3\u00a0mkr"),
        ("42 medarbetare × 30 minuter", "1\u00a0260\u00a0minuter"),
        ("2 × 0,75 årsarbetare", "1,5\u00a0årsarbetare"),
        ("1 000 × 1,5 kr", "1\u00a0500\u00a0kr"),
    ],
)
def test_products(written: str, result: str) -> None:
    """The unit of the product is money before hours before full-time equivalents; per cent is per cent."""
    assert str(parse_calculation(written).effect) == result


def test_kronor_are_whole() -> None:
    """A third of a krona is rounded."""
    assert parse_calculation("3 × 0,33 kr").effect.low.kronor == 1


@given(st.text(alphabet="0123456789 ,.×x*%/krtimade", max_size=40))
def test_reading_any_text(text: str) -> None:
    """Any text is a calculation or a ValueError."""
    try:
        assert isinstance(parse_calculation(text), Calculation)
    except ValueError:
        return


def test_a_very_long_calculation() -> None:
    """What is too long to be one is refused before it is computed."""
    with pytest.raises(ValueError, match="är för lång"):
        parse_calculation(" × ".join(["999999999"] * 10_000))
