"""The revisions of everything, folded to what each of them changed: for the whole and for each plan.

The revisions are those of one line, oldest first, so that each is compared with the one before it. What cannot
be read in a revision is a gap: it is told with its reason, and the next comparison goes over it, document by
document.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from handlingsplan.analysis.changes.change import Change, ChangeKind
from handlingsplan.analysis.changes.comparison import compare_versions
from handlingsplan.analysis.changes.consequences import Consequence, Level
from handlingsplan.analysis.changes.version import Version
from handlingsplan.analysis.effects import plan_effects
from handlingsplan.analysis.gaps import new_gaps, owner_of, plans_within
from handlingsplan.analysis.line import CommitFacts, Line
from handlingsplan.analysis.narrowing import narrowed
from handlingsplan.model.archive import Archive, PlanDocument
from handlingsplan.model.effect import Effect
from handlingsplan.model.organisation import Organisation
from handlingsplan.text.places import Problem
from handlingsplan.text.quantities import Dimension, Quantity, money


@dataclass(frozen=True, slots=True)
class Step:
    """A revision: its commit (None: not committed yet), all that it changed, and what could not be read in it.

    `paths` are the files that its changes are of.
    """

    commit: CommitFacts | None
    paths: frozenset[str]
    changes: tuple[Change, ...]
    consequences: tuple[Consequence, ...]
    gaps: tuple[Problem, ...] = ()

    @property
    def day(self) -> date | None:
        """The day it was committed, by the clock of the one who did it."""
        return self.commit.committed.date() if self.commit else None


@dataclass(frozen=True, slots=True)
class PlanState:
    """A plan at one moment, with the organisation that its effects are computed by."""

    plan: PlanDocument
    organisation: Organisation


@dataclass(frozen=True, slots=True)
class ActionAmounts:
    """What an action gave at one moment, in kronor: of an interval its lower end."""

    name: str
    this_year: Quantity | None
    full_year: Quantity | None


@dataclass(frozen=True, slots=True)
class PlanFigures:
    """What is told of a plan as it was without looking at the whole of it: its actions by id, and its follow-ups."""

    year: int
    amounts: Mapping[str, ActionAmounts]
    follow_ups: tuple[date, ...]


@dataclass(frozen=True, slots=True)
class PlanStep:
    """A revision that changed a plan: how it was after it, and its part of what changed."""

    step: Step
    path: str
    state: PlanState | None
    figures: PlanFigures | None
    changes: tuple[Change, ...]
    consequences: tuple[Consequence, ...]
    gap: Problem | None = None


@dataclass(frozen=True, slots=True)
class Revised:
    """A revision with each plan's part of it, and the earlier files of the plans that got another address."""

    step: Step
    parts: tuple[PlanStep, ...]
    moves: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class History:
    """All revisions, oldest first, and for each plan that there is or was (by its file) those that changed it.

    `pending` is what is not committed yet, with its part of each plan in `pending_plans`.
    """

    steps: tuple[Step, ...] = ()
    plans: dict[str, tuple[PlanStep, ...]] = field(default_factory=dict)
    pending: Step | None = None
    pending_plans: dict[str, PlanStep] = field(default_factory=dict)
    line: Line = field(default_factory=Line)

    def of_plan(self, plan: PlanDocument) -> tuple[PlanStep, ...]:
        """Give the revisions that changed a plan, oldest first; what is not committed yet is the last."""
        return self.of_file(plan.facts.path)

    def of_file(self, path: str) -> tuple[PlanStep, ...]:
        """Give the revisions that changed the plan of a file."""
        steps = self.plans.get(path, ())
        if self.pending is None:
            return steps
        steps = steps or self.plans.get(_moves(self.pending).get(path, ""), ())
        mine = self.pending_plans.get(path)
        return (*steps, mine) if mine else steps

    def changing(self, path: str) -> tuple[Step, ...]:
        """Give the committed revisions that changed what a file tells of, oldest first."""
        return tuple(each for each in self.steps if path in each.paths)

    def with_uncommitted(self, last: Version, archive: Archive) -> History:
        """Give the history with what a work tree holds and its last version has not; it was read without errors.

        Municipalities that are the same may be left out of both.
        """
        found = _revised(None, last, Version(archive))
        pending = found.step if found.step.changes else None
        parts = {each.path: each for each in found.parts} if pending else {}
        return replace(self, pending=pending, pending_plans=parts)

    def until(self, day: date) -> Step | None:
        """Give the last revision on or before a day."""
        return next((each for each in reversed(self.steps) if each.day and each.day <= day), None)


