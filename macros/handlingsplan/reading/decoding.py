"""Bytes to text: UTF-8, with the mistakes of the editors of this world accepted or explained."""

from __future__ import annotations

import re

from handlingsplan.text.places import Place, Problem, error

MAX_BYTES = 2_000_000
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
# C0 and C1 controls, private-use characters (they mark where finished HTML goes) and noncharacters.
_REFUSED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ue000-\uf8ff\ufdd0-\ufdef\ufffe\uffff]")


def decode(path: str, data: bytes) -> tuple[str, list[Problem]]:
    """Give the text without byte-order mark and with plain line ends, or what is wrong with the bytes.

    Characters stay as they are written (also decomposed å, ä, ö), so that columns are the editor's.
    """
    if len(data) > MAX_BYTES:
        size = f"{len(data) / 1_000_000:.1f}".replace(".", ",")
        return "", [error("för-stor-fil", Place(path), f"filen är {size} MB; högst 2 MB läses")]
    if data.startswith(_UTF16):
        return "", [error("teckenkodning", Place(path), "filen är sparad som UTF-16; spara den som UTF-8")]
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        return "", [_not_utf8(path, data, fault.start)]
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if match := _REFUSED.search(text):
        code = f"U+{ord(match.group()):04X}"
        return "", [
            error("otillåtet-tecken", _place(path, text, match.start()), f"otillåtet tecken {code}; ta bort det")
        ]
    return text, []


def _not_utf8(path: str, data: bytes, start: int) -> Problem:
    before = data[:start].decode("utf-8-sig")
    probable = data[start : start + 1].decode("latin-1")
    message = f"filen är inte UTF-8: tecknet ser ut som «{probable}» i Latin-1; spara filen som UTF-8"
    return error("teckenkodning", _place(path, before.replace("\r\n", "\n"), len(before)), message)


def _place(path: str, text: str, offset: int) -> Place:
    before = text[:offset]
    return Place(path, before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1)
