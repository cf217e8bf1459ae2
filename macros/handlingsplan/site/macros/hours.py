"""Macros that reckon with hours: per week, month or year, and as full-time equivalents."""

from __future__ import annotations

from typing import Literal

from handlingsplan.analysis.hours import Period, full_time_equivalents, hours_per
from handlingsplan.site.arguments import MacroError
from handlingsplan.site.context import TextContext
from handlingsplan.site.figures import Figure, figure
from handlingsplan.site.origins import Trace
from handlingsplan.text.quantities import Quantity, Unit, parse_quantity

Length = Literal["vecka", "månad", "år"]


def hours_in(_context: TextContext, hours: Figure, given: Length, wanted: Length) -> Figure:
    """Hours per one period as hours per another: a year is 52 weeks and 12 months."""
    before, after = Period(given), Period(wanted)
    try:
        low, high = (hours_per(each, before, after) for each in (hours.low, hours.high))
    except ValueError as fault:
        raise MacroError(str(fault)) from fault
    formula = f"{hours} per {given}{_factors(before, after)}"
    return Figure(low, high, trace=Trace(formula, hours.trace.origins))


def _factors(given: Period, wanted: Period) -> str:
    """Write the way over the year: ` × 52 / 12`."""
    if given is wanted:
        return ""
    up = f" × {given.in_a_year}" if given.in_a_year > 1 else ""
    return up + (f" / {wanted.in_a_year}" if wanted.in_a_year > 1 else "")


def full_time(_context: TextContext, hours: Figure, full_time_hours: Figure | str) -> Figure:
    """Hours as full-time equivalents, from the hours of one full time in the same period."""
    try:
        whole = _hours(full_time_hours)
        low, high = (full_time_equivalents(each, whole.high) for each in (hours.low, hours.high))
    except ValueError as fault:
        raise MacroError(str(fault)) from fault
    return Figure(low, high, trace=hours.trace.joined(whole.trace, f"{hours} / {whole}"))


def _hours(given: Figure | str) -> Figure:
    if isinstance(given, Figure):
        return given
    quantity: Quantity = parse_quantity(given, default=Unit.HOURS)
    return figure(quantity)
