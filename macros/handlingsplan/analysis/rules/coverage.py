"""Rules of the savings requirement (*åtgärdskrav*): whether it is met, by which amounts, gross and net."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from handlingsplan.analysis.effects import ActionEffect, plan_effects, total_full_year, total_this_year
from handlingsplan.model.archive import Municipality, PlanDocument
from handlingsplan.model.effect import Effect
from handlingsplan.model.plan import Action
from handlingsplan.text.numbers import format_percent
from handlingsplan.text.places import Problem, remark
from handlingsplan.text.quantities import Dimension, Quantity
from handlingsplan.text.vocabulary import swedish
from handlingsplan.text.words import plural


def check_coverage(document: PlanDocument, municipality: Municipality) -> Iterator[Problem]:
    """Check that a unit with a requirement has amounts that meet it, this year and over a full year."""
    requirement = document.plan.requirement
    if requirement is None or requirement.value <= 0:
        return
    effects = plan_effects(document, municipality.organisation)
    this_year, full_year = total_this_year(effects), total_full_year(effects)
    place = document.facts.place(swedish("savings_requirement"))
    key = swedish("savings_requirement")
    if this_year.money is None and full_year.money is None:
        message = f"enheten ska spara {requirement}, men ingen åtgärd har ett belopp"
        yield remark("krav-utan-belopp", place, message, key)
    elif _lacks(requirement, this_year.money) or _lacks(requirement, full_year.money):
        shares = f"{_said(requirement, this_year.money, 'i år')} och {_said(requirement, full_year.money, 'helår')}"
        message = f"åtgärdskravet {requirement} täcks till {shares}"
        if without := sum(not _has_amount(each) for each in effects):
            message += f"; {plural(without, 'åtgärd', 'åtgärder')} saknar belopp"
        yield remark("krav-täcks-inte", place, message, key)


def _has_amount(effect: ActionEffect) -> bool:
    given = (effect.this_year, effect.full_year)
    return any(each is not None and each.dimension is Dimension.MONEY for each in given)


def _lacks(requirement: Quantity, effect: Effect | None) -> bool:
    return effect is not None and effect.low.value < requirement.value


def _said(requirement: Quantity, effect: Effect | None, when: str) -> str:
    if effect is None:
        return f"okänd del {when}"
    return f"{format_percent(effect.low.value / requirement.value)} {when} ({effect})"


def check_one_off_costs(document: PlanDocument, municipality: Municipality) -> Iterator[Problem]:
    """Show the net where an action's one-off cost (*omställningskostnad*) changes how the requirement is met."""
    requirement = document.plan.requirement
    effects = plan_effects(document, municipality.organisation)
    gross = total_this_year(effects).money
    costs = [cost for effect in effects if (cost := _cost_this_year(effect.action, document.year))]
    if requirement is None or requirement.value <= 0 or gross is None or not costs:
        return
    net = gross.low.value - sum(cost.value for cost in costs)
    if net >= requirement.value:
        return
    shares = format_percent(gross.low.value / requirement.value), format_percent(net / requirement.value)
    for index, effect in enumerate(effects):
        cost = _cost_this_year(effect.action, document.year)
        if cost is not None:
            said = f"åtgärden «{effect.action.name}» {_before_and_after(effect.this_year, cost)}"
            message = f"{said}; åtgärdskravet täcks till {shares[0]} före och {shares[1]} efter sådana kostnader"
            place = document.facts.place(swedish("actions"), index, swedish("transition_cost"))
            yield remark("netto-skiljer", place, message, effect.action.id)


def _cost_this_year(action: Action, year: int) -> Quantity | None:
    """Give the one-off cost that falls in the year: when the action starts, or when that is not known."""
    cost, start = action.transition_cost, action.start_date or action.effect_start
    if cost is None or cost.value <= 0 or (start is not None and start.year != year):
        return None
    return cost


def _before_and_after(effect: Effect | None, cost: Quantity) -> str:
    if effect is None or effect.dimension is not Dimension.MONEY:
        return f"har omställningskostnaden {cost}"
    net = replace(effect.low - cost, approximate=False)
    return f"ger {effect} i år före omställningskostnaden {cost}, men {net} efter"
