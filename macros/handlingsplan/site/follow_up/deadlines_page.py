"""The register of days to keep (*viktiga datum*), and the calendars to subscribe to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial

from markupsafe import Markup

from handlingsplan.analysis.deadlines import Deadline, DeadlineState, deadlines
from handlingsplan.model.archive import Municipality
from handlingsplan.site.context import Library, TextContext
from handlingsplan.site.follow_up.calendar_feed import calendar_feed
from handlingsplan.site.follow_up.progress_tables import badge
from handlingsplan.site.grids import Grid, GridRow, Heading, draw
from handlingsplan.site.rendering import render
from handlingsplan.site.site_page import Download, SitePage, joined, put, trail

DEADLINES = "viktiga-datum/"
_LOOKS = {
    DeadlineState.COMING: "info",
    DeadlineState.DONE: "bra",
    DeadlineState.LATE: "fel",
    DeadlineState.PAST: "",
    DeadlineState.NEVER: "avslutad",
}
_HEADINGS = (Heading("Datum"), Heading("Vad"), Heading("Sort"), Heading("Kommun"), Heading("Läge"))
_Named = tuple[Municipality, Deadline]


def feed_file(municipality: Municipality) -> str:
    """Give the address of a municipality's calendar."""
    return f"{DEADLINES}{municipality.id}.ics"


def deadlines_page(site: TextContext) -> SitePage:
    """Lay out every day to keep: what is late first, then what is to come, then what is done."""
    here = replace(site, address=DEADLINES)
    lead = "Uppföljningar som ska lämnas, planer som ska ses över, uppdrag som ska återrapporteras och sammanträden."
    known = _all(site.library)
    parts = [trail(here, (DEADLINES, "Viktiga datum")), lead, put(here, _subscriptions(here))]
    groups = (
        ("Försenat", "forsenat", [each for each in known if each[1].state is DeadlineState.LATE]),
        ("Kommande", "kommande", [each for each in known if each[1].state is DeadlineState.COMING]),
        ("Klart eller passerat", "klart", _done(known)),
    )
    for title, anchor, found in groups:
        parts += [f"## {title} {{: #{anchor} }}", put(here, _table(here, title, found)) if found else "Inget."]
    return SitePage(f"{DEADLINES}index.md", "Viktiga datum", joined(*parts), lead, trusted=True)


def _all(library: Library) -> list[_Named]:
    found = [(each, day) for each in library.archive.municipalities for day in deadlines(each, library.today)]
    return sorted(found, key=lambda each: (each[1].day, each[0].id, each[1].key))


def _done(known: Sequence[_Named]) -> list[_Named]:
    """Give what is done or past, latest first."""
    waited_for = (DeadlineState.LATE, DeadlineState.COMING)
    return [each for each in reversed(known) if each[1].state not in waited_for]


def _table(context: TextContext, title: str, found: Sequence[_Named]) -> Markup:
    link = Markup('<a href="{}">{}</a>')
    rows = [
        GridRow(
            [
                str(each.day),
                link.format(context.link(each.address), each.what),
                each.kind.value,
                municipality.organisation.name,
                badge(each.state.value, _LOOKS[each.state]),
            ]
        )
        for municipality, each in found
    ]
    return draw(Grid(f"{title} ({len(rows)})", _HEADINGS, rows))


def _subscriptions(context: TextContext) -> Markup:
    feeds = [
        (context.link(feed_file(each)).rstrip("/"), each.organisation.name)
        for each in context.library.archive.municipalities
    ]
    return render("prenumerera.html", feeds=feeds) if feeds else Markup("")


def deadline_feeds(library: Library) -> Iterator[Download]:
    """Give a calendar per municipality."""
    for municipality in library.archive.municipalities:
        yield Download(feed_file(municipality), partial(_feed, library, municipality))


def _feed(library: Library, municipality: Municipality) -> bytes:
    name = f"Viktiga datum, {municipality.organisation.name}"
    return calendar_feed(name, deadlines(municipality, library.today))
