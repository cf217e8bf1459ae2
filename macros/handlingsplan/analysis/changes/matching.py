"""Which items of two versions are the same one under another id, in another place or in parts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from handlingsplan.model.archive import PlanDocument
from handlingsplan.model.plan import Action

from .leaves import canonical

#: A plan's key: municipality, year and unit.
PlanKey = tuple[str, int, str]
_LEAST_IN_COMMON = 0.5
_MOST_CANDIDATES = 12


@dataclass(frozen=True, slots=True)
class Split:
    """An action that became several: what is left of it, if anything, and the new ones."""

    before: Action
    after: Action | None
    parts: tuple[Action, ...]


def moved_plans(
    removed: Mapping[PlanKey, PlanDocument], added: Mapping[PlanKey, PlanDocument]
) -> dict[PlanKey, PlanKey]:
    """Pair plans of the same year whose folders have another name but whose actions are mostly the same."""
    alike = sorted(
        ((_in_common(old, new), before, after) for before, old in removed.items() for after, new in added.items()),
        key=lambda each: (-each[0], each[1:]),
    )
    pairs: dict[PlanKey, PlanKey] = {}
    for share, before, after in alike:
        if (
            share >= _LEAST_IN_COMMON
            and before[1] == after[1]
            and before not in pairs
            and after not in pairs.values()
        ):
            pairs[before] = after
    return pairs


def _in_common(before: PlanDocument, after: PlanDocument) -> float:
    old, new = ({action.id for action in each.plan.actions} for each in (before, after))
    return len(old & new) / max(1, len(old | new))


def same_actions(removed: Sequence[Action], added: Sequence[Action]) -> Iterator[tuple[Action, Action]]:
    """Pair actions that only got another id: the same name, or all else the same."""
    left = list(added)
    for old in removed:
        found = next((new for new in left if _is_same(old, new)), None)
        if found:
            left.remove(found)
            yield old, found


def _is_same(old: Action, new: Action) -> bool:
    return _name(new) == _name(old) or (old.is_quantified and _all_but_id(new) == _all_but_id(old))


def _name(action: Action) -> str:
    return " ".join(action.name.casefold().split())


def _all_but_id(action: Action) -> list[object]:
    return [canonical(getattr(action, field)) for field in Action.model_fields if field not in ("id", "name")]


def splits(lessened: Sequence[tuple[Action, Action | None]], added: Sequence[Action]) -> list[Split]:
    """Find the actions that were divided: one gone or lessened, and new ones that together give exactly what it lost.

    Only where there is one way to see it: amounts that happen to add up in several ways say nothing.
    """
    candidates = [each for each in added if each.full_effect][:_MOST_CANDIDATES]
    found = [
        Split(before, after, parts)
        for before, after in lessened
        for size in ((2, 3) if after is None else (1, 2, 3))
        for parts in combinations(candidates, size)
        if _adds_up(before, after, parts)
    ]
    return [each for each in found if sum(_shares(each, other) for other in found) == 1]


def _shares(one: Split, other: Split) -> bool:
    new = {each.id for each in one.parts} & {each.id for each in other.parts}
    return one.before.id == other.before.id or bool(new)


def _adds_up(before: Action, after: Action | None, parts: Sequence[Action]) -> bool:
    whole, left = before.full_effect, after.full_effect if after else None
    effects = [each for each in (left, *(part.full_effect for part in parts)) if each is not None]
    if whole is None or not whole.low.value or (after is not None and left is None):
        return False
    if any(each.dimension is not whole.dimension or each.low.value <= 0 for each in effects):
        return False
    total = sum(effects[1:], effects[0])
    return (total.low.value, total.high.value) == (whole.low.value, whole.high.value)
