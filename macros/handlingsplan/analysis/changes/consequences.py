"""What the changes mean up the tree: for each unit and committee, its totals and what is left of its requirement."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache

from handlingsplan.analysis.effects import Total, plan_effects, total_of_totals
from handlingsplan.analysis.unit_totals import Known, UnitTotals, required, unit_totals
from handlingsplan.model.archive import Archive, PlanDocument
from handlingsplan.model.organisation import Organisation
from handlingsplan.text.identity import Same
from handlingsplan.text.quantities import Quantity, money

from .change import Shift, shift
from .matching import PlanKey
from .version import Version
from .wording import effect_moves, moves, sentence


class Level(StrEnum):
    """How far up the tree. The words are stable: other programs read them."""

    UNIT = "unit"
    COMMITTEE = "committee"


#: What a sum is of: its level, municipality, year and id.
Key = tuple[Level, str, int, str]
_NOTHING = unit_totals("", ())


@dataclass(frozen=True, slots=True)
class Consequence:
    """A unit's or committee's totals of a year in both versions, where they differ, without the plans they sum.

    `path` is the file of the unit's plan; a committee has none.
    """

    level: Level
    municipality: str
    year: int
    before: UnitTotals
    after: UnitTotals
    home: str
    path: str = ""

    @property
    def name(self) -> str:
        """The unit's name, or the committee's with its municipality: every one has a committee of the same name."""
        return f"{self.after.name} i {self.home}" if self.level is Level.COMMITTEE else self.after.name

    @property
    def this_year(self) -> Shift:
        """How much the effect this year moves."""
        return _shift(self.before.this_year, self.after.this_year)

    @property
    def full_year(self) -> Shift:
        """How much the full-year effect moves."""
        return _shift(self.before.full_year, self.after.full_year)

    def gaps(self, *, full: bool = False) -> tuple[Quantity | None, Quantity | None]:
        """Give what is left of the requirement before and after; None where there is no requirement."""
        one, other = (_gap(each, full=full) for each in (self.before, self.after))
        return one, other

    @property
    def sentence(self) -> str:
        """Say what moves, and what it means for the requirement (*åtgärdskrav*)."""
        moved = [
            _moved("effekten i år", self.before.this_year, self.after.this_year),
            _moved("helårseffekten", self.before.full_year, self.after.full_year),
        ]
        unmoved = ("effekten i år är oförändrad", "helårseffekten är oförändrad")
        effects = "; ".join(each or same for each, same in zip(moved, unmoved, strict=True))
        if not any(moved):
            effects = "effekten i år och helårseffekten är oförändrade"
        parts = [f"{self.name}, {self.year}: {effects}", *self._requirement()]
        return " ".join(map(sentence, parts))

    def _requirement(self) -> Iterator[str]:
        before, after = self.before.requirement, self.after.requirement
        if before is not None and after is not None and before.value != after.value:
            yield moves("åtgärdskravet", before, after)
        elif before is None and after is not None:
            yield f"ett åtgärdskrav tillkommer: {after}"
        elif before is not None and after is None:
            yield f"åtgärdskravet tas bort (var {before})"
        one, other = self.gaps()
        if other is None or (one is not None and one.value == other.value):
            return
        if other.value <= 0:
            yield f"åtgärdskravet {after} täcks i år"
        elif one is None:
            yield f"till åtgärdskravet {after} saknas {other} i år"
        else:
            yield moves(f"det som saknas i år till åtgärdskravet {after}", one, other)


def _moved(label: str, before: Total, after: Total) -> str:
    dimensions = dict.fromkeys([*before.sums, *after.sums])
    said = [effect_moves(label, before.sums.get(each), after.sums.get(each)) for each in dimensions]
    first, *others = [each for each in said if each] or [""]
    return " och ".join([first, *(each.removeprefix(f"{label} ") for each in others)])


def _shift(before: Total, after: Total) -> Shift:
    moved = Shift()
    for dimension in dict.fromkeys([*before.sums, *after.sums]):
        moved = moved + shift(before.sums.get(dimension), after.sums.get(dimension))
    return moved


def _gap(totals: UnitTotals, *, full: bool) -> Quantity | None:
    if totals.requirement is None:
        return None
    effect = (totals.full_year if full else totals.this_year).money
    return money(totals.requirement.value - (effect.low.value if effect else 0))


def consequences(
    base: Version,
    head: Version,
    unreadable: Collection[PlanKey],
    renamed: Mapping[PlanKey, PlanKey],
    touched: Collection[tuple[str, int | None]],
) -> list[Consequence]:
    """Give the units and committees whose sums differ. Plans that one version cannot tell of are left out of both.

    What only one version has is told as a plan that came or went. `touched` are the municipalities and years
    that something changed in (no year: in all of them); the others cannot differ.
    """
    old, new = (_sums(each.archive, unreadable, touched) for each in (base, head))
    for before_key, after_key in renamed.items():
        old[Level.UNIT, *after_key] = old.pop((Level.UNIT, *before_key), _NOTHING)
    found = []
    for key, after in new.items():
        before = old.get(key)
        level, municipality, year, _ = key
        if before and _figures(before) != _figures(after):
            home = head.municipality(municipality)
            name, path = home.organisation.name if home else "", _file_of(level, before, after)
            found.append(Consequence(level, municipality, year, _alone(before), _alone(after), name, path))
    return found


def _alone(totals: UnitTotals) -> UnitTotals:
    """Give totals without the plans: a history would hold each of them as long as it lives."""
    return replace(totals, known=())


def _file_of(level: Level, before: UnitTotals, after: UnitTotals) -> str:
    known = (*after.known, *before.known) if level is Level.UNIT else ()
    return next((plan.facts.path for plan, _ in known), "")


def _figures(totals: UnitTotals) -> tuple[object, ...]:
    sums = [
        {each: (effect.low.value, effect.high.value) for each, effect in total.sums.items()}
        for total in (totals.this_year, totals.full_year)
    ]
    return (*sums, totals.requirement and totals.requirement.value)


def _sums(
    archive: Archive, unreadable: Collection[PlanKey], touched: Collection[tuple[str, int | None]]
) -> dict[Key, UnitTotals]:
    found: dict[Key, UnitTotals] = {}
    for municipality in archive.municipalities:
        whole = (municipality.id, None) in touched
        for year in (each for each in municipality.years() if whole or (municipality.id, each) in touched):
            plans = [each for each in municipality.plans if each.year == year and _key(each) not in unreadable]
            units = [_unit(_Same(each, municipality.organisation)) for each in plans]
            for plan, totals in zip(plans, units, strict=True):
                found[Level.UNIT, municipality.id, year, plan.unit] = totals
            for identity in dict.fromkeys(each.placement.committee.id for each in plans):
                mine = [
                    unit for plan, unit in zip(plans, units, strict=True) if plan.placement.committee.id == identity
                ]
                found[Level.COMMITTEE, municipality.id, year, identity] = _committee(tuple(map(Same, mine)))
    return found


class _Same:
    """A plan with its organisation, equal to another when both were read from the same bytes as one object."""

    __slots__ = ("organisation", "plan")

    def __init__(self, plan: PlanDocument, organisation: Organisation) -> None:
        self.plan = plan
        self.organisation = organisation

    def _identity(self) -> tuple[int, int, str]:
        return (id(self.plan.plan), id(self.organisation), self.plan.address)

    def __hash__(self) -> int:
        return hash(self._identity())

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and self._identity() == other._identity()


@lru_cache(maxsize=4096)
def _unit(same: _Same) -> UnitTotals:
    """Sum a plan once, however many revisions it is the same in."""
    return unit_totals(same.plan.placement.unit.name, [(same.plan, plan_effects(same.plan, same.organisation))])


@lru_cache(maxsize=256)  # what a revision led to is what the next one starts from
def _committee(same: tuple[Same[UnitTotals], ...]) -> UnitTotals:
    units = [each.value for each in same]
    known: Known = [each for unit in units for each in unit.known]
    name = known[0][0].placement.committee.name
    this_year, full_year = (
        total_of_totals(each) for each in ((unit.this_year for unit in units), (unit.full_year for unit in units))
    )
    return UnitTotals(name, known, required(known), this_year, full_year)


def _key(plan: PlanDocument) -> PlanKey:
    return (plan.municipality, plan.year, plan.unit)
