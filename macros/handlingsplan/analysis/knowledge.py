"""What the program knows that a typed number can be: facts of the plan, effects, totals, and cells of data."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations, pairwise

from handlingsplan.analysis.effects import ActionEffect, plan_effects, total_full_year, total_this_year
from handlingsplan.analysis.mentions import Mention
from handlingsplan.model.archive import Municipality, PlanDocument
from handlingsplan.model.dataset import Dataset
from handlingsplan.model.effect import Effect
from handlingsplan.text.numbers import rounded
from handlingsplan.text.quantities import Dimension, Quantity, Unit
from handlingsplan.text.vocabulary import swedish

#: How many of a period a year has, for «per månad».
_IN_A_YEAR = {"månad": 12, "vecka": 52, "kvartal": 4}
#: A longer table is a ledger: nobody takes differences in it by hand, or names a row of it.
LONGEST_TABLE = 2_000
#: A shorter number without a unit may be a code.
_BARE_AMOUNT = 100_000
_DIGITS_KEPT = 3
_DIGITS_OF_ABOUT = 2


@dataclass(frozen=True, slots=True)
class Fact:
    """A figure with what it is, in Swedish."""

    value: Quantity
    label: str


class Knowledge:
    """Figures to look up by size, sign aside: prose says «ett underskott på 1 659 900 kr» of −1 659 900 kr."""

    def __init__(self, facts: Iterable[Fact]) -> None:
        found: dict[Dimension, list[tuple[Fraction, str]]] = {}
        for fact in facts:
            found.setdefault(fact.value.dimension, []).append((abs(fact.value.value), fact.label))
        self._sizes: dict[Dimension, list[Fraction]] = {}
        self._labels: dict[Dimension, list[str]] = {}
        for dimension, sizes in found.items():
            sizes.sort()
            self._sizes[dimension] = [size for size, _ in sizes]
            self._labels[dimension] = [label for _, label in sizes]

    def holds(self, quantity: Quantity) -> bool:
        """Whether some figure is exactly this quantity."""
        sizes, size = self._sizes.get(quantity.dimension, []), abs(quantity.value)
        index = bisect_left(sizes, size)
        return index < len(sizes) and sizes[index] == size

    def explains(self, quantity: Quantity, per: str = "") -> bool:
        """Whether some figure is this quantity, as exactly as it was written."""
        scales = (1, _IN_A_YEAR[per]) if per in _IN_A_YEAR else (1,)
        return any(self._near(quantity, scale) for scale in scales)

    def _near(self, quantity: Quantity, scale: int) -> bool:
        low, high = (end * scale for end in bounds(quantity))
        sizes = self._sizes.get(quantity.dimension, [])
        index = bisect_left(sizes, low)
        return index < len(sizes) and sizes[index] < high

    def nearest(self, quantity: Quantity) -> Fact | None:
        """Give the figure of the same kind that is nearest in size."""
        sizes, size = self._sizes.get(quantity.dimension, []), abs(quantity.value)
        index = bisect_left(sizes, size)
        near = range(max(0, index - 1), min(len(sizes), index + 1))
        if not near:
            return None
        nearest = min(near, key=lambda each: abs(sizes[each] - size))
        return Fact(_shown(sizes[nearest], quantity), self._labels[quantity.dimension][nearest])


def _shown(value: Fraction, like: Quantity) -> Quantity:
    """Give a value in the unit it is compared in, with one decimal more when it needs it."""
    exact = (value / like.unit.size * 10**like.decimals).denominator == 1
    decimals = like.decimals if exact else like.decimals + 1
    return Quantity(rounded(value / like.unit.size, decimals) * like.unit.size, like.unit, decimals)


def bounds(quantity: Quantity) -> tuple[Fraction, Fraction]:
    """Give between which sizes a figure rounds to what was written.

    A long whole number counts as rounded at its last zeros, but to three digits at least (two after «ca»).
    """
    size = abs(quantity.value)
    step = quantity.unit.size / 10**quantity.decimals
    whole = size / quantity.unit.size
    if not quantity.decimals and whole.denominator == 1 and whole:
        digits = str(whole.numerator)
        kept = _DIGITS_OF_ABOUT if quantity.approximate else _DIGITS_KEPT
        zeros = min(len(digits) - len(digits.rstrip("0")), max(0, len(digits) - kept))
        step *= 10**zeros
    return size - step / 2, size + step / 2


def agrees(written: Quantity, value: Quantity) -> bool:
    """Whether a figure is what was written, as exactly as it was written, sign aside."""
    low, high = bounds(written)
    return written.dimension is value.dimension and low <= abs(value.value) < high


def amount_of(mention: Mention) -> Quantity:
    """Give what a mention measures; a long bare number («350 000 plus») is taken for kronor."""
    quantity = mention.quantity
    is_bare = quantity.unit is Unit.COUNT and mention.noun in ("", "plus", "minus") and " " in mention.digits
    if is_bare and not mention.aside and abs(quantity.value) >= (_BARE_AMOUNT if not mention.noun else 0):
        return Quantity(quantity.value, Unit.KR, 0, "ca" in mention.before[-6:].casefold())
    return quantity


def joint_facts(plans: Iterable[PlanDocument], municipality: Municipality) -> Iterator[Fact]:
    """Give what several plans come to together."""
    known = list(plans)
    requirements = [plan.plan.requirement for plan in known if plan.plan.requirement]
    required = _sum(requirements) if requirements else None
    if required is not None:
        yield Fact(required, "åtgärdskrav tillsammans")
    effects = [each for plan in known for each in plan_effects(plan, municipality.organisation)]
    for label, summed in _totals(effects):
        yield from _ends(summed, f"{label} tillsammans")
        yield from _against(required, summed, f"{label} tillsammans")


def plan_facts(document: PlanDocument, municipality: Municipality) -> Iterator[Fact]:
    """Give what a plan knows of itself: requirement, effects, totals, key figures with their outcomes."""
    plan, effects = document.plan, plan_effects(document, municipality.organisation)
    for effect in effects:
        yield from effect_facts(effect)
    for label, summed in _totals(effects):
        yield from _ends(summed, label)
        yield from _against(plan.requirement, summed, label)
    if plan.requirement:
        yield Fact(plan.requirement, swedish("savings_requirement"))
    for name in ("budget", "forecast", "deficit"):
        if (amount := getattr(plan.starting_position, name, None)) is not None:
            yield Fact(amount, swedish(name))
    for figure in plan.key_figures:
        if figure.target is not None:
            yield Fact(figure.target, f"mål för {figure.name}")


def _against(requirement: Quantity | None, summed: Effect, label: str) -> Iterator[Fact]:
    """Give the gap to the requirement, and how much of it is covered."""
    if requirement is not None and summed.dimension is Dimension.MONEY:
        yield Fact(requirement - summed.low, f"åtgärdskrav minus {label}")
        yield from _share(summed.low, requirement, f"{label} av åtgärdskravet")


def _totals(effects: Sequence[ActionEffect]) -> Iterator[tuple[str, Effect]]:
    for label, total in (("summan i år", total_this_year(effects)), ("summan helår", total_full_year(effects))):
        for effect in total.sums.values():
            yield label, effect


def effect_facts(effect: ActionEffect) -> Iterator[Fact]:
    """Give an action's effects, what it costs once, and the part of the effect that falls this year."""
    action = effect.action
    known = {"i år": effect.this_year, "helår": effect.full_year, "i år uträknat": effect.computed_this_year}
    for when, each in known.items():
        if each is not None:
            yield from _ends(each, f"«{action.name}» {when}")
    if (cost := action.transition_cost) is not None:
        yield Fact(cost, f"omställningskostnad för «{action.name}»")
        for each in (effect.this_year, effect.full_year):
            if each is not None and each.dimension is Dimension.MONEY:
                yield Fact(each.low - cost, f"«{action.name}» netto")
    if effect.this_year and effect.full_year:
        yield from _share(effect.this_year.low, effect.full_year.low, f"effekt i år av helår för «{action.name}»")


