"""Charts of every kind with what is hard to draw, and what the tests read from a drawing."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from lxml import etree, html
from markupsafe import Markup

from handlingsplan.model.dataset import SignConvention
from handlingsplan.model.effect import Effect, parse_effect
from handlingsplan.model.plan import Direction
from handlingsplan.site.charts.drawing import Chart, chart_html
from handlingsplan.site.charts.key_figures import Measured, key_figure_chart
from handlingsplan.site.charts.outcome import Deviation, outcome_chart
from handlingsplan.site.charts.over_time import Level, Series, over_time_chart
from handlingsplan.site.charts.requirement import Required, requirement_chart
from handlingsplan.site.charts.waterfall import Fall, Step, waterfall_chart
from handlingsplan.site.grids import Grid, GridRow, Heading
from handlingsplan.text.quantities import Quantity, parse_quantity

LONG = "Bemanningsplaneringsgruppens samordnade genomgång av alla scheman för dag, kväll och natt under året"


def quantity(text: str) -> Quantity | None:
    """Read a quantity; nothing gives nothing."""
    return parse_quantity(text) if text else None


def effect(text: str) -> Effect | None:
    """Read an effect; nothing gives nothing."""
    return parse_effect(text) if text else None


def required(name: str, requirement: str, this_year: str, full_year: str, without: int = 0) -> Required:
    """Give a unit."""
    return Required(name, quantity(requirement), effect(this_year), effect(full_year), without)


def deviations(*rows: tuple[str, str]) -> Chart:
    """Draw rows of (name, value)."""
    known = [Deviation(name, quantity(value), str(quantity(value) or "saknas")) for name, value in rows]
    cells = [GridRow([row.name, row.text]) for row in known]
    numbers = Grid("Siffrorna", [Heading("Rad"), Heading("Avvikelse", True)], cells)
    return outcome_chart("Avvikelse", known, numbers, SignConvention.RESULT)


def fall(start: str, *steps: tuple[str, str]) -> Chart:
    """Draw a waterfall from a requirement."""
    known = parse_quantity(start)
    return waterfall_chart(
        "Till resultat", Fall("Åtgärdskrav", known, [Step(name, effect(text)) for name, text in steps])
    )


def measured(name: str, target: str, direction: Direction | None, *outcomes: str) -> Measured:
    """Give a key figure with its outcomes in periods from 2024."""
    known = [(str(2024 + number), parse_quantity(each)) for number, each in enumerate(outcomes)]
    return Measured(name, quantity(target), direction, known)


def series(name: str, *values: str, total: bool = False) -> Series:
    """Give a row over time."""
    return Series(name, [quantity(each) for each in values], total)


MONTHS = [f"2025-{month:02d}" for month in range(1, 13)]
CHARTS: dict[str, Chart] = {
    "requirement": requirement_chart("Krav", 2026, [required("Hemtjänsten", "4 mkr", "1 mkr", "2 mkr")]),
    "requirement of units": requirement_chart(
        "Krav",
        2026,
        [
            required(LONG, "1,5 mkr", "660–743 tkr", "1,4–1,8 mkr", 2),
            required("Försämring", "50 tkr", "-50 tkr", "80 tkr"),
            required("Utan belopp", "700 tkr", "", ""),
            required("Utan krav", "", "1 kr", "0 kr"),
        ],
        required("Alla enheter", "2 250 tkr", "610–693 tkr", "1,48–1,88 mkr", 2),
    ),
    "outcome": deviations(("Personal", "-1 700 tkr"), ("Övertid", "-550,5 tkr"), ("Bilar", "150 tkr")),
    "outcome of one": deviations(("Övertid", "-550 tkr")),
    "outcome of nothing": deviations(("Övertid", ""), ("Noll", "0 tkr")),
    "outcome, huge and tiny": deviations((LONG, "9 000 000 000 tkr"), ("Liten", "-1 tkr"), ("Saknas", "")),
    "outcome of forty": deviations(*((f"Projekt {number}", f"{number * 37 - 700} tkr") for number in range(40))),
    "over time": over_time_chart(
        "Årsarbetare",
        ["januari 2023", "februari 2024"],
        [
            series("Alla", "40,18 årsarbetare", "38,91 årsarbetare", total=True),
            series("Tillsvidare", "27,73 årsarbetare", "29,49 årsarbetare"),
            series("Timanställda", "12,45 årsarbetare", ""),
        ],
        Level("Överenskommelse", parse_quantity("35,27 årsarbetare")),
    ),
    "over a year": over_time_chart(
        "Utfall",
        MONTHS,
        [series(name, *(f"{n * 7 % 12 - k} tkr" for n in range(12))) for k, name in enumerate("ABCD")],
    ),
    "over one period": over_time_chart("Utfall", ["2025"], [series("Utfall", "1 000 000 kr")]),
    "key figures": key_figure_chart(
        "Nyckeltal",
        [
            measured("Utförandegrad", "70 %", Direction.UP, "64,6 %"),
            measured("Avböjda besök", "1 %", Direction.DOWN, "1,9 %", "1,4 %"),
            measured("Bomtid", "5 %", Direction.DOWN, "3,5 %"),
            measured("Beläggning", "", Direction.UP, "97,2 %"),
            measured("Sjukfrånvaro", "7 %", None),
            measured("Besök", "-5 antal", Direction.UP, "-8 antal", "0 antal"),
        ],
    ),
    "waterfall": fall(
        "1,5 mkr",
        (LONG, "360 tkr"),
        ("Utan belopp", ""),
        ("Intervall", "250–333 tkr"),
        ("Timmar", "168 timmar"),
        ("Försämring", "-80 tkr"),
        ("Noll", "0 kr"),
    ),
    "waterfall past zero": fall("300 tkr", ("A", "200 tkr"), ("B", "250–400 tkr")),
    "waterfall to zero": fall("300 tkr", ("A", "300 tkr")),
}


def drawn(chart: Chart, name: str = "diagram_1") -> Markup:
    """Give the chart's HTML."""
    return chart_html(chart, name)


def images(chart: Chart) -> list[etree._Element]:
    """Give the chart's drawings, read strictly as XML."""
    found = re.findall(r'<svg class="hp-diagram__bild".*?</svg>(?=\n)', drawn(chart), re.DOTALL)
    assert len(found) == len(chart.panels)
    return [etree.fromstring(each) for each in found]


def texts(image: etree._Element, without: Sequence[str] = ()) -> Iterator[str]:
    """Give what a drawing writes, as it is shown, without some kinds of text."""
    for each in image.iter("text"):
        if each.get("class") not in without:
            yield each.text or ""


def table_text(chart: Chart) -> str:
    """Give the words of the chart's table."""
    [table] = html.fragment_fromstring(drawn(chart)).iter("table")
    return str(table.text_content())
