"""What an action improves: an amount, an interval, hours or full-time equivalents."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Annotated, Any

from handlingsplan.text.numbers import MINUS, NO_BREAK_SPACE
from handlingsplan.text.quantities import Dimension, Quantity, Unit, parse_quantity
from handlingsplan.text.vocabulary import swedish

from .base import NOT_TEXT, Parsed

_RANGE = re.compile(r"(.*?\d[^\d–-]*?)\s*(?:–|\s-\s|(?<=\d)-(?=\d))\s*(\d.*)", re.DOTALL)
_MAX_LENGTH = 100
_DIMENSIONS = (Dimension.MONEY, Dimension.TIME, Dimension.POSITIONS)


@dataclass(frozen=True, slots=True)
class Effect:
    """An improvement between `low` and `high` (equal unless an interval). Plus is an improvement.

    `wording` is what the source says, word for word, when it says it in another way.
    """

    low: Quantity
    high: Quantity
    wording: str = ""

    @property
    def dimension(self) -> Dimension:
        """Whether it is money, hours or full-time equivalents."""
        return self.low.dimension

    @property
    def is_interval(self) -> bool:
        """Whether the effect is known only as an interval."""
        return self.high is not self.low and self.low.value != self.high.value

    def __str__(self) -> str:
        if not self.is_interval:
            return str(self.low)
        return f"{self.low.text('')}–{self.high.number(self.low.unit)}{NO_BREAK_SPACE}{self.low.unit.short}"

    def __add__(self, other: Effect) -> Effect:
        low = self.low + other.low
        are_points = self.high is self.low and other.high is other.low
        return Effect(low, low if are_points else self.high + other.high)


def point(quantity: Quantity, wording: str = "") -> Effect:
    """Give an effect that is known as one value."""
    return Effect(quantity, quantity, wording)


def parse_effect(text: str) -> Effect:
    """Read `100 000 kr`, `ca 350 000 kr`, `300–400 tkr`, `168 timmar`, `3,5 årsarbetare`.

    Raises ValueError with a Swedish message.
    """
    if len(text) > _MAX_LENGTH:
        raise ValueError(f"«{text}» är för långt för att vara en effekt; skriv bara tal och enhet")
    match = _RANGE.fullmatch(text.strip().replace(MINUS, "-"))
    if match is None:
        return _improvement(point(_single(text)), text)
    high = parse_quantity(match.group(2))
    low = parse_quantity(match.group(1), default=high.unit)
    if low.dimension is not high.dimension:
        raise ValueError(f"«{text}» blandar {low.dimension.value} och {high.dimension.value}")
    if low.value > high.value:
        raise ValueError(f"«{text}» börjar med det större värdet; skriv det mindre först")
    return _improvement(Effect(low, high), text)


def _single(text: str) -> Quantity:
    try:
        return parse_quantity(text)
    except ValueError:
        if re.search(r"\d", text):
            raise
        reason = swedish("not_calculated")
        raise ValueError(
            f"«{text}» är ingen effekt; skriv till exempel 100 000 kr, eller orden under {reason}"
        ) from None


def _improvement(effect: Effect, text: str) -> Effect:
    if effect.dimension not in _DIMENSIONS:
        raise ValueError(f"effekten «{text}» ska anges i kr, tkr, mkr, timmar eller årsarbetare")
    return effect


def _effect(value: Any) -> Any:
    """Read an effect from a line, or from a block with the source's own wording."""
    if isinstance(value, str):
        return parse_effect(value)
    if not isinstance(value, dict):
        return already(Effect, value)
    keys = (swedish("value"), swedish("wording"))
    if unknown := [key for key in value if key not in keys]:
        raise ValueError(f"okänt fält «{unknown[0]}» i effekten; fälten är värde och lydelse")
    written, wording = (value.get(key) for key in keys)
    if not isinstance(written, str):
        raise ValueError("effekten saknar värde; skriv till exempel värde: 100 000 kr")
    effect = parse_effect(written)
    return Effect(effect.low, effect.high, str(wording or ""))


def _amount(value: Any) -> Any:
    """Read an amount of money."""
    if not isinstance(value, str):
        return already(Quantity, value)
    quantity = parse_quantity(value)
    if quantity.dimension is not Dimension.MONEY:
        raise ValueError(f"«{value}» ska vara ett belopp i kr, tkr eller mkr")
    return quantity


def _measure(value: Any) -> Any:
    """Read a quantity of any kind; a bare number is a count."""
    return parse_quantity(value, default=Unit.COUNT) if isinstance(value, str) else already(Quantity, value)


def already(kind: type[object], value: Any) -> Any:
    """Let a value made by code through; a file can only give a list or fields here, which is a mistake."""
    if not isinstance(value, kind):
        raise ValueError(f"ska stå på en rad, {NOT_TEXT.get(type(value), 'som text')}")
    return value


_LINE: dict[str, Any] = {
    "type": "string",
    "examples": ["100 000 kr", "300–400 tkr", "168 timmar", "3,5 årsarbetare"],
}
_BLOCK: dict[str, Any] = {
    "type": "object",
    "additionalProperties": False,
    "required": [swedish("value")],
    "properties": {swedish("value"): {"type": "string"}, swedish("wording"): {"type": "string"}},
}
EffectField = Annotated[Effect, Parsed(_effect, {"anyOf": [_LINE, _BLOCK]})]
Amount = Annotated[Quantity, Parsed(_amount, {"type": "string", "examples": ["4,2 mkr"]})]
Measure = Annotated[Quantity, Parsed(_measure, {"type": "string", "examples": ["70 %"]})]
