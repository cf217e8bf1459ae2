"""What the charts of datasets show: one column of a selection, or its columns over time."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from handlingsplan.analysis.tables import Frame, Table, TableRow
from handlingsplan.model.archive import DatasetDocument
from handlingsplan.model.dataset import Cell
from handlingsplan.site.charts.drawing import Chart
from handlingsplan.site.charts.outcome import Deviation, outcome_chart
from handlingsplan.site.charts.over_time import Level, Series, over_time_chart
from handlingsplan.site.charts.wording import MISSING
from handlingsplan.site.grids import UNOPENED, Openings, dataset_grid
from handlingsplan.site.provenance import source_notes
from handlingsplan.text.quantities import Dimension, Quantity, Unit
from handlingsplan.text.words import listed

_MOST_ROWS = 60


@dataclass(frozen=True, slots=True)
class Chosen:
    """Which part of a dataset a chart shows, and under which names."""

    selection: Mapping[str, Sequence[str]] = field(default_factory=dict)
    sort: str = ""
    label: str = ""
    title: str = ""


def _unopened(_: Table) -> Openings:
    return UNOPENED


def outcome_chart_of(
    document: DatasetDocument,
    frame: Frame,
    column: str,
    chosen: Chosen,
    opening: Callable[[Table], Openings] = _unopened,
) -> Chart:
    """Draw a column row by row: by default the difference that the dataset computes. Raises ValueError.

    `opening` makes the computed numbers of the chart's table into links to their notes.
    """
    name = column or _difference(frame)
    described = frame.column(name)
    if described.unit.measure is None:
        raise ValueError(f"kolumnen «{name}» är {described.unit.value} och kan inte ritas")
    columns = [*_labels(frame, chosen), *(described.difference or ())[::-1], name]
    table = frame.table(list(dict.fromkeys(columns)), chosen.selection, chosen.sort, total=False)
    if not 0 < len(table.rows) <= _MOST_ROWS:
        raise ValueError(
            f"diagrammet får {len(table.rows)} rader och kan visa 1 till {_MOST_ROWS}; välj rader med urval"
        )
    title = chosen.title or f"{described.heading or name}: {document.descriptor.title}"
    signed = described.difference is not None
    rows = [_deviation(row, name, table, chosen, signed) for row in table.rows]
    numbers = dataset_grid(
        table, f"Siffrorna i diagrammet {title}", "", source_notes(document), openings=opening(table)
    )
    return outcome_chart(title, rows, numbers, document.descriptor.sign_convention)


def _difference(frame: Frame) -> str:
    """Give the column that is computed as a difference, else the only number column."""
    known = frame.dataset.columns
    computed = [name for name, column in known.items() if column.difference is not None]
    numbers = [name for name, column in known.items() if column.unit.measure is not None]
    if len(computed) == 1 or (not computed and len(numbers) == 1):
        return (computed or numbers)[0]
    raise ValueError(f"skriv vilken kolumn som ska ritas: {listed(computed or numbers, 'eller')}")


def _labels(frame: Frame, chosen: Chosen) -> list[str]:
    """Give the columns that name a row: the chosen one, else those of the key."""
    if chosen.label:
        return [chosen.label]
    return list(frame.dataset.descriptor.key or list(frame.dataset.columns)[:1])


def _name(row: TableRow, chosen: Chosen) -> str:
    return str(row.cells.get(chosen.label) or row.key) if chosen.label else row.key


def _deviation(row: TableRow, name: str, table: Table, chosen: Chosen, signed: bool) -> Deviation:
    cell = row.cells[name]
    shown = next(each for each in table.columns if each.name == name)
    if not isinstance(cell, Quantity) or shown.unit is None:
        return Deviation(_name(row, chosen), None, MISSING)
    number = cell.number(shown.unit, shown.decimals, "alltid" if signed else "")
    return Deviation(_name(row, chosen), cell, f"{number} {_unit(shown.unit)}".strip())


def _unit(unit: Unit) -> str:
    return "%" if unit.dimension is Dimension.SHARE else "" if unit is Unit.COUNT else unit.short


def over_time_chart_of(
    document: DatasetDocument,
    frame: Frame,
    periods: Sequence[str],
    chosen: Chosen,
    level: Level | None = None,
    total: bool | str | None = None,
    opening: Callable[[Table], Openings] = _unopened,
) -> Chart:
    """Draw rows over the columns that are periods, with their total when the source has one. Raises ValueError.

    `opening` makes the computed numbers of the chart's table into links to their notes.
    """
    columns = list(periods) or _periods(frame)
    if len(columns) < 1:
        raise ValueError("datamängden har ingen kolumn med tal att rita över tid")
    for name in columns:
        if (unit := frame.column(name).unit).measure is None:
            raise ValueError(f"kolumnen «{name}» är {unit.value} och kan inte ritas")
    wanted = bool(total) if total is not None else None
    table = frame.table([*_labels(frame, chosen), *columns], chosen.selection, chosen.sort, wanted)
    series = [Series(_name(row, chosen), _quantities(row.cells, columns)) for row in table.rows]
    if table.total:
        name = total if isinstance(total, str) else table.stated_total.key if table.stated_total else "Summa"
        series.insert(0, Series(name, _quantities(table.total, columns), is_total=True))
    headings = [frame.column(name).heading or name for name in columns]
    chart = over_time_chart(chosen.title or document.descriptor.title, headings, series, level)
    return _with_opened_total(chart, table, columns, opening(table)) if table.total else chart


def _with_opened_total(chart: Chart, table: Table, columns: Sequence[str], openings: Openings) -> Chart:
    """Let the computed sums, which are the first row behind the chart, be links; other rows are the data's own."""
    described = {each.name: each for each in table.columns}
    total, *others = chart.numbers.rows
    name, *cells = total.cells
    shown = [openings.total(described[column], str(cell)) for column, cell in zip(columns, cells, strict=True)]
    return replace(chart, numbers=replace(chart.numbers, rows=[replace(total, cells=[name, *shown]), *others]))


def _periods(frame: Frame) -> list[str]:
    return [name for name, column in frame.dataset.columns.items() if column.unit.measure and not column.difference]


def _quantities(cells: Mapping[str, Cell], columns: Sequence[str]) -> list[Quantity | None]:
    found = (cells.get(name) for name in columns)
    return [cell if isinstance(cell, Quantity) else None for cell in found]
