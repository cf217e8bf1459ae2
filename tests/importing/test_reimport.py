"""Importing over a dataset that is there: what has not changed keeps every byte."""

from __future__ import annotations

import datetime
import tempfile
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made import HEADER, ROWS, TITLE, Rows, csv_file, dataset, imported, snapshot, text, xlsx_file

from handlingsplan.importing import writing
from handlingsplan.importing.notations import NumberStyle
from handlingsplan.importing.sheet import Number, RefusedError
from handlingsplan.importing.table_text import NewRow, edited_table

#: A dataset as people have left it: other order, comments, quotes, a title and a column of their own.
DESCRIPTOR = """\
# Hämtas den femte varje månad.
kolumner:
  benämning: text   # som i källan
  projekt: text
  Utfall 2025: tkr
  "Budget 2025": {enhet: tkr, rubrik: Budget}
  Kommentar: text
  Avvikelse 2025:
    enhet: tkr
    differens: [Utfall 2025, Budget 2025]

titel: Hur det går i norr
nyckel: projekt
urval: >-
  Ansvar: Hemtjänst norr, ch Konto: Resultat
  Verksamhet: Alla
uttagsdatum: 2025-02-05   # februari
personbunden: ja
personbunden förklaring: Publicerat.
uppgivet:
  - värden: {Budget 2025: "5", Utfall 2025: "+3,50"}   # kontrollerat
    summa: ja
    rad: Alla projekt
  - rad: "51307"
    värden:
      Utfall 2025: "4,5"
# Slut.
"""
CSV = """\
benämning;"Kommentar";projekt; Utfall 2025 ;Budget 2025

51307 hemtjänst 51307;"ok; klart";51307; 4,00;5
-;;"-";\u22120,5;
"""


@pytest.fixture(params=["\n", "\r\n"])
def root(tmp_path: Path, request: pytest.FixtureRequest) -> Path:
    """A repository with a dataset that somebody has worked on, with either line end."""
    folder = tmp_path / "root" / "data" / "prov"
    folder.mkdir(parents=True)
    for ending, content in (("yml", DESCRIPTOR), ("csv", CSV)):
        (folder / f"utfall.{ending}").write_text("\ufeff" + content, encoding="utf-8", newline=request.param)
    return tmp_path / "root"


def raw(root: Path, ending: str = "csv") -> str:
    return dataset(root, ending).read_bytes().decode().replace("\r\n", "\n").removeprefix("\ufeff")


def changed(*rows: list[str], total: list[str] | None = None) -> Rows:
    return [TITLE, HEADER, total or ROWS[0], *rows]


@pytest.mark.parametrize("write", [csv_file, xlsx_file])
def test_a_no_op_import_changes_no_byte(root: Path, tmp_path: Path, write: object) -> None:
    before = snapshot(root)
    stated = changed(*ROWS[1:], total=["Alla projekt", "5,0", "3,5"])
    result = imported(write(tmp_path, stated), root)  # type: ignore[operator]
    assert (result.problems, result.changes) == ([], ["Inget har ändrats."])
    assert snapshot(root) == before


def test_a_changed_cell_changes_that_cell_only(root: Path, tmp_path: Path) -> None:
    rows = changed(
        ["51307 hemtjänst 51307", "5,0", "1 004,25", "999,25"], ROWS[1], total=["Alla projekt", "5,0", "3,5"]
    )
    result = imported(csv_file(tmp_path, rows), root)
    assert result.changes == ["Ändrade data/prov/utfall.csv: 1 ändrad cell"]
    assert raw(root) == CSV.replace(" 4,00;", "1 004,25;")
    assert raw(root, "yml") == DESCRIPTOR
    assert result.notices == ["uttagsdatum är fortfarande 2025-02-05; ange den nya dagen med --extraction-date"]


def test_an_emptied_cell_and_a_filled_one(root: Path, tmp_path: Path) -> None:
    rows = changed(
        ["51307 hemtjänst 51307", "", "4", "4"], ["-", "2", "-0,5", "-2,5"], total=["Alla projekt", "5", "3,5"]
    )
    imported(csv_file(tmp_path, rows), root)
    assert raw(root) == CSV.replace("4,00;5", "4,00;").replace("\u22120,5;", "\u22120,5;2")


