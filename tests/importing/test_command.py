"""`handlingsplan import data`: what is printed, and the exit code."""

from __future__ import annotations

from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result
from made import ROWS, TABLE, csv_file, dataset, snapshot, xlsx_file

from handlingsplan.cli import main
from handlingsplan.importing.targets import Target, read_target


def run(root: Path, file: Path, *args: str) -> Result:
    asked = ["import", "data", str(file), "--as", "projektutfall", "--to", "prov/utfall", "--root", str(root), *args]
    return CliRunner().invoke(main, asked, prog_name="handlingsplan")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "root").mkdir()
    return tmp_path / "root"


def test_an_import_says_what_it_has_written(root: Path, tmp_path: Path) -> None:
    result = run(root, xlsx_file(tmp_path), "--sheet", "Blad1", "--extraction-date", "2025-03-05")
    assert (result.exit_code, result.stdout.splitlines()) == (
        0,
        ["Skapade data/prov/utfall.csv med 2 rader", "Skapade data/prov/utfall.yml"],
    )
    assert result.stderr == "Obs: filen säger inte vilken enhet beloppen har; de läses som tkr\n"
    assert "uttagsdatum: 2025-03-05" in dataset(root, "yml").read_text("utf-8")


def test_faults_are_one_line_each_and_exit_1(root: Path, tmp_path: Path) -> None:
    result = run(root, csv_file(tmp_path, [*TABLE, ["51308 x", "tre", "#SAKNAS!"]]))
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.splitlines() == [
        "utfall.csv:B6: «tre» är text; här ska det stå ett tal",
        "utfall.csv:C6: cellen har felvärdet #SAKNAS!; rätta det i källan",
        "Inget har skrivits.",
    ]
    assert snapshot(root) == {}


def test_pseudonyms_have_a_key_of_the_users_own(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(click, "get_app_dir", lambda name: str(tmp_path / "hem" / name))
    result = run(root, csv_file(tmp_path), "--pseudonymise")
    key = tmp_path / "hem" / "handlingsplan" / "nyckel-prov.csv"
    assert result.exit_code == 0
    assert result.stdout.splitlines()[-1] == (
        f"Nyckeln till etiketterna är {key}. Spara den, och lägg den aldrig i förvaret."
    )
    assert key.read_text("utf-8") == "kod;etikett\n51307;P-01\n"


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["--to", "utfall"], "--to: «utfall» ska vara kommun och namn, till exempel alingsas/projektutfall-2025"),
        (["--to", "prov/Å"], "--to: «Å» ska vara ett id: små bokstäver a–z, siffror och bindestreck, till exempel a"),
        (["--as", "utfall"], "--as: «utfall» ska vara projektutfall"),
        (["--key", "nyckel.csv"], "--key används bara tillsammans med --pseudonymise"),
        (["--extraction-date", "igår"], "--extraction-date: «igår» är inget datum"),
    ],
)
def test_wrong_usage_exits_2(args: list[str], said: str, root: Path, tmp_path: Path) -> None:
    result = run(root, csv_file(tmp_path), *args)
    assert result.exit_code == 2
    assert said in result.stderr
    assert snapshot(root) == {}


def test_a_file_that_is_not_there(root: Path, tmp_path: Path) -> None:
    result = run(root, tmp_path / "saknas.xlsx")
    assert result.exit_code == 2
    assert f"filen {tmp_path / 'saknas.xlsx'} finns inte" in result.stderr


def test_what_is_imported_is_sound(root: Path, tmp_path: Path) -> None:
    """The check reads it without a fault; that rows about persons are there still needs words."""
    organisation = root / "plans" / "prov" / "organisation.yml"
    organisation.parent.mkdir(parents=True)
    organisation.write_text(
        "formatversion: 1\nnamn: Prov\nnämnder: [{id: n, namn: N, avdelningar: [{id: a, namn: A}]}]\n",
        encoding="utf-8",
    )
    assert run(root, csv_file(tmp_path, [*TABLE[:2], *ROWS])).exit_code == 0
    result = CliRunner().invoke(main, ["check", "--root", str(root), "--today", "2025-04-01"])
    assert [line for line in result.stdout.splitlines() if "anmärkning personbunden" not in line] == []


@pytest.mark.parametrize("written", ["data/prov/2025/utfall.csv", "prov/2025/utfall", "/prov/2025/utfall/"])
def test_a_target_can_be_written_as_its_file(written: str) -> None:
    assert read_target(written) == Target("prov", "2025/utfall")
