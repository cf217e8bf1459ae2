"""Datasets as tables: selected, sorted, with computed columns and totals.

A dataset becomes a pandas frame when it is first computed with. Every number column is Int64: kronor for money, else
whole parts of the unit, so that no sum is ever a float.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING, Any

from handlingsplan.model.dataset import Cell, Column, Dataset, Stated
from handlingsplan.text.numbers import MINUS, NO_BREAK_SPACE
from handlingsplan.text.quantities import Quantity, Unit
from handlingsplan.text.words import nfc, sort_key, suggestion

if TYPE_CHECKING:
    import pandas as pd


def _plain(text: str) -> str:
    """Give a cell's text as a writer may type it: numbers with ordinary minus and spaces."""
    return nfc(text).replace(MINUS, "-").replace(NO_BREAK_SPACE, " ")


@dataclass(frozen=True, slots=True)
class TableColumn:
    """A column as it is shown: its name in the data, its heading, unit and decimals.

    `difference` names the two columns that it is computed from; `relative` tells that it is a share of the second.
    """

    name: str
    heading: str
    unit: Unit | None
    decimals: int = 0
    difference: tuple[str, str] | None = None
    relative: bool = False


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row as it is shown, with what the source states otherwise, by column."""

    key: str
    cells: Mapping[str, Cell]
    differing: Mapping[str, Quantity]


@dataclass(frozen=True, slots=True)
class Table:
    """A selection of a dataset, ready to be shown. `total` sums the rows; `stated_total` is the source's.

    `wants_total` tells that there is to be a row of totals, whichever columns are shown.
    """

    dataset: Dataset
    columns: tuple[TableColumn, ...]
    rows: tuple[TableRow, ...]
    total: Mapping[str, Quantity]
    stated_total: Stated | None
    wants_total: bool = False


def is_computable(dataset: Dataset) -> bool:
    """Whether every computed column is a difference of two number columns with the same unit in the data."""
    columns = dataset.columns
    plain = {
        name: column.unit for name, column in columns.items() if column.difference is None and column.unit.measure
    }
    return all(
        set(column.difference) <= set(plain) and len({plain[name] for name in column.difference} | {column.unit}) == 1
        for column in columns.values()
        if column.difference is not None
    )


class Frame:
    """A dataset as a pandas frame with its computed columns. Raises ValueError (Swedish) for unknown names."""

    def __init__(self, dataset: Dataset) -> None:
        self.dataset = dataset
        self._scale: dict[str, int] = {}
        self._keys = [row.key for row in dataset.rows]
        self._index = {key: index for index, key in reversed(list(enumerate(self._keys)))}
        self._decimals: dict[str, int] = {}
        self._texts: dict[str, dict[str, list[int]]] = {}
        self._numbers: dict[str, list[int | None]] = {}

    @cached_property
    def _data(self) -> pd.DataFrame:
        import pandas as pd  # noqa: PLC0415 - it takes longer to load than most commands take to run

        columns = self.dataset.columns.items()
        series = {name: pd.Series(*self._series(name, each)) for name, each in columns if each.difference is None}
        data = pd.DataFrame(series, columns=list(series))
        for name, column in columns:
            if column.difference is not None:
                data[name] = self._difference(data, name, column.difference)
        return data

    def _series(self, name: str, column: Column) -> tuple[list[Any], None, str]:
        """Give a column's values, and what they are in pandas."""
        cells = [row.cells.get(name) for row in self.dataset.rows]
        if column.unit.measure is None:
            return [str(cell) if cell is not None else "" for cell in cells], None, "object"
        values = [cell.value if isinstance(cell, Quantity) else None for cell in cells]
        scale = math.lcm(*(value.denominator for value in values if value is not None), 1)
        self._scale[name] = scale
        return (
            [None if each is None else each.numerator * (scale // each.denominator) for each in values],
            None,
            "Int64",
        )

    def _difference(self, data: pd.DataFrame, name: str, pair: tuple[str, str]) -> pd.Series:
        """Give first − second; an empty second counts as 0, an empty first gives an empty difference."""
        first, second = pair
        scale = math.lcm(self._scale[first], self._scale[second])
        self._scale[name] = scale
        left = data[first] * (scale // self._scale[first])
        right = data[second].fillna(0) * (scale // self._scale[second])
        return left - right

    def column(self, name: str) -> Column:
        """Find a column; raises ValueError with a suggestion."""
        known = self.dataset.columns
        if name not in known:
            raise ValueError(f"datamängden «{self.dataset.name}» har ingen kolumn «{name}»{suggestion(name, known)}")
        return known[name]

    def value(self, key: str, name: str) -> Quantity | str | None:
        """Give one cell by the row's key and the column's name."""
        self.column(name)
        if key not in self._index:
            raise ValueError(f"datamängden «{self.dataset.name}» har ingen rad «{key}»{suggestion(key, self._keys)}")
        return self._cell(self._index[key], name)

    def total(self, name: str, selection: Mapping[str, Sequence[str]] | None = None) -> Quantity | None:
        """Sum a column over the selected rows; None when no row has a value."""
        return self._total(self.selected(selection or {}), name)

    def count(self, selection: Mapping[str, Sequence[str]] | None = None) -> int:
        """Give how many rows are selected."""
        return len(self.selected(selection or {}))

    def selected(self, selection: Mapping[str, Sequence[str]]) -> list[int]:
        """Give the numbers of the rows whose cells, as text, are among the chosen ones in every named column.

        Raises ValueError for a value that no row has: it is more likely misspelt than meant.
        """
        found = list(range(len(self._keys))) if self.dataset.columns else []
        for name, wanted in selection.items():
            self.column(name)
            rows = self._rows_by_text(name)
            chosen: set[int] = set()
            for each in wanted:
                if (text := _plain(each)) not in rows:
                    raise ValueError(f"ingen rad har «{each}» i kolumnen «{name}»{suggestion(each, sorted(rows))}")
                chosen.update(rows[text])
            found = [index for index in found if index in chosen]
        return found

    def _rows_by_text(self, name: str) -> dict[str, list[int]]:
        """Give the rows of every text in a column, grouped once: every plan of a municipality selects its own."""
        if name not in self._texts:
            found = self._texts.setdefault(name, {})
            for index in range(len(self._keys)):
                found.setdefault(_plain(self._text(index, name)), []).append(index)
        return self._texts[name]

    def _total(self, rows: list[int], name: str) -> Quantity | None:
        column = self.column(name)
        if column.unit.measure is None:
            raise ValueError(f"kolumnen «{name}» är {column.unit.value} och kan inte summeras")
        if column.difference is not None:
            return self._total_difference(rows, column.difference)
        series = self._data.loc[rows, name].dropna()
        if series.empty:
            return None
        # By Python's numbers: pandas would go round silently past the largest 64-bit number.
        return self._quantity(sum(map(int, series)), name)

    def _total_difference(self, rows: list[int], pair: tuple[str, str]) -> Quantity | None:
        """The total of a difference is the difference of the totals, also where a row lacks its first value."""
        first, second = (self._total(rows, name) for name in pair)
        if first is None or second is None:
            return first
        return first - second

    def _quantity(self, value: int, name: str) -> Quantity:
        unit = self.dataset.columns[name].unit.measure
        assert unit is not None  # noqa: S101  (only number columns have values)
        return Quantity(Fraction(value, self._scale[name]), unit, self.decimals(name))

    def _cell(self, index: int, name: str) -> Quantity | str | None:
        written = self.dataset.rows[index].cells.get(name)
        if written is not None:
            return written
        value = self._number(index, name) if self.dataset.columns[name].unit.measure else None
        return None if value is None else self._quantity(value, name)

    def _number(self, index: int, name: str) -> int | None:
        """Give a number cell in whole parts of its unit."""
        if name not in self._numbers:  # a cell at a time, pandas takes a hundred times as long
            series = self._data[name]
            pairs = zip(series, series.isna(), strict=True)
            self._numbers[name] = [None if is_missing else int(each) for each, is_missing in pairs]
        return self._numbers[name][index]

    def _text(self, index: int, name: str) -> str:
        cell = self._cell(index, name)
        return cell.number() if isinstance(cell, Quantity) else str(cell or "")

    def decimals(self, name: str) -> int:
        """Give how many decimals a column shows: as described, else as many as its cells have."""
        if name not in self._decimals:
            self._decimals[name] = self._shown_decimals(name)
        return self._decimals[name]

    def _shown_decimals(self, name: str) -> int:
        column = self.dataset.columns[name]
        if column.decimals is not None:
            return column.decimals
        if column.difference is not None:
            return max(self.decimals(part) for part in column.difference)
        cells = (row.cells.get(name) for row in self.dataset.rows)
        return max((cell.decimals for cell in cells if isinstance(cell, Quantity)), default=0)

    def table(
        self,
        columns: Sequence[str] = (),
        selection: Mapping[str, Sequence[str]] | None = None,
        sort: str = "",
        total: bool | None = None,
    ) -> Table:
        """Select, sort and total. `sort` is a column, with `-` before it for falling order."""
        shown = [self._shown(name) for name in columns or self.dataset.columns]
        rows = self.selected(selection or {})
        order = self._sorted(rows, sort) if sort else rows
        stated = next((each for each in self.dataset.stated if each.is_total), None) if not selection else None
        wants_total = total if total is not None else stated is not None
        return Table(
            self.dataset,
            tuple(shown),
            tuple(self._row(index, shown) for index in order),
            self._sums(rows, shown) if wants_total else {},
            stated if wants_total else None,
            wants_total,
        )

    def _sums(self, rows: list[int], shown: Sequence[TableColumn]) -> dict[str, Quantity]:
        sums = ((each.name, self._total(rows, each.name)) for each in shown if each.unit)
        return {name: quantity for name, quantity in sums if quantity is not None}

    def check(self, columns: Sequence[str], selection: Mapping[str, Sequence[str]] | None, sort: str) -> int:
        """Raise what `table` would; give how many cells it would have."""
        for name in columns:
            self.column(name)
        rows = self.selected(selection or {})
        if sort:
            self.column(sort.removeprefix("-"))
        return len(rows) * (len(columns) or len(self.dataset.columns))

    def _shown(self, name: str) -> TableColumn:
        column = self.column(name)
        heading = column.heading or name
        return TableColumn(name, heading, column.unit.measure, self.decimals(name), column.difference)

    def _sorted(self, rows: Sequence[int], sort: str) -> list[int]:
        """Sort as Swedish readers expect; empty cells last whichever way."""
        name, falling = sort.removeprefix("-"), sort.startswith("-")
        self.column(name)
        by_number = self.dataset.columns[name].unit.measure is not None

        def key(index: int) -> Any:
            return self._number(index, name) if by_number else sort_key(self._text(index, name))

        filled = [index for index in rows if self._cell(index, name) is not None]
        empty = [index for index in rows if self._cell(index, name) is None]
        return sorted(filled, key=key, reverse=falling) + empty

    def _row(self, index: int, shown: Sequence[TableColumn]) -> TableRow:
        key = self._keys[index]
        cells = {each.name: self._cell(index, each.name) for each in shown}
        return TableRow(key, cells, self.differing(key))

    def differing(self, key: str) -> dict[str, Quantity]:
        """Give what the source states for a row where it differs from what is computed."""
        found: dict[str, Quantity] = {}
        for stated in self.dataset.stated:
            if stated.is_total or stated.key != key:
                continue
            for name, cell in stated.cells.items():
                value = self._cell(self._index[key], name)
                agrees = isinstance(value, Quantity) and isinstance(cell, Quantity) and cell.agrees_exactly(value)
                if isinstance(cell, Quantity) and not agrees:
                    found[name] = cell
        return found