def test_new_rows_come_last_and_removed_ones_are_told(root: Path, tmp_path: Path) -> None:
    new = [["51299 ny", "", "-7", "-7"], ["51300 nyare", "0", "1 234", "1 234"]]
    rows = changed(new[0], ROWS[1], new[1], total=["Alla projekt", "5", "3,5"])
    result = imported(csv_file(tmp_path, rows), root)
    assert result.changes == [
        "Tog bort raden «51307», som inte finns i exporten",
        "Ändrade data/prov/utfall.csv: 2 nya rader, 1 borttagen rad",
    ]
    lines = CSV.splitlines()
    # As the file writes its numbers: U+2212, and at least one decimal where every number has one.
    assert raw(root).splitlines() == [
        *lines[:2], lines[3], "51299 ny;;51299;\u22127,0;", "51300 nyare;;51300;1 234,0;0",
    ]  # fmt: skip


def test_values_of_the_descriptor_are_edited_where_they_stand(root: Path, tmp_path: Path) -> None:
    rows: Rows = [["Ansvar: Hemtjänst syd"], *changed(*ROWS[1:], total=["Alla projekt", "6,0", "3,5"])[1:]]
    result = imported(csv_file(tmp_path, rows), root, day=datetime.date(2025, 3, 5))
    assert result.changes == ["Ändrade data/prov/utfall.yml"]
    assert raw(root) == CSV
    old = ">-\n  Ansvar: Hemtjänst norr, ch Konto: Resultat\n  Verksamhet: Alla\n"
    expected = DESCRIPTOR.replace(old, '"Ansvar: Hemtjänst syd"\n').replace("2025-02-05", "2025-03-05")
    assert raw(root, "yml") == expected.replace('"5", Utfall', '"6,0", Utfall')


def test_line_ends_are_kept(tmp_path: Path) -> None:
    imported(csv_file(tmp_path), tmp_path)
    for ending in ("csv", "yml"):
        dataset(tmp_path, ending).write_bytes(dataset(tmp_path, ending).read_bytes().replace(b"\n", b"\r\n"))
    rows: Rows = [*changed(*ROWS[1:], ["51308 x", "1,0", "9,0", "2,0"], total=["Alla projekt", "6,0", "12,5", "6,5"])]
    imported(csv_file(tmp_path, rows), tmp_path, day=datetime.date(2025, 3, 5))
    for ending in ("csv", "yml"):
        content = dataset(tmp_path, ending).read_bytes()
        assert content.count(b"\n") == content.count(b"\r\n")
    assert 'rad: "51308"\n    värden:\n      Avvikelse 2025: "2,0"\n' in raw(tmp_path, "yml")


def test_stated_values_are_added_and_follow_the_source(tmp_path: Path) -> None:
    """A slip in the source is kept beside what is computed; when it is mended there, so is what is stated here."""
    imported(csv_file(tmp_path, [TITLE, HEADER, *ROWS[1:]]), tmp_path)
    assert "uppgivet" not in text(tmp_path, "yml")
    first = text(tmp_path, "yml")
    slip = [ROWS[1], ["51307 hemtjänst 51307", "5,0", "4,0", "-2,0"]]
    result = imported(csv_file(tmp_path, changed(*slip)), tmp_path)
    assert result.notices == ["D5: «Avvikelse 2025» är -2,0 i källan men -1,0 om den räknas ut"]
    total = '  - rad: Alla projekt\n    summa: ja\n    värden:\n      Budget 2025: "5,0"\n'
    total += '      Utfall 2025: "3,5"\n      Avvikelse 2025: "-1,5"\n'
    stated = '  - rad: "51307"\n    värden:\n      Avvikelse 2025: "-2,0"\n'
    assert text(tmp_path, "yml") == f"{first}uppgivet:\n{total}{stated}"
    imported(csv_file(tmp_path, changed(*slip[:1], ROWS[2])), tmp_path)
    assert text(tmp_path, "yml") == f"{first}uppgivet:\n{total}{stated}".replace("-2,0", "-1,0")


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (
            "Budget 2025: tkr",
            "Budget 2024: tkr",
            "A2: kolumnen «Budget 2024» saknas; den finns i data/prov/utfall.yml",
        ),
        ("Utfall 2025: tkr", "Utfall 2025: text", "C2: kolumnen «Utfall 2025» har enheten tal men text i "),
        ("rad: Alla projekt", "rad: Summa", "A2: summaraden «Summa» saknas; den finns i data/prov/utfall.yml"),
        (
            "nyckel: projekt",
            "nyckel: benämning",
            "yml: nyckeln är «benämning» men ska vara «projekt» för projektutfall",
        ),
        (
            "nyckel: projekt",
            "urval ur: [annan]",
            "yml: datamängden är ett urval ur andra; importera till dem i stället",
        ),
        ("källa: Hypergene", "kalla: Hypergene", "yml:2:1: okänt fält «kalla» – menade du «källa»?"),
        ("uppgivet:", "uppgivet: &a", ""),
    ],
)
def test_an_export_that_does_not_fit_the_descriptor(old: str, new: str, said: str, tmp_path: Path) -> None:
    imported(csv_file(tmp_path), tmp_path)
    path = dataset(tmp_path, "yml")
    path.write_text(path.read_text("utf-8").replace(old, new), encoding="utf-8")
    before = snapshot(tmp_path / "data")
    problems = imported(csv_file(tmp_path), tmp_path).problems
    assert any(said in problem for problem in problems) or not said
    assert snapshot(tmp_path / "data") == before


