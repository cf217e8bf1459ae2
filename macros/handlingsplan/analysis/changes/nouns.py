"""What fields and the items of lists are called in running text, in the definite form."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from .change import ChangeKind
from .wording import decision_name, quoted, shown


@dataclass(frozen=True, slots=True)
class Noun:
    """How the items of a list are spoken of: `risken «X»`, `ny risk: «X»`, `riskerna`."""

    kind: ChangeKind
    one: str
    new: str
    many: str
    name: Callable[[Any], str] = lambda item: quoted(item.name)


def _remark(item: Any) -> str:
    concerns = f" för {quoted(item.concerns)}" if item.concerns else ""
    return f"{quoted(item.remark)}{concerns}"


def _value(item: Any) -> str:
    return shown(item)


def _action(item: Any) -> str:
    return quoted(getattr(item, "name", None) or item.action)


def _risk(item: Any) -> str:
    return quoted(getattr(item, "name", None) or item.risk)


def _unit(item: Any) -> str:
    return quoted(getattr(item, "name", item))


def _row(item: Any) -> str:
    return quoted(item.row)


def _nameless(item: Any) -> str:  # noqa: ARG001 - a column is known by its key only
    return ""


NOUNS: dict[str, Noun] = {
    "actions": Noun(ChangeKind.FACT, "åtgärden", "ny åtgärd", "åtgärderna", _action),
    "risks": Noun(ChangeKind.RISK, "risken", "ny risk", "riskerna", _risk),
    "key_figures": Noun(ChangeKind.KEY_FIGURE, "nyckeltalet", "nytt nyckeltal", "nyckeltalen"),
    "decisions": Noun(ChangeKind.DECISION, "beslutet", "nytt beslut", "besluten", decision_name),
    "closes": Noun(ChangeKind.DECISION, "avslutat uppdrag", "avslutar uppdraget", "avslutade uppdrag", _value),
    "answers": Noun(ChangeKind.DECISION, "redovisat uppdrag", "redovisar uppdraget", "redovisade uppdrag", _value),
    "handlings": Noun(ChangeKind.REMARK, "avstämningen av", "ny avstämning av", "avstämningarna", _remark),
    "committees": Noun(ChangeKind.ORGANISATION, "nämnden", "ny nämnd", "nämnderna"),
    "departments": Noun(ChangeKind.ORGANISATION, "avdelningen", "ny avdelning", "avdelningarna"),
    "units": Noun(ChangeKind.ORGANISATION, "enheten", "ny enhet", "enheterna", _unit),
    "meetings": Noun(ChangeKind.ORGANISATION, "sammanträdet", "nytt sammanträde", "sammanträdena", _value),
    "follow_up_periods": Noun(
        ChangeKind.ORGANISATION,
        "uppföljningsperioden",
        "ny uppföljningsperiod",
        "uppföljningsperioderna",
        lambda item: f"{item.kind.value} till och med {item.period_end}",
    ),
    "signers": Noun(ChangeKind.REPORT, "undertecknaren", "ny undertecknare", "undertecknarna"),
    "columns": Noun(ChangeKind.DATA, "kolumnen", "ny kolumn", "kolumnerna", _nameless),
    "stated": Noun(ChangeKind.DATA, "uppgivna värden för", "nya uppgivna värden för", "uppgivna värden", _row),
    "rows": Noun(ChangeKind.DATA, "raden", "ny rad i urvalet", "raderna"),
    "key": Noun(ChangeKind.DATA, "nyckelkolumnen", "ny nyckelkolumn", "nyckelkolumnerna"),
    "drawn_from": Noun(ChangeKind.DATA, "datamängden", "urvalet hämtas också ur", "datamängderna"),
    "difference": Noun(ChangeKind.DATA, "termen", "ny term", "termerna"),
    "values": Noun(ChangeKind.DATA, "värdet i", "nytt värde i", "värdena"),
}
LABELS: dict[str, str] = {
    "title": "titeln",
    "status": "statusen",
    "decision_date": "datumet för beslut",
    "case_number": "diarienumret",
    "revise_by": "dagen då planen senast ska revideras",
    "savings_requirement": "åtgärdskravet",
    "starting_position": "utgångsläget",
    "budget": "budgeten",
    "forecast": "prognosen",
    "deficit": "underskottet",
    "description": "beskrivningen",
    "comment": "kommentaren",
    "explanation": "förklaringen",
    "target": "målet",
    "direction": "riktningen",
    "name": "namnet",
    "date": "datumet",
    "assessment": "bedömningen",
    "completion": "genomförandegraden",
    "forecast_this_year": "prognosen för i år",
    "end_date": "slutdatumet",
    "outcome": "utfallet",
    "consultation": "samverkan",
    "risk_assessment": "riskbedömningen",
    "position": "läget",
    "duration": "varaktigheten",
}
