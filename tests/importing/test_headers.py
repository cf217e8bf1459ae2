"""Headings, names, titles and encodings as exports have them."""

from __future__ import annotations

import csv
import datetime
import io
from pathlib import Path

import pytest
from made import HEADER, ROWS, TABLE, TITLE, Rows, csv_file, dataset, imported, text, xlsx_file

from handlingsplan.importing.comma_separated import read_comma_separated
from handlingsplan.importing.headers import find_header
from handlingsplan.importing.kinds import PROJECT_OUTCOME
from handlingsplan.importing.sheet import column_letters

DATA = ["51307 x", "1,0", "2,0", "1,0"]


def names(*rows: list[str]) -> list[str]:
    """The names of the columns below a heading of these rows."""
    content = "\n".join(";".join(row) for row in [*rows, DATA])
    header, problems = find_header(read_comma_separated("f.csv", content.encode()), PROJECT_OUTCOME)
    assert problems == []
    assert header is not None
    return [f"{column.name} ({column.unit})" if column.unit else column.name for column in header.columns]


def test_a_heading_in_one_row() -> None:
    assert names(HEADER) == ["Budget 2025", "Utfall 2025", "Avvikelse 2025"]
    assert names(["Projekt", *HEADER[1:]]) == ["Budget 2025", "Utfall 2025", "Avvikelse 2025"]


def test_a_heading_wrapped_over_rows() -> None:
    wrapped = names(
        ["", "Budget", "Utfall Jan -", "Avvikelse"], ["", "2025", "Dec 2025", "ack"], ["Projekt", "", "", "Dec"]
    )
    assert wrapped == ["Budget 2025", "Utfall Jan - Dec 2025", "Avvikelse ack Dec"]


def test_groups_in_merged_cells() -> None:
    grouped = names(["", "Budget", "", "Utfall"], ["", "2025", "Jan - Dec 2025", "2025"])
    assert grouped == ["Budget 2025", "Budget Jan - Dec 2025", "Utfall 2025"]


def test_words_put_together() -> None:
    assert names(["", "Årsbudget", "Utfall: ack", "Budgetavvikelse"]) == [
        "Årsbudget",
        "Utfall: ack",
        "Budgetavvikelse",
    ]


@pytest.mark.parametrize("word", ["{x}, [y] #1", "'z': \"q\"", "- & * ?", "på: ja", "|"])
def test_headings_that_yaml_would_read_as_something_else(word: str, tmp_path: Path) -> None:
    rows = [["", *(f"{each} {word}" for each in ("Budget", "Utfall", "Avvikelse"))], *ROWS]
    for _ in range(2):
        assert imported(csv_file(tmp_path, rows), tmp_path).problems == []
    assert text(tmp_path).count("\n") == 3


def test_years_in_merged_cells_above() -> None:
    above = names(["", "2025", "", "2024"], ["", "Budget", "Utfall", "Utfall"])
    assert above == ["2025 Budget", "2025 Utfall", "2024 Utfall"]


@pytest.mark.parametrize("unit", ["Belopp i tkr", "tkr", "(tkr)", "Alla belopp anges i tusental kronor", "KSEK"])
def test_units_above_below_and_inside(unit: str) -> None:
    said = ["Budget 2025 (tkr)", "Utfall 2025 (tkr)", "Avvikelse 2025 (tkr)"]
    assert names([unit], HEADER) == said
    assert names(HEADER, ["", unit, unit, unit]) == said
    assert names(["", "Budget mkr", "Utfall i kr", "Avvikelse %"]) == [
        "Budget mkr (mkr)",
        "Utfall i kr (kr)",
        "Avvikelse % (procent)",
    ]


def test_a_title_that_names_figures_is_no_heading() -> None:
    assert names(["Budget och utfall 2025"], ["Utfall: alla"], HEADER) == HEADER[1:]


def test_names_and_codes(tmp_path: Path) -> None:
    labels = [
        "51307 personlig assistans 51307",
        "51498personlig",
        "A12 bilar",
        "Gemensamt",
        "-",
        "2:a laget",
        "Hus 3",
    ]
    imported(csv_file(tmp_path, [HEADER, *([label, "1,0", "1,0", "0,0"] for label in labels)]), tmp_path)
    rows = list(csv.reader(io.StringIO(text(tmp_path)), delimiter=";"))[1:]
    assert [row[1] for row in rows] == labels
    assert [row[0] for row in rows] == ["51307", "51498", "A12", "Gemensamt", "-", "2:a", "Hus 3"]


def test_codes_in_a_column_of_their_own(tmp_path: Path) -> None:
    rows = [["Projekt", "Benämning", *HEADER[1:]], ["Alla projekt", "", 1, 2, 1], [51307, "Assistans", 1.25, 2, 0.75]]
    imported(xlsx_file(tmp_path, rows), tmp_path)
    assert text(tmp_path).splitlines()[1:] == ["51307;Assistans;1,25;2"]
    assert "rad: Alla projekt" in text(tmp_path, "yml")


def test_an_empty_column_and_rows_beside_the_table(tmp_path: Path) -> None:
    rows: Rows = [[], ["", *TITLE], [], ["", *HEADER], [], *(["", *row] for row in ROWS), [], ["", "Markerat i rött"]]
    result = imported(csv_file(tmp_path, rows), tmp_path)
    assert text(tmp_path).splitlines()[1:] == ["-;-;;-0,5", "51307;51307 hemtjänst 51307;5,0;4,0"]
    assert "B10: raden «Markerat i rött» har inga belopp och tas inte med" in result.notices


