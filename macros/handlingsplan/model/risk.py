"""Risks (*risker*) of a plan, and how they turned out."""

from __future__ import annotations

from enum import StrEnum

from .base import Line, Model, Slug, Text


class RiskOutcome(StrEnum):
    """How a risk turned out, when a follow-up is made."""

    NOT_OCCURRED = "inte inträffad"
    PARTLY = "delvis inträffad"
    OCCURRED = "inträffad"
    OVER = "inte längre aktuell"

    @property
    def has_occurred(self) -> bool:
        """Whether it came true, at least in part."""
        return self in (RiskOutcome.PARTLY, RiskOutcome.OCCURRED)


class Risk(Model):
    """A risk that the plan sees, of one action or of the whole plan."""

    id: Slug
    name: Line
    action: Slug | None = None
    description: Text = ""
    responsible_role: Line = ""
