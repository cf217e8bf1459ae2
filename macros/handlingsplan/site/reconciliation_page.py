"""Every difference between what a source states and what is computed, explained or open (*avstämning*)."""

from __future__ import annotations

from dataclasses import replace

from markupsafe import Markup

from handlingsplan.model.archive import Places
from handlingsplan.model.audience import Audience
from handlingsplan.site.context import TextContext
from handlingsplan.site.grids import Grid, GridRow, Heading, draw
from handlingsplan.site.provenance import grouped
from handlingsplan.site.publication import Publication
from handlingsplan.site.rendering import render
from handlingsplan.site.site_page import SitePage, joined, put, trail
from handlingsplan.site.tiles import Tile
from handlingsplan.site.tracing import dataset_address
from handlingsplan.text.places import Handling
from handlingsplan.text.words import listed

RECONCILIATION = "avstamning/"


def reconciliation_page(site: TextContext, publication: Publication) -> SitePage:
    """Lay out all remarks with what people have answered, those with one answer in one row."""
    here = replace(site, address=RECONCILIATION)
    lead = "Allt som skiljer eller saknas i planer, rapporter och data, och vad någon har svarat."
    rows = [
        GridRow([link, _sentences(messages), *_answer(handling)])
        for path, link in _documents(here)
        for handling, messages in grouped(publication.problems_in(path)).items()
    ]
    headings = [Heading(each) for each in ("Dokument", "Anmärkning", "Läge", "Ansvarig", "Förklaring")]
    table = draw(Grid("Anmärkningar och svar", headings, rows)) if rows else render("tomt.html", what="anmärkningar")
    tiles = render("siffror.html", tiles=_tiles(publication))
    path = trail(here, (RECONCILIATION, "Avstämning"))
    untold = _untold(here)
    is_all_untold = here.library.audience is Audience.PUBLIC
    parts = [path, untold] if is_all_untold else [path, lead, untold, put(here, tiles), put(here, table)]
    return SitePage(f"{RECONCILIATION}index.md", "Avstämning", joined(*parts), lead, trusted=True)


def _untold(context: TextContext) -> str:
    """Say whose remarks are not told here. They may speak of what the site's readers may not read."""
    if context.library.audience is Audience.PUBLIC:
        return "Kommunens anmärkningar om planer, rapporter och data visas inte på den här webbplatsen."
    homes = context.library.archive.municipalities
    names = [each.organisation.name for each in homes if each.id in context.library.withheld]
    said = Markup("<p>Anmärkningar som gäller {} visas bara på den begränsade webbplatsen.</p>")
    return put(context, said.format(listed(names))) if names else ""


def _documents(context: TextContext) -> list[tuple[str, Markup]]:
    """Give how each document's paths begin, with a link to its page."""
    found: list[tuple[str, str, str]] = []
    for municipality in context.library.archive.municipalities:
        place = municipality.organisation.name
        found += [
            *(
                (_folder(plan.facts), plan.address, f"{plan.title}, {place} {plan.year}")
                for plan in municipality.plans
            ),
            *((_folder(each.facts), each.address, each.report.title) for each in municipality.reports),
            *(
                (document.facts.path, dataset_address(municipality, name), document.descriptor.title)
                for name, document in municipality.datasets.items()
            ),
        ]
    link = Markup('<a href="{}">{}</a>')
    return [(path, link.format(context.link(address), title)) for path, address, title in found]


def _folder(facts: Places) -> str:
    return facts.path.rsplit("/", 1)[0] + "/"


def _answer(handling: Handling | None) -> list[str]:
    if handling is None:
        return ["Inte hanterad", "", ""]
    return [handling.position.capitalize(), handling.role, handling.explanation]


def _tiles(publication: Publication) -> list[Tile]:
    positions = [problem.handling.position if problem.handling else "" for problem in publication.problems_in("")]
    return [
        Tile("Förklarade", str(positions.count("förklarad"))),
        Tile("Öppna, med ansvarig", str(positions.count("öppen"))),
        Tile("Inte hanterade", str(positions.count(""))),
    ]


def _sentences(messages: list[str]) -> Markup:
    return Markup("<br>").join(f"{message}." for message in messages)
