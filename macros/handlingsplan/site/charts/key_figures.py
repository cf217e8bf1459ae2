"""Key figures against their targets: outcome as a bar, target as a thick line, the better side striped."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from handlingsplan.model.plan import Direction
from handlingsplan.site.charts.axes import Axis, axis_of
from handlingsplan.site.charts.drawing import Chart, Panel, panel
from handlingsplan.site.charts.geometry import FULL, Mark, Shape, bar
from handlingsplan.site.charts.sheets import Sheet
from handlingsplan.site.charts.wording import NOTHING, quantity_text
from handlingsplan.site.grids import Grid, GridRow, Heading
from handlingsplan.text.numbers import NO_BREAK_SPACE
from handlingsplan.text.quantities import Dimension, Quantity
from handlingsplan.text.words import listed

_TRACK = 22
_BAR = 12
_AT_LEAST = {Direction.UP: "minst", Direction.DOWN: "högst"}


@dataclass(frozen=True, slots=True)
class Measured:
    """A key figure with its target and its outcomes by period, oldest first."""

    name: str
    target: Quantity | None
    direction: Direction | None
    outcomes: Sequence[tuple[str, Quantity]]

    @property
    def outcome(self) -> Quantity | None:
        """The latest outcome."""
        return self.outcomes[-1][1] if self.outcomes else None

    @property
    def previous(self) -> Quantity | None:
        """The outcome before the latest."""
        return self.outcomes[-2][1] if len(self.outcomes) > 1 else None

    @property
    def reached(self) -> bool | None:
        """Whether the target is reached; None when that cannot be said."""
        if self.outcome is None or self.target is None or self.direction is None:
            return None
        if self.direction is Direction.UP:
            return self.outcome.value >= self.target.value
        return self.outcome.value <= self.target.value


def key_figure_chart(title: str, figures: Sequence[Measured]) -> Chart:
    """Draw each key figure on an axis of its own."""
    panels = [_panel(each, each.name if len(figures) > 1 else "") for each in figures]
    entries = [
        ("d-ar", "Utfall", any(each.outcome for each in figures)),
        ("d-mal", "Mål", any(each.target for each in figures)),
        ("d-bra", "Når målet", any(each.target and each.direction for each in figures)),
        ("d-forra", "Föregående utfall", any(each.previous for each in figures)),
    ]
    legend = [(kind, text) for kind, text, wanted in entries if wanted]
    described = " ".join(map(_said, figures))
    return Chart(title, _summary(figures), panels, legend, _numbers(title, figures), described)


def _panel(figure: Measured, part: str) -> Panel:
    axis = axis_of(_held(figure))
    sheet = Sheet()
    sheet.label(figure.name, verdict(figure), "d-rubrik")
    sheet.line(_facts(figure))
    if figure.previous is not None:
        sheet.line(f"föregående {figure.previous} {figure.outcomes[-2][0]}")
    sheet.shapes += _track(axis, figure, sheet.band(_TRACK))
    sheet.axis(axis)
    return panel(sheet, part)


def _held(figure: Measured) -> Iterator[Quantity]:
    """Give what the axis must hold, and a little more than the target, so that both its sides are seen."""
    yield from (value for value in (figure.outcome, figure.previous, figure.target) if value is not None)
    if figure.target is not None:
        beyond = figure.target.value * Fraction(21, 20)
        whole = figure.target.dimension is Dimension.SHARE and figure.target.value <= 1
        yield replace(figure.target, value=min(beyond, Fraction(1)) if whole else beyond)


def _track(axis: Axis, figure: Measured, y: int) -> Iterator[Shape]:
    yield bar("d-spar", 0, FULL, y, _TRACK)
    middle = y + _TRACK // 2
    if figure.target is not None and figure.direction is not None:
        edge = FULL if figure.direction is Direction.UP else 0
        yield bar("d-bra", axis.at(figure.target), edge, y, _TRACK)
    if figure.outcome is not None:
        yield bar("d-ar", axis.zero, axis.at(figure.outcome), middle - _BAR // 2, _BAR, str(figure.outcome))
    if figure.previous is not None:
        yield Mark("d-forra", axis.at(figure.previous), middle, f"{figure.outcomes[-2][0]}: {figure.previous}")
    if figure.target is not None:
        yield Mark("d-mal", axis.at(figure.target), middle, f"Mål {figure.target}")


def verdict(figure: Measured) -> str:
    """Say whether the target is reached."""
    if figure.outcome is None:
        return "utfall saknas"
    if figure.target is None:
        return "inget mål"
    return {True: "når målet", False: "når inte målet", None: "riktning saknas"}[figure.reached]


def _facts(figure: Measured) -> str:
    parts = []
    if figure.outcome is not None:
        parts.append(f"{figure.outcome} {figure.outcomes[-1][0]}")
    if figure.target is not None:
        at_least = _AT_LEAST.get(figure.direction, "") if figure.direction else ""
        parts.append(f"mål {at_least} {figure.target}".replace("  ", " "))
    return ", ".join(parts)


def _said(figure: Measured) -> str:
    """Say how a key figure stands, with how far it is from its target."""
    facts = _facts(figure)
    words = f"{figure.name}: {verdict(figure)}" + (f" ({facts})" if facts else "")
    if figure.reached is False and figure.outcome is not None and figure.target is not None:
        words += f", {_distance(figure.outcome, figure.target)} ifrån"
    return words + "."


def _summary(figures: Sequence[Measured]) -> str:
    """Say which key figures reach their targets."""
    words = []
    for name in ("når målet", "når inte målet", "utfall saknas"):
        found = [figure.name for figure in figures if verdict(figure) == name]
        if found:
            words.append(f"{name.capitalize()}: {listed(found)}.")
    return " ".join(words)


def _distance(one: Quantity, other: Quantity) -> str:
    gap = one - other
    if gap.dimension is Dimension.SHARE:
        return f"{gap.number(sign='utan')}{NO_BREAK_SPACE}procentenheter"
    return gap.text(sign="utan")


def _numbers(title: str, figures: Sequence[Measured]) -> Grid:
    headings = [
        Heading("Nyckeltal"),
        Heading("Utfall", True),
        Heading("Period"),
        Heading("Mål", True),
        Heading("Riktning"),
        Heading("Föregående", True),
        Heading("Period"),
        Heading("Bedömning"),
    ]
    return Grid(f"Siffrorna i diagrammet {title}", headings, [GridRow(_cells(each)) for each in figures])


def _cells(figure: Measured) -> list[str]:
    return [
        figure.name,
        quantity_text(figure.outcome),
        figure.outcomes[-1][0] if figure.outcomes else NOTHING,
        quantity_text(figure.target),
        f"ska {figure.direction}" if figure.direction else NOTHING,
        quantity_text(figure.previous),
        figure.outcomes[-2][0] if figure.previous else NOTHING,
        verdict(figure).capitalize(),
    ]
