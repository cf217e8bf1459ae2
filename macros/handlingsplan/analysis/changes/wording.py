"""How changed values are written: amounts that move, days, and values from one to another."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from fractions import Fraction
from typing import Any

from handlingsplan.model.base import Placeholder
from handlingsplan.model.calculation import Calculation
from handlingsplan.model.calendar import DayOfYear
from handlingsplan.model.decision import Decision, DecisionReference
from handlingsplan.model.effect import Effect
from handlingsplan.text.dates import long_date
from handlingsplan.text.numbers import NO_BREAK_SPACE, plus
from handlingsplan.text.quantities import Dimension, Quantity, money

LONGEST = 80
_COUNTS = ("noll", "ett", "två", "tre", "fyra", "fem", "sex", "sju", "åtta", "nio", "tio", "elva", "tolv")


def counted(number: int) -> str:
    """Give a small count in words: `två`."""
    return _COUNTS[number] if number < len(_COUNTS) else str(number)


def sentence(text: str) -> str:
    """Begin with a capital and end with a full stop."""
    return f"{text[:1].upper()}{text[1:]}" + ("" if text.endswith((".", "?", "!", "…»")) else ".")


def quoted(text: str) -> str:
    """Give a text within quotation marks, on one line of readable length."""
    line = " ".join(text.split())
    return f"«{line if len(line) <= LONGEST else line[: LONGEST - 1].rstrip() + '…'}»"


def shown(value: Any) -> str:
    """Write a value as a reader knows it."""
    match value:
        case None:
            return "inget"
        case bool():
            return "ja" if value else "nej"
        case date():
            return long_date(value)
        case Quantity():
            return str(value)
        case Effect():
            return str(value)
        case Calculation():
            return quoted(value.text)
        case Placeholder():
            return quoted(value)
        case Decision():
            return decision_name(value)
        case StrEnum():
            return value.value
        case int() | DayOfYear() | DecisionReference():
            return str(value)
    return quoted(str(value))


def decision_name(decision: Decision) -> str:
    """Give `Vård- och omsorgsnämnden 19 mars 2025 § 84: antagen`."""
    words = [decision.body, long_date(decision.date), decision.reference.paragraph]
    return f"{' '.join(each for each in words if each)}: {decision.kind.value}"


def days(before: date, after: date) -> str:
    """Give `från 1 januari till 1 mars 2025`, with the first year only when it is another."""
    first = long_date(before)
    if before.year == after.year:
        first = first.rpartition(NO_BREAK_SPACE)[0]
    return f"från {first} till {long_date(after)}"


def effect_moves(label: str, before: Effect | None, after: Effect | None) -> str:
    """Give how an effect moves: `effekten i år minskar med 16 667 kr till 83 333 kr`; nothing when it does not."""
    if before == after:
        return ""
    if before is None:
        return f"{label} blir {after} (var inte beräknad)"
    if after is None:
        return f"{label} är inte längre beräknad (var {before})"
    if (
        before.dimension is after.dimension
        and after.low.value - before.low.value == after.high.value - before.high.value
    ):
        return moves(label, before.low, after.low, str(after) if after.is_interval else "")
    return f"{label} ändras från {before} till {after}" if str(before) != str(after) else ""


def moves(label: str, before: Quantity, after: Quantity, to: str = "") -> str:
    """Give how a quantity moves, in numbers that add up. `to` is what it moves to, when that is an interval."""
    change = plus(after.value, before.value, -1)
    if not change:
        return f"{label} ändras från {before} till {after}" if before.approximate != after.approximate else ""
    if after.dimension is Dimension.SHARE:
        return f"{label} ändras från {before} till {after}"
    verb = "ökar" if change > 0 else "minskar"
    by = Quantity(abs(change), after.unit, _decimals(change / after.unit.size, after.decimals))
    if after.dimension is Dimension.MONEY and not (by.is_exact and after.is_exact):
        ca = "ca " if after.approximate else ""
        return f"{label} {verb} med {money(abs(change))} till {to or f'{ca}{money(after.value)}'}"
    return f"{label} {verb} med {by} till {to or after}"


def _decimals(number: Fraction, least: int) -> int:
    """Give how many decimals write a number without rounding, from as many as are wanted to three."""
    return next((each for each in range(least, 4) if (number * 10**each).denominator == 1), least)


def from_to(before: Any, after: Any) -> str:
    """Give `ändras från X till Y`, `fylls i: Y` or `tas bort (var X)`."""
    if before is None:
        return f"fylls i: {shown(after)}"
    if after is None:
        return f"tas bort (var {shown(before)})"
    if isinstance(before, Quantity) and isinstance(after, Quantity) and before.dimension is after.dimension:
        return moves("", before, after).strip() or f"ändras från {before} till {after}"
    return f"ändras från {shown(before)} till {shown(after)}"
