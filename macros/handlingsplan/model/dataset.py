"""A dataset (*datamängd*): rows of figures, and the descriptor that says what they are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, Field, model_validator

from handlingsplan.text.places import Place
from handlingsplan.text.quantities import MAX_DECIMALS, Quantity, Unit
from handlingsplan.text.vocabulary import swedish

from .audience import Audience
from .base import Day, Line, Model, Text, Whole, YesNo, items, within
from .plan import RemarkHandling

#: The units that numbers can have, by what a column says.
_MEASURES = {unit.short: unit for unit in Unit}


class ColumnUnit(StrEnum):
    """What a column holds: text, days, or numbers in one unit."""

    TEXT = "text"
    DATE = "datum"
    KR = "kr"
    TKR = "tkr"
    MKR = "mkr"
    HOURS = "timmar"
    MINUTES = "minuter"
    DAYS = "dagar"
    WEEKS = "veckor"
    MONTHS = "månader"
    POSITIONS = "årsarbetare"
    PERCENT = "procent"
    COUNT = "antal"

    @property
    def measure(self) -> Unit | None:
        """The unit of the numbers; None for text and days."""
        return _MEASURES.get(self.value)


class SignConvention(StrEnum):
    """How plus and minus are to be read."""

    RESULT = "resultat"
    COST = "kostnad"
    NONE = "inget"


class Column(Model):
    """One column: its unit, and how it is computed when it is not in the file."""

    unit: ColumnUnit
    decimals: Annotated[Whole, AfterValidator(within(0, MAX_DECIMALS))] | None = None
    heading: Line = ""
    difference: tuple[Line, Line] | None = None
    audience: Audience = Audience.PUBLIC

    @model_validator(mode="before")
    @classmethod
    def _from_line(cls, data: Any) -> Any:
        return {swedish("unit"): data} if isinstance(data, str) else data


class StatedRow(Model):
    """What the source states for a row or a total; kept beside what is computed (*uppgivet*)."""

    row: Line
    is_total: YesNo = False
    values: dict[str, Line] = Field(default_factory=dict)


def _listed(value: Any) -> Any:
    return (value,) if isinstance(value, str) else value


class Descriptor(Model):
    """What a dataset is: source, selection, date, units and signs, and what the source states of it."""

    title: Line
    source: Text = ""
    selection: Text = ""
    extraction_date: Day | None = None
    sign_convention: SignConvention = SignConvention.NONE
    key: Annotated[tuple[Line, ...], BeforeValidator(_listed)] = items()
    person_bound: YesNo = False
    person_bound_reason: Text = ""
    audience: Audience | None = None
    aggregated_audience: Audience = Audience.RESTRICTED
    aggregated_by: Line = ""
    comment: Text = ""
    columns: dict[str, Column] = Field(default_factory=dict)
    drawn_from: tuple[Line, ...] = items()
    rows: tuple[Line, ...] = items()
    stated: tuple[StatedRow, ...] = items()
    handlings: tuple[RemarkHandling, ...] = items()


#: A cell: text, a quantity, or nothing. A day is the text `2025-01-31`, which sorts as days do.
Cell = str | Quantity | None


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its key, its cells by column, and where it stands in its file."""

    key: str
    cells: Mapping[str, Cell]
    place: Place


@dataclass(frozen=True, slots=True)
class Stated:
    """What the source states (*uppgivet*) for the row with this key, or for a total."""

    key: str
    is_total: bool
    cells: Mapping[str, Cell]
    place: Place


@dataclass(frozen=True, slots=True)
class Dataset:
    """Rows with their descriptor. `name` is the path below data/<kommun>/ without its ending.

    A row's key is the text of its key columns (*nyckel*, by default the first column) joined by spaces.
    """

    name: str
    descriptor: Descriptor
    rows: tuple[Row, ...]
    columns: Mapping[str, Column] = field(default_factory=dict)
    stated: tuple[Stated, ...] = ()

    def row(self, key: str) -> Row | None:
        """Find a row by its key."""
        return next((each for each in self.rows if each.key == key), None)
