"""The case (*ärende*) as a chain: assignment, decision with its paragraph, report back, and which ends are open."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from handlingsplan.model.archive import Municipality, PlanDocument, ReportDocument
from handlingsplan.model.asked import remembered
from handlingsplan.model.decision import Decision, DecisionKind, DecisionReference
from handlingsplan.text.identity import Same

Document = PlanDocument | ReportDocument


class AssignmentState(StrEnum):
    """How far an assignment (*uppdrag*) has come."""

    OPEN = "inte återrapporterat"
    LATE = "återrapporteringen är försenad"
    REPORTED = "återrapporterat, väntar på beslut"
    CLOSED = "avslutat"


@dataclass(frozen=True, slots=True)
class Link:
    """A decision in the case: where it is told, and for an assignment what answers it and how far it has come."""

    decision: Decision
    told_in: tuple[Document, ...]
    answers: tuple[ReportDocument, ...] = ()
    closed_by: Decision | None = None
    state: AssignmentState | None = None

    @property
    def is_open(self) -> bool:
        """Whether it is an assignment that is not closed."""
        return self.state not in (None, AssignmentState.CLOSED)


def decisions_of(document: Document) -> tuple[Decision, ...]:
    """Give the decisions that a plan or report tells of."""
    return document.plan.decisions if isinstance(document, PlanDocument) else document.report.decisions


def case_chain(municipality: Municipality, today: date, documents: Iterable[Document] | None = None) -> list[Link]:
    """Give the decisions told or answered in some documents (by default all), oldest first, as they stand on a day.

    What is decided or reported after the day is not known then.
    """
    asked = _documents(municipality) if documents is None else list(documents)
    known = _known(Same(municipality), today)
    answered = [each for document in asked for each in _answers(document)]
    meant = {key for key, (decision, _) in known.items() if any(map(decision.is_meant_by, answered))}
    wanted = meant | _by_decision(asked, today).keys()
    return sorted(
        (
            _link(municipality, decision, told, known, today)
            for key, (decision, told) in known.items()
            if key in wanted
        ),
        key=lambda link: (link.decision.date, link.decision.reference.paragraph),
    )


def _answers(document: Document) -> Iterable[DecisionReference]:
    """Give the assignments that a report answers."""
    return document.report.answers if isinstance(document, ReportDocument) else ()


def _documents(municipality: Municipality) -> list[Document]:
    return [*municipality.plans, *municipality.reports]


_Key = tuple[date, str, str, DecisionKind]
_Known = Mapping[_Key, tuple[Decision, Sequence[Document]]]


@remembered(32)  # each plan's page asks for its own links of the chain
def _known(municipality: Same[Municipality], today: date) -> _Known:
    return _by_decision(_documents(municipality.value), today)


def _by_decision(documents: Iterable[Document], today: date) -> _Known:
    """Give each decision until a day once, with the documents that tell of it."""
    found: dict[_Key, tuple[Decision, list[Document]]] = {}
    for document in documents:
        for each in decisions_of(document):
            if each.date > today:
                continue
            key = (each.date, each.body, each.reference.paragraph, each.kind)
            found.setdefault(key, (each, []))[1].append(document)
    return found


def _link(
    municipality: Municipality,
    decision: Decision,
    told: Sequence[Document],
    known: _Known,
    today: date,
) -> Link:
    if decision.kind is not DecisionKind.ASSIGNED:
        return Link(decision, tuple(told))
    answers = tuple(
        each
        for each in municipality.reports
        if any(map(decision.is_meant_by, each.report.answers)) and (each.report.date or today) <= today
    )
    closed_by = next((each for each, _ in known.values() if any(map(decision.is_meant_by, each.closes))), None)
    return Link(decision, tuple(told), answers, closed_by, _state(decision, answers, closed_by, today))


def _state(
    decision: Decision, answers: tuple[ReportDocument, ...], closed_by: Decision | None, today: date
) -> AssignmentState:
    if closed_by is not None:
        return AssignmentState.CLOSED
    if answers:
        return AssignmentState.REPORTED
    late = decision.report_back_by is not None and decision.report_back_by < today
    return AssignmentState.LATE if late else AssignmentState.OPEN


def unknown_references(
    municipality: Municipality, references: Iterable[DecisionReference]
) -> Iterator[tuple[int, DecisionReference]]:
    """Give the references, with their place in the list, that no decision of any document answers to."""
    known = [each for document in _documents(municipality) for each in decisions_of(document)]
    for index, reference in enumerate(references):
        if not any(each.is_meant_by(reference) for each in known):
            yield index, reference
