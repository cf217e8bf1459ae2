"""What `handlingsplan check` and `handlingsplan build` tell of bad input, and what a fault leaves as it was."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from archives import FILES, PLAN, REPORT_TEXT, TEXT, TODAY, changed, write
from reading.bad_input_cases import CASES

from handlingsplan.site.checking import check_tree, shared_within

ROOT = Path(__file__).parents[2]
REMARK = ": anmärkning "
LONELY = "plans/storby/2025/nattpatrull"


def lines(root: Path, files: dict[str, str]) -> list[str]:
    return [str(problem) for problem in check_tree(write(root, files), TODAY)]


@pytest.mark.parametrize(
    ("macro", "column", "message"),
    [
        (
            'Det blev {{ summa("resultatt", "utfall") }}.',
            13,
            "datamängden «resultatt» finns inte i data/storby/ – menade du «resultat»?",
        ),
        ('{{ tabell("x") }}', 4, "datamängden «x» finns inte i data/storby/"),
        (
            'Det blev {{ summa("resultat", "utfal") }}.',
            13,
            "datamängden «resultat» har ingen kolumn «utfal» – menade du «utfall»?",
        ),
        (
            '{{ tabell("resultat", kolumner=["konto", "utfll"]) }}',
            4,
            "datamängden «resultat» har ingen kolumn «utfll» – menade du «utfall»?",
        ),
        (
            '{{ tabell("resultat", utan=["utfll"]) }}',
            4,
            "datamängden «resultat» har ingen kolumn «utfll» – menade du «utfall»?",
        ),
        (
            '{{ tabell("resultat", sortera="-utfll") }}',
            4,
            "datamängden «resultat» har ingen kolumn «utfll» – menade du «utfall»?",
        ),
        (
            '{{ värde("resultat", "Övertd", "utfall") }}',
            4,
            "datamängden «resultat» har ingen rad «Övertd» – menade du «Övertid»?",
        ),
        ('{{ belopp("bilarna") }}', 4, "planen har ingen åtgärd «bilarna» – menade du «bilar»?"),
        ('å {{ skillnad(belopp("bilar"),\n  belop("apt")) }}', 3, "okänt makro «belop» – menade du «belopp»?"),
        ("{{ config }}", 4, '«config» är inget makro; är det en text skrivs den med citattecken: "config"'),
        ("{{ belopp }}", 4, "makrot «belopp» anropas med parenteser: belopp()"),
        ("{{ 7 }}", 3, "bara makron får stå inom {{ }}; skriv texten direkt"),
    ],
)
def test_a_macro_that_cannot_is_told_at_its_place(tmp_path: Path, macro: str, column: int, message: str) -> None:
    """The line is the file's: the text is filled in a piece at a time."""
    line = 15 + macro.count("\n")
    assert lines(tmp_path, {TEXT: f"{FILES[TEXT]}{macro}\n"}) == [f"{TEXT}:{line}:{column}: {message}"]


def test_faults_of_a_report_stand_in_the_report(tmp_path: Path) -> None:
    assert lines(tmp_path, {REPORT_TEXT: '## Om\n\n### Mer\n\n{{ plantext("hemtjnst") }}\n'}) == [
        f"{REPORT_TEXT}:5:4: enheten «hemtjnst» har ingen plan för 2025 – menade du «hemtjanst»?"
    ]


def test_faults_of_a_follow_up_stand_in_the_follow_up(tmp_path: Path) -> None:
    folder = "plans/storby/2025/hemtjanst/uppfoljning"
    files = {
        f"{folder}/2025-03-31.yml": "åtgärder: [{åtgärd: bilar}]\n",
        f"{folder}/2025-03-31.md": '## Färre bilar {: #bilar }\n\nVi har sparat {{ belopp("bil") }}.\n',
    }
    assert lines(tmp_path, files) == [
        f"{folder}/2025-03-31.md:3:18: planen har ingen åtgärd «bil» – menade du «bilar»?"
    ]


def test_a_missing_data_file_is_told(tmp_path: Path) -> None:
    root = write(tmp_path)
    (root / "data/storby/resultat.csv").unlink()
    assert [str(problem) for problem in check_tree(root, TODAY)] == [
        "data/storby/resultat.yml:1:1: datafilen data/storby/resultat.csv finns inte; lägg den bredvid beskrivningen"
    ]


def test_handled_remarks_are_given_too(tmp_path: Path) -> None:
    unfilled = "giltighetstid: XX\navstämning:\n  - {anmärkning: platshållare, läge: öppen, ansvarig roll: Chef}\n"
    [problem] = check_tree(write(tmp_path, {PLAN: FILES[PLAN] + unfilled}), TODAY)
    assert not problem.stops


