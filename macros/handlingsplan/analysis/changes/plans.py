"""Changes of one plan that both versions have: its actions, facts, texts and follow-ups."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from handlingsplan.model.archive import PlanDocument
from handlingsplan.model.organisation import Organisation
from handlingsplan.model.plan import Action
from handlingsplan.text.words import listed

from .actions import action_changes
from .change import Change, ChangeKind, Shift
from .facts import fact_changes
from .follow_ups import follow_up_changes
from .leaves import ORDER, Leaf, Leaves, Location, differences
from .matching import Split, same_actions, splits
from .pair import PlanPair
from .sections import text_changes, text_leaves
from .version import plan_subject
from .wording import quoted


def plan_location(plan: PlanDocument) -> Location:
    """Give where a plan's leaves are."""
    return ("plans", plan.municipality, str(plan.year), plan.unit)


def plan_pair(before: PlanDocument, after: PlanDocument, organisation: Organisation) -> PlanPair:
    """Pair two versions of a plan."""
    leaves = Leaves(differences(before.plan, after.plan, after.facts))
    return PlanPair(before, after, organisation, plan_subject(after), leaves, leaves.take_items("actions"))


def plan_changes(pair: PlanPair) -> Iterator[Change]:
    """Give every change of a plan, each leaf in one of them, with full locations."""
    for change in _changes(pair):
        yield at_location(change, plan_location(pair.after))


def at_location(change: Change, location: Location) -> Change:
    """Give the change with its leaves below a location."""
    return replace(change, leaves=tuple((*location, *each) for each in change.leaves))


def _changes(pair: PlanPair) -> Iterator[Change]:
    yield from _came_and_went(pair, pair.came_and_went)
    # What is read from the same bytes is the same object.
    for after in () if pair.before.plan is pair.after.plan else pair.after.plan.actions:
        if pair.leaves.has_below("actions", after.id) and (before := pair.before.plan.action(after.id)):
            yield from action_changes(pair, before, after)
    if order := pair.leaves.take("actions", ORDER):
        yield pair.change(ChangeKind.ACTION_MOVED, f"åtgärderna står i en annan ordning: {_order(pair)}", [order])
    versions = (pair.before.plan, pair.after.plan)
    yield from fact_changes(pair.leaves.take_below(), pair.subject, versions, ChangeKind.FACT)
    texts = list(text_leaves(pair.before.narrative, pair.after.narrative, ("text",)))
    yield from text_changes(texts, pair.subject)
    yield from follow_up_changes(pair)


def _order(pair: PlanPair) -> str:
    return listed(quoted(each.name) for each in pair.after.plan.actions)


def _came_and_went(pair: PlanPair, items: list[Leaf]) -> Iterator[Change]:
    """Tell of the actions that only one version has: renamed ids first, then splits, then the rest."""
    by_id = {leaf.location[-1]: leaf for leaf in items}
    gone = [leaf.before for leaf in items if leaf.after is None]
    came = [leaf.after for leaf in items if leaf.before is None]
    for old, new in list(same_actions(gone, came)):
        gone.remove(old)
        came.remove(new)
        yield from _renumbered(pair, old, new, [by_id.pop(old.id), by_id.pop(new.id)])
    for split in splits(_lessened(pair, gone), came):
        leaves = [by_id.pop(part.id) for part in split.parts]
        yield _split(pair, split, leaves, by_id)
    left = [leaf.location[-1] for leaf in by_id.values()]
    for whole in splits(
        [(each, None) for each in came if each.id in left], [each for each in gone if each.id in left]
    ):
        leaves = [by_id.pop(each.id) for each in (whole.before, *whole.parts)]
        yield _merged(pair, whole, leaves)
    for leaf in by_id.values():
        yield came_or_went(pair, leaf)


def _renumbered(pair: PlanPair, old: Action, new: Action, leaves: list[Leaf]) -> Iterator[Change]:
    """Tell of an action with a new id, and of all else that differs in it."""
    said = f"{pair.name(new)} har fått ett nytt id: {new.id} (var {old.id})"
    yield pair.change(ChangeKind.ACTION_RENAMED, said, leaves, action=new.id, before=old.id, after=new.id)
    yield from _further(pair, old, new)


def _further(pair: PlanPair, old: Action, new: Action) -> Iterator[Change]:
    """Give what differs in an action that two places hold, but for its id."""
    differing = differences(old, new, pair.after.facts, ("actions", new.id))
    inner = Leaves(leaf for leaf in differing if leaf.location[-1] != "id")
    again = replace(pair, leaves=inner)
    yield from action_changes(again, old, new)
    yield from fact_changes(inner.take_below(), pair.subject, (pair.before.plan, pair.after.plan), ChangeKind.FACT)


