"""Checks before the rules of figures: that an action has an effect and a date, that data fits its description."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from handlingsplan.analysis.rules.key_figures import KEY_FIGURE_COLUMNS
from handlingsplan.model.archive import DatasetDocument, PlanDocument
from handlingsplan.model.audience import Audience
from handlingsplan.model.dataset import ColumnUnit
from handlingsplan.text.places import Problem, error, remark
from handlingsplan.text.vocabulary import swedish
from handlingsplan.text.words import suggestion


def check_actions(document: PlanDocument) -> Iterator[Problem]:
    """Check that each action says what it gives, or why that is not known, and when it starts."""
    for index, action in enumerate(document.plan.actions):
        place = document.facts.place(swedish("actions"), index)
        if not action.is_quantified and not action.not_calculated:
            message = f"åtgärden «{action.name}» har ingen effekt; skriv helårseffekt, eller varför under ej beräknad"
            yield remark("effekt-saknas", place, message, action.id)
        if action.start_date is None:
            yield remark("datum-saknas", place, f"åtgärden «{action.name}» har inget startdatum", action.id)


def check_key_figures(document: PlanDocument, datasets: Mapping[str, DatasetDocument]) -> Iterator[Problem]:
    """Check that each key figure's dataset exists, is of the right shape, and has the unit's figures."""
    for index, figure in enumerate(document.plan.key_figures):
        if not figure.dataset_name:
            continue
        place = document.facts.place(swedish("key_figures"), index, swedish("dataset_name"))
        found = datasets.get(figure.dataset_name)
        if found is None:
            hint = suggestion(figure.dataset_name, datasets)
            yield error("okänd-datamängd", place, f"datamängden «{figure.dataset_name}» finns inte{hint}")
        elif missing := [name for name in KEY_FIGURE_COLUMNS if name not in found.dataset.columns]:
            message = f"datamängden «{figure.dataset_name}» saknar kolumnen «{missing[0]}», som nyckeltal behöver"
            yield error("okänd-kolumn", place, message)


def check_dataset(document: DatasetDocument) -> Iterator[Problem]:
    """Check that the columns fit the description, and that rows about persons have a reason to be there."""
    yield from _check_columns(document)
    if document.descriptor.person_bound and not document.descriptor.person_bound_reason:
        message = "personbundna rader behöver en förklaring till varför de får finnas här (personbunden förklaring)"
        yield remark("personbunden", document.facts.place(swedish("person_bound")), message)
    yield from _check_audience(document)


def _check_audience(document: DatasetDocument) -> Iterator[Problem]:
    """Check that rows about persons are not for everyone, and that they are divided by a column that there is."""
    descriptor, facts = document.descriptor, document.facts
    if descriptor.person_bound and descriptor.audience is Audience.PUBLIC:
        field = swedish("aggregated_audience")
        message = f"personbundna rader får inte vara publika; ta bort raden och skriv «{field}: publik» för summorna"
        yield error("publicering", facts.place(swedish("audience")), message)
    texts = [name for name, column in document.dataset.columns.items() if column.unit is ColumnUnit.TEXT]
    if descriptor.aggregated_by and descriptor.aggregated_by not in texts:
        hint = suggestion(descriptor.aggregated_by, texts)
        message = f"«{descriptor.aggregated_by}» är ingen kolumn med text här{hint}"
        yield error("okänd-kolumn", facts.place(swedish("aggregated_by")), message)


def _check_columns(document: DatasetDocument) -> Iterator[Problem]:
    columns, facts = document.dataset.columns, document.facts
    numbers = [name for name, column in columns.items() if column.unit.measure and column.difference is None]
    for name, column in document.descriptor.columns.items():
        place = facts.place(swedish("columns"), name, swedish("difference"))
        for part in column.difference or ():
            if part not in numbers:
                message = f"differensen räknas på «{part}», som inte är en talkolumn här{suggestion(part, numbers)}"
                yield error("okänd-kolumn", place, message)
        units = {columns[part].unit for part in column.difference or () if part in numbers}
        if column.difference and units - {column.unit}:
            yield error(
                "fel-värde", place, f"differensen är i {column.unit}; kolumnerna den räknas på ska också vara det"
            )
    for name in document.descriptor.key:
        if name not in columns:
            message = f"nyckelkolumnen «{name}» finns inte{suggestion(name, columns)}"
            yield error("okänd-kolumn", facts.place(swedish("key")), message)
