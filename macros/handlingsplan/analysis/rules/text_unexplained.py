"""Typed figures that nothing explains: no fact, cell, total, difference or effect, and no numbers beside them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import combinations

from handlingsplan.analysis.knowledge import agrees, amount_of
from handlingsplan.analysis.mentions import Mention
from handlingsplan.analysis.rules.text_reading import Finding, TextReading, shown
from handlingsplan.text.places import remark
from handlingsplan.text.quantities import Dimension, Quantity

#: What others decide, and no figure of the municipality can explain.
_FROM_OUTSIDE = re.compile(
    r"maxbelopp|prisbasbelopp|\bavgift|\btaxa|högkostnad|schablon|timersättning|\blag(?:en|krav)|\bSFB\b|garantibelopp|vite"
    r"|statsbidrag|\bersätts\b|tjänstegrad|sysselsättning|rekryter|anställning|\btjänst(?:en|er)?\b|\binom\b",
    re.IGNORECASE,
)
#: What is calculated in the sentence is explained by it; another rule sees whether it is right.
_CALCULATION = re.compile(r"×|\d\s?\*\s?\d|\d(?:\s\w+)?\sx\s\d")
_PERIODS = ("", "år", "månad", "vecka", "kvartal")
_MEASURED_HOURS = 100
_NEIGHBOURS = 8


def find_unexplained(reading: TextReading) -> Iterator[Finding]:
    """Find typed amounts, and measured hours and shares, that are no known figure."""
    beside = _neighbours(reading.mentions)
    for mention in reading.compared():
        if mention.passage.about.follow_up or not _is_measured(mention) or reading.explains(mention):
            continue
        if _from_neighbours(mention, beside[id(mention)]):
            continue
        message = f"inget i planen eller dess data förklarar {shown(mention)}{_beside_it(reading, mention)}"
        yield mention, remark("oförklarad-siffra", mention.place, f"{message} (säkerhet: medel)", mention.written)


def _beside_it(reading: TextReading, mention: Mention) -> str:
    """Say which known figure is nearest, when one is near enough to be what was meant."""
    amount = amount_of(mention)
    near = [fact for known in (reading.own, reading.cells) if (fact := known.nearest(amount)) is not None]
    close = [fact for fact in near if abs(abs(fact.value.value) - abs(amount.value)) * 4 < abs(amount.value)]
    if not close:
        return ""
    fact = min(close, key=lambda each: abs(abs(each.value.value) - abs(amount.value)))
    return f"; närmast är {fact.value} ({fact.label})"


def _is_measured(mention: Mention) -> bool:
    """Whether a number is of money, or hours or a share that somebody has measured (not «inom 48 timmar»)."""
    amount = amount_of(mention)
    if mention.per not in _PERIODS or not amount.value or not _is_large_or_exact(mention, amount):
        return False
    return _CALCULATION.search(mention.words) is None


def _is_large_or_exact(mention: Mention, amount: Quantity) -> bool:
    if amount.dimension is Dimension.MONEY:
        return _FROM_OUTSIDE.search(mention.words) is None or mention.quantity.unit.size > 1
    if amount.dimension is Dimension.TIME:
        return amount.decimals > 0 or abs(amount.value) >= _MEASURED_HOURS
    return amount.dimension is Dimension.SHARE and amount.decimals > 0 and not _FROM_OUTSIDE.search(mention.words)


def _from_neighbours(mention: Mention, beside: list[Mention]) -> bool:
    """Whether it is the sum or the difference of two numbers near it."""
    amount = amount_of(mention)
    near = [amount_of(each) for each in beside if each.high is None and not each.aside]
    values = [abs(each.value) for each in near if each.dimension is amount.dimension]
    if len(values) > 1 and _is(amount, sum(values)):
        return True
    return any(_is(amount, one + other) or _is(amount, one - other) for one, other in combinations(values, 2))


def _is(amount: Quantity, size: object) -> bool:
    return agrees(amount, Quantity(size, amount.unit, amount.decimals))  # type: ignore[arg-type]


def _neighbours(mentions: Sequence[Mention]) -> dict[int, list[Mention]]:
    """Give the numbers near each number, in the same passage."""
    return {
        id(mention): [
            each
            for each in mentions[max(0, index - _NEIGHBOURS // 2) : index + _NEIGHBOURS // 2 + 1]
            if each.passage is mention.passage and each is not mention
        ]
        for index, mention in enumerate(mentions)
    }