@pytest.mark.parametrize(
    ("titles", "selection"),
    [
        ([TITLE], TITLE[0]),
        ([["Ansvar: A, ch", "", "Konto: B"], ["Verksamhet:  C  "]], "Ansvar: A, ch    Konto: B    Verksamhet:  C"),
        ([["Ansvar:", "A, ch", "Konto:", "B"]], "Ansvar: A, ch    Konto: B"),
        ([["Bilaga 1"], ["Ansvar:\u00a0A\nKonto: B"]], "Ansvar: A    Konto: B"),
    ],
)
def test_the_selection_as_written(titles: Rows, selection: str, tmp_path: Path) -> None:
    imported(csv_file(tmp_path, [*titles, HEADER, *ROWS]), tmp_path)
    assert f'urval: "{selection}"\n' in text(tmp_path, "yml")


@pytest.mark.parametrize(
    "title",
    [
        ["Uttagsdatum: 2025-03-31"],
        ["Uttag", datetime.date(2025, 3, 31)],
        ["Utskrivet 2025-03-31 08:15"],
        ["Datum:", "2025-03-31"],
    ],
)
def test_the_day_of_extraction(title: list[object], tmp_path: Path) -> None:
    for number, rows in enumerate(([title, *TABLE], [*TABLE, title]), start=1):
        root = tmp_path / str(number)
        assert imported(xlsx_file(tmp_path, rows), root).problems == []
        assert "\nuttagsdatum: 2025-03-31\n" in text(root, "yml")


def test_the_day_of_extraction_can_be_given(tmp_path: Path) -> None:
    file = csv_file(tmp_path, [["Uttagsdatum: 2025-03-31"], *TABLE])
    imported(file, tmp_path, day=datetime.date(2025, 4, 2))
    assert "\nuttagsdatum: 2025-04-02\n" in text(tmp_path, "yml")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("delimiter", [";", "\t", ","])
@pytest.mark.parametrize("first", ["", "sep={}\r\n"])
def test_encodings_and_delimiters(encoding: str, delimiter: str, first: str, tmp_path: Path) -> None:
    content = io.StringIO()
    csv.writer(content, delimiter=delimiter).writerows(TABLE)
    path = tmp_path / "utfall.csv"
    path.write_bytes((first.format(delimiter) + content.getvalue()).encode(encoding))
    assert imported(path, tmp_path).problems == []
    assert text(tmp_path).splitlines()[-1] == "51307;51307 hemtjänst 51307;5,0;4,0"


def test_a_deviation_that_is_something_else_is_a_column_of_its_own(tmp_path: Path) -> None:
    rows = [TITLE, HEADER, *([f"5130{number} x", "5,0", "4,0", "1,0"] for number in range(6))]
    result = imported(csv_file(tmp_path, rows), tmp_path)
    said = "«Avvikelse 2025» är inte Utfall 2025 minus Budget 2025 i 6 rader; den sparas som egen kolumn"
    assert said in result.notices
    assert "  Avvikelse 2025: tkr\n" in text(tmp_path, "yml")
    assert text(tmp_path).splitlines()[1] == "51300;51300 x;5,0;4,0;1,0"


def test_a_deviation_finds_its_own_columns(tmp_path: Path) -> None:
    header = [
        "",
        "Årsbudget",
        "Budget jan-mar",
        "Utfall jan-mar",
        "Prognos helår",
        "Avvikelse jan-mar",
        "Avvikelse prognos",
    ]
    rows = [
        [f"5130{number} x", "12,0", "3,0", "2,0", f"{number},0", "-1,0", f"{number - 12},0"] for number in range(6)
    ]
    imported(csv_file(tmp_path, [header, *rows]), tmp_path)
    described = text(tmp_path, "yml")
    assert "differens: [Utfall jan-mar, Budget jan-mar]" in described
    assert "differens: [Prognos helår, Årsbudget]" in described


def test_columns_are_named_as_in_spreadsheets() -> None:
    assert [column_letters(number) for number in (0, 25, 26, 701, 702, 16383)] == ["A", "Z", "AA", "ZZ", "AAA", "XFD"]


def test_a_new_descriptor(tmp_path: Path) -> None:
    result = imported(csv_file(tmp_path), tmp_path)
    assert result.changes == ["Skapade data/prov/utfall.csv med 2 rader", "Skapade data/prov/utfall.yml"]
    assert result.notices == ["filen säger inte vilken enhet beloppen har; de läses som tkr"]
    assert (
        dataset(tmp_path, "yml").read_bytes().decode()
        == """\
titel: Projektutfall 2025 för Hemtjänst norr
källa: Hypergene
urval: "Ansvar: Hemtjänst norr, ch    Konto: Resultat    Verksamhet: Alla"
tecken: resultat
nyckel: projekt
personbunden: ja
kolumner:
  projekt: text
  benämning: {enhet: text, rubrik: Projekt}
  Budget 2025: tkr
  Utfall 2025: tkr
  Avvikelse 2025:
    enhet: tkr
    differens: [Utfall 2025, Budget 2025]
uppgivet:
  - rad: Alla projekt
    summa: ja
    värden:
      Budget 2025: "5,0"
      Utfall 2025: "3,5"
      Avvikelse 2025: "-1,5"
"""
    )
