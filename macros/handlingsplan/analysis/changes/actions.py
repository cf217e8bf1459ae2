"""Changes of one action, field by field, each with its own part of what the effects move, so that they add up."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from handlingsplan.analysis.effects import ActionEffect
from handlingsplan.model.effect import Effect
from handlingsplan.model.plan import Action

from .change import Change, ChangeKind
from .leaves import Leaf
from .pair import PlanPair, shifts
from .wording import days, effect_moves, from_to, moves, quoted, shown

#: The fields that effects follow from, in the order that their parts are told.
_DAYS = ("start_date", "effect_start", "end_date", "duration")
_AMOUNTS = ("full_year_effect", "calculation", "effect_this_year")
_NAMES = {
    "start_date": "startdatum",
    "effect_start": "effektstart",
    "end_date": "slutdatum",
    "full_year_effect": "helårseffekten",
    "effect_this_year": "effekten i år",
}


def action_changes(pair: PlanPair, before: Action, after: Action) -> Iterator[Change]:
    """Give the changes of an action that both versions have. `after` may have another id."""
    at = ("actions", after.id)
    name = pair.name(after)
    if leaf := pair.leaves.take(*at, "name"):
        said = f"{name.removesuffix(' ' + quoted(after.name))} {quoted(before.name)} heter nu {quoted(after.name)}"
        yield pair.change(ChangeKind.ACTION_RENAMED, said, [leaf], action=after.id)
    yield from _effect_changes(pair, before, after, name)
    if leaf := pair.leaves.take(*at, "transition_cost"):
        yield pair.change(ChangeKind.AMOUNT, f"{name}: {_cost(leaf)}", [leaf], action=after.id)
    if leaf := pair.leaves.take(*at, "status"):
        said = f"{name} får status {shown(leaf.after)} (var {shown(leaf.before)})"
        yield pair.change(ChangeKind.STATUS, said, [leaf], action=after.id)
    if leaf := pair.leaves.take(*at, "responsible_role"):
        said = f"{name}: ansvarig roll {from_to(leaf.before, leaf.after)}"
        yield pair.change(ChangeKind.ROLE, said, [leaf], action=after.id)


def _effect_changes(pair: PlanPair, before: Action, after: Action, name: str) -> Iterator[Change]:
    """Turn one field after the other from the earlier to the later value, and tell what each turn moves."""
    now = before.model_copy(update={"id": after.id})
    reason = pair.leaves.take("actions", after.id, "not_calculated")
    for field in (*_DAYS, *_AMOUNTS):
        leaf = pair.leaves.take("actions", after.id, field)
        if leaf is None:
            continue
        then = now.model_copy(update={field: getattr(after, field)})
        leaves = [leaf]
        kind = ChangeKind.DATE if field in _DAYS else ChangeKind.AMOUNT
        said = (
            f"{name} {_said_of_days(field, leaf)}" if kind is ChangeKind.DATE else f"{name}: {_amount(field, leaf)}"
        )
        if field in _AMOUNTS and reason:
            leaves.append(reason)
            reason = None
        one, other = pair.effect(now), pair.effect(then)
        moved = _consequence(field, one, other)
        further: dict[str, Any] = {"action": after.id, **shifts(one, other)}
        yield pair.change(kind, f"{said}{moved}", leaves, **further)
        now = then
    if reason:
        said = f"{name}: skälet till att effekten inte är beräknad {from_to(reason.before, reason.after)}"
        yield pair.change(ChangeKind.FACT, said, [reason], action=after.id)


def _said_of_days(field: str, leaf: Leaf) -> str:
    old, new = leaf.before, leaf.after
    if field == "duration":
        return f"är nu {shown(new)} (var {shown(old)})"
    if not isinstance(old, date):
        return f"får {_NAMES[field]} {shown(new)}"
    if not isinstance(new, date):
        return f"har inte längre {_NAMES[field]} (var {shown(old)})"
    later = new > old
    verbs = {
        "start_date": "skjuts" if later else "tidigareläggs",
        "effect_start": "får effektstarten skjuten" if later else "får effektstarten tidigarelagd",
        "end_date": "förlängs" if later else "förkortas",
    }
    return f"{verbs[field]} {days(old, new)}"


def _amount(field: str, leaf: Leaf) -> str:
    """Say how the amount itself is written now; how much it moves is told after it."""
    old, new = leaf.before, leaf.after
    if field == "calculation":
        return f"beräkningen {from_to(old, new)}"
    label = _NAMES[field]
    if isinstance(old, Effect) and isinstance(new, Effect):
        same = f"källans ord för {label} {from_to(old.wording or None, new.wording or None)}"
        return effect_moves(label, old, new) or same
    return f"{label} anges till {new}" if new else f"{label} anges inte längre (var {old})"


def _consequence(field: str, one: ActionEffect, other: ActionEffect) -> str:
    """Say what a turn moves: this year and over a full year."""
    now, then = one.action, other.action
    this_year = effect_moves("effekten i år", one.this_year, other.this_year)
    full_year = effect_moves("helårseffekten", one.full_year, other.full_year)
    if field == "effect_this_year":
        return _against(one.this_year, other.this_year, now.effect_this_year, then.effect_this_year)
    if then.effect_this_year is not None:
        this_year = f"effekten i år är angiven till {then.effect_this_year} och ändras inte"
    if field == "full_year_effect":
        instead = _against(one.full_year, other.full_year, now.full_year_effect, then.full_year_effect)
        return f"{instead}; {this_year}" if this_year else instead
    if not (this_year or full_year):
        known = other.this_year or other.full_year
        return ": effekten i år och helårseffekten är oförändrade" if known else ": effekten är inte beräknad"
    parts = (this_year or "effekten i år är oförändrad", full_year or "helårseffekten är oförändrad")
    return f"{';' if field == 'calculation' else ':'} {'; '.join(parts)}"


def _against(before: Effect | None, after: Effect | None, old: Effect | None, new: Effect | None) -> str:
    """Say what a newly stated effect takes the place of, or what a stated one gives way to."""
    if old is None:
        return f" (räknades fram till {before})" if before else " (var inte beräknad)"
    if new is None and after is not None:
        return f"; den räknas nu fram till {after}"
    return ""


def _cost(leaf: Leaf) -> str:
    if leaf.before is not None and leaf.after is not None:
        return moves("omställningskostnaden", leaf.before, leaf.after)
    if leaf.before is None:
        return f"omställningskostnad tillkommer: {leaf.after}"
    return f"omställningskostnaden tas bort (var {leaf.before})"
