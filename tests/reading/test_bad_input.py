"""Every bad input gives exactly the lines that its case says: see bad_input/ and bad_input_cases.py."""

from pathlib import Path

import pytest
from bad_input_cases import CASES, Case

from handlingsplan.reading.archive import read_archive
from handlingsplan.sources.worktree import WorkTree
from handlingsplan.text.places import Severity


def _lines(root: Path) -> list[str]:
    return [str(problem) for problem in read_archive(WorkTree(root))[1]]


@pytest.fixture
def outside(tmp_path: Path) -> Path:
    """A folder beside the repository, with a file that must never be read."""
    folder = tmp_path / "outside"
    folder.mkdir()
    (folder / "secret.md").write_text("## Hemligt\n")
    return folder


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_each_case(case: Case, tmp_path: Path, outside: Path) -> None:
    """A case alone gives its lines, in order."""
    case.write(tmp_path / "root", outside)
    assert _lines(tmp_path / "root") == list(case.expected)


def test_all_cases_in_one_run(tmp_path: Path, outside: Path) -> None:
    """All cases in one tree give all lines, so no mistake hides another."""
    for case in CASES:
        case.renamed().write(tmp_path / "root", outside)
    _, problems = read_archive(WorkTree(tmp_path / "root"))
    assert sorted(map(str, problems)) == sorted(line for case in CASES for line in case.renamed().expected)
    assert [problem.sort_key for problem in problems] == sorted(problem.sort_key for problem in problems)
    assert {problem.severity for problem in problems} == {Severity.ERROR}
    assert all(problem.stops for problem in problems)
