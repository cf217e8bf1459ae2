"""Numbers in texts that are no quantities: dates, years, paragraphs, case numbers, codes. Dates are read."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from enum import Enum

from handlingsplan.analysis.notations import SPACE
from handlingsplan.analysis.typed import Passage
from handlingsplan.analysis.words import MONTH_NUMBERS

_DIGIT = re.compile(r"\d")
_MONTHS = "|".join(sorted(MONTH_NUMBERS, key=len, reverse=True))
_DASH = "[-\u2010\u2011\u2012\u2013\u2014\u2212]"
_DATE = re.compile(
    r"(?P<year1>(?:19|20)\d\d)-(?P<number1>\d\d)-(?P<day1>\d\d)(?!\d)"
    rf"|(?P<year2>(?:19|20)\d\d)\s(?P<day2>\d{{1,2}})\s(?P<month2>{_MONTHS})(?!\w)"
    rf"|(?P<day3>\d{{1,2}})\.?\s(?P<month3>{_MONTHS})\.?(?!\w)(?:\s(?P<year3>(?:19|20)\d\d)(?!\d|[.,:]\d))?"
    r"|(?P<day4>\d{1,2})/(?P<number4>\d{1,2})(?:[\s-](?P<year4>(?:19|20)\d\d))?(?![\d/])",
    re.IGNORECASE,
)
_IN_TEXT = re.compile(
    rf"(?<![\w.,:/-])(?=\d)(?:{_DATE.pattern})"
    rf"|(?<!\w)(?P<month5>{_MONTHS})\.?\s(?P<year5>(?:19|20)\d\d)(?!\d|[.,:]\d)",
    re.IGNORECASE,
)
_CASE_NUMBER = re.compile(r"(?:19|20)\d\d[.:/]\d{1,6}(?!\d)")
_PHONE = re.compile(rf"(?:0\d{{1,3}}\s?{_DASH}\s?|0\d{{2,3}}\s)\d{{2,}}(?:[\s-]?\d{{2,3}}){{0,4}}")
_YEAR = re.compile(r"(?:19|20)\d\d")
_PARAGRAPH_AFTER = re.compile(r"\s?§|\s?kap\b|\s?st\.\s(?:SoL|LSS|SFB)")
_ORDINAL = re.compile(r":(?:a|e)\b", re.IGNORECASE)
_BEGINS_LINE = re.compile(r"\n[ \t]*$")
_LIST_NUMBER = re.compile(r"[.)][ \t]")
_AGE = re.compile(r"(?:\s|-)?(?:år(?!\w)(?!\s(?:framåt|sedan))|åring|talet)")
_POINTS = re.compile(r"\s?procentenhet", re.IGNORECASE)
_NAMED = re.compile(
    r"(?:§|#|\b(?:nr|nummer|punkt(?:en)?|bilag(?:a|an|or|orna)|åtgärd|steg|tabell|figur|kap(?:itel)?\.?|sid(?:a|an)?\.?"
    r"|version|vecka|v\.|ansvar|projekt(?:et)?|konto|verksamhet|enhet|ärende|rum|tel(?:efon)?\.?|kl\.?|klockan|artikel"
    r"|prop\.?|sfs|dnr|lag(?:en)?|fas|grupp|team|hus|delår|tertial|kvartal|q|t))\s?:?\s?$",
    re.IGNORECASE,
)
_LOOK_BACK = 20
_CODE_LENGTH = 5
_LONGEST_CODE = 15


class Aside(Enum):
    """Why a number is no quantity."""

    DATE = "datum"
    YEAR = "årtal"
    PARAGRAPH = "paragraf"
    CASE_NUMBER = "diarienummer"
    PHONE = "telefonnummer"
    NAME = "nummer på något"
    ORDINAL = "ordningstal"
    CODE = "kod"
    AGE = "ålder"
    POINTS = "procentenheter"


@dataclass(frozen=True, slots=True)
class TypedDate:
    """A day, or a month of a year, that somebody typed; 0 for what was not written."""

    written: str
    passage: Passage
    start: int
    year: int
    month: int
    day: int


def set_aside(text: str, start: int, end: int, codes: Collection[str]) -> tuple[Aside, int] | None:
    """Tell why the number from `start` to `end` is no quantity, and where it ends; None when it may be one."""
    if end - start > _LONGEST_CODE:
        return Aside.CODE, end
    for pattern, kind in ((_DATE, Aside.DATE), (_CASE_NUMBER, Aside.CASE_NUMBER), (_PHONE, Aside.PHONE)):
        if found := pattern.match(text, start):
            return kind, max(found.end(), end)
    reason = _by_neighbours(text, start, end) or _by_form(text, start, end, codes)
    return (reason, end) if reason else None


def _by_neighbours(text: str, start: int, end: int) -> Aside | None:
    before = text[max(0, start - _LOOK_BACK) : start]
    if _PARAGRAPH_AFTER.match(text, end) or before.rstrip().endswith("§"):
        return Aside.PARAGRAPH
    if _NAMED.search(before):
        return Aside.NAME
    if (
        _LIST_NUMBER.match(text, end)
        and not before.rpartition("\n")[2].strip()
        and "\n" in before[-8:] + "\n" * (not start)
    ):
        return Aside.ORDINAL
    for pattern, reason in ((_ORDINAL, Aside.ORDINAL), (_POINTS, Aside.POINTS), (_AGE, Aside.AGE)):
        if pattern.match(text, end):
            return reason
    return None


def _by_form(text: str, start: int, end: int, codes: Collection[str]) -> Aside | None:
    """Tell by the digits alone. Only for numbers without a unit: the caller has looked."""
    written = text[start:end]
    bare = re.sub(SPACE, "", written)
    if _YEAR.fullmatch(written):
        return Aside.YEAR
    if bare in codes or (len(written) >= _CODE_LENGTH and written.isdigit()):
        return Aside.CODE
    return None


def read_dates(passage: Passage) -> Iterator[TypedDate]:
    """Read every day and every month of a year that a passage names."""
    if _DIGIT.search(passage.text) is None:
        return
    for match in _IN_TEXT.finditer(passage.text):
        named = {name: value for name, value in match.groupdict().items() if value}
        part = {name.rstrip("12345"): value for name, value in named.items()}
        month = int(part["number"]) if "number" in part else MONTH_NUMBERS[part["month"].casefold()]
        if 1 <= month <= 12:
            yield TypedDate(
                match.group(), passage, match.start(), int(part.get("year", 0)), month, int(part.get("day", 0))
            )
