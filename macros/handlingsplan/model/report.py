"""A report to a committee (*rapport*): a tjänsteskrivelse or an åtgärdsplan."""

from __future__ import annotations

from enum import StrEnum

from .audience import Audience
from .base import Day, Line, Model, Slug, items
from .decision import Decision, DecisionReferenceField
from .plan import RemarkHandling


class ReportKind(StrEnum):
    """Which kind of document it is."""

    MEMO = "tjänsteskrivelse"
    ACTION_PROGRAMME = "åtgärdsplan"


class Signer(Model):
    """Who has signed: name and role, as in the published document."""

    name: Line
    role: Line = ""


class Report(Model):
    """A report as rapport.yml says it. Municipality, year and name come from the folder."""

    title: Line
    kind: ReportKind = ReportKind.MEMO
    body: Line = ""
    date: Day | None = None
    period: Day | None = None
    case_number: Line = ""
    handler: Line = ""
    audience: Audience = Audience.INTERNAL
    units: tuple[Slug, ...] = items()
    signers: tuple[Signer, ...] = items()
    decisions: tuple[Decision, ...] = items()
    answers: tuple[DecisionReferenceField, ...] = items()
    handlings: tuple[RemarkHandling, ...] = items()
