"""The numbers behind a chart as links to their notes, as they are in other tables."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from markupsafe import Markup

from handlingsplan.analysis.unit_totals import Known
from handlingsplan.model.archive import PlanDocument
from handlingsplan.site.charts.drawing import Chart
from handlingsplan.site.context import TextContext
from handlingsplan.site.grids import GridRow
from handlingsplan.site.total_traces import Opener, Totals, full_year, requirement_trace, this_year
from handlingsplan.site.tracing import opened
from handlingsplan.site.unit_table import unit_by_unit
from handlingsplan.text.quantities import Dimension

_NUMBER = re.compile(r"\d")
#: The columns of the table behind a chart of requirements: name, requirement, effect and left, twice, count.
_IN_YEAR, _WHOLE = slice(2, 4), slice(4, 6)


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
    return Markup('<a href="{}">{}</a>').format(context.link(plan.address), name)


def _opened_row(row: GridRow, openers: Sequence[Opener], name: str | Markup) -> GridRow:
    cells = [name, *row.cells[1:]]
    for columns, opener in zip((_IN_YEAR, _WHOLE), openers, strict=True):
        cells[columns] = [opener(Dimension.MONEY, cell) if _NUMBER.search(cell) else cell for cell in cells[columns]]
    return replace(row, cells=cells)
