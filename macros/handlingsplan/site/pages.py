"""The generated pages: one per plan, report, municipality, year and dataset, and the lists over all of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from functools import partial
from pathlib import Path

from handlingsplan.model.archive import Archive
from handlingsplan.site.context import TextContext
from handlingsplan.site.data_pages import data_list_page, dataset_download, dataset_page
from handlingsplan.site.follow_up.deadlines_page import deadline_feeds, deadlines_page
from handlingsplan.site.follow_up.pages import follow_up_pages
from handlingsplan.site.history.changes_page import changes_page
from handlingsplan.site.history.feed import change_feed
from handlingsplan.site.history.past import Asked, Past, at_forge, read_past, tree_at
from handlingsplan.site.history.plan_history import history_page
from handlingsplan.site.list_pages import PLANS, municipality_page, overview_page, register_page, year_page
from handlingsplan.site.plan_pages import plan_page
from handlingsplan.site.publication import Publication, read_publication
from handlingsplan.site.reconciliation_page import reconciliation_page
from handlingsplan.site.register import register_file
from handlingsplan.site.report_pages import report_page
from handlingsplan.site.site_page import Download, Site, SitePage
from handlingsplan.text.places import Severity

__all__ = ["Download", "Site", "SitePage", "read_site"]


def read_site(root: Path, today: date, asked: Asked | None = None) -> Site:
    """Read and check a checkout and lay out its pages; a checkout with errors has none."""
    asked = asked or Asked()
    with tree_at(root, asked.moment) as tree:
        publication = read_publication(tree, today, partial(_past, root, asked), asked.memory.kept)
    library = publication.library
    sections = tuple(
        (f"{municipality.organisation.name} {year}", f"{municipality.id}/{year}/index.md")
        for municipality in library.archive.municipalities
        for year in municipality.years()
    )
    sound = not any(problem.severity is Severity.ERROR for problem in publication.problems)
    pages = tuple(_pages(publication)) if sound else ()
    return Site(
        pages,
        library.fragments,
        library.environment,
        publication.problems,
        sections,
        tuple(_downloads(publication, pages)) if sound else (),
        publication.past.why_not,
    )


def _past(root: Path, asked: Asked, archive: Archive) -> Past:
    return at_forge(read_past(root, archive, asked.memory, asked.moment), asked.repository_url)


def _pages(publication: Publication) -> Iterator[SitePage]:
    site = TextContext(publication.library)
    yield overview_page(site, PLANS, "Planer", "Alla handlingsplaner per kommun och år.")
    yield register_page(site)
    yield data_list_page(site)
    yield reconciliation_page(site, publication)
    yield deadlines_page(site)
    yield changes_page(site, publication)
    for municipality in publication.library.archive.municipalities:
        yield municipality_page(site, municipality)
        for year in municipality.years():
            yield year_page(site, municipality, year)
        for plan in municipality.plans:
            yield plan_page(publication, municipality, plan)
            yield history_page(publication, municipality, plan)
        for report in municipality.reports:
            yield report_page(publication, municipality, report)
        yield from follow_up_pages(publication, municipality)
        for name in municipality.datasets:
            yield dataset_page(site, municipality, name)


def _downloads(publication: Publication, pages: Sequence[SitePage]) -> Iterator[Download]:
    yield from (Download(page.paper_uri, page.paper.encode()) for page in pages if page.paper)
    yield from deadline_feeds(publication.library)
    yield from change_feed(publication)
    yield register_file(TextContext(publication.library))
    for municipality in publication.library.archive.municipalities:
        for name in municipality.datasets:
            yield dataset_download(publication.library, municipality, name)
