"""An archive that tells which of its parts are read, each by a name of its own (`model/asked.py`).

The parts are as large as files: a plan's facts, its text, its follow-ups, a dataset, the municipality's organisation;
and which documents there are. Everything that a page says of plans and data comes through one of them.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from handlingsplan.analysis.changes.version import Version
from handlingsplan.analysis.history import History, PlanStep, Step
from handlingsplan.model.archive import (
    Archive,
    DatasetDocument,
    Municipality,
    PlanDocument,
    ReportDocument,
)
from handlingsplan.model.asked import Name, tell
from handlingsplan.site.history.past import Past

MUNICIPALITIES: Name = ("municipalities", "")
#: What is committed, and that with what is not committed yet.
COMMITTED: Name = ("committed", "")
HISTORY: Name = ("history", "")


class _Told:
    """A field of a watched object: reading it tells its name."""

    def __init__(self, field: str, name: Callable[[Any], Name]) -> None:
        self._field = field
        self._name = name

    def __get__(self, found: Any, owner: type | None = None) -> Any:
        tell(self._name(found))
        return getattr(found.watched, self._field)


def _told(owner: type, **names: Callable[[Any], Name]) -> Any:
    """Make a class like the owner, whose fields tell these names, and are those of the object that is `watched`."""
    fields = {field: _Told(field, name) for field, name in names.items()}
    return type(f"Watched{owner.__name__}", (owner,), {"__slots__": ("watched",), **fields})


def _watching(owner: type, found: Any, **untold: object) -> Any:
    """Watch an object. The fields that tell nothing are given."""
    watching: Any = object.__new__(owner)
    for field, value in {**untold, "watched": found}.items():
        object.__setattr__(watching, field, value)
    return watching


def plan_path(plan: PlanDocument) -> str:
    """Give the file of a plan's facts, without reading any."""
    return f"plans/{plan.municipality}/{plan.year}/{plan.unit}/plan.yml"


def report_path(report: ReportDocument) -> str:
    """Give the file of a report's facts, without reading any."""
    return f"plans/{report.municipality}/{report.year}/rapporter/{report.name}/rapport.yml"


def text_path(facts: str) -> str:
    """Give the file of a document's text, by that of its facts."""
    return f"{facts.removesuffix('.yml')}.md"


def _organisation_of(found: PlanDocument) -> Name:
    return ("organisation", found.municipality)


_Plan = _told(
    PlanDocument,
    plan=lambda plan: ("facts", plan_path(plan)),
    facts=lambda plan: ("facts", plan_path(plan)),
    placement=_organisation_of,
    narrative=lambda plan: ("text", plan_path(plan)),
    follow_ups=lambda plan: ("follow-ups", plan_path(plan)),
)
_Report = _told(
    ReportDocument,
    report=lambda report: ("facts", report_path(report)),
    facts=lambda report: ("facts", report_path(report)),
    narrative=lambda report: ("text", report_path(report)),
)
_Municipality = _told(
    Municipality,
    organisation=lambda home: ("organisation", home.id),
    facts=lambda home: ("organisation", home.id),
    plans=lambda home: ("documents", home.id),
    reports=lambda home: ("documents", home.id),
    datasets=lambda home: ("datasets", home.id),
)
_Archive = _told(Archive, municipalities=lambda _: MUNICIPALITIES)


def _dataset_name(document: Any) -> Name:
    return "dataset", document.watched.facts.path


_Dataset = _told(DatasetDocument, dataset=_dataset_name, facts=_dataset_name)


class _WatchedPlan(_Plan):  # type: ignore[misc, valid-type]
    """A plan that tells what is read of it. In which sections its actions stand is less than the text."""

    __slots__ = ()

    def section_id(self, action_id: str) -> str | None:
        """Find the section that covers an action."""
        tell(("sections", plan_path(self)))
        found: PlanDocument = self.watched
        return found.section_id(action_id)


class _WatchedHistory(History):
    """A history that tells of which plan it was asked, or that it was asked for as a whole."""

    __slots__ = ("_whole",)

    @classmethod
    def of(cls, history: History) -> _WatchedHistory:
        """Give a history that tells what is asked of it."""
        found = cls(history.steps, history.plans, history.pending, history.pending_plans, history.line)
        object.__setattr__(found, "_whole", history)
        return found

    def of_plan(self, plan: PlanDocument) -> tuple[PlanStep, ...]:
        """Give the revisions that changed a plan."""
        tell(("history", plan_path(plan)))
        found: History = self._whole
        return found.of_file(plan_path(plan))

    def changing(self, path: str) -> tuple[Step, ...]:
        """Give the committed revisions that changed what a file tells of."""
        tell(("changing", path))
        found: History = self._whole
        return found.changing(path)

    def __getattribute__(self, field: str) -> Any:
        if field == "steps":
            tell(COMMITTED)
        elif field in ("plans", "pending", "pending_plans"):
            tell(HISTORY)
        return object.__getattribute__(self, field)


class _WatchedVersions(dict[str, Version]):
    """The versions that decisions pin; tells which of them was looked for."""

    def get(self, pin: str, otherwise: Any = None) -> Any:
        """Find a version by its number as written."""
        tell(("decided", pin))
        return super().get(pin, otherwise)


def watched_past(past: Past) -> Past:
    """Give a history of the same parts, which tells what is read of it."""
    return replace(past, history=_WatchedHistory.of(past.history), decided=_WatchedVersions(past.decided))


def watched(archive: Archive) -> Archive:
    """Give an archive of the same parts, which tells what is read of it."""
    homes = Archive(tuple(map(_watched, archive.municipalities)))
    return _watching(_Archive, homes)  # type: ignore[no-any-return]


def _watched(home: Municipality) -> Municipality:
    plans = tuple(
        _watching(_WatchedPlan, each, municipality=each.municipality, year=each.year, unit=each.unit)
        for each in home.plans
    )
    reports = tuple(
        _watching(_Report, each, municipality=each.municipality, year=each.year, name=each.name)
        for each in home.reports
    )
    datasets = {name: _watching(_Dataset, each) for name, each in home.datasets.items()}
    parts = Municipality(home.id, home.organisation, home.facts, plans, reports, datasets)
    return _watching(_Municipality, parts, id=home.id)  # type: ignore[no-any-return]
