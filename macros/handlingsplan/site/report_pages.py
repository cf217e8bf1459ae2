"""A report's page: its head, its text, who signed, the case and what is open."""

from __future__ import annotations

from markupsafe import Markup

from handlingsplan.model.archive import Municipality, ReportDocument
from handlingsplan.site.context import TextContext
from handlingsplan.site.document_parts import incomplete_part, notes_part, remarks_part
from handlingsplan.site.fact_boxes import report_head_html
from handlingsplan.site.follow_up.case_chain import chain_part
from handlingsplan.site.list_pages import PLANS
from handlingsplan.site.page_end import report_changed, report_responsible
from handlingsplan.site.paper import report_paper
from handlingsplan.site.publication import Publication, report_context
from handlingsplan.site.site_page import SitePage, joined, put, trail


def report_page(publication: Publication, municipality: Municipality, report: ReportDocument) -> SitePage:
    """Lay out a report's page."""
    context = report_context(publication.library, municipality, report)
    path = trail(
        context,
        (PLANS, "Planer"),
        (f"{municipality.id}/", municipality.organisation.name),
        (f"{municipality.id}/{report.year}/", str(report.year)),
        (report.address, report.report.title),
    )
    parts = [
        path,
        put(context, report_head_html(report, municipality)),
        incomplete_part(context, report.facts.path),
        publication.texts.get(report.address, ""),
        _signers(context, report),
        _case_part(context, report),
        remarks_part(context, publication, report.facts.path),
        notes_part(context),
    ]
    return SitePage(
        f"{report.address}index.md",
        report.report.title,
        joined(*parts),
        f"{report.report.title}, {municipality.organisation.name} {report.year}.",
        report.facts.path,
        report.narrative.path if report.narrative else "",
        paper=report_paper(municipality, report),
        changed=report_changed(publication.past, report),
        responsible=report_responsible(report),
    )


def _signers(context: TextContext, report: ReportDocument) -> str:
    if not report.report.signers:
        return ""
    names = Markup("").join(
        Markup("<li><strong>{}</strong><br>{}</li>").format(signer.name, signer.role)
        for signer in report.report.signers
    )
    return put(context, Markup('<ul class="hp-undertecknare">{}</ul>').format(names))


def _case_part(context: TextContext, report: ReportDocument) -> str:
    """Give the case where the report's own text does not place it."""
    if report.narrative and "ärendekedja(" in report.narrative.text:
        return ""
    return chain_part(context, [report])
