"""Realised against planned over time: the forecast and what was reached, follow-up by follow-up, as a chart."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from markupsafe import Markup

from handlingsplan.analysis.effects import Total, total_of_totals
from handlingsplan.analysis.progress import PlanProgress, follow_up_days, plan_progress
from handlingsplan.model.archive import PlanDocument
from handlingsplan.site.charts.over_time import Level, Series, over_time_chart
from handlingsplan.site.charts.placing import placed
from handlingsplan.site.context import TextContext
from handlingsplan.text.quantities import Quantity, Unit, money

#: One point is no development.
_FEWEST = 2
_LINES: tuple[tuple[str, Callable[[PlanProgress], Total]], ...] = (
    ("Prognos i år", lambda each: each.forecast),
    ("Effekt hittills", lambda each: each.so_far),
    ("Planerat i år", lambda each: each.planned),
)


def over_time_html(context: TextContext, plans: Sequence[PlanDocument], until: date, title: str) -> Markup:
    """Draw how the forecast of plans of one year has changed; nothing before there are two follow-ups."""
    # A month has one place along the chart: that of its last follow-up.
    days = list({f"{day:%Y-%m}": day for day in follow_up_days(plans) if day <= until}.values())
    stood = [[plan_progress(plan, context.home.organisation, day) for plan in plans] for day in days]
    series = [Series(name, [_amount(chosen, each) for each in stood]) for name, chosen in _LINES]
    known = [each for each in series if any(value is not None for value in each.values)]
    if len(days) < _FEWEST or not known:
        return Markup("")
    required = [plan.plan.requirement for plan in plans if plan.plan.requirement]
    level = Level("Åtgärdskrav", _in_tkr(sum(required[1:], required[0]))) if required else None
    return placed(context, over_time_chart(title, [f"{day:%Y-%m}" for day in days], known, level))


def _amount(chosen: Callable[[PlanProgress], Total], plans: Sequence[PlanProgress]) -> Quantity | None:
    """Give the sum in kronor; of an interval its lower end, which is what is counted on."""
    total = total_of_totals(chosen(each) for each in plans).money
    return _in_tkr(total.low) if total else None


def _in_tkr(amount: Quantity) -> Quantity:
    return money(amount.value, Unit.TKR)
