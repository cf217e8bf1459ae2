"""A quantity: a number with the unit it was written in.

Money is a whole number of kronor; `kr`, `tkr`, `mkr` (= `mnkr`) are ways to write and show it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from enum import Enum
from fractions import Fraction
from functools import lru_cache

from .numbers import (
    NO_BREAK_SPACE,
    NUMBER_PATTERN,
    format_clock,
    format_ratio,
    parse_clock,
    parse_number,
    plus,
    rounded,
)
from .words import suggestion


class Dimension(Enum):
    """What is measured. Only quantities of one dimension can be added."""

    MONEY = "kronor"
    TIME = "timmar"
    POSITIONS = "årsarbetare"
    SHARE = "procent"
    COUNT = "antal"
    PERIOD = "period"
    __hash__ = object.__hash__  # each is one object; that of an Enum is worked out of its name, in Python


class Unit(Enum):
    """A unit with its short form, its dimension and its size in the dimension's base unit."""

    KR = ("kr", Dimension.MONEY, Fraction(1))
    TKR = ("tkr", Dimension.MONEY, Fraction(1_000))
    MKR = ("mkr", Dimension.MONEY, Fraction(1_000_000))
    HOURS = ("timmar", Dimension.TIME, Fraction(1))
    MINUTES = ("minuter", Dimension.TIME, Fraction(1, 60))
    POSITIONS = ("årsarbetare", Dimension.POSITIONS, Fraction(1))
    PERCENT = ("procent", Dimension.SHARE, Fraction(1, 100))
    COUNT = ("antal", Dimension.COUNT, Fraction(1))
    DAYS = ("dagar", Dimension.PERIOD, Fraction(1))
    WEEKS = ("veckor", Dimension.PERIOD, Fraction(7))
    MONTHS = ("månader", Dimension.PERIOD, Fraction(365, 12))

    __hash__ = object.__hash__  # as above

    def __init__(self, short: str, dimension: Dimension, size: Fraction) -> None:
        self.short = short
        self.dimension = dimension
        self.size = size
        self.ratio = size.as_integer_ratio()
        #: How it is written after a number.
        self.label = {Dimension.SHARE: "%", Dimension.COUNT: ""}.get(dimension, short)


#: Every way to write a unit. The wording chosen in a text is kept when a figure is shown with `som`.
WORDINGS: dict[str, Unit] = {
    "kr": Unit.KR,
    "kronor": Unit.KR,
    "tkr": Unit.TKR,
    "tusen kronor": Unit.TKR,
    "tusentals kronor": Unit.TKR,
    "mkr": Unit.MKR,
    "mnkr": Unit.MKR,
    "miljoner kronor": Unit.MKR,
    "miljoner": Unit.MKR,
    "miljon kronor": Unit.MKR,
    "timmar": Unit.HOURS,
    "timme": Unit.HOURS,
    "minuter": Unit.MINUTES,
    "årsarbetare": Unit.POSITIONS,
    "procent": Unit.PERCENT,
    "%": Unit.PERCENT,
    "antal": Unit.COUNT,
    "dagar": Unit.DAYS,
    "veckor": Unit.WEEKS,
    "månader": Unit.MONTHS,
}
_MAX_KRONOR = 10**13
_MAX_OTHER = 10**9
MAX_DECIMALS = 6
_WORD_NUMBERS = {"en": "1", "ett": "1", "två": "2", "tre": "3", "fyra": "4", "fem": "5"}
_ABOUT = re.compile(r"^(?:ca|cirka)\.?\s+", re.IGNORECASE)
_NUMBER_AND_WORDS = re.compile(rf"({NUMBER_PATTERN})\s*(.*)", re.DOTALL)
_AMBIGUOUS = re.compile(r"([-+\u2212\u2013]?)([1-9]\d{0,2})[.,](\d{3})")


