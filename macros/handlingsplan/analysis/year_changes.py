"""Change against the year before: of two amounts, and of two columns of a dataset."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from handlingsplan.analysis.tables import Frame, Table, TableColumn
from handlingsplan.model.dataset import Cell
from handlingsplan.text.numbers import rounded
from handlingsplan.text.quantities import Quantity, Unit

#: Which rows are summed: column and chosen values.
Selection = Mapping[str, Sequence[str]] | None
_HEADING = "Förändring"


@dataclass(frozen=True, slots=True)
class Change:
    """How much a value has changed, and as a share of what it was; no share of nothing.

    The share is of the earlier value without its sign: a deficit that grows is a change below zero.
    """

    difference: Quantity
    share: Quantity | None


def change(now: Quantity, before: Quantity) -> Change:
    """Give the change from one value to another. Raises ValueError when they do not measure the same."""
    difference = now - before
    if not before.value:
        return Change(difference, None)
    share = rounded(difference.value / abs(before.value), 6)
    return Change(difference, Quantity(Fraction(share), Unit.PERCENT, 0))


def with_change(frame: Frame, table: Table, pair: Sequence[str], selection: Selection = None) -> Table:
    """Give a table with two more columns: the change from the second column of a pair to the first.

    A row that lacks either has no change. Raises ValueError (Swedish) when the columns cannot be compared.
    """
    check_pair(frame, pair)
    now, before = pair
    columns = _columns(frame, now, before)
    rows = [
        replace(row, cells={**row.cells, **_cells(columns, frame.value(row.key, now), frame.value(row.key, before))})
        for row in table.rows
    ]
    total = dict(table.total)
    if table.wants_total:
        cells = _cells(columns, frame.total(now, selection), frame.total(before, selection))
        total |= {name: cell for name, cell in cells.items() if isinstance(cell, Quantity)}
    return replace(table, columns=(*table.columns, *columns), rows=tuple(rows), total=total)


def check_pair(frame: Frame, pair: Sequence[str]) -> None:
    """Raise ValueError (Swedish) when a pair of columns cannot be compared."""
    if len(pair) != 2:
        raise ValueError("förändring ska vara två kolumner, den senare först")
    now, before = pair
    for name in pair:
        if frame.column(name).unit.measure is None:
            raise ValueError(f"kolumnen «{name}» är {frame.column(name).unit.value} och kan inte jämföras")
    if frame.column(now).unit is not frame.column(before).unit:
        raise ValueError(f"kolumnerna «{now}» och «{before}» har olika enheter och kan inte jämföras")


def _columns(frame: Frame, now: str, before: str) -> tuple[TableColumn, TableColumn]:
    decimals = max(frame.decimals(now), frame.decimals(before))
    unit = frame.column(now).unit.measure
    return (
        TableColumn(f"{now} − {before}", _HEADING, unit, decimals, (now, before)),
        TableColumn(f"({now} − {before}) / {before}", _HEADING, Unit.PERCENT, 0, (now, before), relative=True),
    )


def _cells(columns: Sequence[TableColumn], now: object, before: object) -> dict[str, Cell]:
    if not isinstance(now, Quantity) or not isinstance(before, Quantity):
        return {column.name: None for column in columns}
    found = change(now, before)
    return {columns[0].name: found.difference, columns[1].name: found.share}
