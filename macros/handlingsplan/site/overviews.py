"""How things stand across plans: cards, tiles, lists of plans and the register of actions."""

from __future__ import annotations

from dataclasses import replace

from markupsafe import Markup

from handlingsplan.analysis.schedule import period_days
from handlingsplan.analysis.standing import committees_of
from handlingsplan.model.archive import Municipality
from handlingsplan.site.charts.placing import requirement_part
from handlingsplan.site.context import TextContext
from handlingsplan.site.follow_up.addresses import period_address, standing_address
from handlingsplan.site.grids import draw
from handlingsplan.site.rendering import render
from handlingsplan.site.sufficiency_table import sufficiency_html
from handlingsplan.site.tiles import Tile, sufficiency_tiles
from handlingsplan.site.total_traces import NOTHING
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
