"""Datasets that are selections of rows from others (*urval ur*), such as "the right projects"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from handlingsplan.model.archive import DatasetDocument
from handlingsplan.model.dataset import Dataset, Descriptor, Row
from handlingsplan.text.places import Problem, error
from handlingsplan.text.vocabulary import swedish
from handlingsplan.text.words import suggestion

from .table import key_columns
from .yaml_tree import Source


def read_selection(
    name: str, descriptor: Descriptor, facts: Source, tables: Mapping[str, DatasetDocument]
) -> tuple[DatasetDocument | None, list[Problem]]:
    """Draw a selection's rows from the tables; a selection cannot be drawn from another."""
    if unknown := list(_unknown_tables(descriptor, facts, tables)):
        return None, unknown
    pool: dict[str, Row] = {}
    for each in descriptor.drawn_from:
        for row in tables[each].dataset.rows:
            pool.setdefault(row.key, row)
    first = tables[descriptor.drawn_from[0]].dataset
    columns = descriptor.columns or first.columns
    problems = [
        *_unknown_rows(descriptor, facts, pool),
        *_unknown_columns(descriptor, facts, [tables[each].dataset for each in descriptor.drawn_from]),
    ]
    rows = [pool[key] for key in descriptor.rows or pool if key in pool]
    own = descriptor if descriptor.key else descriptor.model_copy(update={"key": key_columns(first.descriptor)})
    return DatasetDocument(Dataset(name, own, tuple(rows), columns), facts), problems


def _unknown_tables(
    descriptor: Descriptor, facts: Source, tables: Mapping[str, DatasetDocument]
) -> Iterator[Problem]:
    for index, name in enumerate(descriptor.drawn_from):
        if name not in tables:
            place = facts.place(swedish("drawn_from"), index)
            yield error("okänd-datamängd", place, f"datamängden «{name}» finns inte{suggestion(name, tables)}")


def _unknown_columns(descriptor: Descriptor, facts: Source, sources: list[Dataset]) -> Iterator[Problem]:
    for name, column in descriptor.columns.items():
        for source in sources if column.difference is None else ():
            place = facts.key_place(swedish("columns"), name)
            if name not in source.columns:
                hint = suggestion(name, source.columns)
                yield error("okänd-kolumn", place, f"kolumnen «{name}» finns inte i {source.name}{hint}")
            elif source.columns[name].unit is not column.unit:
                unit = source.columns[name].unit
                yield error(
                    "fel-värde", place, f"kolumnen «{name}» är i {unit} i {source.name}, inte i {column.unit}"
                )


def _unknown_rows(descriptor: Descriptor, facts: Source, pool: Mapping[str, Row]) -> Iterator[Problem]:
    for index, key in enumerate(descriptor.rows):
        if key not in pool:
            place = facts.place(swedish("rows"), index)
            yield error(
                "okänd-rad",
                place,
                f"raden «{key}» finns inte i {', '.join(descriptor.drawn_from)}{suggestion(key, pool)}",
            )
