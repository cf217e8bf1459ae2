"""What each revision changed, kept from one build to the next by its commit: it never changes.

The steps of the history are known by what they touch, and the rest is fetched when it is looked at.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, partial
from typing import Any

from handlingsplan.analysis.history import PlanStep, Revised, Step, compare_revision
from handlingsplan.analysis.line import CommitFacts, Line
from handlingsplan.model.asked import Name
from handlingsplan.site.history.states import States
from handlingsplan.site.warm.keeper import Keeper
from handlingsplan.site.warm.unread import unread
from handlingsplan.text.places import Problem


@dataclass(frozen=True, slots=True)
class _Outline:
    """What is known of a revision at once: the files that changed, what could not be read, and what moved."""

    paths: frozenset[str]
    gaps: tuple[Problem, ...]
    parts: Mapping[str, Problem | None]
    moves: Mapping[str, str]


class KeptSteps:
    """The revisions of one line. What a kept one does not hold, its plans as they were, is read as `states`."""

    def __init__(self, keeper: Keeper, states: States) -> None:
        self._keeper = keeper
        self._states = states
        self._numbers: dict[str, list[int]] = {}

    def revise(self, line: Line, number: int) -> Revised:
        """Give what a revision changed."""
        name = _name(line, number)
        made = self._keeper.find(name)
        if made is None:
            found = compare_revision(line, number)
            self._leave(name, found)
        else:
            fetch = cache(partial(self._fetch, name, made.objects[0], line, number))
            found = self._unread(made.value, line.commits[number], number, fetch)
        for part in found.parts:
            self._numbers.setdefault(part.path, []).append(number)
        return found

    def _leave(self, name: Name, found: Revised) -> None:
        parts = {each.path: each.gap for each in found.parts}
        outline = _Outline(found.step.paths, found.step.gaps, parts, found.moves)
        self._keeper.keep(name, (), outline, [self._keeper.object_of(_rest(found))])

    def _unread(self, outline: _Outline, commit: CommitFacts, number: int, fetch: Any) -> Revised:
        known = {"commit": commit, "paths": outline.paths, "gaps": outline.gaps}
        step = unread(Step, known, lambda _: fetch()[0])
        parts = [
            unread(PlanStep, {"step": step, "path": path, "gap": gap}, partial(self._part, number, path, fetch))
            for path, gap in outline.parts.items()
        ]
        return Revised(step, tuple(parts), outline.moves)

    def _fetch(self, name: Name, kept: str, line: Line, number: int) -> Any:
        """Give what is kept of a revision; what is gone is compared and kept anew."""
        found = self._keeper.load(kept)
        if found is None:
            revised = compare_revision(line, number)
            self._leave(name, revised)
            found = _rest(revised)
        return found

    def _part(self, number: int, path: str, fetch: Any, field: str) -> Mapping[str, Any]:
        if field == "state":
            return {"state": self._states.at(number, path, self._numbers[path])}
        found: Mapping[str, Any] = fetch()[1][path]
        return found


def _name(line: Line, number: int) -> Name:
    before = line.commits[number - 1].id if number else ""
    return "revision", f"{before}..{line.commits[number].id}"


def _rest(found: Revised) -> tuple[Mapping[str, Any], Mapping[str, Mapping[str, Any]]]:
    """Give what is no part of the outline: what changed, in all and of each plan."""
    told = ("changes", "consequences", "figures")
    parts = {each.path: {name: getattr(each, name) for name in told} for each in found.parts}
    return {name: getattr(found.step, name) for name in told[:2]}, parts
