"""A unit's action plan (*handlingsplan*): facts, as plan.yml says them."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Any

from pydantic import model_validator

from handlingsplan.text.quantities import Quantity
from handlingsplan.text.vocabulary import swedish

from .audience import Audience
from .base import Day, Fillable, FillableDay, Line, Model, Slug, Text, items
from .calculation import CalculationField
from .decision import Decision
from .effect import Amount, Effect, EffectField, Measure
from .risk import Risk


class DocumentType(StrEnum):
    """Which form the plan follows; decides which subsections it should have."""

    ECONOMIC_PLAN = "Ekonomisk handlingsplan"
    ACTION_PROGRAMME = "Åtgärdsplan"


class PlanStatus(StrEnum):
    """How far the plan itself has come."""

    DRAFT = "utkast"
    DECIDED = "beslutad"
    REVISED = "reviderad"
    CLOSED = "avslutad"


class ActionStatus(StrEnum):
    """How far an action has come."""

    PLANNED = "planerad"
    ONGOING = "pågår"
    DONE = "klar"
    LATE = "försenad"
    PAUSED = "pausad"
    CANCELLED = "avbruten"


class Duration(StrEnum):
    """How long an action's effect lasts (*varaktighet*)."""

    PERMANENT = "permanent"
    TEMPORARY = "tillfällig"
    ONE_OFF = "engång"


class Direction(StrEnum):
    """Which way a key figure should go."""

    UP = "öka"
    DOWN = "minska"


class HandlingPosition(StrEnum):
    """How a remark has been handled."""

    EXPLAINED = "förklarad"
    OPEN = "öppen"


class RemarkHandling(Model):
    """How a person has handled remarks of a code: explained, or open with a responsible role (*avstämning*)."""

    remark: Line
    concerns: Line = ""
    position: HandlingPosition
    responsible_role: Line = ""
    explanation: Text = ""

    @model_validator(mode="after")
    def _says_enough(self) -> RemarkHandling:
        if self.position is HandlingPosition.OPEN and not self.responsible_role:
            raise ValueError("en öppen anmärkning behöver «ansvarig roll»")
        if self.position is HandlingPosition.EXPLAINED and not self.explanation:
            raise ValueError("en förklarad anmärkning behöver «förklaring»")
        return self


class SavingsRequirement(Model):
    """What the unit must save or earn (*åtgärdskrav*)."""

    value: Amount
    description: Text = ""

    @model_validator(mode="before")
    @classmethod
    def _from_line(cls, data: Any) -> Any:
        return {swedish("value"): data} if isinstance(data, str) else data


class StartingPosition(Model):
    """The economy when the plan is written (*utgångsläge*)."""

    budget: Amount | None = None
    forecast: Amount | None = None
    deficit: Amount | None = None
    comment: Text = ""

    @property
    def shortfall(self) -> Quantity | None:
        """The deficit as an amount above zero, however its sign was written; None when it is not stated."""
        return self.deficit if self.deficit is None or self.deficit.value > 0 else -self.deficit


class KeyFigure(Model):
    """A measure that the plan follows (*nyckeltal*); its outcomes stand in a dataset."""

    id: Slug
    name: Line
    target: Measure | None = None
    direction: Direction | None = None
    dataset_name: Line = ""


class Consultation(Model):
    """That something has been talked through, when and with which result."""

    date: Day | None = None
    comment: Text = ""


class StatedTotals(Model):
    """Totals that the source states; reconciled against the sum of the actions."""

    effect_this_year: EffectField | None = None
    full_year_effect: EffectField | None = None


class Action(Model):
    """An action (*åtgärd*) of a plan."""

    id: Slug
    name: Line
    description: Text = ""
    start_date: Day | None = None
    effect_start: Day | None = None
    end_date: Day | None = None
    duration: Duration = Duration.PERMANENT
    responsible_role: Line = ""
    effect_this_year: EffectField | None = None
    full_year_effect: EffectField | None = None
    not_calculated: Text = ""
    transition_cost: Amount | None = None
    calculation: CalculationField | None = None
    status: ActionStatus = ActionStatus.PLANNED

    @model_validator(mode="after")
    def _dates_in_order(self) -> Action:
        for name in ("start_date", "effect_start"):
            begins: date | None = getattr(self, name)
            if self.end_date and begins and self.end_date < begins:
                raise ValueError(f"slutdatum {self.end_date} är före {swedish(name)} {begins}")
        return self

    @property
    def starts(self) -> date | None:
        """The day the effect starts (*effektstart*), by default the start date."""
        return self.effect_start or self.start_date

    @property
    def full_effect(self) -> Effect | None:
        """The full-year effect: as stated, else as the calculation gives it."""
        return self.full_year_effect or (self.calculation.effect if self.calculation else None)

    @property
    def is_quantified(self) -> bool:
        """Whether any figure is given for the effect."""
        return self.effect_this_year is not None or self.full_effect is not None


class Plan(Model):
    """An action plan. Municipality, year and unit come from the folder."""

    title: Line = ""
    document_type: DocumentType = DocumentType.ECONOMIC_PLAN
    status: PlanStatus = PlanStatus.DRAFT
    deciding_body: Fillable = ""
    decision_date: FillableDay | None = None
    case_number: Fillable = ""
    applies_to: Fillable = ""
    validity: Fillable = ""
    revise_by: FillableDay | None = None
    document_owner: Fillable = ""
    audience: Audience = Audience.INTERNAL
    decisions: tuple[Decision, ...] = items()
    starting_position: StartingPosition | None = None
    savings_requirement: SavingsRequirement | None = None
    key_figures: tuple[KeyFigure, ...] = items()
    consultation: Consultation | None = None
    risk_assessment: Consultation | None = None
    actions: tuple[Action, ...] = items()
    risks: tuple[Risk, ...] = items()
    stated_totals: StatedTotals | None = None
    handlings: tuple[RemarkHandling, ...] = items()

    def action(self, action_id: str) -> Action | None:
        """Find an action by its id."""
        return next((each for each in self.actions if each.id == action_id), None)

    def risk(self, risk_id: str) -> Risk | None:
        """Find a risk by its id."""
        return next((each for each in self.risks if each.id == risk_id), None)

    @property
    def requirement(self) -> Quantity | None:
        """The savings requirement (*åtgärdskrav*), where there is one."""
        return self.savings_requirement.value if self.savings_requirement else None
