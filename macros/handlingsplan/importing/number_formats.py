"""Number formats of workbooks: what a stored number looks like on the screen.

A cell that holds -1659,8734 and shows -1 659,9 is imported as -1 659,9, as whoever exported it saw it. The
arithmetic is decimal, with the fifteen digits that spreadsheets keep, so no trace of binary fractions is left.
"""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Context, Decimal
from fractions import Fraction

from .sheet import Number

#: The formats that a workbook refers to by number only.
BUILT_IN = {
    0: "General",
    1: "0",
    2: "0.00",
    3: "#,##0",
    4: "#,##0.00",
    9: "0%",
    10: "0.00%",
    37: "#,##0;(#,##0)",
    38: "#,##0;(#,##0)",
    39: "#,##0.00;(#,##0.00)",
    40: "#,##0.00;(#,##0.00)",
    41: '#,##0;-#,##0;"-"',
    42: '#,##0;-#,##0;"-"',
    43: '#,##0.00;-#,##0.00;"-"??',
    44: '#,##0.00;-#,##0.00;"-"??',
}
_LITERAL = re.compile(r'"[^"]*"|\\.')
_INVISIBLE = re.compile(r"_.|\*.|\[[^\[\]]*\]")
_CONDITION = re.compile(r"\[[<>=]")
_CORE = re.compile(r"[0#?][0#?,]*(?:\.[0#?]*)?,*|\.[0#?]+,*")
_GENERAL = re.compile(r"general|standard|@|/|[0#?]e[+-]", re.IGNORECASE)
_DIGITS = Context(prec=15, rounding=ROUND_HALF_UP)
_WIDE = Context(prec=60, rounding=ROUND_HALF_UP)
_MOST_DECIMALS = 30
_TOO_LARGE = Decimal(10**18)


def shown(stored: float, code: str) -> Number | None:
    """Give the number that a cell shows; None when it shows nothing for zero. Raises ValueError."""
    value = _DIGITS.create_decimal(repr(stored))
    if not value.is_finite() or abs(value) >= _TOO_LARGE:
        raise ValueError("cellens tal är orimligt stort")
    if _CONDITION.search(code):
        raise ValueError("cellens talformat har villkor; välj ett vanligt talformat")
    sections = _INVISIBLE.sub("", _LITERAL.sub("\x01", code)).split(";")
    section = _section(value, sections)
    if _GENERAL.search(section) or not code.strip():
        return _general(value)
    core = _CORE.search(section)
    if not value and len(sections) > 2:
        return _zero(section, sections)
    if core is None:
        raise ValueError("cellens talformat döljer talet; visa det i Excel")
    return _fixed(value, core.group(), percent="%" in section)


def _section(value: Decimal, sections: list[str]) -> str:
    """Choose the part of a format that is for positive numbers, negative ones or zero."""
    if value < 0 and len(sections) > 1:
        return sections[1]
    return sections[2] if not value and len(sections) > 2 else sections[0]


def _zero(section: str, sections: list[str]) -> Number | None:
    """Show zero in a part of its own, perhaps as a dash; with the decimals of the other numbers."""
    if not section.strip():
        return None
    first = _CORE.search(sections[0])
    return _fixed(Decimal(0), first.group() if first else "0", percent="%" in sections[0])


def _general(value: Decimal) -> Number:
    plain = value.normalize(_DIGITS)
    exponent = plain.as_tuple().exponent
    return Number(Fraction(plain), max(0, -exponent) if isinstance(exponent, int) else 0)


def _fixed(value: Decimal, core: str, *, percent: bool) -> Number:
    """Round to a format's decimals, half away from zero. Commas at its end leave out thousands."""
    digits = core.rstrip(",")
    value = value.scaleb((2 if percent else 0) - 3 * (len(core) - len(digits)), _WIDE)
    decimals = digits.partition(".")[2].replace(",", "")[:_MOST_DECIMALS]
    least = decimals.rfind("0") + 1
    rounded = value.quantize(Decimal(1).scaleb(-len(decimals)), ROUND_HALF_UP, _WIDE)
    number = _general(rounded)
    return Number(Fraction(rounded), max(least, min(number.decimals, len(decimals))), percent)
