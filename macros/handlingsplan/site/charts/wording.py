"""The words of charts: amounts that keep together, what is left of a requirement, names for numbers."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

from handlingsplan.model.effect import Effect
from handlingsplan.text.quantities import Dimension, Quantity

NOTHING = "–"
MISSING = "saknas"
NO_AMOUNT = "utan belopp"
LEFT, REACHED, OVER = "Kvar att hitta", "Inget kvar att hitta", "Mer än kravet"


@lru_cache(maxsize=4096)
def amount(effect: Effect | None) -> str:
    """Write an effect without the source's own wording; a dash when there is none."""
    return str(replace(effect, wording="")) if effect is not None else NOTHING


@lru_cache(maxsize=4096)
def quantity_text(quantity: Quantity | None) -> str:
    """Write a quantity; a dash when there is none."""
    return str(quantity) if quantity is not None else NOTHING


def in_kronor(effect: Effect | None) -> Effect | None:
    """Give an effect only when it is in kronor."""
    return effect if effect is not None and effect.dimension is Dimension.MONEY else None


def exact(quantity: Quantity) -> Quantity:
    """Give a quantity without its *ca*."""
    return replace(quantity, approximate=False)


@lru_cache(maxsize=4096)
def left_of(requirement: Quantity, effect: Effect | None) -> Effect:
    """Give what is left of a requirement: an interval when the effect is one; minus when it is more than enough."""
    if effect is None:
        return Effect(exact(requirement), exact(requirement))
    return Effect(exact(requirement - effect.high), exact(requirement - effect.low))


def left_text(left: Effect) -> str:
    """Say what is left of a requirement, in few words."""
    name, words = result(left)
    if not words:
        return "kravet är nått"
    return f"kvar {words}" if name == LEFT else f"{words} över kravet"


@lru_cache(maxsize=4096)
def result(left: Effect) -> tuple[str, str]:
    """Name what is left, and say how much; an interval that may end below zero is told by its higher end."""
    if left.high.value > 0:
        return LEFT, str(left) if left.low.value >= 0 else f"högst {left.high}"
    if left.low.value == 0:
        return REACHED, ""
    return OVER, str(Effect(-left.high, -left.low))
