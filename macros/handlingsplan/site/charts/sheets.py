"""A drawing in the making: rows from the top and down, each with its label above its bars.

Labels above bars, not beside them, need no column of their own. That is what lets a chart be read on a phone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from handlingsplan.site.charts.axes import Axis
from handlingsplan.site.charts.geometry import FULL, Anchor, Line, Shape, Text
from handlingsplan.site.charts.lettering import NARROWEST, shortened, width, wrapped

_LINE = 18
_BASE = 14
_BETWEEN = 8
#: The least room for a name beside its value.
_LEAST = 110
_BOLD = ("d-rubrik", "d-varde")
#: Room above and below the bars of a band.
_ABOVE, _BELOW = 4, 4
#: The size of an axis' texts, in hundredths of the other texts'.
_TICK_SIZE = 93
#: A text this near an edge begins or ends there, so that none of it is lost.
_EDGE = 1_000


@dataclass
class Sheet:
    """Shapes and how far down they have come. `behind` is drawn first."""

    shapes: list[Shape] = field(default_factory=list)
    behind: list[Shape] = field(default_factory=list)
    bands: list[tuple[int, int]] = field(default_factory=list)
    y: int = 0

    def label(self, name: str, value: str, name_kind: str = "d-namn", value_kind: str = "d-varde") -> None:
        """Write a name to the left and a value to the right, below each other when both do not fit."""
        bold = name_kind in _BOLD
        room = NARROWEST - (width(value, bold=value_kind in _BOLD) + _BETWEEN if value else 0)
        beside = not value or width(name, bold=bold) <= room or _fits(name, room, bold)
        lines = wrapped(name, room if beside else NARROWEST, bold=bold)
        whole = name if " ".join(lines) != " ".join(name.split()) else ""
        top = self.y
        for line in lines:
            self.shapes.append(Text(name_kind, 0, self.y + _BASE, line, full=whole))
            self.y += _LINE
        if value:
            self._value(value, value_kind, top if beside else self.y)

    def _value(self, value: str, kind: str, top: int) -> None:
        text = shortened(value, NARROWEST, bold=kind in _BOLD)
        self.shapes.append(Text(kind, FULL, top + _BASE, text, "end", "" if text == value else value))
        self.y = max(self.y, top + _LINE)

    def line(self, text: str, kind: str = "d-not") -> None:
        """Write a line of text by itself."""
        self.label(text, "", kind)

    def space(self, height: int) -> None:
        """Leave some height empty."""
        self.y += height

    def band(self, height: int) -> int:
        """Give where bars of some height may be drawn; the lines of the axis pass behind them, not behind labels."""
        top = self.y + _ABOVE
        self.bands.append((self.y, top + height + _BELOW))
        self.y = top + height + 2 * _BELOW
        return top

    def axis(self, axis: Axis) -> None:
        """Draw an axis below what is drawn, with its lines behind every band, and a stronger one at zero."""
        ticks = axis.ticks()
        zero = next((number for number, (_, text) in enumerate(ticks) if text == "0"), 0)
        every = tick_step(ticks, zero)
        for number, (place, text) in enumerate(ticks):
            kind = "d-noll" if text == "0" else "d-lod"
            self.behind += [Line(kind, place, top, place, bottom) for top, bottom in self.bands]
            if (number - zero) % every == 0:
                self.shapes.append(Text("d-skala", place, self.y + _BASE - 2, text, anchor(place)))
        self.y += _LINE
        if axis.unit_beside:
            self.shapes.append(Text("d-skala", FULL, self.y + _BASE - 2, axis.unit_beside, "end"))
            self.y += _LINE


def _fits(name: str, room: int, bold: bool) -> bool:
    """Whether a name can be broken into lines of so little room."""
    return room >= _LEAST and all(width(word, bold=bold) <= room for word in name.split())


def tick_step(ticks: Sequence[tuple[int, str]], zero: int) -> int:
    """Give how many lines apart the texts of an axis must stand so that none covers another, with zero among them."""
    every = 1
    while any(one[1] > other[0] for one, other in pairwise(map(_extent, ticks[zero % every :: every]))):
        every += 1
    return every


def _extent(tick: tuple[int, str]) -> tuple[int, int]:
    """Give from where to where a tick's text reaches on the narrowest screen, with a little room after it."""
    place, text = tick
    wide = width(text) * _TICK_SIZE // 100
    before = {"start": 0, "middle": wide // 2, "end": wide}[anchor(place)]
    left = place * NARROWEST // FULL - before
    return left, left + wide + 5


def anchor(place: int) -> Anchor:
    """Give which part of a text stands at a place: near an edge the text goes inwards."""
    if place < _EDGE:
        return "start"
    return "end" if place > FULL - _EDGE else "middle"
