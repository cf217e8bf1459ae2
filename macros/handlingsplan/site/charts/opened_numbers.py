"""The numbers behind a chart as links to their notes, as they are in other tables."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from markupsafe import Markup

from handlingsplan.analysis.effects import full_year, this_year
from handlingsplan.analysis.unit_totals import Known
from handlingsplan.model.archive import PlanDocument
from handlingsplan.model.plan import KeyFigure
from handlingsplan.site.charts.drawing import Chart
from handlingsplan.site.context import TextContext
from handlingsplan.site.grids import GridRow
from handlingsplan.site.origins import Trace
from handlingsplan.site.rendering import piece
from handlingsplan.site.total_traces import Opener, Totals, plan_origins, requirement_trace
from handlingsplan.site.tracing import cell_trace, opened, opened_full_year, opened_this_year
from handlingsplan.site.unit_table import unit_by_unit
from handlingsplan.text.quantities import Dimension

_NUMBER = re.compile(r"\d")
#: The columns of the table behind a chart of requirements: name, requirement, effect and left, twice, count.
_IN_YEAR, _WHOLE = slice(2, 4), slice(4, 6)
#: Where an outcome and the one before stand in the table behind a chart of key figures, each before its period.
_OUTCOMES = (1, 5)


def opened_requirement_numbers(context: TextContext, plans: Sequence[PlanDocument], chart: Chart) -> Chart:
    """Let the numbers behind a chart of requirements be links; `plans` are its rows, in order."""
    if context.notes is None:
        return chart
    known = [(plan, context.library.plan_effects(context.home, plan)) for plan in plans]
    whole = [Totals(context, known, chosen).opener() for chosen in (this_year, full_year)]
    each = whole if len(plans) == 1 else _by_unit(context, known)
    rows = [
        _opened_row(row, each, _linked(context, plan)) for row, plan in zip(chart.numbers.rows, plans, strict=True)
    ]
    totals = [_opened_total(context, known, _opened_row(row, whole, row.cells[0])) for row in chart.numbers.totals]
    return replace(chart, numbers=replace(chart.numbers, rows=rows, totals=totals))


def _opened_total(context: TextContext, known: Known, row: GridRow) -> GridRow:
    name, required, *others = row.cells
    return replace(row, cells=[name, opened(context, required, str(required), requirement_trace(known)), *others])


def _by_unit(context: TextContext, known: Known) -> list[Opener]:
    return [unit_by_unit(context, known, heading) for heading in ("Effekt i år", "Helårseffekt")]


def _linked(context: TextContext, plan: PlanDocument) -> str | Markup:
    name = plan.placement.unit.name
    if context.address == plan.address:
        return name
    return piece('<a href="{}">{}</a>', context.link(plan.address), name)


def _opened_row(row: GridRow, openers: Sequence[Opener], name: str | Markup) -> GridRow:
    cells = [name, *row.cells[1:]]
    for columns, opener in zip((_IN_YEAR, _WHOLE), openers, strict=True):
        cells[columns] = [opener(Dimension.MONEY, cell) if _NUMBER.search(cell) else cell for cell in cells[columns]]
    return replace(row, cells=cells)


def opened_fall_numbers(
    context: TextContext, plan: PlanDocument, chart: Chart, start: str, whole_year: bool
) -> Chart:
    """Let the numbers behind a waterfall be links: each step's effect, what is left after it, and at the end."""
    if context.notes is None:
        return chart
    effects = context.library.plan_effects(context.home, plan)
    origins = plan_origins([(plan, effects)])
    step = Trace("det som var kvar före åtgärden minus åtgärdens effekt", origins)
    opener = opened_full_year if whole_year else opened_this_year
    first, *others = chart.numbers.rows
    rows = [first]
    for row, effect in zip(others, effects, strict=True):
        name, given, left = row.cells
        shown = opener(context, plan, effect, given) if _NUMBER.search(given) else given
        rows.append(
            replace(row, cells=[name, shown, opened(context, left, "Kvar efter steget, åtgärd för åtgärd", step)])
        )
    totals = [
        _opened_end(context, row, Trace(f"{start.lower()} minus åtgärdernas effekter", origins))
        for row in chart.numbers.totals
    ]
    return replace(chart, numbers=replace(chart.numbers, rows=rows, totals=totals))


def _opened_end(context: TextContext, row: GridRow, trace: Trace) -> GridRow:
    *others, end = row.cells
    return replace(row, cells=[*others, opened(context, end, str(end), trace) if _NUMBER.search(end) else end])


def opened_outcomes(context: TextContext, plan: PlanDocument, figures: Sequence[KeyFigure], chart: Chart) -> Chart:
    """Let the outcomes behind a chart of key figures be links to their cells."""
    if context.notes is None:
        return chart
    rows = [
        replace(row, cells=list(_opened_outcomes(context, plan, figure, row.cells)))
        for figure, row in zip(figures, chart.numbers.rows, strict=True)
    ]
    return replace(chart, numbers=replace(chart.numbers, rows=rows))


def _opened_outcomes(
    context: TextContext, plan: PlanDocument, figure: KeyFigure, cells: Sequence[str | Markup]
) -> Iterator[str | Markup]:
    for number, cell in enumerate(cells):
        period = str(cells[number + 1]) if number in _OUTCOMES else ""
        row = context.outcome_row(figure, plan.unit, period) if period and figure.dataset_name else None
        yield (
            opened(context, cell, str(cell), cell_trace(context, figure.dataset_name, row, "värde")) if row else cell
        )
