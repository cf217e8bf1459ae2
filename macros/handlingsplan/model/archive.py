"""Everything that has been read: municipalities with their plans, reports and datasets."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol

from handlingsplan.text.places import Place

from .dataset import Dataset, Descriptor
from .follow_up import FollowUp
from .narrative import Narrative
from .organisation import Organisation, Placement
from .plan import Plan
from .report import Report


class Places(Protocol):
    """Where the values of a YAML file stand."""

    @property
    def path(self) -> str:
        """The file's path in the repository."""
        ...

    def place(self, *location: str | int) -> Place:
        """Give the place of a value."""
        ...

    def key_place(self, *location: str | int) -> Place:
        """Give the place of a key."""
        ...


@dataclass(frozen=True, slots=True)
class OrganisationDocument:
    """A municipality's organisation, where it can be read, and the version of the format that its files are in."""

    organisation: Organisation | None
    facts: Places
    version: int


@dataclass(frozen=True, slots=True)
class FollowUpDocument:
    """A follow-up with its date, and its text when there is one."""

    day: date
    follow_up: FollowUp
    facts: Places
    narrative: Narrative | None = None


@dataclass(frozen=True, slots=True)
class PlanDocument:
    """A plan with its folder's facts (municipality, year, unit), its text and its follow-ups, oldest first."""

    municipality: str
    year: int
    unit: str
    plan: Plan
    facts: Places
    placement: Placement
    narrative: Narrative | None = None
    follow_ups: tuple[FollowUpDocument, ...] = ()

    @property
    def title(self) -> str:
        """The plan's title, by default made of the unit's name."""
        return self.plan.title or f"Handlingsplan {self.placement.unit.name}"

    @property
    def address(self) -> str:
        """The permanent address below the site's root: `alingsas/2025/81516/`."""
        return f"{self.municipality}/{self.year}/{self.unit}/"

    def section_id(self, action_id: str) -> str | None:
        """Find the section of the text that covers an action; None when none does."""
        section = self.narrative.section_of(action_id) if self.narrative else None
        return section.id if section else None

    def latest_follow_up(self, day: date | None = None) -> FollowUpDocument | None:
        """Give the latest follow-up, or the latest one until a day."""
        return next((each for each in reversed(self.follow_ups) if day is None or each.day <= day), None)


@dataclass(frozen=True, slots=True)
class ReportDocument:
    """A report with its folder's facts and its text."""

    municipality: str
    year: int
    name: str
    report: Report
    facts: Places
    narrative: Narrative | None = None

    @property
    def address(self) -> str:
        """The permanent address below the site's root."""
        return f"{self.municipality}/{self.year}/rapporter/{self.name}/"


@dataclass(frozen=True, slots=True)
class DatasetDocument:
    """A dataset with the places of its descriptor."""

    dataset: Dataset
    facts: Places

    @property
    def descriptor(self) -> Descriptor:
        """The dataset's descriptor."""
        return self.dataset.descriptor


@dataclass(frozen=True, slots=True)
class Municipality:
    """A municipality with all that belongs to it. Plans in order of year and of the organisation."""

    id: str
    organisation: Organisation
    facts: Places
    plans: tuple[PlanDocument, ...] = ()
    reports: tuple[ReportDocument, ...] = ()
    datasets: Mapping[str, DatasetDocument] = field(default_factory=dict)

    def years(self) -> list[int]:
        """Give the years that have plans or reports, latest first."""
        years = {plan.year for plan in self.plans} | {report.year for report in self.reports}
        return sorted(years, reverse=True)

    def plan(self, year: int, unit: str) -> PlanDocument | None:
        """Find a unit's plan for a year."""
        return next((each for each in self.plans if (each.year, each.unit) == (year, unit)), None)


@dataclass(frozen=True, slots=True)
class Archive:
    """All municipalities of the repository."""

    municipalities: tuple[Municipality, ...] = ()

    def plans(self) -> Iterator[PlanDocument]:
        """Give every plan."""
        for municipality in self.municipalities:
            yield from municipality.plans

    def reports(self) -> Iterator[ReportDocument]:
        """Give every report."""
        for municipality in self.municipalities:
            yield from municipality.reports
