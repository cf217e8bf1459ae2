"""The rules of persons, with the checks that follow them: what may lead to somebody.

Personal identity numbers are no remarks but errors, told by the reader (`reading/decoding.py`). Here a number, an
address or a name is told once for a document, where it first stands.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from handlingsplan.analysis.rules.person_contacts import find_addresses, find_phones
from handlingsplan.analysis.rules.person_names import find_names
from handlingsplan.analysis.rules.person_projects import find_projects
from handlingsplan.analysis.rules.person_texts import Written, written_in
from handlingsplan.analysis.rules.rule import DatasetCheck, PlanCheck, ReportCheck, Rule
from handlingsplan.model.archive import DatasetDocument, Municipality, PlanDocument, ReportDocument
from handlingsplan.text.places import Problem

RULES: tuple[Rule, ...] = (
    Rule("telefonnummer", "Ett telefonnummer står i texten"),
    Rule("e-postadress", "En persons e-postadress står i texten"),
    Rule("personnamn", "En persons namn står i texten"),
    Rule("projekt-och-person", "Ett projektnummer står bredvid uppgifter om en person"),
)


def check_document_persons(document: PlanDocument | ReportDocument, municipality: Municipality) -> Iterator[Problem]:
    """Check the texts of a plan or report."""
    texts = written_in(document)
    yield from _once(_of_texts(texts, municipality))
    yield from _once(find_projects(texts, municipality))


def check_dataset_persons(document: DatasetDocument, municipality: Municipality) -> Iterator[Problem]:
    """Check the description and the cells of a dataset."""
    yield from _once(_of_texts(written_in(document), municipality))


def _of_texts(texts: Sequence[Written], municipality: Municipality) -> Iterator[Problem]:
    for written in texts:
        yield from find_phones(written)
        yield from find_addresses(written)
    yield from find_names(texts, municipality.organisation)


def _once(problems: Iterator[Problem]) -> Iterator[Problem]:
    """Give the first remark of each subject."""
    told: set[tuple[str, str]] = set()
    for problem in problems:
        if (key := (problem.code, problem.subject)) not in told:
            told.add(key)
            yield problem


PLAN_CHECKS: tuple[PlanCheck, ...] = (check_document_persons,)
REPORT_CHECKS: tuple[ReportCheck, ...] = (check_document_persons,)
DATASET_CHECKS: tuple[DatasetCheck, ...] = (check_dataset_persons,)
