"""Datasets that are selections of rows from others (*urval ur*), such as "the right projects"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from handlingsplan.model.archive import DatasetDocument
from handlingsplan.model.dataset import Dataset, Descriptor, Row
from handlingsplan.text.places import Problem, error
from handlingsplan.text.words import suggestion

from .table import key_columns
from .yaml_tree import Source


def read_selections(
    selections: list[tuple[str, Descriptor, Source]], tables: Mapping[str, DatasetDocument]
) -> tuple[dict[str, DatasetDocument], list[Problem]]:
    """Draw each selection's rows from the tables; a selection cannot be drawn from another."""
    found: dict[str, DatasetDocument] = {}
    problems: list[Problem] = []
    for name, descriptor, facts in selections:
        unknown = list(_unknown_tables(descriptor, facts, tables))
        problems += unknown
        if unknown:
            continue
        pool = {row.key: row for each in reversed(descriptor.drawn_from) for row in tables[each].dataset.rows}
        first = tables[descriptor.drawn_from[0]].dataset
        columns = descriptor.columns or first.columns
        problems += _unknown_rows(descriptor, facts, pool)
        rows = [pool[key] for key in descriptor.rows or pool if key in pool]
        own = descriptor if descriptor.key else descriptor.model_copy(update={"key": key_columns(first.descriptor)})
        found[name] = DatasetDocument(Dataset(name, own, tuple(rows), columns), facts)
    return found, problems


def _unknown_tables(
    descriptor: Descriptor, facts: Source, tables: Mapping[str, DatasetDocument]
) -> Iterator[Problem]:
    for index, name in enumerate(descriptor.drawn_from):
        if name not in tables:
            place = facts.place("urval ur", index)
            yield error("okänd-datamängd", place, f"datamängden «{name}» finns inte{suggestion(name, tables)}")


def _unknown_rows(descriptor: Descriptor, facts: Source, pool: Mapping[str, Row]) -> Iterator[Problem]:
    for index, key in enumerate(descriptor.rows):
        if key not in pool:
            place = facts.place("rader", index)
            yield error(
                "okänd-rad",
                place,
                f"raden «{key}» finns inte i {', '.join(descriptor.drawn_from)}{suggestion(key, pool)}",
            )
