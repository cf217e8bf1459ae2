"""Rules of reporting back: a report of a period that nobody has followed up; unknown assignments."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from handlingsplan.analysis.cases import decisions_of, unknown_references
from handlingsplan.model.archive import Municipality, Places, PlanDocument, ReportDocument
from handlingsplan.model.decision import Decision, DecisionKind, DecisionReference
from handlingsplan.text.places import Problem, remark
from handlingsplan.text.vocabulary import swedish
from handlingsplan.text.words import listed, suggestion


def check_period(document: ReportDocument, municipality: Municipality) -> Iterator[Problem]:
    """Tell of a report whose period none of its units has followed up: it tells of nothing but plans."""
    period = document.report.period
    found = (municipality.plan(document.year, unit) for unit in document.report.units)
    plans = [plan for plan in found if plan is not None]
    if period is None or not plans or any(_is_followed_up(plan, period) for plan in plans):
        return
    names = listed(plan.placement.unit.name for plan in plans)
    message = f"rapporten redovisar läget per {period}, men uppföljning för den månaden saknas från {names}"
    yield remark("period-utan-uppföljning", document.facts.place(swedish("period")), message, swedish("period"))


def _is_followed_up(plan: PlanDocument, period: date) -> bool:
    """Whether a plan has a follow-up of the period's month, until its day."""
    return any(each.day <= period and _month(each.day) == _month(period) for each in plan.follow_ups)


def _month(day: date) -> tuple[int, int]:
    return (day.year, day.month)


def check_answers(document: ReportDocument, municipality: Municipality) -> Iterator[Problem]:
    """Tell of assignments that a report answers, or its decisions close, though nobody has written them down."""
    yield from _unknown(municipality, document.report.answers, document.facts, (swedish("answers"),))
    yield from _closing(municipality, document.report.decisions, document.facts)


def check_closed(document: PlanDocument, municipality: Municipality) -> Iterator[Problem]:
    """Tell of assignments that a plan's decisions close, though nobody has written them down."""
    return _closing(municipality, document.plan.decisions, document.facts)


def _closing(municipality: Municipality, decisions: Sequence[Decision], facts: Places) -> Iterator[Problem]:
    for index, each in enumerate(decisions):
        yield from _unknown(municipality, each.closes, facts, (swedish("decisions"), index, swedish("closes")))


def _unknown(
    municipality: Municipality,
    references: Sequence[DecisionReference],
    facts: Places,
    location: tuple[str | int, ...],
) -> Iterator[Problem]:
    if not references:  # as in most decisions: no need to know all others
        return
    known = [each for document in _documents(municipality) for each in decisions_of(document)]
    unknown = dict(unknown_references(municipality, references))
    for index, reference in enumerate(references):
        meant = [each for each in known if each.is_meant_by(reference)]
        if index in unknown:
            assigned = [str(each.reference) for each in known if each.kind is DecisionKind.ASSIGNED]
            hint = suggestion(str(reference), assigned) or f"; skriv in det under {swedish('decisions')}"
            message = f"uppdraget {reference} finns inte bland besluten{hint}"
        elif all(each.kind is not DecisionKind.ASSIGNED for each in meant):
            message = f"beslutet {reference} är inget uppdrag, utan {meant[0].kind}"
        else:
            continue
        yield remark("okänt-beslut", facts.place(*location, index), message, str(reference))


def _documents(municipality: Municipality) -> list[PlanDocument | ReportDocument]:
    return [*municipality.plans, *municipality.reports]
