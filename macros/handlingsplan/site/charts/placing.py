"""Where charts stand by themselves: on plans' pages and on the page of a municipality and year.

A chart that a plan's own text places with a macro is not drawn again.
"""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from handlingsplan.model.archive import PlanDocument
from handlingsplan.site.charts.drawing import Chart, chart_html
from handlingsplan.site.charts.of_plans import (
    has_amount,
    key_figure_chart_of,
    requirement_chart_of,
    waterfall_chart_of,
)
from handlingsplan.site.context import TextContext

_NOTHING = Markup("")


def placed(context: TextContext, chart: Chart | None) -> Markup:
    """Draw a chart under a name that no other chart of the page has."""
    return chart_html(chart, context.chart_name()) if chart is not None else _NOTHING


def requirement_part(context: TextContext, plans: Sequence[PlanDocument]) -> Markup:
    """Draw requirement against effect for plans of one year, where there is a requirement."""
    if len(plans) == 1 and _placed_by(plans[0], "diagram_krav("):
        return _NOTHING
    return placed(context, requirement_chart_of(context, plans)) if plans else _NOTHING


def waterfall_part(context: TextContext, plan: PlanDocument) -> Markup:
    """Draw the way from deficit or requirement to what is left, where there is something to take away."""
    drawn = plan.plan.requirement is not None and has_amount(context, plan)
    if not drawn or _placed_by(plan, "diagram_vattenfall("):
        return _NOTHING
    return placed(context, waterfall_chart_of(context, plan))


def key_figure_part(context: TextContext, plan: PlanDocument) -> Markup:
    """Draw a plan's key figures, where it has any with an outcome or a target."""
    if not plan.plan.key_figures or _placed_by(plan, "diagram_nyckeltal("):
        return _NOTHING
    return placed(context, key_figure_chart_of(context, plan))


def _placed_by(plan: PlanDocument, macro: str) -> bool:
    return plan.narrative is not None and macro in plan.narrative.text
