"""What the charts of plans show: a plan, the units of a year or a report, a plan's key figures."""

from __future__ import annotations

from collections.abc import Sequence

from handlingsplan.analysis.effects import Total, total_full_year, total_of_totals, total_this_year
from handlingsplan.model.archive import PlanDocument
from handlingsplan.model.plan import KeyFigure
from handlingsplan.site.charts.drawing import Chart
from handlingsplan.site.charts.key_figures import Measured, key_figure_chart
from handlingsplan.site.charts.opened_numbers import opened_fall_numbers, opened_outcomes, opened_requirement_numbers
from handlingsplan.site.charts.requirement import Required, requirement_chart
from handlingsplan.site.charts.waterfall import Fall, Step, waterfall_chart
from handlingsplan.site.charts.wording import exact
from handlingsplan.site.context import TextContext
from handlingsplan.text.quantities import Quantity
from handlingsplan.text.words import suggestion


def requirement_chart_of(context: TextContext, plans: Sequence[PlanDocument], title: str = "") -> Chart | None:
    """Draw requirement against effect for plans of one year; None when none of them has a requirement."""
    units = [(plan, _required(context, plan)) for plan in plans]
    drawn = [(plan, unit) for plan, unit in units if unit.requirement or unit.this_year or unit.full_year]
    shown = [unit for _, unit in drawn]
    if not any(unit.requirement for unit in shown):
        return None
    whole = _whole(context, plans) if len(shown) > 1 else None
    year = plans[0].year
    name = f"per enhet {year}" if len(plans) > 1 else f"{year}, {plans[0].placement.unit.name}"
    chart = requirement_chart(title or f"Åtgärdskrav och effekt {name}", year, shown, whole)
    return opened_requirement_numbers(context, [plan for plan, _ in drawn], chart)


def _required(context: TextContext, plan: PlanDocument) -> Required:
    this_year, full_year = _totals(context, plan)
    return _unit(plan.placement.unit.name, plan.plan.requirement, this_year, full_year)


def _totals(context: TextContext, plan: PlanDocument) -> tuple[Total, Total]:
    effects = context.library.plan_effects(context.home, plan)
    return total_this_year(effects), total_full_year(effects)


def _unit(name: str, requirement: Quantity | None, this_year: Total, full_year: Total) -> Required:
    return Required(name, requirement, this_year.money, full_year.money, len(this_year.left_out))


def _whole(context: TextContext, plans: Sequence[PlanDocument]) -> Required:
    """Give all units as one."""
    pairs = [_totals(context, plan) for plan in plans]
    required = [plan.plan.requirement for plan in plans if plan.plan.requirement]
    requirement = sum(required[1:], required[0]) if required else None
    this_year, full_year = (total_of_totals(pair[number] for pair in pairs) for number in (0, 1))
    return _unit("Alla enheter", requirement, this_year, full_year)


def waterfall_chart_of(context: TextContext, plan: PlanDocument, full_year: bool = False, title: str = "") -> Chart:
    """Draw the way from a plan's deficit, else its requirement, to what is left; raises ValueError without both."""
    name, start = _start(plan)
    effects = context.library.plan_effects(context.home, plan)
    steps = [Step(each.action.name, each.full_year if full_year else each.this_year) for each in effects]
    when = "helår" if full_year else plan.year
    given = title or f"Från {name.lower()} till resultat {when}, {plan.placement.unit.name}"
    chart = waterfall_chart(given, Fall(name, start, steps))
    return opened_fall_numbers(context, plan, chart, name, full_year)


def _start(plan: PlanDocument) -> tuple[str, Quantity]:
    position = plan.plan.starting_position
    if position is not None and position.shortfall is not None:
        return "Underskott", exact(position.shortfall)
    if plan.plan.requirement is None:
        raise ValueError("planen har varken underskott eller åtgärdskrav att börja från")
    return "Åtgärdskrav", exact(plan.plan.requirement)


def has_amount(context: TextContext, plan: PlanDocument) -> bool:
    """Whether a plan has at least one action with an amount in kronor this year."""
    return _totals(context, plan)[0].money is not None


def key_figure_chart_of(
    context: TextContext, plan: PlanDocument, figure_id: str = "", title: str = ""
) -> Chart | None:
    """Draw a plan's key figures, or one of them; None when no outcome or target is known."""
    known = {each.id: each for each in plan.plan.key_figures}
    if figure_id and figure_id not in known:
        raise ValueError(f"planen har inget nyckeltal «{figure_id}»{suggestion(figure_id, known)}")
    chosen = [known[figure_id]] if figure_id else list(known.values())
    measured = [(figure, _measured(context, plan, figure)) for figure in chosen]
    drawn = [(figure, each) for figure, each in measured if each.outcomes or each.target]
    given = title or f"Nyckeltal och mål, {plan.placement.unit.name}"
    if not drawn:
        return None
    chart = key_figure_chart(given, [each for _, each in drawn])
    return opened_outcomes(context, plan, [figure for figure, _ in drawn], chart)


def _measured(context: TextContext, plan: PlanDocument, figure: KeyFigure) -> Measured:
    outcomes = sorted(context.outcomes(figure, plan.unit).items())
    return Measured(figure.name, figure.target, figure.direction, outcomes)
