"""A plan's page *Revisionshistorik*: every revision that changed it, latest first, and its amounts over time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from markupsafe import Markup

from handlingsplan.analysis.history import PlanStep
from handlingsplan.model.archive import Municipality, PlanDocument
from handlingsplan.site.context import TextContext
from handlingsplan.site.history.addresses import history_address
from handlingsplan.site.history.amounts import amount_charts
from handlingsplan.site.history.past import Past
from handlingsplan.site.history.revisions import group, revision_html
from handlingsplan.site.history.wording import changed_text, no_history, when
from handlingsplan.site.list_pages import PLANS
from handlingsplan.site.publication import Publication, plan_context
from handlingsplan.site.rendering import piece
from handlingsplan.site.site_page import SitePage, joined, put, trail

#: More than this is told by Git itself.
MOST_REVISIONS, MOST_SENTENCES = 200, 60
_LEAD = (
    "Varje gång planen har ändrats, den senaste gången först. "
    "Bara det som ändras i sak står här: annan ordning i filen eller ett annat skrivsätt räknas inte."
)


def history_page(publication: Publication, municipality: Municipality, plan: PlanDocument) -> SitePage:
    """Lay out a plan's revisions."""
    address = history_address(plan)
    here = plan_context(publication.library, municipality, plan, elsewhere=True)
    context = replace(here, address=address, page_ids=set())
    steps = publication.past.history.of_plan(plan)
    path = trail(
        context,
        (PLANS, "Planer"),
        (f"{municipality.id}/", municipality.organisation.name),
        (f"{municipality.id}/{plan.year}/", str(plan.year)),
        (plan.address, plan.placement.unit.name),
        (address, "Revisionshistorik"),
    )
    title = f"Revisionshistorik: {plan.title}"
    lead = f"Hur {plan.title}, {municipality.organisation.name} {plan.year}, har ändrats."
    markdown = joined(path, *_parts(context, publication.past, steps))
    return SitePage(f"{address}index.md", title, markdown, lead, plan.facts.path, trusted=True)


def _parts(context: TextContext, past: Past, steps: Sequence[PlanStep]) -> Iterator[str]:
    if past.why_not or not steps:
        why = past.why_not or "ingen incheckad version av planen finns"
        yield put(context, piece('<p class="hp-ingen-historik">{}</p>', no_history(why)))
        return
    yield f"{changed_text(steps)} {_LEAD}"
    if charts := amount_charts(context, steps):
        yield "## Beloppen över tid {: #beloppen }"
        yield from (put(context, each) for each in charts)
    day = ""
    for each in list(reversed(steps))[:MOST_REVISIONS]:
        if when(each.step) != day:
            day = when(each.step)
            yield put(context, piece("<h2>{}</h2>", day))
        yield put(context, _revision(past, each))
    if len(steps) > MOST_REVISIONS:
        yield f"De {MOST_REVISIONS} senaste versionerna av {len(steps)} visas."


def _revision(past: Past, part: PlanStep) -> Markup:
    groups = [group(part.changes, MOST_SENTENCES)] if part.changes else []
    return revision_html(past, part.step, groups, part.consequences, [part.gap] if part.gap else [])


def changed_part(context: TextContext, past: Past, plan: PlanDocument) -> str:
    """Give on a plan's own page how often it has changed, with the way to its revisions."""
    steps = () if past.why_not else past.history.of_plan(plan)
    said = piece("{} ", changed_text(steps)) if steps else Markup("")
    link = piece('<a href="{}">Revisionshistorik</a>', context.link(history_address(plan)))
    return put(context, piece('<p class="hp-andrad">{}{}</p>', said, link))
