"""A plan as it was in a revision of a line, read from Git when somebody asks: only its own files are read."""

from __future__ import annotations

from collections.abc import Sequence

from handlingsplan.analysis.history import PlanState
from handlingsplan.analysis.line import CommitFacts
from handlingsplan.reading.kept import Kept
from handlingsplan.site.history.lines import line_within
from handlingsplan.sources.repository import Repository


class States:
    """The plans of a line's revisions. Any process may ask, also when the repository has been closed."""

    def __init__(self, commits: Sequence[CommitFacts], repository: Repository, kept: Kept) -> None:
        self._commits = commits
        self._repository = repository
        self._kept = kept
        self._known: dict[tuple[str, str], PlanState | None] = {}

    def at(self, commit: CommitFacts, path: str) -> PlanState | None:
        """Give the plan of a file as it was after a revision."""
        if (commit.id, path) not in self._known:
            folder = path.rpartition("/")[0]
            organisation = "/".join([*folder.split("/")[:2], "organisation.yml"])
            until = self._commits[: self._commits.index(commit) + 1]
            with self._repository.reopened() as repository:
                homes = line_within(repository, until, (folder, organisation), self._kept).last.archive.municipalities
            states = (PlanState(plan, home.organisation) for home in homes for plan in home.plans)
            self._known[commit.id, path] = next(states, None)
        return self._known[commit.id, path]
