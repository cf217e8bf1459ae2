"""Macros of follow-ups, for plans and reports: how things stand, realised against planned, risks, the case."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial

from markupsafe import Markup

from handlingsplan.analysis.cases import Document
from handlingsplan.analysis.schedule import plan_periods
from handlingsplan.analysis.standing import Standing, standing
from handlingsplan.model.archive import PlanDocument
from handlingsplan.site.arguments import MacroError
from handlingsplan.site.context import TextContext, block
from handlingsplan.site.follow_up.case_chain import chain_html
from handlingsplan.site.follow_up.progress_tables import action_progress_grid, risk_grid, unit_progress_grid
from handlingsplan.site.follow_up.standing_parts import standing_html, unknown_html
from handlingsplan.site.grids import draw
from handlingsplan.site.unseen import LONGEST_ROW
from handlingsplan.text.dates import long_date


@block
def how_it_stands(context: TextContext) -> str:
    """How a report's units, or a plan, stand at the report's period: the answer, the figures, what is not known."""
    plans, day = _plans(context), _day(context)
    drawn = partial(_standing_html, context, plans, day)
    return context.library.fragments.put_later(drawn, LONGEST_ROW * (len(plans) + 1))


def _standing_html(context: TextContext, plans: Sequence[PlanDocument], day: date) -> Markup:
    periods = [
        each
        for plan in plans
        for each in plan_periods(plan, context.home.organisation, day)
        if each.period.end <= day
    ]
    return standing_html(context, _standing(context, plans, day), periods, level=3)


@block
def follow_up_table(context: TextContext, unit: str = "", caption: str = "") -> str:
    """Realised against planned: the actions of one plan, or the units of a report."""
    day = _day(context)
    if unit or context.plan is not None:
        plan = context.plan_of(unit)
        progress = context.library.plan_progress(context.home, plan, day)
        title = caption or f"{plan.placement.unit.name} per {long_date(day)}"
        return context.library.fragments.put(draw(action_progress_grid(context, progress, title)))
    stood = _standing(context, _plans(context), day).plans
    grid = unit_progress_grid(context, stood, caption or f"Enheterna per {long_date(day)}")
    return context.library.fragments.put(draw(grid))


@block
def risk_table(context: TextContext, unit: str = "", caption: str = "") -> str:
    """The risks of a plan or of a report's units, with how they turned out."""
    plans = [context.plan_of(unit)] if unit else _plans(context)
    risks = [risk for each in _standing(context, plans, _day(context)).plans for risk in each.risks]
    if not risks:
        raise MacroError("inga risker finns i planerna; skriv dem under risker i plan.yml")
    return context.library.fragments.put(draw(risk_grid(context, risks, caption or "Risker och vad det blev av dem")))


@block
def not_known(context: TextContext) -> str:
    """What is not known about a report's units or a plan, as a list; nothing when everything is known."""
    html = unknown_html(_standing(context, _plans(context), _day(context)))
    return context.library.fragments.put(html) if html else ""


@block
def case_steps(context: TextContext) -> str:
    """The decisions in the case of a plan or report, with the assignments that are still open."""
    document: Document | None = context.report or context.plan
    html = chain_html(context, [document] if document else [])
    if not html:
        raise MacroError("dokumentet har inga beslut; skriv dem under beslut")
    return context.library.fragments.put(html)


def _plans(context: TextContext) -> list[PlanDocument]:
    if context.plan is not None or context.report is None:
        return [context.plan_of()]
    if not context.report.report.units:
        raise MacroError("rapporten har inga enheter; skriv dem under enheter i rapport.yml")
    return [context.plan_of(each) for each in context.report.report.units]


def _day(context: TextContext) -> date:
    """Give the day that a text tells of: the report's period, else its date, else the day of the build."""
    given = context.report.report if context.report else None
    return (given.period or given.date if given else None) or context.library.today


def _standing(context: TextContext, plans: Sequence[PlanDocument], day: date) -> Standing:
    return standing(context.home, plans, plans[0].year, day)
