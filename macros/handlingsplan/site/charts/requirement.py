"""Requirement against effect: for each unit a frame as long as the requirement, filled by the effects."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from handlingsplan.model.effect import Effect
from handlingsplan.site.charts.axes import Axis, axis_of
from handlingsplan.site.charts.drawing import Chart, Panel, panel
from handlingsplan.site.charts.geometry import Mark, Rect, bar
from handlingsplan.site.charts.sheets import Sheet
from handlingsplan.site.charts.wording import NOTHING, amount, left_of, left_text, quantity_text
from handlingsplan.site.grids import Grid, GridRow, Heading
from handlingsplan.text.quantities import Quantity
from handlingsplan.text.words import listed, plural

_BAR = 12
_BETWEEN = 10
_MOST = 10


@dataclass(frozen=True, slots=True)
class Required:
    """A unit with its requirement and its effects in kronor, and how many of its actions have no amount."""

    name: str
    requirement: Quantity | None
    this_year: Effect | None
    full_year: Effect | None
    without_amount: int = 0

    @property
    def amounts(self) -> Iterator[Quantity]:
        """Every amount that is drawn."""
        if self.requirement is not None:
            yield self.requirement
        for effect in (self.this_year, self.full_year):
            if effect is not None:
                yield from (effect.low, effect.high)


def requirement_chart(title: str, year: int, units: Sequence[Required], whole: Required | None = None) -> Chart:
    """Draw units on one scale, and what they are together (`whole`) on a scale of its own above them."""
    panels = [_panel([whole], year, "sammanlagt")] if whole else []
    panels += [
        _panel(units[first : first + _MOST], year, "per enhet" if whole else "", units)
        for first in range(0, len(units), _MOST)
    ]
    every = [*units, *([whole] if whole else [])]
    return Chart(
        title, _summary(year, units, whole), panels, _legend(year, every), _numbers(title, year, units, whole)
    )


def _panel(shown: Sequence[Required], year: int, part: str, scaled: Sequence[Required] = ()) -> Panel:
    axis = axis_of(quantity for unit in scaled or shown for quantity in unit.amounts)
    sheet = Sheet()
    for number, unit in enumerate(shown):
        sheet.space(_BETWEEN if number else 0)
        _unit(sheet, axis, unit, year)
    sheet.axis(axis)
    return panel(sheet, part)


def _unit(sheet: Sheet, axis: Axis, unit: Required, year: int) -> None:
    sheet.label(unit.name, f"krav {quantity_text(unit.requirement)}" if unit.requirement else "", "d-rubrik", "d-not")
    if unit.this_year is None and unit.full_year is None:
        _effect(sheet, axis, unit, None, "Ingen åtgärd med belopp", "d-ar")
    else:
        _effect(sheet, axis, unit, unit.this_year, f"{year}: {amount(unit.this_year)}", "d-ar")
        _effect(sheet, axis, unit, unit.full_year, f"Helår: {amount(unit.full_year)}", "d-helar")
        if unit.without_amount:
            sheet.line(f"+ {plural(unit.without_amount, 'åtgärd', 'åtgärder')} utan belopp")
            sheet.space(4)


def _effect(sheet: Sheet, axis: Axis, unit: Required, effect: Effect | None, text: str, kind: str) -> None:
    left = left_text(left_of(unit.requirement, effect)) if unit.requirement else ""
    sheet.label(text, left)
    y = sheet.band(_BAR)
    if unit.requirement is not None:
        sheet.shapes.append(
            bar("d-ram", axis.zero, axis.at(unit.requirement), y, _BAR, f"Krav {quantity_text(unit.requirement)}")
        )
    if effect is not None:
        sheet.shapes += effect_bars(axis, effect, y, kind)
    if unit.requirement is not None:
        sheet.shapes.append(
            Mark("d-krav", axis.at(unit.requirement), y + _BAR // 2, f"Krav {quantity_text(unit.requirement)}")
        )


def effect_bars(axis: Axis, effect: Effect, y: int, kind: str) -> Iterator[Rect]:
    """Draw an effect from zero: solid as far as it is sure, then the span of its interval."""
    low, high = effect.low.value, effect.high.value
    if low > 0 or high < 0 or not effect.is_interval:
        sure = effect.high if high < 0 else effect.low
        yield bar("d-minus" if sure.value < 0 else kind, axis.zero, axis.at(sure), y, _BAR, amount(effect))
    if effect.is_interval:
        yield bar("d-spann", axis.at(effect.low), axis.at(effect.high), y, _BAR, amount(effect))


def _legend(year: int, units: Sequence[Required]) -> list[tuple[str, str]]:
    effects = [effect for unit in units for effect in (unit.this_year, unit.full_year) if effect is not None]
    entries = [
        ("d-krav", "Åtgärdskrav", any(unit.requirement for unit in units)),
        ("d-ar", f"Effekt {year}", any(unit.this_year for unit in units)),
        ("d-helar", "Effekt helår", any(unit.full_year for unit in units)),
        ("d-spann", "Osäker del av ett intervall", any(effect.is_interval for effect in effects)),
        ("d-minus", "Försämring", any(effect.low.value < 0 for effect in effects)),
        ("d-ram", "Kvar att hitta", any(unit.requirement for unit in units)),
    ]
    return [(kind, text) for kind, text, wanted in entries if wanted]


def _summary(year: int, units: Sequence[Required], whole: Required | None) -> str:
    """Say what the chart shows: how far the effects reach, and who has no amount."""
    main = whole or units[0]
    words = []
    if main.requirement is not None:
        this_year, full_year = (
            left_text(left_of(main.requirement, each)) for each in (main.this_year, main.full_year)
        )
        words.append(f"Åtgärdskravet är {main.requirement}. För {year}: {this_year}. Helår: {full_year}.")
    lacking = [each.name for each in units if each.requirement and not each.this_year and not each.full_year]
    if lacking and whole:
        words.append(f"Krav men ingen åtgärd med belopp: {listed(lacking)}.")
    return " ".join(words)


def _numbers(title: str, year: int, units: Sequence[Required], whole: Required | None) -> Grid:
    headings = [
        Heading("Enhet"),
        *(
            Heading(text, True)
            for text in ("Åtgärdskrav", f"Effekt {year}", f"Kvar {year}", "Effekt helår", "Kvar helår", "Utan belopp")
        ),
    ]
    rows = [GridRow(_cells(each)) for each in units]
    totals = [GridRow(_cells(whole), "summa")] if whole else []
    return Grid(f"Siffrorna i diagrammet {title}", headings, rows, totals)


def _cells(unit: Required) -> list[str]:
    lefts = [
        amount(left_of(unit.requirement, each)) if unit.requirement else NOTHING
        for each in (unit.this_year, unit.full_year)
    ]
    return [
        unit.name,
        quantity_text(unit.requirement),
        amount(unit.this_year),
        lefts[0],
        amount(unit.full_year),
        lefts[1],
        plural(unit.without_amount, "åtgärd", "åtgärder"),
    ]
