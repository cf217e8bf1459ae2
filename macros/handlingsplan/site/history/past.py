"""What is known of earlier versions, and the moment that a site is built of."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from handlingsplan.analysis.changes.version import Version
from handlingsplan.analysis.history import History
from handlingsplan.model.archive import Archive
from handlingsplan.model.audience import Audience
from handlingsplan.reading.kept import Kept
from handlingsplan.reading.tree import Tree
from handlingsplan.site.publisher import Publisher
from handlingsplan.site.warm.keeper import Keeper
from handlingsplan.sources.commits import Commit
from handlingsplan.sources.git_command import GitError
from handlingsplan.sources.repository import Repository
from handlingsplan.sources.worktree import WorkTree
from handlingsplan.text.dates import long_date, parse_date


@dataclass(frozen=True, slots=True)
class Past:
    """What is known of earlier versions. `why_not` says why there is no history; empty when there is one.

    `decided` are the versions that decisions pin, by their numbers as written, and `pins` their commits; those that
    do not exist are `unknown`.
    """

    history: History = field(default_factory=History)
    why_not: str = "webbplatsen är byggd utan den"
    decided: Mapping[str, Version] = field(default_factory=dict)
    unknown: frozenset[str] = frozenset()
    repository_url: str = ""
    pins: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Present:
    """What the history leads to: the files, all that was read of them, and every version that a decision pins."""

    tree: Tree
    archive: Archive
    pins: Sequence[str]


@dataclass(frozen=True, slots=True)
class Moment:
    """An earlier version that the site is built of, and the day it stands for."""

    commit: str
    day: date


@dataclass(slots=True)
class Memory:
    """What is kept from one build to the next: files that were read, the commits until one, and their history."""

    kept: Kept = field(default_factory=Kept)
    listed_until: str = ""
    commits: Sequence[Commit] = ()
    until: Sequence[Commit] = ()
    history: History = field(default_factory=History)


@dataclass(frozen=True, slots=True)
class Asked:
    """What a site is built of and with: a version or the work tree, what earlier builds left, and for whom."""

    moment: Moment | None = None
    repository_url: str = ""
    memory: Memory = field(default_factory=Memory)
    publisher: Publisher = field(default_factory=Publisher)
    audience: Audience = Audience.RESTRICTED
    keeper: Keeper = field(default_factory=Keeper)


def find_moment(root: Path, name: str) -> Moment:
    """Find the version that a day (2026-03-12) or a name in Git stands for. Raises GitError."""
    with Repository(root) as repository:
        try:
            day = parse_date(name)
        except ValueError:
            commit = repository.commit(name)
            return Moment(commit.id, commit.committed.date())
        line = repository.main_line()
        found = next((each for each in line if each.committed.date() <= day), None)
        if found is None:
            raise GitError(_why_no_day(day, line, shallow=repository.is_shallow))
        return Moment(found.id, day)


def _why_no_day(day: date, line: list[Commit], *, shallow: bool) -> str:
    first = f"; den första är från {long_date(line[-1].committed.date())}" if line else ""
    more = "; kopian av förvaret är grund, hämta resten med git fetch --unshallow" if shallow else ""
    return f"det finns ingen incheckad version från {long_date(day)} eller tidigare{first}{more}"


@contextmanager
def tree_at(root: Path, moment: Moment | None) -> Iterator[Tree]:
    """Give the work tree, or the files of an earlier version."""
    if moment is None:
        yield WorkTree(root)
        return
    with Repository(root) as repository:
        yield repository.revision(moment.commit)


def at_forge(past: Past, repository_url: str) -> Past:
    """Give the history with the address that its commits are shown at."""
    return replace(past, repository_url=repository_url)
