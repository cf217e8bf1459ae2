"""Swedish words: suggestions for misspellings, plurals, lists and sorting."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from difflib import get_close_matches

_ALPHABET = "abcdefghijklmnopqrstuvwxyzåäö"
_RANK = {letter: rank for rank, letter in enumerate(_ALPHABET)}
_FOLDED = {"é": "e", "è": "e", "ü": "y", "æ": "ä", "ø": "ö"}


def nfc(text: str) -> str:
    """Give the text in Unicode's composed form, so that equal words are equal strings."""
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def suggestion(word: str, known: Iterable[str]) -> str:
    """Give ` – menade du «x»?` for the known word nearest to `word`, or nothing."""
    candidates = list(known)
    by_folded = {candidate.casefold(): candidate for candidate in candidates}
    near = get_close_matches(word.casefold(), by_folded, n=1, cutoff=0.6)
    return f" – menade du «{by_folded[near[0]]}»?" if near else ""


def plural(count: int, one: str, many: str) -> str:
    """Give `1 åtgärd` or `3 åtgärder`."""
    return f"{count} {one if count == 1 else many}"


def listed(words: Iterable[str], conjunction: str = "och") -> str:
    """Give `a, b och c`."""
    items = list(words)
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} {conjunction} {items[-1]}"


def sort_key(text: str) -> tuple[tuple[int, int | str], ...]:
    """Order as in a Swedish register: å, ä, ö last, upper and lower case alike, digits as numbers."""
    key: list[tuple[int, int | str]] = []
    digits = ""
    for character in nfc(text).casefold() + "\0":
        if character.isdecimal():
            digits += character
            continue
        if digits:
            key.append((1, int(digits)))
            digits = ""
        letter = _FOLDED.get(character, character)
        key.append((2, _RANK[letter]) if letter in _RANK else (0, 0) if not letter.isalnum() else (3, 0))
    return tuple(key)