@dataclass(frozen=True, slots=True)
class Quantity:
    """An exact value in the dimension's base unit (kronor, hours, share of 1 …), and how it was written.

    `in_clock` says that hours were written with minutes, `601:45`.
    """

    value: Fraction
    unit: Unit
    decimals: int = 0
    approximate: bool = False
    in_clock: bool = field(default=False, compare=False)

    @property
    def is_exact(self) -> bool:
        """Whether the number that is shown is the whole value, with no more rounding."""
        return self._fits(self.decimals, self.unit)

    @property
    def dimension(self) -> Dimension:
        """What is measured."""
        return self.unit.dimension

    @property
    def kronor(self) -> int:
        """The amount in whole kronor. Only for money."""
        if self.dimension is not Dimension.MONEY:
            raise TypeError(f"{self} is not money")
        return int(rounded(self.value))

    def __str__(self) -> str:
        return self.text()

    def text(self, wording: str | None = None, decimals: int | None = None, sign: str = "") -> str:
        """Write the quantity in Swedish, `1 239 tkr`; `wording` is any key of WORDINGS, or "" for no unit."""
        number = self.number(WORDINGS.get(wording, self.unit) if wording else self.unit, decimals, sign)
        label = self.unit.label if wording is None else "" if wording == "antal" else wording
        label = label.replace(" ", NO_BREAK_SPACE)
        return ("ca " if self.approximate else "") + (f"{number}{NO_BREAK_SPACE}{label}" if label else number)

    def number(self, unit: Unit | None = None, decimals: int | None = None, sign: str = "") -> str:
        """Write only the number, in `unit` (default: the unit it was written in)."""
        shown = unit or self.unit
        places = self._decimals_in(shown) if decimals is None else decimals
        return format_ratio(*self._in_unit(shown), places, sign)

    def _in_unit(self, unit: Unit) -> tuple[int, int]:
        """Give the value in a unit as a quotient: reducing it to a Fraction costs more than it gives."""
        (above, below), (large, small) = self.value.as_integer_ratio(), unit.ratio
        return above * small, below * large

    def clock(self) -> str:
        """Write hours as `601:45`."""
        return format_clock(self.value)

    def _decimals_in(self, unit: Unit) -> int:
        """Give the decimals to show in another unit: as exact as it was written, at most three."""
        if unit is self.unit:
            return self.decimals
        return next((places for places in range(3) if self._fits(places, unit)), 1)

    def _fits(self, decimals: int, unit: Unit) -> bool:
        """Whether so many decimals are enough to write the whole value in a unit."""
        above, below = self._in_unit(unit)
        rest: int = above * 10**decimals % below
        return not rest

    def __add__(self, other: Quantity) -> Quantity:
        return self._combined(other, plus(self.value, other.value))

    def __sub__(self, other: Quantity) -> Quantity:
        return self._combined(other, plus(self.value, other.value, -1))

    def __neg__(self) -> Quantity:
        return replace(self, value=-self.value)

    def _combined(self, other: Quantity, value: Fraction) -> Quantity:
        if self.dimension is not other.dimension:
            raise ValueError(f"{self.dimension.value} och {other.dimension.value} kan inte räknas ihop")
        approximate = self.approximate or other.approximate
        if self.unit is other.unit:
            return Quantity(value, self.unit, max(self.decimals, other.decimals), approximate)
        finer = min(self, other, key=lambda each: each.unit.size)
        return Quantity(value, finer.unit, finer.decimals, approximate)

    def agrees_with(self, other: Quantity) -> bool:
        """Whether `other`, rounded as this one was written, is the same number, sign aside.

        Prose says "ett underskott på 1 659 900 kr" of −1 659 900 kr.
        """
        return self._agrees(abs(self.value), other, abs(other.value))

    def agrees_exactly(self, other: Quantity) -> bool:
        """Whether `other`, rounded as this one was written, is the same number, sign and all."""
        return self._agrees(self.value, other, other.value)

    def _agrees(self, own: Fraction, other: Quantity, value: Fraction) -> bool:
        if self.dimension is not other.dimension:
            return False
        return rounded(value / self.unit.size, self.decimals) == own / self.unit.size


