"""Checks of figures: effects against the rule, stated totals against computed, data against its description."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from handlingsplan.analysis.effects import ActionEffect, Total, plan_effects, total_full_year, total_this_year
from handlingsplan.analysis.tables import Frame
from handlingsplan.model.archive import DatasetDocument, Municipality, PlanDocument
from handlingsplan.model.dataset import Stated
from handlingsplan.model.effect import Effect
from handlingsplan.text.places import Problem, error, remark
from handlingsplan.text.quantities import Quantity
from handlingsplan.text.vocabulary import swedish
from handlingsplan.text.words import suggestion

#: What a dataset of key figures holds, one row per unit, key figure and period.
KEY_FIGURE_COLUMNS = ("enhet", "nyckeltal", "period", "värde")


def check_effects(document: PlanDocument, municipality: Municipality) -> Iterator[Problem]:
    """Check each action's effect and start, and the totals that the source states."""
    effects = plan_effects(document, municipality.organisation)
    for index, effect in enumerate(effects):
        yield from _check_effect(document, index, effect)
    stated = document.plan.stated_totals
    if stated is not None:
        yield from _check_total(document, "effect_this_year", stated.effect_this_year, total_this_year(effects))
        yield from _check_total(document, "full_year_effect", stated.full_year_effect, total_full_year(effects))


def _check_effect(document: PlanDocument, index: int, effect: ActionEffect) -> Iterator[Problem]:
    action = effect.action
    location = (swedish("actions"), index)
    place = document.facts.place(*location)
    if not action.is_quantified and not action.not_calculated:
        message = f"åtgärden «{action.name}» har ingen effekt; skriv helårseffekt, eller varför under ej beräknad"
        yield remark("effekt-saknas", place, message, action.id)
    if action.start_date is None:
        yield remark("datum-saknas", place, f"åtgärden «{action.name}» har inget startdatum", action.id)
    if effect.differs:
        key = swedish("effect_this_year")
        message = (
            f"åtgärden «{action.name}» anger {action.effect_this_year} i år, "
            f"men helårseffekten {effect.full_year} från {action.starts} ger {effect.computed_this_year}"
        )
        yield remark("effekt-i-år-skiljer", document.facts.place(*location, key), message, action.id)


def _check_total(document: PlanDocument, name: str, stated: Effect | None, computed: Total) -> Iterator[Problem]:
    if stated is None:
        return
    summed = computed.sums.get(stated.dimension)
    if summed is not None and stated.low.agrees_exactly(summed.low) and stated.high.agrees_exactly(summed.high):
        return
    key = swedish(name)
    message = f"källan anger summan {stated} för {key}, men åtgärderna ger {summed or 'ingen summa'}"
    yield remark("uppgiven-summa-skiljer", document.facts.place(swedish("stated_totals"), key), message, key)


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
    """Check that the description fits, and hold stated values against computed ones."""
    yield from _check_person_bound(document)
    faults = list(_check_columns(document))
    yield from faults
    if faults:
        return
    frame = Frame(document.dataset)
    for stated in document.dataset.stated:
        if stated.is_total:
            yield from _check_stated_total(frame, stated)
        elif differing := frame.differing(stated.key):
            names = ", ".join(f"{name}: uppgivet {value}" for name, value in differing.items())
            message = f"raden «{stated.key}» skiljer sig från det beräknade ({names})"
            yield remark("uppgivet-värde-skiljer", stated.place, message, stated.key)


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


def _check_person_bound(document: DatasetDocument) -> Iterator[Problem]:
    if document.descriptor.person_bound and not document.descriptor.person_bound_reason:
        message = "personbundna rader behöver en förklaring till varför de får finnas här (personbunden förklaring)"
        yield remark("personbunden", document.facts.place(swedish("person_bound")), message)


def _check_stated_total(frame: Frame, stated: Stated) -> Iterator[Problem]:
    for name, cell in stated.cells.items():
        if not isinstance(cell, Quantity):
            continue
        computed = frame.total(name)
        if computed is None or not cell.agrees_exactly(computed):
            message = f"källan anger summan {cell} för «{name}», men raderna ger {computed or 'ingen summa'}"
            yield remark("uppgiven-summa-skiljer", stated.place, message, name)
