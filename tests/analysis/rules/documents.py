"""Small municipalities in memory, for tests of the rules of figures: plans, data, and what the rules find in them."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import replace
from functools import lru_cache
from unittest.mock import patch

from reading.memory import Memory

from handlingsplan.analysis.arithmetic import check_actions, check_dataset
from handlingsplan.analysis.rules import figure_rules
from handlingsplan.model.archive import Archive, Municipality
from handlingsplan.reading import archive as reader
from handlingsplan.reading import files as parsing
from handlingsplan.reading import table
from handlingsplan.text.places import Problem

ORGANISATION = """\
formatversion: 1
namn: Storbys kommun
nämnder:
  - id: von
    namn: Vård- och omsorgsnämnden
    avdelningar:
      - id: egen-regi
        namn: Egen regi
        enheter:
          - {id: hemtjanst, namn: Hemtjänsten}
          - {id: boende, namn: Boendet}
          - {id: "81516", namn: Ansvar 81516}
"""
YEAR = 2026
PLAN = f"plans/storby/{YEAR}/hemtjanst/plan.yml"
OTHER_PLAN = f"plans/storby/{YEAR}/boende/plan.yml"
REPORT = f"plans/storby/{YEAR}/rapporter/laget/rapport.yml"
FOLLOW_UP = f"plans/storby/{YEAR}/hemtjanst/uppfoljning/"

#: Thousands of documents that differ in one place are read: what is the same is read once.
_ONCE = {
    parsing: {"read_model": lru_cache(maxsize=None)(parsing.read_model)},
    reader: {"format_version": lru_cache(maxsize=None)(reader.format_version)},
    table: {"parse_quantity": lru_cache(maxsize=None)(table.parse_quantity)},
}


def read(files: Mapping[str, str]) -> tuple[Archive, list[Problem]]:
    """Read files as `read_archive` does."""
    with ExitStack() as stack:
        for module, functions in _ONCE.items():
            stack.enter_context(patch.multiple(module, **functions))
        return reader.read_archive(Memory({path: text.encode() for path, text in files.items()}))


class RefusedError(Exception):
    """The reader has found a fault, so that no rule is asked."""


def plan(facts: str, path: str = PLAN) -> dict[str, str]:
    """Give a plan of the form that asks for no subsections."""
    return {path: f"typ av styrdokument: Åtgärdsplan\n{facts}"}


def data(name: str, descriptor: str, rows: str) -> dict[str, str]:
    """Give a dataset."""
    return {f"data/storby/{name}.yml": descriptor, f"data/storby/{name}.csv": rows}


class Corpus:
    """Files that have been read once. What is changed of them is read again, and only its documents are checked."""

    def __init__(self, files: Mapping[str, str]) -> None:
        self.files = dict(files)
        archive, problems = read(self.files)
        assert [str(problem) for problem in problems] == []
        self._read = {municipality.id: municipality for municipality in archive.municipalities}

    def found(self, changed: Mapping[str, str]) -> list[Problem]:
        """Give what the rules of figures say of the documents that the changed files belong to."""
        near = {path: text for path, text in self.files.items() if self._is_near(path, changed)}
        archive, problems = read({**near, **changed})
        if problems:
            raise RefusedError(str(problems[0]))
        [part] = archive.municipalities
        names = {path.split("/", 2)[2].rpartition(".")[0] for path in changed if path.startswith("data/")}
        concerned = {
            name: each for name, each in part.datasets.items() if names & {name, *each.descriptor.drawn_from}
        }
        return found_in(replace(part, datasets=concerned), _merged(self._read[part.id], part))

    def _is_near(self, path: str, changed: Mapping[str, str]) -> bool:
        """Whether a file is read again: the organisation, a changed plan's folder, all data when data is changed."""
        folder, municipality = path.split("/")[:2]
        first = next(iter(changed))
        if municipality != first.split("/")[1]:
            return False
        if path.endswith("organisation.yml"):
            return True
        if folder == "data":
            return any(each.startswith("data/") for each in changed)
        return any(path.startswith(each.rsplit("/", 1)[0] + "/") for each in changed)


def _merged(whole: Municipality, part: Municipality) -> Municipality:
    plans = {(each.year, each.unit): each for each in (*whole.plans, *part.plans)}
    return replace(whole, plans=tuple(plans.values()), datasets={**whole.datasets, **part.datasets})


def found(files: Mapping[str, str]) -> list[Problem]:
    """Give what the rules of figures find in files of the municipality storby."""
    archive, problems = read({"plans/storby/organisation.yml": ORGANISATION, **files})
    if problems:
        raise RefusedError(str(problems[0]))
    [municipality] = archive.municipalities
    return found_in(municipality, municipality)


def found_in(part: Municipality, whole: Municipality) -> list[Problem]:
    """Give what the rules of figures say of a part's documents, beside all of the municipality's."""
    problems: list[Problem] = []
    for plan_document in part.plans:
        problems += check_actions(plan_document)
        problems += (each for check in figure_rules.PLAN_CHECKS for each in check(plan_document, whole))
    for report in part.reports:
        problems += (each for check in figure_rules.REPORT_CHECKS for each in check(report, whole))
    for dataset in part.datasets.values():
        problems += check_dataset(dataset)
        problems += (each for check in figure_rules.DATASET_CHECKS for each in check(dataset, whole))
    return problems


def lines(files: Mapping[str, str]) -> list[str]:
    """Give what the rules find as `code: message`, with plain spaces and signs."""
    return [plain(f"{each.code}: {each.message}") for each in found(files)]


def plain(text: str) -> str:
    """Give a text with plain spaces for no-break ones."""
    return text.replace("\u00a0", " ")
