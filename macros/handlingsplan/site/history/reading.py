"""The repository's history for the site: folded once per commit, or the reason why there is none."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, suppress
from functools import partial
from pathlib import Path

from handlingsplan.analysis.changes.version import Version, version_of
from handlingsplan.analysis.history import History, fold
from handlingsplan.analysis.line import CommitFacts, Line
from handlingsplan.model.archive import Archive
from handlingsplan.reading.archive import read_archive
from handlingsplan.reading.kept import Kept
from handlingsplan.reading.tree import Tree, Within, contents_of
from handlingsplan.site.forking import forked_map
from handlingsplan.site.history.lines import Homes, folders_of, home_of, line_within
from handlingsplan.site.history.past import Asked, Memory, Past, Present
from handlingsplan.site.history.states import States
from handlingsplan.site.warm.kept_steps import KeptSteps
from handlingsplan.site.warm.readings import KeptReadings
from handlingsplan.sources.commits import Commit
from handlingsplan.sources.git_command import GitError
from handlingsplan.sources.repository import Repository

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
        contents = dict(contents_of(present.tree))
        repository.know(contents.values())
        history = _history(repository, present.tree, asked)
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
    homes = {home_of(path) for path in differing}
    here = Archive(tuple(each for each in archive.municipalities if each.id in homes))
    line = line_within(repository, history.line.commits, folders_of(homes), memory.kept)
    return history.with_uncommitted(line.last, here)


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


def read_ahead(root: Path, tree: Tree, asked: Asked) -> None:
    """Read and compare what no earlier build has, by municipalities and all cores, and leave it in the store.

    What cannot be done so is done when it is asked for.
    """
    if not asked.keeper.is_keeping:
        return
    with suppress(GitError, OSError), Repository(root) as repository:
        if not repository.is_shallow:
            steps = _kept_steps(repository, tree, asked, _main_line(repository, asked))
            work = partial(asked.keeper.apart, partial(_compare, steps))
            for found in forked_map(work, steps.missing(), least=1, apart=True):
                asked.keeper.take(found)


def _compare(steps: KeptSteps, homes: Homes) -> None:
    with suppress(GitError, OSError):
        steps.compare(homes)


def _history(repository: Repository, tree: Tree, asked: Asked) -> History:
    memory = asked.memory
    commits = _main_line(repository, asked)
    if memory.until != commits or asked.keeper.is_keeping:
        line = Line(commits, partial(_version, repository, memory))
        steps = _kept_steps(repository, tree, asked, commits) if asked.keeper.is_keeping else None
        memory.history = fold(line, steps.revise if steps else None)
        memory.until = commits
    return memory.history


def _main_line(repository: Repository, asked: Asked) -> Sequence[Commit]:
    """Give the commits until the moment that is asked for, oldest first. They are listed again when it moves."""
    commit = repository.revision(asked.moment.commit if asked.moment else "HEAD").commit
    if asked.memory.listed_until != commit:
        asked.memory.commits = tuple(reversed(repository.main_line(commit)))
        asked.memory.listed_until = commit
    return asked.memory.commits


def _kept_steps(repository: Repository, tree: Tree, asked: Asked, commits: Sequence[Commit]) -> KeptSteps:
    @contextmanager
    def opened(some: Sequence[Commit], homes: Homes, is_new: bool) -> Iterator[Line]:
        """Open a line of some municipalities. New ones are read as they are, too, which leaves them for the build."""
        here, kept = Within(tree, folders_of(homes)), Kept()
        if is_new:
            read_archive(here, KeptReadings(kept, asked.keeper))
        with repository.reopened() as again:
            again.know(content for _, content in contents_of(here))
            yield line_within(again, some, folders_of(homes), KeptReadings(kept, asked.keeper, leaves=False))

    return KeptSteps(asked.keeper, commits, opened, States(commits, repository, asked.memory.kept))


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
