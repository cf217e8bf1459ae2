"""CSV rows to cells with units, as the descriptor says. Every mistake keeps its line and column."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from handlingsplan.model.dataset import Cell, Column, ColumnUnit, Dataset, Descriptor, Row
from handlingsplan.text.dates import parse_date
from handlingsplan.text.places import Place, Problem, error
from handlingsplan.text.quantities import parse_quantity
from handlingsplan.text.words import listed, nfc, plural, suggestion

from .decoding import decode
from .yaml_tree import Source

DELIMITER = ";"
#: As many columns as any table has several times over; each is looked for among the others.
MAX_COLUMNS = 500
_MOST_IN_A_FIELD = csv.field_size_limit()


@dataclass(frozen=True)
class _Line:
    """One record of the file with the line it begins on."""

    number: int
    text: str
    fields: list[str]

    def column(self, index: int) -> int:
        """Give the position of a field in the line, from 1."""
        if index == 0:
            return 1  # where the key of nearly every row stands
        return self._columns[index] if index < len(self._columns) else len(self.text) + 1

    @cached_property
    def _columns(self) -> list[int]:
        """The positions of all fields, found in one pass, and only when something is wrong in the line."""
        positions, quoted = [1], False
        for offset, character in enumerate(self.text):
            quoted ^= character == '"'
            if character == DELIMITER and not quoted:
                positions.append(offset + 2)
        return positions


def read_table(
    path: str, data: bytes, name: str, descriptor: Descriptor, source: Source
) -> tuple[Dataset, list[Problem]]:
    """Read a CSV file with its descriptor; what cannot be read is an empty cell and a problem."""
    text, problems = decode(path, data)
    lines, faults = _lines(path, text)
    problems += faults
    key = key_columns(descriptor)
    if not lines:
        message = "filen är tom; skriv en rad med rubriker och en rad per post"
        return Dataset(name, descriptor, (), descriptor.columns), problems or [error("tom-fil", Place(path), message)]
    headers = [each.strip() for each in lines[0].fields]
    if len(headers) > MAX_COLUMNS:
        message = f"tabellen har {len(headers)} kolumner; högst {MAX_COLUMNS} läses, så dela upp den"
        place = Place(path, lines[0].number)
        return Dataset(name, descriptor, (), descriptor.columns), [*problems, error("för-stor-fil", place, message)]
    faults = list(_check_headers(path, lines[0], headers, descriptor, source))
    problems += faults
    if any(fault.code == "skiljetecken" for fault in faults):
        return Dataset(name, descriptor, (), descriptor.columns), problems
    rows = []
    for line in lines[1:]:
        row, faults = _row(path, line, headers, key, descriptor.columns)
        rows.append(row)
        problems += faults
    if set(key) <= set(headers):
        problems += _check_keys(rows, key)
    return Dataset(name, descriptor, tuple(rows), descriptor.columns), problems


def key_columns(descriptor: Descriptor) -> tuple[str, ...]:
    """Give the columns that together tell the rows apart: as described, else the first."""
    return descriptor.key or tuple(descriptor.columns)[:1]


def _lines(path: str, text: str) -> tuple[list[_Line], list[Problem]]:
    """Give the records, composed (NFC) after reading so that columns are the editor's; no blank ones."""
    raw = text.split("\n")
    reader = csv.reader(io.StringIO(text), delimiter=DELIMITER, strict=True)
    lines: list[_Line] = []
    start = 1
    try:
        for fields in reader:
            if any(field.strip() for field in fields):
                lines.append(_Line(start, raw[start - 1], [nfc(field) for field in fields]))
            start = reader.line_num + 1
    except csv.Error as fault:
        if "field larger" in str(fault):
            message = f"ett fält här är längre än {_MOST_IN_A_FIELD} tecken, eller så saknas ett citattecken"
            return lines, [error("för-stor-fil", Place(path, start), f"{message}; korta av det")]
        message = 'citattecknen på raden går inte ihop; skriv "" för ett citattecken inne i en text'
        return lines, [error("citattecken", Place(path, start), message)]
    return lines, []


def _check_headers(
    path: str, line: _Line, headers: list[str], descriptor: Descriptor, source: Source
) -> Iterator[Problem]:
    known = [name for name, column in descriptor.columns.items() if column.difference is None]
    if len(headers) == 1 and len(known) > 1 and re.search(r"[,\t]", headers[0]):
        yield error("skiljetecken", Place(path, line.number), "skriv semikolon mellan fälten, inte komma eller tabb")
        return
    for index, header in enumerate(headers):
        place = Place(path, line.number, line.column(index))
        if not header:
            yield error("okänd-kolumn", place, f"kolumn {index + 1} saknar rubrik; skriv en, eller ta bort kolumnen")
        elif header not in known:
            yield error(
                "okänd-kolumn",
                place,
                f"kolumnen «{header}» beskrivs inte i {source.path}"
                f"{suggestion(header, known) or '; lägg till den under kolumner'}",
            )
        elif header in headers[:index]:
            yield error("dubblett", place, f"kolumnen «{header}» finns två gånger; ta bort den ena")
    for name in known:
        if name not in headers:
            place = source.key_place("kolumner", name)
            yield error("kolumn-saknas", place, f"kolumnen «{name}» finns inte i {path}{suggestion(name, headers)}")


def _row(
    path: str, line: _Line, headers: list[str], key: tuple[str, ...], columns: dict[str, Column]
) -> tuple[Row, list[Problem]]:
    problems: list[Problem] = []
    cells: dict[str, Cell] = {}
    if len(line.fields) != len(headers):
        place = Place(path, line.number, line.column(min(len(headers), len(line.fields))))
        message = f"raden har {len(line.fields)} fält men tabellen {plural(len(headers), 'kolumn', 'kolumner')}"
        problems.append(error("antal-fält", place, f"{message}; kontrollera semikolonen"))
    for index, (header, field) in enumerate(zip(headers, line.fields, strict=False)):
        try:
            cells[header] = read_cell(field.strip(), columns.get(header))
        except ValueError as fault:
            cells[header] = None
            problems.append(error("fel-värde", Place(path, line.number, line.column(index)), f"{header}: {fault}"))
    first = next((headers.index(name) for name in key if name in headers), 0)
    text = " ".join(str(cells.get(name) or "") for name in key)
    return Row(text, cells, Place(path, line.number, line.column(first))), problems


def read_cell(text: str, column: Column | None) -> Cell:
    """Read a cell in its column's unit. Raises ValueError with a Swedish message."""
    unit = column.unit.measure if column else None
    if text and column and column.unit is ColumnUnit.DATE:
        return str(parse_date(text))
    if not text or unit is None:
        return text or None
    quantity = parse_quantity(text, default=unit)
    if quantity.dimension is not unit.dimension:
        raise ValueError(f"«{text}» ska anges i {unit.short}")
    decimals = quantity.decimals if column is None or column.decimals is None else column.decimals
    is_so = quantity.unit is unit and quantity.decimals == decimals
    return quantity if is_so else replace(quantity, unit=unit, decimals=decimals)


def _check_keys(rows: list[Row], key: tuple[str, ...]) -> Iterator[Problem]:
    seen: dict[str, int] = {}
    for row in rows:
        if not row.key.strip():
            message = f"raden saknar {listed(f'«{name}»' for name in key)}, som skiljer raderna åt"
            yield error("tom-nyckel", row.place, message)
        elif row.key in seen:
            yield error(
                "dubblett",
                row.place,
                f"nyckeln «{row.key}» finns redan på rad {seen[row.key]}; varje rad ska ha sin egen",
            )
        seen.setdefault(row.key, row.place.line)
