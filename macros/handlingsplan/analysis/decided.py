"""Which version of a plan was decided, and what has changed in the plan since then."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from handlingsplan.analysis.changes.change import Change, ChangeKind
from handlingsplan.analysis.changes.plans import plan_changes, plan_location, plan_pair
from handlingsplan.analysis.history import PlanState, PlanStep
from handlingsplan.model.archive import Archive, PlanDocument, ReportDocument
from handlingsplan.model.decision import Decision, DecisionKind
from handlingsplan.text.places import Problem, remark
from handlingsplan.text.vocabulary import swedish

#: Decisions after which the plan is the one that the committee had before it.
_DECIDING = (DecisionKind.ADOPTED, DecisionKind.APPROVED, DecisionKind.REVISED)
#: What is written down of the decision itself, and of how it goes: no change of what was decided.
_BESIDE = ("decisions", "status", "decision_date", "case_number", "handlings", "follow_ups")


@dataclass(frozen=True, slots=True)
class Since:
    """A plan as it was and as it is, with what has changed between, each thing once."""

    before: PlanState
    after: PlanState
    changes: tuple[Change, ...]


def since(before: PlanState, after: PlanState) -> Since:
    """Compare a plan with how it was, but for what is written down of its decision and its follow-ups."""
    pair = plan_pair(before.plan, after.plan, after.organisation)
    depth = len(plan_location(after.plan))
    changes = (each for each in plan_changes(pair) if each.kind is not ChangeKind.REMARK)
    return Since(before, after, tuple(each for each in changes if not _is_beside(each, depth)))


def _is_beside(change: Change, depth: int) -> bool:
    return bool(change.leaves) and all(leaf[depth : depth + 1] and leaf[depth] in _BESIDE for leaf in change.leaves)


def deciding(plan: PlanDocument, today: date) -> Decision | None:
    """Give the decision that the plan stands on: the latest that adopted, approved or revised it, unless repealed."""
    made = sorted((each for each in plan.plan.decisions if each.date <= today), key=lambda each: each.date)
    kinds = (*_DECIDING, DecisionKind.REPEALED)
    last = next((each for each in reversed(made) if each.kind in kinds), None)
    return last if last and last.kind in _DECIDING else None


def decided_in(steps: Sequence[PlanStep], day: date) -> PlanStep | None:
    """Give the last committed revision of a plan until the day that it was decided."""
    return next((each for each in reversed(steps) if each.step.day and each.step.day <= day), None)


def came_with(steps: Sequence[PlanStep], day: date) -> PlanStep | None:
    """Give the revision of a plan that the follow-up of a day came with."""
    return next((each for each in steps if each.figures and day in each.figures.follow_ups), None)


def looked_back_to(steps: Sequence[PlanStep]) -> list[PlanStep]:
    """Give the revisions of a plan that its present version may be held against: decided, and last followed up."""
    latest = steps[-1].state if steps else None
    if latest is None:
        return []
    decided = [decided_in(steps, each.date) for each in latest.plan.plan.decisions if not each.version]
    followed_up = [came_with(steps, each.day) for each in latest.plan.follow_ups[-2:]]
    return [each for each in (*decided, *followed_up) if each]


def pinned(document: PlanDocument | ReportDocument) -> list[str]:
    """Give every version that a document's decisions say was decided, as it is written."""
    return [each.version for each in _made(document) if each.version]


def check_versions(archive: Archive, unknown: Collection[str]) -> Iterator[Problem]:
    """Tell of the decided versions that the repository does not have."""
    for document, index, decision in _decisions(archive) if unknown else ():
        if decision.version in unknown:
            place = document.facts.place(swedish("decisions"), index, swedish("version"))
            message = (
                f"versionen «{decision.version}» som beslutades {decision.date} finns inte i Git; "
                "rätta numret, eller ta bort fältet"
            )
            yield remark("okänd-version", place, message, decision.version)


def _decisions(archive: Archive) -> Iterator[tuple[PlanDocument | ReportDocument, int, Decision]]:
    documents: list[PlanDocument | ReportDocument] = [*archive.plans(), *archive.reports()]
    for document in documents:
        for index, decision in enumerate(_made(document)):
            yield document, index, decision


def _made(document: PlanDocument | ReportDocument) -> Sequence[Decision]:
    return document.plan.decisions if isinstance(document, PlanDocument) else document.report.decisions
