"""What stands above and below an exported table: what was selected, and when it was taken out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from handlingsplan.reading.decoding import refused_character
from handlingsplan.text.dates import parse_date

from .sheet import Cell, Fault, Moment, Number, Sheet, SheetProblem

#: Between two parts of the selection, as the finance system itself writes them on one line.
_BETWEEN = "    "
_DAY = re.compile(
    r"(?:uttag\w*|utskri\w*|rapportdatum|exporterad\w*|skapad\w*|hämtad\w*|datum)\b[\s:]*((?:\d.*)?)", re.IGNORECASE
)
_SELECTION = re.compile(r"[^\W\d_][\w ]*:\s*(.*)", re.DOTALL)
_ISO = re.compile(r"(\d{4}-\d{2}-\d{2})(?:[ T]\d{1,2}[.:]\d{2}.*)?")
#: The day that spreadsheets count from.
_EPOCH = date(1899, 12, 30)
_SERIALS = range(36_526, 73_051)


@dataclass(frozen=True, slots=True)
class Titles:
    """The selection as written (`Ansvar: … Konto: …`), and the day of extraction when the file says it."""

    selection: str = ""
    day: date | None = None

    def part(self, name: str) -> str:
        """Give one part of the selection: what stands after `Ansvar:`."""
        match = re.search(rf"\b{name}\s*:\s*(.*?)(?=\s{{2,}}|\s+\w+:\s|$)", self.selection)
        return match.group(1).strip() if match else ""


def tells_day(text: str) -> bool:
    """Whether a text says when the export was taken out."""
    return _DAY.fullmatch(text) is not None


def read_titles(sheet: Sheet, above: range, below: Sequence[int]) -> tuple[Titles, list[SheetProblem]]:
    """Read the rows above a table, and the rows below it that hold no figures."""
    selection: list[str] = []
    days: list[date] = []
    problems: list[SheetProblem] = []
    for row in (*above, *below):
        for column, text, following in _told(sheet, row):
            match = _DAY.fullmatch(text)
            try:
                if match and (day := match.group(1) or following) is not None:
                    days.append(_day(day))
                elif row in above and (part := _selected(text, following)):
                    selection.append(part)
            except ValueError as fault:
                problems.append(sheet.problem(row, column, str(fault)))
    return Titles(_BETWEEN.join(selection), days[0] if days else None), problems


def _told(sheet: Sheet, row: int) -> Iterator[tuple[int, str, Cell]]:
    """Give a row's texts as written, without space around, each with the next filled cell of the row."""
    filled = [(column, cell) for column in range(sheet.width) if (cell := sheet.at(row, column)) is not None]
    for index, (column, cell) in enumerate(filled):
        if isinstance(cell, str):
            following = filled[index + 1][1] if index + 1 < len(filled) else None
            yield column, re.sub(r"[\r\n]+", _BETWEEN, cell.strip().replace("\u00a0", " ")), following


def _selected(text: str, following: Cell) -> str:
    """Give a part of the selection; a name alone takes its value from the next cell. Raises ValueError."""
    match = _SELECTION.fullmatch(text)
    if match is None:
        return ""
    if found := refused_character(text):
        raise ValueError(f"titeln har ett {found[1]}")
    if match.group(1) or following is None:
        return text
    if isinstance(following, Fault):
        raise ValueError(following.message)
    return f"{text} {_plain(following)}"


def _plain(cell: Cell) -> str:
    match cell:
        case Number(value):
            return str(value)
        case Moment(text):
            return text
    return " ".join(str(cell).split())


def _day(cell: Cell) -> date:
    """Read the day of extraction. Raises ValueError."""
    match cell:
        case Number(value) if value in _SERIALS:
            day = _EPOCH + timedelta(days=int(value))
            raise ValueError(f"uttagsdatumet är skrivet som talet {value}, alltså {day}; visa cellen som datum")
        case Fault(message):
            raise ValueError(message)
        case Moment(text) | str(text):
            match = _ISO.fullmatch(text.strip())
            if match:
                return parse_date(match.group(1))
    raise ValueError("uttagsdatumet går inte att läsa; skriv det så här: 2025-01-31")
