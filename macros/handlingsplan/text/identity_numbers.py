"""Swedish personal identity numbers (*personnummer*) and coordination numbers (*samordningsnummer*) in any text.

Source of the form: folkbokföringslagen (1991:481) 18 and 18 a §§. Six or eight digits of a date, a hyphen (a plus
from the year that the person turns 100) and four digits: three that are not 000, and a check digit (Luhn). In a
coordination number the day is 60 more. A number that Skatteverket gives out for tests counts like any other.

Numbers are written by hand and pasted from everywhere, so any dash and any space may stand between the parts, or
nothing. A date that exists and a check digit that is right are asked for: one in 140 of other numbers of the same
form has both. What is left out cannot be meant: a longer run of digits, decimals, digits inside a commit's id.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

PERSONAL, COORDINATION = "personnummer", "samordningsnummer"
_SPACE = "[ \t\u00a0\u2000-\u200b\u202f\u2060\ufeff]"
_DASH = "[-+\u00ad\u2010-\u2015\u2043\u2212\ufe58\ufe63\uff0b\uff0d]"
_ENTITY = "&(?:nbsp|ndash|mdash|minus|shy|hyphen|dash|plus|#[0-9]{2,5}|#[xX][0-9a-fA-F]{2,4});"
#: What Markdown shows as a dash or a space counts as one; a line may be broken after a dash.
_SEPARATOR = rf"(?:{_SPACE}|{_ENTITY}){{0,2}}(?:\\?{_DASH}(?:{_SPACE}|{_ENTITY}|\n[ \t]{{0,30}}){{0,2}})?"
_CANDIDATE = re.compile(
    r"(?<![0-9])(?P<century>1[89]|20)?(?P<year>[0-9]{2})(?P<within>-?)(?P<month>[0-9]{2})(?P=within)(?P<day>[0-9]{2})"
    rf"(?P<separator>{_SEPARATOR})(?P<last>[0-9]{{4}})(?![0-9])"
)
#: What may stand after a date of 1981-12-18: a space would make any amount after a day a candidate.
_HYPHEN = re.compile("[-+\u2010\u2011]")
#: How every number begins: with a date that is all digits, or one with hyphens and all that belongs to it. The
#: pattern above is tried there only. A single digit stands first, so that letters are passed over without a trial.
_BEGINNING = re.compile(
    rf"[0-9](?<![0-9]{{2}})(?=[0-9]{{5}}|[0-9]{{3}}-[0-9]{{2}}-[0-9]{{2}}{_HYPHEN.pattern}[0-9]{{4}})"
)
_HEXADECIMAL = re.compile("[0-9A-Fa-f]*")
_LONGEST_ID = 80
_CENTURIES = ("19", "20")
_COORDINATION_DAYS = 60


@dataclass(frozen=True, slots=True)
class IdentityNumber:
    """A number found in a text, from `start` to `end`. `masked` is as long as it was written: `811218-****`."""

    start: int
    end: int
    masked: str
    kind: str

    def __str__(self) -> str:
        """Give it as a sentence names it: «personnumret 811218-****»."""
        return f"{self.kind.removesuffix('mer')}ret {self.masked}"


def find_identity_numbers(text: str) -> Iterator[IdentityNumber]:
    """Give every personal identity number and coordination number of a text, in order."""
    position = 0
    while beginning := _BEGINNING.search(text, position):
        position = beginning.end()
        match = _CANDIDATE.match(text, beginning.start())
        if match and _is_number(match):
            position = match.end()
            masked = f"{text[match.start() : match.start('last')]}****"
            kind = COORDINATION if int(match["day"]) > _COORDINATION_DAYS else PERSONAL
            yield IdentityNumber(match.start(), match.end(), masked, kind)


def masked(text: str) -> str:
    """Give the text with the last four digits of every number as asterisks: as long, and with none to be found."""
    pieces, position = [], 0
    for number in find_identity_numbers(text):
        pieces += [text[position : number.start], number.masked]
        position = number.end
    return "".join([*pieces, text[position:]]) if position else text


def _is_number(match: re.Match[str]) -> bool:
    return (
        not match["last"].startswith("000")
        and _is_day(match["century"], match["year"], int(match["month"]), int(match["day"]))
        and _checks(match["year"] + match["month"] + match["day"] + match["last"])
        and _is_meant(match)
    )


def _is_day(century: str | None, year: str, month: int, day: int) -> bool:
    """Whether the date exists, in the century written or in one that a living person is of."""
    day -= _COORDINATION_DAYS if day > _COORDINATION_DAYS else 0
    return any(_exists(int(each + year), month, day) for each in ([century] if century else _CENTURIES))


def _exists(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def _checks(digits: str) -> bool:
    """Whether ten digits end with their check digit: the modulus-10 method, also called Luhn's."""
    doubled = (int(each) * (2 - index % 2) for index, each in enumerate(digits))
    return sum(each - 9 if each > 9 else each for each in doubled) % 10 == 0


def _is_meant(match: re.Match[str]) -> bool:
    """Whether what stands around the digits lets them be a number of their own."""
    text, start, end = match.string, match.start(), match.end()
    if match["within"]:  # 1981-12-18-9876, but not two days: 1981-12-18-1982-01-02
        more = re.match("-[0-9]", text[end : end + 2])
        return match["century"] is not None and not more and _HYPHEN.fullmatch(match["separator"]) is not None
    if match["separator"]:
        return True
    if re.fullmatch(r"[0-9]\.", text[max(0, start - 2) : start]):
        return False  # the decimals of a program's number
    before = _letters(text[max(0, start - _LONGEST_ID) : start][::-1])
    around = before + _letters(text[end : end + _LONGEST_ID])
    return not around or _HEXADECIMAL.fullmatch(around) is None


def _letters(text: str) -> str:
    """Give the letters and digits that a text begins with."""
    return text[: next((index for index, each in enumerate(text) if not (each.isascii() and each.isalnum())), None)]
