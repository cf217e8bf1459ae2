"""Bytes to text: UTF-8, with the mistakes of the editors of this world accepted or explained.

Every text that is read passes here, so this is where personal identity numbers are told, and where they end: the text
that is handed on has them masked, and no page, message or comparison can show what it was never given.
"""

from __future__ import annotations

import re
from codecs import BOM_UTF8

from handlingsplan.text.identity_numbers import IdentityNumber, find_identity_numbers, masked
from handlingsplan.text.places import Place, Problem, error

MAX_BYTES = 2_000_000
#: What to know of a personal identity number, once it has been taken away.
IN_HISTORY = "Är det redan incheckat finns det kvar i historiken: säg till den som sköter förvaret"
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
# C0 and C1 controls, separators that only some programs take for line ends, private-use characters
# (they mark where finished HTML goes) and noncharacters.
_REFUSED = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ue000-\uf8ff\ufdd0-\ufdef\ufffe\uffff\U000f0000-\U0010ffff]"
)


def decode(path: str, data: bytes) -> tuple[str, list[Problem]]:
    """Give the text without byte-order mark and with plain line ends, or what is wrong with the bytes.

    Characters stay as they are written (also decomposed å, ä, ö), so that columns are the editor's. Only personal
    identity numbers do not: each is a problem, and masked in the text.
    """
    if len(data) > MAX_BYTES:
        size = f"{len(data) / 1_000_000:.1f}".replace(".", ",")
        return "", [error("för-stor-fil", Place(path), f"filen är {size} MB; högst 2 MB läses, så dela upp den")]
    if data.startswith(_UTF16):
        return "", [error("teckenkodning", Place(path), "filen är sparad som UTF-16; spara den som UTF-8")]
    data = data.removeprefix(BOM_UTF8)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as fault:
        return "", [_not_utf8(path, data, fault.start)]
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if found := refused_character(text):
        offset, message = found
        return "", [error("otillåtet-tecken", _place(path, text, offset), message)]
    numbers = identity_problems(path, text)
    return masked(text) if numbers else text, numbers


def identity_problems(path: str, text: str) -> list[Problem]:
    """Tell of every personal identity number in a text. Lines are counted on from the number before."""
    problems, line, begins, before = [], 1, 0, 0
    for number in find_identity_numbers(text):
        line += text.count("\n", before, number.start)
        begins = max(begins, text.rfind("\n", before, number.start) + 1)
        before = number.start
        problems.append(identity_problem(Place(path, line, number.start - begins + 1), number))
    return problems


def identity_problem(place: Place, number: IdentityNumber) -> Problem:
    """Tell that a personal identity number stands at a place, without telling which."""
    message = f"{number} får inte stå här; ta bort det. {IN_HISTORY}"
    return error("personnummer", place, message)


def refused_character(text: str) -> tuple[int, str] | None:
    """Find the first character that no text may hold: where it is, and what to say of it."""
    match = _REFUSED.search(text)
    if match is None:
        return None
    return match.start(), f"otillåtet tecken U+{ord(match.group()):04X}, som inte syns; ta bort det"


def _not_utf8(path: str, data: bytes, start: int) -> Problem:
    before = data[:start].decode("utf-8").replace("\r\n", "\n").replace("\r", "\n")
    probable = data[start : start + 1].decode("cp1252", "replace")
    message = f"filen är inte UTF-8: tecknet ser ut som «{probable}» i Latin-1; spara filen som UTF-8"
    return error("teckenkodning", _place(path, before, len(before)), message)


def _place(path: str, text: str, offset: int) -> Place:
    before = text[:offset]
    return Place(path, before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1)
