"""Exports made for tests: sheets from rows, and imports into a repository of their own."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from openpyxl import Workbook

from handlingsplan.importing.imports import Imported, import_data
from handlingsplan.importing.kinds import PROJECT_OUTCOME
from handlingsplan.importing.source import Request
from handlingsplan.importing.targets import read_target

HEADER = ["", "Budget 2025", "Utfall 2025", "Avvikelse 2025"]
TITLE = ["Ansvar: Hemtjänst norr, ch    Konto: Resultat    Verksamhet: Alla"]
ROWS = [
    ["Alla projekt", "5,0", "3,5", "-1,5"],
    ["-", "", "-0,5", "-0,5"],
    ["51307 hemtjänst 51307", "5,0", "4,0", "-1,0"],
]
TABLE = [TITLE, HEADER, *ROWS]
TARGET = "prov/utfall"

Rows = Sequence[Sequence[object]]


def csv_file(folder: Path, rows: Rows = TABLE, name: str = "utfall.csv") -> Path:
    text = io.StringIO()
    csv.writer(text, delimiter=";", lineterminator="\r\n").writerows(rows)
    path = folder / name
    path.write_text(text.getvalue(), encoding="utf-8-sig", newline="")
    return path


def xlsx_file(folder: Path, rows: Rows = TABLE, name: str = "utfall.xlsx", number_format: str = "General") -> Path:
    workbook = Workbook()
    sheet = workbook.worksheets[0]
    sheet.title = "Blad1"
    for number, row in enumerate(rows, start=1):
        for column, value in enumerate(row, start=1):
            cell = sheet.cell(number, column, None if value == "" else value)
            if isinstance(value, int | float) and not isinstance(value, bool):
                cell.number_format = number_format
    path = folder / name
    workbook.save(path)
    return path


def imported(
    file: Path,
    root: Path,
    *,
    to: str = TARGET,
    sheet: str | None = None,
    day: date | None = None,
    key: Path | None = None,
) -> Imported:
    root.mkdir(exist_ok=True)
    return import_data(Request(file, PROJECT_OUTCOME, read_target(to), root, sheet, day, key))


def dataset(root: Path, ending: str = "csv", name: str = TARGET) -> Path:
    return root / f"data/{name}.{ending}"


def text(root: Path, ending: str = "csv") -> str:
    return dataset(root, ending).read_text(encoding="utf-8")


def snapshot(root: Path) -> dict[str, bytes]:
    """Everything below a folder, hidden files too."""
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()}
