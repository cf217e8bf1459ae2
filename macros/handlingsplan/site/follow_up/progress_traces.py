"""Where figures of follow-ups come from: the line that tells, and the terms of a total."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from handlingsplan.analysis.effects import Total, total_of_totals
from handlingsplan.analysis.progress import ActionProgress, PlanProgress
from handlingsplan.model.asked import remembered
from handlingsplan.model.effect import Effect
from handlingsplan.site.context import TextContext
from handlingsplan.site.follow_up.addresses import timeline_address
from handlingsplan.site.origins import Origin, Trace
from handlingsplan.site.total_traces import Opener, plan_origins, sum_of
from handlingsplan.site.tracing import opened
from handlingsplan.text.identity import Same
from handlingsplan.text.quantities import Dimension
from handlingsplan.text.vocabulary import swedish
from handlingsplan.text.words import plural


def opened_told(
    context: TextContext, progress: PlanProgress, action: ActionProgress, field: str, shown: str | Markup
) -> str | Markup:
    """Give what a follow-up told of an action as a link to its note, with the file and line that tell."""
    origin = _told_origin(progress, action, field)
    return opened(context, shown, str(shown), Trace("", (origin,))) if origin else shown


def _told_origin(progress: PlanProgress, action: ActionProgress, field: str) -> Origin | None:
    """Find the latest follow-up that tells a field of an action."""
    for each in reversed(progress.plan.follow_ups):
        said = each.follow_up.of(action.action.id) if each.day <= progress.day else None
        if said is not None and getattr(said, field) is not None:
            index = next(number for number, told in enumerate(each.follow_up.actions) if told is said)
            words = f"{action.action.name}: {swedish(field)} per {each.day}. {progress.plan.title}"
            return Origin(
                words, each.facts.place(swedish("actions"), index, swedish(field)), timeline_address(progress.plan)
            )
    return None


def opened_total(context: TextContext, plans: Sequence[PlanProgress], name: str) -> tuple[Total, Opener]:
    """Give a total over plans by its name (`planned`, `forecast` …), and what makes it a link to its note."""
    total = _total(plans, name)

    def opener(dimension: Dimension, shown: str | Markup) -> str | Markup:
        if context.notes is None or dimension not in total.sums:
            return shown
        trace = _trace_of_one(Same(plans[0]), name, dimension) if len(plans) == 1 else _trace(plans, name, dimension)
        return opened(context, shown, str(total.sums[dimension]), trace)

    return total, opener


def _total(plans: Sequence[PlanProgress], name: str) -> Total:
    return total_of_totals(getattr(each, name) for each in plans) if len(plans) != 1 else getattr(plans[0], name)


def _trace(plans: Sequence[PlanProgress], name: str, dimension: Dimension) -> Trace:
    totals: list[Total] = [getattr(each, name) for each in plans]
    summed = [each.sums[dimension] for each in totals if dimension in each.sums]
    return Trace(sum_of(summed, plural(len(summed), "plan", "planer")), _origins(plans))


@remembered(4096)  # a plan's total at a day stands on its own page, its timeline and the pages of its period
def _trace_of_one(same: Same[PlanProgress], name: str, dimension: Dimension) -> Trace:
    progress = same.value
    terms = [_of(each, name) for each in progress.actions]
    known = [each for each in terms if each is not None and each.dimension is dimension]
    return Trace(sum_of(known, plural(len(known), "åtgärd", "åtgärder")), _origins([progress]))


def _of(action: ActionProgress, name: str) -> Effect | None:
    found: Effect | None = getattr(action, name)
    return found


def _origins(plans: Sequence[PlanProgress]) -> tuple[Origin, ...]:
    """Give the plans and the follow-ups that a total is made of."""
    told = tuple(
        Origin(
            f"Uppföljning per {each.follow_up.day}. {each.plan.title}",
            each.follow_up.facts.place(),
            timeline_address(each.plan),
        )
        for each in plans
        if each.follow_up
    )
    return plan_origins([(each.plan, [action.effect for action in each.actions]) for each in plans]) + told
