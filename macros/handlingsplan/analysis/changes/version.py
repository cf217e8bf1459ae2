"""A version of all plans, reports and data: what could be read of it, and why the rest could not."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from handlingsplan.model.archive import Archive, DatasetDocument, Municipality, PlanDocument, ReportDocument
from handlingsplan.text.places import Problem, Severity

from .change import Subject


@dataclass(frozen=True, slots=True)
class Version:
    """An archive with the first fault of each file that has one."""

    archive: Archive
    faults: Mapping[str, Problem] = field(default_factory=dict)

    def municipality(self, identity: str) -> Municipality | None:
        """Find a municipality by its id."""
        return next((each for each in self.archive.municipalities if each.id == identity), None)

    def only(self, homes: Collection[str]) -> Version:
        """Give some municipalities of it; what is told of files that could not be read is told still."""
        return Version(Archive(tuple(each for each in self.archive.municipalities if each.id in homes)), self.faults)

    def plans(self) -> dict[tuple[str, int, str], PlanDocument]:
        """Give every plan by municipality, year and unit."""
        return {(each.municipality, each.year, each.unit): each for each in self.archive.plans()}

    def reports(self) -> dict[tuple[str, int, str], ReportDocument]:
        """Give every report by municipality, year and name."""
        return {(each.municipality, each.year, each.name): each for each in self.archive.reports()}

    def datasets(self) -> dict[tuple[str, str], DatasetDocument]:
        """Give every dataset by municipality and name."""
        return {(each.id, name): data for each in self.archive.municipalities for name, data in each.datasets.items()}

    def fault_of(self, path: str, municipality: str) -> Problem | None:
        """Say why a document is missing here, if its file or its municipality's cannot be read."""
        whole = None if self.municipality(municipality) else self.faults.get(f"plans/{municipality}/organisation.yml")
        return self.faults.get(path) or whole


def version_of(archive: Archive, problems: Sequence[Problem]) -> Version:
    """Give the version that was read with these problems."""
    faults: dict[str, Problem] = {}
    for problem in problems:
        if problem.severity is Severity.ERROR:
            faults.setdefault(problem.place.path, problem)
    return Version(archive, faults)


def plan_subject(plan: PlanDocument) -> Subject:
    """Give what a change of a plan is of: its unit and year."""
    return Subject(plan.municipality, plan.placement.unit.name, plan.facts.path, plan.year, plan.unit)


def report_subject(report: ReportDocument) -> Subject:
    """Give what a change of a report is of."""
    return Subject(report.municipality, report.report.title, report.facts.path, report.year, report.name)


def dataset_subject(municipality: str, data: DatasetDocument) -> Subject:
    """Give what a change of a dataset is of."""
    return Subject(municipality, data.descriptor.title, data.facts.path, id=data.dataset.name)


def municipality_subject(municipality: Municipality) -> Subject:
    """Give what a change of a municipality's own file is of."""
    return Subject(municipality.id, municipality.organisation.name, municipality.facts.path, id=municipality.id)
