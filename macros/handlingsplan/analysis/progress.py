"""Realised against planned: how the actions and risks of plans stand at a day, from what was followed up until then.

The rules (*så räknas uppföljningen ihop*, in the guide): what a follow-up does not mention stands as it was last
told; an action that nothing is told of counts as planned; a cancelled one (*avbruten*) gives nothing from its end.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from handlingsplan.analysis.effects import ActionEffect, Total, action_effect, plan_effects, total
from handlingsplan.model.archive import FollowUpDocument, PlanDocument
from handlingsplan.model.effect import Effect
from handlingsplan.model.follow_up import ActionFollowUp, Assessment
from handlingsplan.model.organisation import Organisation
from handlingsplan.model.plan import Action, ActionStatus
from handlingsplan.model.risk import Risk, RiskOutcome
from handlingsplan.text.quantities import Quantity


@dataclass(frozen=True, slots=True)
class Told:
    """What was told of an action, and by which follow-up."""

    follow_up: FollowUpDocument
    action: ActionFollowUp


@dataclass(frozen=True, slots=True)
class ActionProgress:
    """An action as last followed up. `forecast` is what it gives this year as far as is known: told, else planned."""

    effect: ActionEffect
    status: ActionStatus
    assessment: Assessment | None = None
    completion: Quantity | None = None
    so_far: Effect | None = None
    told_forecast: Effect | None = None
    forecast: Effect | None = None
    full_year: Effect | None = None
    last: Told | None = None

    @property
    def action(self) -> Action:
        """The action itself."""
        return self.effect.action

    @property
    def planned(self) -> Effect | None:
        """What the plan counts with this year."""
        return self.effect.this_year


@dataclass(frozen=True, slots=True)
class RiskProgress:
    """A risk as last followed up, and by which follow-up; no outcome when nobody has told."""

    plan: PlanDocument
    risk: Risk
    outcome: RiskOutcome | None = None
    comment: str = ""
    follow_up: FollowUpDocument | None = None


@dataclass(frozen=True)  # without slots: its totals are kept once they have been summed
class PlanProgress:
    """A plan at a day: its last follow-up until then, its actions and its risks."""

    plan: PlanDocument
    day: date
    follow_up: FollowUpDocument | None
    actions: tuple[ActionProgress, ...]
    risks: tuple[RiskProgress, ...]

    @cached_property
    def planned(self) -> Total:
        """What the plan counts with this year."""
        return total((each.action, each.planned) for each in self.actions)

    @cached_property
    def so_far(self) -> Total:
        """What has been reported so far; actions that nothing is reported of are left out and named."""
        return total((each.action, each.so_far) for each in self.actions)

    @cached_property
    def forecast(self) -> Total:
        """What the actions give this year as far as is known."""
        return total((each.action, each.forecast) for each in self.actions)

    @cached_property
    def full_year(self) -> Total:
        """What the actions give over a full year; a cancelled one gives nothing."""
        return total((each.action, each.full_year) for each in self.actions)


def plan_progress(plan: PlanDocument, organisation: Organisation, day: date) -> PlanProgress:
    """Give how a plan stands at the end of a day."""
    told = [each for each in plan.follow_ups if each.day <= day]
    actions = tuple(
        _action(effect, plan.year, organisation, list(_of_action(told, effect.action.id)))
        for effect in plan_effects(plan, organisation)
    )
    risks = tuple(_risk(plan, risk, told) for risk in plan.plan.risks)
    return PlanProgress(plan, day, told[-1] if told else None, actions, risks)


def follow_up_days(plans: Sequence[PlanDocument]) -> list[date]:
    """Give the days that any of the plans has a follow-up for, oldest first."""
    return sorted({each.day for plan in plans for each in plan.follow_ups})


def _of_action(told: Sequence[FollowUpDocument], action_id: str) -> Iterator[Told]:
    """Give what was told of an action, latest first."""
    for each in reversed(told):
        if (action := each.follow_up.of(action_id)) is not None:
            yield Told(each, action)


def _action(effect: ActionEffect, year: int, organisation: Organisation, told: list[Told]) -> ActionProgress:
    said = [each.action for each in told]
    status = next((each.status for each in said if each.status), effect.action.status)
    so_far = next((each.effect_so_far for each in said if each.effect_so_far), None)
    forecast = _told_forecast(said)
    cancelled = status is ActionStatus.CANCELLED
    return ActionProgress(
        effect,
        status,
        next((each.assessment for each in said if each.assessment), None),
        next((each.completion for each in said if each.completion), None),
        so_far,
        forecast,
        forecast or (_until_end(effect, year, organisation, told, so_far) if cancelled else effect.this_year),
        _nothing(effect.full_year) if cancelled else effect.full_year,
        told[0] if told else None,
    )


def _told_forecast(said: Sequence[ActionFollowUp]) -> Effect | None:
    """Give the last forecast; one from before the action was cancelled is no longer worth anything."""
    for each in said:
        if each.forecast_this_year:
            return each.forecast_this_year
        if each.status is ActionStatus.CANCELLED:
            return None
    return None


def _until_end(
    effect: ActionEffect, year: int, organisation: Organisation, told: Sequence[Told], so_far: Effect | None
) -> Effect | None:
    """Give what a cancelled action has given until its end: as told, else by the municipality's rule."""
    if so_far is not None or effect.this_year is None:
        return so_far
    end = cancelled_on(effect.action, told)
    if end is None or effect.action.starts is None or end < effect.action.starts:
        return _nothing(effect.this_year)
    ended = effect.action.model_copy(update={"end_date": end, "effect_this_year": None})
    given = action_effect(ended, year, organisation).this_year
    # A stated effect this year may be less than the rule gives; an action that is cut short does not give more.
    return min(given, effect.this_year, key=lambda each: each.high.value) if given else _nothing(effect.this_year)


def cancelled_on(action: Action, told: Sequence[Told]) -> date | None:
    """Give the day a cancelled action ended: as a follow-up says since it was, else the first follow-up that tells.

    The plan may say an earlier day. What was told before it was cancelled was another end.
    """
    since: list[Told] = []
    for number, each in enumerate(told):
        if each.action.status not in (None, ActionStatus.CANCELLED):
            break
        if each.action.status is ActionStatus.CANCELLED:
            since = list(told[: number + 1])
    if end := next((each.action.end_date for each in since if each.action.end_date), None):
        return end
    known = (action.end_date, since[-1].follow_up.day if since else None)
    return min((each for each in known if each is not None), default=None)


def _nothing(effect: Effect | None) -> Effect | None:
    """Give zero of what an effect measures."""
    if effect is None:
        return None
    zero = effect.low - effect.low
    return Effect(zero, zero)


def _risk(plan: PlanDocument, risk: Risk, told: Sequence[FollowUpDocument]) -> RiskProgress:
    said = [(each, about) for each in reversed(told) if (about := each.follow_up.of_risk(risk.id)) is not None]
    index = next((number for number, (_, about) in enumerate(said) if about.outcome), len(said))
    outcome = said[index][1].outcome if index < len(said) else None
    # A comment of an earlier outcome says nothing of this one.
    comment = next((about.comment for _, about in said[: index + 1] if about.comment), "")
    return RiskProgress(plan, risk, outcome, comment, said[0][0] if said else None)
