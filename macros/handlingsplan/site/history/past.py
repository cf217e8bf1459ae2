"""The repository's history for the site: folded once per commit, or the reason why there is none."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from handlingsplan.analysis.changes.version import Version, version_of
from handlingsplan.analysis.decided import pinned
from handlingsplan.analysis.history import History, fold
from handlingsplan.analysis.line import Line
from handlingsplan.model.archive import Archive
from handlingsplan.model.audience import Audience
from handlingsplan.reading.archive import read_archive
from handlingsplan.reading.kept import Kept
from handlingsplan.reading.tree import Tree
from handlingsplan.site.publisher import Publisher
from handlingsplan.site.warm.keeper import Keeper
from handlingsplan.sources.commits import Commit
from handlingsplan.sources.git_command import GitError
from handlingsplan.sources.repository import Repository
from handlingsplan.sources.worktree import WorkTree
from handlingsplan.text.dates import long_date, parse_date

_SHALLOW = (
    "kopian av förvaret är grund och saknar äldre versioner; "
    "den som bygger webbplatsen hämtar dem med git fetch --unshallow"
)
_NOTHING = "inget i plans/ eller data/ är incheckat ännu"


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
class Moment:
    """An earlier version that the site is built of, and the day it stands for."""

    commit: str
    day: date


@dataclass(slots=True)
class Memory:
    """What is kept from one build to the next: files that were read, and the history until a commit."""

    kept: Kept = field(default_factory=Kept)
    until: str = ""
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


def read_past(root: Path, archive: Archive, memory: Memory, moment: Moment | None = None) -> Past:
    """Read the history until a moment, by default until now with what is not committed yet."""
    try:
        with Repository(root) as repository:
            if repository.is_shallow:
                return Past(why_not=_SHALLOW)
            history = _history(repository, memory, moment.commit if moment else "HEAD")
            decided = _decided(repository, memory, pinned(archive))
    except (GitError, OSError) as fault:
        return Past(why_not=str(fault).partition(";")[0])  # what comes after is for those who run commands
    if not history.steps:
        return Past(why_not=_NOTHING)
    known = {pin: version for pin, (version, _) in decided.items() if version is not None}
    pins = {pin: commit for pin, (_, commit) in decided.items()}
    unknown = frozenset(decided.keys() - known.keys())
    return Past(history if moment else history.with_uncommitted(archive), "", known, unknown, pins=pins)


def read_unknown(root: Path, archive: Archive) -> frozenset[str]:
    """Give the decided versions that do not exist, without reading any history; none where that cannot be known."""
    if not (pins := pinned(archive)):
        return frozenset()
    try:
        with Repository(root) as repository:
            return frozenset() if repository.is_shallow else frozenset(_missing(repository, pins))
    except (GitError, OSError):
        return frozenset()


def _missing(repository: Repository, pins: Iterable[str]) -> Iterator[str]:
    for pin in pins:
        try:
            repository.commit(pin)
        except GitError:
            yield pin


def _history(repository: Repository, memory: Memory, until: str) -> History:
    commit = repository.revision(until).commit
    if memory.until != commit:
        line = Line(reversed(repository.main_line(commit)), lambda each: _version(repository, memory, each.id))
        memory.history = fold(line)
        memory.until = commit
    return memory.history


def _version(repository: Repository, memory: Memory, commit: str) -> Version:
    return version_of(*read_archive(repository.revision(commit), memory.kept))


def _decided(repository: Repository, memory: Memory, pins: Iterable[str]) -> dict[str, tuple[Version | None, str]]:
    """Give each version that is pinned, and its commit; None and nothing where there is no such version."""
    found: dict[str, tuple[Version | None, str]] = {}
    for pin in pins:
        try:
            commit = repository.commit(pin).id
            found[pin] = _version(repository, memory, commit), commit
        except GitError:
            found[pin] = None, ""
    return found


def at_forge(past: Past, repository_url: str) -> Past:
    """Give the history with the address that its commits are shown at."""
    return replace(past, repository_url=repository_url)