def moved_actions(pairs: Sequence[PlanPair]) -> Iterator[Change]:
    """Tell of the actions that went from one plan to another of the same year, and of what else differs in them."""
    for to in pairs:
        for came in [leaf for leaf in to.came_and_went if leaf.before is None]:
            found = [
                (pair, gone) for pair in pairs for gone in pair.came_and_went if _is_the_same(pair, gone, to, came)
            ]
            if len(found) == 1:
                origin, gone = found[0]
                origin.came_and_went.remove(gone)
                to.came_and_went.remove(came)
                yield from _moved(origin, gone, to, came)


def _is_the_same(origin: PlanPair, gone: Leaf, to: PlanPair, came: Leaf) -> bool:
    if gone.after is not None or origin.after.year != to.after.year:
        return False
    return bool(gone.before.id == came.after.id and list(same_actions([gone.before], [came.after])))


def _moved(origin: PlanPair, gone: Leaf, to: PlanPair, came: Leaf) -> Iterator[Change]:
    said = f"{to.name(came.after)} flyttas hit från {origin.subject}"
    leaves = ((*plan_location(origin.after), *gone.location), (*plan_location(to.after), *came.location))
    change = to.change(ChangeKind.ACTION_MOVED, said, [came], action=came.after.id, before=str(origin.subject))
    yield replace(change, leaves=leaves, after=str(to.subject))
    for each in _further(to, gone.before, came.after):
        yield at_location(each, plan_location(to.after))


def _lessened(pair: PlanPair, gone: list[Action]) -> list[tuple[Action, Action | None]]:
    kept = ((each, pair.after.plan.action(each.id)) for each in pair.before.plan.actions)
    less = [(old, new) for old, new in kept if new and old.full_effect != new.full_effect]
    return [*((each, None) for each in gone), *less]


def _split(pair: PlanPair, split: Split, leaves: list[Leaf], by_id: dict[str, Leaf]) -> Change:
    """Tell of one action that became several, whose full-year effects together are the same."""
    old = split.before
    parts = listed(f"{quoted(each.name)} ({each.full_effect})" for each in split.parts)
    moved = [pair.shifts(None, each) for each in split.parts]
    if split.after is None:
        leaves.append(by_id.pop(old.id))
        moved.append(pair.shifts(old, None))
        said = f"{pair.name(old)} delas upp i {parts}; helårseffekten är tillsammans oförändrad, {old.full_effect}"
    else:
        taken = [pair.leaves.take("actions", old.id, field) for field in ("full_year_effect", "calculation")]
        leaves += [each for each in taken if each]
        turned = {field: getattr(split.after, field) for field in ("full_year_effect", "calculation")}
        moved.append(pair.shifts(old, old.model_copy(update=turned)))
        said = (
            f"{pair.name(old)} delas upp: {parts} bryts ut och {split.after.full_effect} blir kvar; "
            f"helårseffekten är tillsammans oförändrad, {old.full_effect}"
        )
    further: dict[str, Any] = {"action": old.id, **_together(moved)}
    return pair.change(ChangeKind.ACTION_SPLIT, said, leaves, before=old.name, after=parts, **further)


def _together(moved: list[dict[str, Shift]]) -> dict[str, Shift]:
    return {name: sum((each[name] for each in moved), Shift()) for name in ("this_year", "full_year")}


def _merged(pair: PlanPair, whole: Split, leaves: list[Leaf]) -> Change:
    """Tell of several actions that became one, whose full-year effect is the same as theirs together."""
    new = whole.before
    parts = listed(f"{quoted(each.name)} ({each.full_effect})" for each in whole.parts)
    moved = [pair.shifts(None, new), *(pair.shifts(each, None) for each in whole.parts)]
    said = f"{pair.name(new)} ersätter {parts}; helårseffekten är tillsammans oförändrad, {new.full_effect}"
    further: dict[str, Any] = {"action": new.id, "before": parts, "after": new.name, **_together(moved)}
    return pair.change(ChangeKind.ACTION_MERGED, said, leaves, **further)


def came_or_went(pair: PlanPair, leaf: Leaf) -> Change:
    """Tell of an action that only one version has, with what it gives."""
    action = leaf.after if leaf.before is None else leaf.before
    verb = "tillkommer" if leaf.before is None else "tas bort"
    kind = ChangeKind.ACTION_ADDED if leaf.before is None else ChangeKind.ACTION_REMOVED
    further: dict[str, Any] = {"action": action.id, **pair.shifts(leaf.before, leaf.after)}
    return pair.change(kind, f"{pair.name(action)} {verb}: {_gives(pair, action)}", [leaf], **further)


def _gives(pair: PlanPair, action: Action) -> str:
    effect = pair.effect(action)
    said = [f"effekt i år {effect.this_year}"] if effect.this_year else []
    said += [f"helårseffekt {effect.full_year}"] if effect.full_year else []
    said += [f"omställningskostnad {action.transition_cost}"] if action.transition_cost else []
    return ", ".join(said) or "effekten är inte beräknad"
