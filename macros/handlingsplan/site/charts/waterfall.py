"""From a deficit or a requirement to what is left: each action takes its step from where the last one ended."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import pairwise

from handlingsplan.model.effect import Effect
from handlingsplan.site.charts.axes import Axis, axis_of
from handlingsplan.site.charts.drawing import Chart, panel
from handlingsplan.site.charts.geometry import Line, Mark, Rect, bar
from handlingsplan.site.charts.sheets import Sheet
from handlingsplan.site.charts.wording import (
    LEFT,
    NO_AMOUNT,
    REACHED,
    amount,
    exact,
    in_kronor,
    left_of,
    quantity_text,
    result,
)
from handlingsplan.site.grids import Grid, GridRow, Heading
from handlingsplan.text.numbers import NO_BREAK_SPACE
from handlingsplan.text.quantities import Quantity
from handlingsplan.text.words import listed, plural

_BAR = 14


@dataclass(frozen=True, slots=True)
class Step:
    """An action with its effect; one in hours or positions, or none, does not move the amount."""

    name: str
    effect: Effect | None

    @property
    def kronor(self) -> Effect | None:
        """The effect in kronor."""
        return in_kronor(self.effect)

    @property
    def moved(self) -> Effect | None:
        """The effect in kronor, where it moves the amount that is left."""
        return self.kronor if self.kronor is not None and (self.kronor.low.value or self.kronor.high.value) else None

    @property
    def text(self) -> str:
        """What the step takes away or adds; else that it has no amount."""
        return _change(self.kronor) if self.kronor is not None else NO_AMOUNT

    @property
    def note(self) -> str:
        """The effect when it is in hours or positions."""
        return amount(self.effect) if self.effect is not None and self.kronor is None else ""


@lru_cache(maxsize=4096)
def _change(effect: Effect) -> str:
    """Write an effect as what it does to the amount that is left: `−300 till −400 tkr`."""
    ends = (effect.low, effect.high) if effect.is_interval else (effect.low,)
    numbers = [(-each).number(effect.low.unit, sign="alltid") for each in ends]
    return f"{' till '.join(numbers)}{NO_BREAK_SPACE}{effect.low.unit.short}"


@dataclass(frozen=True)
class Fall:
    """A waterfall: where it starts, its steps, the levels between them, and what is left."""

    name: str
    start: Quantity
    steps: Sequence[Step]

    @cached_property
    def total(self) -> Effect | None:
        """The sum of the steps."""
        total: Effect | None = None
        for step in self.steps:
            if step.moved is not None:
                total = step.moved if total is None else total + step.moved
        return total

    @cached_property
    def left(self) -> Effect:
        """What is left."""
        return left_of(self.start, self.total)

    @cached_property
    def levels(self) -> list[Quantity]:
        """What is left before the first step and after each; of an interval the lower end counts."""
        levels = [exact(self.start)]
        for step in self.steps:
            levels.append(exact(levels[-1] - step.moved.low) if step.moved is not None else levels[-1])
        return levels

    @property
    def amounts(self) -> Iterator[Quantity]:
        """Every amount that is drawn."""
        yield from self.levels
        yield self.left.low
        for level, step in zip(self.levels, self.steps, strict=False):
            if step.kronor is not None:
                yield level - step.kronor.high


def waterfall_chart(title: str, fall: Fall) -> Chart:
    """Draw the start, a step for each action, and what is left; steps without an amount are named."""
    axis = axis_of(fall.amounts)
    sheet = Sheet()
    sheet.label(fall.name, quantity_text(fall.start), "d-rubrik")
    y = sheet.band(_BAR)
    sheet.shapes.append(bar("d-start", axis.zero, axis.at(fall.start), y, _BAR, quantity_text(fall.start)))
    for step, (before, after) in zip(fall.steps, pairwise(fall.levels), strict=True):
        y = _row(sheet, y, axis.at(before), step.name, step.text, "d-namn", step.note)
        sheet.shapes += _step(axis, step, before, after, y)
    name, words = result(fall.left)
    y = _row(sheet, y, axis.at(fall.levels[-1]), name, words, "d-rubrik")
    sheet.shapes += _left(axis, fall.left, y, words)
    sheet.axis(axis)
    return Chart(title, _summary(fall), [panel(sheet)], _legend(fall), _numbers(title, fall))


def _row(sheet: Sheet, last: int, level: int, name: str, value: str, kind: str, note: str = "") -> int:
    """Write a row's label, tie the row to the one above it at the level they share, and give where its bar is."""
    sheet.label(name, value, kind)
    if note:
        sheet.line(note)
    y = sheet.band(_BAR)
    sheet.behind.append(Line("d-band", level, last + _BAR, level, y))
    return y


