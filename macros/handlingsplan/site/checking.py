"""What `handlingsplan check` tells: every problem of a checkout, the same ones as the site is built with.

What is about to be committed is read by the same reader.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from heapq import heapreplace
from pathlib import Path

from handlingsplan.analysis.reminders import Awaited, awaited, reminder_lines
from handlingsplan.reading.decoding import identity_problems
from handlingsplan.reading.folders import read_path
from handlingsplan.reading.tree import Tree, UnreadableError
from handlingsplan.site.forking import forked_map, processes
from handlingsplan.site.history.past import Past, Present
from handlingsplan.site.history.reading import read_unknown
from handlingsplan.site.publication import read_publication
from handlingsplan.site.shared_readings import SharedReadings
from handlingsplan.sources.repository import Repository
from handlingsplan.sources.revision import Stored
from handlingsplan.sources.worktree import WorkTree
from handlingsplan.text.identity_numbers import masked
from handlingsplan.text.places import Problem

#: How much of a municipality's check is done by one process, also where its documents are shared.
_ALONE = 0.1


@dataclass(frozen=True, slots=True)
class Checked:
    """Every problem, and what somebody should be reminded of, line by line.

    A reminder is no problem: nobody's change has made it, only the calendar.
    """

    problems: list[Problem]
    reminders: tuple[str, ...] = ()


def check_tree(root: Path, today: date) -> list[Problem]:
    """Read and check plans/ and data/ below a folder; give every problem, handled remarks included."""
    return check_day(root, today).problems


def check_day(root: Path, today: date) -> Checked:
    """Check as `check_tree`, and tell which follow-ups are waited for on the day."""
    return _checked(WorkTree(root), root, today)


def check_staged(root: Path, today: date) -> Checked:
    """Check what is about to be committed as if it were the work tree, without reminders. Raises GitError."""
    with Repository(root) as repository:
        index = repository.index()
        problems = [*_checked(index, root, today).problems, *_in_hidden(index)]
    return Checked(sorted(problems, key=lambda problem: problem.sort_key))


def _checked(tree: Tree, root: Path, today: date) -> Checked:
    """Check every municipality by itself: nothing in one is held against another, so any process can do any."""
    parts = sorted(_parts(tree), key=lambda part: len(part.chosen), reverse=True)
    check = partial(_check_part, root, today)
    within = shared_within([len(part.chosen) for part in parts], processes())
    found = [*map(check, parts[:within]), *forked_map(check, parts[within:], least=1)]
    problems = sorted((each for problems, _ in found for each in problems), key=lambda problem: problem.sort_key)
    return Checked(problems, tuple(reminder_lines([each for _, awaited in found for each in awaited])))


def shared_within(sizes: Sequence[int], count: int) -> int:
    """Give how many municipalities, from the largest, are best checked one by one, shared document by document.

    The others are taken by one process each: nothing of theirs is done by one alone, but the last leaves others idle.
    """

    def lasts(within: int) -> float:
        loads = [0] * count
        for size in sizes[within:]:
            heapreplace(loads, loads[0] + size)
        return max(loads) + sum(sizes[:within]) * (_ALONE + (1 - _ALONE) / count)

    return min(range(len(sizes) + 1), key=lasts)


@dataclass(frozen=True, slots=True)
class _Part:
    """Some files of a tree."""

    tree: Tree
    chosen: tuple[str, ...]

    def paths(self) -> Sequence[str]:
        """Give the paths of these files."""
        return self.chosen

    def read(self, path: str) -> bytes:
        """Give a file's bytes."""
        return self.tree.read(path)


def _parts(tree: Tree) -> Iterator[_Part]:
    """Give the files of each municipality, by the second folder of their paths; and what else there is."""
    found: dict[str, list[str]] = {}
    for path in tree.paths():
        found.setdefault("/".join(path.split("/")[1:2]), []).append(path)
    for paths in found.values():
        yield _Part(tree, tuple(paths))


def _check_part(root: Path, today: date, tree: Tree) -> tuple[list[Problem], list[Awaited]]:
    publication = read_publication(tree, today, partial(_unknown_versions, root), SharedReadings(), is_shown=False)
    return list(publication.problems), awaited(publication.library.archive, today)


def _in_hidden(index: Stored) -> Iterator[Problem]:
    """Tell of personal identity numbers in files that are no plans, but would be in history all the same."""
    for path in index.hidden():
        name = masked(path)
        if name != path and isinstance(problem := read_path(path), Problem):
            yield problem
        try:
            text = index.read(path).decode("utf-8", "replace")
        except UnreadableError:
            continue  # a link or another repository: Git keeps no text of it
        yield from identity_problems(name, text)


def _unknown_versions(root: Path, present: Present) -> Past:
    return Past(unknown=read_unknown(root, present.pins))
