"""A sheet of a workbook. python-calamine reads the values; what it leaves out is read here.

calamine knows neither number formats nor error values (an #N/A is an empty text to it), and it makes
room for every cell up to the last one. So the sheet's XML is gone through first: for its formats and faults, and to
stop at a sheet that is too large.
"""

from __future__ import annotations

import datetime
import posixpath
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import python_calamine

from handlingsplan.text.words import listed, nfc, suggestion

from .number_formats import BUILT_IN, shown
from .packages import BROKEN, WORKBOOK, Package, XmlHandlers, elements, open_package, parse_xml
from .sheet import Cell, Fault, Moment, RefusedError, Sheet, refuse_size

_RELATIONS = "xl/_rels/workbook.xml.rels"
_REFERENCE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_NOT_COUNTED = "cellen har en formel som inte är uträknad; öppna filen i Excel, spara den och försök igen"


@dataclass(frozen=True, slots=True)
class _Part:
    """A sheet as the workbook lists it."""

    name: str
    path: str
    visible: bool


@dataclass(slots=True)
class _Marks:
    """What a pass over a sheet's XML has found: styles of filled cells, and faults."""

    styles: dict[tuple[int, int], int] = field(default_factory=dict)
    faults: dict[tuple[int, int], str] = field(default_factory=dict)
    row: int = -1
    column: int = -1
    style: int = 0
    kind: str = ""
    formula: bool = False
    told: list[str] | None = None

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Begin a row, a cell, or what a cell holds."""
        if name == "c":
            self._cell(attributes)
        elif name == "v" or name == "is":
            refuse_size(self.row, self.column)
            self.styles[self.row, self.column] = self.style
            self.told = [] if self.formula or self.kind == "e" else None
        elif name == "f":
            self.formula = True
        elif name == "row":
            written = attributes.get("r", "")
            self.row = int(written) - 1 if written else self.row + 1
            self.column = -1

    def _cell(self, attributes: dict[str, str]) -> None:
        written = attributes.get("r", "")
        match = _REFERENCE.fullmatch(written)
        if written and match is None:  # calamine may read it as a place that is far beyond what is looked at here
            raise RefusedError(BROKEN)
        if match is None:
            self.column += 1
        else:
            self.row, self.column = int(match[2]) - 1, _column_number(match[1])
        self.style = int(attributes.get("s", "0"))
        self.kind = attributes.get("t", "")
        self.formula = False
        self.told = None

    def text(self, characters: str) -> None:
        """Take the value of an error cell, or of a formula."""
        if self.told is not None:
            self.told.append(characters)

    def end(self, name: str) -> None:
        """End a value or a cell."""
        if name == "v" and self.kind == "e":
            told = "".join(self.told or ())
            self.faults[self.row, self.column] = f"cellen har felvärdet {told}; rätta det i källan"
        elif name == "c" and self.formula and not self.told and self.kind != "str":
            refuse_size(self.row, self.column)
            self.faults[self.row, self.column] = _NOT_COUNTED


def _column_number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


def read_workbook(file: str, data: bytes, wanted: str | None) -> Sheet:
    """Read one sheet of a workbook: the wanted one, or the only visible one. Raises RefusedError."""
    if file.lower().endswith(".xlsm"):
        raise RefusedError("filen är i formatet .xlsm, som kan ha makron; spara arbetsboken som .xlsx i Excel")
    package = open_package(data)
    part = _chosen(_sheets(package), wanted)
    try:
        marks = _marks(package.parts[part.path])
        formats = _formats(package)
    except RefusedError as fault:
        fault.sheet = part.name
        raise
    values = _values(package, part.name)
    rows = [
        [_cell(value, (row, column), marks, formats) for column, value in enumerate(cells)]
        for row, cells in enumerate(values)
    ]
    return Sheet(file, part.name, _with_faults(rows, marks))


def _sheets(package: Package) -> list[_Part]:
    targets = {
        attributes.get("Id"): attributes.get("Target", "")
        for name, attributes in elements(package.parts.get(_RELATIONS, b"<none/>"))
        if name == "Relationship"
    }
    found = []
    for name, attributes in elements(package.parts[WORKBOOK]):
        if name == "sheet":
            reference = next((value for key, value in attributes.items() if key.endswith(":id")), None)
            path = posixpath.normpath(posixpath.join("/xl", targets.get(reference, ""))).lstrip("/")
            if path in package.parts:
                visible = attributes.get("state", "visible") == "visible"
                found.append(_Part(attributes.get("name", ""), path, visible))
    return found


def _chosen(sheets: Sequence[_Part], wanted: str | None) -> _Part:
    """Choose a sheet by its name. Without a name there must be only one to choose."""
    names = [sheet.name for sheet in sheets]
    quoted = listed(f"«{name}»" for name in names)
    if wanted is not None:
        chosen = next((sheet for sheet in sheets if nfc(sheet.name) == nfc(wanted)), None)
        if chosen is None:
            hint = suggestion(wanted, names) or f"; bladen är {quoted}"
            raise RefusedError(f"bladet «{wanted}» finns inte{hint}")
        return chosen
    visible = [sheet for sheet in sheets if sheet.visible]
    if len(visible) > 1:
        raise RefusedError(f"arbetsboken har {len(visible)} blad; välj ett med --sheet: {quoted}")
    if not visible:
        raise RefusedError("arbetsboken har inget synligt blad; visa det i Excel, eller välj ett med --sheet")
    return visible[0]


def _marks(data: bytes) -> _Marks:
    marks = _Marks()
    parse_xml(data, XmlHandlers(marks.start, marks.text, marks.end))
    return marks


def _formats(package: Package) -> list[str]:
    """Give the number formats by the number of the cell's style."""
    own: dict[int, str] = {}
    styles: list[int] = []
    inside = False
    for name, attributes in elements(package.parts.get("xl/styles.xml", b"<none/>")):
        if name == "numFmt":
            own[_number(attributes, "numFmtId")] = attributes.get("formatCode", "")
        elif name == "xf" and inside:
            styles.append(_number(attributes, "numFmtId"))
        elif name in ("cellXfs", "cellStyleXfs", "cellStyles"):
            inside = name == "cellXfs"
    return [own.get(each, BUILT_IN.get(each, "General")) for each in styles]


