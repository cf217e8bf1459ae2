"""One change: what kind it is, what it concerns, its sentence, and what it moves in effects."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction

from handlingsplan.model.effect import Effect
from handlingsplan.text.places import Place
from handlingsplan.text.quantities import Dimension

from .leaves import Leaf, Location


class ChangeKind(StrEnum):
    """What sort of change it is. The words are stable: other programs read them."""

    UNREADABLE = "unreadable"
    PLAN_ADDED = "plan-added"
    PLAN_REMOVED = "plan-removed"
    PLAN_MOVED = "plan-moved"
    ACTION_ADDED = "action-added"
    ACTION_REMOVED = "action-removed"
    ACTION_RENAMED = "action-renamed"
    ACTION_MOVED = "action-moved"
    ACTION_SPLIT = "action-split"
    ACTION_MERGED = "action-merged"
    DATE = "date"
    AMOUNT = "amount"
    STATUS = "status"
    ROLE = "role"
    DECISION = "decision"
    KEY_FIGURE = "key-figure"
    RISK = "risk"
    FOLLOW_UP = "follow-up"
    FACT = "fact"
    TEXT = "text"
    SPELLING = "spelling"
    REMARK = "remark"
    REPORT = "report"
    DATA = "data"
    ORGANISATION = "organisation"


@dataclass(frozen=True, slots=True)
class Subject:
    """The document that a change is of: a plan, report, dataset or municipality."""

    municipality: str
    name: str
    path: str
    year: int | None = None
    id: str = ""

    def __str__(self) -> str:
        return f"{self.name}, {self.year}" if self.year else self.name


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a change: a cell, or some words with those around them."""

    label: str
    before: str
    after: str
    lead: str = ""
    trail: str = ""


@dataclass(frozen=True, slots=True)
class Shift:
    """How much effects move, lower and upper end, kept apart by what is measured."""

    amounts: Mapping[Dimension, tuple[Fraction, Fraction]] = field(default_factory=dict)

    def __add__(self, other: Shift) -> Shift:
        sums = dict(self.amounts)
        for dimension, (low, high) in other.amounts.items():
            known = sums.get(dimension, (Fraction(0), Fraction(0)))
            sums[dimension] = (known[0] + low, known[1] + high)
        return Shift({each: (low, high) for each, (low, high) in sums.items() if low or high})

    def negative(self) -> Shift:
        """Give the opposite move."""
        return Shift({each: (-low, -high) for each, (low, high) in self.amounts.items()})

    @property
    def money(self) -> tuple[int, int]:
        """The move in kronor, lower and upper end."""
        low, high = self.amounts.get(Dimension.MONEY, (Fraction(0), Fraction(0)))
        return int(low), int(high)


def shift(before: Effect | None, after: Effect | None) -> Shift:
    """Give the move from one effect to another; one that is not known counts as nothing."""
    one = {before.dimension: (-before.low.value, -before.high.value)} if before else {}
    other = {after.dimension: (after.low.value, after.high.value)} if after else {}
    return Shift(one) + Shift(other)


@dataclass(frozen=True, slots=True)
class Change:
    """One change with its sentence in Swedish. `leaves` are the values that it tells of."""

    kind: ChangeKind
    subject: Subject
    sentence: str
    leaves: tuple[Location, ...]
    before: str = ""
    after: str = ""
    action: str = ""
    place: Place | None = None
    this_year: Shift = Shift()
    full_year: Shift = Shift()
    parts: tuple[Part, ...] = ()


def located(leaves: Iterable[Leaf]) -> tuple[tuple[Location, ...], Place | None]:
    """Give the locations of leaves, and the place of the first that has one."""
    known = list(leaves)
    return tuple(each.location for each in known), next((each.place for each in known if each.place), None)
