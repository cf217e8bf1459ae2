"""A calculation in words and numbers: `42 medarbetare × 4 timmar`."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Annotated, Any

from handlingsplan.text.numbers import NUMBER_PATTERN, parse_number, rounded
from handlingsplan.text.quantities import WORDINGS, Dimension, Quantity, Unit, checked

from .base import Parsed
from .effect import Effect, already, point

_FACTOR = re.compile(rf"({NUMBER_PATTERN})\s*(.*)", re.DOTALL)
_MAX_LENGTH = 500
_ORDER = (Dimension.MONEY, Dimension.TIME, Dimension.POSITIONS)


@dataclass(frozen=True, slots=True)
class Calculation:
    """A product of factors. Its unit is money if any factor is money, else hours, else full-time equivalents."""

    text: str
    effect: Effect

    def __str__(self) -> str:
        return f"{self.text} = {self.effect}"


def parse_calculation(text: str) -> Calculation:
    """Read a product of numbers with units, joined by ×. Raises ValueError with a Swedish message."""
    if len(text) > _MAX_LENGTH:
        raise ValueError(f"beräkningen «{text}» är för lång; skriv bara tal och enheter")
    factors = [_factor(part.strip(), text) for part in re.split(r"\s*[×*]\s*|\s+x\s+", text.strip())]
    if len(factors) < 2:
        raise ValueError(
            f"beräkningen «{text}» ska ha minst två tal med × emellan, till exempel 42 medarbetare × 4 timmar"
        )
    unit = _unit_of([unit for _, unit in factors if unit is not None], text)
    value = Fraction(1)
    for number, _ in factors:
        value *= number
    decimals = 0 if value.denominator == 1 else 1
    result = Quantity(value * unit.size, unit, decimals)
    if unit.dimension is Dimension.MONEY:
        result = replace(result, value=rounded(result.value))
    return Calculation(text, point(checked(result, str(text))))


def _factor(part: str, text: str) -> tuple[Fraction, Unit | None]:
    match = _FACTOR.fullmatch(part)
    if match is None:
        raise ValueError(f"«{part}» i beräkningen «{text}» börjar inte med ett tal")
    number, _ = parse_number(match.group(1))
    words = match.group(2).split("/")[0].strip().lower()
    unit = WORDINGS.get(words) or WORDINGS.get(words.split(" ")[0] if words else "")
    return (number * unit.size if unit is Unit.PERCENT else number), unit


def _unit_of(units: list[Unit], text: str) -> Unit:
    for dimension in _ORDER:
        found = [unit for unit in units if unit.dimension is dimension]
        if len(found) > 1:
            raise ValueError(
                f"beräkningen «{text}» har flera tal i {dimension.value}; bara ett tal kan ha den enheten"
            )
        if found:
            return found[0]
    raise ValueError(f"beräkningen «{text}» saknar enhet; någon faktor ska vara i kr, timmar eller årsarbetare")


def _calculation(value: Any) -> Any:
    return parse_calculation(value) if isinstance(value, str) else already(Calculation, value)


CalculationField = Annotated[
    Calculation, Parsed(_calculation, {"type": "string", "examples": ["42 medarbetare × 4 timmar"]})
]
