"""Every file of a tree to one archive, with all problems of all files in one run."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from functools import partial

from handlingsplan.model.archive import (
    Archive,
    DatasetDocument,
    FollowUpDocument,
    Municipality,
    PlanDocument,
    ReportDocument,
)
from handlingsplan.model.dataset import Descriptor
from handlingsplan.model.follow_up import FollowUp
from handlingsplan.model.organisation import Organisation, Placement
from handlingsplan.model.plan import Plan
from handlingsplan.model.report import Report
from handlingsplan.text.dates import parse_date
from handlingsplan.text.identity import Same
from handlingsplan.text.places import Place, Problem, error
from handlingsplan.text.words import suggestion

from .decoding import decode
from .files import Reading
from .folders import FileKind, FileName, read_path
from .kept import Kept
from .reserved import check_municipality, check_units
from .selection import read_selections
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
        municipality, of_it = kept.get((name, reading.content(reading.files)), partial(_whole, reading, name))
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
    plans = [_kept_plan(reading, file, organisation, facts) for file in reading.files.of(FileKind.PLAN)]
    reports = [_report(reading, file) for file in reading.files.of(FileKind.REPORT)]
    reading.problems += _lonely_texts(reading)
    if organisation is None:
        return None
    order = {each.unit.id: rank for rank, each in enumerate(organisation.placements())}
    read_plans = sorted((each for each in plans if each), key=lambda plan: (plan.year, order[plan.unit]))
    return Municipality(
        name, organisation, facts, tuple(read_plans), tuple(each for each in reports if each), datasets
    )


def _organisation(reading: Reading, name: str) -> tuple[Organisation | None, Source]:
    """Read organisation.yml first: it says which version of the format the other files are written in."""
    files = reading.files.of(FileKind.ORGANISATION)
    if not files:
        path = f"plans/{name}/organisation.yml"
        message = f"kommunen «{name}» saknar organisation.yml; skapa den med: handlingsplan new kommun {name}"
        reading.problems.append(error("organisation-saknas", Place(path), message))
        return None, Source(path)
    data = reading.bytes(files[0])
    reading.version, problems = format_version(files[0].path, data or b"")
    reading.problems += problems
    if problems or data is None:
        return None, Source(files[0].path)
    organisation, facts = reading.facts(Organisation, files[0])
    if organisation is not None:
        reading.problems += check_units(organisation, facts)
    return organisation, facts


def _kept_plan(
    reading: Reading, file: FileName, organisation: Organisation | None, organisation_facts: Source
) -> PlanDocument | None:
    """Read a plan, or give the one that was read from the same files in the same organisation."""

    def read() -> tuple[PlanDocument | None, list[Problem]]:
        alone = replace(reading, problems=[])
        return _plan(alone, file, organisation, organisation_facts), alone.problems

    key = (Same(organisation_facts), reading.version, reading.content(reading.files.of_plan(file)))
    plan, problems = reading.kept.get(key, read)
    reading.problems += problems
    return plan


def _plan(
    reading: Reading, file: FileName, organisation: Organisation | None, organisation_facts: Source
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
    reading: Reading, file: FileName, organisation: Organisation | None, facts: Source
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


def _report(reading: Reading, file: FileName) -> ReportDocument | None:
    report, facts = reading.facts(Report, file)
    narrative = reading.narrative(reading.files.companion(file, FileKind.REPORT_TEXT))
    if report is None:
        return None
    return ReportDocument(file.municipality, file.year, file.name, report, facts, narrative)


def _datasets(reading: Reading) -> dict[str, DatasetDocument]:
    """Read the tables first, then the selections drawn from them."""
    tables: dict[str, DatasetDocument] = {}
    selections: list[tuple[str, Descriptor, Source]] = []
    for file in reading.files.of(FileKind.DESCRIPTOR):
        descriptor, facts = reading.facts(Descriptor, file)
        table = reading.files.companion(file, FileKind.TABLE)
        if descriptor is None:
            continue
        if descriptor.drawn_from:
            if table:
                message = "datamängden är ett urval ur andra och kan inte ha en egen datafil; ta bort den ena"
                reading.problems.append(error("dubblett", Place(table.path), message))
            selections.append((file.name, descriptor, facts))
        elif table is None:
            path = file.path.removesuffix(".yml") + ".csv"
            message = f"datafilen {path} finns inte; lägg den bredvid beskrivningen"
            reading.problems.append(error("datafil-saknas", facts.place(), message))
        elif dataset := reading.table(file, table, descriptor, facts):
            tables[file.name] = DatasetDocument(dataset, facts)
    selected, problems = read_selections(selections, tables)
    reading.problems += problems
    documents = {}
    for name, document in sorted((tables | selected).items()):
        documents[name], problems = with_stated(document)
        reading.problems += problems
    return documents


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
