"""Who reviews, what the form of a pull request asks, and the guide's words about both."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[2]
LINES = [
    line.split() for line in (ROOT / "CODEOWNERS").read_text(encoding="utf-8").splitlines() if line and line[0] != "#"
]
PATTERNS = [line[0] for line in LINES]


def tracked(*arguments: str) -> set[str]:
    """Files that git keeps; patterns of CODEOWNERS are matched as those of .gitignore, and git knows them."""
    command = ["git", "-C", str(ROOT), "ls-files", "-z", "--cached", *arguments]
    return set(subprocess.run(command, capture_output=True, check=True, text=True).stdout.split("\0")) - {""}


@pytest.mark.parametrize("pattern", PATTERNS)
def test_every_pattern_matches_a_file(pattern: str) -> None:
    assert tracked("--ignored", f"--exclude={pattern}")


def test_every_line_names_somebody() -> None:
    for pattern, *owners in LINES:
        assert owners, pattern
        assert all(re.fullmatch(r"@[\w.-]+/[\w./-]+", each) for each in owners), pattern
    assert len(PATTERNS) == len(set(PATTERNS))


def test_every_plan_has_reviewers_of_its_own() -> None:
    for path in (ROOT / "plans").glob("*/*/*/plan.yml"):
        _, municipality, _, unit, _ = path.relative_to(ROOT).parts
        assert f"/plans/{municipality}/*/{unit}/" in PATTERNS
    general = ("*", "/plans/", "/data/")
    specific = set().union(*(tracked("--ignored", f"--exclude={each}") for each in PATTERNS if each not in general))
    assert tracked("plans", "data") - specific == set()


def test_units_of_codeowners_are_in_the_organisation() -> None:
    for pattern in PATTERNS:
        found = re.fullmatch(r"/plans/([\w-]+)/\*/([\w-]+)/", pattern)
        if found and found[2] != "rapporter":
            organisation = (ROOT / "plans" / found[1] / "organisation.yml").read_text(encoding="utf-8")
            assert f"'id': '{found[2]}'" in str(yaml.safe_load(organisation))


def test_both_forges_ask_the_same() -> None:
    github = (ROOT / ".github" / "PULL_REQUEST_TEMPLATE.md").read_text(encoding="utf-8")
    assert github == (ROOT / ".gitlab" / "merge_request_templates" / "Default.md").read_text(encoding="utf-8")
    assert github.count("- [ ] ") == 3
