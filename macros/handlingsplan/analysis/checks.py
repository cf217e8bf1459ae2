"""All checks over the archive, and what people have done about the remarks (*avstämning*)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from handlingsplan.analysis.arithmetic import check_actions, check_dataset, check_key_figures
from handlingsplan.analysis.follow_ups import check_follow_ups
from handlingsplan.analysis.rules import DATASET_CHECKS, PLAN_CHECKS, REPORT_CHECKS
from handlingsplan.analysis.structure import check_cover, check_text
from handlingsplan.model.archive import Archive, DatasetDocument, Municipality, Places, PlanDocument, ReportDocument
from handlingsplan.model.plan import RemarkHandling
from handlingsplan.text.places import Handling, Problem, Severity, error, remark
from handlingsplan.text.vocabulary import swedish
from handlingsplan.text.words import suggestion

Document = TypeVar("Document", PlanDocument, ReportDocument, DatasetDocument)
AnyDocument = PlanDocument | ReportDocument | DatasetDocument


@dataclass(frozen=True, slots=True)
class Checked:
    """What is wrong with a document beside its municipality's others, and what people have done about its remarks."""

    problems: Sequence[Problem]
    handlings: Sequence[RemarkHandling]


def check_archive(archive: Archive, from_texts: Sequence[Problem] = ()) -> list[Problem]:
    """Give every problem, handled remarks marked as such, in order of place.

    `from_texts` are the remarks that the macros made while the texts were filled in; they are handled in
    the same way.
    """
    found = {document.facts.path: checked(document, home) for home, document in documents_of(archive)}
    return handle_archive(archive, found, from_texts)


def documents_of(archive: Archive) -> Iterator[tuple[Municipality, AnyDocument]]:
    """Give every plan, report and dataset with its municipality."""
    for municipality in archive.municipalities:
        documents: list[AnyDocument] = [*municipality.plans, *municipality.reports, *municipality.datasets.values()]
        for document in documents:
            yield municipality, document


def checked(document: AnyDocument, municipality: Municipality) -> Checked:
    """Give what is wrong with one document, with what people have done about it."""
    return Checked(check_document(document, municipality), _handlings(document))


def check_document(document: AnyDocument, municipality: Municipality) -> list[Problem]:
    """Give what is wrong with one document beside its municipality's others, before anybody has handled it."""
    match document:
        case PlanDocument():
            return list(check_plan(document, municipality))
        case ReportDocument():
            return list(check_report(document, municipality))
    found = list(check_dataset(document))
    if not any(problem.severity is Severity.ERROR for problem in found):
        found += _by_rules(DATASET_CHECKS, document, municipality)
    return found


def handle_archive(archive: Archive, found: Mapping[str, Checked], from_texts: Sequence[Problem]) -> list[Problem]:
    """Mark what people have done about the problems of each document, by the paths of their facts."""
    by_folder: dict[str, list[Problem]] = {}
    for problem in from_texts:
        for folder in folders_of(problem.place.path):
            by_folder.setdefault(folder, []).append(problem)
    problems: list[Problem] = []
    for _, document in documents_of(archive):
        # The remarks of texts belong to the document in whose folder the text is; a dataset has none.
        texts = () if isinstance(document, DatasetDocument) else by_folder.get(_folder(document.facts.path), ())
        mine = found[document.facts.path]
        problems += handled([*mine.problems, *texts], mine.handlings, document.facts)
    belonging = set(problems)
    problems += [problem for problem in from_texts if problem not in belonging]
    return sorted(problems, key=lambda problem: problem.sort_key)


def folders_of(path: str) -> Iterator[str]:
    """Give every folder that a file is in, each ending in a slash."""
    while folder := _folder(path):
        yield folder
        path = folder[:-1]


def _folder(path: str) -> str:
    return path[: path.rfind("/") + 1]


def _handlings(document: AnyDocument) -> Sequence[RemarkHandling]:
    match document:
        case PlanDocument():
            return document.plan.handlings
        case ReportDocument():
            return document.report.handlings
    return document.descriptor.handlings


def check_and_handle(document: DatasetDocument, municipality: Municipality) -> list[Problem]:
    """Check a dataset beside the municipality's others, with what people have done about its remarks."""
    found = check_document(document, municipality)
    return list(handled(found, document.descriptor.handlings, document.facts))


def _by_rules(
    checks: Iterable[Callable[[Document, Municipality], Iterator[Problem]]],
    document: Document,
    municipality: Municipality,
) -> Iterator[Problem]:
    for check in checks:
        yield from check(document, municipality)


def check_plan(document: PlanDocument, municipality: Municipality) -> Iterator[Problem]:
    """Check one plan with its text and follow-ups."""
    yield from check_cover(document)
    yield from check_text(document)
    yield from check_actions(document)
    yield from check_key_figures(document, municipality.datasets)
    yield from check_follow_ups(document, municipality)
    yield from _by_rules(PLAN_CHECKS, document, municipality)


def check_report(document: ReportDocument, municipality: Municipality) -> Iterator[Problem]:
    """Check one report: that the units it draws on have plans that year, and what the rules say."""
    known = [plan.unit for plan in municipality.plans if plan.year == document.year]
    for index, unit in enumerate(document.report.units):
        if unit not in known:
            place = document.facts.place(swedish("units"), index)
            message = f"enheten «{unit}» har ingen plan för {document.year}{suggestion(unit, known)}"
            yield error("okänd-enhet", place, message)
    yield from _by_rules(REPORT_CHECKS, document, municipality)


def handled(problems: list[Problem], handlings: Sequence[RemarkHandling], facts: Places) -> Iterator[Problem]:
    """Mark the remarks that someone has handled; an entry that handles nothing is a remark of its own."""
    used: set[int] = set()
    for problem in problems:
        index = next((number for number, each in enumerate(handlings) if _concerns(each, problem)), None)
        if index is None or problem.severity is Severity.ERROR:
            yield problem
            continue
        used.add(index)
        entry = handlings[index]
        handling = Handling(entry.position.value, entry.explanation, entry.responsible_role)
        yield replace(problem, handling=handling)
    for number, entry in enumerate(handlings):
        if number not in used:
            about = f" för «{entry.concerns}»" if entry.concerns else ""
            message = f"ingen anmärkning «{entry.remark}»{about} finns längre; ta bort avstämningen"
            yield remark("onödig-avstämning", facts.place(swedish("handlings"), number), message)


def _concerns(entry: RemarkHandling, problem: Problem) -> bool:
    if entry.remark != problem.code:
        return False
    return entry.concerns in ("", problem.subject) or problem.subject.startswith(f"{entry.concerns}/")
