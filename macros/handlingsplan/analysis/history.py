"""The revisions of everything, folded to what each of them changed: for the whole and for each plan.

The revisions are those of one line, oldest first, so that each is compared with the one before it. What cannot
be read in a revision is a gap: it is told with its reason, and the next comparison goes over it, document by
document.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Protocol

from handlingsplan.analysis.changes.change import Change, ChangeKind
from handlingsplan.analysis.changes.comparison import compare_versions
from handlingsplan.analysis.changes.consequences import Consequence, Level
from handlingsplan.analysis.changes.version import Version
from handlingsplan.analysis.gaps import carried, new_gaps, owner_of, plans_within
from handlingsplan.analysis.narrowing import narrowed
from handlingsplan.model.archive import Archive, PlanDocument
from handlingsplan.model.organisation import Organisation
from handlingsplan.text.places import Problem


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


@dataclass(frozen=True, slots=True)
class Step:
    """A revision: its commit (None: not committed yet), all that it changed, and what could not be read in it."""

    commit: CommitFacts | None
    version: Version
    changes: tuple[Change, ...]
    consequences: tuple[Consequence, ...]
    gaps: tuple[Problem, ...] = ()

    @property
    def day(self) -> date | None:
        """The day it was committed, by the clock of the one who did it."""
        return self.commit.committed.date() if self.commit else None

    def plan_at(self, path: str) -> PlanState | None:
        """Give the plan of a file as it was after the revision."""
        for municipality in self.version.archive.municipalities:
            for plan in municipality.plans:
                if plan.facts.path == path:
                    return PlanState(plan, municipality.organisation)
        return None


@dataclass(frozen=True, slots=True)
class PlanState:
    """A plan at one moment, with the organisation that its effects are computed by."""

    plan: PlanDocument
    organisation: Organisation


@dataclass(frozen=True, slots=True)
class PlanStep:
    """A revision that changed a plan: how it was after it, and its part of what changed."""

    step: Step
    path: str
    state: PlanState | None
    changes: tuple[Change, ...]
    consequences: tuple[Consequence, ...]
    gap: Problem | None = None


@dataclass(frozen=True, slots=True)
class History:
    """All revisions, oldest first, and for each plan that there is or was (by its file) those that changed it.

    `pending` is what is not committed yet, with its part of each plan in `pending_plans`.
    """

    steps: tuple[Step, ...] = ()
    plans: dict[str, tuple[PlanStep, ...]] = field(default_factory=dict)
    pending: Step | None = None
    pending_plans: dict[str, PlanStep] = field(default_factory=dict)

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
        return tuple(each for each in self.steps if any(change.subject.path == path for change in each.changes))

    @property
    def last(self) -> Version:
        """The latest committed version; one of nothing where there is none."""
        return self.steps[-1].version if self.steps else Version(Archive())

    def with_uncommitted(self, archive: Archive) -> History:
        """Give the history with what a work tree holds and no commit has; it was read without errors."""
        step = _step(None, self.last, Version(archive))
        parts = dict(_plan_steps(step, self.last)) if step.changes else {}
        return replace(self, pending=step if step.changes else None, pending_plans=parts)

    def until(self, day: date) -> Step | None:
        """Give the last revision on or before a day."""
        return next((each for each in reversed(self.steps) if each.day and each.day <= day), None)


def fold(revisions: Iterable[tuple[CommitFacts, Version]]) -> History:
    """Fold the revisions of one line, oldest first, in one pass."""
    steps: list[Step] = []
    plans: dict[str, list[PlanStep]] = {}
    before = Version(Archive())
    faults: set[Problem] = set()
    for commit, read in revisions:
        step = _step(commit, before, read, faults)
        for new, old in _moves(step).items():
            plans[new] = plans.pop(old, [])
        for path, part in _plan_steps(step, before):
            plans.setdefault(path, []).append(part)
        steps.append(step)
        before, faults = step.version, set(read.faults.values())
    return History(tuple(steps), {path: tuple(parts) for path, parts in plans.items()})


def _step(commit: CommitFacts | None, before: Version, read: Version, known: Iterable[Problem] = ()) -> Step:
    after = Version(carried(before.archive, read))
    found = compare_versions(*narrowed(before, after))
    return Step(commit, after, found.changes, found.consequences, new_gaps(read, known))


def _plan_steps(step: Step, before: Version) -> Iterator[tuple[str, PlanStep]]:
    """Give each plan's part of a revision: its own changes, what its sums move, and why it could not be read."""
    changes: dict[str, list[Change]] = {}
    for change in step.changes:
        if change.subject.path.endswith("/plan.yml"):
            changes.setdefault(change.subject.path, []).append(change)
    moved: dict[str, list[Consequence]] = {}
    for each in step.consequences:
        if each.level is Level.UNIT:
            moved.setdefault(_file_of(each), []).append(each)
    gaps = _plan_gaps(step.gaps, before)
    for path in dict.fromkeys([*changes, *moved, *gaps]):
        told, sums = changes.get(path, ()), moved.get(path, ())
        yield path, PlanStep(step, path, step.plan_at(path), tuple(told), tuple(sums), gaps.get(path))


def _file_of(consequence: Consequence) -> str:
    return next((plan.facts.path for plan, _ in (*consequence.after.known, *consequence.before.known)), "")


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
