"""Annexes 1–3 of a published plan as the finance system exports them: three workbooks, each laid out in another way.

`python tests/importing/annexes.py` writes the workbooks anew. What they show is in annexes/bilaga-N.txt, cell by
cell as it is printed in the plan.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.worksheet.worksheet import Worksheet

FOLDER = Path(__file__).parent / "annexes"
HEADINGS = [
    "Budget (hyp) 2023",
    "Budget (hyp) Jan - Dec 2023",
    "Utfall Jan - Dec 2023",
    "Avvikelse ack Jan - Dec 2023",
    "Utfall Jan - Dec 2022",
]
PARTS = ["Ansvar: Personlig assistans {}, ch", "Konto: Resultat", "Verksamhet: Verksamhetsstruktur"]
_NUMBERS = "#,##0.0"
_ACCOUNTING = "_-* #,##0.0\\ _k_r_-;\\-* #,##0.0\\ _k_r_-;_-* 0.0\\ _k_r_-;_-@_-"


@dataclass(frozen=True)
class Annex:
    """One annex: the rows that it shows, and how it is laid out."""

    number: int

    @property
    def path(self) -> Path:
        return FOLDER / f"bilaga-{self.number}.xlsx"

    def rows(self) -> list[list[str]]:
        text = (FOLDER / f"bilaga-{self.number}.txt").read_text(encoding="utf-8")
        return [line.split(";") for line in text.splitlines()]

    def build(self) -> Workbook:
        workbook = Workbook()
        sheet = workbook.worksheets[0]
        _BUILDERS[self.number](sheet, self.rows())
        if self.number == 3:
            workbook.create_sheet("Om rapporten")["A1"] = "Rapporten visar utfall per projekt."
        return workbook


def _first(sheet: Worksheet, rows: list[list[str]]) -> None:
    """Titles in one merged cell; each heading over two rows; numbers with more decimals than they show."""
    sheet.title = "Utfall"
    sheet["A1"] = "    ".join(PARTS).format(1)
    sheet.merge_cells("A1:F1")
    for column, heading in enumerate(HEADINGS, start=2):
        above, below = heading.rsplit(" (hyp)", 1) if column == 2 else (heading[:-8], heading[-8:])
        below = f"(hyp){below}" if column == 2 else below
        sheet.cell(3, column, above.strip()).font = Font(bold=True)
        sheet.cell(4, column, below.strip()).font = Font(bold=True)
    for number, (label, *figures) in enumerate(rows, start=5):
        sheet.cell(number, 1, label)
        for column, figure in enumerate(figures, start=2):
            cell = sheet.cell(number, column)
            cell.number_format = _NUMBERS
            if figure:
                hidden = ((number * 7 + column * 3) % 9 - 4) / 100
                cell.value = _float(figure) + (hidden if figure != "0,0" else 0)


def _second(sheet: Worksheet, rows: list[list[str]]) -> None:
    """Titles in three merged cells; headings grouped below merged ones; numbers as text, with no-break spaces."""
    sheet.title = "Export"
    for part, (start, end) in zip(PARTS, ["AB", "CD", "EF"], strict=True):
        sheet[f"{start}2"] = part.format(5)
        sheet.merge_cells(f"{start}2:{end}2")
    groups = ["Budget (hyp)", None, "Utfall", "Avvikelse ack", "Utfall"]
    periods = [2023, "Jan - Dec 2023", "Jan - Dec 2023", "Jan - Dec 2023", "Jan - Dec 2022"]
    for column, (group, period) in enumerate(zip(groups, periods, strict=True), start=2):
        sheet.cell(4, column, group)
        sheet.cell(5, column, period)
    sheet.merge_cells("B4:C4")
    sheet["A5"] = "Projekt"
    for number, (label, *figures) in enumerate(rows, start=6):
        sheet.cell(number, 1, label)
        for column, figure in enumerate(figures, start=2):
            text = figure.replace("-", "\u2212" if column % 2 else "-").replace(" ", "\u00a0")
            sheet.cell(number, column, text or None).number_format = "@"


def _third(sheet: Worksheet, rows: list[list[str]]) -> None:
    """Lines written above by hand; headings and names wrapped inside their cells; a format of accounts."""
    sheet.title = "Bilaga 3"
    sheet["A1"] = "81 511 10 st. projekt 2023"
    sheet["A2"] = "Rätt projekt inför 2024"
    sheet["A3"] = "Projekt"
    sheet["A4"] = "    ".join(PARTS).format(1) + "     "
    sheet.merge_cells("A4:F4")
    for column, heading in enumerate(HEADINGS, start=2):
        cell = sheet.cell(6, column, heading.replace(" Dec", "\nDec").replace("Budget (hyp) 2", "Budget\n(hyp) 2"))
        cell.alignment = Alignment(wrap_text=True)
    for number, (label, *figures) in enumerate(rows, start=7):
        sheet.cell(number, 1, label.replace("personlig ", "personlig\n"))
        for column, figure in enumerate(figures, start=2):
            cell = sheet.cell(number, column, _float(figure) * 3 / 3 if figure else None)
            cell.number_format = _ACCOUNTING


_BUILDERS = {1: _first, 2: _second, 3: _third}
ANNEXES = [Annex(number) for number in _BUILDERS]


def _float(figure: str) -> float:
    return float(figure.replace(" ", "").replace(",", "."))


if __name__ == "__main__":
    for annex in ANNEXES:
        annex.build().save(annex.path)
