"""What a source states of its own table (*uppgivet*): totals, and single cells."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from handlingsplan.model.archive import DatasetDocument, Places
from handlingsplan.model.dataset import Cell, Column, Row, Stated, StatedRow
from handlingsplan.text.places import Problem, error
from handlingsplan.text.vocabulary import swedish
from handlingsplan.text.words import suggestion

from .table import key_columns, read_cell


def with_stated(document: DatasetDocument) -> tuple[DatasetDocument, list[Problem]]:
    """Give the dataset with its stated values read.

    A stated row that the data lacks belongs to the source's table all the same: it becomes a row, first.
    """
    dataset = document.dataset
    problems: list[Problem] = []
    stated: list[Stated] = []
    for index, row in enumerate(dataset.descriptor.stated):
        cells = _cells(row, index, dataset.columns, document.facts, problems)
        place = document.facts.place(swedish("stated"), index)
        stated.append(Stated(row.row, row.is_total, cells, place))
    known = {row.key for row in dataset.rows}
    key = next(iter(key_columns(dataset.descriptor)), "")
    added = [
        Row(each.key, {key: each.key, **each.cells}, each.place)
        for each in stated
        if not each.is_total and each.key not in known
    ]
    complete = replace(dataset, rows=(*added, *dataset.rows), stated=tuple(stated))
    return DatasetDocument(complete, document.facts), problems


def _cells(
    row: StatedRow, index: int, columns: Mapping[str, Column], facts: Places, problems: list[Problem]
) -> dict[str, Cell]:
    cells: dict[str, Cell] = {}
    for name, text in row.values.items():
        location = (swedish("stated"), index, swedish("values"), name)
        if name not in columns:
            message = f"kolumnen «{name}» finns inte{suggestion(name, columns)}"
            problems.append(error("okänd-kolumn", facts.key_place(*location), message))
            continue
        try:
            cells[name] = read_cell(text, columns[name])
        except ValueError as fault:
            problems.append(error("fel-värde", facts.place(*location), f"{name}: {fault}"))
    return cells
