"""Rules of totals: what a source states as a total (*summa*) against the sum of its rows.

A difference that rounding explains is told apart from one that it does not, and a total that stands in
another table as well is told to be copied from there.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from handlingsplan.analysis.effects import Total, plan_effects, total_full_year, total_this_year
from handlingsplan.analysis.rules.cells import numbers, total
from handlingsplan.analysis.rules.rounding import likelihood, within_rounding
from handlingsplan.model.archive import DatasetDocument, Municipality, PlanDocument
from handlingsplan.model.dataset import Dataset, Stated
from handlingsplan.model.effect import Effect
from handlingsplan.text.numbers import format_number
from handlingsplan.text.places import Place, Problem, remark
from handlingsplan.text.quantities import Quantity
from handlingsplan.text.vocabulary import swedish
from handlingsplan.text.words import plural

#: Rarer than this is called improbable.
IMPROBABLE = Fraction(1, 50)


def check_totals(document: DatasetDocument, municipality: Municipality) -> Iterator[Problem]:
    """Hold a dataset's stated totals (*summarad*) against the sums of its rows."""
    for each in document.dataset.stated:
        for name, cell in each.cells.items() if each.is_total else ():
            computed = total(document.dataset, name) if isinstance(cell, Quantity) else None
            if isinstance(cell, Quantity) and not (computed and cell.agrees_exactly(computed)):
                copied_from = _same_total(document.dataset, name, cell, municipality)
                yield _about_total(document.dataset, each, name, computed, copied_from)


def _about_total(dataset: Dataset, stated: Stated, name: str, computed: Quantity | None, copied_from: str) -> Problem:
    cell = stated.cells[name]
    assert isinstance(cell, Quantity)  # noqa: S101  (the caller has seen to it)
    said = f"källan anger summan {cell} för «{name}», men raderna ger {computed or 'ingen summa'}"
    rows = _summed(dataset, name)
    if computed and rows and within_rounding(cell.value - computed.value, cell, rows):
        return _rounded(said, cell.value - computed.value, cell, rows, stated.place, name)
    if copied_from:
        message = f"{said}; samma belopp är summan i {copied_from} och är troligen kopierat därifrån"
        return remark("kopierad-summa", stated.place, message, name)
    return remark("uppgiven-summa-skiljer", stated.place, said, name)


def _summed(dataset: Dataset, name: str) -> list[Quantity]:
    """Give the numbers that a total is made of; for a difference, those of both its columns."""
    parts = dataset.columns[name].difference or (name,)
    return [cell for part in parts for _, cell in numbers(dataset, part)]


def _rounded(
    said: str, deviation: Fraction, total: Quantity, rows: Sequence[Quantity], place: Place, subject: str
) -> Problem:
    """Tell of a difference that rounding can explain, and whether it is likely to."""
    count = plural(len(rows), "avrundat tal", "avrundade tal")
    message = f"{said}; skillnaden kan bero på avrundning, eftersom summan är av {count}"
    chance = likelihood(deviation, total, rows)
    if chance < IMPROBABLE:
        odds = f"ungefär 1 gång på {_roughly(1 / chance)}" if chance else "nästan aldrig"
        message += f", men så stor blir den bara {odds}"
    return remark("summa-avrundning", place, message, subject)


def _roughly(number: Fraction) -> str:
    """Give a number with its first two digits only: 153 is 150."""
    unit = 10 ** max(0, len(str(int(number))) - 2)
    return format_number(Fraction(round(number / unit) * unit))


def _same_total(dataset: Dataset, name: str, cell: Quantity, municipality: Municipality) -> str:
    """Say where else the same amount is a total: in another table, or in another column of this one."""
    if not cell.value:
        return ""
    for other, document in municipality.datasets.items():
        if other != dataset.name and _states(document.dataset, name, cell):
            return f"datamängden {other}"
    others = (column for column in dataset.columns if column != name and _states(dataset, column, cell))
    return next((f"kolumnen «{column}»" for column in others), "")


def _states(dataset: Dataset, name: str, cell: Quantity) -> bool:
    totals = (each.cells.get(name) for each in dataset.stated if each.is_total)
    return any(
        isinstance(each, Quantity) and (each.value, each.dimension) == (cell.value, cell.dimension) for each in totals
    )


def check_plan_totals(document: PlanDocument, municipality: Municipality) -> Iterator[Problem]:
    """Hold a plan's stated totals (*uppgivna summor*) against the sums of its actions."""
    stated = document.plan.stated_totals
    if stated is None:
        return
    effects = plan_effects(document, municipality.organisation)
    totals = (
        ("effect_this_year", stated.effect_this_year, total_this_year(effects), [each.this_year for each in effects]),
        ("full_year_effect", stated.full_year_effect, total_full_year(effects), [each.full_year for each in effects]),
    )
    for name, given, computed, parts in totals:
        if given is not None:
            yield from _plan_total(document, municipality, name, given, computed, [each for each in parts if each])


def _plan_total(
    document: PlanDocument,
    municipality: Municipality,
    name: str,
    stated: Effect,
    computed: Total,
    parts: Sequence[Effect],
) -> Iterator[Problem]:
    summed = computed.sums.get(stated.dimension)
    if summed is not None and stated.low.agrees_exactly(summed.low) and stated.high.agrees_exactly(summed.high):
        return
    key = swedish(name)
    place = document.facts.place(swedish("stated_totals"), key)
    said = f"källan anger summan {stated} för {key}, men åtgärderna ger {summed or 'ingen summa'}"
    rows = [each.low for each in parts if each.dimension is stated.dimension and each.high.value]
    if summed is not None and rows and _within(stated, summed, rows):
        yield _rounded(said, _larger_deviation(stated, summed), stated.low, rows, place, key)
    elif unit := _plan_with_total(document, municipality, name, stated):
        message = f"{said}; samma belopp är summan i planen för {unit} och är troligen kopierat därifrån"
        yield remark("kopierad-summa", place, message, key)
    else:
        yield remark("uppgiven-summa-skiljer", place, said, key)


def _larger_deviation(stated: Effect, summed: Effect) -> Fraction:
    return max(stated.low.value - summed.low.value, stated.high.value - summed.high.value, key=abs)


def _within(stated: Effect, summed: Effect, rows: Sequence[Quantity]) -> bool:
    pairs = ((stated.low, summed.low), (stated.high, summed.high))
    return all(within_rounding(given.value - computed.value, given, rows) for given, computed in pairs)


def _plan_with_total(document: PlanDocument, municipality: Municipality, name: str, stated: Effect) -> str:
    """Give the name of another unit whose plan of the year states the same total."""
    if not stated.high.value:
        return ""
    for other in municipality.plans:
        if other.year != document.year or other.unit == document.unit or other.plan.stated_totals is None:
            continue
        given: Effect | None = getattr(other.plan.stated_totals, name)
        if given is not None and (given.low, given.high) == (stated.low, stated.high):
            return other.placement.unit.name
    return ""
