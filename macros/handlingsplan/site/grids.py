"""Tables as HTML: caption, scope, numbers to the right, the unit in the heading."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from zlib import crc32

from markupsafe import Markup

from handlingsplan.analysis.tables import Table, TableColumn, TableRow
from handlingsplan.model.dataset import Cell
from handlingsplan.site.rendering import escaped, of_lines, piece
from handlingsplan.text.quantities import Quantity, Unit
from handlingsplan.text.words import slug


@dataclass(frozen=True, slots=True)
class Heading:
    """A column's heading; numbers stand to the right. `sort` names the data that a script sorts rows by."""

    text: str
    numeric: bool = False
    sort: str = ""


@dataclass(frozen=True, slots=True)
class GridRow:
    """A row of text or HTML. `kind` is "", "summa" or "uppgiven"; `anchor` an id to link to; `data` for a script."""

    cells: Sequence[str | Markup]
    kind: str = ""
    anchor: str = ""
    data: Mapping[str, str] = field(default_factory=dict)


#: Makes what is shown in a column into a link to its note.
Opening = Callable[[TableColumn, str], str | Markup]


def _unopened(_: TableColumn, shown: str) -> str:
    return shown


@dataclass(frozen=True, slots=True)
class Openings:
    """How the computed numbers of a dataset's table become links: differences of columns, and sums."""

    difference: Opening = _unopened
    total: Opening = _unopened


UNOPENED = Openings()


@dataclass(frozen=True, slots=True)
class Grid:
    """A table to be drawn. `notes` stand below it."""

    caption: str | Markup
    headings: Sequence[Heading]
    rows: Sequence[GridRow]
    totals: Sequence[GridRow] = ()
    notes: Sequence[str | Markup] = ()

    @property
    def name(self) -> str:
        """The caption as text."""
        return self.caption.striptags() if isinstance(self.caption, Markup) else self.caption


def draw(grid: Grid) -> Markup:
    """Draw a table, written in lines: a template, with a turn for each row and heading, took far longer."""
    tags = ['<td class="tal">' if heading.numeric else "<td>" for heading in grid.headings]
    totals = [_row_html(piece('<tr class="{}">', row.kind), row.cells, tags) for row in grid.totals]
    lines = [
        piece('<div class="hp-tablewrap" role="region" tabindex="0" aria-label="{}">', grid.name),
        '<table class="hp-table">',
        piece("<caption>{}</caption>", grid.caption),
        "<thead><tr>",
        *[_heading_html(heading) for heading in grid.headings],
        "</tr></thead>",
        "<tbody>",
        *[_row_html(_row_start(row), row.cells, tags) for row in grid.rows],
        "</tbody>",
        *(["<tfoot>", *totals, "</tfoot>"] if totals else []),
        "</table>",
        "</div>",
        *[piece('<p class="hp-kalla">{}</p>', note) for note in grid.notes],
    ]
    return of_lines(lines)


def _heading_html(heading: Heading) -> Markup:
    kind = Markup(' class="tal"') if heading.numeric else ""
    sort = piece(' data-sort="{}"', heading.sort) if heading.sort else ""
    return piece('<th scope="col"{}{}>{}</th>', kind, sort, heading.text)


def _row_start(row: GridRow) -> str:
    anchor = piece(' id="{}"', row.anchor) if row.anchor else ""
    kind = piece(' class="{}"', row.kind) if row.kind else ""
    return f"<tr{anchor}{kind}{_data_attributes(row.data)}>"


def _data_attributes(data: Mapping[str, str]) -> str:
    """Write what a script is to know of a row; line breaks as references, since `of_lines` moves lines."""
    written = [f' data-{escaped(name)}="{escaped(value)}"' for name, value in data.items()]
    return "".join(written).replace("\n", "&#10;")


def _row_html(start: str, cells: Sequence[str | Markup], tags: Sequence[str]) -> str:
    """Write a row; its first cell is its heading."""
    lines = [
        f"{tags[index]}{escaped(cell)}</td>" if index else f'<th scope="row">{escaped(cell)}</th>'
        for index, cell in enumerate(cells)
    ]
    return "\n".join([start, *lines, "</tr>"])


def dataset_grid(
    table: Table,
    caption: str,
    label: str,
    notes: Sequence[str | Markup],
    anchors: bool = False,
    openings: Openings = UNOPENED,
) -> Grid:
    """Lay out a selection of a dataset, with its total and what the source states otherwise.

    `anchors` gives each row an id, on the page that is the dataset's own.
    """
    headings = [Heading(_heading(column), column.unit is not None) for column in table.columns]
    rows = [
        GridRow(
            [_row_cell(row, column, openings.difference) for column in table.columns],
            anchor=row_anchor(row.key) if anchors else "",
        )
        for row in table.rows
    ]
    return Grid(caption, headings, rows, _totals(table, label, openings.total), notes)


def row_anchor(key: str) -> str:
    """Give the id of a dataset's row on the dataset's page; keys that differ only in what an id lacks get a code."""
    plain = slug(key)
    return f"rad-{plain}" if plain == key else f"rad-{plain}-{crc32(key.encode()):08x}"


def _heading(column: TableColumn) -> str:
    if column.unit is None or column.unit is Unit.COUNT:
        return column.heading
    return f"{column.heading}, {'%' if column.unit is Unit.PERCENT else column.unit.short}"


def _row_cell(row: TableRow, column: TableColumn, difference: Opening) -> str | Markup:
    text: str | Markup = _cell(row.cells[column.name], column)
    if text and column.difference is not None:
        text = difference(column, text)
    if column.name not in row.differing:
        return text
    stated = row.differing[column.name].number(column.unit, column.decimals)
    return piece('{} <span class="hp-uppgivet">uppgivet {}</span>', text, stated)


def _cell(cell: Cell, column: TableColumn) -> str:
    if isinstance(cell, Quantity):
        return cell.number(column.unit, column.decimals)
    return cell or ""


def _totals(table: Table, label: str, total: Opening) -> list[GridRow]:
    """Give one total row when the source agrees, else one computed and one stated."""
    if not table.total:
        return []
    stated = table.stated_total
    shown = [column for column in table.columns if column.name in table.total]
    cells = stated.cells if stated else {}
    differs = any(
        isinstance(cell := cells.get(column.name), Quantity) and not cell.agrees_exactly(table.total[column.name])
        for column in shown
    )
    name = stated.key if stated and not label else label or "Summa"
    if not differs:
        return [_total_row(table, name, table.total, "summa", total)]
    return [
        _total_row(table, f"{name} (beräknat)", table.total, "summa", total),
        _total_row(table, f"{name} (uppgivet)", cells, "uppgiven"),
    ]


def _total_row(
    table: Table, label: str, values: Mapping[str, Cell], kind: str, opening: Opening = _unopened
) -> GridRow:
    cells: list[str | Markup] = [label]
    for column in table.columns[1:]:
        text = _cell(values.get(column.name), column)
        cells.append(opening(column, text) if text else "")
    return GridRow(cells, kind)
