"""The generated pages: one per plan, report, municipality, year and dataset, and the lists over all of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import date
from functools import partial
from pathlib import Path
from typing import TypeVar

from handlingsplan.model.archive import Archive, Municipality, PlanDocument, ReportDocument
from handlingsplan.model.audience import Audience
from handlingsplan.reading.archive import read_archive
from handlingsplan.reading.tree import ReadOnce
from handlingsplan.site.context import TextContext
from handlingsplan.site.data_pages import DATA, data_list_page, dataset_download, dataset_page
from handlingsplan.site.follow_up.deadlines_page import DEADLINES, deadline_feeds, deadlines_page
from handlingsplan.site.follow_up.pages import follow_up_layouts, read_follow_ups_ahead
from handlingsplan.site.for_audience import for_audience
from handlingsplan.site.history.addresses import CHANGES, history_address
from handlingsplan.site.history.changes_page import changes_page
from handlingsplan.site.history.feed import change_feed
from handlingsplan.site.history.past import Asked, Past, Present, at_forge, tree_at
from handlingsplan.site.history.plan_history import history_page
from handlingsplan.site.history.reading import read_ahead, read_past
from handlingsplan.site.list_pages import PLANS, municipality_page, overview_page, register_page, year_page
from handlingsplan.site.paper import PAPER_FILE, plan_paper, report_paper
from handlingsplan.site.plan_pages import plan_page
from handlingsplan.site.publication import Publication, read_publication
from handlingsplan.site.reconciliation_page import RECONCILIATION, reconciliation_page
from handlingsplan.site.register import REGISTER, register_file
from handlingsplan.site.report_pages import report_page
from handlingsplan.site.site_page import Download, Layout, Site, SitePage, SitePages
from handlingsplan.site.tracing import dataset_address
from handlingsplan.site.warm.keeper import Keeper
from handlingsplan.site.warm.site_meanings import meanings_of_publication
from handlingsplan.sources.worktree import WorkTree
from handlingsplan.text.places import Severity

__all__ = ["Download", "Layout", "Site", "SitePage", "SitePages", "read_site"]

Document = TypeVar("Document", PlanDocument, ReportDocument)
_OVERVIEW = "Alla handlingsplaner per kommun och år."


def read_site(root: Path, today: date, asked: Asked | None = None) -> Site:
    """Read and check a checkout, with its pages to be laid out; a checkout with errors has none.

    Its keeper gives what an earlier build made, and knows afterwards what all that a page reads stands for.
    """
    asked = asked or Asked()
    keeper = asked.keeper
    with tree_at(root, asked.moment) as found, ExitStack() as opened:
        tree = ReadOnce(found)
        read_ahead(root, tree, asked)
        whole = read_publication(tree, today, partial(_past, root, asked, opened), asked.memory.kept, keeper)
        sound = not any(problem.severity is Severity.ERROR for problem in whole.problems)
        publication = for_audience(whole, asked.audience, today, _now(root, asked), keeper) if sound else whole
    library = publication.library
    library.publisher = asked.publisher
    keeper.digests.define(meanings_of_publication(publication, keeper, is_whole=publication.past is whole.past))
    sections = tuple(
        (f"{municipality.organisation.name} {year}", f"{municipality.id}/{year}/index.md")
        for municipality in library.archive.municipalities
        for year in municipality.years()
    )
    pages = SitePages(_layouts(publication, keeper) if sound else ())
    return Site(
        pages,
        library.fragments,
        library.environment,
        whole.problems,
        sections,
        tuple(_downloads(publication)) if sound else (),
        publication.past.why_not,
        whole.library.environment,
        keeper,
    )


def _now(root: Path, asked: Asked) -> Archive | None:
    """Read the files as they are now, where an earlier version is asked for: what is secret now was so then."""
    if asked.moment is None or asked.audience is Audience.RESTRICTED:
        return None
    return read_archive(WorkTree(root), asked.memory.kept)[0]


def _past(root: Path, asked: Asked, opened: ExitStack, present: Present) -> Past:
    return at_forge(read_past(root, present, asked, opened), asked.repository_url)


def _layouts(publication: Publication, keeper: Keeper) -> Iterator[Layout]:
    site = TextContext(publication.library)
    read_follow_ups_ahead(publication, keeper)
    yield Layout(_uri(PLANS), partial(overview_page, site, PLANS, "Planer", _OVERVIEW))
    yield Layout(_uri(REGISTER), partial(register_page, site))
    yield Layout(_uri(DATA), partial(data_list_page, site))
    yield Layout(_uri(RECONCILIATION), partial(reconciliation_page, site, publication))
    yield Layout(_uri(DEADLINES), partial(deadlines_page, site))
    yield Layout(_uri(CHANGES), partial(changes_page, site, publication, keeper))
    for municipality in publication.library.archive.municipalities:
        yield Layout(_uri(f"{municipality.id}/"), partial(municipality_page, site, municipality))
        for year in municipality.years():
            yield Layout(_uri(f"{municipality.id}/{year}/"), partial(year_page, site, municipality, year))
        yield from _documents(publication, municipality)
        yield from follow_up_layouts(publication, municipality, keeper)
        for name in municipality.datasets:
            yield Layout(_uri(dataset_address(municipality, name)), partial(dataset_page, site, municipality, name))


def _documents(publication: Publication, municipality: Municipality) -> Iterator[Layout]:
    for plan in municipality.plans:
        yield Layout(_uri(plan.address), partial(plan_page, publication, municipality, plan))
        yield Layout(_uri(history_address(plan)), partial(history_page, publication, municipality, plan))
    for report in municipality.reports:
        yield Layout(_uri(report.address), partial(report_page, publication, municipality, report))


def _uri(address: str) -> str:
    return f"{address}index.md"


def _downloads(publication: Publication) -> Iterator[Download]:
    for municipality in publication.library.archive.municipalities:
        for plan in municipality.plans:
            yield Download(f"{plan.address}{PAPER_FILE}", _written(plan_paper, municipality, plan))
        for report in municipality.reports:
            yield Download(f"{report.address}{PAPER_FILE}", _written(report_paper, municipality, report))
    yield from deadline_feeds(publication.library)
    yield from change_feed(publication)
    yield register_file(TextContext(publication.library))
    for municipality in publication.library.archive.municipalities:
        for name in municipality.datasets:
            yield dataset_download(publication.library, municipality, name)


def _written(
    write: Callable[[Municipality, Document], str], municipality: Municipality, document: Document
) -> Callable[[], bytes]:
    return lambda: write(municipality, document).encode()
