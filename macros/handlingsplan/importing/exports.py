"""A sheet to an export: its rows with names and figures, its total, and what its titles say.

Every fault of the sheet is found in one run.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from handlingsplan.model.dataset import ColumnUnit
from handlingsplan.reading.decoding import refused_character
from handlingsplan.text.identity_numbers import find_identity_numbers
from handlingsplan.text.quantities import Quantity, checked

from .headers import Header, HeaderColumn, find_header
from .kinds import Kind
from .notations import NumberStyle, chosen, decimal_mark
from .sheet import Fault, Moment, Number, Sheet, SheetProblem
from .titles import Titles, read_titles, tells_day

_CODE = re.compile(r"(\d{4,})(?!\d)|(\S*\d\S*)(?=\s|$)")
_TOTAL = re.compile(r"alla \S+|summa|total(?:t|summa)?|totalsumma", re.IGNORECASE)
_DATE = re.compile(r"(?:19|20)\d\d-?(?:0[1-9]|1[0-2])-?(?:0[1-9]|[12]\d|3[01])")
#: More than is one: an export is cheap to refuse, and a label has no use for it.
_PERSON = re.compile(r"(?<!\d)(?:19|20)?\d{2}(?:0[1-9]|1[0-2])(?:[0-3]\d|[6-9]\d)[-+]?\d{4}(?!\d)")
#: What a spreadsheet would run as a formula when the table is downloaded and opened.
_FORMULA = ("=", "@")
_MONEY = (ColumnUnit.KR, ColumnUnit.TKR, ColumnUnit.MKR)


@dataclass(frozen=True, slots=True)
class ExportRow:
    """A row: its key, its name as written, its figures by column, and where it stands."""

    key: str
    label: str
    figures: Mapping[str, Number]
    row: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class ExportColumn:
    """A column of figures, and the cell of its heading. The unit is None when the file does not say it."""

    name: str
    unit: ColumnUnit | None = None
    row: int = field(default=0, compare=False)
    index: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Export:
    """What was exported: titles, columns, rows in order, and the total as the source states it."""

    titles: Titles
    columns: tuple[ExportColumn, ...]
    rows: tuple[ExportRow, ...]
    total: ExportRow | None = None
    notices: tuple[str, ...] = ()


def read_export(sheet: Sheet, kind: Kind) -> tuple[Export | None, list[SheetProblem]]:
    """Read a sheet as an export of a kind; none, and everything that is wrong, when there are faults."""
    header, problems = find_header(sheet, kind)
    if header is None:
        return None, problems
    reading = _Reading(sheet, header, kind, decimal_mark(_figure_texts(sheet, header)), problems)
    found = [row for number in range(header.first_row, len(sheet.rows)) if (row := reading.row(number))]
    totals = [row for row in found if _is_total(row)]
    notes = [row for row in found if _is_note(row)]
    rows = [row for row in found if not _is_total(row) and not _is_note(row)]
    reading.check_repeated(rows)
    reading.check_totals(totals)
    reading.check_headless()
    titles, faults = read_titles(sheet, range(header.top), [row.row for row in notes])
    problems = [*reading.problems, *faults]
    if not rows and not problems:
        problems = [sheet.problem(header.first_row, 0, "tabellen har inga rader")]
    if problems:
        return None, sorted(problems, key=lambda each: (each.row, each.column))
    notices = [
        f"{sheet.address(row.row, header.labels[0])}: raden «{row.label}» har inga belopp och tas inte med"
        for row in notes
    ]
    columns = tuple(ExportColumn(column.name, column.unit, column.row, column.index) for column in header.columns)
    return Export(titles, columns, tuple(rows), totals[0] if totals else None, tuple(notices)), []


def _is_total(row: ExportRow) -> bool:
    return _TOTAL.fullmatch(row.label) is not None


def _is_note(row: ExportRow) -> bool:
    """Whether a row is a line of text below the table: no figures, and no code."""
    coded = _CODE.match(row.key) or row.key.startswith("-")
    return not row.figures and row.key == row.label and not coded and not _is_total(row)


def _figure_texts(sheet: Sheet, header: Header) -> Iterator[str]:
    """Give the figures that are written as text."""
    for row in range(header.first_row, len(sheet.rows)):
        for column in header.columns:
            if text := sheet.text(row, column.index):
                yield text


@dataclass(slots=True)
class _Reading:
    """A table while it is read, and what has been found wrong with it."""

    sheet: Sheet
    header: Header
    kind: Kind
    mark: str
    problems: list[SheetProblem]

    def row(self, number: int) -> ExportRow | None:
        """Read one row; None when it is empty."""
        sheet, header = self.sheet, self.header
        labels = [self._label(number, column) for column in header.labels]
        columns = header.columns if not tells_day(labels[0]) else ()
        if not any(labels) and all(sheet.at(number, column.index) is None for column in columns):
            return None
        if sheet.at(number, header.labels[0]) is None:
            self._say(number, header.labels[0], f"raden saknar namn ({self.kind.label})")
        figures = {column.name: figure for column in columns if (figure := self._figure(number, column)) is not None}
        key = labels[0] if len(labels) > 1 else _key(labels[0])
        return ExportRow(key, labels[-1] or labels[0], figures, number)

    def check_repeated(self, rows: list[ExportRow]) -> None:
        """Find rows with a key that an earlier row has."""
        seen: dict[str, int] = {}
        for row in rows:
            if row.key and row.key in seen:
                message = f"«{row.key}» finns redan på rad {seen[row.key] + 1}; varje rad ska ha sin egen kod"
                self._say(row.row, self.header.labels[0], message)
            seen.setdefault(row.key, row.row)

    def check_totals(self, totals: list[ExportRow]) -> None:
        """Find totals beside the first."""
        for row in totals[1:]:
            message = f"här är en summarad till, utöver rad {totals[0].row + 1}; behåll en tabell"
            self._say(row.row, self.header.labels[0], message)

    def check_headless(self) -> None:
        """Find columns that have values but no heading: the first value of each."""
        named = {column.index for column in self.header.columns} | set(self.header.labels)
        rows = range(self.header.first_row, len(self.sheet.rows))
        for column in sorted(set(range(self.sheet.width)) - named):
            first = next((row for row in rows if self.sheet.at(row, column) is not None), None)
            if first is not None:
                self._say(first, column, "kolumnen har värden men ingen rubrik")

    def _label(self, row: int, column: int) -> str:
        cell = self.sheet.at(row, column)
        match cell:
            case Number():
                return str(cell.value)
            case Moment(text):
                self._say(row, column, f"cellen är ett datum ({text}); här ska det stå ett namn")
            case Fault(message):
                self._say(row, column, message)
        text = self.sheet.text(row, column)
        if fault := _label_fault(text):
            self._say(row, column, fault)
        return text

    def _figure(self, row: int, column: HeaderColumn) -> Number | None:
        try:
            return self._number(row, column)
        except ValueError as fault:
            self._say(row, column.index, str(fault))
            return None

    def _number(self, row: int, column: HeaderColumn) -> Number | None:
        """Read a figure; None when the cell is empty. Raises ValueError."""
        cell = self.sheet.at(row, column.index)
        match cell:
            case Moment(text):
                raise ValueError(f"cellen är ett datum ({text}); här ska det stå ett tal")
            case Fault(message):
                raise ValueError(message)
            case Number():
                return _checked(cell, column, self.kind)
            case str():
                return _checked(_text_number(cell, self.mark), column, self.kind)
        return None

    def _say(self, row: int, column: int, message: str) -> None:
        self.problems.append(self.sheet.problem(row, column, message))


def _key(label: str) -> str:
    """Give the code that a name begins with (`51307 personlig assistans 51307`); else the name itself."""
    match = _CODE.match(label)
    return match.group() if match else label


def _label_fault(text: str) -> str:
    """Say what is wrong with a name, if anything."""
    if found := refused_character(text):
        return f"namnet har ett {found[1]}"
    if text.startswith(_FORMULA):
        return f"namnet börjar med {text[0]} och skulle bli en formel när tabellen öppnas; ta bort tecknet"
    if _PERSON.search(text) or any(find_identity_numbers(text)):
        return "namnet har något som ser ut som ett personnummer; ta bort det ur exporten"
    return ""


def _text_number(text: str, mark: str) -> Number:
    """Read a figure that is written as text. Raises ValueError."""
    written = " ".join(text.split())
    if written in ("-", "–", "\u2212"):
        raise ValueError(f"«{written}» kan betyda noll eller inget alls; skriv 0, eller lämna cellen tom")
    if _DATE.fullmatch(written) and "-" in written:
        raise ValueError(f"cellen är ett datum ({written}); här ska det stå ett tal")
    number = chosen(text, mark)
    if number is None:
        raise ValueError(f"«{written[:100]}» är text; här ska det stå ett tal")
    return number


def _checked(number: Number, column: HeaderColumn, kind: Kind) -> Number:
    """Give the number if it can be one of the column's. Raises ValueError."""
    unit = column.unit or kind.unit
    if number.percent and unit is not ColumnUnit.PERCENT:
        raise ValueError(f"cellen är en procentsats; kolumnen «{column.name}» har belopp")
    if unit in _MONEY and unit.measure and (number.value * unit.measure.size).denominator != 1:
        raise ValueError(f"beloppet har ören: {number.decimals} decimaler i {unit.value}; visa färre decimaler")
    if unit.measure:
        checked(Quantity(number.value * unit.measure.size, unit.measure, number.decimals), NumberStyle().text(number))
    if unit in (ColumnUnit.TKR, ColumnUnit.MKR) and _is_typed_date(number.value):
        day = str(number.value)
        shown = f"{day[:4]}-{day[4:6]}-{day[6:]}"
        raise ValueError(f"{day} ser ut som datumet {shown} skrivet som tal; här ska det stå ett belopp")
    return number


def _is_typed_date(value: Fraction) -> bool:
    return value.denominator == 1 and _DATE.fullmatch(str(value)) is not None
