"""How things stand across plans: cards, tiles, lists of plans and the register of actions."""

from __future__ import annotations

from dataclasses import replace

from markupsafe import Markup

from handlingsplan.analysis.effects import ActionEffect
from handlingsplan.analysis.schedule import period_days
from handlingsplan.analysis.standing import committees_of
from handlingsplan.analysis.unit_totals import Known, unit_totals
from handlingsplan.model.archive import Municipality, PlanDocument
from handlingsplan.model.plan import Action
from handlingsplan.site.charts.placing import requirement_part
from handlingsplan.site.context import TextContext
from handlingsplan.site.effect_tables import effect_text, total_text
from handlingsplan.site.follow_up.addresses import period_address, standing_address
from handlingsplan.site.grids import Grid, GridRow, Heading, draw
from handlingsplan.site.origins import Trace
from handlingsplan.site.rendering import render
from handlingsplan.site.statements import current_status, status_badge
from handlingsplan.site.sufficiency_table import sufficiency_html
from handlingsplan.site.tiles import Tile, sufficiency_tiles
from handlingsplan.site.total_traces import NOTHING, Totals, full_year, plan_origins, this_year
from handlingsplan.site.tracing import action_address, opened
from handlingsplan.site.unit_table import unit_grid
from handlingsplan.text.dates import long_date
from handlingsplan.text.words import plural


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
    known = [(plan, context.library.plan_effects(municipality, plan)) for plan in plans]
    facts = [_led(context, f"{municipality.id}/{year}/", tile) for tile in sufficiency_tiles(context, year, known)]
    words = [plural(len(plans), "plan", "planer")] if plans else []
    words += [plural(len(reports), "rapport", "rapporter")] if reports else []
    return {
        "title": f"{municipality.organisation.name} {year}",
        "href": context.link(f"{municipality.id}/{year}/"),
        "year": year,
        "standings": [
            (context.link(standing_address(municipality, each, year)), each.name)
            for each in committees_of(municipality, year)
        ],
        "summary": ", ".join(words),
        "facts": facts if plans else [],
    }


def _led(context: TextContext, year: str, tile: Tile) -> Tile:
    """Let a card's figure lead to the year's page, where its note stands."""
    if tile.value == NOTHING:
        return tile
    link = Markup('<a class="hp-tal" href="{}#siffrornas-kallor" title="Visa hur talet räknats">{}</a>')
    return replace(tile, value=link.format(context.link(year), tile.value))


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
        standings=[
            (context.link(standing_address(municipality, each, year)), f"Läget för {each.name}")
            for each in committees_of(municipality, year)
        ],
        periods=[
            (context.link(period_address(municipality, year, day)), long_date(day))
            for day in period_days(municipality, year, context.library.today)
        ],
        reports=[(context.link(report.address), report.report.title) for report in reports],
    )


def register_html(context: TextContext) -> Markup:
    """Draw every action of every plan, with totals."""
    rows = []
    municipalities = context.library.archive.municipalities
    known = [(plan, context.library.plan_effects(each, plan)) for each in municipalities for plan in each.plans]
    for municipality in municipalities:
        here = replace(context, municipality=municipality)
        for plan in municipality.plans:
            rows += _register_rows(here, plan, known)
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
    totals = unit_totals("Totalt", known)
    in_year = total_text(totals.this_year, opener=Totals(context, known, this_year, against=False).opener())
    whole = total_text(totals.full_year, opener=Totals(context, known, full_year, against=False).opener())
    footer = GridRow([totals.name, "", "", "", "", in_year, whole, ""], "summa")
    return draw(Grid(f"Alla åtgärder ({len(rows)} stycken)", headings, rows, [footer]))


def _register_rows(context: TextContext, plan: PlanDocument, every: Known) -> list[GridRow]:
    return [
        GridRow(
            [
                Markup('<a href="{}">{}</a>').format(
                    context.link_to(action_address(plan, effect.action)), effect.action.name
                ),
                context.home.organisation.name,
                plan.placement.unit.name,
                str(plan.year),
                str(effect.action.start_date or NOTHING),
                _register_effect(context, effect, every),
                effect_text(effect.full_year),
                status_badge(current_status(plan, effect.action)),
            ]
        )
        for effect in context.library.plan_effects(context.home, plan)
    ]


def _register_effect(context: TextContext, effect: ActionEffect, every: Known) -> str | Markup:
    if effect.this_year is None:
        return _not_known(effect.action)
    text = effect_text(effect.this_year)
    if effect.action.effect_this_year:
        return text
    words = "helårseffekten gånger den del av året som kommunens regel ger; åtgärdens plan visar talen"
    return opened(context, text, "Effekt i år, åtgärd för åtgärd", Trace(words, plan_origins(every)))


def _not_known(action: Action) -> str:
    """Say in the register's narrow column that there is no figure; the plan says why."""
    return "Ej beräknad" if action.not_calculated else "Saknas"
