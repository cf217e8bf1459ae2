"""Rows about persons as sums over groups that are large enough (*sammanslagning*).

A group that is too small is not left out but put together with others («Övriga»), so that totals stay whole. A column
whose sums would still tell of few, or mostly of one, is left out.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction

from handlingsplan.model.dataset import Cell, Column, ColumnUnit, Dataset, Row
from handlingsplan.text.places import Place
from handlingsplan.text.quantities import Quantity
from handlingsplan.text.vocabulary import swedish

from .differencing import Group, tells_of_few

ALL_ROWS = "Alla rader, sammanslagna"
THE_REST = "Övriga"
#: What the column of groups is called where the dataset has none of text.
GROUP = "grupp"
#: The others' contributions, the largest of them aside, must be this share of the largest one: otherwise whoever
#: knows the second largest comes too close to it (the p % rule).
_SHARE = Fraction(10, 100)
_NOT_SUMMED = (ColumnUnit.TEXT, ColumnUnit.DATE, ColumnUnit.PERCENT)

#: Rows by what their group is called.
_Groups = Mapping[str, Sequence[Row]]


@dataclass(slots=True)
class Aggregation:
    """The sums that are published so far, by column, and what is published row by row: those cells are known."""

    smallest: int
    published: dict[str, list[Group]] = field(default_factory=dict)
    known: set[tuple[str, str]] = field(default_factory=set)

    def knows(self, dataset: Dataset) -> None:
        """Take in a dataset whose rows are published."""
        self.known |= {(row.key, name) for row in dataset.rows for name in dataset.columns}

    def aggregated(self, dataset: Dataset) -> Dataset | None:
        """Give the dataset as sums, and take them in; None when nothing of it can be published."""
        summed = [name for name, column in dataset.columns.items() if _is_summed(column)]
        groups, shown = self._safest(dataset, summed)
        if not shown:
            return None
        for name in shown:
            self.published.setdefault(name, []).extend(self._members(groups, name))
        columns = {name: column for name, column in dataset.columns.items() if _is_kept(name, column, shown)}
        return _summed(dataset, groups, columns)

    def _safest(self, dataset: Dataset, summed: Sequence[str]) -> tuple[_Groups, list[str]]:
        """Give the groups and the columns that can be published: divided as wanted unless that costs a column."""
        whole: _Groups = {ALL_ROWS: dataset.rows}
        safe = [name for name in summed if self._is_safe(whole, name)]
        divided = divide(dataset, self.smallest)
        if len(divided) > 1 and safe == [name for name in summed if self._is_safe(divided, name)]:
            return divided, safe
        return whole, safe

    def _is_safe(self, groups: _Groups, name: str) -> bool:
        if any(_is_dominated(_amounts(rows, name)) for rows in groups.values()):
            return False
        return not tells_of_few([*self.published.get(name, ()), *self._members(groups, name)], self.smallest)

    def _members(self, groups: _Groups, name: str) -> list[Group]:
        """Give who contributes to each group's sum; what is known anyway is nobody's secret."""
        found: list[Group] = []
        for rows in groups.values():
            contributing: set[Hashable] = {row.key for row in rows if isinstance(row.cells.get(name), Quantity)}
            found.append(frozenset(key for key in contributing if (key, name) not in self.known))
        return found


def _is_summed(column: Column) -> bool:
    return column.unit not in _NOT_SUMMED and column.difference is None


def _is_kept(name: str, column: Column, shown: Sequence[str]) -> bool:
    """Whether a column is shown: one of text, which says which group it is, a sum, or a difference of sums."""
    if column.difference is not None:
        return set(column.difference) <= set(shown)
    return name in shown or column.unit is ColumnUnit.TEXT


def divide(dataset: Dataset, smallest: int) -> dict[str, list[Row]]:
    """Divide the rows by the column that the descriptor names, groups that are too small put together."""
    found: dict[str, list[Row]] = {}
    for row in dataset.rows:
        found.setdefault(str(row.cells.get(dataset.descriptor.aggregated_by) or THE_REST), []).append(row)
    by_size = sorted(found, key=lambda name: len(found[name]))
    rest = [name for name in by_size if len(found[name]) < smallest or name == THE_REST]
    while rest and sum(len(found[name]) for name in rest) < smallest and len(rest) < len(found):
        rest.append(next(name for name in by_size if name not in rest))
    divided = {name: rows for name, rows in found.items() if name not in rest}
    others = [row for name in found if name in rest for row in found[name]]
    return {**divided, THE_REST: others} if others else divided


def _amounts(rows: Sequence[Row], name: str) -> list[Fraction]:
    return [cell.value for row in rows if isinstance(cell := row.cells.get(name), Quantity)]


def _is_dominated(amounts: Sequence[Fraction]) -> bool:
    """Whether a sum is mostly one contributor's, so that it tells that one's amount too closely."""
    first, *rest = sorted((abs(amount) for amount in amounts), reverse=True) or [Fraction(0)]
    return sum(rest[1:], Fraction(0)) < first * _SHARE


def _summed(dataset: Dataset, groups: _Groups, columns: Mapping[str, Column]) -> Dataset:
    texts = [name for name, column in columns.items() if column.unit is ColumnUnit.TEXT]
    if not texts:
        columns = {GROUP: Column.model_validate({swedish("unit"): ColumnUnit.TEXT.value}), **columns}
    key = (texts or [GROUP])[0]
    descriptor = dataset.descriptor.model_copy(
        update={"key": (key,), "drawn_from": (), "rows": (), "stated": (), "handlings": (), "comment": ""}
    )
    rows = tuple(_row(name, group, columns) for name, group in groups.items())
    return replace(dataset, descriptor=descriptor, rows=rows, columns=columns, stated=())


def _row(name: str, rows: Sequence[Row], columns: Mapping[str, Column]) -> Row:
    cells: dict[str, Cell] = {}
    for column_name, column in columns.items():
        if column.unit is ColumnUnit.TEXT:
            cells[column_name] = name
        elif column.difference is None:
            cells[column_name] = _sum(rows, column_name)
    return Row(name, cells, Place(rows[0].place.path))


def _sum(rows: Sequence[Row], name: str) -> Quantity | None:
    cells = [cell for row in rows if isinstance(cell := row.cells.get(name), Quantity)]
    if not cells:
        return None
    decimals = max(cell.decimals for cell in cells)
    value = sum((cell.value for cell in cells), Fraction(0))
    return replace(cells[0], value=value, decimals=decimals, approximate=any(cell.approximate for cell in cells))
