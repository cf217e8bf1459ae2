"""What actions give: this year and over a full year, stated and computed, and their totals.

The effect this year follows from the full-year effect and the day it starts (*effektstart*) by the
municipality's own rule; a stated effect this year goes before the computed one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from functools import cached_property, lru_cache

from handlingsplan.model.archive import PlanDocument
from handlingsplan.model.asked import remembered
from handlingsplan.model.effect import Effect
from handlingsplan.model.organisation import EffectRule, Organisation
from handlingsplan.model.plan import Action, Duration
from handlingsplan.text.identity import Same
from handlingsplan.text.numbers import rounded
from handlingsplan.text.quantities import Dimension, Quantity

_MONTHS = 12


@dataclass(frozen=True, slots=True)
class ActionEffect:
    """An action's effects for the plan's year. `this_year` is the stated one if there is one."""

    action: Action
    this_year: Effect | None
    full_year: Effect | None
    computed_this_year: Effect | None

    @property
    def differs(self) -> bool:
        """Whether the stated effect this year is another than the rule gives, as exact as it was stated."""
        stated, computed = self.action.effect_this_year, self.computed_this_year
        if stated is None or computed is None:
            return False
        return not (stated.low.agrees_exactly(computed.low) and stated.high.agrees_exactly(computed.high))


#: Which effect of an action is summed.
Chosen = Callable[[ActionEffect], Effect | None]


@dataclass(frozen=True, slots=True)
class Total:
    """The sum of effects, kept apart by what is measured, and the actions that no figure is known for."""

    sums: Mapping[Dimension, Effect] = field(default_factory=dict)
    left_out: tuple[Action, ...] = ()

    @property
    def money(self) -> Effect | None:
        """The sum in kronor; None when no action has an amount."""
        return self.sums.get(Dimension.MONEY)


class PlanEffects(tuple[ActionEffect, ...]):
    """The effects of a plan's actions, in the plan's order. Tables, charts and notes ask for their totals."""

    @cached_property
    def _totals(self) -> dict[Chosen, Total]:
        return {}

    def total(self, chosen: Chosen) -> Total:
        """Sum the effects that are chosen, once."""
        if chosen not in self._totals:
            self._totals[chosen] = _total_of(self, chosen)
        return self._totals[chosen]


def share_of_year(year: int, action: Action, rule: EffectRule, cutoff_day: int) -> Fraction | None:
    """Give how much of the year an action has effect; None when its start is unknown."""
    start = action.starts
    if start is None:
        return None
    if action.duration is Duration.ONE_OFF:
        return Fraction(start.year == year)
    return _share_between(year, start, action.end_date, rule, cutoff_day)


@lru_cache(maxsize=4096)  # actions begin and end on the same few days
def _share_between(year: int, start: date, end: date | None, rule: EffectRule, cutoff_day: int) -> Fraction:
    """Give how much of the year lies between two days."""
    first = date(year, 1, 1) if start.year < year else start
    last = date(year, 12, 31) if end is None or end.year > year else end
    if first.year > year or last.year < year:
        return Fraction(0)
    if rule is EffectRule.DAYS:
        return Fraction((last - first).days + 1, (date(year + 1, 1, 1) - date(year, 1, 1)).days)
    late = Fraction(1, 2) if rule is EffectRule.HALF_MONTHS else Fraction(1)
    begins = first.month - 1 + (0 if first.day <= cutoff_day else late)
    whole = last.day >= cutoff_day or last.day >= _days_in_month(last)
    ends = last.month if whole else last.month - late
    return max(Fraction(0), Fraction(ends - begins, _MONTHS))


def _days_in_month(day: date) -> int:
    after = date(day.year + day.month // _MONTHS, day.month % _MONTHS + 1, 1)
    return (after - day.replace(day=1)).days


def part_of(effect: Effect, share: Fraction) -> Effect:
    """Give a share of an effect; money is rounded half up to whole kronor."""
    low = _part(effect.low, share)
    return Effect(low, low if effect.high is effect.low else _part(effect.high, share))


def _part(quantity: Quantity, share: Fraction) -> Quantity:
    decimals = 0 if quantity.dimension is Dimension.MONEY else 2
    value = rounded(quantity.value * share, decimals)
    return Quantity(value, quantity.unit, quantity.decimals, quantity.approximate, quantity.in_clock)


def action_effect(action: Action, year: int, organisation: Organisation) -> ActionEffect:
    """Give an action's effects in a year."""
    full = action.full_effect
    share = share_of_year(year, action, organisation.effect_rule, organisation.cutoff_day)
    if full is not None and share is None and full.high.value == 0:
        share = Fraction(0)
    computed = part_of(full, share) if full is not None and share is not None else None
    return ActionEffect(action, action.effect_this_year or computed, full, computed)


def plan_effects(document: PlanDocument, organisation: Organisation) -> PlanEffects:
    """Give the effects of a plan's actions, in the plan's order."""
    return _plan_effects(Same(document), Same(organisation))


@remembered(256)  # the rules of a document follow each other, and most of them ask; so do its macros
def _plan_effects(document: Same[PlanDocument], organisation: Same[Organisation]) -> PlanEffects:
    plan, year = document.value.plan, document.value.year
    return PlanEffects(action_effect(action, year, organisation.value) for action in plan.actions)


def this_year(effect: ActionEffect) -> Effect | None:
    """Choose an action's effect this year."""
    return effect.this_year


def full_year(effect: ActionEffect) -> Effect | None:
    """Choose an action's full-year effect."""
    return effect.full_year


def total_this_year(effects: Iterable[ActionEffect]) -> Total:
    """Sum the effects this year; every action's rounded amount is summed."""
    return total_chosen(effects, this_year)


def total_full_year(effects: Iterable[ActionEffect]) -> Total:
    """Sum the full-year effects."""
    return total_chosen(effects, full_year)


def total_chosen(effects: Iterable[ActionEffect], chosen: Chosen) -> Total:
    """Sum the effects that are chosen."""
    return effects.total(chosen) if isinstance(effects, PlanEffects) else _total_of(effects, chosen)


def _total_of(effects: Iterable[ActionEffect], chosen: Chosen) -> Total:
    return total((each.action, chosen(each)) for each in effects)


def total(effects: Iterable[tuple[Action, Effect | None]]) -> Total:
    """Sum effects by what they measure. Intervals add as intervals; kronor, hours and positions never mix."""
    sums: dict[Dimension, Effect] = {}
    left_out: list[Action] = []
    for action, effect in effects:
        if effect is None:
            left_out.append(action)
            continue
        bare = Effect(effect.low, effect.high) if effect.wording else effect
        known = sums.get(effect.dimension)
        sums[effect.dimension] = bare if known is None else known + bare
    return Total(sums, tuple(left_out))


def total_of_totals(totals: Iterable[Total]) -> Total:
    """Sum totals, as for a municipality over its plans."""
    sums: dict[Dimension, Effect] = {}
    left_out: list[Action] = []
    for each in totals:
        for dimension, effect in each.sums.items():
            sums[dimension] = sums[dimension] + effect if dimension in sums else effect
        left_out += each.left_out
    return Total(sums, tuple(left_out))


def coverage(effect: Effect | None, requirement: Quantity | None) -> Fraction | None:
    """Give how much of the savings requirement (*åtgärdskrav*) the effect covers; the lower end counts."""
    if requirement is None or not requirement.value:
        return None
    return (effect.low.value if effect else Fraction(0)) / requirement.value