def money(kronor: int | Fraction, unit: Unit = Unit.KR, decimals: int = 0) -> Quantity:
    """Give an amount of money from kronor."""
    return Quantity(kronor if isinstance(kronor, Fraction) else Fraction(kronor), unit, decimals)


@lru_cache(maxsize=65_536)  # the same amounts stand in many plans, tables and revisions
def parse_quantity(text: str, default: Unit | None = None) -> Quantity:
    """Read `ca 350 000 kr`, `64,6 %`, `601:45`, `3,5 årsarbetare`, `en miljon kronor`.

    `default` is the unit when none is written. Raises ValueError with a Swedish message.
    """
    written = text.strip()
    body = _ABOUT.sub("", written)
    approximate = body != written
    number, wording = _split(body)
    unit = _unit(wording, default, written)
    clock = parse_clock(number) if unit.dimension is Dimension.TIME else None
    if clock is not None:
        return Quantity(clock, Unit.HOURS, 2, approximate, in_clock=True)
    if unit.dimension is Dimension.MONEY:
        _refuse_ambiguous(number, wording or unit.short)
    value, decimals = parse_number(number)
    return checked(Quantity(value * unit.size, unit, decimals, approximate), written)


def _split(body: str) -> tuple[str, str]:
    """Split `100 000 kr` into the number and the unit's words."""
    match = _NUMBER_AND_WORDS.match(body)
    if match:
        return match.group(1), " ".join(match.group(2).split())
    first, _, rest = body.partition(" ")
    return _WORD_NUMBERS.get(first.lower(), body), " ".join(rest.split()) if first.lower() in _WORD_NUMBERS else ""


def _unit(wording: str, default: Unit | None, written: str) -> Unit:
    unit = WORDINGS.get(wording.rstrip(".").lower()) if wording else default
    if unit is not None:
        return unit
    if not wording:
        if not re.match(NUMBER_PATTERN, written):
            raise ValueError(f"«{written}» är inget belopp; skriv till exempel 100 000 kr, 943 tkr eller 168 timmar")
        raise ValueError(f"enheten saknas i «{written}»; skriv till exempel {written} kr")
    hint = suggestion(wording, WORDINGS) or "; skriv till exempel kr, tkr, mkr, timmar eller årsarbetare"
    raise ValueError(f"okänd enhet «{wording}» i «{written}»{hint}")


def _refuse_ambiguous(number: str, wording: str) -> None:
    """Refuse `330,500 kr`: thousands or decimals? One who means kronor can only mean whole ones."""
    match = _AMBIGUOUS.fullmatch(number)
    if match is None:
        return
    sign, whole, rest = match.groups()
    decimal = f"{sign}{whole},{rest.rstrip('0')}" if rest.strip("0") else f"{sign}{whole}"
    if WORDINGS.get(wording.rstrip(".").lower()) is Unit.KR:
        decimal = f"{sign}{rounded(Fraction(f'{whole}.{rest}'))}"
    raise ValueError(
        f"beloppet «{number} {wording}» är tvetydigt: skriv {sign}{whole} {rest} {wording} "
        f"om du menar tusental, eller {decimal} {wording} om du menar decimaler"
    )


def checked(quantity: Quantity, written: str) -> Quantity:
    """Give the quantity if it can be one of a municipality's; raises ValueError with a Swedish message."""
    if quantity.dimension is Dimension.MONEY and quantity.value.denominator != 1:
        raise ValueError(f"«{written}» har ören; skriv hela kronor")
    most = _MAX_KRONOR if quantity.dimension is Dimension.MONEY else _MAX_OTHER
    if abs(quantity.value.numerator) > most * quantity.value.denominator:
        raise ValueError(f"«{written}» är orimligt stort; kontrollera siffrorna och enheten")
    if quantity.decimals > MAX_DECIMALS:
        raise ValueError(f"«{written}» har för många decimaler; högst {MAX_DECIMALS} läses")
    return quantity
