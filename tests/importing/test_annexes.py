"""Annexes 1–3 of a published plan, as workbooks, give the data that the repository has."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from annexes import ANNEXES, HEADINGS, Annex
from made import imported
from openpyxl import Workbook, load_workbook

ROOT = Path(__file__).parents[2]
PLAN = ROOT / "tests" / "five_documents" / "sources" / "000.txt"
DATASETS = {1: "projektutfall-2023-pa1", 2: "projektutfall-2023-pa5"}


def content(workbook: Workbook) -> dict[str, object]:
    """What a workbook holds: values, number formats and merged cells."""
    return {
        sheet.title: (
            sorted(map(str, sheet.merged_cells.ranges)),
            [(cell.coordinate, cell.value, cell.number_format) for row in sheet.iter_rows() for cell in row],
        )
        for sheet in workbook.worksheets
    }


@pytest.mark.parametrize("annex", ANNEXES, ids=str)
def test_the_workbooks_are_what_their_builder_makes(annex: Annex, tmp_path: Path) -> None:
    annex.build().save(tmp_path / "built.xlsx")
    assert content(load_workbook(annex.path)) == content(load_workbook(tmp_path / "built.xlsx"))


def test_the_rows_are_those_of_the_plan() -> None:
    printed = "".join(PLAN.read_text(encoding="utf-8").split())
    for annex in ANNEXES:
        assert "".join("".join(each.split()) for row in annex.rows() for each in row) in printed
    assert [len(annex.rows()) for annex in ANNEXES] == [24, 19, 13]


@pytest.mark.parametrize("number", DATASETS)
def test_an_import_gives_the_data_of_the_repository(number: int, tmp_path: Path) -> None:
    result = imported(ANNEXES[number - 1].path, tmp_path, to=f"alingsas/{DATASETS[number]}")
    assert result.problems == []
    folder = Path("data/alingsas")
    table = folder / f"{DATASETS[number]}.csv"
    assert (tmp_path / table).read_bytes() == (ROOT / table).read_bytes()
    # Its descriptor is the repository's, but for what people have written there.
    written = (ROOT / folder / f"{DATASETS[number]}.yml").read_text(encoding="utf-8").split("\n")
    made = (tmp_path / folder / f"{DATASETS[number]}.yml").read_text(encoding="utf-8").split("\n")
    assert [line for line in made if line not in written] == []


@pytest.mark.parametrize("number", DATASETS)
def test_an_import_over_the_data_of_the_repository_changes_no_byte(number: int, tmp_path: Path) -> None:
    shutil.copytree(ROOT / "data" / "alingsas", tmp_path / "data" / "alingsas")
    result = imported(ANNEXES[number - 1].path, tmp_path, to=f"alingsas/{DATASETS[number]}")
    assert (result.problems, result.changes) == ([], ["Inget har ändrats."])
    for path in (ROOT / "data" / "alingsas").iterdir():
        assert (tmp_path / "data" / "alingsas" / path.name).read_bytes() == path.read_bytes()


def test_the_third_annex_is_a_table_of_its_own(tmp_path: Path) -> None:
    annex = ANNEXES[2]
    result = imported(annex.path, tmp_path, to="prov/projekt-2024", sheet="Bilaga 3")
    assert result.problems == []
    assert f"E19: «{HEADINGS[3]}» är 262,3 i källan men 263,3 om den räknas ut" in result.notices
    rows = [line.split(";") for line in (tmp_path / "data/prov/projekt-2024.csv").read_text("utf-8").splitlines()]
    computed = 4
    assert rows[0] == ["projekt", "benämning", *(each for each in HEADINGS if each != HEADINGS[3])]
    assert [row[1:] for row in rows[1:]] == [row[:computed] + row[computed + 1 :] for row in annex.rows()[1:]]
    assert [row[0] for row in rows[1:3] + rows[-2:]] == ["-", "51309", "51498", "51319"]
    # The slip in the plan is kept as stated, as the repository's own descriptor of these projects has it.
    stated = '  - rad: "51319"\n    värden:\n      Avvikelse ack Jan - Dec 2023: "262,3"\n'
    assert stated in (tmp_path / "data/prov/projekt-2024.yml").read_text("utf-8")
    assert stated in (ROOT / "data/alingsas/projekt-81511-2024.yml").read_text("utf-8")