def _number(attributes: dict[str, str], name: str) -> int:
    try:
        return int(attributes.get(name, "0"))
    except ValueError as fault:
        raise RefusedError(BROKEN) from fault


def _values(package: Package, name: str) -> list[list[Any]]:
    """Let calamine read the values of a sheet, from its first row and column."""
    try:
        workbook = python_calamine.load_workbook(package.repacked())
        return workbook.get_sheet_by_name(name).to_python(skip_empty_area=False)
    except python_calamine.CalamineError as fault:
        raise RefusedError(BROKEN) from fault
    except BaseException as fault:
        # A fault inside the library itself; its type is not to be had by import.
        if type(fault).__name__ == "PanicException":
            raise RefusedError(BROKEN) from fault
        raise


def _cell(value: Any, at: tuple[int, int], marks: _Marks, formats: Sequence[str]) -> Cell:
    if at in marks.faults:
        return Fault(marks.faults[at])
    match value:
        case bool():
            return "SANT" if value else "FALSKT"
        case int() | float():
            return _shown(value, formats, marks.styles.get(at, 0))
        case datetime.datetime() if value.time() == datetime.time():
            return Moment(value.date().isoformat())
        case datetime.datetime() | datetime.date() | datetime.time() | datetime.timedelta():
            return Moment(str(value))
    return nfc(value) or None


def _shown(value: float, formats: Sequence[str], style: int) -> Cell:
    try:
        return shown(value, formats[style] if style < len(formats) else "General")
    except ValueError as fault:
        return Fault(str(fault))


def _with_faults(rows: list[list[Cell]], marks: _Marks) -> list[list[Cell]]:
    """Put in the faults of cells beyond the last one that has a value."""
    for (row, column), message in marks.faults.items():
        rows.extend([] for _ in range(row + 1 - len(rows)))
        rows[row].extend(None for _ in range(column + 1 - len(rows[row])))
        rows[row][column] = Fault(message)
    return rows
