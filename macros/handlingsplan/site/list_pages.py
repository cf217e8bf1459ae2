"""Pages that are lists: of municipalities and years, of a year's plans, and the register of actions."""

from __future__ import annotations

from dataclasses import replace

from handlingsplan.model.archive import Archive, Municipality
from handlingsplan.site.context import TextContext
from handlingsplan.site.document_parts import notes_part
from handlingsplan.site.overviews import municipality_cards, year_html
from handlingsplan.site.register import REGISTER, register_html
from handlingsplan.site.site_page import SitePage, joined, put, trail

PLANS = "planer/"


def overview_page(site: TextContext, address: str, title: str, lead: str) -> SitePage:
    """Lay out a list of all municipalities and years."""
    here = replace(site, address=address)
    markdown = trail(here, (address, title)) + f"{lead}\n" + put(here, municipality_cards(here, level=2))
    return SitePage(f"{address}index.md", title, markdown, lead, trusted=True)


def register_page(site: TextContext) -> SitePage:
    """Lay out the register of all actions."""
    here = replace(site, address=REGISTER, notes=site.library.notes_of(REGISTER))
    lead = "Alla åtgärder i alla planer, med start, effekt och status."
    path = trail(here, (REGISTER, "Åtgärder"))
    markdown = joined(path, lead, put(here, register_html(here)), notes_part(here))
    return SitePage(f"{REGISTER}index.md", "Åtgärder", markdown, lead, trusted=True)


def municipality_page(site: TextContext, municipality: Municipality) -> SitePage:
    """Lay out a municipality's page, with its years."""
    name = municipality.organisation.name
    address = f"{municipality.id}/"
    library = replace(site.library, archive=Archive((municipality,)))
    here = replace(site, library=library, address=address)
    markdown = trail(here, (PLANS, "Planer"), (address, name)) + put(here, municipality_cards(here, level=2))
    facts = municipality.facts.path
    return SitePage(f"{address}index.md", name, markdown, f"Handlingsplaner i {name}.", facts, trusted=True)


def year_page(site: TextContext, municipality: Municipality, year: int) -> SitePage:
    """Lay out a municipality's plans and reports of a year."""
    name = municipality.organisation.name
    address = f"{municipality.id}/{year}/"
    here = replace(site, address=address, municipality=municipality, notes=site.library.notes_of(address))
    path = trail(here, (PLANS, "Planer"), (f"{municipality.id}/", name), (address, str(year)))
    markdown = joined(path, put(here, year_html(here, municipality, year)), notes_part(here))
    title = f"{name} {year}"
    return SitePage(f"{address}index.md", title, markdown, f"Handlingsplaner och rapporter {year}.", trusted=True)
