"""The repository's history for the site: folded once per commit, or the reason why there is none."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from functools import partial
from pathlib import Path

from handlingsplan.analysis.changes.version import Version, version_of
from handlingsplan.analysis.history import History, fold
from handlingsplan.analysis.line import CommitFacts, Line
from handlingsplan.model.archive import Archive
from handlingsplan.reading.archive import read_archive
from handlingsplan.reading.tree import Tree, UnreadableError
from handlingsplan.site.history.past import Asked, Memory, Past, Present
from handlingsplan.site.history.states import States
from handlingsplan.site.warm.kept_steps import KeptSteps
from handlingsplan.sources.git_command import GitError
from handlingsplan.sources.repository import Repository
from handlingsplan.sources.worktree import FOLDERS

_SHALLOW = (
    "kopian av förvaret är grund och saknar äldre versioner; "
    "den som bygger webbplatsen hämtar dem med git fetch --unshallow"
)
_NOTHING = "inget i plans/ eller data/ är incheckat ännu"


def read_past(root: Path, present: Present, asked: Asked, opened: ExitStack) -> Past:
    """Read the history until a moment, by default until now with what is not committed yet, and what is pinned.

    More of its versions can be read as long as `opened` is not closed.
    """
    try:
        repository = opened.enter_context(Repository(root))
        if repository.is_shallow:
            return Past(why_not=_SHALLOW)
        contents = dict(_contents(present.tree))
        repository.know(contents.values())
        history = _history(repository, asked)
        decided = _decided(repository, asked.memory, present.pins)
        if asked.moment is None and history.steps:
            history = _with_uncommitted(history, repository, contents, present.archive, asked.memory)
    except (GitError, OSError) as fault:
        return Past(why_not=str(fault).partition(";")[0])  # what comes after is for those who run commands
    if not history.steps:
        return Past(why_not=_NOTHING)
    known = {pin: version for pin, (version, _) in decided.items() if version is not None}
    commits = {pin: commit for pin, (_, commit) in decided.items()}
    return Past(history, "", known, frozenset(decided.keys() - known.keys()), pins=commits)


def _with_uncommitted(
    history: History, repository: Repository, contents: Mapping[str, bytes], archive: Archive, memory: Memory
) -> History:
    """Give a history with what is not committed yet; only the municipalities that have any of it are read."""
    differing = repository.differing(history.line.commits[-1].id, contents)
    if not differing:
        return history
    homes = {path.split("/")[1] for path in differing}
    folders = [f"{folder}/{home}" for home in homes for folder in FOLDERS]
    read = lambda commit: version_of(*read_archive(repository.within(commit.id, folders), memory.kept))  # noqa: E731
    here = Archive(tuple(each for each in archive.municipalities if each.id in homes))
    return history.with_uncommitted(Line(history.line.commits, read).last, here)


def _contents(tree: Tree) -> Iterator[tuple[str, bytes]]:
    for path in tree.paths():
        try:
            yield path, tree.read(path)
        except UnreadableError:
            continue


def read_unknown(root: Path, pins: Sequence[str]) -> frozenset[str]:
    """Give the pinned versions that do not exist, without reading any history; none where that cannot be known."""
    if not pins:
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


def _history(repository: Repository, asked: Asked) -> History:
    memory, keeper = asked.memory, asked.keeper
    commit = repository.revision(asked.moment.commit if asked.moment else "HEAD").commit
    if memory.until != commit or keeper.is_keeping:
        line = Line(reversed(repository.main_line(commit)), partial(_version, repository, memory))
        kept = KeptSteps(keeper, States(line.commits, repository, memory.kept))
        memory.history = fold(line, kept.revise if keeper.is_keeping else None)
        memory.until = commit
    return memory.history


def _version(repository: Repository, memory: Memory, commit: CommitFacts) -> Version:
    if repository.is_closed:
        with repository.reopened() as again:
            return _version(again, memory, commit)
    return version_of(*read_archive(repository.revision(commit.id), memory.kept))


def _decided(repository: Repository, memory: Memory, pins: Iterable[str]) -> dict[str, tuple[Version | None, str]]:
    """Give each version that is pinned, and its commit; None and nothing where there is no such version."""
    found: dict[str, tuple[Version | None, str]] = {}
    for pin in pins:
        try:
            commit = repository.commit(pin)
            found[pin] = _version(repository, memory, commit), commit.id
        except GitError:
            found[pin] = None, ""
    return found
