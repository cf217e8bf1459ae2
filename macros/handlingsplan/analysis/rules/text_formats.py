"""Numbers written so that a reader can misread them, or in two ways in the same document."""

from __future__ import annotations

import re
from collections.abc import Iterator

from handlingsplan.analysis.mentions import Mention
from handlingsplan.analysis.notations import Notation
from handlingsplan.analysis.rules.text_reading import Finding, TextReading, shown
from handlingsplan.analysis.words import all_stems, stem
from handlingsplan.text.places import remark
from handlingsplan.text.quantities import Dimension, Unit

_SPACED_MINUS = re.compile(r"[-\u2212\u2013][ \u00a0\u2009\u202f]\d")
_GROUPED = re.compile(r"\d[ \u00a0\u2009\u202f]\d{3}")
_UNGROUPED = re.compile(r"\d{4,}")
_HOURS_WITH_COMMA = re.compile(r"\d+,[0-5]\d")
_TIME_WORDS = frozenset(stem(word) for word in ("timmar", "tim", "minuter", "min"))
_LONG = 5
_ABBREVIATIONS = {"mkr": "mnkr", "mnkr": "mkr", "tkr": "kkr", "kkr": "tkr"}


def find_formats(reading: TextReading) -> Iterator[Finding]:
    """Find each badly written number, and the first of a second way to write units or thousands."""
    mentions = [mention for mention in reading.mentions if mention.aside is None]
    in_minutes = next((mention for mention in mentions if _in_minutes(mention)), None)
    for mention in mentions:
        yield from _badly_written(mention)
        if in_minutes is not None and mention is not in_minutes:
            yield from _hours_with_comma(mention, in_minutes)
    yield from _ungrouped(mentions)
    yield from _two_abbreviations(mentions)


def _badly_written(mention: Mention) -> Iterator[Finding]:
    plain = mention.quantity.text(mention.unit or "", None).replace("\u00a0", " ")
    if mention.notation is Notation.AMBIGUOUS:
        message = f"{shown(mention)} kan läsas som tusental eller decimaler; menas {plain}, skriv så (säkerhet: hög)"
    elif mention.notation in (Notation.THOUSANDS_POINT, Notation.DECIMAL_POINT):
        message = f"{shown(mention)} har {mention.notation.value}; skriv {plain} (säkerhet: hög)"
    elif _SPACED_MINUS.match(mention.written) and _is_amount(mention):
        why = "har mellanslag efter minustecknet och kan läsas som ett streck"
        message = f"{shown(mention)} {why}; skriv {plain} (säkerhet: hög)"
    else:
        return
    yield mention, remark("talformat", mention.place, message, mention.written)


def _is_amount(mention: Mention) -> bool:
    return bool(mention.unit) or " " in mention.digits


def _hours_with_comma(mention: Mention, other: Mention) -> Iterator[Finding]:
    """Find `601,45` among hours and minutes: 601 hours and 45 minutes, or 601,45 hours?"""
    is_time = mention.quantity.dimension is Dimension.TIME or not mention.unit
    if not is_time or not _HOURS_WITH_COMMA.fullmatch(mention.digits) or "minut" in mention.unit:
        return
    if not _TIME_WORDS & set(all_stems(mention.words)):
        return
    hours, minutes = mention.digits.split(",")
    message = (
        f"{shown(mention)} kan läsas som {hours} timmar och {minutes} minuter eller som decimaltal, "
        f"men dokumentet skriver också {shown(other)}; skriv {hours}:{minutes} om det är minuter (säkerhet: medel)"
    )
    yield mention, remark("talformat", mention.place, message, mention.written)


def _in_minutes(mention: Mention) -> bool:
    is_time = mention.quantity.dimension is Dimension.TIME
    return is_time and (mention.notation is Notation.CLOCK or "min" in mention.written.casefold())


def _ungrouped(mentions: list[Mention]) -> Iterator[Finding]:
    """Find the first long number without spaces in a document that has spaces in others."""
    measured = [mention for mention in mentions if mention.quantity.unit is not Unit.COUNT]
    grouped = next((each for each in measured if _GROUPED.search(each.digits)), None)
    if grouped is None:
        return
    lengths = {_whole_digits(each.digits) for each in measured if _GROUPED.search(each.digits)}
    for mention in measured:
        whole = _UNGROUPED.match(mention.digits)
        if whole and (len(whole.group()) >= _LONG or len(whole.group()) in lengths):
            plain = mention.quantity.text(mention.unit).replace("\u00a0", " ")
            message = (
                f"{shown(mention)} har inget mellanslag mellan tusental, som {shown(grouped)} har på rad "
                f"{grouped.place.line}; skriv {plain} (säkerhet: hög)"
            )
            yield mention, remark("talformat", mention.place, message, mention.written)
            return


def _whole_digits(digits: str) -> int:
    """Count the digits before the decimals."""
    return sum(character.isdigit() for character in digits.split(",", maxsplit=1)[0])


def _two_abbreviations(mentions: list[Mention]) -> Iterator[Finding]:
    """Find the first mkr in a document that began with mnkr, or the other way round."""
    first: dict[str, Mention] = {}
    for mention in mentions:
        unit = mention.unit.casefold()
        if unit not in _ABBREVIATIONS:
            continue
        other = first.get(_ABBREVIATIONS[unit])
        if other is not None and unit not in first:
            message = (
                f"{shown(mention)} har en annan förkortning än {shown(other)} på rad {other.place.line}; "
                "skriv samma i hela dokumentet (säkerhet: hög)"
            )
            yield mention, remark("talformat", mention.place, message, mention.written)
        first.setdefault(unit, mention)
