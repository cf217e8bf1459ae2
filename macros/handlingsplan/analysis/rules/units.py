"""Rules of units by magnitude (*storleksordning*): tkr typed for mkr, kr for tkr.

An amount is told when it is far outside those it stands among, and fits them when it is read in the unit a
thousand times larger or smaller. Both are needed: a small action beside large ones is no mistake.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from heapq import nlargest
from itertools import pairwise

from handlingsplan.analysis.rules.cells import own_columns, written_numbers
from handlingsplan.model.archive import DatasetDocument, Municipality, PlanDocument
from handlingsplan.model.dataset import Row
from handlingsplan.model.effect import Effect
from handlingsplan.model.plan import Action
from handlingsplan.text.places import Place, Problem, remark
from handlingsplan.text.quantities import Dimension, Quantity, Unit, money
from handlingsplan.text.vocabulary import swedish

_THOUSAND = 1000
#: So many times outside the others an amount must be.
_FAR = 80
#: The same for one that is written in another unit than all others, which is suspect in itself.
_FAR_IN_ANOTHER_UNIT = 20
#: So many times outside the others it may be, read in the other unit.
_NEAR = 5
#: A requirement within so many times the sum of the plan's amounts is not looked at further.
_WIDE = 50
#: A slip concerns a cell or a few; more is what the column is like.
_FEW = 3


@dataclass(frozen=True, slots=True)
class _Amount:
    """An amount of a plan with its field, its place and the action's id."""

    what: str
    field: str
    quantity: Quantity
    place: Place
    subject: str

    @property
    def field_name(self) -> str:
        """The field in Swedish."""
        return swedish(self.field)


def check_plan_units(document: PlanDocument, municipality: Municipality) -> Iterator[Problem]:
    """Hold each action's amounts, and the requirement (*åtgärdskrav*), against the plan's others."""
    amounts = list(_amounts(document))
    requirement = list(_beside_requirements(document, municipality, amounts))
    by_themselves = list(_beside_itself(amounts))
    suspected = {problem.subject for problem in by_themselves}
    # A requirement that is wrong says nothing of the actions, nor does a suspected action of the others.
    required = None if requirement else document.plan.requirement
    found = [*requirement, *_beside_others(amounts, required, suspected), *by_themselves]
    told: set[str] = set()
    for problem in found:
        if problem.subject not in told:
            told.add(problem.subject)
            yield problem
    if not told:
        yield from _beside_own(document, amounts)


def _beside_others(
    amounts: Sequence[_Amount], requirement: Quantity | None, suspected: set[str]
) -> Iterator[Problem]:
    """Hold an amount against the same field of the other actions; one above the requirement, against that too."""
    for amount in amounts:
        others = [
            each.quantity
            for each in amounts
            if each.subject not in {amount.subject, *suspected} and each.field == amount.field
        ]
        meant = _in_other_unit(amount.quantity, others)
        if meant is None and requirement is not None and amount.quantity.value > requirement.value > 0:
            meant = _in_other_unit(amount.quantity, [requirement])
        if meant is not None:
            message = (
                f"{amount.what} är {amount.quantity}, långt från planens andra belopp; troligen är {meant} menat"
            )
            yield remark("fel-enhet", amount.place, message, amount.subject)


def _beside_itself(amounts: Sequence[_Amount]) -> Iterator[Problem]:
    """Hold an action's two amounts against each other."""
    for first, second in pairwise(amounts):
        if first.subject == second.subject and _in_other_unit(second.quantity, [first.quantity]) is not None:
            message = (
                f"{first.what} är {first.quantity}, men {second.field_name} {second.quantity}; "
                "troligen är ett av beloppen skrivet i fel enhet"
            )
            yield remark("fel-enhet", second.place, message, second.subject)


def _amounts(document: PlanDocument) -> Iterator[_Amount]:
    for index, action in enumerate(document.plan.actions):
        for name, effect in _effects(action):
            if effect is not None and effect.dimension is Dimension.MONEY and effect.high.value:
                place = document.facts.place(swedish("actions"), index, swedish(name))
                what = f"{swedish(name)} för åtgärden «{action.name}»"
                yield _Amount(what, name, effect.high, place, action.id)


def _effects(action: Action) -> tuple[tuple[str, Effect | None], ...]:
    return (("full_year_effect", action.full_year_effect), ("effect_this_year", action.effect_this_year))


