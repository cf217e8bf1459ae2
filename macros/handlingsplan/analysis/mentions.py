"""Reads the numbers that people typed: value, unit and place, and what the number is about.

Every notation is read, also those that no field accepts (`330,500 kr`, `1.239,5`): a rule tells of them. What is no
quantity is told as such: years, dates, paragraphs, case numbers, codes. Time is linear in the text.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import pairwise

from handlingsplan.analysis.notations import ATTACHED, DIGITS, SPACE, Notation, WrittenUnit, loose_number, unit_at
from handlingsplan.analysis.set_aside import Aside, set_aside
from handlingsplan.analysis.typed import Passage, Sentence
from handlingsplan.analysis.words import NUMBER_WORDS, says_something
from handlingsplan.text.numbers import MINUS
from handlingsplan.text.places import Place
from handlingsplan.text.quantities import Quantity, Unit

_WORDS = "|".join(sorted(NUMBER_WORDS, key=len, reverse=True))
#: What a number begins with: where nothing of that begins a word, the rest of the pattern is not tried.
_FIRST = "".join({each for word in NUMBER_WORDS for each in (word[0], word[0].upper())})
_NUMBER = re.compile(
    rf"\b(?=[\d{_FIRST}\u017f])(?:(?<![.,:/])(?P<digits>{DIGITS})(?:(?!\w)|(?=(?i:{ATTACHED})\b))"
    rf"|(?<!-)(?P<word>(?i:{_WORDS}))(?![\w-]))"
)
_SIGN = re.compile(rf"(?:(?<=[\s(\"”\0])|^)[-+{MINUS}\u2013]{SPACE}?$")
_BULLET = re.compile(r"(?:^|\n)[ \t]*[-+*]$")
_APPROXIMATELY = re.compile(
    r"\b(?:ca|c:a|cirka|omkring|ungefär|runt|drygt|knappt|närmare|nästan)\.?\s{1,2}(?:\+ ?|- ?)?$", re.IGNORECASE
)
_RANGE = re.compile(r"\s?[-\u2010-\u2014\u2212]\s?|\still\s")
_PIECES = re.compile(r"\s?st(?:\.|ycken)?(?=\s)", re.IGNORECASE)
_NEXT_WORD = re.compile(r"[ \n\u00a0]{1,2}([a-zåäöéA-ZÅÄÖ][\w-]*)")
_MOST_QUALITIES = 2
_LOOK_BACK = 16
_LONGEST_DAY = 25
#: How far from a number its sentence is read. Longer sentences are no sentences.
_REACH = 300
#: Words before a noun that tell which ones are counted.
_QUALITY = re.compile(
    r"(?:nya?|nytt|andra|olika|följande|resterande|övriga|kvarvarande|stora?|små|viktiga|tydliga|aktuella|ytterligare"
    r"|berörda|anställdas?|gemensamma|huvudsakliga|första|sista|senaste|enskilda|befintliga|tillkommande|de|av|konkreta"
    r"|\w+(?:ade|nde|liga|iska))"
)


@dataclass(frozen=True, slots=True)
class Mention:
    """A number somebody typed. Its quantity is what it most likely means; `high` is the other end of an interval.

    `per` is what a rate is per. `noun` is what is counted, with the words before it as `qualities` (`4 nya brukare`).
    """

    written: str
    quantity: Quantity
    passage: Passage
    start: int
    end: int
    digits: str = ""
    unit: str = ""
    notation: Notation = Notation.PLAIN
    high: Quantity | None = None
    per: str = ""
    noun: str = ""
    qualities: tuple[str, ...] = ()
    aside: Aside | None = None

    @property
    def place(self) -> Place:
        """Where it stands."""
        return self.passage.place(self.start)

    @property
    def sentence(self) -> Sentence:
        """The sentence it stands in."""
        return self.passage.sentence(self.start)

    @property
    def words(self) -> str:
        """The text of its sentence, as far as it can matter."""
        return self.before + self.passage.text[self.start : self.end] + self.after

    @property
    def before(self) -> str:
        """What its sentence says before it."""
        return self.passage.text[max(self.sentence.start, self.start - _REACH) : self.start]

    @property
    def after(self) -> str:
        """What its sentence says after it."""
        return self.passage.text[self.end : min(self.sentence.end, self.end + _REACH)]

    @property
    def is_stated(self) -> bool:
        """Whether it is a source's own wording, which a macro compares."""
        return self.passage.is_stated(self.start)

    @property
    def values(self) -> tuple[Quantity, ...]:
        """Its value, or both ends of its interval."""
        return (self.quantity,) if self.high is None else (self.quantity, self.high)


def read_mentions(passage: Passage, codes: Collection[str] = ()) -> list[Mention]:
    """Read every number of a passage, in order. `codes` are known ids: cost centres, projects."""
    found: list[Mention] = []
    position = 0
    while match := _NUMBER.search(passage.text, position):
        mention = _in_words(passage, match) if match["word"] else _in_digits(passage, match, codes)
        position = max(match.end(), mention.end if mention else 0)
        if mention is not None:
            found.append(mention)
    return _with_intervals(passage, found)


