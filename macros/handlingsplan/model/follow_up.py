"""A follow-up (*uppföljning*): how the actions and risks stand at a date. The date comes from the file's name."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from pydantic import AfterValidator

from handlingsplan.text.quantities import Dimension, Quantity

from .base import Day, Line, Model, Slug, Text, items
from .calendar import FollowUpKind
from .effect import EffectField, Measure
from .plan import ActionStatus
from .risk import RiskOutcome


class Assessment(StrEnum):
    """How an action is judged (*bedömning*). Always written out, never told by its colour alone."""

    GREEN = "grön"
    YELLOW = "gul"
    RED = "röd"


def _share(quantity: Quantity) -> Quantity:
    if quantity.dimension is not Dimension.SHARE or not 0 <= quantity.value <= 1:
        raise ValueError(f"«{quantity}» ska vara en andel från 0 till 100 %, till exempel 50 %")
    return quantity


class ActionFollowUp(Model):
    """One action at the date: its status, its effect so far, its forecast and what there is to say."""

    action: Slug
    status: ActionStatus | None = None
    assessment: Assessment | None = None
    completion: Annotated[Measure, AfterValidator(_share)] | None = None
    effect_so_far: EffectField | None = None
    forecast_this_year: EffectField | None = None
    end_date: Day | None = None
    comment: Text = ""


class RiskFollowUp(Model):
    """One risk at the date: how it turned out."""

    risk: Slug
    outcome: RiskOutcome | None = None
    comment: Text = ""


class FollowUp(Model):
    """A unit's follow-up at one date."""

    kind: FollowUpKind | None = None
    reported_on: Day | None = None
    reported_by: Line = ""
    comment: Text = ""
    actions: tuple[ActionFollowUp, ...] = items()
    risks: tuple[RiskFollowUp, ...] = items()

    def of(self, action_id: str) -> ActionFollowUp | None:
        """Find what is said about an action."""
        return next((each for each in self.actions if each.action == action_id), None)

    def of_risk(self, risk_id: str) -> RiskFollowUp | None:
        """Find what is said about a risk."""
        return next((each for each in self.risks if each.risk == risk_id), None)
