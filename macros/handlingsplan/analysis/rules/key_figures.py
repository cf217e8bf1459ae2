"""Rules of key figures (*nyckeltal*): the latest outcome of the plan's year against the target and its direction."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from handlingsplan.model.archive import Municipality, PlanDocument
from handlingsplan.model.plan import Direction, KeyFigure
from handlingsplan.text.places import Place, Problem, remark
from handlingsplan.text.quantities import Quantity
from handlingsplan.text.vocabulary import swedish

#: What a dataset of key figures holds, one row per unit, key figure and period.
KEY_FIGURE_COLUMNS = ("enhet", "nyckeltal", "period", "värde")


@dataclass(frozen=True, slots=True)
class Missed:
    """A key figure with an outcome that does not reach its target."""

    index: int
    figure: KeyFigure
    outcome: Quantity
    period: str


def check_targets(document: PlanDocument, municipality: Municipality) -> Iterator[Problem]:
    """Tell of each target (*mål*) that the latest outcome does not reach, and of one that cannot be compared."""
    for missed in missed_targets(document, municipality):
        figure = missed.figure
        side = "under" if figure.direction is Direction.UP else "över"
        message = f"nyckeltalet {figure.name} är {missed.outcome} ({missed.period}), {side} målet {figure.target}"
        yield remark("mål-inte-nått", _place(document, missed.index), message, figure.id)
    for index, figure, outcome, _ in _outcomes(document, municipality):
        if figure.target and figure.target.dimension is not outcome.dimension:
            message = (
                f"nyckeltalet {figure.name} har målet {figure.target} i {figure.target.dimension.value}, "
                f"men utfallet {outcome} är i {outcome.dimension.value}"
            )
            yield remark("fel-enhet", _place(document, index), message, figure.id)


def _place(document: PlanDocument, index: int) -> Place:
    return document.facts.place(swedish("key_figures"), index, swedish("target"))


def missed_targets(document: PlanDocument, municipality: Municipality) -> list[Missed]:
    """Give the key figures whose latest outcome of the plan's year is on the wrong side of the target."""
    return [
        Missed(index, figure, outcome, period)
        for index, figure, outcome, period in _outcomes(document, municipality)
        if figure.target and figure.target.dimension is outcome.dimension and _misses(figure, outcome)
    ]


def _misses(figure: KeyFigure, outcome: Quantity) -> bool:
    assert figure.target is not None  # noqa: S101  (the caller has seen to it)
    if figure.direction is Direction.UP:
        return outcome.value < figure.target.value
    return figure.direction is Direction.DOWN and outcome.value > figure.target.value


def _outcomes(document: PlanDocument, municipality: Municipality) -> Iterator[tuple[int, KeyFigure, Quantity, str]]:
    """Give each key figure's latest outcome in the plan's year, where there is one."""
    for index, figure in enumerate(document.plan.key_figures):
        found = municipality.datasets.get(figure.dataset_name)
        if found is None or not set(KEY_FIGURE_COLUMNS) <= set(found.dataset.columns):
            continue
        outcomes = {
            str(row.cells["period"]): value
            for row in found.dataset.rows
            if (row.cells.get("enhet"), row.cells.get("nyckeltal")) == (document.unit, figure.id)
            and isinstance(value := row.cells.get("värde"), Quantity)
            and str(row.cells.get("period") or "").startswith(str(document.year))
        }
        if outcomes:
            yield index, figure, outcomes[max(outcomes)], max(outcomes)
