"""A follow-up (*uppföljning*): how the actions stand at a date. The date comes from the file's name."""

from __future__ import annotations

from .base import Model, Slug, Text, items
from .plan import ActionStatus


class ActionFollowUp(Model):
    """One action at the date: its status and what there is to say."""

    action: Slug
    status: ActionStatus | None = None
    comment: Text = ""


class FollowUp(Model):
    """A unit's follow-up at one date."""

    comment: Text = ""
    actions: tuple[ActionFollowUp, ...] = items()

    def of(self, action_id: str) -> ActionFollowUp | None:
        """Find what is said about an action."""
        return next((each for each in self.actions if each.action == action_id), None)
