"""Swedish numbers: read exactly, rounded as accounts do, written with no-break spaces."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlingsplan.text.numbers import (
    format_clock,
    format_number,
    format_percent,
    format_ratio,
    parse_clock,
    parse_number,
    rounded,
)


@pytest.mark.parametrize(
    ("written", "value", "decimals"),
    [
        ("0", Fraction(0), 0),
        ("1239", Fraction(1239), 0),
        ("1 239", Fraction(1239), 0),
        ("1\u00a0239,5", Fraction(2479, 2), 1),
        ("1\u202f239\u2009000", Fraction(1239000), 0),
        ("−737,30", Fraction(-7373, 10), 2),
        ("- 5", Fraction(-5), 0),
        ("–5", Fraction(-5), 0),
        ("+5", Fraction(5), 0),
        ("012", Fraction(12), 0),
    ],
)
def test_numbers_are_read(written: str, value: Fraction, decimals: int) -> None:
    """Every way to write a number gives its exact value and its decimals."""
    assert parse_number(written) == (value, decimals)


@pytest.mark.parametrize(
    ("written", "message"),
    [
        ("", "«» är inget tal; skriv till exempel 1 239,5"),
        ("1e3", "«1e3» är inget tal; skriv till exempel 1 239,5"),
        ("1239.5", "«1239.5» har decimalpunkt; skriv med decimalkomma: 1239,5"),
        ("1.239.500", "«1.239.500» har punkt mellan tusental; skriv med mellanslag: 1 239 500"),
        ("12 39", "«12 39» är felgrupperat; gruppera tusental tre och tre från höger, till exempel 1 239"),
        ("1" * 19, f"talet «{'1' * 19}» har för många siffror"),
    ],
)
def test_what_is_no_number(written: str, message: str) -> None:
    """The message says how to write it."""
    with pytest.raises(ValueError, match=r"^.*$") as fault:
        parse_number(written)
    assert str(fault.value) == message


@given(st.text())
def test_reading_any_text(text: str) -> None:
    """Any text is a number or a ValueError."""
    try:
        parse_number(text)
    except ValueError as fault:
        assert "«" in str(fault)  # noqa: PT017


@given(st.integers(-(10**12), 10**12), st.integers(0, 4))
def test_written_and_read_again(number: int, decimals: int) -> None:
    """What is written is read as the same number."""
    value = Fraction(number, 10**decimals)
    assert parse_number(format_number(value, decimals)) == (value, decimals)


@given(st.fractions(max_denominator=1000), st.integers(0, 4))
def test_rounding_is_half_away_from_zero(value: Fraction, decimals: int) -> None:
    """The rounded value is at most half a step away, a half goes away from zero, and the sign does not matter."""
    result, half = rounded(value, decimals), Fraction(1, 2 * 10**decimals)
    assert (result * 10**decimals).denominator == 1
    assert abs(result - value) <= half
    assert rounded(-value, decimals) == -result
    if abs(result - value) == half:
        assert abs(result) > abs(value)


@pytest.mark.parametrize(("value", "result"), [("0.5", 1), ("1.5", 2), ("2.5", 3), ("-2.5", -3), ("2.49", 2)])
def test_halves(value: str, result: int) -> None:
    """Not the rounding of Python, which goes to the even number."""
    assert rounded(Fraction(value)) == result


@pytest.mark.parametrize(
    ("value", "decimals", "sign", "written"),
    [
        (Fraction(1239500), 0, "", "1\u00a0239\u00a0500"),
        (Fraction("-1659.9"), 1, "", "−1\u00a0659,9"),
        (Fraction("-0.04"), 1, "", "0,0"),
        (Fraction(5), 0, "alltid", "+5"),
        (Fraction(-5), 0, "utan", "5"),
        (Fraction(0), 0, "alltid", "0"),
    ],
)
def test_numbers_are_written(value: Fraction, decimals: int, sign: str, written: str) -> None:
    """No-break spaces, decimal comma, U+2212; no minus before zero."""
    assert format_number(value, decimals, sign) == written


@pytest.mark.parametrize(
    ("share", "written"),
    [
        ("0", "0 %"),
        ("0.005", "0 %"),
        ("0.659", "65 %"),
        ("0.9999", "99 %"),
        ("1", "100 %"),
        ("1.257", "126 %"),
        ("-0.333", "−33 %"),
        ("-0.227", "−23 %"),
    ],
)
def test_a_share_is_whole_percent_and_never_all_before_it_is(share: str, written: str) -> None:
    assert format_percent(Fraction(share)).replace("\u00a0", " ") == written


@given(st.integers(-(10**6), 10**6))
def test_clock_written_and_read_again(minutes: int) -> None:
    """Hours and minutes, 601:45, are exact."""
    assert parse_clock(format_clock(Fraction(minutes, 60))) == Fraction(minutes, 60)


@pytest.mark.parametrize("text", ["", "12", "1:60", "1:5", "1:234", "a:30", "9" * 30 + ":00"])
def test_what_is_no_clock(text: str) -> None:
    """Minutes are two digits below 60."""
    assert parse_clock(text) is None


@given(st.fractions(), st.integers(1, 1000), st.integers(0, 3))
def test_a_ratio_is_written_in_any_terms(value: Fraction, times: int, decimals: int) -> None:
    written = format_ratio(value.numerator * times, value.denominator * times, decimals)
    assert written == format_number(value, decimals)
