"""Charts to HTML: the one place where shapes become SVG. Every text is escaped, every place is a number.

There is no style attribute, no script and no address to fetch: a page with a strict content security policy shows
them. What a shape looks like is said in the style sheet by its kind, for light, dark and paper.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from markupsafe import Markup, escape

from handlingsplan.site.charts.geometry import Line, Mark, Rect, Shape, Text
from handlingsplan.site.charts.sheets import Sheet
from handlingsplan.site.grids import Grid, draw
from handlingsplan.site.rendering import escaped, render

#: The kinds that are drawn with stripes, and the pattern of each.
_STRIPED = {"d-helar": "rand", "d-spann": "spann", "d-bra": "bra"}
_PATTERNS = {
    "rand": (6, '<rect class="d-botten" width="6" height="6"/><path class="d-rand" d="M0 0V6M3 0V6"/>'),
    "spann": (4, '<rect class="d-botten" width="4" height="4"/><path class="d-rand-1" d="M0 0V4"/>'),
    "bra": (8, '<rect class="d-bra-botten" width="8" height="8"/><path class="d-rand-bra" d="M0 0V8"/>'),
}
#: Signs of constant size, drawn around a point.
_SIGNS = {
    "d-krav": "M0 -9V9",
    "d-mal": "M0 -11V11",
    "d-forra": "M0 -5L5 0L0 5L-5 0Z",
    "d-punkt-1": "M-4 0A4 4 0 1 0 4 0A4 4 0 1 0 -4 0Z",
    "d-punkt-2": "M-4 -4H4V4H-4Z",
    "d-punkt-3": "M0 -5L5 4H-5Z",
    "d-punkt-4": "M0 -5L5 0L0 5L-5 0Z",
    "d-ingen": "M-4 -4L4 4M-4 4L4 -4",
}
#: The signs that have a rim in the colour of the page, to be seen on a bar.
_RIMMED = ("d-krav", "d-mal")


@dataclass(frozen=True, slots=True)
class Panel:
    """One drawing of a chart: its height and its shapes, and what tells it from the chart's others."""

    height: int
    shapes: Sequence[Shape]
    part: str = ""


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart: a title, what it shows in words, its drawings, what its kinds mean, and its numbers.

    `description` is what is told instead of the summary to those who do not see the drawings.
    """

    title: str
    summary: str
    panels: Sequence[Panel]
    legend: Sequence[tuple[str, str]]
    numbers: Grid
    description: str = ""


def panel(sheet: Sheet, part: str = "") -> Panel:
    """Give a finished sheet as a drawing."""
    return Panel(sheet.y + 4, [*sheet.behind, *sheet.shapes], part)


def chart_html(chart: Chart, name: str) -> Markup:
    """Draw a chart; `name` begins its ids and must be the only one on the page."""
    return render(
        "diagram.html",
        chart=chart,
        name=name,
        drawings=[_svg(chart, each, f"{name}_{number}") for number, each in enumerate(chart.panels, 1)],
        legend=[(_swatch(kind, f"{name}_f{number}"), text) for number, (kind, text) in enumerate(chart.legend, 1)],
        table=draw(chart.numbers),
    )


def _svg(chart: Chart, drawn: Panel, name: str) -> Markup:
    title = f"{chart.title}: {drawn.part}" if drawn.part else chart.title
    told = chart.description or chart.summary
    body = "".join(_shape(each, name) for each in drawn.shapes)
    return Markup(  # noqa: S704  (numbers, literals and escaped texts)
        f'<svg class="hp-diagram__bild" role="img" width="100%" height="{drawn.height}" '
        f'aria-labelledby="{name}_t" aria-describedby="{name}_d">'
        f'<title id="{name}_t">{escape(title)}</title><desc id="{name}_d">{escape(told)}</desc>'
        f"{_definitions({each.kind for each in drawn.shapes}, name)}{body}</svg>"
    )


def _swatch(kind: str, name: str) -> Markup:
    """Draw what a kind looks like, for the legend, whose text says what it is."""
    sample: tuple[Shape, ...] = (Rect(kind, 0, 3, 10_000, 10),)
    if kind in _RIMMED:
        sample = (Mark(kind, 5_000, 8),)
    elif kind in _SIGNS:
        series = kind.replace("punkt", "serie")
        line = (Line(series, 0, 8, 10_000, 8),) if series != kind else ()
        sample = (*line, Mark(kind, 5_000, 8))
    elif kind in ("d-niva", "d-serie-0"):
        sample = (Line(kind, 0, 8, 10_000, 8),)
    body = "".join(_shape(each, name) for each in sample)
    return Markup(  # noqa: S704  (numbers and literals)
        f'<svg width="24" height="16" aria-hidden="true">{_definitions({kind}, name)}{body}</svg>'
    )


def _definitions(kinds: set[str], name: str) -> str:
    """Give the stripes that a drawing needs."""
    wanted = [_STRIPED[kind] for kind in sorted(kinds) if kind in _STRIPED]
    made = "".join(
        f'<pattern id="{name}_{each}" width="{_PATTERNS[each][0]}" height="{_PATTERNS[each][0]}" '
        f'patternUnits="userSpaceOnUse" patternTransform="rotate(45)">{_PATTERNS[each][1]}</pattern>'
        for each in wanted
    )
    return f"<defs>{made}</defs>" if made else ""


def _shape(shape: Shape, name: str) -> str:
    match shape:
        case Rect():
            return _rect(shape, name)
        case Line(kind, x1, y1, x2, y2, told):
            places = f'x1="{_share(x1)}" y1="{y1}" x2="{_share(x2)}" y2="{y2}"'
            return _told("line", f'class="{kind}" {places}', told)
        case Mark(kind, x, y, told):
            rim = f'<path class="d-kant" d="{_SIGNS[kind]}"/>' if kind in _RIMMED else ""
            sign = _told("path", f'class="{kind}" d="{_SIGNS[kind]}"', told)
            return f'<svg class="d-tecken" x="{_share(x)}" y="{y}">{rim}{sign}</svg>'
        case Text(kind, x, y, text, side, full):
            told = f"<title>{escaped(full)}</title>" if full else ""
            end = "" if side == "start" else f' text-anchor="{side}"'
            return f'<text class="{kind}" x="{_share(x)}" y="{y}"{end}>{escaped(text)}{told}</text>'


def _rect(shape: Rect, name: str) -> str:
    fill = f' fill="url(#{name}_{_STRIPED[shape.kind]})"' if shape.kind in _STRIPED else ""
    places = f'x="{_share(shape.x)}" y="{shape.y}" width="{_share(shape.width)}" height="{shape.height}"'
    return _told("rect", f'class="{shape.kind}" {places}{fill}', shape.told)


def _told(tag: str, attributes: str, told: str) -> str:
    return f"<{tag} {attributes}><title>{escaped(told)}</title></{tag}>" if told else f"<{tag} {attributes}/>"


@cache
def _share(place: int) -> str:
    """Write a place as a share of the width: 2750 is `27.5%`."""
    whole, part = divmod(place, 100)
    return f"{whole}.{part:02d}".rstrip("0").rstrip(".") + "%"
