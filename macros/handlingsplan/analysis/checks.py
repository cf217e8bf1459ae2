"""All checks over the archive, and what people have done about the remarks (*avstämning*)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
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


def check_archive(archive: Archive, from_texts: Sequence[Problem] = ()) -> list[Problem]:
    """Give every problem, handled remarks marked as such, in order of place.

    `from_texts` are the remarks that the macros made while the texts were filled in; they are handled in
    the same way.
    """
    problems: list[Problem] = []
    for municipality in archive.municipalities:
        problems += check_municipality(municipality, from_texts)
    belonging = set(problems)
    problems += [problem for problem in from_texts if problem not in belonging]
    return sorted(problems, key=lambda problem: problem.sort_key)


def check_municipality(municipality: Municipality, from_texts: Sequence[Problem] = ()) -> Iterator[Problem]:
    """Check a municipality's plans, reports and datasets."""
    for plan in municipality.plans:
        found = [*check_plan(plan, municipality), *_from(from_texts, plan)]
        yield from handled(found, plan.plan.handlings, plan.facts)
    for report in municipality.reports:
        found = [*check_report(report, municipality), *_from(from_texts, report)]
        yield from handled(found, report.report.handlings, report.facts)
    for document in municipality.datasets.values():
        yield from check_and_handle(document, municipality)


def check_and_handle(document: DatasetDocument, municipality: Municipality) -> list[Problem]:
    """Check a dataset beside the municipality's others, with what people have done about its remarks."""
    found = list(check_dataset(document))
    if not any(problem.severity is Severity.ERROR for problem in found):
        found += _by_rules(DATASET_CHECKS, document, municipality)
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


def _from(problems: Iterable[Problem], document: PlanDocument | ReportDocument) -> Iterator[Problem]:
    """Give the text remarks of one document: those in files of its folder."""
    folder = document.facts.path.rsplit("/", 1)[0] + "/"
    return (problem for problem in problems if problem.place.path.startswith(folder))


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
