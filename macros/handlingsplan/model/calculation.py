"""A calculation in words and numbers: `42 medarbetare × 4 timmar`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from typing import Annotated, Any

from handlingsplan.text.numbers import NUMBER_PATTERN, parse_number
from handlingsplan.text.quantities import WORDINGS, Dimension, Quantity, Unit

from .base import Parsed
from .effect import Effect, point

_FACTOR = re.compile(rf"({NUMBER_PATTERN})\s*(.*)", re.DOTALL)
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
    return Calculation(text, point(Quantity(value * unit.size, unit, decimals)))


def _factor(part: str, text: str) -> tuple[Fraction, Unit | None]:
    match = _FACTOR.fullmatch(part)
    if match is None:
        raise ValueError(f"«{part}» i beräkningen «{text}» börjar inte med ett tal")
    number, _ = parse_number(match.group(1))
    words = match.group(2).split("/")[0].strip().lower()
    return number, WORDINGS.get(words) or WORDINGS.get(words.split(" ")[0] if words else "")


def _unit_of(units: list[Unit], text: str) -> Unit:
    for dimension in _ORDER:
        for unit in units:
            if unit.dimension is dimension:
                return unit
    raise ValueError(f"beräkningen «{text}» saknar enhet; någon faktor ska vara i kr, timmar eller årsarbetare")


def _calculation(value: Any) -> Any:
    return parse_calculation(value) if isinstance(value, str) else value


CalculationField = Annotated[
    Calculation, Parsed(_calculation, {"type": "string", "examples": ["42 medarbetare × 4 timmar"]})
]
