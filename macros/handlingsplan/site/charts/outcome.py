"""Outcome against budget, or any signed column: a bar to the right of zero for plus, to the left for minus."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from handlingsplan.model.dataset import SignConvention
from handlingsplan.site.charts.axes import Axis, axis_of
from handlingsplan.site.charts.drawing import Chart, Panel, panel
from handlingsplan.site.charts.geometry import Mark, bar
from handlingsplan.site.charts.sheets import Sheet
from handlingsplan.site.charts.wording import MISSING
from handlingsplan.site.grids import Grid
from handlingsplan.text.quantities import Quantity
from handlingsplan.text.words import plural

_BAR = 12
#: As many rows as one page of paper holds.
_MOST = 20
#: What plus and minus mean, by how the dataset reads its signs.
_MEANING = {
    SignConvention.RESULT: ("Överskott", "Underskott"),
    SignConvention.COST: ("Högre kostnad", "Lägre kostnad"),
    SignConvention.NONE: ("Plus", "Minus"),
}


@dataclass(frozen=True, slots=True)
class Deviation:
    """A row with its value; None when it is missing."""

    name: str
    value: Quantity | None
    text: str


def outcome_chart(
    title: str, rows: Sequence[Deviation], numbers: Grid, sign: SignConvention = SignConvention.NONE
) -> Chart:
    """Draw rows in the order they are given, on one scale; many rows in several drawings."""
    axis = axis_of(row.value for row in rows if row.value is not None)
    count = -(-len(rows) // _MOST) or 1
    size = -(-len(rows) // count) or 1
    panels = [
        _panel(rows[first : first + size], axis, f"del {number} av {count}" if count > 1 else "")
        for number, first in enumerate(range(0, len(rows) or 1, size), 1)
    ]
    known = [row for row in rows if row.value is not None]
    plus, minus = _MEANING[sign]
    entries = [
        ("d-ar", plus, any(row.value.value > 0 for row in known if row.value)),
        ("d-minus", minus, any(row.value.value < 0 for row in known if row.value)),
        ("d-ingen", "Värde saknas", len(known) < len(rows)),
    ]
    legend = [(kind, text) for kind, text, wanted in entries if wanted]
    return Chart(title, _summary(rows, plus, minus), panels, legend, numbers)


def _panel(rows: Sequence[Deviation], axis: Axis, part: str) -> Panel:
    sheet = Sheet()
    for row in rows:
        sheet.label(row.name, row.text)
        y = sheet.band(_BAR)
        if row.value is None:
            sheet.shapes.append(Mark("d-ingen", axis.zero, y + _BAR // 2, f"{row.name}: {MISSING}"))
            continue
        kind = "d-minus" if row.value.value < 0 else "d-ar"
        sheet.shapes.append(bar(kind, axis.zero, axis.at(row.value), y, _BAR, f"{row.name}: {row.text}"))
    sheet.axis(axis)
    return panel(sheet, part)


def _summary(rows: Sequence[Deviation], plus: str, minus: str) -> str:
    """Say how many rows are above and below zero, and the ends."""
    known = [(row, row.value.value) for row in rows if row.value is not None]
    above = sum(1 for _, value in known if value > 0)
    below = sum(1 for _, value in known if value < 0)
    if not known:
        return "Ingen rad har något värde."
    words = f"{plus}: {plural(above, 'rad', 'rader')}. {minus}: {plural(below, 'rad', 'rader')}."
    highest, lowest = max(known, key=lambda each: each[1])[0], min(known, key=lambda each: each[1])[0]
    if len(known) < 3:
        return words
    return f"{words} Högst är {highest.name} ({highest.text}), lägst {lowest.name} ({lowest.text})."