def fold(line: Line, revise: Callable[[Line, int], Revised] | None = None) -> History:
    """Fold the revisions of a line in one pass. `revise` gives what each changed, by its number."""
    found = [(revise or compare_revision)(line, number) for number in range(len(line.commits))]
    plans = {path: tuple(parts) for path, parts in by_plan(found).items()}
    return History(tuple(each.step for each in found), plans, line=line)


def by_plan(revisions: Iterable[Revised]) -> dict[str, list[PlanStep]]:
    """Give for each plan, by its file at last, the revisions that changed it."""
    plans: dict[str, list[PlanStep]] = {}
    for found in revisions:
        for new, old in found.moves.items():
            plans[new] = plans.pop(old, [])
        for part in found.parts:
            plans.setdefault(part.path, []).append(part)
    return plans


def compare_revision(line: Line, number: int) -> Revised:
    """Compare a revision of a line with the one before it."""
    read, before = line.as_read(number), line.as_read(number - 1)
    gaps = new_gaps(read, before.faults.values())
    return _revised(line.commits[number], line.version(number - 1), line.version(number), gaps)


def _revised(commit: CommitFacts | None, before: Version, after: Version, gaps: tuple[Problem, ...] = ()) -> Revised:
    found = compare_versions(*narrowed(before, after))
    paths = frozenset(each.subject.path for each in found.changes)
    step = Step(commit, paths, found.changes, found.consequences, gaps)
    return Revised(step, tuple(_plan_steps(step, before, after)), _moves(step))


def _plan_steps(step: Step, before: Version, after: Version) -> Iterator[PlanStep]:
    """Give each plan's part of a revision: its own changes, what its sums move, and why it could not be read."""
    changes: dict[str, list[Change]] = {}
    for change in step.changes:
        if change.subject.path.endswith("/plan.yml"):
            changes.setdefault(change.subject.path, []).append(change)
    moved: dict[str, list[Consequence]] = {}
    for each in step.consequences:
        if each.level is Level.UNIT:
            moved.setdefault(each.path, []).append(each)
    gaps = _plan_gaps(step.gaps, before)
    homes = ((home, plan) for home in after.archive.municipalities for plan in home.plans)
    states = {plan.facts.path: PlanState(plan, home.organisation) for home, plan in homes}
    for path in dict.fromkeys([*changes, *moved, *gaps]):
        told, sums = changes.get(path, ()), moved.get(path, ())
        state = states.get(path)
        figures = _figures(state) if state else None
        yield PlanStep(step, path, state, figures, tuple(told), tuple(sums), gaps.get(path))


def _figures(state: PlanState) -> PlanFigures:
    amounts = {
        each.action.id: ActionAmounts(each.action.name, _low(each.this_year), _low(each.full_year))
        for each in plan_effects(state.plan, state.organisation)
    }
    return PlanFigures(state.plan.year, amounts, tuple(each.day for each in state.plan.follow_ups))


def _low(effect: Effect | None) -> Quantity | None:
    return money(effect.low.value) if effect and effect.dimension is Dimension.MONEY else None


def _plan_gaps(gaps: Sequence[Problem], before: Version) -> dict[str, Problem]:
    found: dict[str, Problem] = {}
    for problem in gaps:
        for path in plans_within(owner_of(problem), before.archive):
            found.setdefault(path, problem)
    return found


def _moves(step: Step) -> dict[str, str]:
    """Give the files of the plans that got another address, with their earlier files."""
    pairs = [each.leaves[:2] for each in step.changes if each.kind is ChangeKind.PLAN_MOVED]
    return {"/".join((*new, "plan.yml")): "/".join((*old, "plan.yml")) for old, new in pairs}
