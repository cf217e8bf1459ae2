"""Datasets: which cells and rows differ, and which totals they move."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from handlingsplan.model.archive import DatasetDocument
from handlingsplan.model.dataset import Cell, Dataset
from handlingsplan.text.quantities import Dimension, Quantity
from handlingsplan.text.words import listed, plural

from .change import Change, ChangeKind, Part, Subject
from .facts import fact_changes
from .leaves import Leaf, Location, canonical, differences
from .wording import from_to, moves, quoted, sentence, shown

_FEW, _MOST_PARTS = 3, 50
_SUMMED = (Dimension.MONEY, Dimension.TIME, Dimension.POSITIONS, Dimension.COUNT)


def dataset_changes(
    before: DatasetDocument,
    after: DatasetDocument,
    subject: Subject,
    location: Location,
    selections: Sequence[tuple[DatasetDocument, DatasetDocument]] = (),
) -> Iterator[Change]:
    """Give the changes of a dataset: of its description one by one, of its cells and rows all in one.

    `selections` are the datasets that are drawn from it, in both versions: their totals move with it.
    """
    described = differences(before.descriptor, after.descriptor, after.facts, location)
    versions = (before.descriptor, after.descriptor)
    yield from fact_changes(described, subject, versions, ChangeKind.DATA, len(location))
    if after.descriptor.drawn_from or before.descriptor.drawn_from:
        return  # its rows are those of other datasets, and change with them
    leaves = list(_row_leaves(before.dataset, after.dataset, (*location, "cells")))
    if leaves:
        moved = [said for _, said in moved_totals(before.dataset, after.dataset)]
        for old, new in selections:
            sums = ", ".join(said for _, said in moved_totals(old.dataset, new.dataset))
            moved += [f"i urvalet {quoted(new.descriptor.title)}: {sums}"] if sums else []
        yield _cells_change(leaves, moved, subject, len(location) + 1)


def _row_leaves(before: Dataset, after: Dataset, location: Location) -> Iterator[Leaf]:
    old, new = ({row.key: row for row in each.rows} for each in (before, after))
    for key in dict.fromkeys([*new, *old]):
        one, other = old.get(key), new.get(key)
        if one is None or other is None:
            yield Leaf((*location, key), one, other, other.place if other else None)
            continue
        for column in dict.fromkeys([*other.cells, *one.cells]):
            left, right = one.cells.get(column), other.cells.get(column)
            if canonical(left) != canonical(right):
                yield Leaf((*location, key, column), left, right, other.place)


def _cells_change(leaves: list[Leaf], moved: list[str], subject: Subject, depth: int) -> Change:
    rows = [leaf for leaf in leaves if len(leaf.location) == depth + 1]
    cells = [leaf for leaf in leaves if len(leaf.location) > depth + 1]
    said = [_rows("tillkommer", [leaf for leaf in rows if leaf.before is None])]
    said += [_rows("tas bort", [leaf for leaf in rows if leaf.after is None]), _cells(cells)]
    said += moved
    parts = [Part(", ".join(leaf.location[depth:]), _cell(leaf.before), _cell(leaf.after)) for leaf in cells]
    parts += [Part(leaf.location[depth], *_row_words(leaf)) for leaf in rows]
    return Change(
        ChangeKind.DATA,
        subject,
        sentence("; ".join(each for each in said if each)),
        tuple(leaf.location for leaf in leaves),
        place=next((leaf.place for leaf in leaves if leaf.place), None),
        parts=tuple(parts[:_MOST_PARTS]),
    )


def _row_words(leaf: Leaf) -> tuple[str, str]:
    return ("finns", "") if leaf.after is None else ("", "finns")


def _cell(value: Cell) -> str:
    return "" if value is None else value if isinstance(value, str) else shown(value)


def _rows(verb: str, leaves: list[Leaf]) -> str:
    names = [quoted(leaf.location[-1]) for leaf in leaves[:_FEW]]
    if not names:
        return ""
    if len(leaves) == 1:
        return f"raden {names[0]} {verb}"
    return f"{plural(len(leaves), 'rad', 'rader')} {verb}: {_listed_few(names, len(leaves))}"


def _cells(leaves: list[Leaf]) -> str:
    if not leaves:
        return ""
    if len(leaves) <= _FEW:
        return "; ".join(
            f"rad {quoted(leaf.location[-2])}, {leaf.location[-1]}: {_cell_move(leaf)}" for leaf in leaves
        )
    rows = list(dict.fromkeys(quoted(leaf.location[-2]) for leaf in leaves))
    return f"{len(leaves)} celler ändras i {plural(len(rows), 'rad', 'rader')}: {_listed_few(rows[:_FEW], len(rows))}"


def _cell_move(leaf: Leaf) -> str:
    old, new = leaf.before, leaf.after
    if isinstance(old, Quantity) and isinstance(new, Quantity):
        return f"{old} blir {new}"
    return from_to(old, new)


def _listed_few(names: list[str], count: int) -> str:
    return listed(names) if count <= len(names) else f"{', '.join(names)} och {count - len(names)} till"


def moved_totals(before: Dataset, after: Dataset) -> Iterator[tuple[str, str]]:
    """Give the columns whose sums moved, and how: `summan av Utfall ökar med 5 000 kr till 1 245 000 kr`."""
    for name in after.columns:
        old, new = column_total(before, name), column_total(after, name)
        if old is not None and new is not None and old.dimension is new.dimension and old.value != new.value:
            yield name, moves(f"summan av {quoted(name)}", old, new)


def _is_plain(dataset: Dataset, name: str) -> bool:
    column = dataset.columns.get(name)
    return column is not None and column.difference is None


def column_total(dataset: Dataset, name: str) -> Quantity | None:
    """Sum a column, also a computed one; None where its numbers are not to be summed."""
    column = dataset.columns.get(name)
    unit = column.unit.measure if column else None
    if column is None or unit is None or unit.dimension not in _SUMMED:
        return None
    if column.difference is not None:
        first, second = (
            column_total(dataset, each) if _is_plain(dataset, each) else None for each in column.difference
        )
        return first - second if first and second and first.dimension is second.dimension else None
    cells = [row.cells.get(name) for row in dataset.rows]
    found = [cell for cell in cells if isinstance(cell, Quantity)]
    decimals = max((cell.decimals for cell in found), default=0)
    return Quantity(sum((cell.value for cell in found), Fraction(0)), unit, decimals)
