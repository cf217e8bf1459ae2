"""Which column of deviations is computed from two others, and where the source states another value.

Such a column is not stored: it is a *differens*, and what the source states otherwise in a few rows is kept as
*uppgivet*, where the checks find it. When it differs in many rows it is something else, and a column of its own.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import product

from .exports import Export, ExportRow
from .kinds import Kind
from .sheet import Number

#: In a table of this many rows, one in ten may differ and still be a slip in the source.
_FEW = 10
_SMALL_TABLE = 5


@dataclass(frozen=True, slots=True)
class Difference:
    """A column that is the first of two others minus the second, and the rows that state something else."""

    first: str
    second: str
    differing: tuple[ExportRow, ...] = ()
    agreeing: int = field(default=0, compare=False)


def find_differences(export: Export, kind: Kind) -> dict[str, Difference]:
    """Give the columns of deviations, by name, each with the pair of columns that it fits best."""
    found = {}
    for column in export.columns:
        if kind.figure(column.name) == kind.deviation:
            fits = [_difference(export, column.name, *pair) for pair in _pairs(export, kind, column.name)]
            ranked = [(each.agreeing, _likeness(column.name, each), -number) for number, each in enumerate(fits)]
            if ranked:
                found[column.name] = fits[-max(ranked)[-1]]
    return found


def known_difference(export: Export, name: str, pair: tuple[str, str]) -> Difference:
    """Give a column as the difference that a descriptor says it is."""
    return _difference(export, name, *pair)


def is_computed(export: Export, name: str, difference: Difference) -> bool:
    """Whether a column is the difference, but for slips."""
    stated = sum(name in row.figures for row in export.rows)
    few = max(1, stated // _FEW) if stated >= _SMALL_TABLE else 0
    return stated > 0 and len(difference.differing) <= few


def _pairs(export: Export, kind: Kind, name: str) -> list[tuple[str, str]]:
    """Give the pairs of columns, in the same unit, that a deviation can be between."""
    unit = next(column.unit for column in export.columns if column.name == name)
    same = [column.name for column in export.columns if column.unit == unit]
    firsts, second = kind.deviation_of
    return list(
        product(
            [each for each in same if kind.figure(each) in firsts],
            [each for each in same if kind.figure(each) == second],
        )
    )


def _difference(export: Export, name: str, first: str, second: str) -> Difference:
    differing = tuple(
        row for row in export.rows if _computed(row.figures, first, second) != _value(row.figures, name)
    )
    return Difference(first, second, differing, len(export.rows) - len(differing))


def _computed(figures: Mapping[str, Number], first: str, second: str) -> Fraction | None:
    """Compute as datasets do: empty when the first is empty; an empty second counts as nothing."""
    value = _value(figures, first)
    return None if value is None else value - (_value(figures, second) or 0)


def _value(figures: Mapping[str, Number], name: str) -> Fraction | None:
    return figures[name].value if name in figures else None


def _likeness(name: str, difference: Difference) -> tuple[int, int]:
    """Tell how many words, months and years a heading shares with those of the pair."""
    words = set(name.lower().split())
    return (
        len(words & set(difference.second.lower().split())),
        len(words & set(difference.first.lower().split())),
    )
