"""What each name that was told stands for now, as a short text that differs when it does."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from handlingsplan.model.asked import Name
from handlingsplan.site.warm.store import name_of

#: Gives what a name of some kind stands for; the same value has the same `repr`, in every process.
Meaning = Callable[[str], Any]


class Digests:
    """The digest of each name, found when it is first asked for. A kind that nobody gave a meaning is an error."""

    def __init__(self, meanings: Mapping[str, Meaning] | None = None) -> None:
        self._meanings = dict(meanings or {})
        self._known: dict[Name, str] = {}

    def define(self, meanings: Mapping[str, Meaning]) -> None:
        """Say what the names of some kinds stand for."""
        self._meanings.update(meanings)

    def now(self, name: Name) -> str:
        """Give the digest of what a name stands for now."""
        if name not in self._known:
            self._known[name] = name_of(repr(self._meanings[name[0]](name[1])).encode("utf-8", "surrogatepass"))
        return self._known[name]
