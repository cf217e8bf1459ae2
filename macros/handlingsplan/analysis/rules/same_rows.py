"""Rules of tables that show the same rows: the same row must say the same in each, and a selection say where from.

Two tables show the same rows when one is drawn from the other (*urval ur*), or when both have the same
selection (*urval*) in the same source.
"""

from __future__ import annotations

from collections.abc import Iterator

from handlingsplan.analysis.rules.cells import number
from handlingsplan.model.archive import DatasetDocument, Municipality
from handlingsplan.model.dataset import Dataset, Row
from handlingsplan.text.places import Problem, remark
from handlingsplan.text.quantities import Quantity
from handlingsplan.text.vocabulary import swedish
from handlingsplan.text.words import listed

#: Two tables must have so many rows in common before they are held to show the same.
_ENOUGH = 3


def check_drawn_rows(document: DatasetDocument, municipality: Municipality) -> Iterator[Problem]:
    """Hold a selection's rows against the tables it is drawn from, also those that only it states."""
    sources = [(source, {row.key: row for row in source.rows}) for source in _sources(document, municipality)]
    stated = {each.key for each in document.dataset.stated if not each.is_total}
    for row in document.dataset.rows:
        held = [(source, rows[row.key]) for source, rows in sources if row.key in rows]
        if len(held) > 1 or (held and row.place.path == document.facts.path):
            yield from _drawn_row(document.dataset, row, held, row.key in stated)


def _sources(document: DatasetDocument, municipality: Municipality) -> list[Dataset]:
    known = municipality.datasets
    return [known[name].dataset for name in document.descriptor.drawn_from if name in known]


def _drawn_row(dataset: Dataset, row: Row, held: list[tuple[Dataset, Row]], is_stated: bool) -> Iterator[Problem]:
    """Compare one row with the sources that hold it. One that agrees is enough, for a key may be used twice."""
    held = [(source, found) for source, found in held if any(_pairs(dataset, row, source, found))]
    others = [list(_differing(dataset, row, source, found)) for source, found in held]
    if held and all(others):
        said = listed(f"{each[0][2]} i {source.name}" for each, (source, _) in zip(others, held, strict=True))
        name, here, _ = others[0][0]
        message = f"raden «{row.key}» har {here} i «{name}», men {said}"
        yield remark("rad-skiljer", row.place, message, row.key)
    elif len(held) > 1 and any(others) and not is_stated:
        first, second = held[0][0].name, held[1][0].name
        message = f"raden «{row.key}» finns i både {first} och {second}, med olika värden; den hämtas ur {first}"
        yield remark("rad-skiljer", row.place, message, row.key)


def _pairs(dataset: Dataset, row: Row, other: Dataset, found: Row) -> Iterator[tuple[str, Quantity, Quantity]]:
    """Give the columns where both rows have a number in the same unit, with both."""
    for name, column in dataset.columns.items():
        if name in other.columns and other.columns[name].unit is column.unit and column.difference is None:
            here, there = number(dataset, row, name), number(other, found, name)
            if here is not None and there is not None:
                yield name, here, there


def _differing(dataset: Dataset, row: Row, other: Dataset, found: Row) -> Iterator[tuple[str, Quantity, Quantity]]:
    """Give the columns where both rows have a number, and not the same."""
    return (each for each in _pairs(dataset, row, other, found) if not _same(each[1], each[2]))


def _same(first: Quantity, second: Quantity) -> bool:
    """Whether two numbers are the same, as exact as the one with fewer decimals is written."""
    return first.agrees_exactly(second) or second.agrees_exactly(first)


def check_selection_said(document: DatasetDocument, municipality: Municipality) -> Iterator[Problem]:
    """Check that the selection (*urval*) a table says is that of every table its rows are drawn from."""
    own = _plain(document.descriptor.selection)
    sources = {source.name: _plain(source.descriptor.selection) for source in _sources(document, municipality)}
    if not own or own not in sources.values():
        return
    for name, selection in sources.items():
        drawn = [row.key for row in document.dataset.rows if row.place.path.endswith(f"/{name}.csv")]
        if drawn and selection and selection != own:
            message = (
                f"urvalet är «{document.descriptor.selection}», men {_rows(drawn)} ur {name}, som har ett annat urval"
            )
            yield remark("urval-skiljer", document.facts.place(swedish("selection")), message, name)


def _rows(keys: list[str]) -> str:
    shown = listed(f"«{key}»" for key in keys[:3])
    return f"raden {shown} kommer" if len(keys) == 1 else f"{len(keys)} rader, bland annat {shown}, kommer"


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold()


def check_rows_elsewhere(document: DatasetDocument, municipality: Municipality) -> Iterator[Problem]:
    """Hold the rows of a table against those of others with the same source and selection."""
    own = _identity(document)
    if own is None or document.descriptor.drawn_from:
        return
    for name, other in municipality.datasets.items():
        if name < document.dataset.name and not other.descriptor.drawn_from and _identity(other) == own:
            yield from _same_tables(document.dataset, other.dataset)


def _identity(document: DatasetDocument) -> tuple[str, ...] | None:
    """Give what says that two tables are of the same things; None when the descriptor does not say enough."""
    descriptor = document.descriptor
    if not descriptor.selection or not descriptor.source:
        return None
    return (_plain(descriptor.source), _plain(descriptor.selection), *descriptor.key)


def _same_tables(dataset: Dataset, other: Dataset) -> Iterator[Problem]:
    known = {row.key: row for row in other.rows}
    shared = [(row, known[row.key]) for row in dataset.rows if row.key in known]
    if len(shared) < _ENOUGH:
        return
    for row, found in shared:
        for name, here, there in _differing(dataset, row, other, found):
            message = f"raden «{row.key}» har {here} i «{name}», men {there} i {other.name}"
            yield remark("rad-skiljer", row.place, message, row.key)
