"""The heading of an exported table: where it stands, and what its columns are called.

A heading may be spread over several rows, with a period or a group above the columns that share it. It
is known by words such as *Budget* and *Utfall*, and it ends where the first row with a name begins.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from handlingsplan.model.dataset import ColumnUnit
from handlingsplan.reading.decoding import refused_character
from handlingsplan.text.words import listed

from .kinds import Kind
from .sheet import Fault, Moment, Number, Sheet, SheetProblem

_UNIT = re.compile(
    r"(?:alla )?(?:belopp(?:en)?|siffror(?:na)?)?\s*+(?:i|anges i|visas i)?\s*+[(:]?\s*+"
    r"(kr|kronor|sek|tkr|ksek|tusental kronor|tusen kronor|mkr|mnkr|msek|miljoner kronor)[).]*",
    re.IGNORECASE,
)
_UNIT_IN_HEADING = re.compile(r"\b(kr|sek|tkr|ksek|mkr|mnkr|msek)\b", re.IGNORECASE)
_PERIOD = re.compile(
    r"(?:(?:19|20)[0-9]{2}|jan|feb|mar|apr|maj|jun|jul|aug|sep|okt|nov|dec|kvartal|tertial|period|helår|ack)",
    re.IGNORECASE,
)
_LABELS = {"projekt", "ansvar", "konto", "verksamhet", "benämning", "namn", "objekt", "aktivitet", "kod", "text"}
_YEARS = range(1900, 2101)
_PERCENT = re.compile(r"%|\bprocent\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class HeaderColumn:
    """One column of figures: its position, the cell of its heading, its name, and its unit when the file says it."""

    index: int
    row: int
    name: str
    unit: ColumnUnit | None = None


@dataclass(frozen=True, slots=True)
class Header:
    """The heading of a table: its first row, the first row of data, and its columns."""

    top: int
    first_row: int
    labels: tuple[int, ...]
    columns: tuple[HeaderColumn, ...]


def find_header(sheet: Sheet, kind: Kind) -> tuple[Header | None, list[SheetProblem]]:
    """Find the only heading of a sheet; none, and why, when there is none or more than one."""
    starts = [row for row in range(len(sheet.rows)) if _begins_header(sheet, row, kind)]
    if not starts:
        words = listed(word.capitalize() for word in kind.required)
        return None, [sheet.problem(0, 0, f"bladet har ingen rubrikrad med {words}; är det rätt blad?")]
    start = starts[0]
    left = next(column for column in range(1, sheet.width) if kind.figure(sheet.text(start, column)))
    first_row = next(
        (row for row in range(start + 1, len(sheet.rows)) if _begins_data(sheet, row, left)), len(sheet.rows)
    )
    top = _top(sheet, start, left)
    problems = [*_further(sheet, starts, kind, first_row), *_bad_headings(sheet, range(top, first_row), left)]
    if problems:
        return None, problems
    rows = range(top, first_row)
    columns = tuple(_columns(sheet, rows, left, kind))
    labels = tuple(
        column
        for column in range(left)
        if any(sheet.at(row, column) is not None for row in range(first_row, len(sheet.rows)))
    )
    header = Header(top, first_row, labels, columns)
    return header, list(_check_columns(sheet, header, kind))


def unit_of(text: str) -> ColumnUnit | None:
    """Tell which unit a text such as *Belopp i tkr* names; None when it says something else."""
    match = _UNIT.fullmatch(text.strip())
    return _unit(match.group(1)) if match else None


def _unit(word: str) -> ColumnUnit:
    lower = word.lower()
    if lower.startswith("m"):
        return ColumnUnit.MKR
    return ColumnUnit.TKR if lower.startswith("t") or lower == "ksek" else ColumnUnit.KR


def _begins_header(sheet: Sheet, row: int, kind: Kind) -> bool:
    """Whether a row names figures, and holds none."""
    texts = [text for column in range(1, sheet.width) if (text := sheet.text(row, column))]
    if len(texts) < 2 or not any(kind.figure(text) for text in texts):
        return False
    numbers = [each for each in sheet.rows[row] if isinstance(each, Number)]
    titled = any(":" in text and not kind.figure(text.partition(":")[0]) for text in texts)
    return all(each.value in _YEARS for each in numbers) and not titled


def _begins_data(sheet: Sheet, row: int, left: int) -> bool:
    """Whether a row has a name, which no row of the heading has."""
    named = [sheet.at(row, column) for column in range(left)]
    texts = [str(each) for each in named if each is not None]
    return bool(texts) and not all(text.strip().lower() in _LABELS for text in texts)


def _top(sheet: Sheet, start: int, left: int) -> int:
    """Go up from the row that names figures, over rows with periods or units."""
    top = start
    while top and _is_above(sheet, top - 1, left):
        top -= 1
    return top


def _is_above(sheet: Sheet, row: int, left: int) -> bool:
    filled = [column for column in range(sheet.width) if sheet.at(row, column) is not None]
    texts = [_heading_text(sheet, row, column) for column in filled]
    return bool(filled) and filled[0] >= left and all(_PERIOD.match(text) or unit_of(text) for text in texts)


def _further(sheet: Sheet, starts: Sequence[int], kind: Kind, first_row: int) -> Iterator[SheetProblem]:
    """Give the rows that could be headings too: below the data, or a second one in the same column."""
    first = starts[0]
    for row in starts[1:]:
        twice = any(
            kind.figure(sheet.text(row, column)) and kind.figure(sheet.text(first, column))
            for column in range(1, sheet.width)
        )
        if row >= first_row or twice:
            column = next(column for column in range(1, sheet.width) if kind.figure(sheet.text(row, column)))
            yield sheet.problem(row, column, f"här är en rubrikrad till, utöver rad {first + 1}; behåll en tabell")


def _bad_headings(sheet: Sheet, rows: range, left: int) -> Iterator[SheetProblem]:
    for row in rows:
        for column in range(left, sheet.width):
            match sheet.at(row, column):
                case Moment(text):
                    yield sheet.problem(row, column, f"rubriken är ett datum ({text}); skriv den som text")
                case Fault(message):
                    yield sheet.problem(row, column, message)
                case Number(value) if value not in _YEARS:
                    yield sheet.problem(row, column, "rubriken är ett tal; skriv den som text")


def _heading_text(sheet: Sheet, row: int, column: int) -> str:
    cell = sheet.at(row, column)
    return str(cell.value) if isinstance(cell, Number) else sheet.text(row, column)


def _columns(sheet: Sheet, rows: range, left: int, kind: Kind) -> Iterator[HeaderColumn]:
    """Give the columns, their names put together from the rows of the heading."""
    whole = next((unit for row in range(rows.start) if (unit := _row_unit(sheet, row))), None)
    grid = [[_heading_text(sheet, row, column) for column in range(sheet.width)] for row in rows]
    for column in range(left, sheet.width):
        texts = [_spread(grid, number, column, left, kind) for number in range(len(grid))]
        named = [text for text in texts if text and not unit_of(text)]
        name = " ".join(named)
        if name:
            unit = next((unit for text in texts if (unit := unit_of(text))), None)
            row = next(number for number, text in enumerate(texts) if text and not unit_of(text))
            yield HeaderColumn(column, rows.start + row, name, _unit_in(name) or unit or whole)


def _row_unit(sheet: Sheet, row: int) -> ColumnUnit | None:
    """Find the unit that a title above the table names."""
    return next((unit for column in range(sheet.width) if (unit := unit_of(sheet.text(row, column)))), None)


def _unit_in(name: str) -> ColumnUnit | None:
    if _PERCENT.search(name):
        return ColumnUnit.PERCENT
    match = _UNIT_IN_HEADING.search(name)
    return _unit(match.group(1)) if match else None


def _spread(grid: Sequence[Sequence[str]], row: int, column: int, left: int, kind: Kind) -> str:
    """Give a heading's text in a row: its own, or that of the merged cell to the left that reaches over it."""
    own = grid[row][column]
    below = next((cells[column] for cells in grid[row + 1 :] if cells[column]), "")
    if own or not below:
        return own
    reaching = next((grid[row][each] for each in range(column - 1, left - 1, -1) if grid[row][each]), "")
    return "" if kind.figure(reaching) and kind.figure(below) else reaching


def _check_columns(sheet: Sheet, header: Header, kind: Kind) -> Iterator[SheetProblem]:
    seen: dict[str, HeaderColumn] = {}
    for column in header.columns:
        if column.name in seen:
            other = sheet.address(seen[column.name].row, seen[column.name].index)
            message = f"kolumnen heter «{column.name}», precis som kolumnen i {other}"
            yield sheet.problem(column.row, column.index, message)
        if found := refused_character(column.name):
            yield sheet.problem(column.row, column.index, f"rubriken har ett {found[1]}")
        seen.setdefault(column.name, column)
    present = {kind.figure(column.name) for column in header.columns}
    for word in kind.required:
        if word not in present:
            message = f"kolumnen «{word.capitalize()}» saknas i rubriken på rad {header.top + 1}"
            yield sheet.problem(header.top, 0, message)
    if not header.labels:
        yield sheet.problem(header.first_row, 0, "tabellen har inga rader")
    elif len(header.labels) > 2:
        message = "tabellen har fler än två kolumner före beloppen; exportera bara kod och benämning"
        yield sheet.problem(header.top, header.labels[2], message)
