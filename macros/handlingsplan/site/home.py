"""The home page's answer to *hur går det?*: each municipality's latest year, in words, before anything else."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from markupsafe import Markup

from handlingsplan.analysis.schedule import missing, plan_periods
from handlingsplan.analysis.standing import Standing, committee_plans, committee_standing, committees_of
from handlingsplan.analysis.sufficiency import gap
from handlingsplan.model.archive import Municipality
from handlingsplan.model.plan import ActionStatus
from handlingsplan.site.context import TextContext
from handlingsplan.site.follow_up.addresses import standing_address
from handlingsplan.site.follow_up.standing_parts import LOOKS
from handlingsplan.site.follow_up.wording import effect_in_words, in_short, kronor, left_out, verdict
from handlingsplan.site.rendering import render
from handlingsplan.site.tiles import Tile
from handlingsplan.site.total_traces import NOTHING
from handlingsplan.text.words import listed, plural


def home_html(context: TextContext) -> Markup:
    """Draw how it goes for each municipality, and its earlier years as a quiet list."""
    cards = [_card(context, each) for each in context.library.archive.municipalities]
    return render("hem.html", cards=cards)


def _card(context: TextContext, municipality: Municipality) -> dict[str, object]:
    """Give a municipality's latest year with plans, a committee at a time; its title leads to the year's page."""
    year = max((each.year for each in municipality.plans), default=0)
    name = municipality.organisation.name
    return {
        "title": f"{name} {year}" if year else name,
        "href": context.link(f"{municipality.id}/{year}/" if year else f"{municipality.id}/"),
        "committees": list(_committees(context, municipality, year)),
        "earlier": [
            (context.link(f"{municipality.id}/{each}/"), str(each), _held(municipality, each))
            for each in municipality.years()
            if each != year
        ],
    }


def _committees(context: TextContext, municipality: Municipality, year: int) -> Iterator[dict[str, object]]:
    for committee in committees_of(municipality, year):
        if not committee_plans(municipality, committee, year):
            continue
        standing = committee_standing(municipality, committee, year, context.library.today)
        said = verdict(standing)
        href = context.link(standing_address(municipality, committee, year))
        yield {
            "name": committee.name,
            "year": year,
            "href": href,
            "link": f"Läget i {municipality.organisation.name} {year}",
            "verdict": said,
            "look": LOOKS.get(said, "varning"),
            "answer": in_short(standing),
            "facts": list(_facts(href, standing, municipality, context)),
        }


def _facts(href: str, standing: Standing, municipality: Municipality, context: TextContext) -> Iterator[Tile]:
    required, expected = standing.requirement, standing.forecast.money
    if required is None:
        yield Tile("Ska sparas", Markup('<span class="hp-saknas">inte angivet</span>'))
    else:
        yield Tile("Ska sparas", _led(href, kronor(required)), _of_units(standing))
    amount = _led(href, effect_in_words(expected)) if expected else NOTHING
    more = left_out(standing.forecast)
    yield Tile(f"Väntas ge {standing.year}", amount, [more] if more else [])
    if required is not None:
        left = gap(required, expected)
        at_most = ["som mest"] if left.value > 0 and expected is not None and expected.is_interval else []
        shown = _led(href, kronor(left)) if left.value > 0 else "Inget"
        yield Tile("Kvar att hitta", shown, at_most)
    yield _late(standing, municipality, context)


def _late(standing: Standing, municipality: Municipality, context: TextContext) -> Tile:
    """Count the actions that are late and the follow-ups that are missing: they are told one by one in *Läget*."""
    late = len(standing.with_status(ActionStatus.LATE))
    today, organisation = context.library.today, municipality.organisation
    lacking = sum(len(missing(plan_periods(each.plan, organisation, today))) for each in standing.plans)
    counts = [(late, "åtgärd", "åtgärder"), (lacking, "uppföljning", "uppföljningar")]
    parts = [plural(count, one, several) for count, one, several in counts if count]
    return Tile("Försenat", listed(parts) or "Inget")


def _of_units(standing: Standing) -> Sequence[str]:
    having = len(standing.plans) - len(standing.without_requirement())
    return [f"för {having} av {len(standing.plans)} enheter"] if having < len(standing.plans) else []


def _led(href: str, figure: str) -> Markup:
    """Let a figure lead to the page where its note stands."""
    link = Markup('<a class="hp-tal" href="{}#siffrornas-kallor" title="Visa hur talet räknats">{}</a>')
    return link.format(href, figure)


def _held(municipality: Municipality, year: int) -> str:
    plans = sum(each.year == year for each in municipality.plans)
    reports = sum(each.year == year for each in municipality.reports)
    parts = [plural(plans, "plan", "planer")] if plans else []
    return listed([*parts, plural(reports, "rapport", "rapporter")] if reports else parts)