# as processes

COMMAND = [sys.executable, "-m", "handlingsplan"]


def run(root: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    return subprocess.run(
        [*COMMAND, *arguments], cwd=root, env=environment, capture_output=True, encoding="utf-8", check=False
    )


def with_all_bad_input(root: Path, outside: Path) -> list[str]:
    """Write every bad input of the readers, and bad texts, into one tree; give the lines that must be told."""
    outside.mkdir()
    (outside / "secret.md").write_text("## Hemligt\n", encoding="utf-8")
    expected: list[str] = []
    for case in CASES:
        case.renamed().write(root, outside)
        expected += case.renamed().expected
    write(
        root,
        {
            TEXT: FILES[TEXT] + '{{ summa("x") }}\n{{ cycler.__init__.__globals__ }}\n',
            **changed(PLAN, "namn: Färre bilar", "namn: Bilar"),
            f"{LONELY}/plan.yml": "titel: A\nstartdatum: 2025-02-30\n",
        },
    )
    return [
        *expected,
        f"{TEXT}:9:1: anmärkning rubrik-skiljer: rubriken «Färre bilar» är en annan än åtgärdens namn «Bilar»",
        f"{TEXT}:15:4: datamängden «x» finns inte i data/storby/",
        f"{TEXT}:16:3: attribut (.__globals__) får inte användas",
        f"{LONELY}/plan.yml:2:1: okänt fält «startdatum» – menade du «status»?",
    ]


def files_of(folder: Path) -> dict[str, tuple[bytes, float]]:
    return {
        path.relative_to(folder).as_posix(): (path.read_bytes(), path.stat().st_mtime)
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


@pytest.fixture(scope="module")
def broken(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[str]]:
    """A repository with every bad input at once, and a site that was built before."""
    root = tmp_path_factory.mktemp("broken") / "root"
    expected = with_all_bad_input(root, root.parent / "outside")
    (root / "mkdocs.yml").write_bytes((ROOT / "mkdocs.yml").read_bytes())
    for folder in ("macros", "docs"):
        (root / folder).symlink_to(ROOT / folder)
    (root / "site/alingsas").mkdir(parents=True)
    (root / "site/index.html").write_text("<h1>Den tidigare</h1>\n", encoding="utf-8")
    (root / "site/alingsas/bild.bin").write_bytes(bytes(range(256)))
    return root, expected


def test_check_tells_every_bad_input_in_one_run(broken: tuple[Path, list[str]]) -> None:
    root, expected = broken
    result = run(root, "check", "--today", "2026-01-31")
    assert result.returncode == 1
    assert "Traceback" not in result.stderr
    found = result.stdout.splitlines()
    assert [line for line in expected if line not in found] == []
    assert f"{sum(REMARK not in line for line in found)} fel, " in result.stderr


def test_build_tells_the_same_and_leaves_the_earlier_site_untouched(broken: tuple[Path, list[str]]) -> None:
    root, expected = broken
    before = files_of(root / "site")
    result = run(root, "build")
    assert result.returncode == 1
    told = result.stdout + result.stderr
    assert "Traceback" not in told
    assert [line for line in expected if REMARK not in line and line not in told] == []
    assert "Den tidigare versionen är kvar." in told
    assert files_of(root / "site") == before
    beside = {path.name for path in root.iterdir()} - {".cache"}  # what was read is of use to the next build
    assert sorted(beside) == ["data", "docs", "macros", "mkdocs.yml", "plans", "site"]


def test_nothing_is_read_through_a_link_out_of_the_tree(broken: tuple[Path, list[str]]) -> None:
    root, _ = broken
    assert "Hemligt" not in run(root, "check", "--format", "json").stdout


@pytest.mark.parametrize(
    ("sizes", "count", "within"),
    [
        pytest.param([], 2, 0, id="nothing"),
        pytest.param([100], 2, 1, id="one alone"),
        pytest.param([100], 1, 0, id="one process"),
        pytest.param([100, 100], 2, 0, id="one for each"),
        pytest.param([100, 100, 100], 2, 1, id="one too many"),
        pytest.param([900, 50, 50], 2, 1, id="one larger than all others"),
        pytest.param([100] * 31, 2, 1, id="the last of many is shared too"),
        pytest.param([100] * 31 + [10] * 10, 2, 0, id="small ones even it out"),
    ],
)
def test_the_largest_are_shared_where_processes_would_be_idle(sizes: list[int], count: int, within: int) -> None:
    assert shared_within(sizes, count) == within
