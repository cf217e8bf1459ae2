"""Realised against planned over time: the forecast and what was reached, follow-up by follow-up, as a chart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from markupsafe import Markup

from handlingsplan.analysis.effects import total_of_totals
from handlingsplan.analysis.progress import PlanProgress, follow_up_days
from handlingsplan.model.archive import PlanDocument
from handlingsplan.site.charts.drawing import Chart
from handlingsplan.site.charts.over_time import Level, Series, over_time_chart
from handlingsplan.site.charts.placing import placed
from handlingsplan.site.context import TextContext
from handlingsplan.site.follow_up.progress_traces import opened_total
from handlingsplan.text.quantities import Dimension, Quantity, Unit, money

#: One point is no development.
_FEWEST = 2
#: Each line with the total of a plan's progress that it shows.
_LINES = (("Prognos i år", "forecast"), ("Effekt hittills", "so_far"), ("Planerat i år", "planned"))


def over_time_html(context: TextContext, plans: Sequence[PlanDocument], until: date, title: str) -> Markup:
    """Draw how the forecast of plans of one year has changed; nothing before there are two follow-ups."""
    # A month has one place along the chart: that of its last follow-up.
    days = list({f"{day:%Y-%m}": day for day in follow_up_days(plans) if day <= until}.values())
    stood = [[context.library.plan_progress(context.home, plan, day) for plan in plans] for day in days]
    series = [Series(name, [_amount(chosen, each) for each in stood]) for name, chosen in _LINES]
    known = [each for each in series if any(value is not None for value in each.values)]
    if len(days) < _FEWEST or not known:
        return Markup("")
    required = [plan.plan.requirement for plan in plans if plan.plan.requirement]
    level = Level("Åtgärdskrav", _in_tkr(sum(required[1:], required[0]))) if required else None
    chart = over_time_chart(title, [f"{day:%Y-%m}" for day in days], known, level)
    return placed(context, _opened(context, chart, stood))


def _opened(context: TextContext, chart: Chart, stood: Sequence[Sequence[PlanProgress]]) -> Chart:
    """Let the numbers behind the chart be links to their notes."""
    names = dict(_LINES)
    rows = []
    for row in chart.numbers.rows:
        title, *cells = row.cells
        openers = [opened_total(context, each, names[str(title)])[1] for each in stood]
        shown = [opener(Dimension.MONEY, cell) for opener, cell in zip(openers, cells, strict=True)]
        rows.append(replace(row, cells=[title, *shown]))
    return replace(chart, numbers=replace(chart.numbers, rows=rows))


def _amount(chosen: str, plans: Sequence[PlanProgress]) -> Quantity | None:
    """Give the sum in kronor; of an interval its lower end, which is what is counted on."""
    total = total_of_totals(getattr(each, chosen) for each in plans).money
    return _in_tkr(total.low) if total else None


def _in_tkr(amount: Quantity) -> Quantity:
    return money(amount.value, Unit.TKR)
