"""Plans and reports on paper: a style sheet per page, with case number, date and page number in its margins.

What a person has written stands there as CSS strings, so nothing of it can be a rule.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from handlingsplan.model.archive import Municipality, PlanDocument, ReportDocument
from handlingsplan.model.plan import PlanStatus

PAPER_FILE = "utskrift.css"
_PAGE_NUMBER = '"Sida " counter(page) " av " counter(pages)'
_BETWEEN = " · "
#: What a string may hold as it is; everything else becomes the number of the character.
_PLAIN = frozenset(" ,.:;-–()·§/")
_STYLES = """\
@charset "utf-8";
@page {{
  size: A4;
  margin: 25mm 18mm 22mm;
  @top-left {{ content: {sender}; width: 45%; text-align: left; vertical-align: bottom; {small} }}
  @top-right {{ content: {title}; width: 55%; text-align: right; vertical-align: bottom; {small} }}
  @bottom-left {{ content: {marks}; width: 75%; text-align: left; vertical-align: top; {small} }}
  @bottom-right {{ content: {number}; width: 25%; text-align: right; vertical-align: top; {small} }}
}}
"""
_SMALL = "padding: 4mm 0; font: 8pt/1.3 sans-serif;"


def plan_paper(municipality: Municipality, plan: PlanDocument) -> str:
    """Give the style sheet of a plan on paper."""
    return _paper(
        [municipality.organisation.name, plan.placement.committee.name],
        plan.title,
        [_case_number(str(plan.plan.case_number or "")), _decided(plan)],
    )


def report_paper(municipality: Municipality, report: ReportDocument) -> str:
    """Give the style sheet of a report on paper."""
    given = report.report
    committees = municipality.organisation.committees
    return _paper(
        [municipality.organisation.name, given.body or (committees[0].name if committees else "")],
        given.title,
        [_case_number(given.case_number), _dated(report)],
    )


def _paper(sender: Sequence[str], title: str, marks: Sequence[str]) -> str:
    return _STYLES.format(
        sender=css_string(_BETWEEN.join(each for each in sender if each)),
        title=css_string(title),
        marks=css_string(_BETWEEN.join(marks)),
        number=_PAGE_NUMBER,
        small=_SMALL,
    )


def _case_number(number: str) -> str:
    return f"Diarienummer {number}" if number else "Diarienummer saknas"


def _decided(plan: PlanDocument) -> str:
    decided = plan.plan.decision_date
    if plan.plan.status is PlanStatus.DRAFT:
        return "Utkast"
    return f"Beslutad {decided}" if isinstance(decided, date) else "Datum för beslut saknas"


def _dated(report: ReportDocument) -> str:
    given = report.report
    if given.date:
        return str(given.date)
    return f"Läget per {given.period}" if given.period else "Datum saknas"


def css_string(text: str) -> str:
    """Write a text as a CSS string that nothing in the text can end."""
    # Six digits and a space: what follows is never taken for a part of the number.
    parts = (each if each.isalnum() or each in _PLAIN else f"\\{ord(each):06x} " for each in text)
    return f'"{"".join(parts)}"'
