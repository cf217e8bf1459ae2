"""Cases of changes: files before, files after (those that differ), and the sentences that tell it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from reading.memory import ORGANISATION, PLAN, TEXT, Memory

from handlingsplan.analysis.changes.comparison import Comparison, compare_versions
from handlingsplan.analysis.changes.version import Version, version_of
from handlingsplan.reading.archive import read_archive

FOLDER = Path(__file__).parent / "cases"
_SHORT = {
    "plan.yml": PLAN,
    "plan.md": TEXT,
    "organisation.yml": "plans/storby/organisation.yml",
    "den andra planen": "plans/storby/2025/81515/plan.yml",
}
_PART = re.compile(r"^--- (före|efter|meningar)(?:: (.+))?\n", re.MULTILINE)


@dataclass(frozen=True)
class Case:
    """One case as its file says it."""

    before: dict[str, str]
    after: dict[str, str]
    sentences: str

    def compared(self) -> Comparison:
        """Compare its two versions."""
        return compare_versions(version(self.before), version(self.after))


def read_case(text: str) -> Case:
    """Read a case: what is not given after is as before, and what is empty after is not there."""
    pieces = _PART.split(text)
    before = {"plans/storby/organisation.yml": ORGANISATION}
    changed: dict[str, str] = {}
    sentences = ""
    for kind, name, body in zip(pieces[1::3], pieces[2::3], pieces[3::3], strict=True):
        if kind == "meningar":
            sentences = body.strip()
        else:
            {"före": before, "efter": changed}[kind][_SHORT.get(name, name)] = body
    after = {path: body for path, body in {**before, **changed}.items() if body.strip()}
    return Case(before, after, sentences)


def version(files: dict[str, str]) -> Version:
    """Read files as a version."""
    return version_of(*read_archive(Memory({path: text.encode() for path, text in files.items()})))


def told(comparison: Comparison) -> str:
    """Give the sentences as a reader meets them: by document, then what it means up the tree."""
    lines: list[str] = []
    subject = None
    for change in comparison.changes:
        if change.subject != subject:
            subject = change.subject
            lines += ["", f"{subject}:"]
        lines.append(f"- {change.sentence}")
    if comparison.consequences:
        lines += ["", "Följder:", *(f"- {each.sentence}" for each in comparison.consequences)]
    return "\n".join(lines).strip().replace("\u00a0", " ") or "Ingen ändring."
