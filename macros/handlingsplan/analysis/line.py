"""The versions of one line (*huvudgrenen*), oldest first, each read when it is first asked for.

A version that cannot be read in part has the documents that were read before it in the place of those.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from typing import Protocol

from handlingsplan.analysis.changes.version import Version
from handlingsplan.analysis.gaps import carried, owners_of
from handlingsplan.model.archive import Archive


class CommitFacts(Protocol):
    """What the history tells of a commit."""

    @property
    def id(self) -> str:
        """What it is called in Git."""
        ...

    @property
    def parents(self) -> tuple[str, ...]:
        """The commits that it follows; a merge has several."""
        ...

    @property
    def author(self) -> str:
        """Who made it, as committed."""
        ...

    @property
    def committed(self) -> datetime:
        """When it was committed."""
        ...

    @property
    def subject(self) -> str:
        """The first line of its message."""
        ...

    @property
    def body(self) -> str:
        """The rest of its message."""
        ...


class Line:
    """Commits, and by their numbers their versions."""

    def __init__(
        self, commits: Iterable[CommitFacts] = (), read: Callable[[CommitFacts], Version] | None = None
    ) -> None:
        """Begin with nothing read. `read` gives a version with what could not be read of it."""
        self.commits: Sequence[CommitFacts] = tuple(commits)
        self._read = read
        self._as_read: dict[int, Version] = {}
        self._carried: dict[int, Version] = {}

    @classmethod
    def of(cls, revisions: Iterable[tuple[CommitFacts, Version]]) -> Line:
        """Give a line of what has been read."""
        found = cls()
        known = list(revisions)
        found.commits = tuple(commit for commit, _ in known)
        found._as_read = dict(enumerate(version for _, version in known))
        return found

    def as_read(self, number: int) -> Version:
        """Give a version as it is in its revision; one of nothing before the first."""
        if number < 0:
            return Version(Archive())
        if number not in self._as_read:
            assert self._read is not None  # noqa: S101  (else all has been read)
            self._as_read[number] = self._read(self.commits[number])
        return self._as_read[number]

    def version(self, number: int) -> Version:
        """Give a version with the earlier document in the place of each that could not be read."""
        whole = number
        while whole not in self._carried and owners_of(self.as_read(whole)):
            whole -= 1
        for each in range(whole, number + 1):
            if each not in self._carried:
                before = self._carried[each - 1].archive if each - 1 in self._carried else Archive()
                self._carried[each] = Version(carried(before, self.as_read(each)))
        return self._carried[number]

    @property
    def last(self) -> Version:
        """The latest version."""
        return self.version(len(self.commits) - 1)