def _step(axis: Axis, step: Step, before: Quantity, after: Quantity, y: int) -> Iterator[Rect | Line | Mark]:
    told = f"{step.name}: {step.text}"
    if step.kronor is None:
        yield Mark("d-ingen", axis.at(before), y + _BAR // 2, told)
        return
    if not step.kronor.low.value:
        yield Line("d-band", axis.at(before), y, axis.at(before), y + _BAR)
    kind = "d-minus" if step.kronor.low.value < 0 else "d-ar"
    yield bar(kind, axis.at(before), axis.at(after), y, _BAR, told)
    if step.kronor.is_interval:
        yield bar("d-spann", axis.at(after), axis.at(before - step.kronor.high), y, _BAR, told)


def _left(axis: Axis, left: Effect, y: int, told: str) -> Iterator[Rect]:
    """Draw what is left: a frame to be filled, as far as it is sure; what is more than enough is filled."""
    sure = left.low if left.low.value > 0 else left.high
    if left.low.value > 0 or left.high.value <= 0:
        yield bar("d-kvar" if sure.value > 0 else "d-ar", axis.zero, axis.at(sure), y, _BAR, told)
    if left.is_interval:
        yield bar("d-spann", axis.at(left.low), axis.at(left.high), y, _BAR, told)


def _legend(fall: Fall) -> list[tuple[str, str]]:
    effects = [step.kronor for step in fall.steps if step.kronor is not None]
    entries = [
        ("d-start", fall.name, True),
        ("d-ar", "Effekt", any(effect.low.value > 0 for effect in effects)),
        ("d-spann", "Osäker del av ett intervall", any(effect.is_interval for effect in effects)),
        ("d-minus", "Försämring", any(effect.low.value < 0 for effect in effects)),
        ("d-ingen", "Åtgärd utan belopp", any(step.kronor is None for step in fall.steps)),
        ("d-kvar", LEFT, fall.left.high.value > 0),
    ]
    return [(kind, text) for kind, text, wanted in entries if wanted]


def _summary(fall: Fall) -> str:
    """Say what is left, and which actions have no amount."""
    name, words = result(fall.left)
    said = f"{fall.name}: {fall.start}. " + (f"{name}." if name == REACHED else f"{name}: {words}.")
    without = [step.name for step in fall.steps if step.kronor is None]
    if not without:
        return said
    return f"{said} {plural(len(without), 'åtgärd', 'åtgärder').capitalize()} utan belopp: {listed(without)}."


def _numbers(title: str, fall: Fall) -> Grid:
    headings = [Heading("Steg"), Heading("Förändring", True), Heading("Kvar efter steget", True)]
    rows = [GridRow([fall.name, "", quantity_text(fall.start)])]
    rows += [
        GridRow([step.name, ", ".join(filter(None, (step.text, step.note))), quantity_text(level)])
        for step, level in zip(fall.steps, fall.levels[1:], strict=True)
    ]
    name, words = result(fall.left)
    return Grid(f"Siffrorna i diagrammet {title}", headings, rows, [GridRow([name, "", words], "summa")])
