"""One plan in two versions, and what is left to tell of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from handlingsplan.analysis.effects import ActionEffect, action_effect
from handlingsplan.model.archive import FollowUpDocument, PlanDocument
from handlingsplan.model.organisation import Organisation
from handlingsplan.model.plan import Action

from .change import Change, ChangeKind, Shift, Subject, located, shift
from .leaves import Leaf, Leaves
from .wording import quoted, sentence, shown


@dataclass(frozen=True, slots=True)
class PlanPair:
    """The two versions of a plan. Effects follow the later version's rule: a change of the rule is told by itself."""

    before: PlanDocument
    after: PlanDocument
    organisation: Organisation
    subject: Subject
    leaves: Leaves
    came_and_went: list[Leaf]

    def effect(self, action: Action) -> ActionEffect:
        """Give an action's effects in the plan's year."""
        return action_effect(action, self.after.year, self.organisation)

    def change(self, kind: ChangeKind, said: str, leaves: Iterable[Leaf], **further: object) -> Change:
        """Give a change of this plan."""
        known = list(leaves)
        locations, place = located(known)
        values = {"before": _value(known[0].before), "after": _value(known[0].after)} if known else {}
        return Change(kind, self.subject, sentence(said), locations, place=place, **{**values, **further})  # type: ignore[arg-type]

    def name(self, action: Action) -> str:
        """Give `åtgärd 3 «Fler timvikarier»`, numbered as in the later version if it is there."""
        plans = (self.after.plan, self.before.plan)
        numbers = [index for plan in plans for index, each in enumerate(plan.actions, 1) if each.id == action.id]
        return f"åtgärd {numbers[0]} {quoted(action.name)}" if numbers else f"åtgärd {quoted(action.name)}"

    def shifts(self, before: Action | None, after: Action | None) -> dict[str, Shift]:
        """Give how the effects move from one state of an action to another."""
        one = self.effect(before) if before else None
        other = self.effect(after) if after else None
        return shifts(one, other)


def shifts(one: ActionEffect | None, other: ActionEffect | None) -> dict[str, Shift]:
    """Give how the effects move from one state of an action to another."""
    return {
        "this_year": shift(one.this_year if one else None, other.this_year if other else None),
        "full_year": shift(one.full_year if one else None, other.full_year if other else None),
    }


def _value(value: object) -> str:
    name = getattr(value, "name", None)
    return "" if value is None else name if isinstance(name, str) and not hasattr(value, "value") else _plain(value)


def _plain(value: object) -> str:
    text = shown(value)
    return text[1:-1] if text.startswith("«") and text.endswith("»") else text


def is_same_plan(one: PlanDocument | None, other: PlanDocument | None) -> bool:
    """Whether two versions of a plan were read from the same bytes: then everything of them is the same objects."""
    if one is None or other is None:
        return False
    if one is other:
        return True
    texts = one.plan is other.plan and one.narrative is other.narrative
    return texts and _read(one.follow_ups) == _read(other.follow_ups)


def _read(follow_ups: Iterable[FollowUpDocument]) -> list[tuple[date, int, int]]:
    return [(each.day, id(each.follow_up), id(each.narrative)) for each in follow_ups]
