"""Values over periods: a line for each row, with its points and values, and the level that was agreed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from handlingsplan.site.charts.axes import Axis, axis_of
from handlingsplan.site.charts.drawing import Chart, Panel
from handlingsplan.site.charts.geometry import FULL, Anchor, Line, Mark, Shape, Text, apart
from handlingsplan.site.charts.lettering import NARROWEST, shortened, width
from handlingsplan.site.charts.wording import quantity_text
from handlingsplan.site.grids import Grid, GridRow, Heading
from handlingsplan.text.quantities import Quantity

_TOP, _BOTTOM = 36, 256
_HEIGHT = 286
#: Where the first and the last period stand; to the left of them is the axis.
_FIRST, _LAST = 2_000, 9_700
_LETTERS = 14
#: With more points than this only the first, the last and the ends of each line are written out.
_WRITTEN = 14
_SERIES = 4
_MONTHS = ("jan", "feb", "mar", "apr", "maj", "jun", "jul", "aug", "sep", "okt", "nov", "dec")


@dataclass(frozen=True, slots=True)
class Series:
    """A row's values, one for each period; None where it is missing. A total comes before its parts."""

    name: str
    values: Sequence[Quantity | None]
    is_total: bool = False


@dataclass(frozen=True, slots=True)
class Level:
    """An agreed level that the values are held against."""

    name: str
    value: Quantity


def over_time_chart(
    title: str, periods: Sequence[str], series: Sequence[Series], level: Level | None = None
) -> Chart:
    """Draw up to four rows over their periods; raises ValueError when there are more."""
    if len(series) > _SERIES:
        raise ValueError(f"diagrammet har {len(series)} rader och kan visa högst {_SERIES}; välj rader med urval")
    known = [value for each in series for value in each.values if value is not None]
    held = [*known, *([level.value] if level else [])]
    if len({value.unit for value in known}) > 1 or len({value.dimension for value in held}) > 1:
        raise ValueError("värdena i diagrammet måste ha samma enhet")
    axis = axis_of(held, zero=_from_zero(held), start=_BOTTOM, end=_TOP)
    axis = replace(axis, unit=held[0].unit) if held else axis
    places = period_places(periods)
    shapes = [*_frame(axis, periods, places), *_level(axis, level), *_lines(axis, places, series)]
    drawn = Panel(_HEIGHT, [*shapes, *_values(axis, places, series)])
    summary = _summary(axis, periods, series, level)
    return Chart(title, summary, [drawn], _legend(series, level), _numbers(title, periods, series, level))


def _from_zero(known: Sequence[Quantity]) -> bool:
    """Whether the axis starts at zero: unless the values lie so close together, far from it, that nothing is seen."""
    values = [each.value for each in known]
    if not values:
        return True
    return (max(values) - min(values)) * 5 >= max(abs(value) for value in values)


