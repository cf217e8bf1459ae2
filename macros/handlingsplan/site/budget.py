"""How much the macros of one page may do, so that no text can fill the memory or keep the build for hours.

Each text has bounds of its own (`environment.py`), but a file has any number of sections, and a report takes in the
texts of plans. All texts of a page share one budget. The bounds are many times what a real plan needs, and all but
the last, which no honest text meets, are the same on every machine.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from time import process_time

MOST_CALLS = 5_000
MOST_HTML = 30_000_000  # characters put aside by the macros; the five real documents have 0.1 million together
MOST_FAULTS = 200
MOST_SECONDS = 120.0


def is_too_long(characters: int) -> bool:
    """Whether so much HTML is more than a page may have."""
    return characters > MOST_HTML


@dataclass(slots=True)
class Budget:
    """What is left for a page. `size` gives how much HTML the build has put aside so far.

    Time is the process's own: a computer that has slept, or is busy, is no fault of the text.
    """

    size: Callable[[], int]
    clock: Callable[[], float] = process_time
    _spent: str = ""
    _calls: int = 0
    _faults: int = 0
    _before: int = field(init=False)
    _began: float | None = None

    def __post_init__(self) -> None:
        self._before = self.size()

    def spend(self) -> str:
        """Count a call that is about to be made; give why it may not be, or nothing."""
        self._calls += 1
        if self._began is None:
            self._began, self._before = self.clock(), self.size()
        self._spent = self._spent or self._reason(self._began)
        return self._spent

    def spent(self) -> str:
        """Why the page may do no more, in Swedish; nothing while it may."""
        return self._spent

    def blame(self, faults: int) -> None:
        """Count faults that have been told: after so many, the rest of the page is not read."""
        self._faults += faults
        if self._faults > MOST_FAULTS and not self._spent:
            self._spent = f"sidan har fler än {MOST_FAULTS} fel; resten läses när de är rättade"

    def _reason(self, began: float) -> str:
        if self._calls > MOST_CALLS:
            return f"sidan anropar makron fler än {MOST_CALLS} gånger; dela upp texten"
        if is_too_long(self.size() - self._before):
            return f"sidans tabeller och diagram blir längre än {MOST_HTML} tecken; dela upp texten"
        if self.clock() - began > MOST_SECONDS:
            return f"sidans makron tar längre tid än {MOST_SECONDS:.0f} sekunder; dela upp texten"
        return ""
