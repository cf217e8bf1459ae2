"""A line of revisions with only some folders and files in it: what is alone can be read and compared alone."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from handlingsplan.analysis.changes.version import version_of
from handlingsplan.analysis.line import CommitFacts, Line
from handlingsplan.reading.archive import read_archive
from handlingsplan.reading.kept import Kept
from handlingsplan.sources.commits import Commit
from handlingsplan.sources.repository import Repository
from handlingsplan.sources.worktree import FOLDERS

#: Municipalities that are compared together, by their ids: nearly always one.
Homes = tuple[str, ...]


def line_within(repository: Repository, commits: Sequence[CommitFacts], paths: Collection[str], kept: Kept) -> Line:
    """Give a line whose versions have only some folders and files."""
    return Line(commits, lambda commit: version_of(*read_archive(repository.within(commit.id, paths), kept)))


def folders_of(homes: Iterable[str]) -> list[str]:
    """Give the folders that municipalities are read from."""
    return [f"{folder}/{home}" for home in homes for folder in FOLDERS]


def home_of(path: str) -> str:
    """Give the municipality that a file belongs to; of what stands in the place of a whole folder, none."""
    return f"{path}/".split("/")[1]


def changed_homes(commit: Commit) -> list[Homes]:
    """Give the municipalities that a commit changed, each alone but for those that plans may have moved between."""
    changed = sorted({home_of(path) for path in commit.paths})
    came, went = (
        {home_of(path) for path in paths if path.endswith("/plan.yml")} for paths in (commit.added, commit.removed)
    )
    together = came | went if went and came - went | went - came else set()
    groups: list[Homes] = [(home,) for home in changed if home not in together]
    return sorted([*groups, tuple(sorted(together))]) if together else groups
