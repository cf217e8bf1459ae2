"""Figures as texts use them: they print themselves in Swedish, and can be held against a source's wording."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from fractions import Fraction

from handlingsplan.model.effect import Effect
from handlingsplan.site.arguments import MacroError
from handlingsplan.site.origins import NOWHERE, Trace
from handlingsplan.text.numbers import MINUS, NO_BREAK_SPACE, rounded
from handlingsplan.text.quantities import WORDINGS, Dimension, Quantity, Unit, parse_quantity
from handlingsplan.text.words import plural, suggestion

_HOURS_AND_MINUTES = "timmar och minuter"
_LARGEST = 10**15  # in the base unit; a hundred times the largest amount that is read
_CLOCK_WORDS = re.compile(r"(\d[\d\s]*) timmar och (\d{1,2}) min(?:uter)?\.?")


@dataclass(frozen=True, slots=True)
class Figure:
    """A quantity, or an interval of two, with how it is to be shown.

    The text around it says *ca*; the figure itself never does.
    """

    low: Quantity
    high: Quantity
    wording: str | None = None
    decimals: int | None = None
    sign: str = ""
    trace: Trace = NOWHERE

    def __str__(self) -> str:
        high = self._shown(self.high)
        if self.low.value == self.high.value:
            return high
        if self.wording == _HOURS_AND_MINUTES:
            return f"{self._shown(self.low)}–{high}"
        unit = WORDINGS.get(self.wording or "", self.low.unit)
        return f"{self.low.number(unit, self.decimals, self.sign)}–{high}"

    def _shown(self, quantity: Quantity) -> str:
        if self.wording == _HOURS_AND_MINUTES:
            return _hours_and_minutes(quantity, self.sign)
        return replace(quantity, approximate=False).text(self.wording, self.decimals, self.sign)

    @property
    def unit(self) -> Unit:
        """The unit the figure is shown in."""
        return WORDINGS.get(self.wording or "", self.low.unit)


def figure(value: Quantity | Effect, trace: Trace = NOWHERE) -> Figure:
    """Give a quantity or an effect as a figure."""
    if isinstance(value, Effect):
        return Figure(value.low, value.high, trace=trace)
    return Figure(value, value, trace=trace)


def as_shown(value: Figure, unit: str, decimals: int | None = None, sign: str = "") -> Figure:
    """Give the figure in another unit, with other decimals or sign: the filter `som`."""
    if unit not in ("", _HOURS_AND_MINUTES) and unit not in WORDINGS:
        raise MacroError(f"okänd enhet «{unit}»{suggestion(unit, [*WORDINGS, _HOURS_AND_MINUTES])}")
    if sign not in ("", "utan", "alltid"):
        raise MacroError(f"tecken ska vara «utan» eller «alltid», inte «{sign}»")
    if decimals is not None and not 0 <= decimals <= 6:
        raise MacroError("decimaler ska vara 0 till 6")
    dimension = Dimension.TIME if unit == _HOURS_AND_MINUTES else WORDINGS[unit].dimension if unit else None
    if dimension is not None and dimension is not value.low.dimension:
        raise MacroError(f"{value} kan inte visas som {unit}")
    return replace(value, wording=unit, decimals=decimals, sign=sign)


def combined(first: Figure, second: Figure, sign: int) -> Figure:
    """Give first + second, or first − second when `sign` is −1, shown as the first."""
    try:
        low = first.low + (second.low if sign > 0 else -second.high)
        high = first.high + (second.high if sign > 0 else -second.low)
    except ValueError as fault:
        raise MacroError(str(fault)) from fault
    formula = f"{first} {'+' if sign > 0 else MINUS} {second}"
    return _bounded(low, high, first.trace.joined(second.trace, formula))


def multiplied(value: Figure, factor: int) -> Figure:
    """Give the figure times a whole number; a factor below zero changes the ends of an interval about."""
    low, high = (replace(each, value=each.value * factor) for each in (value.low, value.high))
    trace = Trace(f"{value} × {factor}", value.trace.origins)
    return _bounded(low, high, trace) if factor >= 0 else _bounded(high, low, trace)


def _bounded(low: Quantity, high: Quantity, trace: Trace) -> Figure:
    if max(abs(low.value), abs(high.value)) > _LARGEST:
        raise MacroError("talet blir orimligt stort")
    return Figure(low, high, trace=trace)


def share(part: Figure, whole: Figure) -> Figure:
    """Give part / whole in percent, with one decimal."""
    if part.low.dimension is not whole.low.dimension:
        raise MacroError(f"{part} och {whole} mäter inte samma sak")
    if not whole.low.value:
        raise MacroError("andelen kan inte räknas: det hela är 0")
    value = rounded(part.low.value / whole.low.value, 6)
    decimals = 0 if (value * 100).denominator == 1 else 1
    quantity = Quantity(value, Unit.PERCENT, decimals)
    return _bounded(quantity, quantity, part.trace.joined(whole.trace, f"{part} / {whole}"))


def count(number: int, trace: Trace = NOWHERE) -> Figure:
    """Give a plain number."""
    return figure(Quantity(Fraction(number), Unit.COUNT), trace)


def agrees(wording: str, value: Figure) -> bool:
    """Whether a source's wording says the same number, at the precision it was written with."""
    try:
        stated = _stated_quantity(wording, value.unit)
    except ValueError:
        return False
    return stated.agrees_with(value.low) or stated.agrees_with(value.high)


def beside(wording: str, value: Figure) -> str:
    """Give the computed figure as it is shown beside a wording that differs: in the wording's unit."""
    try:
        stated = _stated_quantity(wording, value.unit)
    except ValueError:
        return str(value)
    if stated.dimension is not value.low.dimension or stated.unit is value.low.unit:
        return str(replace(value, decimals=None))
    return replace(value.low, approximate=False).text(stated.unit.short, stated.decimals, value.sign)


def _stated_quantity(wording: str, unit: Unit) -> Quantity:
    """Read a wording as a quantity: what follows an equals sign, `45 timmar och 15 min`, or an amount."""
    last = wording.rsplit("=", 1)[-1].strip()
    if match := _CLOCK_WORDS.fullmatch(last):
        hours = int("".join(match.group(1).split()))
        return Quantity(Fraction(hours * 60 + int(match.group(2)), 60), Unit.HOURS, 2)
    return parse_quantity(re.sub(r"\s+per\s+\w+$", "", last.rstrip(".")), default=unit)


def _hours_and_minutes(quantity: Quantity, sign: str) -> str:
    minutes = int(rounded(quantity.value * 60))
    hours, rest = divmod(abs(minutes), 60)
    words = [plural(hours, "timme", "timmar")]
    words += [plural(rest, "minut", "minuter")] if rest else []
    signs = {"": MINUS if minutes < 0 else "", "utan": "", "alltid": MINUS if minutes < 0 else "+" if minutes else ""}
    return signs[sign] + " och ".join(word.replace(" ", NO_BREAK_SPACE) for word in words)
