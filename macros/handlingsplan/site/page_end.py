"""What stands last on a plan's or report's page: when it was last changed, and which role is responsible for it."""

from __future__ import annotations

from collections.abc import Iterable

from handlingsplan.analysis.history import Step
from handlingsplan.model.archive import PlanDocument, ReportDocument
from handlingsplan.model.base import Placeholder
from handlingsplan.model.organisation import Committee
from handlingsplan.site.history.past import Past
from handlingsplan.text.dates import long_date
from handlingsplan.text.words import listed


def plan_changed(past: Past, plan: PlanDocument) -> str:
    """Give the day a plan was last changed; nothing when that is not known."""
    return "" if past.why_not else _latest(part.step for part in past.history.of_plan(plan))


def report_changed(past: Past, report: ReportDocument) -> str:
    """Give the day a report was last changed; nothing when that is not known."""
    return "" if past.why_not else _latest(past.history.changing(report.facts.path))


def _latest(steps: Iterable[Step]) -> str:
    """Give the day of the last of them that is committed."""
    days = [step.day for step in steps if step.day]
    return long_date(days[-1]) if days else ""


def plan_responsible(plan: PlanDocument) -> str:
    """Say which role is responsible for a plan: for the document, else for what is done, else the administration."""
    owner = plan.plan.document_owner
    if owner and not isinstance(owner, Placeholder):
        return f"Dokumentansvarig: {owner}"
    actions = _roles("Ansvarig för åtgärderna", (action.responsible_role for action in plan.plan.actions))
    return actions or committee_responsible(plan.placement.committee)


def committee_responsible(committee: Committee) -> str:
    """Say which administration works for a committee."""
    return _roles("Ansvarig", [committee.administration])


def report_responsible(report: ReportDocument) -> str:
    """Say which role is responsible for a report: those who sign it."""
    return _roles("Ansvarig", (signer.role for signer in report.report.signers))


def _roles(label: str, roles: Iterable[str]) -> str:
    known = listed(list(dict.fromkeys(filter(None, roles))))
    return f"{label}: {known}" if known else ""
