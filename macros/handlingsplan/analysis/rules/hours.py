"""Rules of hours (*timmar*) and full-time equivalents (*årsarbetare*).

The same hours per day, week, month and year must belong together, hours and minutes must not be read as
decimals, and an årsarbetare must work about as much as one does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations

from handlingsplan.analysis.hours import Period
from handlingsplan.analysis.rules.cells import own_columns, written_numbers
from handlingsplan.analysis.rules.rounding import half
from handlingsplan.model.archive import DatasetDocument, Municipality
from handlingsplan.model.dataset import Dataset, Row
from handlingsplan.text.numbers import format_number
from handlingsplan.text.places import Problem, remark
from handlingsplan.text.quantities import Dimension, Quantity

_PERIOD = re.compile(
    r"\b(?:per|i|varje|/)\s*(dag|dygn|vecka|veckan|månad|månaden|mån|år|året)\b|/(dag|vecka|månad|mån|år)\b"
)
_LENGTHS = {"dag": "dag", "dyg": "dag", "vec": "vecka", "mån": "månad", "år": "år", "åre": "år"}
#: How many of the shorter period a longer one holds, from the least to the most that people reckon with:
#: a year of 52 weeks or of 366 days, a month of 4,3 weeks or of 4,36 (365,25 days in twelve months).
_FACTORS: dict[tuple[str, str], tuple[Fraction, Fraction]] = {
    ("dag", "vecka"): (Fraction(7), Fraction(7)),
    ("dag", "månad"): (Fraction(30), Fraction(31)),
    ("dag", "år"): (Fraction(364), Fraction(366)),
    ("vecka", "månad"): (Fraction(43, 10), Fraction(436, 100)),
    ("vecka", "år"): (Fraction(Period.WEEK.in_a_year), Fraction(366, 7)),
    ("månad", "år"): (Fraction(Period.MONTH.in_a_year), Fraction(Period.MONTH.in_a_year)),
}
#: Hours of one full-time equivalent: from what is worked after holidays and absence to what is paid, with a margin.
_FULL_TIME = {
    "vecka": (Fraction(29), Fraction(41)),
    "månad": (Fraction(125), Fraction(178)),
    "år": (Fraction(1500), Fraction(2130)),
}
#: A table in which every pair of rows can be compared.
_SHORT = 60


@dataclass(frozen=True, slots=True)
class _Measure:
    """Hours of something in a period: `beslut per vecka`, told by the row's key or the column's name."""

    about: str
    period: str
    row: Row
    column: str
    hours: Quantity


def check_periods(document: DatasetDocument, _: Municipality) -> Iterator[Problem]:
    """Hold hours per day, week, month and year of the same thing against each other."""
    groups: dict[str, list[_Measure]] = {}
    for measure in _measures(document.dataset):
        groups.setdefault(measure.about, []).append(measure)
    for measures in groups.values():
        for first, second in combinations(measures, 2):
            yield from _compared(first, second)


def _measures(dataset: Dataset) -> Iterator[_Measure]:
    for name in own_columns(dataset, [Dimension.TIME]):
        for row, hours in written_numbers(dataset, name):
            label = f"{row.key} {name}".casefold()
            found = _PERIOD.findall(label)
            if len(found) == 1:
                word = found[0][0] or found[0][1]
                yield _Measure(" ".join(_PERIOD.sub(" ", label).split()), _LENGTHS[word[:3]], row, name, hours)


def _compared(first: _Measure, second: _Measure) -> Iterator[Problem]:
    if (first.period, second.period) not in _FACTORS:
        first, second = second, first
    factors = _FACTORS.get((first.period, second.period))
    if factors is None or first.hours.value <= 0 or second.hours.value <= 0:
        return
    low, high = (
        (first.hours.value - half(first.hours)) * factors[0],
        (first.hours.value + half(first.hours)) * factors[1],
    )
    if low <= second.hours.value + half(second.hours) and second.hours.value - half(second.hours) <= high:
        return
    ratio = format_number(second.hours.value / first.hours.value, 2)
    message = (
        f"{_named(second)} är {_shown(second.hours)} och {_named(first)} {_shown(first.hours)}; "
        f"det är {ratio} gånger så mycket, men {_expected(first.period, second.period)}"
    )
    yield remark("timmar-per-period", second.row.place, message, second.row.key)


def _named(measure: _Measure) -> str:
    return (
        f"«{measure.row.key}»"
        if measure.period in measure.row.key.casefold()
        else f"«{measure.row.key}» {measure.column}"
    )


def _shown(hours: Quantity) -> str:
    return f"{hours.clock()} timmar" if hours.in_clock else str(hours)


def _expected(shorter: str, longer: str) -> str:
    low, high = _FACTORS[shorter, longer]
    counted = {"dag": "dagar", "vecka": "veckor", "månad": "månader"}[shorter]
    if low == high:
        return f"{_with_article(longer)} har {format_number(low)} {counted}"
    places = 0 if low.denominator == high.denominator == 1 else 1
    return f"{_with_article(longer)} har {format_number(low, places)}–{format_number(high, places)} {counted}"


def _with_article(period: str) -> str:
    return f"ett {period}" if period == "år" else f"en {period}"


def check_clock(document: DatasetDocument, _: Municipality) -> Iterator[Problem]:
    """Tell of `601,45` beside `42:46`: minutes that are read as hundredths of an hour."""
    for name in own_columns(document.dataset, [Dimension.TIME]):
        cells = written_numbers(document.dataset, name)
        if document.dataset.columns[name].decimals is None and any(hours.in_clock for _, hours in cells):
            for row, hours in cells:
                if (as_clock := _read_as_clock(hours)) is not None:
                    yield _minutes_as_decimals(row, hours, as_clock, [each for _, each in cells])


def _read_as_clock(hours: Quantity) -> Fraction | None:
    """Give what `601,45` would be with its decimals as minutes; None when they cannot be."""
    whole, hundredths = divmod(abs(hours.value) * 100, 100)
    if hours.in_clock or hours.decimals != 2 or not 0 < hundredths < 60:
        return None
    return whole + hundredths / 60


def _minutes_as_decimals(row: Row, hours: Quantity, as_clock: Fraction, column: list[Quantity]) -> Problem:
    others = [each.value for each in column if each is not hours]
    proven = _is_difference(as_clock, others) and not _is_difference(abs(hours.value), others)
    clock = Quantity(as_clock, hours.unit, 2, in_clock=True).clock()
    message = (
        f"«{row.key}» är {hours.number()} timmar, men andra rader är skrivna med minuter; "
        f"{'här är' if proven else 'troligen är'} {clock} menat"
    )
    if proven:
        message += ", för då går det ihop med en skillnad som står i kolumnen"
    return remark("timmar-minuter", row.place, message, row.key)


def _is_difference(value: Fraction, others: list[Fraction]) -> bool:
    """Whether two of the others differ by the value, or add up to it. Told of short tables only."""
    if len(others) > _SHORT:
        return False
    return any(value in (abs(first - second), first + second) for first, second in combinations(others, 2))


def check_full_time(document: DatasetDocument, _: Municipality) -> Iterator[Problem]:
    """Hold hours against full-time equivalents on the same row."""
    dataset = document.dataset
    positions = own_columns(dataset, [Dimension.POSITIONS])
    if len(positions) != 1:
        return
    for name in own_columns(dataset, [Dimension.TIME]):
        found = _PERIOD.findall(name.casefold())
        period = _LENGTHS[(found[0][0] or found[0][1])[:3]] if len(found) == 1 else ""
        if period in _FULL_TIME:
            for row in dataset.rows:
                yield from _full_time(row, row.cells.get(positions[0]), row.cells.get(name), period)


def _full_time(row: Row, positions: object, hours: object, period: str) -> Iterator[Problem]:
    if not isinstance(positions, Quantity) or not isinstance(hours, Quantity) or positions.value <= 0:
        return
    low, high = _FULL_TIME[period]
    slack = half(positions)
    if hours.value > 0 and not (positions.value - slack) * low <= hours.value <= (positions.value + slack) * high:
        each = format_number(hours.value / positions.value)
        message = (
            f"raden «{row.key}» har {positions} och {_shown(hours)} per {period}; det är {each} timmar var, "
            f"men en årsarbetare arbetar {format_number(low)}–{format_number(high)}"
        )
        yield remark("timmar-per-årsarbetare", row.place, message, row.key)
