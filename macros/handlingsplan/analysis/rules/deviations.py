"""Rules of deviations (*avvikelse*): outcome less budget, row by row.

A table may leave its deviations to be computed (*differens*), and state single ones that differ. Or it holds
a column of its own; which columns it is the difference of is then seen from its rows.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import permutations

from handlingsplan.analysis.rules.cells import number, own_columns
from handlingsplan.analysis.rules.rounding import within_rounding
from handlingsplan.model.archive import DatasetDocument, Municipality, PlanDocument
from handlingsplan.model.dataset import Dataset, Row, SignConvention, Stated
from handlingsplan.text.places import Problem, remark
from handlingsplan.text.quantities import Quantity
from handlingsplan.text.vocabulary import swedish

_NAMES = ("avvikelse", "differens", "skillnad")
#: So many rows must show what a column is the difference of, before another row can be called wrong.
_ENOUGH = 3
#: Of a long table, the first rows show it.
_SEEN = 500


def check_stated_rows(document: DatasetDocument, _: Municipality) -> Iterator[Problem]:
    """Hold single values that the source states (*uppgivet*) against what is computed."""
    for stated in document.dataset.stated:
        if differing := _differing(document.dataset, stated) if not stated.is_total else {}:
            names = ", ".join(f"{name}: uppgivet {value}" for name, value in differing.items())
            message = f"raden «{stated.key}» skiljer sig från det beräknade ({names})"
            yield remark("uppgivet-värde-skiljer", stated.place, message, stated.key)


def _differing(dataset: Dataset, stated: Stated) -> dict[str, Quantity]:
    """Give what is stated of a row where it is not what its cells give."""
    row = dataset.row(stated.key)
    cells = {name: cell for name, cell in stated.cells.items() if isinstance(cell, Quantity)}
    computed = {name: number(dataset, row, name) if row else None for name in cells}
    return {name: cell for name, cell in cells.items() if not _agrees(cell, computed[name])}


def _agrees(stated: Quantity, computed: Quantity | None) -> bool:
    return computed is not None and stated.agrees_exactly(computed)


@dataclass(frozen=True, slots=True)
class _Line:
    """A row's deviation with the two numbers it should be the difference of."""

    row: Row
    deviation: Quantity
    first: Quantity
    second: Quantity

    @property
    def computed(self) -> Quantity:
        return self.first - self.second

    @property
    def agrees(self) -> bool:
        difference = self.deviation.value - self.computed.value
        return within_rounding(difference, self.deviation, (self.first, self.second))


def check_own_deviations(document: DatasetDocument, _: Municipality) -> Iterator[Problem]:
    """Check a column of deviations that the file itself holds, and which way it is reckoned."""
    dataset = document.dataset
    for name in own_columns(dataset):
        if not any(word in name.casefold() for word in _NAMES):
            continue
        if found := _difference_of(dataset, name):
            first, second, lines = found
            yield from _other_way(document, name, first, second)
            yield from (_about_line(line, name, first, second) for line in lines if not line.agrees)


def _difference_of(dataset: Dataset, name: str) -> tuple[str, str, list[_Line]] | None:
    """Find the two columns that most rows show the deviation to be the difference of."""
    unit = dataset.columns[name].unit
    others = [each for each in own_columns(dataset) if each != name and dataset.columns[each].unit is unit]
    best: tuple[int, str, str, list[_Line]] | None = None
    for first, second in permutations(others, 2):
        lines = list(_lines(dataset, name, first, second))
        seen = lines[:_SEEN]
        agreeing = sum(line.agrees for line in seen)
        if agreeing >= max(_ENOUGH, len(seen) * 2 / 3) and (best is None or agreeing > best[0]):
            best = (agreeing, first, second, lines)
    return best[1:] if best else None


def _lines(dataset: Dataset, name: str, first: str, second: str) -> Iterator[_Line]:
    """Give the rows with all three numbers; an empty second counts as 0 beside a first."""
    for row in dataset.rows:
        deviation, left, right = (row.cells.get(each) for each in (name, first, second))
        if isinstance(deviation, Quantity) and isinstance(left, Quantity):
            nothing = left - left
            yield _Line(row, deviation, left, right if isinstance(right, Quantity) else nothing)


def _about_line(line: _Line, name: str, first: str, second: str) -> Problem:
    message = f"raden «{line.row.key}» har {name} {line.deviation}, men {first} minus {second} är {line.computed}"
    if line.deviation.value == -line.computed.value:
        message += "; tecknet är troligen omvänt"
    return remark("avvikelse-skiljer", line.row.place, message, line.row.key)


def _other_way(document: DatasetDocument, name: str, first: str, second: str) -> Iterator[Problem]:
    """Tell of budget less outcome where the table is said to show results (*tecken: resultat*)."""
    if document.descriptor.sign_convention is not SignConvention.RESULT:
        return
    if "budget" in first.casefold() and "utfall" in second.casefold():
        message = (
            f"«{name}» är {first} minus {second}; med tecken: resultat ska avvikelsen vara utfall minus budget, "
            "så att plus är överskott"
        )
        yield remark("fel-tecken", document.facts.key_place(swedish("columns"), name), message, name)


def check_starting_position(document: PlanDocument, _: Municipality) -> Iterator[Problem]:
    """Check that the deficit (*underskott*) is the difference of forecast and budget, where all three are given."""
    position = document.plan.starting_position
    if position is None or not (position.budget and position.forecast and position.deficit):
        return
    budget, forecast, deficit = position.budget, position.forecast, position.deficit
    difference = Quantity(abs(forecast.value - budget.value), deficit.unit, max(budget.decimals, forecast.decimals))
    if within_rounding(abs(deficit.value) - difference.value, deficit, (budget, forecast)):
        return
    place = document.facts.place(swedish("starting_position"), swedish("deficit"))
    message = f"underskottet {deficit} stämmer inte med prognosen {forecast} och budgeten {budget}, som skiljer "
    yield remark("underskott-skiljer", place, message + str(difference), swedish("deficit"))
