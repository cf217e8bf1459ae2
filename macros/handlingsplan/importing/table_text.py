"""A dataset's CSV text, edited field by field: what is not changed keeps its quotes, spaces and line ends."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from handlingsplan.model.dataset import Column
from handlingsplan.reading.table import DELIMITER, read_cell
from handlingsplan.text.quantities import Quantity
from handlingsplan.text.words import nfc

from .notations import NumberStyle
from .sheet import Number, RefusedError

_FIELD = re.compile(r'("(?:[^"]|"")*"|(?!")[^;\r\n]*)(;|\r\n|\n|\r|\Z)')
_NEEDS_QUOTES = re.compile(r'[";\r\n]|^\s|\s$')
_GROUP = re.compile(r"[0-9]([ \u00a0\u2009\u202f])[0-9]{3}")
_BYTE_ORDER_MARK = "\ufeff"

#: A cell of the import: text, a number, or nothing.
Value = str | Number | None


@dataclass(slots=True)
class _Record:
    """A line of the file: its fields as they stand, and its line end."""

    fields: list[str]
    end: str

    def value(self, index: int) -> str:
        """Give a field's text; empty when the line is too short."""
        return _unquoted(self.fields[index]) if index < len(self.fields) else ""


@dataclass(frozen=True, slots=True)
class NewRow:
    """A row as it is imported."""

    key: str
    cells: Mapping[str, Value]


@dataclass(slots=True)
class TableChanges:
    """What an import changes in a table."""

    cells: int = 0
    added: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)


@dataclass(slots=True)
class _Table:
    """A CSV file while it is edited."""

    headers: list[str]
    records: list[_Record]
    columns: Mapping[str, Column]
    style: NumberStyle
    #: How many decimals every number of a column has at least.
    least_decimals: dict[str, int] = field(default_factory=dict)
    changes: TableChanges = field(default_factory=TableChanges)

    def __post_init__(self) -> None:
        for index, name in enumerate(self.headers):
            texts = [record.value(index).strip() for record in self.records]
            self.least_decimals[name] = min((len(text.partition(",")[2]) for text in texts if text), default=0)


def new_table(headers: Sequence[str], rows: Iterable[NewRow]) -> str:
    """Give the text of a new file."""
    style = NumberStyle()
    lines = [[_quoted(name) for name in headers]]
    lines += [[_quoted(_written(row.cells.get(name), style)) for name in headers] for row in rows]
    return "".join(DELIMITER.join(line) + "\n" for line in lines)


def edited_table(
    text: str, key: str, columns: Mapping[str, Column], rows: Sequence[NewRow]
) -> tuple[str, TableChanges]:
    """Give the text with the cells of these rows, and what was changed. Raises RefusedError.

    Rows stay in their order; new ones come last, in theirs. Columns that the import does not know are left.
    """
    mark = _BYTE_ORDER_MARK if text.startswith(_BYTE_ORDER_MARK) else ""
    first, *records = list(_records(text.removeprefix(mark))) or [_Record([], "")]
    headers = [nfc(_unquoted(each)).strip() for each in first.fields]
    if key not in headers:
        raise RefusedError(f"kolumnen «{key}» saknas; den skiljer raderna åt")
    table = _Table(headers, records, columns, _style(text))
    _add_columns(table, first, dict.fromkeys(name for row in rows for name in row.cells))
    _change_rows(table, {row.key: row for row in rows}, headers.index(key))
    _add_rows(table, first, rows, headers.index(key))
    return mark + "".join(DELIMITER.join(each.fields) + each.end for each in [first, *table.records]), table.changes


def _records(text: str) -> Iterator[_Record]:
    """Split the text into lines of fields. Raises RefusedError."""
    fields: list[str] = []
    position = 0
    while position < len(text) or fields:
        match = _FIELD.match(text, position)
        if match is None:
            raise RefusedError("citattecknen i filen går inte ihop; rätta dem först")
        fields.append(match.group(1))
        position = match.end()
        if match.group(2) != DELIMITER:
            yield _Record(fields, match.group(2))
            fields = []


def _add_columns(table: _Table, first: _Record, names: Iterable[str]) -> None:
    """Add columns that the descriptor has and the file lacks."""
    for name in names:
        if name not in table.headers:
            table.headers.append(name)
            for record in [first, *table.records]:
                if any(field.strip() for field in record.fields):
                    record.fields.append(_quoted(name) if record is first else "")


def _change_rows(table: _Table, rows: Mapping[str, NewRow], key: int) -> None:
    """Change the cells that differ, and take away rows that are no longer there."""
    kept = []
    for record in table.records:
        found = nfc(record.value(key)).strip()
        if found in rows:
            _change_cells(table, record, rows[found])
        if found in rows or not any(field.strip() for field in record.fields):
            kept.append(record)
        else:
            table.changes.removed.append(found)
    table.records = kept


def _change_cells(table: _Table, record: _Record, row: NewRow) -> None:
    for name, value in row.cells.items():
        index = table.headers.index(name)
        if not _is_same(record.value(index), value, table.columns.get(name)):
            record.fields.extend("" for _ in range(index + 1 - len(record.fields)))
            record.fields[index] = _quoted(_written(value, table.style, table.least_decimals.get(name, 0)))
            table.changes.cells += 1


def _add_rows(table: _Table, first: _Record, rows: Sequence[NewRow], key: int) -> None:
    known = {nfc(record.value(key)).strip() for record in table.records}
    least = table.least_decimals
    for row in rows:
        if row.key not in known:
            last = table.records[-1] if table.records else first
            last.end = last.end or "\n"
            cells = [_written(row.cells.get(name), table.style, least.get(name, 0)) for name in table.headers]
            table.records.append(_Record([_quoted(cell) for cell in cells], first.end or "\n"))
            table.changes.added.append(row.key)


def _is_same(text: str, value: Value, column: Column | None) -> bool:
    """Whether a field says the same as the import, however it is written."""
    written = nfc(text).strip()
    if not isinstance(value, Number):
        return " ".join(written.split()) == (value or "")
    unit = column.unit.measure if column else None
    try:
        cell = read_cell(written, column)
    except ValueError:
        return False
    return isinstance(cell, Quantity) and unit is not None and cell.value == value.value * unit.size


def _written(value: Value, style: NumberStyle, least_decimals: int = 0) -> str:
    return style.text(value, least_decimals) if isinstance(value, Number) else value or ""


def _style(text: str) -> NumberStyle:
    """Tell how a file writes its numbers."""
    group = _GROUP.search(text)
    return NumberStyle(group.group(1) if group else " ", "\u2212" if re.search("\u2212[0-9]", text) else "-")


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"' if _NEEDS_QUOTES.search(text) else text


def _unquoted(raw: str) -> str:
    return raw[1:-1].replace('""', '"') if raw.startswith('"') else raw
