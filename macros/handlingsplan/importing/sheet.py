"""A sheet as it was exported: cells by row and column, from a workbook and a CSV file alike."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from handlingsplan.text.places import visible

MAX_FILE_BYTES = 20_000_000
MAX_ROWS = 20_000
MAX_COLUMNS = 100


class RefusedError(Exception):
    """A file that is not read at all, or not further; the message says why, in Swedish."""

    def __init__(self, message: str, cell: str = "", sheet: str = "") -> None:
        super().__init__(message)
        self.cell = cell
        self.sheet = sheet

    def said(self, file: str) -> str:
        """Say it with the file, and the sheet and the cell when they are known."""
        where = "!".join(each for each in (self.sheet, self.cell) if each)
        return visible(f"{file}:{where}: {self}" if where else f"{file}: {self}")


@dataclass(frozen=True, slots=True)
class Number:
    """A number as it is shown: rounded to its decimals."""

    value: Fraction
    decimals: int = 0
    percent: bool = False


@dataclass(frozen=True, slots=True)
class Moment:
    """A date or a time, which a workbook stores as a number."""

    text: str


@dataclass(frozen=True, slots=True)
class Fault:
    """A cell whose value cannot be had; the message says why."""

    message: str


Cell = str | Number | Moment | Fault | None


@dataclass(frozen=True, slots=True)
class SheetProblem:
    """What is wrong at a cell of the file that is imported: `utfall.xlsx:Blad1!C7: …`."""

    file: str
    sheet: str
    message: str
    row: int = 0
    column: int = 0

    def __str__(self) -> str:
        cell = f"{column_letters(self.column)}{self.row + 1}"
        where = f"{self.sheet}!{cell}" if self.sheet else cell
        return visible(f"{self.file}:{where}: {' '.join(self.message.split())}")


@dataclass(frozen=True)
class Sheet:
    """The cells of one sheet, from row 0 and column 0. A CSV file has no name of a sheet."""

    file: str
    name: str
    rows: Sequence[Sequence[Cell]]

    def at(self, row: int, column: int) -> Cell:
        """Give a cell; None where nothing stands."""
        cells = self.rows[row] if row < len(self.rows) else ()
        cell = cells[column] if column < len(cells) else None
        return cell if not isinstance(cell, str) or cell.strip() else None

    def text(self, row: int, column: int) -> str:
        """Give a cell's text with single spaces; empty when it holds no text."""
        cell = self.at(row, column)
        return " ".join(cell.split()) if isinstance(cell, str) else ""

    @cached_property
    def width(self) -> int:
        """How many columns the widest row has."""
        return max(map(len, self.rows), default=0)

    def problem(self, row: int, column: int, message: str) -> SheetProblem:
        """Say what is wrong at a cell."""
        return SheetProblem(self.file, self.name, message, row, column)

    def address(self, row: int, column: int) -> str:
        """Name a cell of this sheet: C7."""
        return f"{column_letters(column)}{row + 1}"


def column_letters(column: int) -> str:
    """Name a column as spreadsheets do: 0 is A, 26 is AA."""
    letters = ""
    number = column + 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def refuse_size(row: int, column: int) -> None:
    """Refuse a cell beyond what a sheet may hold. Raises RefusedError."""
    if row >= MAX_ROWS:
        message = f"tabellen har fler än {MAX_ROWS // 1000}\u00a0000 rader; exportera ett mindre urval"
        raise RefusedError(message, f"{column_letters(column)}{row + 1}")
    if column >= MAX_COLUMNS:
        message = f"tabellen har fler än {MAX_COLUMNS} kolumner; exportera färre"
        raise RefusedError(message, f"{column_letters(column)}{row + 1}")
