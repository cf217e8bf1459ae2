"""What could not be read in a revision, and which documents stand in its place: those that were read before it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TypeVar

from handlingsplan.analysis.changes.version import Version
from handlingsplan.model.archive import Archive, DatasetDocument, Municipality, PlanDocument, ReportDocument
from handlingsplan.text.places import Problem

Document = TypeVar("Document", PlanDocument, ReportDocument)
#: Faults of a file that belongs to no document: the documents around it are read all the same.
_BESIDE = ("okänd-fil", "namn", "ensam-fil")


def owner_of(problem: Problem) -> str:
    """Give the document that a fault makes unreadable: its folder, or a dataset's path without ending."""
    if problem.code in _BESIDE:
        return ""
    parts = problem.place.path.split("/")
    if parts[0] == "data":
        return problem.place.path.rsplit(".", 1)[0]
    if parts[2:] == ["organisation.yml"]:
        return "/".join(parts[:2])
    return "/".join(parts[: 5 if parts[3:4] == ["rapporter"] else 4])


def owners_of(read: Version) -> set[str]:
    """Give the documents that faults make unreadable."""
    return {owner_of(problem) for problem in read.faults.values()} - {""}


def new_gaps(read: Version, known: Iterable[Problem]) -> tuple[Problem, ...]:
    """Give the first fault of each document that cannot be read, but for those that the revision before had too."""
    before = set(known)
    found: dict[str, Problem] = {}
    for problem in read.faults.values():
        if (owner := owner_of(problem)) and problem not in before:
            found.setdefault(owner, problem)
    return tuple(found.values())


def plans_within(owner: str, archive: Archive) -> list[str]:
    """Give the plans (their files) that an unreadable document takes with it: itself, or a whole municipality's."""
    if owner.count("/") == 3:
        return [f"{owner}/plan.yml"]
    within = f"{owner}/"
    return [plan.facts.path for plan in archive.plans() if owner and plan.facts.path.startswith(within)]


def carried(before: Archive, read: Version) -> Archive:
    """Give what was read, with the earlier document in the place of each that could not be."""
    owners = owners_of(read)
    if not owners:
        return read.archive
    old = {each.id: each for each in before.municipalities}
    new = {each.id: each for each in read.archive.municipalities}
    homes = (_home(old.get(name), new.get(name), owners) for name in sorted({*old, *new}))
    return Archive(tuple(each for each in homes if each))


def _home(old: Municipality | None, new: Municipality | None, owners: set[str]) -> Municipality | None:
    if new is None:
        return old if old and f"plans/{old.id}" in owners else None
    if not any(each.split("/")[1] == new.id for each in owners):
        return new
    earlier = old or replace(new, plans=(), reports=(), datasets={})
    return replace(
        new,
        plans=_one_of_each(earlier.plans, new.plans, owners),
        reports=_one_of_each(earlier.reports, new.reports, owners),
        datasets=_datasets(earlier, new, owners),
    )


def _one_of_each(old: Iterable[Document], new: Iterable[Document], owners: set[str]) -> tuple[Document, ...]:
    kept = tuple(each for each in new if _folder(each) not in owners)
    return kept + tuple(each for each in old if _folder(each) in owners)


def _folder(document: PlanDocument | ReportDocument) -> str:
    return document.facts.path.rsplit("/", 1)[0]


def _datasets(old: Municipality, new: Municipality, owners: set[str]) -> dict[str, DatasetDocument]:
    kept = {name: each for name, each in new.datasets.items() if _file(each) not in owners}
    return {**kept, **{name: each for name, each in old.datasets.items() if _file(each) in owners}}


def _file(document: DatasetDocument) -> str:
    return document.facts.path.rsplit(".", 1)[0]
