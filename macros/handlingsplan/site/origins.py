"""Where a figure comes from: the formula, and the values it was made of, each with its file and line.

Every figure in a text, and every computed one in a table, is a link to its origin, which stands in a list at the
end of the page.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from handlingsplan.text.numbers import MINUS
from handlingsplan.text.places import Place
from handlingsplan.text.words import listed


@dataclass(frozen=True, slots=True)
class Origin:
    """What a figure is made of: in words, where it is written, and where on the site it is shown.

    `lines` are the lines of the file that the figure was made of, when they are several; `file` is the address of
    a file to fetch.
    """

    words: str
    place: Place
    address: str = ""
    extracted: str = ""
    lines: tuple[int, ...] = ()
    file: str = ""

    def __hash__(self) -> int:
        """Tell it from most others by its words: the notes of a page look up the same origins again and again."""
        return hash(self.words)

    @property
    def where(self) -> str:
        """The place as it is shown: `plans/…/plan.yml:4:1`, or the file with its lines, `data/….csv, rad 2–26`."""
        return f"{self.place.path}, rad {ranges(self.lines)}" if self.lines else str(self.place)


def ranges(lines: Iterable[int]) -> str:
    """Write lines in order, those that follow each other as one: `4, 7–9 och 12`."""
    found: list[list[int]] = []
    for line in sorted(set(lines)):
        if found and found[-1][-1] == line - 1:
            found[-1][1:] = [line]
        else:
            found.append([line])
    return listed(["–".join(map(str, each)) for each in found])


@dataclass(frozen=True, slots=True)
class Trace:
    """How a figure came about: its formula in words, its origins, and what was computed further from it."""

    formula: str = ""
    origins: tuple[Origin, ...] = ()
    steps: tuple[str, ...] = ()

    def __hash__(self) -> int:
        """Tell it from most others of a page, without looking at each of the hundreds of plans behind a total."""
        return hash((self.formula, self.origins[:1]))

    def joined(self, other: Trace, formula: str) -> Trace:
        """Give the trace of a figure made of two."""
        return Trace(formula, tuple(dict.fromkeys((*self.origins, *other.origins))))


NOWHERE = Trace()


@dataclass(slots=True)
class Notes:
    """The figures of a page with their traces, numbered from 1; the same figure from the same origin once.

    A fact is one figure in whichever words it is shown; what a formula gives is told apart by its value too.
    """

    entries: dict[tuple[str, Trace], tuple[int, str]] = field(default_factory=dict)

    def number(self, text: str, trace: Trace) -> int:
        """Give the number of a figure's note, a new one if need be."""
        key = (text if trace.formula else "", trace)
        return self.entries.setdefault(key, (len(self.entries) + 1, text))[0]

    def listed(self) -> Sequence[tuple[int, str, Trace]]:
        """Give the notes in order: number, the figure as it is shown, its trace."""
        return [(number, text, trace) for (_, trace), (number, text) in self.entries.items()]


def added(terms: Sequence[str]) -> str:
    """Write numbers as a sum: `−600 − 1 900 + 40`."""
    first, *rest = terms
    return first + "".join(f" {MINUS} {each[1:]}" if each.startswith(MINUS) else f" + {each}" for each in rest)


def subtracted(first: str, second: str) -> str:
    """Write first − second, a negative second within parentheses."""
    return f"{first} {MINUS} ({second})" if MINUS in second else f"{first} {MINUS} {second}"
