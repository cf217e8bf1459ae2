"""How the amounts of a plan's actions have changed from version to version, as a chart for each that has."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from markupsafe import Markup

from handlingsplan.analysis.history import ActionAmounts, PlanStep
from handlingsplan.site.charts.drawing import Chart
from handlingsplan.site.charts.over_time import Series, over_time_chart
from handlingsplan.site.charts.placing import placed
from handlingsplan.site.context import TextContext
from handlingsplan.text.quantities import Quantity

#: A page of charts is no overview; the sentences below tell of the rest.
_MOST_CHARTS = 8
#: A version and what an action gave in it, this year and over a full year.
Amounts = list[tuple[PlanStep, Quantity | None, Quantity | None]]


def amount_charts(context: TextContext, steps: Sequence[PlanStep]) -> list[Markup]:
    """Draw the amounts of each action where one of them has changed, in the order of the plan."""
    known = [(step, step.figures) for step in steps if step.figures]
    if not known:
        return []
    drawn = []
    for action, latest in known[-1][1].amounts.items():
        amounts = _amounts([(step, then.amounts[action]) for step, then in known if action in then.amounts])
        if len({each[1:] for each in amounts}) > 1:
            drawn.append(placed(context, _chart(latest.name, known[0][1].year, amounts)))
    return drawn[:_MOST_CHARTS]


def _amounts(told: list[tuple[PlanStep, ActionAmounts]]) -> Amounts:
    """Give the amounts where they change, and the last as it stands."""
    amounts = [(step, each.this_year, each.full_year) for step, each in told]
    changed = [next(same) for _, same in groupby(amounts, key=lambda each: each[1:])]
    return changed if changed[-1][0] is amounts[-1][0] else [*changed, amounts[-1]]


def _chart(action: str, year: int, amounts: Amounts) -> Chart:
    this_year, full_year = [each[1] for each in amounts], [each[2] for each in amounts]
    name = f"Effekt {year}"
    series = [Series(name, this_year), Series("Helårseffekt", full_year)]
    if this_year == full_year:
        series = [Series(f"{name} och helårseffekt", this_year)]
    known = [each for each in series if any(value is not None for value in each.values)]
    return over_time_chart(f"{action}: beloppen över tid", _moments(amounts), known)


def _moments(amounts: Amounts) -> list[str]:
    """Give the day of each version, with the time where the day has several."""
    days = [each[0].step.day for each in amounts]
    return [
        f"{day} {each[0].step.commit.committed:%H:%M}"
        if each[0].step.commit and days.count(day) > 1
        else str(day or "inte incheckat")
        for day, each in zip(days, amounts, strict=True)
    ]