def test_a_new_column_is_added_when_it_is_described(tmp_path: Path) -> None:
    imported(csv_file(tmp_path), tmp_path)
    wider: Rows = [TITLE, [*HEADER, "Prognos 2025"], *([*row, "7,5"] for row in ROWS)]
    said = (
        "utfall.csv:E2: kolumnen «Prognos 2025» finns inte i data/prov/utfall.yml; lägg till den under kolumner där, "
        "eller importera till ett nytt namn"
    )
    assert imported(csv_file(tmp_path, wider), tmp_path).problems == [said]
    path = dataset(tmp_path, "yml")
    path.write_text(path.read_text("utf-8").replace("uppgivet:", "  Prognos 2025: tkr\nuppgivet:"), encoding="utf-8")
    assert imported(csv_file(tmp_path, wider), tmp_path).problems == []
    assert text(tmp_path).splitlines()[-1] == "51307;51307 hemtjänst 51307;5,0;4,0;7,5"
    assert 'Prognos 2025: "7,5"' in text(tmp_path, "yml")


@pytest.mark.parametrize(("lost", "left"), [("csv", "yml"), ("yml", "csv")])
def test_half_a_dataset_is_left_alone(lost: str, left: str, tmp_path: Path) -> None:
    imported(csv_file(tmp_path), tmp_path)
    dataset(tmp_path, lost).unlink()
    said = f"data/prov/utfall.{lost} saknas, men data/prov/utfall.{left} finns; ta bort den, eller importera till "
    said += "ett annat namn"
    assert imported(csv_file(tmp_path), tmp_path).problems == [said]
    assert not dataset(tmp_path, lost).exists()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ('projekt;b\n"1;2\n', "data/prov/utfall.csv: citattecknen i filen går inte ihop; rätta dem först"),
        ("", "data/prov/utfall.csv: kolumnen «projekt» saknas; den skiljer raderna åt"),
        ("a;b\n", "data/prov/utfall.csv: kolumnen «projekt» saknas; den skiljer raderna åt"),
    ],
)
def test_a_table_that_cannot_be_edited(content: str, said: str, tmp_path: Path) -> None:
    imported(csv_file(tmp_path), tmp_path)
    dataset(tmp_path).write_text(content, encoding="utf-8")
    assert imported(csv_file(tmp_path), tmp_path).problems == [said]


def test_files_that_are_not_the_repositorys_own(tmp_path: Path) -> None:
    outside = tmp_path / "utanför"
    outside.mkdir()
    root = tmp_path / "root"
    (root / "data").mkdir(parents=True)
    (root / "data" / "prov").symlink_to(outside)
    problems = imported(csv_file(tmp_path), root).problems
    assert problems == ["mappen är en länk ut ur förvaret; inget skrivs dit"]
    assert list(outside.iterdir()) == []
    (root / "data" / "prov").unlink()
    imported(csv_file(tmp_path), root)
    dataset(root).write_bytes("projekt;ö\n".encode("latin-1"))
    assert imported(csv_file(tmp_path), root).problems == [
        "data/prov/utfall.csv: filen är inte UTF-8; spara den som UTF-8"
    ]


def test_what_interrupts_the_writing_leaves_everything_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = tmp_path / "root"
    imported(csv_file(tmp_path), root)
    before = snapshot(root)
    replace = Path.replace

    def failing(self: Path, target: Path) -> Path:
        if self.name == "utfall.yml":
            raise OSError(28, "No space left on device", str(target))
        return replace(self, target)

    monkeypatch.setattr(writing.Path, "replace", failing)
    rows = changed(*ROWS[1:], ["51308 x", "1,0", "2,0", "1,0"], total=["Alla projekt", "6,0", "5,5", "-0,5"])
    with pytest.raises(OSError, match="No space"):
        imported(csv_file(tmp_path, rows), root)
    assert snapshot(root) == before
    with pytest.raises(OSError, match="No space"):
        imported(csv_file(tmp_path, rows), root, to="annan/utfall")
    assert snapshot(root) == before
    assert not (root / "data" / "annan").exists()


