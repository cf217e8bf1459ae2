"""A plan as it was in the revisions of a line, read from Git when somebody asks: only its own files are read."""

from __future__ import annotations

from collections.abc import Sequence

from handlingsplan.analysis.changes.version import Version, version_of
from handlingsplan.analysis.history import PlanState
from handlingsplan.analysis.line import CommitFacts, Line
from handlingsplan.reading.archive import read_archive
from handlingsplan.reading.kept import Kept
from handlingsplan.sources.repository import Repository


class States:
    """The plans of a line's revisions. Any process may ask, also when the repository has been closed."""

    def __init__(self, commits: Sequence[CommitFacts], repository: Repository, kept: Kept) -> None:
        self._commits = commits
        self._repository = repository
        self._kept = kept
        self._known: dict[tuple[int, str], PlanState | None] = {}

    def at(self, number: int, path: str, numbers: Sequence[int]) -> PlanState | None:
        """Give the plan of a file as it was after a revision, and read it as it was after others (`numbers`) too."""
        if (number, path) not in self._known:
            with self._repository.reopened() as repository:
                line = Line(self._commits, lambda commit: self._read(repository, commit, path))
                self._known.update({(each, path): _only(line.version(each)) for each in {number, *numbers}})
        return self._known[number, path]

    def _read(self, repository: Repository, commit: CommitFacts, path: str) -> Version:
        folder = path.rpartition("/")[0]
        organisation = "/".join([*folder.split("/")[:2], "organisation.yml"])
        return version_of(*read_archive(repository.within(commit.id, (folder, organisation)), self._kept))


def _only(version: Version) -> PlanState | None:
    homes = version.archive.municipalities
    return next((PlanState(plan, home.organisation) for home in homes for plan in home.plans), None)
