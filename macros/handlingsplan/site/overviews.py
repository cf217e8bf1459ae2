"""How things stand across plans: cards, tiles, lists of plans and the register of actions."""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup

from handlingsplan.analysis.effects import (
    Total,
    total_full_year,
    total_of_totals,
    total_this_year,
)
from handlingsplan.model.archive import Municipality, PlanDocument
from handlingsplan.model.plan import Action
from handlingsplan.site.charts.placing import requirement_part
from handlingsplan.site.context import TextContext
from handlingsplan.site.effect_tables import NOTHING, effect_text, total_text, unit_grid
from handlingsplan.site.grids import Grid, GridRow, Heading, draw
from handlingsplan.site.rendering import render
from handlingsplan.site.statements import current_status, status_badge
from handlingsplan.site.sufficiency_table import sufficiency_html
from handlingsplan.site.tiles import Tile, sufficiency_tiles
from handlingsplan.text.quantities import Quantity
from handlingsplan.text.words import plural


def _totals(context: TextContext, plans: Iterable[tuple[Municipality, PlanDocument]]) -> tuple[Total, Total]:
    """Give the totals this year and full year over plans."""
    effects = [context.library.plan_effects(municipality, plan) for municipality, plan in plans]
    return (
        total_of_totals(total_this_year(each) for each in effects),
        total_of_totals(total_full_year(each) for each in effects),
    )


def _required(plans: Iterable[PlanDocument]) -> Quantity | None:
    """Give the sum of the plans' savings requirements; None when no plan has one."""
    required = [plan.plan.requirement for plan in plans if plan.plan.requirement]
    return sum(required[1:], required[0]) if required else None


def site_tiles(context: TextContext) -> Markup:
    """Draw how many plans, actions and reports the site has."""
    archive = context.library.archive
    plans = list(archive.plans())
    tiles = [
        Tile("Kommuner", str(len(archive.municipalities))),
        Tile("Handlingsplaner", str(len(plans))),
        Tile("Åtgärder", str(sum(len(plan.plan.actions) for plan in plans))),
        Tile("Rapporter till nämnd", str(len(list(archive.reports())))),
    ]
    return render("siffror.html", tiles=tiles)


def municipality_cards(context: TextContext, level: int = 3) -> Markup:
    """Draw a card for each municipality and year, with headings of a level: requirement, effects, coverage."""
    cards = [
        _card(context, municipality, year)
        for municipality in context.library.archive.municipalities
        for year in municipality.years()
    ]
    return render("kommunlista.html", cards=cards, level=level)


def _card(context: TextContext, municipality: Municipality, year: int) -> dict[str, object]:
    plans = [plan for plan in municipality.plans if plan.year == year]
    reports = [report for report in municipality.reports if report.year == year]
    this_year, full_year = _totals(context, ((municipality, plan) for plan in plans))
    facts = sufficiency_tiles(year, _required(plans), this_year, full_year) if plans else []
    words = [plural(len(plans), "plan", "planer")] if plans else []
    words += [plural(len(reports), "rapport", "rapporter")] if reports else []
    return {
        "title": f"{municipality.organisation.name} {year}",
        "href": context.link(f"{municipality.id}/{year}/"),
        "summary": ", ".join(words),
        "facts": facts,
    }


def year_html(context: TextContext, municipality: Municipality, year: int) -> Markup:
    """Draw a municipality's plans for a year with their totals, and its reports."""
    plans = [plan for plan in municipality.plans if plan.year == year]
    reports = [report for report in municipality.reports if report.year == year]
    caption = f"Handlingsplaner {year}, {municipality.organisation.name}"
    return render(
        "kommunar.html",
        table=draw(unit_grid(context, plans, caption)) if plans else Markup(""),
        sufficiency=sufficiency_html(context, plans, "Effekt"),
        chart=requirement_part(context, plans),
        reports=[(context.link(report.address), report.report.title) for report in reports],
    )


def register_html(context: TextContext) -> Markup:
    """Draw every action of every plan, with totals."""
    rows = []
    every: list[tuple[Municipality, PlanDocument]] = []
    for municipality in context.library.archive.municipalities:
        for plan in municipality.plans:
            every.append((municipality, plan))
            rows += _register_rows(context, municipality, plan)
    if not rows:
        return render("tomt.html", what="åtgärder")
    headings = [
        Heading("Åtgärd"),
        Heading("Kommun"),
        Heading("Enhet"),
        Heading("År", True),
        Heading("Startdatum"),
        Heading("Effekt i år", True),
        Heading("Helårseffekt", True),
        Heading("Status"),
    ]
    totals = _totals(context, every)
    footer = GridRow(["Totalt", "", "", "", "", total_text(totals[0]), total_text(totals[1]), ""], "summa")
    return draw(Grid(f"Alla åtgärder ({len(rows)} stycken)", headings, rows, [footer]))


def _register_rows(context: TextContext, municipality: Municipality, plan: PlanDocument) -> list[GridRow]:
    return [
        GridRow(
            [
                Markup('<a href="{}">{}</a>').format(
                    context.link(plan.address) + _fragment(plan, effect.action.id), effect.action.name
                ),
                municipality.organisation.name,
                plan.placement.unit.name,
                str(plan.year),
                str(effect.action.start_date or NOTHING),
                effect_text(effect.this_year) if effect.this_year else _not_known(effect.action),
                effect_text(effect.full_year),
                status_badge(current_status(plan, effect.action)),
            ]
        )
        for effect in context.library.plan_effects(municipality, plan)
    ]


def _not_known(action: Action) -> str:
    """Say in the register's narrow column that there is no figure; the plan says why."""
    return "Ej beräknad" if action.not_calculated else "Saknas"


def _fragment(plan: PlanDocument, action_id: str) -> str:
    """Give the address of an action's section in its page; the page itself when it has none."""
    section = plan.narrative.section_of(action_id) if plan.narrative else None
    return f"#{section.id}" if section else ""
