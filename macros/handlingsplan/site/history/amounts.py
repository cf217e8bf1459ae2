"""How the amounts of a plan's actions have changed from version to version, as a chart for each that has."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from markupsafe import Markup

from handlingsplan.analysis.effects import ActionEffect, plan_effects
from handlingsplan.analysis.history import PlanStep
from handlingsplan.model.effect import Effect
from handlingsplan.site.charts.drawing import Chart
from handlingsplan.site.charts.over_time import Series, over_time_chart
from handlingsplan.site.charts.placing import placed
from handlingsplan.site.context import TextContext
from handlingsplan.text.quantities import Dimension, Quantity, money

#: A page of charts is no overview; the sentences below tell of the rest.
_MOST_CHARTS = 8
#: A moment and what an action gave then; None where the plan did not have it.
Moments = list[tuple[str, ActionEffect | None]]
Amounts = list[tuple[str, Quantity | None, Quantity | None]]


def amount_charts(context: TextContext, steps: Sequence[PlanStep]) -> list[Markup]:
    """Draw the amounts of each action where one of them has changed, in the order of the plan."""
    states = [(_moment(each, steps), each.state) for each in steps if each.state]
    if not states:
        return []
    effects = [
        (moment, {each.action.id: each for each in plan_effects(state.plan, state.organisation)})
        for moment, state in states
    ]
    year, known = states[-1][1].plan.year, effects[-1][1]
    drawn = []
    for name, latest in known.items():
        amounts = _amounts([(moment, found.get(name)) for moment, found in effects])
        if len({each[1:] for each in amounts}) > 1:
            drawn.append(placed(context, _chart(latest.action.name, year, amounts)))
    return drawn[:_MOST_CHARTS]


def _chart(name: str, year: int, amounts: Amounts) -> Chart:
    series = [
        Series(f"Effekt {year}", [each[1] for each in amounts]),
        Series("Helårseffekt", [each[2] for each in amounts]),
    ]
    known = [each for each in series if any(value is not None for value in each.values)]
    return over_time_chart(f"{name}: beloppen över tid", [each[0] for each in amounts], known)


def _moment(part: PlanStep, steps: Sequence[PlanStep]) -> str:
    """Give the day of a version, with the time when the day has several."""
    day, commit = part.step.day, part.step.commit
    if day is None or commit is None:
        return "inte incheckat"
    same = sum(each.step.day == day for each in steps)
    return f"{day} {commit.committed:%H:%M}" if same > 1 else str(day)


def _amounts(moments: Moments) -> Amounts:
    """Give the amounts in kronor where they change, and the last as it stands; of an interval its lower end."""
    told = [(moment, _low(each.this_year), _low(each.full_year)) for moment, each in moments if each]
    changed = [next(same) for _, same in groupby(told, key=lambda each: each[1:])]
    return changed if not told or changed[-1] == told[-1] else [*changed, told[-1]]


def _low(effect: Effect | None) -> Quantity | None:
    return money(effect.low.value) if effect and effect.dimension is Dimension.MONEY else None
