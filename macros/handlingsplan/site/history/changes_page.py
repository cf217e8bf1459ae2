"""The page *Ändringar*: the latest revisions of everything, by day."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial

from markupsafe import Markup

from handlingsplan.analysis.changes.change import Change
from handlingsplan.analysis.changes.consequences import Level
from handlingsplan.analysis.history import History, Step
from handlingsplan.model.archive import Archive
from handlingsplan.model.asked import Remembered, tell_all
from handlingsplan.site.context import TextContext
from handlingsplan.site.history.addresses import CHANGES, FEED, history_address
from handlingsplan.site.history.past import Past
from handlingsplan.site.history.revisions import Group, group, revision_html
from handlingsplan.site.history.wording import no_history, when
from handlingsplan.site.publication import Publication
from handlingsplan.site.site_page import SitePage, joined, put, trail
from handlingsplan.site.tracing import dataset_address
from handlingsplan.site.warm.keeper import Keeper
from handlingsplan.site.warm.site_meanings import SITE
from handlingsplan.site.warm.watched import plan_path, report_path

MOST_REVISIONS = 100
_MOST_SENTENCES, _MOST_DOCUMENTS = 8, 40
_LEAD = "Vad som har ändrats i planer, rapporter, uppföljningar och data, det senaste först."


def changes_page(site: TextContext, publication: Publication, keeper: Keeper) -> SitePage:
    """Lay out the latest changes of the whole site."""
    here = replace(site, address=CHANGES)
    markdown = joined(trail(here, (CHANGES, "Ändringar")), _LEAD, *_parts(here, publication, keeper))
    return SitePage(f"{CHANGES}index.md", "Ändringar", markdown, _LEAD, trusted=True)


def _parts(context: TextContext, publication: Publication, keeper: Keeper) -> Iterator[str]:
    past = publication.past
    if past.why_not:
        yield put(context, Markup('<p class="hp-ingen-historik">{}</p>').format(no_history(past.why_not)))
        return
    feed = Markup('<p class="hp-flode"><a href="{}">Prenumerera på ändringarna (Atom)</a></p>')
    yield put(context, feed.format(context.link(FEED).rstrip("/")))
    known, archive = Remembered(), publication.library.archive
    addresses = partial(known.get, "addresses", partial(document_addresses, archive))
    pending = [past.history.pending] if past.history.pending else []
    day = ""
    for step in (*pending, *latest(past.history)):
        if when(step) != day:
            day = when(step)
            yield put(context, Markup("<h2>{}</h2>").format(day))
        html = partial(_revision, context, past, step, addresses)
        yield put(context, keeper.remember(("changes of", step.commit.id), html) if step.commit else html())


def _revision(context: TextContext, past: Past, step: Step, addresses: Callable[[], dict[str, str]]) -> Markup:
    tell_all((SITE, ("step", "")))
    sums = [each for each in step.consequences if each.level is Level.COMMITTEE]
    return revision_html(past, step, groups(context, step.changes, addresses()), sums, step.gaps)


def latest(history: History) -> list[Step]:
    """Give the latest revisions that changed anything, latest first."""
    telling = [each for each in history.steps if each.paths or each.gaps]
    return telling[: -MOST_REVISIONS - 1 : -1]


def groups(context: TextContext, changes: Sequence[Change], addresses: dict[str, str]) -> list[Group]:
    """Give the changes by document, each with the way to its page if it still has one."""
    by_document: dict[str, list[Change]] = {}
    for change in changes:
        by_document.setdefault(change.subject.path, []).append(change)
    found = [
        group(each, _MOST_SENTENCES, str(each[0].subject), _link(context, addresses.get(path, "")))
        for path, each in by_document.items()
    ]
    left = sum(len(each.sentences) + each.left for each in found[_MOST_DOCUMENTS:])
    return [*found[:_MOST_DOCUMENTS], *([Group([], "Övriga dokument", "", left)] if left else [])]


def _link(context: TextContext, address: str) -> str:
    return context.link(address) if address else ""


def document_addresses(archive: Archive) -> dict[str, str]:
    """Give the page of every document, by its file; of a plan its revisions."""
    found = {plan_path(plan): history_address(plan) for plan in archive.plans()}
    found |= {report_path(report): report.address for report in archive.reports()}
    for home in archive.municipalities:
        found[f"plans/{home.id}/organisation.yml"] = f"{home.id}/"
        found |= {f"data/{home.id}/{name}.yml": dataset_address(home, name) for name in home.datasets}
    return found
