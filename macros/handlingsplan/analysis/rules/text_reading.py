"""A plan or report as the text rules read it: passages, typed numbers, and what the program knows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from handlingsplan.analysis.effects import ActionEffect, plan_effects
from handlingsplan.analysis.knowledge import (
    LONGEST_TABLE,
    Fact,
    Knowledge,
    amount_of,
    dataset_differences,
    dataset_facts,
    joint_facts,
    plan_facts,
)
from handlingsplan.analysis.mentions import Mention, read_mentions
from handlingsplan.analysis.notations import Notation
from handlingsplan.analysis.passages import plan_passages, report_passages
from handlingsplan.analysis.typed import Passage
from handlingsplan.analysis.words import stems
from handlingsplan.model.archive import DatasetDocument, Municipality, PlanDocument, ReportDocument
from handlingsplan.model.asked import remembered
from handlingsplan.model.dataset import Dataset, Row
from handlingsplan.text.places import Problem
from handlingsplan.text.quantities import Dimension

#: A remark with the number that it is about, so that no number gets two.
Finding = tuple[Mention, Problem]
#: A dataset's name, a row of it, and the stems of what the row is called.
NamedRow = tuple[str, Row, frozenset[str]]
_LONG_STEM = 5
_FACTOR = re.compile(r"[^=\n]{0,40}×|\s?(?:\w+\s)?[*x]\s?\d")
_OPERATOR = re.compile(r"[×*]\s*$|\sx\s+$")
UNCERTAIN = frozenset({Notation.AMBIGUOUS})


@dataclass(frozen=True)
class TextReading:
    """One document's typed texts, read once for all rules."""

    document: PlanDocument | ReportDocument
    municipality: Municipality
    passages: tuple[Passage, ...]
    mentions: tuple[Mention, ...]

    @property
    def plan(self) -> PlanDocument | None:
        """The document, when it is a plan."""
        return self.document if isinstance(self.document, PlanDocument) else None

    @cached_property
    def effects(self) -> dict[str, ActionEffect]:
        """The effects of the plan's actions, by id."""
        if self.plan is None:
            return {}
        return {each.action.id: each for each in plan_effects(self.plan, self.municipality.organisation)}

    @cached_property
    def own(self) -> Knowledge:
        """What the document itself states as facts, and what its plans do."""
        return Knowledge(self._own())

    def _own(self) -> Iterator[Fact]:
        if isinstance(self.document, PlanDocument):
            yield from plan_facts(self.document, self.municipality)
            return
        found = (self.municipality.plan(self.document.year, unit) for unit in self.document.report.units)
        plans = [plan for plan in found if plan is not None]
        for plan in plans:
            yield from plan_facts(plan, self.municipality)
        yield from joint_facts(plans, self.municipality)

    @property
    def cells(self) -> Knowledge:
        """What the municipality's datasets hold."""
        return _cells(Datasets(self.municipality))

    @property
    def differences(self) -> Knowledge:
        """The differences within the municipality's datasets."""
        return _differences(Datasets(self.municipality))

    @property
    def rows(self) -> Mapping[str, list[NamedRow]]:
        """The rows of the municipality's datasets, by each word that they are called."""
        return _rows(Datasets(self.municipality))

    def explains(self, mention: Mention) -> bool:
        """Whether every value of a mention is a known figure."""
        amount = amount_of(mention)
        values = (amount,) if mention.high is None else (amount, mention.high)
        return all(
            any(known.explains(value, mention.per) for known in (self.own, self.cells, self.differences))
            for value in values
        )

    def compared(self) -> Iterator[Mention]:
        """Give the numbers to hold against figures: not those that a macro compares, and whose value is certain."""
        for mention in self.mentions:
            if not (mention.aside or mention.is_stated or mention.notation in UNCERTAIN):
                yield mention


class Datasets:
    """A municipality's datasets as a key: the same while it is the same object."""

    def __init__(self, municipality: Municipality) -> None:
        self._datasets: Mapping[str, DatasetDocument] = municipality.datasets

    def all(self) -> list[Dataset]:
        """Give the datasets."""
        return [document.dataset for document in self._datasets.values()]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Datasets) and other._datasets is self._datasets

    def __hash__(self) -> int:
        return id(self._datasets)


@remembered(2)
def _cells(datasets: Datasets) -> Knowledge:
    """Read a municipality's data once for all its texts."""
    return Knowledge(fact for each in datasets.all() for fact in dataset_facts(each))


@remembered(2)
def _differences(datasets: Datasets) -> Knowledge:
    return Knowledge(fact for each in datasets.all() for fact in dataset_differences(each))


@remembered(2)
def _rows(datasets: Datasets) -> Mapping[str, list[NamedRow]]:
    found: dict[str, list[NamedRow]] = {}
    for dataset in datasets.all():
        for row in dataset.rows if len(dataset.rows) <= LONGEST_TABLE else ():
            texts = [cell for cell in row.cells.values() if isinstance(cell, str) and cell]
            called = frozenset(each for text in texts for each in stems(text))
            for each in called if any(len(each) >= _LONG_STEM for each in called) else ():
                found.setdefault(each, []).append((dataset.name, row, called))
    return found


def read_texts(document: PlanDocument | ReportDocument, municipality: Municipality) -> TextReading:
    """Read a document's passages and their numbers."""
    passages = plan_passages(document) if isinstance(document, PlanDocument) else report_passages(document)
    codes = frozenset(each.unit.id for each in municipality.organisation.placements())
    mentions = [mention for each in passages for mention in read_mentions(each, codes)]
    return TextReading(document, municipality, tuple(passages), tuple(mentions))


def is_amount(mention: Mention) -> bool:
    """Whether a mention is money, hours or positions: what an effect is measured in."""
    return amount_of(mention).dimension in (Dimension.MONEY, Dimension.TIME, Dimension.POSITIONS)


def is_factor(mention: Mention) -> bool:
    """Whether a mention is multiplied: then it is not what a sentence is about; what follows the equals sign is."""
    return _FACTOR.match(mention.after) is not None or _OPERATOR.search(mention.before) is not None


def shown(mention: Mention) -> str:
    """Give a mention as a message quotes it."""
    return f"«{mention.written}»"
