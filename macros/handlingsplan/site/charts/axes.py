"""An axis: quantities to places, with its ticks written in Swedish."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from handlingsplan.site.charts.geometry import FULL, Number, Scale, nice_scale
from handlingsplan.text.numbers import NO_BREAK_SPACE, format_ratio
from handlingsplan.text.quantities import Dimension, Quantity, Unit

#: The larger units of money, with the least step of an axis that is written in them.
_MONEY = ((Unit.MKR, Fraction(100_000)), (Unit.TKR, Fraction(100)))


@dataclass(frozen=True, slots=True)
class Axis:
    """A scale of quantities. The scale counts in kronor, or else in the unit that the axis is written in."""

    scale: Scale
    unit: Unit

    def at(self, quantity: Quantity) -> int:
        """Give the place of a quantity."""
        return self.scale.at(_counted(quantity, self.unit))

    @property
    def zero(self) -> int:
        """The place of zero, or of what is nearest to it."""
        return self.scale.at(min(max(0, self.scale.low), self.scale.high))

    def ticks(self) -> list[tuple[int, str]]:
        """Give the places of the round numbers with their texts; all have the same decimals."""
        size = self.unit.size if self.unit.dimension is Dimension.MONEY else Fraction(1)
        decimals = _decimals(self.scale.step / size)
        label = {Dimension.MONEY: self.unit.short, Dimension.SHARE: "%"}.get(self.unit.dimension, "")
        suffix = f"{NO_BREAK_SPACE}{label}" if label else ""
        return [
            (self.scale.at(value), _written(value, size, decimals) + suffix if value else "0")
            for value in self.scale.values()
        ]

    @property
    def unit_beside(self) -> str:
        """The unit, where it does not stand at every tick."""
        beside = self.unit.dimension not in (Dimension.MONEY, Dimension.SHARE) and self.unit is not Unit.COUNT
        return self.unit.short if beside else ""


def axis_of(
    quantities: Iterable[Quantity], steps: int = 5, *, zero: bool = True, start: int = 0, end: int = FULL
) -> Axis:
    """Give an axis that holds quantities of one dimension; money in kr, tkr or mkr by its size."""
    known = list(quantities)
    unit = known[0].unit if known else Unit.KR
    scale = nice_scale((_counted(each, unit) for each in known), steps, zero=zero, start=start, end=end)
    return Axis(scale, _money_unit(scale) if unit.dimension is Dimension.MONEY else unit)


def _counted(quantity: Quantity, unit: Unit) -> Fraction:
    return quantity.value if unit.dimension is Dimension.MONEY else quantity.value / unit.size


def _money_unit(scale: Scale) -> Unit:
    largest = max(-scale.low, scale.high)
    return next((unit for unit, least in _MONEY if largest >= unit.size and scale.step >= least), Unit.KR)


def _written(value: Number, size: Fraction, decimals: int) -> str:
    return format_ratio(value.numerator * size.denominator, value.denominator * size.numerator, decimals)


def _decimals(step: Fraction) -> int:
    """Give how many decimals a round number needs."""
    decimals = 0
    while (step * 10**decimals).denominator != 1:
        decimals += 1
    return decimals
