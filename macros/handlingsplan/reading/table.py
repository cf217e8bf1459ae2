"""CSV rows to cells with units, as the descriptor says. Every mistake keeps its line and column."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass

from handlingsplan.model.dataset import Cell, Column, Dataset, Descriptor, Row
from handlingsplan.text.places import Place, Problem, error
from handlingsplan.text.quantities import Quantity, parse_quantity
from handlingsplan.text.words import nfc, suggestion

from .decoding import decode
from .yaml_tree import Source

DELIMITER = ";"


@dataclass(frozen=True, slots=True)
class _Line:
    """One record of the file with the line it begins on."""

    number: int
    text: str
    fields: list[str]

    def column(self, index: int) -> int:
        """Give the position of a field in the line, from 1."""
        position, quoted = 0, False
        for offset, character in enumerate(self.text):
            if position == index:
                return offset + 1
            quoted ^= character == '"'
            position += character == DELIMITER and not quoted
        return len(self.text) + 1 if index else 1


def read_table(
    path: str, data: bytes, name: str, descriptor: Descriptor, source: Source
) -> tuple[Dataset, list[Problem]]:
    """Read a CSV file with its descriptor; what cannot be read is an empty cell and a problem."""
    text, problems = decode(path, data)
    lines = list(_lines(nfc(text)))
    key = key_columns(descriptor)
    if not lines:
        message = "filen är tom; skriv en rad med rubriker och en rad per post"
        return Dataset(name, descriptor, (), descriptor.columns), problems or [error("tom-fil", Place(path), message)]
    headers = [each.strip() for each in lines[0].fields]
    problems += _check_headers(path, lines[0], headers, descriptor, source)
    rows = []
    for line in lines[1:]:
        row, faults = _row(path, line, headers, key, descriptor.columns)
        rows.append(row)
        problems += faults
    problems += _duplicate_keys(rows)
    return Dataset(name, descriptor, tuple(rows), descriptor.columns), problems


def key_columns(descriptor: Descriptor) -> tuple[str, ...]:
    """Give the columns that together tell the rows apart: as described, else the first."""
    return descriptor.key or tuple(descriptor.columns)[:1]


def _lines(text: str) -> Iterator[_Line]:
    """Give the records; blank lines are passed over."""
    raw = text.split("\n")
    reader = csv.reader(io.StringIO(text), delimiter=DELIMITER)
    start = 1
    for fields in reader:
        if any(field.strip() for field in fields):
            yield _Line(start, raw[start - 1], fields)
        start = reader.line_num + 1


def _check_headers(
    path: str, line: _Line, headers: list[str], descriptor: Descriptor, source: Source
) -> Iterator[Problem]:
    known = [name for name, column in descriptor.columns.items() if column.difference is None]
    for index, header in enumerate(headers):
        place = Place(path, line.number, line.column(index))
        if header not in known:
            yield error(
                "okänd-kolumn",
                place,
                f"kolumnen «{header}» beskrivs inte i {source.path}{suggestion(header, known)}",
            )
        if header in headers[:index]:
            yield error("dubblett", place, f"kolumnen «{header}» finns två gånger")
    for name in known:
        if name not in headers:
            place = source.key_place("kolumner", name)
            yield error("kolumn-saknas", place, f"kolumnen «{name}» finns inte i {path}{suggestion(name, headers)}")


def _row(
    path: str, line: _Line, headers: list[str], key: tuple[str, ...], columns: dict[str, Column]
) -> tuple[Row, list[Problem]]:
    problems: list[Problem] = []
    cells: dict[str, Cell] = {}
    if len(line.fields) > len(headers):
        place = Place(path, line.number, line.column(len(headers)))
        problems.append(
            error(
                "för-många-fält",
                place,
                f"raden har {len(line.fields)} fält men tabellen {len(headers)} kolumner",
            )
        )
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
    if not text or unit is None:
        return text or None
    quantity = parse_quantity(text, default=unit)
    if quantity.dimension is not unit.dimension:
        raise ValueError(f"«{text}» ska anges i {unit.short}")
    decimals = quantity.decimals if column is None or column.decimals is None else column.decimals
    return Quantity(quantity.value, unit, decimals, quantity.approximate)


def _duplicate_keys(rows: list[Row]) -> Iterator[Problem]:
    seen: dict[str, int] = {}
    for row in rows:
        if row.key in seen:
            yield error("dubblett", row.place, f"nyckeln «{row.key}» finns redan på rad {seen[row.key]}")
        seen.setdefault(row.key, row.place.line)
