"""The guide's example of an import is true."""

from __future__ import annotations

import re
from pathlib import Path

from made import imported, text

from handlingsplan.importing.sheet import MAX_COLUMNS, MAX_FILE_BYTES, MAX_ROWS

GUIDE = (Path(__file__).parents[2] / "docs" / "guide" / "importera.md").read_text(encoding="utf-8")


def block(language: str) -> str:
    match = re.search(rf"^```{language}\n(.*?)^```$", GUIDE, re.MULTILINE | re.DOTALL)
    assert match is not None
    return match.group(1)


def test_the_example_gives_what_the_guide_shows(tmp_path: Path) -> None:
    file = tmp_path / "utfall.csv"
    file.write_text(block("text"), encoding="utf-8")
    assert imported(file, tmp_path).problems == []
    assert text(tmp_path) == block("csv")
    assert "differens: [Utfall Jan - Dec 2025, Budget Jan - Dec 2025]" in text(tmp_path, "yml")


def test_the_limits_are_those_of_the_program() -> None:
    said = f"Högst {MAX_ROWS // 1000} 000 rader, {MAX_COLUMNS} kolumner och {MAX_FILE_BYTES // 1_000_000} MB läses."
    assert said in GUIDE