# Properties

CODES = st.lists(st.integers(10_000, 99_999), min_size=1, max_size=8, unique=True)
AMOUNTS = st.none() | st.builds(lambda tenths: Number(Fraction(tenths, 10), 1), st.integers(-(10**8), 10**8))
NAMES = st.text(st.characters(categories=["L", "Nd", "Zs"], include_characters=';"-,.åäö'), max_size=12)


@st.composite
def tables(draw: st.DrawFn) -> dict[str, tuple[str, list[Number | None]]]:
    """Rows by code: a name, and two amounts."""
    pairs = st.tuples(
        NAMES.filter(lambda name: not any(each.isdigit() for each in name)), st.lists(AMOUNTS, min_size=2, max_size=2)
    )
    return {str(code): draw(pairs) for code in draw(CODES)}


def exported(table: dict[str, tuple[str, list[Number | None]]], style: NumberStyle, *, numbers: bool) -> Rows:
    """The rows of an export of a table, with numbers as numbers or as text."""

    def cell(number: Number | None) -> object:
        if number is None:
            return ""
        return float(number.value) if numbers else style.text(number)

    rows = [[f"{code} {name}", *map(cell, amounts)] for code, (name, amounts) in table.items()]
    return [["", "Budget 2025", "Utfall 2025"], *rows]


@given(tables(), tables(), st.sampled_from([" ", "\u00a0", "", "."]), st.sampled_from(["-", "\u2212"]))
@settings(max_examples=40)
def test_workbooks_and_csv_files_of_a_table_give_the_same_data(
    table: dict[str, tuple[str, list[Number | None]]],
    other: dict[str, tuple[str, list[Number | None]]],
    group: str,
    minus: str,
) -> None:
    style = NumberStyle(group, minus)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        files = [
            csv_file(folder, exported(table, style, numbers=False)),
            xlsx_file(folder, exported(table, style, numbers=False), "text.xlsx"),
            xlsx_file(folder, exported(table, style, numbers=True), "tal.xlsx", "#,##0.0"),
        ]
        for number, file in enumerate(files):
            assert imported(file, folder / str(number)).problems == []
        made = [snapshot(folder / str(number)) for number in range(3)]
        assert made[0] == made[1] == made[2]
        # Importing any of them over the first changes nothing.
        for file in files:
            assert imported(file, folder / "0").changes == ["Inget har ändrats."]
        assert snapshot(folder / "0") == made[0]
        # Another table and back again: the same rows, whatever their order.
        imported(csv_file(folder, exported(other, style, numbers=False), "annan.csv"), folder / "0")
        imported(files[0], folder / "0")
        assert sorted(text(folder / "0").splitlines()) == sorted(text(folder / "1").splitlines())


@given(tables(), st.data())
@settings(max_examples=60)
def test_one_changed_cell_is_one_changed_field(
    table: dict[str, tuple[str, list[Number | None]]], data: st.DataObject
) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        imported(csv_file(folder, exported(table, NumberStyle(), numbers=False)), folder)
        before = text(folder)
        code = data.draw(st.sampled_from(sorted(table)))
        table[code][1][1] = data.draw(AMOUNTS.filter(lambda number: number != table[code][1][1]))
        imported(csv_file(folder, exported(table, NumberStyle(), numbers=False)), folder)
        differing = [
            pair for pair in zip(before.splitlines(), text(folder).splitlines(), strict=True) if pair[0] != pair[1]
        ]
        assert len(differing) == 1
        assert differing[0][0].rsplit(";", 1)[0] == differing[0][1].rsplit(";", 1)[0]


@given(st.text(st.sampled_from('a1;"\n\r \u00e5,'), max_size=40))
def test_any_text_is_edited_or_refused(content: str) -> None:
    """What is not changed is never rewritten: an import of nothing new gives the text back."""
    try:
        edited, changes = edited_table(f"projekt\n{content}", "projekt", {}, [NewRow("-", {"projekt": "-"})])
    except RefusedError:
        return
    assert changes.added in ([], ["-"])
    kept = [line for line in edited.splitlines() if line]
    assert all(line in f"projekt\n{content}" for line in kept[:-1])
