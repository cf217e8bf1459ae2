"""Who may read (*publicering*): the audiences that a site is built for, and what is meant for whom."""

from __future__ import annotations

from enum import StrEnum
from functools import reduce

#: A group of fewer is never shown outside the restricted audience, unless the municipality has chosen another number.
SMALLEST_GROUP = 5


class Audience(StrEnum):
    """An audience, from the narrowest to the widest. What is meant for one may be read by those that are narrower.

    RESTRICTED are those who work with the persons themselves, INTERNAL everyone in the municipality, PUBLIC everyone.
    """

    RESTRICTED = "begränsad"
    INTERNAL = "intern"
    PUBLIC = "publik"

    @property
    def _width(self) -> int:
        return list(Audience).index(self)

    def may_read(self, meant_for: Audience) -> bool:
        """Whether this audience may read what is meant for another."""
        return self._width <= meant_for._width


def narrowest(*audiences: Audience) -> Audience:
    """Give the narrowest of audiences; of none the widest."""
    return reduce(lambda one, other: one if one.may_read(other) else other, audiences, Audience.PUBLIC)
