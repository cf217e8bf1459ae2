"""How people write numbers and units, rightly and wrongly: `1.239,5`, `330,500 kr`, `42 timmar och 46 minuter`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum
from fractions import Fraction

from handlingsplan.text.quantities import Unit

SPACE = "[ \u00a0\u2009\u202f]"
DIGITS = rf"(?:\d{{1,3}}(?:{SPACE}\d{{3}}(?!\d))+|\d+)(?:[.,:]\d+)*"
#: Units that people write without a space: `500kr`.
ATTACHED = "(?:kr|tkr|mkr|mnkr|h|tim|st|dgr|min)"
_UNITS: tuple[tuple[str, Unit], ...] = (
    (r"miljon(?:er)?\s(?:kronor|kr)|miljon(?:er)?|m(?:n)?kr|msek", Unit.MKR),
    (r"tusen(?:tals)?\s(?:kronor|kr)|tusen|tkr|kkr", Unit.TKR),
    (r"kronor|kr|sek|:-", Unit.KR),
    (r"procent|%", Unit.PERCENT),
    (r"timmar(?:na|s)?|timme|tim|h", Unit.HOURS),
    (r"minut(?:er)?|min", Unit.MINUTES),
    (r"årsarbetare|åa|heltidstjänst(?:er)?|heltid(?:er)?|tjänst(?:er)?", Unit.POSITIONS),
    (r"dag(?:ar)?|dgr|dygn", Unit.DAYS),
    (r"veck(?:or|a)", Unit.WEEKS),
    (r"månad(?:er)?|mån", Unit.MONTHS),
)
_UNIT = re.compile(
    r"\s{0,2}(?:" + "|".join(f"(?P<u{number}>{words})" for number, (words, _) in enumerate(_UNITS)) + r")(?!\w)",
    re.IGNORECASE,
)
_AND_MINUTES = re.compile(r"\s(?:och\s)?(\d{1,2})\s?min(?:uter)?\b", re.IGNORECASE)
_PER = re.compile(r"\.?\s?(?:/|(?:per|i|om|varje)\s)\s?([a-zåäö]+)(?:\s(timme|brukare|dygn|pass))?", re.IGNORECASE)
_PERIODS = {
    "år": "år", "året": "år", "helår": "år", "månad": "månad", "månaden": "månad", "mån": "månad", "vecka": "vecka",
    "veckan": "vecka", "dag": "dag", "dagen": "dag", "dygn": "dag", "dygnet": "dag", "kvartal": "kvartal",
}  # fmt: skip
_THOUSANDS = re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?")
_PLAIN = re.compile(r"\d+(?:,\d+)?")
_DECIMAL_POINT = re.compile(r"\d+\.\d+")
_CLOCK = re.compile(r"(\d+):([0-5]\d)")
_AMBIGUOUS = re.compile(r"[1-9]\d*,\d{3}")


class Notation(Enum):
    """How a number was written."""

    PLAIN = "vanligt"
    WORD = "med bokstäver"
    CLOCK = "timmar:minuter"
    THOUSANDS_POINT = "punkt mellan tusental"
    DECIMAL_POINT = "decimalpunkt"
    AMBIGUOUS = "tvetydigt komma"


@dataclass(frozen=True, slots=True)
class WrittenUnit:
    """A unit as it stands after a number, where it ends, the minutes beside hours, and what the number is per."""

    unit: Unit
    wording: str
    end: int
    minutes: Fraction = Fraction(0)
    per: str = ""


#: More digits are no number that anybody means, and Python itself refuses thousands of them.
_MOST_DIGITS = 30


def loose_number(digits: str, unit: Unit | None) -> tuple[Fraction, int, Notation] | None:
    """Give the most likely value, its decimals and its notation; None for what is no one number (`1.2.3`)."""
    bare = re.sub(SPACE, "", digits)
    if len(bare) > _MOST_DIGITS:
        return None
    if match := _CLOCK.fullmatch(bare):
        return Fraction(int(match[1]) * 60 + int(match[2]), 60), 2, Notation.CLOCK
    if _AMBIGUOUS.fullmatch(bare) and unit is Unit.KR:
        return Fraction(bare.replace(",", "")), 0, Notation.AMBIGUOUS
    if _PLAIN.fullmatch(bare):
        return _exact(bare), len(bare.partition(",")[2]), Notation.PLAIN
    if _THOUSANDS.fullmatch(bare):
        whole = bare.replace(".", "")
        return _exact(whole), len(whole.partition(",")[2]), Notation.THOUSANDS_POINT
    if _DECIMAL_POINT.fullmatch(bare):
        return _exact(bare.replace(".", ",")), len(bare.partition(".")[2]), Notation.DECIMAL_POINT
    return None


def _exact(digits: str) -> Fraction:
    return Fraction(digits.replace(",", "."))


def unit_at(text: str, offset: int) -> WrittenUnit | None:
    """Read the unit that stands after a number, with «per år» and «och 46 minuter»."""
    match = _UNIT.match(text, offset)
    if match is None:
        return None
    unit = next(unit for number, (_, unit) in enumerate(_UNITS) if match[f"u{number}"] is not None)
    end, minutes = match.end(), Fraction(0)
    if unit is Unit.HOURS and (more := _AND_MINUTES.match(text, end)):
        end, minutes = more.end(), Fraction(int(more[1]), 60)
    return WrittenUnit(unit, match.group().strip(), end, minutes, per_at(text, end))


def per_at(text: str, offset: int) -> str:
    """Give what a number is per: år, månad, vecka, dag, else the word itself, or nothing."""
    match = _PER.match(text, offset)
    if match is None:
        return ""
    if match[2]:
        return match[2].casefold()
    word = match[1].casefold()
    is_rate = "/" in match.group() or "per" in match.group().casefold().split()
    return _PERIODS.get(word, word if is_rate else "")
