"""Cells of a dataset as quantities: as written, or as the difference that a column is described as."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from handlingsplan.model.dataset import Dataset, Row
from handlingsplan.text.quantities import Dimension, Quantity


def number(dataset: Dataset, row: Row, name: str) -> Quantity | None:
    """Give a number cell; a column described as a difference (*differens*) is computed where it is not written."""
    written = row.cells.get(name)
    if isinstance(written, Quantity):
        return written
    pair = dataset.columns[name].difference
    if pair is None:
        return None
    first, second = (row.cells.get(each) for each in pair)
    if not isinstance(first, Quantity):
        return None
    return first - second if isinstance(second, Quantity) else first


def numbers(dataset: Dataset, name: str) -> list[tuple[Row, Quantity]]:
    """Give a column's rows that have a number, with it."""
    found = ((row, number(dataset, row, name)) for row in dataset.rows)
    return [(row, cell) for row, cell in found if cell is not None]


def written_numbers(dataset: Dataset, name: str) -> list[tuple[Row, Quantity]]:
    """Give a column's numbers as the file has them."""
    return [(row, cell) for row in dataset.rows if isinstance(cell := row.cells.get(name), Quantity)]


def total(dataset: Dataset, name: str) -> Quantity | None:
    """Sum a column, as `tables.Frame.total` does (a test holds them together); a check needs no frame."""
    column = dataset.columns[name]
    if column.difference is not None:
        first, second = (total(dataset, part) for part in column.difference)
        return first if first is None or second is None else first - second
    cells = [cell for _, cell in written_numbers(dataset, name)]
    if not cells:
        return None
    decimals = max(cell.decimals for cell in cells) if column.decimals is None else column.decimals
    return Quantity(sum((cell.value for cell in cells), Fraction(0)), cells[0].unit, decimals)


def own_columns(dataset: Dataset, dimensions: Iterable[Dimension] = tuple(Dimension)) -> list[str]:
    """Give the number columns of some dimensions that the file itself holds, not the computed ones."""
    wanted = set(dimensions)
    return [
        name
        for name, column in dataset.columns.items()
        if column.difference is None and column.unit.measure is not None and column.unit.measure.dimension in wanted
    ]
