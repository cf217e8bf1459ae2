"""Each case tells exactly what is expected. `make`ing a case anew: see `change_cases.py`."""

from __future__ import annotations

from pathlib import Path

import pytest
from analysis.changes.change_cases import FOLDER, read_case, told


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.txt")), ids=lambda path: path.stem)
def test_a_case_tells_its_sentences(path: Path) -> None:
    case = read_case(path.read_text("utf-8"))
    assert told(case.compared()) == case.sentences


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.txt")), ids=lambda path: path.stem)
def test_no_version_differs_from_itself(path: Path) -> None:
    case = read_case(path.read_text("utf-8"))
    for files in (case.before, case.after):
        same = type(case)(files, files, "")
        assert told(same.compared()) == "Ingen ändring."
