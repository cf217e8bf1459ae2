"""Decisions (*beslut*) in a case (*ärende*): what a committee did, what it asked for, and what answered it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Annotated, Any

from handlingsplan.text.dates import parse_date

from .base import Day, Line, Model, Parsed, Text, items

_REFERENCE = re.compile(r"([^\s,]+)(?:,?\s+(§\s*\S.*))?")
_SPACE = re.compile(r"\s+")


class DecisionKind(StrEnum):
    """What a committee did with the case."""

    ASSIGNED = "uppdrag"
    ADOPTED = "antagen"
    APPROVED = "godkänd"
    REMITTED = "återremitterad"
    REVISED = "reviderad"
    REPEALED = "upphävd"


@dataclass(frozen=True, slots=True)
class DecisionReference:
    """Which decision is meant: its day, and its paragraph in the minutes where it is known. `2025-11-19 § 70`."""

    date: date
    paragraph: str = ""

    def __str__(self) -> str:
        return f"{self.date}{f' {self.paragraph}' if self.paragraph else ''}"


def parse_reference(text: str) -> DecisionReference:
    """Read `2025-11-19 § 70` or only the day; raises ValueError with a Swedish message."""
    match = _REFERENCE.fullmatch(text.strip())
    if match is None:
        raise ValueError(f"«{text}» ska vara ett beslut: datum och paragraf, till exempel 2025-11-19 § 70")
    return DecisionReference(parse_date(match.group(1)), paragraph(match.group(2) or ""))


def paragraph(text: str) -> str:
    """Write a paragraph in one way, so that `§84` and `§ 84` are the same."""
    return _SPACE.sub(" ", text.replace("§", "§ ")).strip()


_VERSION = re.compile(r"[0-9a-f]{7,64}")


def _version(value: Any) -> Any:
    if not isinstance(value, str):
        raise ValueError("ska stå på en rad: minst sju tecken av versionens nummer i Git")
    number = value.strip().lower()
    if number and not _VERSION.fullmatch(number):
        raise ValueError(f"«{value}» ska vara minst sju tecken av versionens nummer i Git, till exempel 2e22e42")
    return number


#: A commit's id or its beginning. An editor takes one of digits only for a number.
_COMMIT = {"type": ["string", "integer"], "pattern": "^([0-9a-fA-F]{7,64})?$", "examples": ["2e22e42"]}
CommitId = Annotated[str, Parsed(_version, _COMMIT)]


def _reference(value: Any) -> Any:
    if isinstance(value, DecisionReference):
        return value
    if not isinstance(value, str):
        raise ValueError("ska stå på en rad: datum och paragraf, till exempel 2025-11-19 § 70")
    return parse_reference(value)


DecisionReferenceField = Annotated[
    DecisionReference, Parsed(_reference, {"type": "string", "examples": ["2025-11-19 § 70"]})
]


class Decision(Model):
    """One decision in the case, from the minutes."""

    date: Day
    body: Line = ""
    paragraph: Line = ""
    kind: DecisionKind
    case_number: Line = ""
    comment: Text = ""
    report_back: Line = ""
    report_back_by: Day | None = None
    closes: tuple[DecisionReferenceField, ...] = items()
    version: CommitId = ""

    @property
    def reference(self) -> DecisionReference:
        """How other documents point at it."""
        return DecisionReference(self.date, paragraph(self.paragraph))

    def is_meant_by(self, reference: DecisionReference) -> bool:
        """Whether a reference points at it: the same day and paragraph, or only the day when it names none."""
        return reference.date == self.date and reference.paragraph in ("", self.reference.paragraph)
