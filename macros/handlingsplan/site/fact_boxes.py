"""Boxes of facts: an action's, a plan's cover, a report's head."""

from __future__ import annotations

from functools import partial

from markupsafe import Markup, escape

from handlingsplan.analysis.effects import ActionEffect
from handlingsplan.model.archive import Municipality, PlanDocument, ReportDocument
from handlingsplan.model.base import Placeholder
from handlingsplan.model.effect import Effect
from handlingsplan.model.plan import Duration
from handlingsplan.site.context import TextContext
from handlingsplan.site.effect_tables import effect_text
from handlingsplan.site.origins import Trace
from handlingsplan.site.rendering import piece, render
from handlingsplan.site.statements import (
    comments_are_filled_in,
    current_status,
    follow_up_comment,
    latest_follow_up,
    status_badge,
)
from handlingsplan.site.tiles import against_last_year, sufficiency_tiles
from handlingsplan.site.tracing import (
    action_trace,
    opened,
    opened_full_year,
    opened_this_year,
    this_year_formula,
)
from handlingsplan.site.unseen import LONGEST_ROW
from handlingsplan.text.dates import long_date
from handlingsplan.text.numbers import MINUS
from handlingsplan.text.vocabulary import swedish
from handlingsplan.text.words import listed

Fact = tuple[str, str | Markup]


def fact_box_html(context: TextContext, plan: PlanDocument, effect: ActionEffect, named: bool = True) -> Markup:
    """Draw an action's facts; only what is known is shown. `named` puts the action's name above them."""
    facts = _action_facts(context, plan, effect)
    return render("faktaruta.html", name=effect.action.name, named=named, facts=facts)


def put_fact_box(context: TextContext, plan: PlanDocument, effect: ActionEffect, named: bool = True) -> str:
    """Put an action's facts aside; what was said of it in follow-ups may hold macros, which count."""
    drawn = partial(fact_box_html, context, plan, effect, named)
    if comments_are_filled_in(plan):
        return context.library.fragments.put(drawn())
    return context.library.fragments.put_later(drawn, LONGEST_ROW)


def _action_facts(context: TextContext, plan: PlanDocument, effect: ActionEffect) -> list[Fact]:
    action = effect.action
    follow_up = latest_follow_up(plan, action)
    comment = follow_up_comment(context, plan, action, follow_up) if follow_up else ""
    facts: list[tuple[str, object]] = [
        ("Status", status_badge(current_status(plan, action))),
        ("Startdatum", long_date(action.start_date) if action.start_date else ""),
        ("Ger effekt från", long_date(action.effect_start) if action.effect_start else ""),
        ("Slutdatum", long_date(action.end_date) if action.end_date else ""),
        ("Varaktighet", action.duration.value.capitalize() if action.duration is not Duration.PERMANENT else ""),
        (f"Effekt {plan.year}", _this_year(context, plan, effect)),
        ("Så är den räknad", _formula(context, plan, effect)),
        ("Helårseffekt", _full_year(context, plan, effect)),
        ("Beräkning", str(action.calculation) if action.calculation else ""),
        ("Effekten är inte beräknad", action.not_calculated),
        ("Omställningskostnad", str(action.transition_cost) if action.transition_cost else ""),
        (f"Netto {plan.year}", _net(context, plan, effect) if action.transition_cost else ""),
        ("Ansvarig", action.responsible_role),
        (f"Uppföljning {follow_up.day}" if follow_up else "", comment),
    ]
    return [(name, value if isinstance(value, Markup) else str(value)) for name, value in facts if name and value]


def _this_year(context: TextContext, plan: PlanDocument, effect: ActionEffect) -> str | Markup:
    if effect.this_year is None:
        return ""
    text = effect_text(effect.this_year)
    if effect.action.effect_this_year is None:
        return opened_this_year(context, plan, effect, text)
    if not effect.differs:
        return text
    html = Markup('{} <span class="hp-beraknat">(uppgivet; beräknat: {})</span>')
    reckoned = opened_this_year(context, plan, effect, effect_text(effect.computed_this_year))
    return html.format(text, reckoned)


def _full_year(context: TextContext, plan: PlanDocument, effect: ActionEffect) -> str | Markup:
    if effect.full_year is None:
        return ""
    return opened_full_year(context, plan, effect, effect_text(effect.full_year))


def _formula(context: TextContext, plan: PlanDocument, effect: ActionEffect) -> str:
    """Give the formula of an effect this year that is computed, where it is not simply the full-year effect."""
    if effect.action.effect_this_year is not None or effect.computed_this_year == effect.full_year:
        return ""
    return this_year_formula(plan, context.home, effect)


def _net(context: TextContext, plan: PlanDocument, effect: ActionEffect) -> str | Markup:
    """Give the effect this year less the one-off cost."""
    cost, gross = effect.action.transition_cost, effect.this_year
    if cost is None or gross is None or gross.dimension is not cost.dimension:
        return ""
    net = str(Effect(gross.low - cost, gross.high - cost))
    origins = action_trace(plan, effect, "transition_cost").origins
    return opened(context, net, net, Trace(f"{Effect(gross.low, gross.high)} {MINUS} {cost}", origins))


def cover_html(plan: PlanDocument, municipality: Municipality) -> Markup:
    """Draw the plan's cover box: the fields of the municipal form, missing ones said to be missing."""
    given, place = plan.plan, plan.placement
    fields = {
        "document_type": given.document_type.value,
        "deciding_body": given.deciding_body or place.committee.name,
        "decision_date": given.decision_date,
        "case_number": given.case_number,
        "applies_to": given.applies_to or place.unit.name,
        "validity": given.validity,
        "revise_by": given.revise_by,
        "document_owner": given.document_owner,
    }
    facts = [(swedish(name).capitalize(), _cover_value(value)) for name, value in fields.items() if value]
    missing = [swedish(name) for name, value in fields.items() if not value]
    if missing:
        facts.append(("Saknas", piece('<span class="hp-saknas">{}</span>', listed(missing))))
    organisation = [municipality.organisation.name, place.committee.administration, place.department.name]
    return render(
        "omslag.html",
        status=status_badge(given.status),
        organisation=" · ".join(each for each in organisation if each),
        facts=facts,
    )


def _cover_value(value: object) -> Markup:
    if isinstance(value, Placeholder):
        return piece('{} <span class="hp-saknas">(ej ifyllt)</span>', value)
    return escape(str(value))


def tiles_html(context: TextContext, plan: PlanDocument) -> Markup:
    """Draw the plan's figures that answer "is it enough?": requirement, effects, coverage."""
    known = [(plan, context.library.plan_effects(context.home, plan))]
    tiles = sufficiency_tiles(context, plan.year, known)
    earlier = context.home.plan(plan.year - 1, plan.unit)
    if earlier is not None:
        before = [(earlier, context.library.plan_effects(context.home, earlier))]
        tiles = against_last_year(context, tiles, plan.year, known, before)
    return render("siffror.html", tiles=tiles)


def report_head_html(report: ReportDocument, municipality: Municipality) -> Markup:
    """Draw a report's head: to whom, when, case number, who."""
    given = report.report
    committees = municipality.organisation.committees
    facts: list[Fact] = [
        ("Till", given.body or (committees[0].name if committees else "")),
        ("Typ", given.kind.value.capitalize()),
        ("Datum", str(given.date or "")),
        ("Läget per", str(given.period or "")),
        ("Diarienummer", given.case_number),
        ("Handläggare", given.handler),
    ]
    return render(
        "omslag.html",
        status="",
        organisation=municipality.organisation.name,
        facts=[(name, value) for name, value in facts if value],
    )