def period_places(periods: Sequence[str]) -> list[int]:
    """Give each period its place: by time when all say when they are, in rising order, else evenly."""
    months = [_month(period) for period in periods]
    known = [month for month in months if month is not None]
    if len(known) < len(periods) or known != sorted(set(known)):
        known = list(range(len(periods)))
    if len(known) < 2:
        return [(_FIRST + _LAST) // 2 for _ in known]
    span = known[-1] - known[0]
    return [_FIRST + (_LAST - _FIRST) * (month - known[0]) // span for month in known]


def _month(period: str) -> int | None:
    """Read `2023`, `2023-03` or `januari 2023` as months from year 0."""
    if found := re.fullmatch(r"(\d{4})(?:-(\d\d))?(?:-\d\d)?", period):
        return int(found[1]) * 12 + int(found[2] or 1) - 1
    if (found := re.fullmatch(r"(\w{3})\w*\.? (\d{4})", period.casefold())) and found[1] in _MONTHS:
        return int(found[2]) * 12 + _MONTHS.index(found[1])
    return None


def _frame(axis: Axis, periods: Sequence[str], places: Sequence[int]) -> Iterator[Shape]:
    if axis.unit_beside:
        yield Text("d-skala", 0, _LETTERS, axis.unit_beside)
    for y, text in axis.ticks():
        yield Line("d-noll" if text == "0" else "d-lod", 0, y, FULL, y)
        yield Text("d-skala", 0, y - 4, text)
    room = NARROWEST * (_LAST - _FIRST) // FULL // max(len(periods) - 1, 1)
    every = -(-max(map(width, periods), default=1) // max(room, 1)) if len(periods) > 2 else 1
    for number, (period, place) in enumerate(zip(periods, places, strict=True)):
        yield Line("d-lod", place, _BOTTOM, place, _BOTTOM + 5)
        if number % every == 0:
            yield Text("d-skala", place, _BOTTOM + 20, shortened(period, 150), _side(number, len(periods)), period)


def _side(number: int, count: int) -> Anchor:
    return "end" if number == count - 1 and count > 1 else "middle"


def _level(axis: Axis, level: Level | None) -> Iterator[Shape]:
    if level is not None:
        yield Line("d-niva", 0, axis.at(level.value), FULL, axis.at(level.value), f"{level.name}: {level.value}")


def _lines(axis: Axis, places: Sequence[int], series: Sequence[Series]) -> Iterator[Shape]:
    """Draw a line between neighbouring points; a missing value breaks it."""
    for number, each in enumerate(series, 1):
        points = list(zip(places, each.values, strict=True))
        for (x1, one), (x2, other) in pairwise(points):
            if one is not None and other is not None:
                yield Line(f"d-serie-{number}", x1, axis.at(one), x2, axis.at(other))
        for x, value in points:
            if value is not None:
                yield Mark(f"d-punkt-{number}", x, axis.at(value), f"{each.name}: {value}")


def _values(axis: Axis, places: Sequence[int], series: Sequence[Series]) -> Iterator[Text]:
    """Write the values above their points, moved apart where they would cover each other."""
    count = len(places)
    crowded = count * len(series) > _WRITTEN or count > 6
    for column, place in enumerate(places):
        found = [
            (axis.at(value), value)
            for each in series
            if (value := each.values[column]) is not None and (not crowded or column in _told(each, count))
        ]
        found.sort(key=lambda each: each[0])
        rows = apart([y - 9 for y, _ in found], _LETTERS, _LETTERS, _BOTTOM)
        for y, (_, value) in zip(rows, found, strict=True):
            yield Text("d-punktvarde", place, y, value.number(), _side(column, count))


def _told(series: Series, count: int) -> set[int]:
    """Give the columns of a crowded line that are written out: its ends in time."""
    known = [number for number in range(count) if series.values[number] is not None]
    return {known[0], known[-1]} if known else set()


def _legend(series: Sequence[Series], level: Level | None) -> list[tuple[str, str]]:
    entries = [(f"d-punkt-{number}", each.name) for number, each in enumerate(series, 1)]
    return [*entries, *([("d-niva", f"{level.name}: {level.value}")] if level else [])]


def _summary(axis: Axis, periods: Sequence[str], series: Sequence[Series], level: Level | None) -> str:
    """Say from what to what the lines go (of a total its own), how they end, and where the axis starts."""
    told = [each for each in series if each.is_total] or series
    words = [each for each in (_course(each, periods) for each in told) if each]
    if level is not None and len(told) == 1:
        words.append(_against(told[0], level))
    if axis.scale.low > 0 or axis.scale.high < 0:
        words.append("Axeln börjar inte vid noll.")
    return " ".join(each for each in words if each)


def _course(series: Series, periods: Sequence[str]) -> str:
    known = [(period, value) for period, value in zip(periods, series.values, strict=True) if value is not None]
    if not known:
        return f"{series.name}: värden saknas."
    (first, one), (last, other) = known[0], known[-1]
    if first == last:
        return f"{series.name}: {one} {first}."
    return f"{series.name}: från {one.number()} {first} till {other} {last}."


def _against(series: Series, level: Level) -> str:
    """Say how the latest value lies against the level."""
    latest = next((value for value in reversed(series.values) if value is not None), None)
    if latest is None:
        return ""
    gap = latest - level.value
    where = "över" if gap.value > 0 else "under"
    said = f"{gap.text(sign='utan')} {where}" if gap.value else "vid"
    return f"Det senaste ligger {said} nivån {level.name}, {level.value}."


def _numbers(title: str, periods: Sequence[str], series: Sequence[Series], level: Level | None) -> Grid:
    headings = [Heading("Rad"), *(Heading(period, True) for period in periods)]
    rows = [GridRow([each.name, *map(quantity_text, each.values)]) for each in series]
    notes = [f"{level.name}: {level.value}."] if level else []
    return Grid(f"Siffrorna i diagrammet {title}", headings, rows, notes=notes)
