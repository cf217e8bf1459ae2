"""Macros that give a figure in running text."""

from __future__ import annotations

from typing import Literal

from markupsafe import Markup, escape

from handlingsplan.analysis.effects import full_year, this_year, total_full_year, total_this_year
from handlingsplan.analysis.tables import Frame
from handlingsplan.site.arguments import MacroError
from handlingsplan.site.context import TextContext
from handlingsplan.site.dataset_traces import count_trace, sum_trace
from handlingsplan.site.figures import Figure, agrees, beside, combined, count, figure, multiplied, share
from handlingsplan.site.origins import NOWHERE, Trace
from handlingsplan.site.total_traces import Totals
from handlingsplan.site.tracing import (
    action_trace,
    cell_trace,
    fact_trace,
    full_year_trace,
    linked,
    this_year_trace,
)
from handlingsplan.text.quantities import Quantity
from handlingsplan.text.vocabulary import swedish
from handlingsplan.text.words import listed, suggestion

When = Literal["helår", "i år"]


def amount(context: TextContext, action: str, when: When = "helår", unit: str = "") -> Figure:
    """An action's full-year effect, or its effect this year."""
    effects = context.effect_of(action, unit)
    effect = effects.full_year if when == "helår" else effects.this_year
    if effect is None:
        raise MacroError(f"åtgärden «{action}» har ingen beräknad effekt ({when})")
    plan = context.plan_of(unit)
    if when == "helår":
        return figure(effect, context.traced(lambda: full_year_trace(plan, effects)))
    return figure(effect, context.traced(lambda: this_year_trace(plan, context.home, effects)))


def total_effect(context: TextContext, when: When = "helår", unit: str = "") -> Figure:
    """The sum of a plan's amounts in kronor."""
    plan = context.plan_of(unit)
    effects = context.library.plan_effects(context.home, plan)
    summed = (total_full_year if when == "helår" else total_this_year)(effects).money
    if summed is None:
        raise MacroError("planen har ingen åtgärd med belopp att summera")
    chosen = full_year if when == "helår" else this_year
    return figure(summed, context.traced(Totals(context, [(plan, effects)], chosen).trace))


def requirement(context: TextContext, unit: str = "") -> Figure:
    """The savings requirement of a plan."""
    plan = context.plan_of(unit)
    trace = fact_trace(plan, "Åtgärdskrav", swedish("savings_requirement"))
    return _present(plan.plan.requirement, "åtgärdskrav", trace)


def starting_position(
    context: TextContext, item: Literal["budget", "prognos", "underskott"], unit: str = ""
) -> Figure:
    """The budget, forecast or deficit when the plan was written."""
    plan = context.plan_of(unit)
    position = plan.plan.starting_position
    names = {"budget": "budget", "prognos": "forecast", "underskott": "deficit"}
    trace = fact_trace(plan, f"Utgångsläge: {item}", swedish("starting_position"), item)
    return _present(getattr(position, names[item], None), f"utgångsläge: {item}", trace)


def transition_cost(context: TextContext, action: str, unit: str = "") -> Figure:
    """What an action costs once."""
    effect = context.effect_of(action, unit)
    trace = action_trace(context.plan_of(unit), effect, "transition_cost")
    return _present(effect.action.transition_cost, f"omställningskostnad för «{action}»", trace)


def calculation(context: TextContext, action: str, unit: str = "") -> str:
    """An action's calculation with its result: `42 medarbetare × 4 timmar = 168 timmar`."""
    effect = context.effect_of(action, unit)
    found = effect.action.calculation
    if found is None:
        raise MacroError(f"åtgärden «{action}» har ingen beräkning")
    trace = action_trace(context.plan_of(unit), effect, "calculation")
    return linked(context, escape(str(found)), str(found), trace)


def _present(quantity: Quantity | None, name: str, trace: Trace) -> Figure:
    if quantity is None:
        raise MacroError(f"planen saknar {name}")
    return figure(quantity, trace)


