"""Swedish numbers to exact fractions and back: `1 239,5`, `−737,3`, `601:45`.

No floats: a number is a `Fraction`, so that sums, shares and twelfths are exact.
"""

from __future__ import annotations

import re
from fractions import Fraction
from functools import lru_cache

NO_BREAK_SPACE = "\u00a0"
MINUS = "\u2212"
_SPACES = "[ \u00a0\u2009\u202f]"
_SIGN = "[-+\u2212\u2013]?"
#: Everything that is meant as one number, also when it is written wrongly (`12 39`, `1.239.5`).
NUMBER_PATTERN = rf"{_SIGN}{_SPACES}?\d(?:\d|[.,:](?=\d)|{_SPACES}+(?=\d))*"
_PLAIN = re.compile(rf"({_SIGN}){_SPACES}?(\d{{1,3}}(?:{_SPACES}\d{{3}})+|\d+)(?:,(\d+))?")
_CLOCK = re.compile(rf"({_SIGN}){_SPACES}?(\d+):([0-5]\d)")
_SPACE = re.compile(_SPACES)
_MAX_DIGITS = 18


def parse_number(text: str) -> tuple[Fraction, int]:
    """Read a Swedish number; give its value and how many decimals were written.

    Spaces (also no-break and thin ones) group thousands, a comma begins the decimals.
    Raises ValueError with a Swedish message that says how to write it.
    """
    written = text.strip()
    match = _PLAIN.fullmatch(written)
    if match is None:
        raise ValueError(_why_no_number(written))
    sign, whole, decimals = match.group(1), _SPACE.sub("", match.group(2)), match.group(3) or ""
    if len(whole) + len(decimals) > _MAX_DIGITS:
        raise ValueError(f"talet «{written}» har för många siffror")
    value = Fraction(int(whole + decimals), 10 ** len(decimals)) if decimals else Fraction(int(whole))
    return (-value if sign in ("-", MINUS, "\u2013") else value), len(decimals)


def plus(one: Fraction, other: Fraction, times: int = 1) -> Fraction:
    """Give the first number and so many times the second. Nearly all are whole, and `Fraction` takes its time."""
    (first, below), (second, beside) = one.as_integer_ratio(), other.as_integer_ratio()
    return Fraction(first + times * second) if below == beside == 1 else one + times * other


def parse_clock(text: str) -> Fraction | None:
    """Read hours and minutes `601:45` as hours (601 3/4); None when it is not written so."""
    match = _CLOCK.fullmatch(text.strip())
    if match is None or len(match.group(2)) > _MAX_DIGITS:
        return None
    hours = Fraction(int(match.group(2)) * 60 + int(match.group(3)), 60)
    return -hours if match.group(1) in ("-", MINUS, "\u2013") else hours


def _why_no_number(written: str) -> str:
    if re.fullmatch(rf"{_SIGN}\d{{1,3}}(\.\d{{3}})+(,\d+)?", written):
        return f"«{written}» har punkt mellan tusental; skriv med mellanslag: {written.replace('.', ' ')}"
    if re.fullmatch(rf"{_SIGN}\d+\.\d+", written):
        return f"«{written}» har decimalpunkt; skriv med decimalkomma: {written.replace('.', ',')}"
    if re.fullmatch(rf"{_SIGN}[\d\s]+(,\d+)?", written):
        return f"«{written}» är felgrupperat; gruppera tusental tre och tre från höger, till exempel 1 239"
    return f"«{written}» är inget tal; skriv till exempel 1 239,5"


def format_percent(share: Fraction) -> str:
    """Write a share as whole percent, `65 %`. What is not all is cut, not rounded: it is never shown as 100 %."""
    hundredths = Fraction(share * 100 // 1) if 0 < share < 1 else share * 100
    return f"{format_number(hundredths)}{NO_BREAK_SPACE}%"


def rounded(value: Fraction, decimals: int = 0) -> Fraction:
    """Round half away from zero (*avrundning uppåt vid hälften*), as Swedish accounts do."""
    if value.denominator == 1:
        return value
    return Fraction(_in_parts(value.numerator, value.denominator, decimals), 10**decimals)


def _in_parts(numerator: int, denominator: int, decimals: int) -> int:
    """Give a number as so many whole tenths, hundredths …, half away from zero."""
    whole: int = (abs(numerator) * 10**decimals * 2 + denominator) // (denominator * 2)
    return -whole if numerator < 0 else whole


def format_number(value: Fraction, decimals: int = 0, sign: str = "") -> str:
    """Write `1 239,5` with no-break spaces, decimal comma and U+2212.

    `sign` is "" (minus only), "utan" (no sign at all) or "alltid" (plus as well).
    """
    return format_ratio(value.numerator, value.denominator, decimals, sign)


@lru_cache(maxsize=65_536)  # the same amounts stand in many tables, and whole numbers are cheaper to look up
def format_ratio(numerator: int, denominator: int, decimals: int = 0, sign: str = "") -> str:
    """Write a number as `format_number` does, of a fraction in any terms."""
    parts = _in_parts(numerator, denominator, decimals)
    whole, rest = divmod(abs(parts), 10**decimals)
    text = f"{whole:,}".replace(",", NO_BREAK_SPACE) + (f",{rest:0{decimals}}" if decimals else "")
    if sign == "utan" or parts == 0:
        return text
    return (MINUS if parts < 0 else "+" if sign == "alltid" else "") + text


def format_clock(value: Fraction) -> str:
    """Write hours as `601:45`, rounded to the minute."""
    minutes = int(rounded(value * 60))
    return f"{MINUS if minutes < 0 else ''}{abs(minutes) // 60}:{abs(minutes) % 60:02d}"
