"""Every version of the format stays readable: history is read with the same reader."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

import pytest
from memory import ORGANISATION, PLAN, read_files

from handlingsplan.model.base import Model
from handlingsplan.model.dataset import Descriptor
from handlingsplan.model.follow_up import FollowUp
from handlingsplan.model.organisation import Organisation
from handlingsplan.model.plan import Plan
from handlingsplan.model.report import Report
from handlingsplan.reading import versions
from handlingsplan.reading.archive import read_archive
from handlingsplan.sources.worktree import WorkTree

STORED = Path(__file__).parent / "versions"
_KEY = re.compile(r"(?:^\s*(?:- )?|[{,] ?)([^\W\d][\w ]*):(?=\s)", re.MULTILINE)
#: Every model of a whole file, with the stored files that use all of its keys.
KINDS = {
    "organisation": (Organisation, "plans/*/organisation.yml"),
    "plan": (Plan, "plans/*/*/*/plan.yml"),
    "uppfoljning": (FollowUp, "plans/*/*/*/uppfoljning/*.yml"),
    "rapport": (Report, "plans/*/*/rapporter/*/rapport.yml"),
    "datamangd": (Descriptor, "data/**/*.yml"),
}


@pytest.mark.parametrize("version", range(1, versions.CURRENT_VERSION + 1))
def test_stored_files_are_read(version: int) -> None:
    """Files as they were written in each version, every field in use, are read without a word."""
    archive, problems = read_archive(WorkTree(STORED / str(version)))
    assert [str(problem) for problem in problems] == []
    (municipality,) = archive.municipalities
    (plan,) = municipality.plans
    (report,) = municipality.reports
    assert municipality.organisation.format_version == version
    assert [action.id for action in plan.plan.actions] == ["timvikarier", "apt", "schema"]
    assert plan.plan.actions[0].full_year_effect is not None
    assert plan.plan.actions[0].full_year_effect.low.kronor == 943_000
    assert str(plan.plan.actions[1].full_effect) == "168\u00a0timmar"
    assert plan.narrative is not None
    assert [section.title for section in plan.narrative.sections] == ["Sammanfattning", "Fler timvikarier", "Möten"]
    assert [str(follow_up.day) for follow_up in plan.follow_ups] == ["2025-03-31", "2025-06-30"]
    assert report.report.units == ("81516",)
    assert sorted(municipality.datasets) == ["2025/utfall", "urval"]
    assert [row.key for row in municipality.datasets["urval"].dataset.rows] == ["Väster"]


@pytest.mark.parametrize("name", KINDS)
def test_every_key_of_the_current_version_is_stored(name: str) -> None:
    """The stored files use every key, so a renamed key cannot pass unseen. A block may stand in any of them."""
    model, pattern = KINDS[name]
    blocks = {key for each in _parts(model) for key in list(each.keys())}
    assert set(model.keys()) - _stored_keys(pattern) == set()
    assert blocks - {key for _, each in KINDS.values() for key in _stored_keys(each)} == set()


def _stored_keys(pattern: str) -> set[str]:
    stored = (path.read_text(encoding="utf-8") for path in (STORED / str(versions.CURRENT_VERSION)).glob(pattern))
    return {key for text in stored for key in _KEY.findall(text)}


def _parts(model: type[Model]) -> Iterator[type[Model]]:
    """The models of the blocks of a file."""
    for field in model.model_fields.values():
        for part in _models_in(field.annotation):
            yield part
            yield from _parts(part)


def _models_in(annotation: Any) -> Iterator[type[Model]]:
    if isinstance(annotation, type) and issubclass(annotation, Model):
        yield annotation
    for each in get_args(annotation):
        yield from _models_in(each)


def _rename(kind: type[Model], data: Any) -> Any:
    """What a second version could be: titel was called rubrik in the first."""
    if kind is Plan and isinstance(data, dict) and "rubrik" in data:
        return {("titel" if key == "rubrik" else key): value for key, value in data.items()}
    return data


@pytest.fixture
def _second_version(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(versions, "CURRENT_VERSION", 2)
    monkeypatch.setitem(versions.UPGRADES, 1, _rename)


@pytest.mark.usefixtures("_second_version")
def test_an_earlier_version_is_upgraded() -> None:
    """A municipality that still writes the first version is read as the second."""
    (line,) = read_files({PLAN: "rubrik: Handlingsplan 81516\nstatus: utkst\n"})[1]
    assert line.startswith(f"{PLAN}:2:9: status: «utkst» ska vara utkast, ")
    archive, lines = read_files({PLAN: "rubrik: Handlingsplan 81516\n"})
    assert lines == []
    assert [plan.title for plan in archive.plans()] == ["Handlingsplan 81516"]


@pytest.mark.usefixtures("_second_version")
def test_the_new_version_is_not_upgraded() -> None:
    """One that writes the second version may not use the first one's words."""
    organisation = ORGANISATION.replace("formatversion: 1", "formatversion: 2")
    _, lines = read_files({"plans/storby/organisation.yml": organisation, PLAN: "rubrik: Handlingsplan 81516\n"})
    assert len(lines) == 1
    assert lines[0].startswith(f"{PLAN}:1:1: okänt fält «rubrik»")


@pytest.mark.parametrize("written", ["9" * 5000, "1.0", "-1", "١", "1e0"])
def test_what_is_no_version(written: str) -> None:
    """A version is a small whole number."""
    _, lines = read_files({"plans/storby/organisation.yml": f"formatversion: {written}\nnamn: Storby\n"})
    assert len(lines) == 1
    assert lines[0].endswith("ska vara ett heltal, till exempel 1")