def key_figure(context: TextContext, figure_id: str, what: str = "utfall", unit: str = "") -> Figure:
    """A key figure's latest outcome; its target («mål»); or its outcome in a period."""
    plan = context.plan_of(unit)
    known = {each.id: each for each in plan.plan.key_figures}
    if figure_id not in known:
        raise MacroError(f"planen har inget nyckeltal «{figure_id}»{suggestion(figure_id, known)}")
    if what == "mål":
        index = plan.plan.key_figures.index(known[figure_id])
        trace = fact_trace(plan, f"{known[figure_id].name}: mål", swedish("key_figures"), index, swedish("target"))
        return _present(known[figure_id].target, f"mål för nyckeltalet «{figure_id}»", trace)
    outcomes = context.outcomes(known[figure_id], plan.unit)
    if not outcomes:
        raise MacroError(f"nyckeltalet «{figure_id}» har inget utfall i datamängden")
    period = max(outcomes) if what == "utfall" else what
    if period not in outcomes:
        raise MacroError(f"nyckeltalet «{figure_id}» har inget utfall för «{what}»; det finns {listed(outcomes)}")
    row = context.outcome_row(known[figure_id], plan.unit, period)
    trace = cell_trace(context, known[figure_id].dataset_name, row, "värde") if row else NOWHERE
    return figure(outcomes[period], trace)


def value(context: TextContext, dataset: str, row: str, column: str = "") -> Figure | str:
    """One cell of a dataset, by the row's key. The column may be left out when there is only one number column."""
    frame = context.frame(dataset)
    column = column or _only_column(frame)
    try:
        found = frame.value(row, column)
    except ValueError as fault:
        raise MacroError(str(fault)) from fault
    if found is None:
        raise MacroError(f"raden «{row}» i «{dataset}» har inget värde i kolumnen «{column}»")
    at = frame.dataset.row(row)
    if isinstance(found, Quantity):
        return figure(found, cell_trace(context, dataset, at, column) if at else NOWHERE)
    return context.library.fragments.put(escape(found), inline=True)


def total(
    context: TextContext, dataset: str, column: str = "", selection: dict[str, list[str]] | None = None
) -> Figure:
    """The sum of a column, over all rows or a selection."""
    frame = context.frame(dataset)
    column = column or _only_column(frame)
    try:
        summed = frame.total(column, selection)
    except ValueError as fault:
        raise MacroError(str(fault)) from fault
    if summed is None:
        raise MacroError(f"kolumnen «{column}» i «{dataset}» har inget värde att summera")
    return figure(summed, sum_trace(context, dataset, column, selection))


def _only_column(frame: Frame) -> str:
    numbers = [name for name, column in frame.dataset.columns.items() if column.unit.measure]
    if len(numbers) != 1:
        raise MacroError(f"skriv vilken kolumn det gäller: {listed(numbers, 'eller')}")
    return numbers[0]


def count_rows(context: TextContext, dataset: str, selection: dict[str, list[str]] | None = None) -> Figure:
    """How many rows a dataset has, or a selection of it."""
    try:
        rows = context.frame(dataset).count(selection)
    except ValueError as fault:
        raise MacroError(str(fault)) from fault
    return count(rows, count_trace(context, dataset, selection))


def difference(_context: TextContext, first: Figure, second: Figure) -> Figure:
    """first − second."""
    return combined(first, second, -1)


def addition(_context: TextContext, first: Figure, second: Figure) -> Figure:
    """first + second."""
    return combined(first, second, 1)


def share_of(_context: TextContext, part: Figure, whole: Figure) -> Figure:
    """part / whole in percent."""
    return share(part, whole)


def times(_context: TextContext, first: Figure, factor: int) -> Figure:
    """A figure times a whole number."""
    if not -10_000 <= factor <= 10_000:
        raise MacroError("faktorn ska vara från -10 000 till 10 000")
    return multiplied(first, factor)


def stated(context: TextContext, wording: str, computed: Figure) -> str:
    """The source's own wording; where it differs, the computed figure beside it, and a remark."""
    if agrees(wording, computed):
        return linked(context, escape(wording), str(computed), computed.trace)
    shown = beside(wording, computed)
    context.remark("uppgivet-skiljer", f"texten säger «{wording}» men det beräknade är {shown}", wording)
    html = Markup('<span class="hp-uppgivet">{} <span class="hp-beraknat">(beräknat: {})</span></span>')
    return linked(context, html.format(wording, shown), str(computed), computed.trace)
