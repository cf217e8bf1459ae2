"""What each revision changed, kept from one build to the next by its commit: it never changes.

It is compared and kept municipality by municipality. So the first build can share the work, a new commit costs only
the municipalities that it changed, and no process need hold more than one of them as it was in all revisions. The
steps of the history are known by what they touch, and the rest is fetched when it is looked at.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from functools import lru_cache, partial
from itertools import chain
from typing import Any

from handlingsplan.analysis.decided import looked_back_to
from handlingsplan.analysis.history import PlanState, PlanStep, Revised, Step, by_plan, compare_revision
from handlingsplan.analysis.line import CommitFacts, Line
from handlingsplan.model.archive import PlanDocument
from handlingsplan.model.asked import Name
from handlingsplan.site.history.lines import Homes, changed_homes
from handlingsplan.site.history.states import States
from handlingsplan.site.warm.compact import as_bytes
from handlingsplan.site.warm.keeper import Keeper, Made
from handlingsplan.site.warm.unread import Packed, unread
from handlingsplan.sources.commits import Commit
from handlingsplan.text.places import Problem

#: Opens a line of some commits with some municipalities in it, of which nothing may be kept yet.
Open = Callable[[Sequence[Commit], Homes, bool], AbstractContextManager[Line]]
#: Of how many revisions of a municipality what has been fetched is held: its plans ask one after the other.
_MOST = 200
#: What is fetched of a revision: what it changed in all, and of each plan.
_Rest = tuple[Packed, Mapping[str, Packed]]


@dataclass(frozen=True, slots=True)
class _Outline:
    """What is known of a revision at once: the files that changed, what could not be read, and what moved."""

    paths: frozenset[str]
    gaps: tuple[Problem, ...]
    parts: Mapping[str, Problem | None]
    moves: Mapping[str, str]


class KeptSteps:
    """The revisions of one line, oldest first. A plan as it was that is not kept is read as `states`."""

    def __init__(self, keeper: Keeper, commits: Sequence[Commit], open_line: Open, states: States) -> None:
        self._keeper = keeper
        self._commits = commits
        self._open = open_line
        self._states = states
        self._fetched = lru_cache(maxsize=_MOST)(self._fetch)
        self._groups = [changed_homes(commit) for commit in commits]
        self._lines = {homes: self._numbers(homes) for homes in dict.fromkeys(chain.from_iterable(self._groups))}

    def _numbers(self, homes: Homes) -> list[int]:
        """Give the numbers of the commits that changed any of some municipalities."""
        touched = [set(chain.from_iterable(groups)) for groups in self._groups]
        return [number for number, each in enumerate(touched) if not each.isdisjoint(homes)]

    def missing(self) -> list[Homes]:
        """Give the municipalities of which there are revisions that have not been compared."""
        return [homes for homes in self._lines if any(self._lacks(homes, number) for number in self._of(homes))]

    def compare(self, homes: Homes) -> None:
        """Compare the revisions of some municipalities that have not been, and keep what they changed."""
        missing = [number for number in self._of(homes) if self._lacks(homes, number)]
        with self._line(homes, is_new=missing == self._of(homes)) as line:
            found = {number: self._compare(line, homes, number) for number in missing}
        self._leave_states(found, [found.get(number) or self._kept(number, [homes]) for number in self._of(homes)])

    def revise(self, _: Line, number: int) -> Revised:
        """Give what a revision changed."""
        for homes in self._groups[number]:
            if self._lacks(homes, number):
                self.compare(homes)
        return self._kept(number, self._groups[number])

    def _of(self, homes: Homes) -> list[int]:
        return [number for number in self._lines[homes] if homes in self._groups[number]]

    def _lacks(self, homes: Homes, number: int) -> bool:
        return self._keeper.find(self._name(homes, number)) is None

    def _name(self, homes: Homes, number: int) -> Name:
        place = self._lines[homes].index(number)
        before = self._commits[self._lines[homes][place - 1]].id if place else ""
        return "revision", f"{before}..{self._commits[number].id} {' '.join(homes)}"

    def _line(self, homes: Homes, *, is_new: bool = False) -> AbstractContextManager[Line]:
        return self._open([self._commits[number] for number in self._lines[homes]], homes, is_new)

    def _compare(self, line: Line, homes: Homes, number: int) -> Revised:
        found = compare_revision(line, self._lines[homes].index(number))
        parts = {each.path: each.gap for each in found.parts}
        outline = _Outline(found.step.paths, found.step.gaps, parts, found.moves)
        self._keeper.keep(self._name(homes, number), (), outline, [self._keeper.object_of(_rest(found))])
        return found

    def _leave_states(self, found: Mapping[int, Revised], revisions: Iterable[Revised]) -> None:
        """Keep the plans as they were that their present versions may be held against."""
        new = {id(part) for revised in found.values() for part in revised.parts}
        for steps in by_plan(revisions).values():
            for each in looked_back_to(steps) if id(steps[-1]) in new else ():
                if each.state and each.step.commit and id(each) in new:
                    objects = [
                        self._keeper.object_of(part) for part in (_contents(each.state), each.state.organisation)
                    ]
                    self._keeper.keep(_state(each.step.commit, each.path), (), None, objects)

    def _kept(self, number: int, groups: Sequence[Homes]) -> Revised:
        """Give what a revision changed in some municipalities, to be fetched when it is looked at."""
        fetches = [partial(self._fetched, homes, number) for homes in groups]
        outlines = [self._made(homes, number).value for homes in groups]
        commit = self._commits[number]
        for path in chain.from_iterable(each.parts for each in outlines):
            self._keeper.find(_state(commit, path))  # what is kept of it stays, whether anybody looks at it or not
        paths = frozenset(chain.from_iterable(each.paths for each in outlines))
        gaps = tuple(chain.from_iterable(each.gaps for each in outlines))
        step = unread(Step, {"commit": commit, "paths": paths, "gaps": gaps}, lambda _: _together(fetches))
        parts = [
            unread(PlanStep, {"step": step, "path": path, "gap": gap}, partial(self._part, commit, path, fetch))
            for outline, fetch in zip(outlines, fetches, strict=True)
            for path, gap in outline.parts.items()
        ]
        return Revised(step, tuple(parts), {new: old for each in outlines for new, old in each.moves.items()})

    def _made(self, homes: Homes, number: int) -> Made:
        made = self._keeper.find(self._name(homes, number))
        assert made is not None  # noqa: S101  (it has been compared)
        return made

    def _fetch(self, homes: Homes, number: int) -> _Rest:
        """Give what is kept of a revision; what is gone is compared and kept anew."""
        found: _Rest | None = self._keeper.load(self._made(homes, number).objects[0])
        if found is None:
            with self._line(homes) as line:
                found = _rest(self._compare(line, homes, number))
        return found

    def _part(self, commit: Commit, path: str, fetch: Callable[[], _Rest], field: str) -> Mapping[str, Any]:
        return {"state": self._state(commit, path)} if field == "state" else fetch()[1][path].value()

    def _state(self, commit: Commit, path: str) -> PlanState | None:
        made = self._keeper.find(_state(commit, path))
        contents, organisation = (self._keeper.load(each) for each in made.objects) if made else (None, None)
        if contents is None or organisation is None:
            return self._states.at(commit, path)
        _, home, year, unit, _ = path.split("/")
        placement = next(each for each in organisation.placements() if each.unit.id == unit)
        return PlanState(PlanDocument(home, int(year), unit, placement=placement, **contents), organisation)


def _state(commit: CommitFacts, path: str) -> Name:
    return "state", f"{commit.id}:{path}"


def _contents(state: PlanState) -> Mapping[str, Any]:
    """Give what a plan's files say, as it is written of what has been read: most often that is the same object."""
    return {name: getattr(state.plan, name) for name in ("plan", "facts", "narrative", "follow_ups")}


def _rest(found: Revised) -> _Rest:
    """Give what is no part of the outline: what changed, in all and of each plan."""
    told = ("changes", "consequences", "figures")
    parts = {each.path: _packed(each, told) for each in found.parts}
    return _packed(found.step, told[:2]), parts


def _packed(of: object, names: Iterable[str]) -> Packed:
    return Packed(as_bytes({name: getattr(of, name) for name in names}))


def _together(fetches: Iterable[Callable[[], _Rest]]) -> Mapping[str, Any]:
    """Give what changed in all municipalities, as if they had been compared together."""
    whole = [fetch()[0].value() for fetch in fetches]
    return {name: tuple(chain.from_iterable(each[name] for each in whole)) for name in ("changes", "consequences")}
