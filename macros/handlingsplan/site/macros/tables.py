"""Macros that give a table, a box or a whole text."""

from __future__ import annotations

from markupsafe import Markup

from handlingsplan.analysis.tables import Frame
from handlingsplan.analysis.year_changes import check_pair, with_change
from handlingsplan.site.arguments import MacroError
from handlingsplan.site.assembly import included_text
from handlingsplan.site.context import TextContext, block
from handlingsplan.site.dataset_traces import dataset_openings
from handlingsplan.site.effect_tables import ActionTableOptions, action_grid, key_figure_grid
from handlingsplan.site.fact_boxes import put_fact_box
from handlingsplan.site.grids import dataset_grid, draw
from handlingsplan.site.provenance import remarks_html, source_notes
from handlingsplan.site.sufficiency_table import sufficiency_html
from handlingsplan.site.tracing import rows_link
from handlingsplan.site.unit_table import unit_grid
from handlingsplan.site.unseen import LONGEST_CELL, LONGEST_ROW


@block
def action_table(
    context: TextContext,
    unit: str = "",
    columns: list[str] | None = None,
    without: list[str] | None = None,
    headings: dict[str, str] | None = None,
    caption: str = "",
) -> str:
    """A plan's actions with their totals, which say what they leave out."""
    options = ActionTableOptions(tuple(columns or ()), tuple(without or ()), headings or {}, caption)
    plan, names = context.plan_of(unit), options.names()

    def drawn() -> Markup:
        return draw(action_grid(context, plan, options))

    if {"beskrivning", "status"} & set(names):  # texts, whose macros count
        return context.library.fragments.put(drawn())
    return context.library.fragments.put_later(drawn, LONGEST_ROW * (len(plan.plan.actions) + 1))


@block
def fact_box(context: TextContext, action: str, unit: str = "") -> str:
    """The facts of one action."""
    effects = context.effect_of(action, unit)
    return put_fact_box(context, context.plan_of(unit), effects)


@block
def dataset_table(
    context: TextContext,
    dataset: str,
    columns: list[str] | None = None,
    selection: dict[str, list[str]] | None = None,
    sort: str = "",
    total_row: bool | str | None = None,
    caption: str = "",
    without: list[str] | None = None,
    change: list[str] | None = None,
) -> str:
    """A dataset as a table: chosen columns, selected and sorted rows, computed columns, a total row."""
    frame = context.frame(dataset)
    label = total_row if isinstance(total_row, str) else ""
    wanted = bool(total_row) if total_row is not None else None
    document = context.home.datasets[dataset]

    def drawn() -> Markup:
        table = frame.table(shown, selection, sort, wanted)
        table = with_change(frame, table, change, selection) if change is not None else table
        notes = [*source_notes(document), rows_link(context, dataset)]
        openings = dataset_openings(context, table, selection)
        grid = dataset_grid(table, caption or document.descriptor.title, label, notes, openings=openings)
        return draw(grid) + remarks_html(context.library.remarks_of(context.home, document))

    try:
        shown = _columns(frame, columns, without)
        cells = frame.check(shown, selection, sort)
        if change is not None:
            check_pair(frame, change)
    except ValueError as fault:
        raise MacroError(str(fault)) from fault
    return context.library.fragments.put_later(drawn, LONGEST_ROW + LONGEST_CELL * cells)


def _columns(frame: Frame, columns: list[str] | None, without: list[str] | None) -> list[str]:
    hidden = without or []
    for name in hidden:
        frame.column(name)
    return [name for name in (columns or list(frame.dataset.columns)) if name not in hidden]


@block
def key_figure_table(context: TextContext, unit: str = "") -> str:
    """A plan's key figures with targets and latest outcomes."""
    plan = context.plan_of(unit)
    if not plan.plan.key_figures:
        raise MacroError("planen har inga nyckeltal")
    return context.library.fragments.put(draw(key_figure_grid(context, plan)))


@block
def unit_table(context: TextContext, caption: str = "") -> str:
    """The units of a report: requirement, effects and coverage, with totals."""
    if context.report is None:
        raise MacroError("enhetstabell() kan bara användas i en rapport")
    plans = [context.plan_of(unit) for unit in context.report.report.units]
    if not plans:
        raise MacroError("rapporten har inga enheter; skriv dem under enheter i rapport.yml")

    def drawn() -> Markup:
        return draw(unit_grid(context, plans, caption))

    return context.library.fragments.put_later(drawn, LONGEST_ROW * (len(plans) + 1) * 3)


@block
def is_it_enough(context: TextContext, unit: str = "") -> str:
    """Stated, computed and net effect against the requirement, of a plan or of a report's units."""
    units = context.report.report.units if context.report and not unit else (unit,)
    html = sufficiency_html(context, [context.plan_of(each) for each in units], "Effekt")
    if not html:
        raise MacroError("det finns inget åtgärdskrav att jämföra med")
    return context.library.fragments.put(html)


@block
def plan_text(context: TextContext, unit: str) -> str:
    """The text of a unit's plan, with its macros filled in, one heading level down."""
    if context.report is None or context.plan is not None:
        raise MacroError("plantext() kan bara användas i en rapport")
    return included_text(context, context.plan_of(unit))
