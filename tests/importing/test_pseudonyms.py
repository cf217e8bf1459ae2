"""Labels in place of codes: stable, telling nothing, with their key outside the repository."""

from __future__ import annotations

import re
import stat
from pathlib import Path

import pytest
from made import HEADER, TITLE, Rows, csv_file, imported, snapshot, text

from handlingsplan.importing.pseudonyms import LABEL, with_labels

CODES = [str(code) for code in range(51301, 51341)]
MORE = [str(code) for code in range(51201, 51241)]


def rows(codes: list[str]) -> Rows:
    named = [[f"{code} personlig assistans {code}", "1,0", f"{number},0", ""] for number, code in enumerate(codes)]
    return [[f"{TITLE[0]} {codes[0]}"], HEADER[:3], ["Alla projekt", "5,0", "3,5"], ["-", "0,0", "1,0"], *named]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return tmp_path / "root"


@pytest.fixture
def key(tmp_path: Path) -> Path:
    return tmp_path / "hemligt" / "nyckel.csv"


def labels(key: Path) -> dict[str, str]:
    return dict(line.split(";") for line in key.read_text("utf-8").splitlines()[1:])


def test_no_code_is_left_in_the_files(root: Path, key: Path, tmp_path: Path) -> None:
    result = imported(csv_file(tmp_path, rows(CODES)), root, key=key)
    assert result.problems == []
    known = labels(key)
    for content in (text(root), text(root, "yml"), *result.notices, *result.changes):
        assert not re.search(r"51\d{3}", content)
    first = text(root).splitlines()[2]
    assert re.fullmatch(r"(P-01);\1 personlig assistans \1;1,0;\d+,0", first)
    assert f"Verksamhet: Alla {known[CODES[0]]}" in text(root, "yml")
    assert "personbunden: ja\npersonbunden förklaring: Koderna är utbytta mot pseudonymer" in text(root, "yml")
    # Every amount is still beside its own code.
    amounts = dict(line.split(";")[0::3] for line in text(root).splitlines()[2:])
    assert [amounts[known[code]] for code in CODES] == [f"{number},0" for number in range(len(CODES))]


def test_neither_labels_nor_rows_tell_the_order_of_the_codes(root: Path, key: Path, tmp_path: Path) -> None:
    imported(csv_file(tmp_path, rows(CODES)), root, key=key)
    known = labels(key)
    assert sorted(known.values()) == [f"P-{number:02}" for number in range(1, 41)]
    assert [known[code] for code in CODES] != sorted(known.values())
    assert [line.split(";")[0] for line in text(root).splitlines()[1:]] == ["-", *sorted(known.values())]
    assert list(known.values()) == sorted(known.values())


def test_the_same_key_gives_the_same_labels_and_new_codes_new_ones(root: Path, key: Path, tmp_path: Path) -> None:
    imported(csv_file(tmp_path, rows(CODES)), root, key=key)
    before, files = labels(key), snapshot(root)
    again = imported(csv_file(tmp_path, rows(CODES)), root, key=key)
    assert again.changes == ["Inget har ändrats."]
    assert (labels(key), snapshot(root)) == (before, files)
    imported(csv_file(tmp_path, rows([*CODES, *MORE])), root, key=key)
    after = labels(key)
    assert {code: after[code] for code in before} == before
    assert len(set(after.values())) == len(after) == 80
    # A code that is gone keeps its label, so that no other gets it.
    imported(csv_file(tmp_path, rows(MORE)), root, key=key)
    assert labels(key) == after


def test_numbers_in_names_that_are_no_rows_of_their_own(root: Path, key: Path, tmp_path: Path) -> None:
    named: Rows = [HEADER[:3], ["51307 avlöser 51999 från 2024", "1,0", "1,0"]]
    imported(csv_file(tmp_path, named), root, key=key)
    known = labels(key)
    line = text(root).splitlines()[1]
    assert line == f"{known['51307']};{known['51307']} avlöser {known['51999']} från 2024;1,0;1,0"


def test_labels_grow_beyond_two_digits() -> None:
    many = with_labels({"1": "P-99"}, ["2"])
    assert many == {"1": "P-99", "2": "P-100"}
    assert all(LABEL.fullmatch(label) for label in many.values())


def test_the_key_is_for_its_owner_only(root: Path, key: Path, tmp_path: Path) -> None:
    imported(csv_file(tmp_path, rows(CODES)), root, key=key)
    assert stat.S_IMODE(key.stat().st_mode) == 0o600
    assert [path.name for path in key.parent.iterdir()] == ["nyckel.csv"]


def test_a_key_in_a_repository_is_refused(root: Path, tmp_path: Path) -> None:
    other = tmp_path / "annat"
    (other / ".git").mkdir(parents=True)
    root.mkdir()
    (tmp_path / "länk").symlink_to(root)
    said = "nyckeln ligger i ett förvar, där alla kan läsa den; lägg den utanför med --key"
    for place in (
        root / "nyckel.csv",
        root / "a" / ".." / "nyckel.csv",
        tmp_path / "länk" / "n",
        other / "sub" / "n",
    ):
        assert imported(csv_file(tmp_path, rows(CODES)), root, key=place).problems == [f"{place}: {said}"]
        assert not place.exists()
    assert snapshot(root) == {}


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("annat", "filen är ingen nyckel: den ska ha kolumnerna kod;etikett; ange en annan fil med --key"),
        (
            "kod;etikett\n1;X-1\n",
            "filen är ingen nyckel: den ska ha kolumnerna kod;etikett; ange en annan fil med --key",
        ),
        ("kod;etikett\n1;P-01\n2;P-01\n", "nyckeln har samma kod eller etikett två gånger; rätta den"),
        ("kod;etikett\n1;P-01\n1;P-02\n", "nyckeln har samma kod eller etikett två gånger; rätta den"),
    ],
)
def test_a_key_that_is_none(content: str, said: str, root: Path, key: Path, tmp_path: Path) -> None:
    key.parent.mkdir()
    key.write_text(content, encoding="utf-8")
    assert imported(csv_file(tmp_path, rows(CODES)), root, key=key).problems == [f"{key}: {said}"]
    assert snapshot(root) == {}


def test_codes_do_not_come_back_by_mistake(root: Path, key: Path, tmp_path: Path) -> None:
    imported(csv_file(tmp_path, rows(CODES)), root, key=key)
    before = snapshot(root)
    said = "data/prov/utfall.csv: raderna har pseudonymer; importera med --pseudonymise"
    assert imported(csv_file(tmp_path, rows(CODES)), root).problems == [said]
    assert snapshot(root) == before


def test_a_failed_import_writes_no_key(root: Path, key: Path, tmp_path: Path) -> None:
    imported(csv_file(tmp_path, [*rows(CODES), ["51399 x", "tre"]]), root, key=key)
    assert not key.exists()
