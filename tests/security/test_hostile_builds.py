"""A text that Markdown cannot read in time, or at all, stops the build in a line."""

from pathlib import Path

import pytest
from hostile_trees import TEXT, write_sound
from limited import run_limited

ROOT = Path(__file__).parents[2]
_SLOW, _DEEP = f"{TEXT}:1:1: texten tar längre tid än 10 sekunder", f"{TEXT}:1:1: texten har för mycket uppmärkning"
#: What no bound of the readers meets, each with what is said of it; None where the site is built.
TEXTS = {
    "definitions-one-in-another": ("a\n:   " * 30_000, _SLOW),
    "definitions": ("a\n:   b\n" * 1_000, _DEEP),
    "emphasis-one-in-another": ("*a " * 10_000 + "b* " * 10_000, None),
    "cells-of-backticks": ("| a |\n|---|\n| " + "`|" * 100_000 + " |\n", _SLOW),
    "a-heading-of-attributes": ("### a " + "{: " * 100_000, None),
    "attributes": ("a {: " + "b='c " * 50_000 + "}", None),
    "brackets-and-tags": ("[" * 200 + "<a " * 200, None),
    "rows-filled-up": ("|a" * 999 + "|\n" + "|-" * 999 + "|\n" + "|1|\n" * 49, None),
    "ends-of-tags": ("</div>" * 50_000, None),
    "tags-in-each-other": ("<b>" * 50_000, None),
    "addresses": ("<http:a> " * 30_000, None),
}


def _write_site(root: Path) -> None:
    (root / "macros").symlink_to(ROOT / "macros")
    (root / "docs").mkdir()
    (root / "docs/index.md").write_text("# Start\n", encoding="utf-8")
    before, _, after = (ROOT / "mkdocs.yml").read_text(encoding="utf-8").partition("\nnav:\n")
    settings = before.replace(": warn\n", ": info\n") + "\nnav:\n  - Start: index.md\n\n" + after.partition("\n\n")[2]
    (root / "mkdocs.yml").write_text(settings, encoding="utf-8")


@pytest.mark.parametrize("name", TEXTS)
def test_each_text_ends(name: str, tmp_path: Path) -> None:
    text, said = TEXTS[name]
    write_sound(tmp_path)
    _write_site(tmp_path)
    (tmp_path / TEXT).write_text(f"## Bakgrund\n\n{text}\n", encoding="utf-8")
    ended = run_limited("build", "--root", tmp_path)
    told = ended.stdout + ended.stderr
    assert "Traceback" not in told
    assert ended.returncode == (said is not None), told[-500:]
    assert (said or "") in told