def _in_other_unit(amount: Quantity, among: Sequence[Quantity]) -> Quantity | None:
    """Give the amount a thousand times smaller or larger, if that fits among the others and the amount does not."""
    others = [each for each in among if each.value]
    if not others or not amount.value:
        return None
    sizes, size = [abs(each.value) for each in others], abs(amount.value)
    least, most = min(sizes) / _NEAR, max(sizes) * _NEAR
    far = _FAR if any(each.unit is amount.unit for each in others) else _FAR_IN_ANOTHER_UNIT
    if size >= max(sizes) * far and least <= size / _THOUSAND <= most:
        return _written(amount, amount.value / _THOUSAND)
    if size * far <= min(sizes) and least <= size * _THOUSAND <= most:
        return _written(amount, amount.value * _THOUSAND)
    return None


def _written(amount: Quantity, value: Fraction) -> Quantity:
    """Write the amount with the same digits, in the unit that was meant."""
    units = [Unit.KR, Unit.TKR, Unit.MKR]
    step = 1 if abs(value) > abs(amount.value) else -1
    index = units.index(amount.unit) + step
    if 0 <= index < len(units):
        return Quantity(value, units[index], amount.decimals)
    return money(value)


def _beside_requirements(
    document: PlanDocument, municipality: Municipality, amounts: Sequence[_Amount]
) -> Iterator[Problem]:
    """Hold the requirement against the other units' of the year."""
    requirement = document.plan.requirement
    if requirement is None or _is_within_reach(requirement, amounts):
        return
    others = [
        each.plan.requirement
        for each in municipality.plans
        if each.year == document.year and each.unit != document.unit and each.plan.requirement
    ]
    if (meant := _in_other_unit(requirement, others)) is not None:
        yield _requirement(document, requirement, meant)


def _beside_own(document: PlanDocument, amounts: Sequence[_Amount]) -> Iterator[Problem]:
    """Hold the requirement against the plan's own amounts and their sum."""
    requirement = document.plan.requirement
    if requirement is None or not amounts or _is_within_reach(requirement, amounts):
        return
    own = [*(each.quantity for each in amounts), _summed(amounts)]
    if (meant := _in_other_unit(requirement, own)) is not None:
        yield _requirement(document, requirement, meant)


def _summed(amounts: Sequence[_Amount]) -> Quantity:
    return money(sum(abs(each.quantity.value) for each in amounts))


def _is_within_reach(requirement: Quantity, amounts: Sequence[_Amount]) -> bool:
    """Whether the plan's amounts together are of the requirement's magnitude, so that it is not looked at further."""
    total = _summed(amounts).value
    return total / _WIDE <= requirement.value <= total * _WIDE


def _requirement(document: PlanDocument, requirement: Quantity, meant: Quantity) -> Problem:
    key = swedish("savings_requirement")
    message = (
        f"åtgärdskravet är {requirement}, långt från planens och andra enheters belopp; troligen är {meant} menat"
    )
    return remark("fel-enhet", document.facts.place(key), message, key)


def check_column_units(document: DatasetDocument, _: Municipality) -> Iterator[Problem]:
    """Tell of a cell that is some thousand times the largest of its column: kronor in a column of tkr."""
    columns = own_columns(document.dataset, [Dimension.MONEY])
    for name in columns:
        for row, cell in _far_above(written_numbers(document.dataset, name)):
            beside = [abs(each.value) for each in _others_on(row, columns, name)]
            if not beside or max(beside) * _FAR <= abs(cell.value):
                meant = Quantity(cell.value / _THOUSAND, cell.unit, cell.decimals)
                message = (
                    f"raden «{row.key}» har {cell} i «{name}», långt mer än andra rader; troligen är {meant} menat"
                )
                yield remark("fel-enhet", row.place, message, row.key)


def _far_above(cells: Sequence[tuple[Row, Quantity]]) -> Sequence[tuple[Row, Quantity]]:
    """Give the few largest cells, when they are far above all others and fit among them a thousand times smaller."""
    falling = nlargest(_FEW + 1, cells, key=lambda each: abs(each[1].value))
    for count in range(1, min(_FEW, len(cells) - 2) + 1):
        least, following = abs(falling[count - 1][1].value), abs(falling[count][1].value)
        if following and least >= following * _FAR:
            return [each for each in falling[:count] if abs(each[1].value) / _THOUSAND <= following * _NEAR]
    return []


def _others_on(row: Row, columns: Sequence[str], name: str) -> list[Quantity]:
    cells = (row.cells.get(each) for each in columns if each != name)
    return [each for each in cells if isinstance(each, Quantity) and each.value]
