"""Follow-ups of a plan: which came, which went, and what they say otherwise."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from handlingsplan.model.archive import FollowUpDocument
from handlingsplan.model.follow_up import ActionFollowUp
from handlingsplan.text.dates import long_date
from handlingsplan.text.words import plural

from .change import Change, ChangeKind
from .facts import fact_changes
from .leaves import Leaf, differences
from .pair import PlanPair
from .sections import text_changes, text_leaves
from .wording import quoted

_FEW = 4


def follow_up_changes(pair: PlanPair) -> Iterator[Change]:
    """Give the changes of a plan's follow-ups, by their days."""
    old = {each.day: each for each in pair.before.follow_ups}
    new = {each.day: each for each in pair.after.follow_ups}
    for day in sorted({*old, *new}):
        before, after = old.get(day), new.get(day)
        if before and after:
            yield from _changed(pair, day, before, after)
        else:
            yield _came_or_went(pair, day, before, after)


def _came_or_went(
    pair: PlanPair, day: date, before: FollowUpDocument | None, after: FollowUpDocument | None
) -> Change:
    leaf = Leaf(
        ("follow_ups", str(day)), before and before.day, after and after.day, after.facts.place() if after else None
    )
    if after is None:
        return pair.change(ChangeKind.FOLLOW_UP, f"uppföljningen {long_date(day)} tas bort", [leaf])
    said = [_said(pair, each) for each in after.follow_up.actions]
    more = [f"{plural(len(said) - _FEW, 'åtgärd', 'åtgärder')} till"] if len(said) > _FEW else []
    told = "; ".join([*said[:_FEW], *more]) or "ingen åtgärd följs upp"
    return pair.change(ChangeKind.FOLLOW_UP, f"ny uppföljning {long_date(day)}: {told}", [leaf])


def _said(pair: PlanPair, entry: ActionFollowUp) -> str:
    """Say how an action stands: `«Fler timvikarier» pågår, bedömning gul, prognos i år 80 000 kr`."""
    action = pair.after.plan.action(entry.action)
    words = [entry.status.value] if entry.status else []
    words += [f"bedömning {entry.assessment.value}"] if entry.assessment else []
    words += [f"effekt hittills {entry.effect_so_far}"] if entry.effect_so_far else []
    words += [f"prognos i år {entry.forecast_this_year}"] if entry.forecast_this_year else []
    return f"{quoted(action.name if action else entry.action)} {', '.join(words) or 'har en kommentar'}"


def _changed(pair: PlanPair, day: date, before: FollowUpDocument, after: FollowUpDocument) -> Iterator[Change]:
    location = ("follow_ups", str(day))
    within = f"uppföljningen {long_date(day)}, "
    versions = (before.follow_up, after.follow_up)
    leaves = differences(before.follow_up, after.follow_up, after.facts, location)
    called = {each.id: each.name for each in pair.after.plan.actions}
    called |= {each.id: each.name for each in pair.after.plan.risks}
    yield from fact_changes(leaves, pair.subject, versions, ChangeKind.FOLLOW_UP, len(location), within, called)
    texts = list(text_leaves(before.narrative, after.narrative, (*location, "text")))
    yield from text_changes(texts, pair.subject, within)
