"""Thirty revisions of the five documents tell exactly what they are (revisions_told.txt reads like the product)."""

from __future__ import annotations

from pathlib import Path

from analysis.changes.change_cases import told
from sources.repositories import Scripted

from five_documents.revisions_script import revisions, start
from handlingsplan.analysis.changes.comparison import compare_versions
from handlingsplan.analysis.changes.version import version_of
from handlingsplan.reading.archive import read_archive
from handlingsplan.reading.kept import Kept
from handlingsplan.sources.repository import Repository

REPOSITORY = Path(__file__).parents[2]
TOLD = Path(__file__).parent / "revisions_told.txt"


def history(root: Path) -> str:
    """Make the repository and tell every revision, oldest first, as the history tells them."""
    scripted = Scripted(root)
    start(root, REPOSITORY)
    scripted.commit({}, "Planerna som de var")
    for revision in revisions():
        for edit in revision.edits:
            edit(root)
        scripted.commit({}, revision.message)
    pieces = []
    kept = Kept()
    with Repository(root) as repository:
        commits = repository.commits()[::-1]
        versions = [version_of(*read_archive(repository.revision(each.id), kept)) for each in commits]
    for commit, before, after in zip(commits[1:], versions, versions[1:], strict=False):
        pieces.append(f"## {commit.subject}\n\n{told(compare_versions(before, after))}\n")
    return "\n".join(pieces)


def test_thirty_revisions_are_told(tmp_path: Path) -> None:
    said = history(tmp_path / "repo")
    assert said.count("## ") == 30
    assert said == TOLD.read_text("utf-8")
