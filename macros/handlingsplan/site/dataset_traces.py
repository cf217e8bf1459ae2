"""The traces of what is computed in datasets: sums of rows, and columns that are differences of two others."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from markupsafe import Markup

from handlingsplan.analysis.tables import Frame, Table, TableColumn
from handlingsplan.analysis.year_changes import change
from handlingsplan.model.dataset import Row
from handlingsplan.site.context import TextContext
from handlingsplan.site.grids import Openings
from handlingsplan.site.origins import Origin, Trace, added, subtracted
from handlingsplan.site.tracing import dataset_address, dataset_file, opened
from handlingsplan.text.numbers import MINUS
from handlingsplan.text.quantities import Quantity
from handlingsplan.text.words import plural

Selection = Mapping[str, Sequence[str]] | None
#: So many terms are written out in a formula.
_MOST_TERMS = 8


def sum_trace(context: TextContext, dataset: str, column: str, selection: Selection = None) -> Trace:
    """Give the trace of a column's sum over rows: its terms, or the difference of two sums; and the rows' lines."""
    frame = context.frame(dataset)
    rows = _selected(frame, selection)
    pair = frame.column(column).difference
    formula = _difference_of_sums(frame, pair, selection) if pair else _sum(frame, rows, column)
    return Trace(formula, row_origins(context, dataset, rows))


def _selected(frame: Frame, selection: Selection) -> list[Row]:
    return [frame.dataset.rows[index] for index in frame.selected(selection or {})]


def count_trace(context: TextContext, dataset: str, selection: Selection = None) -> Trace:
    """Give the trace of how many rows there are."""
    frame = context.frame(dataset)
    rows = _selected(frame, selection)
    return Trace(f"antalet rader, {len(rows)}", row_origins(context, dataset, rows))


def row_origins(context: TextContext, dataset: str, rows: Iterable[Row]) -> tuple[Origin, ...]:
    """Give rows as origins, one for each file that they stand in."""
    document = context.home.datasets[dataset]
    address, day = dataset_address(context.home, dataset), str(document.descriptor.extraction_date or "")
    files: dict[str, list[Row]] = {}
    for row in rows:
        files.setdefault(row.place.path, []).append(row)
    return tuple(
        Origin(
            document.descriptor.title,
            found[0].place,
            address,
            day,
            tuple(row.place.line for row in found),
            dataset_file(context.home, dataset),
        )
        for found in files.values()
    )


def _sum(frame: Frame, rows: Sequence[Row], column: str) -> str:
    counted = f"summan av {plural(len(rows), 'rad', 'rader')} i kolumnen «{column}»"
    cells = [cell for row in rows if isinstance(cell := row.cells.get(column), Quantity)]
    if not 1 < len(cells) <= _MOST_TERMS:
        return counted
    decimals = frame.decimals(column)
    return f"{added([cell.number(decimals=decimals) for cell in cells])} ({counted})"


def _difference_of_sums(frame: Frame, pair: tuple[str, str], selection: Selection) -> str:
    first, second = (frame.total(name, selection) for name in pair)
    words = f"summan av «{pair[0]}» {MINUS} summan av «{pair[1]}»"
    return f"{subtracted(first.number(), second.number())} ({words})" if first and second else words


def dataset_openings(context: TextContext, table: Table, selection: Selection = None) -> Openings:
    """Give what makes a table's sums and differences into links to their notes."""
    name = table.dataset.name
    traces: dict[tuple[str, bool], Trace] = {}  # one for the whole column: every row of it leads to the same note

    def total(column: TableColumn, shown: str) -> str | Markup:
        text = table.total[column.name]
        return opened(context, shown, str(text), _total_trace(context, name, column, selection))

    def difference(column: TableColumn, shown: str) -> str | Markup:
        unit = " i procent" if column.relative else ""
        text = f"{column.heading}{unit}, rad för rad"
        key = (column.name, column.relative)
        if key not in traces:
            traces[key] = difference_trace(context, table, column)
        return opened(context, shown, text, traces[key])

    return Openings(difference, total)


def _total_trace(context: TextContext, dataset: str, column: TableColumn, selection: Selection) -> Trace:
    """Give the trace of a column's total; a change is of the two columns' totals."""
    frame = context.frame(dataset)
    if column.difference is None or column.name in frame.dataset.columns:
        return sum_trace(context, dataset, column.name, selection)
    formula = _difference_of_sums(frame, column.difference, selection)
    if column.relative:
        formula = f"({formula}) / summan av «{column.difference[1]}», utan tecken"
    return Trace(formula, row_origins(context, dataset, _selected(frame, selection)))


def difference_trace(context: TextContext, table: Table, column: TableColumn) -> Trace:
    """Give the trace of a computed column: its formula, with one row's numbers as an example."""
    if column.difference is None:
        return Trace()
    known = {row.key: row for row in reversed(table.dataset.rows)}
    rows = [known[each.key] for each in table.rows if each.key in known]
    example = next(filter(None, (_example(row, column) for row in rows)), "")
    first, second = column.difference
    formula = f"({first} {MINUS} {second}) / {second} utan tecken" if column.relative else f"{first} {MINUS} {second}"
    return Trace(formula, row_origins(context, table.dataset.name, rows), (example,) if example else ())


def _example(row: Row, column: TableColumn) -> str:
    first, second = (row.cells.get(name) for name in column.difference or ())
    if not isinstance(first, Quantity) or not isinstance(second, Quantity):
        return ""
    found = change(first, second)
    formula = subtracted(first.number(), second.number())
    if not column.relative:
        return f"Till exempel raden «{row.key}»: {formula} = {found.difference.number()}."
    whole = second.number(sign="utan")
    return f"Till exempel raden «{row.key}»: ({formula}) / {whole} = {found.share}." if found.share else ""