def _ends(effect: Effect, label: str) -> Iterator[Fact]:
    yield Fact(effect.low, label)
    if effect.is_interval:
        yield Fact(effect.high, label)


def _share(part: Quantity, whole: Quantity, label: str) -> Iterator[Fact]:
    if part.dimension is whole.dimension and whole.value:
        share = part.value / whole.value
        yield Fact(Quantity(share, Unit.PERCENT, 2), label)
        yield Fact(Quantity(1 - share, Unit.PERCENT, 2), f"resten av {label}")


def dataset_facts(dataset: Dataset) -> Iterator[Fact]:
    """Give a dataset's cells, totals and what is stated."""
    about = f"data/{dataset.name}"
    for name, cells in _columns(dataset).items():
        yield from (Fact(value, f"{about}: {key}, {name}") for key, value in cells.items())
        yield Fact(_sum(list(cells.values())), f"{about}: summan av {name}")
    yield from _stated(dataset, about)


def dataset_differences(dataset: Dataset) -> Iterator[Fact]:
    """Give the differences along a dataset's rows, from row to row, and between its totals."""
    if len(dataset.rows) > LONGEST_TABLE:
        return
    about, columns = f"data/{dataset.name}", _columns(dataset)
    for name, cells in columns.items():
        yield from _differences(pairwise(cells.values()), f"{about}: skillnad i {name}")
    for row in dataset.rows:
        values = [value for value in row.cells.values() if isinstance(value, Quantity)]
        yield from _differences(combinations(values, 2), f"{about}: skillnad på raden {row.key}")
    totals = [_sum(list(cells.values())) for cells in columns.values()]
    yield from _differences(combinations(totals, 2), f"{about}: skillnad mellan kolumnernas summor")


def _stated(dataset: Dataset, about: str) -> Iterator[Fact]:
    for stated in dataset.stated:
        for name, value in stated.cells.items():
            if isinstance(value, Quantity):
                yield Fact(value, f"{about}: {stated.key}, {name}")


def _differences(pairs: Iterable[tuple[Quantity, Quantity]], label: str) -> Iterator[Fact]:
    """Give the differences between amounts or times; between shares of different things there is none."""
    for first, second in pairs:
        if first.dimension is second.dimension and first.dimension is not Dimension.SHARE:
            yield Fact(first - second, label)


def _columns(dataset: Dataset) -> dict[str, dict[str, Quantity]]:
    """Give the number columns that have numbers, each with its cells by row."""
    columns: dict[str, dict[str, Quantity]] = {}
    for row in dataset.rows:
        for name, value in row.cells.items():
            if isinstance(value, Quantity):
                columns.setdefault(name, {})[row.key] = value
    return columns


def _sum(values: list[Quantity]) -> Quantity:
    total = values[0]
    for value in values[1:]:
        total = total + value
    return total
