"""Numbers to places: scales with round steps, and the few shapes that every chart is made of.

Across, a place is a share of the width, in hundredths of a percent; down, it is whole pixels. So a chart fills
any width while its text keeps the size of the page's text, and nothing needs to be known of the reader's screen.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

#: The whole width.
FULL = 10_000
#: An exact number; nearly all are whole, and those are counted with in a tenth of the time.
Number = int | Fraction
Anchor = Literal["start", "middle", "end"]


@dataclass(frozen=True, slots=True)
class Rect:
    """A bar. `told` is said when it is pointed at."""

    kind: str
    x: int
    y: int
    width: int
    height: int
    told: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A line from one point to another."""

    kind: str
    x1: int
    y1: int
    x2: int
    y2: int
    told: str = ""


@dataclass(frozen=True, slots=True)
class Mark:
    """A small sign of constant size around a point; the kind says which."""

    kind: str
    x: int
    y: int
    told: str = ""


@dataclass(frozen=True, slots=True)
class Text:
    """A line of text on its baseline; `full` is the whole text when it is shortened."""

    kind: str
    x: int
    y: int
    text: str
    anchor: Anchor = "start"
    full: str = ""


Shape = Rect | Line | Mark | Text


@dataclass(frozen=True, slots=True)
class Scale:
    """Values from `low` to `high` on places from `start` to `end`, with a line at every `step`."""

    low: Number
    high: Number
    step: Number
    start: int = 0
    end: int = FULL

    def at(self, value: Number) -> int:
        """Give the place of a value, rounded half up."""
        part, whole = _whole(value) - self.low, self.high - self.low
        # The quotient of two fractions as one would be reduced, which costs more than counting with its terms.
        above = part.numerator * whole.denominator * (self.end - self.start)
        below = part.denominator * whole.numerator
        return self.start + (2 * above + below) // (2 * below)

    def values(self) -> Iterator[Number]:
        """Give the round values from low to high."""
        count = (self.high - self.low) // self.step
        return (self.low + self.step * number for number in range(count + 1))


def nice_scale(
    values: Iterable[Fraction], steps: int = 5, *, zero: bool = True, start: int = 0, end: int = FULL
) -> Scale:
    """Give a scale that holds the values between round numbers, in at most so many steps.

    Where there are both plus and minus there may be one more, since zero is one of the lines.
    """
    known = [*map(_whole, values), *([0] if zero else [])]
    low, high = min(known, default=0), max(known, default=0)
    if low == high:
        high = low + (max(low, -low) or 1)
    for step in _round_numbers(Fraction(high - low) / steps):
        first, last = low // step * step, -(-high // step) * step
        if last - first <= step * (steps + (1 if first < 0 < last else 0)):
            return Scale(first, last, step, start, end)
    raise AssertionError("some round number is as large as any")


def _whole(number: Number) -> Number:
    return number.numerator if number.denominator == 1 else number


def _round_numbers(least: Fraction) -> Iterator[Number]:
    """Give 1, 2 and 5 times every power of ten, from about `least` upwards."""
    power: Number = 10 ** (len(str(int(least))) - 1)
    while power > least:
        power = Fraction(power) / 10
    while True:
        yield from (power, power * 2, power * 5)
        power *= 10


def bar(kind: str, one: int, other: int, y: int, height: int, told: str = "") -> Rect:
    """Give a bar between two places, whichever comes first."""
    return Rect(kind, min(one, other), y, abs(one - other), height, told)


def apart(places: Iterable[int], distance: int, lowest: int, highest: int) -> list[int]:
    """Move rising places so far apart that none overlap, and keep them between two bounds where there is room."""
    moved: list[int] = []
    for place in places:
        moved.append(max(place, moved[-1] + distance if moved else lowest))
    bound = highest
    for number in range(len(moved) - 1, -1, -1):
        moved[number] = min(moved[number], bound)
        bound = moved[number] - distance
    return moved
