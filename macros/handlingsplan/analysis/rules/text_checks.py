"""The rules of typed texts in their order: no number gets two remarks, and the most telling one goes first."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from handlingsplan.analysis.rules.text_contradictions import find_contradictions
from handlingsplan.analysis.rules.text_counts import find_counts
from handlingsplan.analysis.rules.text_dates import find_dates
from handlingsplan.analysis.rules.text_effects import find_effects, find_products, find_shares
from handlingsplan.analysis.rules.text_formats import find_formats
from handlingsplan.analysis.rules.text_reading import Finding, TextReading, read_texts
from handlingsplan.analysis.rules.text_unexplained import find_unexplained
from handlingsplan.analysis.structure import check_narrative
from handlingsplan.model.archive import Municipality, PlanDocument, ReportDocument
from handlingsplan.text.places import Problem

_RULES: tuple[Callable[[TextReading], Iterator[Finding]], ...] = (
    find_formats,
    find_products,
    find_effects,
    find_shares,
    find_contradictions,
    find_unexplained,
    find_counts,
)


def check_plan_texts(document: PlanDocument, municipality: Municipality) -> Iterator[Problem]:
    """Check the texts of a plan and of its follow-ups."""
    yield from _check(read_texts(document, municipality))


def check_report_texts(document: ReportDocument, municipality: Municipality) -> Iterator[Problem]:
    """Check the text of a report, with its form."""
    if document.narrative is not None:
        yield from check_narrative(document.narrative)
    yield from _check(read_texts(document, municipality))


def _check(reading: TextReading) -> Iterator[Problem]:
    told: set[tuple[str, int]] = set()
    for rule in _RULES:
        for mention, problem in rule(reading):
            key = (str(mention.passage.first) + mention.passage.about.source, mention.start)
            if key not in told:
                told.add(key)
                yield problem
    yield from find_dates(reading)
