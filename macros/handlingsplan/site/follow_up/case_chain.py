"""The case as a chain on the page: assignment, decision, report back, with its open ends told."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from markupsafe import Markup

from handlingsplan.analysis.cases import AssignmentState, Document, Link, case_chain
from handlingsplan.model.archive import PlanDocument
from handlingsplan.site.context import TextContext
from handlingsplan.site.follow_up.progress_tables import badge
from handlingsplan.site.rendering import render
from handlingsplan.site.site_page import put
from handlingsplan.text.dates import long_date

_LOOKS = {
    AssignmentState.OPEN: "info",
    AssignmentState.LATE: "fel",
    AssignmentState.REPORTED: "info",
    AssignmentState.CLOSED: "bra",
}
_LINK = Markup('<a href="{}">{}</a>')


def chain_part(context: TextContext, documents: Sequence[Document]) -> str:
    """Give the section of the case, where a document tells of a decision."""
    html = chain_html(context, documents)
    return "## Beslut i ärendet {: #beslut-i-arendet }\n" + put(context, html) if html else ""


def chain_html(context: TextContext, documents: Sequence[Document]) -> Markup:
    """Draw the decisions that documents tell of, oldest first, each assignment with how far it has come."""
    links = case_chain(context.home, context.library.today, documents)
    if not links:
        return Markup("")
    return render("arendekedja.html", steps=[_step(context, each) for each in links])


def _step(context: TextContext, link: Link) -> dict[str, object]:
    decision = link.decision
    facts = [decision.body, decision.reference.paragraph, decision.case_number]
    return {
        "day": long_date(decision.date),
        "kind": decision.kind.value.capitalize(),
        "facts": ", ".join(each for each in facts if each),
        "comment": decision.comment,
        "state": badge(link.state.value, _LOOKS[link.state]) if link.state else "",
        "further": list(_further(context, link)),
    }


def _further(context: TextContext, link: Link) -> Iterator[str | Markup]:
    """Tell what became of an assignment: when it is to be reported back, what answers it, what closed it."""
    decision = link.decision
    if decision.report_back_by:
        yield f"Ska återrapporteras senast {long_date(decision.report_back_by)}."
    if decision.report_back:
        yield f"Återrapportering: {decision.report_back}."
    for report in link.answers:
        yield Markup("Återrapporterat i {}.").format(_LINK.format(context.link(report.address), _title(report)))
    if link.closed_by:
        yield f"Avslutat genom beslutet {link.closed_by.reference}."


def _title(document: Document) -> str:
    return document.title if isinstance(document, PlanDocument) else document.report.title
