"""What a stored number looks like on the screen."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlingsplan.importing.notations import NumberStyle
from handlingsplan.importing.number_formats import shown

ACCOUNTING = '_-* #,##0.0\\ _k_r_-;\\-* #,##0.0\\ _k_r_-;_-* "-"??\\ _k_r_-;_-@_-'


@pytest.mark.parametrize(
    ("stored", "code", "text"),
    [
        (-1659.8734, "#,##0.0", "-1 659,9"),
        (0.1 + 0.2, "General", "0,3"),
        (-1659.8999999999999, "General", "-1 659,9"),
        (5.0, "General", "5"),
        (1e15, "General", "1 000 000 000 000 000"),
        (1e-7, "General", "0,0000001"),
        (0.25, "0.0", "0,3"),
        (-0.25, "0.0", "-0,3"),
        (1.005, "0.00", "1,01"),
        (-0.04, "0.0", "0,0"),
        (12, "0.0", "12,0"),
        (1239.5, "#,##0.00;[Red]-#,##0.00", "1 239,50"),
        (-1239.5, "#,##0;(#,##0)", "-1 240"),
        (-1239.5, ACCOUNTING, "-1 239,5"),
        (0, ACCOUNTING, "0,0"),
        (1659873.4, "#,##0.0,", "1 659,9"),
        (1659873400, '0.0,," mkr"', "1 659,9"),
        (1.5, "0.0##", "1,5"),
        (1.2345, "0.0##", "1,235"),
        (7.5, "# ?/?", "7,5"),
        (7.5, "0.00E+00", "7,5"),
        (7.5, "@", "7,5"),
        (7.5, '"ca "0.0" tkr;"', "7,5"),
        (7.5, '[$kr-41D]\\ #,##0.0', "7,5"),
        (7.5, "", "7,5"),
    ],
)  # fmt: skip
def test_a_number_is_taken_as_it_is_shown(stored: float, code: str, text: str) -> None:
    number = shown(stored, code)
    assert number is not None
    assert not number.percent
    assert NumberStyle().text(number) == text


def test_a_share_is_told_from_an_amount() -> None:
    number = shown(0.0357, "0.0%")
    assert number is not None
    assert (number.value, number.decimals, number.percent) == (Fraction(36, 10), 1, True)


def test_zero_that_is_not_shown_is_empty() -> None:
    assert shown(0, "0.0;-0.0;;@") is None


@pytest.mark.parametrize(
    ("stored", "code", "words"),
    [
        (5, ";;;", "döljer talet"),
        (-5, '0.0;"minus"', "döljer talet"),
        (5, '[>1000]0.0,"k";0.0', "villkor"),
        (float("inf"), "0.0", "orimligt stort"),
        (1e300, "0.0", "orimligt stort"),
    ],
)
def test_what_is_hidden_or_depends_is_refused(stored: float, code: str, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        shown(stored, code)


@given(st.integers(-(10**11), 10**11), st.integers(0, 4))
def test_no_trace_of_binary_fractions(digits: int, decimals: int) -> None:
    """What somebody typed comes back, whether the format says its decimals or not."""
    exact = Decimal(digits).scaleb(-decimals)
    for code in ("General", f"#,##0.{'0' * decimals}" if decimals else "#,##0"):
        number = shown(float(exact) * 3 / 3, code)
        assert number is not None
        assert number.value == Fraction(exact)
