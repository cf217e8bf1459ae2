"""Where a figure comes from: the formula, and the values it was made of, each with its file and line.

Every figure in a text is a link to its origin, which stands in a list at the end of the page.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from handlingsplan.text.places import Place


@dataclass(frozen=True, slots=True)
class Origin:
    """One value that a figure is made of: in words, where it is written, and where on the site it is shown."""

    words: str
    place: Place
    address: str = ""
    extracted: str = ""


@dataclass(frozen=True, slots=True)
class Trace:
    """How a figure came about: its formula in words and its origins."""

    formula: str = ""
    origins: tuple[Origin, ...] = ()

    def joined(self, other: Trace, formula: str) -> Trace:
        """Give the trace of a figure made of two."""
        return Trace(formula, tuple(dict.fromkeys((*self.origins, *other.origins))))


NOWHERE = Trace()


@dataclass(slots=True)
class Notes:
    """The figures of a page with their traces, numbered from 1; the same figure from the same origin once."""

    entries: dict[tuple[str, Trace], int] = field(default_factory=dict)

    def number(self, text: str, trace: Trace) -> int:
        """Give the number of a figure's note, a new one if need be."""
        return self.entries.setdefault((text, trace), len(self.entries) + 1)

    def listed(self) -> Sequence[tuple[int, str, Trace]]:
        """Give the notes in order: number, the figure as it is shown, its trace."""
        return [(number, text, trace) for (text, trace), number in self.entries.items()]