def _in_digits(passage: Passage, match: re.Match[str], codes: Collection[str]) -> Mention | None:
    text, start, end = passage.text, match.start(), match.end()
    unit = unit_at(text, end)
    aside = set_aside(text, start, end, codes)
    if aside is not None and (unit is None or aside[0] not in (Aside.YEAR, Aside.CODE, Aside.NAME)):
        written = text[start : aside[1]]
        return Mention(written, _count(Fraction(0)), passage, start, aside[1], written, aside=aside[0])
    number = loose_number(match["digits"], unit.unit if unit else None)
    if number is None:
        return Mention(match.group(), _count(Fraction(0)), passage, start, end, match.group(), aside=Aside.CODE)
    value, decimals, notation = number
    sign, begins = _sign(text, start)
    if unit is None:
        # no clock shows 601:45
        counted = Unit.HOURS if notation is Notation.CLOCK and value >= _LONGEST_DAY else Unit.COUNT
        quantity = Quantity(sign * value * counted.size, counted, decimals)
        return _counted(passage, begins, end, match["digits"], quantity, notation)
    decimals = 2 if unit.minutes else decimals
    quantity = Quantity(
        sign * (value * unit.unit.size + unit.minutes), unit.unit, decimals, _is_approximate(text, begins)
    )
    bare = Mention("", quantity, passage, begins, unit.end, match["digits"], unit.wording, notation, per=unit.per)
    return _named(bare, unit)


def _named(mention: Mention, unit: WrittenUnit) -> Mention:
    """Give the mention its wording; a position (tjänst) is also what is counted."""
    written = " ".join(mention.passage.text[mention.start : mention.end].split())
    noun = unit.wording.casefold() if unit.unit is Unit.POSITIONS else ""
    return replace(mention, written=written, noun=noun)


def _in_words(passage: Passage, match: re.Match[str]) -> Mention | None:
    value = Fraction(NUMBER_WORDS[match["word"].casefold()])
    unit = unit_at(passage.text, match.end())
    start, digits = match.start(), match["word"]
    if unit is None or unit.unit is Unit.COUNT:
        return _counted(passage, start, match.end(), digits, _count(value), Notation.WORD)
    quantity = Quantity(value * unit.unit.size, unit.unit, 0, _is_approximate(passage.text, start))
    bare = Mention("", quantity, passage, start, unit.end, digits, unit.wording, Notation.WORD, per=unit.per)
    return _named(bare, unit)


def _counted(
    passage: Passage, start: int, end: int, digits: str, quantity: Quantity, notation: Notation
) -> Mention | None:
    """Read what is counted: `10 st. projekt`, `4 nya brukare`. A number in words that counts nothing is no number."""
    text = passage.text
    pieces = _PIECES.match(text, end)
    position, qualities, noun = pieces.end() if pieces else end, list[str](), ""
    while (word := _NEXT_WORD.match(text, position)) and len(qualities) <= _MOST_QUALITIES:
        position = word.end()
        if not _QUALITY.fullmatch(word[1].casefold()):
            noun = word[1].casefold() if says_something(word[1].casefold()) else ""
            break
        qualities.append(word[1].casefold())
    if not noun and notation is Notation.WORD:
        return None
    stop = position if noun else end
    written = " ".join(text[start:stop].split())
    return Mention(written, quantity, passage, start, stop if noun else end, digits, "", notation,
                   noun=noun, qualities=tuple(qualities) if noun else ())  # fmt: skip


def _sign(text: str, start: int) -> tuple[int, int]:
    """Give the sign (1 or −1) and where the number begins with it. A dash first on a line is a list's."""
    before = text[max(0, start - 3) : start]
    match = _SIGN.search(before)
    if match is None or (match.group()[-1:].isspace() and _BULLET.search(text[max(0, start - 12) : start].rstrip())):
        return 1, start
    begins = start - len(match.group())
    return (1 if match.group().startswith("+") else -1), begins


def _is_approximate(text: str, start: int) -> bool:
    return _APPROXIMATELY.search(text[max(0, start - _LOOK_BACK) : start]) is not None


def _count(value: Fraction) -> Quantity:
    return Quantity(value, Unit.COUNT)


def _with_intervals(passage: Passage, found: list[Mention]) -> list[Mention]:
    """Join `300–400 tkr` to one mention with two ends."""
    joined: list[Mention] = []
    low: Mention | None = None
    for first, second in pairwise([*found, None]):
        assert first is not None  # noqa: S101  (only the last is None)
        current = _joined(passage, low, first) if low is not None else first
        low = None
        if second is not None and _is_interval(passage, current, second):
            low = current
        else:
            joined.append(current)
    return joined


def _is_interval(passage: Passage, low: Mention, high: Mention) -> bool:
    between = passage.text[_bare_end(low) : high.start]
    if low.aside or high.aside or high.quantity.unit is Unit.COUNT or low.high is not None:
        return False
    if low.quantity.unit not in (Unit.COUNT, high.quantity.unit) or low.notation is Notation.WORD:
        return False
    sign = high.quantity.value < 0 and not between.strip()
    return _RANGE.fullmatch(between) is not None or sign


def _bare_end(mention: Mention) -> int:
    """Where the digits end, for `300 till 400 tkr`, whose first number seems to count «till»."""
    return (
        mention.end
        if mention.unit
        else mention.passage.text.find(mention.digits, mention.start) + len(mention.digits)
    )


def _joined(passage: Passage, low: Mention, high: Mention) -> Mention:
    unit = high.quantity.unit
    bare = low.quantity.value * (unit.size if low.quantity.unit is Unit.COUNT else 1)
    if " " in high.digits and len(low.digits) <= 3 and bare * 1000 < high.quantity.value:
        bare *= 1000  # «100–200 000 kr» shares its thousands
    ends = replace(low.quantity, value=bare, unit=unit), replace(high.quantity, value=abs(high.quantity.value))
    written = " ".join(passage.text[low.start : high.end].split())
    notation = high.notation if low.notation is Notation.PLAIN else low.notation
    return replace(
        high, written=written, start=low.start, quantity=ends[0], high=ends[1], digits=low.digits, notation=notation
    )
