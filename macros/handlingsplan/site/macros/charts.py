"""Macros that give a chart, with its numbers as a table."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Literal, TypeVar

from handlingsplan.model.archive import DatasetDocument, PlanDocument
from handlingsplan.site.arguments import MacroError
from handlingsplan.site.charts.drawing import Chart
from handlingsplan.site.charts.of_datasets import Chosen, outcome_chart_of, over_time_chart_of
from handlingsplan.site.charts.of_plans import key_figure_chart_of, requirement_chart_of, waterfall_chart_of
from handlingsplan.site.charts.over_time import Level
from handlingsplan.site.charts.placing import placed
from handlingsplan.site.context import TextContext
from handlingsplan.site.dataset_traces import dataset_openings
from handlingsplan.site.figures import Figure

Kind = TypeVar("Kind", Chart, Chart | None)


def requirement_chart(context: TextContext, unit: str = "", caption: str = "") -> str:
    """Requirement against effect: of a plan, or of all units of a report."""
    chart = requirement_chart_of(context, _plans(context, unit), caption)
    return _put(context, _known(chart, "det finns inget åtgärdskrav att rita"))


def _plans(context: TextContext, unit: str) -> list[PlanDocument]:
    if unit or context.plan is not None or context.report is None:
        return [context.plan_of(unit)]
    units = context.report.report.units
    if not units:
        raise MacroError("rapporten har inga enheter; skriv dem under enheter i rapport.yml")
    return [context.plan_of(each) for each in units]


def waterfall_chart(
    context: TextContext, when: Literal["helår", "i år"] = "i år", unit: str = "", caption: str = ""
) -> str:
    """From a plan's deficit or requirement, action by action, to what is left."""
    plan = context.plan_of(unit)
    return _put(context, _drawn(lambda: waterfall_chart_of(context, plan, when == "helår", caption)))


def key_figure_chart(context: TextContext, figure_id: str = "", unit: str = "", caption: str = "") -> str:
    """A plan's key figures against their targets, or one of them."""
    plan = context.plan_of(unit)
    chart = _drawn(lambda: key_figure_chart_of(context, plan, figure_id, caption))
    return _put(context, _known(chart, "det finns varken utfall eller mål att rita"))


def outcome_chart(
    context: TextContext,
    dataset: str,
    column: str = "",
    selection: dict[str, list[str]] | None = None,
    sort: str = "",
    label: str = "",
    caption: str = "",
) -> str:
    """Deviations of a dataset, row by row, as bars around zero."""
    document, frame = _document(context, dataset), context.frame(dataset)
    chosen = Chosen(selection or {}, sort, label, caption)
    opening = partial(dataset_openings, context, selection=selection)
    return _put(context, _drawn(lambda: outcome_chart_of(document, frame, column, chosen, opening)))


def over_time_chart(
    context: TextContext,
    dataset: str,
    columns: list[str] | None = None,
    selection: dict[str, list[str]] | None = None,
    level: Figure | None = None,
    level_name: str = "Överenskommen nivå",
    total_row: bool | str | None = None,
    label: str = "",
    caption: str = "",
) -> str:
    """A dataset's rows over the columns that are periods, with the level that was agreed."""
    document, frame = _document(context, dataset), context.frame(dataset)
    chosen = Chosen(selection or {}, "", label, caption)
    agreed = Level(level_name, level.high) if level is not None else None
    opening = partial(dataset_openings, context, selection=selection)
    return _put(
        context,
        _drawn(lambda: over_time_chart_of(document, frame, columns or [], chosen, agreed, total_row, opening)),
    )


def _document(context: TextContext, dataset: str) -> DatasetDocument:
    context.frame(dataset)
    return context.home.datasets[dataset]


def _drawn(make: Callable[[], Kind]) -> Kind:
    """Give the chart; what is wrong with it is said as the macro's own fault."""
    try:
        return make()
    except ValueError as fault:
        raise MacroError(str(fault)) from fault


def _known(chart: Chart | None, complaint: str) -> Chart:
    if chart is None:
        raise MacroError(complaint)
    return chart


def _put(context: TextContext, chart: Chart) -> str:
    return context.library.fragments.put(placed(context, chart))
