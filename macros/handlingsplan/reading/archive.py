"""Every file of a tree to one archive, with all problems of all files in one run."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from functools import partial

from handlingsplan.model.archive import (
    Archive,
    DatasetDocument,
    FollowUpDocument,
    Municipality,
    OrganisationDocument,
    Places,
    PlanDocument,
    ReportDocument,
)
from handlingsplan.model.dataset import Descriptor
from handlingsplan.model.follow_up import FollowUp
from handlingsplan.model.organisation import Organisation, Placement
from handlingsplan.model.plan import Plan
from handlingsplan.model.report import Report
from handlingsplan.text.dates import parse_date
from handlingsplan.text.places import Place, Problem, error
from handlingsplan.text.words import suggestion

from .decoding import decode
from .files import Reading
from .folders import FileKind, FileName, read_path
from .kept import Kept
from .reserved import check_municipality, check_units
from .selection import read_selection
from .stated import with_stated
from .tree import Tree, UnreadableError
from .versions import format_version
from .yaml_tree import Source


def read_archive(tree: Tree, kept: Kept | None = None) -> tuple[Archive, list[Problem]]:
    """Read all of plans/ and data/; give what could be read and every problem, in order of place.

    `kept` is given by one who reads many revisions: what is the same in the next one is not parsed again.
    """
    readings: dict[str, Reading] = {}
    kept = kept if kept is not None else Kept()
    problems: list[Problem] = []
    for path in tree.paths():
        found = read_path(path)
        if isinstance(found, Problem):
            problems.append(_unreadable(tree, path, found) or found)
        else:
            reading = readings.setdefault(found.municipality, Reading(tree, kept=kept))
            reading.files.add(found)
    municipalities = []
    for name, reading in readings.items():
        municipality, of_it = kept.municipality(
            (name, reading.content(reading.files)), partial(_whole, reading, name)
        )
        municipalities.append(municipality)
        problems += of_it
    archive = Archive(tuple(each for each in municipalities if each is not None))
    return archive, sorted(problems, key=lambda problem: problem.sort_key)


def _unreadable(tree: Tree, path: str, found: Problem) -> Problem | None:
    """Say why a path that is no known file cannot be read, if that is what is wrong: a linked folder."""
    try:
        tree.read(path)
    except UnreadableError as fault:
        return error("oläsbar-fil", found.place, str(fault))
    return None


def _whole(reading: Reading, name: str) -> tuple[Municipality | None, list[Problem]]:
    return _municipality(reading, name), reading.problems


def _municipality(reading: Reading, name: str) -> Municipality | None:
    reading.problems += check_municipality(name)
    organisation, facts = _organisation(reading, name)
    if any(problem.code == "formatversion" for problem in reading.problems):
        return None  # what the other files say cannot be judged
    datasets = _datasets(reading)
    plans = _plans(reading, organisation, facts)
    reports = [_report_document(reading, file) for file in reading.files.of(FileKind.REPORT)]
    reading.problems += _lonely_texts(reading)
    if organisation is None:
        return None
    order = {each.unit.id: rank for rank, each in enumerate(organisation.placements())}
    read_plans = sorted((each for each in plans if each), key=lambda plan: (plan.year, order[plan.unit]))
    return Municipality(
        name, organisation, facts, tuple(read_plans), tuple(each for each in reports if each), datasets
    )


def _organisation(reading: Reading, name: str) -> tuple[Organisation | None, Places]:
    """Read organisation.yml first: it says which version of the format the other files are written in."""
    files = reading.files.of(FileKind.ORGANISATION)
    if not files:
        path = f"plans/{name}/organisation.yml"
        message = f"kommunen «{name}» saknar organisation.yml; skapa den med: handlingsplan new kommun {name}"
        reading.problems.append(error("organisation-saknas", Place(path), message))
        return None, Source(path)
    found = reading.document(OrganisationDocument, files[:1], partial(_read_organisation, file=files[0]))
    assert found is not None  # noqa: S101  (it says itself what there is)
    reading.version = found.version
    return found.organisation, found.facts


def _read_organisation(reading: Reading, file: FileName) -> OrganisationDocument:
    data = reading.bytes(file)
    version, problems = format_version(file.path, data or b"")
    reading.problems += problems
    if problems or data is None:
        return OrganisationDocument(None, Source(file.path), version)
    reading.version = version
    organisation, facts = reading.facts(Organisation, file)
    if organisation is not None:
        reading.problems += check_units(organisation, facts)
    return OrganisationDocument(organisation, facts, version)


def _plans(reading: Reading, organisation: Organisation | None, facts: Places) -> list[PlanDocument | None]:
    """Give every plan: nearly all that there is to read, and each is read by itself."""

    def alone(file: FileName) -> tuple[PlanDocument | None, list[Problem]]:
        mine = replace(reading, problems=[])
        return _plan_document(mine, file, organisation, facts), mine.problems

    found = reading.kept.each(alone, reading.files.of(FileKind.PLAN))
    reading.problems += [problem for _, problems in found for problem in problems]
    return [plan for plan, _ in found]


def _plan_document(
    reading: Reading, file: FileName, organisation: Organisation | None, organisation_facts: Places
) -> PlanDocument | None:
    """Give a plan; where it stands in the organisation is said by that."""
    placement = organisation.placement(file.name) if organisation else None
    files = [file, *reading.files.of(FileKind.ORGANISATION), *reading.files.of_plan(file)]
    known = {"municipality": file.municipality, "year": file.year, "unit": file.name, "placement": placement}
    read = partial(_plan, file=file, organisation=organisation, organisation_facts=organisation_facts)
    return reading.document(PlanDocument, files, read, known)


def _plan(
    reading: Reading, file: FileName, organisation: Organisation | None, organisation_facts: Places
) -> PlanDocument | None:
    plan, facts = reading.facts(Plan, file)
    narrative = reading.narrative(reading.files.companion(file, FileKind.PLAN_TEXT))
    follow_ups = [_follow_up(reading, each) for each in reading.files.beside(file, FileKind.FOLLOW_UP)]
    placement = _placement(reading, file, organisation, organisation_facts)
    if plan is None or placement is None:
        return None
    read_follow_ups = tuple(sorted((each for each in follow_ups if each), key=lambda each: each.day))
    return PlanDocument(file.municipality, file.year, file.name, plan, facts, placement, narrative, read_follow_ups)


def _placement(
    reading: Reading, file: FileName, organisation: Organisation | None, facts: Places
) -> Placement | None:
    if organisation is None:
        return None
    placement = organisation.placement(file.name)
    if placement is None:
        known = [each.unit.id for each in organisation.placements()]
        what = f"enheten «{file.name}» finns inte i {facts.path}"
        message = f"{what}; lägg till den där, eller ändra mappens namn{suggestion(file.name, known)}"
        reading.problems.append(error("okänd-enhet", Place(file.path), message))
    return placement


def _follow_up(reading: Reading, file: FileName) -> FollowUpDocument | None:
    day = _day(reading, file)
    follow_up, facts = reading.facts(FollowUp, file)
    narrative = reading.narrative(reading.files.companion(file, FileKind.FOLLOW_UP_TEXT))
    if follow_up is None or day is None:
        return None
    return FollowUpDocument(day, follow_up, facts, narrative)


def _day(reading: Reading, file: FileName) -> date | None:
    try:
        return parse_date(file.day)
    except ValueError as fault:
        message = f"filnamnet ska vara uppföljningens datum: {fault}"
        reading.problems.append(error("namn", Place(file.path), message))
        return None


def _report_document(reading: Reading, file: FileName) -> ReportDocument | None:
    text = reading.files.companion(file, FileKind.REPORT_TEXT)
    known = {"municipality": file.municipality, "year": file.year, "name": file.name}
    return reading.document(ReportDocument, [file, text] if text else [file], partial(_report, file=file), known)


def _report(reading: Reading, file: FileName) -> ReportDocument | None:
    report, facts = reading.facts(Report, file)
    narrative = reading.narrative(reading.files.companion(file, FileKind.REPORT_TEXT))
    if report is None:
        return None
    return ReportDocument(file.municipality, file.year, file.name, report, facts, narrative)


def _datasets(reading: Reading) -> dict[str, DatasetDocument]:
    """Give each table, and each selection, which may be drawn from all of them."""
    found: dict[str, DatasetDocument] = {}
    descriptors = reading.files.of(FileKind.DESCRIPTOR)
    for file in descriptors:
        table = reading.files.companion(file, FileKind.TABLE)
        files = [file, table] if table else [file, *descriptors, *reading.files.of(FileKind.TABLE)]
        if document := reading.document(DatasetDocument, files, partial(_dataset, file=file)):
            found[file.name] = document
    return dict(sorted(found.items()))


def _dataset(reading: Reading, file: FileName) -> DatasetDocument | None:
    descriptor, facts = reading.facts(Descriptor, file)
    if descriptor is None:
        return None
    read = _selection if descriptor.drawn_from else _table
    document = read(reading, file, descriptor, facts)
    if document is None:
        return None
    complete, problems = with_stated(document)
    reading.problems += problems
    return complete


def _selection(reading: Reading, file: FileName, descriptor: Descriptor, facts: Source) -> DatasetDocument | None:
    if table := reading.files.companion(file, FileKind.TABLE):
        message = "datamängden är ett urval ur andra och kan inte ha en egen datafil; ta bort den ena"
        reading.problems.append(error("dubblett", Place(table.path), message))
    selected, problems = read_selection(file.name, descriptor, facts, dict(_tables(replace(reading, problems=[]))))
    reading.problems += problems
    return selected


def _tables(reading: Reading) -> Iterator[tuple[str, DatasetDocument]]:
    """Give every dataset that has rows of its own."""
    for file in reading.files.of(FileKind.DESCRIPTOR):
        descriptor, facts = reading.facts(Descriptor, file)
        if descriptor and not descriptor.drawn_from and (table := _table(reading, file, descriptor, facts)):
            yield file.name, table


def _table(reading: Reading, file: FileName, descriptor: Descriptor, facts: Source) -> DatasetDocument | None:
    table = reading.files.companion(file, FileKind.TABLE)
    if table is None:
        path = file.path.removesuffix(".yml") + ".csv"
        message = f"datafilen {path} finns inte; lägg den bredvid beskrivningen"
        reading.problems.append(error("datafil-saknas", facts.place(), message))
        return None
    dataset = reading.table(file, table, descriptor, facts)
    return DatasetDocument(dataset, facts) if dataset else None


_COMPANIONS = {
    FileKind.PLAN_TEXT: (FileKind.PLAN, "plan.yml"),
    FileKind.REPORT_TEXT: (FileKind.REPORT, "rapport.yml"),
    FileKind.FOLLOW_UP_TEXT: (FileKind.FOLLOW_UP, "en .yml-fil med samma datum"),
    FileKind.FOLLOW_UP: (FileKind.PLAN, "plan.yml"),
    FileKind.TABLE: (FileKind.DESCRIPTOR, "en beskrivning (.yml med samma namn)"),
}


def _lonely_texts(reading: Reading) -> Iterable[Problem]:
    """Give a problem for each file that belongs to another which is not there, and what nobody else tells of it."""
    for kind, (other, name) in _COMPANIONS.items():
        for file in reading.files.of(kind):
            of_its_own = reading.files.companion(file, other)
            if not (reading.files.beside(file, other) if kind is FileKind.FOLLOW_UP else of_its_own):
                yield error("ensam-fil", Place(file.path), f"filen hör till {name}, som saknas")
                yield from decode(file.path, reading.bytes(file) or b"")[1]
