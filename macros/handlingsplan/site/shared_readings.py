"""Reading shared among processes, by one who reads everything once and keeps nothing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from handlingsplan.reading.kept import Kept
from handlingsplan.site.forking import forked_map

_Of = TypeVar("_Of")
_Read = TypeVar("_Read")
#: Handing a document over takes half of the time that it takes to read: a few are read as fast by one process.
_FEWEST = 10


class SharedReadings(Kept):
    """Readings whose documents are read by all processes; each is handed over to the one that asked."""

    def each(self, read: Callable[[_Of], _Read], of: Sequence[_Of]) -> Sequence[_Read]:
        """Read several things, each in any process."""
        return forked_map(read, list(of), _FEWEST)
