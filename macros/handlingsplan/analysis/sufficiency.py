"""Whether actions are enough: effects against the savings requirement (*åtgärdskrav*), seen in three ways.

*Uppgiven*: what the plans state, else what the rule gives; this is what headlines use. *Beräknad*: what the
rule gives wherever it can, else what is stated. *Netto*: the computed effect less one-off costs
(*omställningskostnad*) of the year.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from handlingsplan.analysis.effects import ActionEffect, coverage
from handlingsplan.model.archive import PlanDocument
from handlingsplan.model.effect import Effect, point
from handlingsplan.text.quantities import Dimension, Quantity


@dataclass(frozen=True, slots=True)
class View:
    """One way to see the effects in kronor: this year and a full year. None when nothing is known."""

    name: str
    this_year: Effect | None
    full_year: Effect | None


@dataclass(frozen=True, slots=True)
class Sufficiency:
    """The requirement beside the three views, and the units with a requirement but no amount."""

    requirement: Quantity | None
    views: tuple[View, ...]
    without_amount: tuple[PlanDocument, ...] = ()

    @property
    def headline(self) -> View:
        """The view that headlines use: as stated."""
        return self.views[0]


def sufficiency(plans: Sequence[tuple[PlanDocument, Sequence[ActionEffect]]]) -> Sufficiency:
    """Hold the effects of plans of one year against their requirements."""
    every = [(plan.year, effect) for plan, effects in plans for effect in effects]
    full = _sum(effect.full_year for _, effect in every)
    views = (
        View("Uppgiven effekt", _sum(effect.this_year for _, effect in every), full),
        View("Beräknad effekt", _sum(computed(effect) for _, effect in every), full),
        View("Beräknad effekt, netto", _sum(net(effect, year) for year, effect in every), full),
    )
    required = [plan.plan.requirement for plan, _ in plans if plan.plan.requirement]
    requirement = sum(required[1:], required[0]) if required else None
    return Sufficiency(requirement, views, tuple(plan for plan, effects in plans if _lacks_amount(plan, effects)))


def gap(requirement: Quantity, effect: Effect | None) -> Quantity:
    """Give what is left of the requirement after the effect's lower end; negative when it is more than enough."""
    return requirement - effect.low if effect else requirement


def covered(requirement: Quantity | None, effect: Effect | None) -> Fraction | None:
    """Give the share of the requirement that the effect's lower end covers."""
    return coverage(effect, requirement)


def _sum(effects: Iterable[Effect | None]) -> Effect | None:
    amounts = [effect for effect in effects if effect is not None and effect.dimension is Dimension.MONEY]
    return sum(amounts[1:], amounts[0]) if amounts else None


def computed(effect: ActionEffect) -> Effect | None:
    """Give what the rule gives this year; what is stated where the rule gives nothing."""
    return effect.computed_this_year or effect.this_year


def net(effect: ActionEffect, year: int) -> Effect | None:
    """Give the computed effect less the one-off cost, which falls in the year the action starts."""
    gross, cost, start = computed(effect), effect.action.transition_cost, effect.action.start_date
    if cost is None or (start is not None and start.year != year):
        return gross
    if gross is None:
        return point(-cost)
    return Effect(gross.low - cost, gross.high - cost) if gross.dimension is Dimension.MONEY else gross


def _lacks_amount(plan: PlanDocument, effects: Sequence[ActionEffect]) -> bool:
    """Whether a unit has a requirement but no action with an amount of money."""
    if plan.plan.requirement is None:
        return False
    given = (each for effect in effects for each in (effect.this_year, effect.full_year))
    return not any(each is not None and each.dimension is Dimension.MONEY for each in given)
