"""Rules of signs (*tecken*): plus is income, surplus and improvement; a dataset says its own convention."""

from __future__ import annotations

import re
from collections.abc import Iterator

from handlingsplan.analysis.rules.cells import own_columns
from handlingsplan.model.archive import DatasetDocument, Municipality, PlanDocument
from handlingsplan.model.dataset import Row, SignConvention
from handlingsplan.model.effect import Effect
from handlingsplan.model.plan import Action
from handlingsplan.text.places import Problem, remark
from handlingsplan.text.quantities import Dimension, Quantity
from handlingsplan.text.vocabulary import swedish

#: `Kostnader`, `Övriga kostnader`, `Personalkostnader`, `Kostnader för övertid`.
_COST = re.compile(r"(?:\w+a )*\w*(?:kostnad|kostnader|kostnaderna|utgift|utgifter)(?: för .*)?")
_INCOME = re.compile(r"(?:\w+a )*\w*(?:intäkt|intäkter|intäkterna|inkomst|inkomster)(?: från .*)?")
#: A row that tells of a change or a comparison may have either sign.
_CHANGE = re.compile(r"avvikelse|skillnad|förändring|minsk|ök|lägre|högre|besparing|differens|netto|resultat")
#: Words that explain why an effect is negative.
_WORSE = re.compile(
    r"\b(?:ökar|ökade?|dyrare|försämra[rs]?|försämring|tillkommer|kostar|merkostnad\w*|minus)\b"
    r"|lägre intäkt|minskade intäkter"
)


def check_effect_signs(document: PlanDocument, _: Municipality) -> Iterator[Problem]:
    """Tell of an effect below zero that nothing explains; plus is an improvement."""
    for index, action in enumerate(document.plan.actions):
        for name, effect in _effects(action):
            if effect is not None and effect.low.value < 0 and not _is_explained(action, effect):
                place = document.facts.place(swedish("actions"), index, swedish(name))
                message = (
                    f"åtgärden «{action.name}» har {swedish(name)} {effect}, alltså en försämring; "
                    "plus är en förbättring"
                )
                yield remark("fel-tecken", place, message, action.id)
                break


def _effects(action: Action) -> tuple[tuple[str, Effect | None], ...]:
    return (("effect_this_year", action.effect_this_year), ("full_year_effect", action.full_year_effect))


def _is_explained(action: Action, effect: Effect) -> bool:
    words = f"{action.name} {action.description} {effect.wording}".casefold()
    return bool(_WORSE.search(words))


def check_amount_signs(document: PlanDocument, _: Municipality) -> Iterator[Problem]:
    """Tell of a requirement (*åtgärdskrav*) or one-off cost (*omställningskostnad*) below zero: they say how much."""
    requirement = document.plan.requirement
    if requirement is not None and requirement.value < 0:
        key = swedish("savings_requirement")
        message = f"åtgärdskravet är {requirement}; skriv hur mycket som ska sparas, utan minus"
        yield remark("fel-tecken", document.facts.place(key), message, key)
    for index, action in enumerate(document.plan.actions):
        cost = action.transition_cost
        if cost is not None and cost.value < 0:
            place = document.facts.place(swedish("actions"), index, swedish("transition_cost"))
            message = f"åtgärden «{action.name}» har omställningskostnaden {cost}; skriv vad den kostar, utan minus"
            yield remark("fel-tecken", place, message, action.id)


def check_row_signs(document: DatasetDocument, _: Municipality) -> Iterator[Problem]:
    """Hold rows that are called costs or income against the dataset's convention (*resultat* or *kostnad*)."""
    convention = document.descriptor.sign_convention
    if convention is SignConvention.NONE:
        return
    for row in document.dataset.rows:
        kind = _kind(row)
        if kind:
            yield from _row_sign(document, row, kind, convention)


def _kind(row: Row) -> str:
    """Tell whether a row is called a cost or an income, and is not about how it has changed."""
    name = row.key.casefold().strip()
    if _CHANGE.search(name):
        return ""
    return "kostnad" if _COST.fullmatch(name) else "intäkt" if _INCOME.fullmatch(name) else ""


def _row_sign(document: DatasetDocument, row: Row, kind: str, convention: SignConvention) -> Iterator[Problem]:
    positive = (kind == "kostnad") is (convention is SignConvention.COST)
    for name in own_columns(document.dataset, [Dimension.MONEY]):
        cell = row.cells.get(name)
        if not isinstance(cell, Quantity) or not cell.value or _CHANGE.search(name.casefold()):
            continue
        if (cell.value > 0) is not positive:
            shown = "plus" if positive else "minus"
            what = "en kostnad" if kind == "kostnad" else "en intäkt"
            message = (
                f"raden «{row.key}» har {cell.text(sign='alltid')} i «{name}», men med tecken: {convention} "
                f"är {what} {shown}"
            )
            yield remark("fel-tecken", row.place, message, row.key)
