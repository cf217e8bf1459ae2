"""What is proposed to a committee: the section *Förslag till beslut* of the latest report, as it stands there."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from handlingsplan.model.archive import Municipality, ReportDocument
from handlingsplan.model.narrative import Section
from handlingsplan.site.assembly import section_ids
from handlingsplan.site.context import TextContext
from handlingsplan.site.filling import fill
from handlingsplan.site.publication import Publication, report_context
from handlingsplan.site.site_page import joined, put

_TITLE = "förslag till beslut"


def proposal_part(
    publication: Publication, municipality: Municipality, reports: Sequence[ReportDocument], context: TextContext
) -> str:
    """Give what the latest report proposes, as Markdown; say so where it proposes nothing or there is no report."""
    heading = "## Vad som föreslås {: #forslag }\n\n"
    if not reports:
        return heading + "Ingen rapport till nämnden finns här för året."
    report = reports[-1]
    link = Markup('<a href="{}">{}</a>')
    section = _proposal(report)
    if section is None or report.narrative is None:
        said = Markup("<p>Rapporten {} har inget förslag till beslut.</p>")
        return heading + put(context, said.format(link.format(context.link(report.address), report.report.title)))
    inner = report_context(publication.library, municipality, report, elsewhere=True)
    text, _ = fill(_elsewhere(inner, context), report.narrative, section.body)
    anchor = section_ids(report.narrative)[section.line]
    source = link.format(f"{context.link(report.address)}#{anchor}", report.report.title)
    return joined(
        heading, text.strip(), put(context, Markup('<p class="hp-kalla">Ur rapporten {}.</p>').format(source))
    )


def _proposal(report: ReportDocument) -> Section | None:
    sections = report.narrative.sections if report.narrative else ()
    return next((each for each in sections if each.title.casefold().startswith(_TITLE)), None)


def _elsewhere(inner: TextContext, page: TextContext) -> TextContext:
    """Let a report's text be filled in for another page: its links and notes are that page's."""
    inner.address, inner.notes, inner.page_ids = page.address, page.notes, page.page_ids
    return inner
