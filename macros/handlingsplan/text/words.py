"""Swedish words: suggestions for misspellings, plurals, lists and sorting."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from difflib import get_close_matches

_MAX_RESEMBLING = 200
_ALPHABET = "abcdefghijklmnopqrstuvwxyzåäö"
_RANK = {letter: rank for rank, letter in enumerate(_ALPHABET)}
_FOLDED = {"é": "e", "è": "e", "ü": "y", "æ": "ä", "ø": "ö"}


def nfc(text: str) -> str:
    """Give the text in Unicode's composed form, so that equal words are equal strings."""
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def suggestion(word: str, known: Iterable[str]) -> str:
    """Give ` – menade du «x»?` for the known word nearest to `word`, or nothing."""
    near = nearest(word, known)
    return f" – menade du «{near}»?" if near is not None else ""


def nearest(word: str, known: Iterable[str]) -> str | None:
    """Find the known word that `word` resembles most, if it resembles any."""
    if len(word) > _MAX_RESEMBLING:
        return None
    by_folded = {candidate.casefold(): candidate for candidate in known}
    near = get_close_matches(word.casefold(), by_folded, n=1, cutoff=0.6)
    return by_folded[near[0]] if near else None


def plural(count: int, one: str, many: str) -> str:
    """Give `1 åtgärd` or `3 åtgärder`."""
    return f"{count} {one if count == 1 else many}"


def listed(words: Iterable[str], conjunction: str = "och") -> str:
    """Give `a, b och c`."""
    items = list(words)
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} {conjunction} {items[-1]}"


def sort_key(text: str) -> tuple[tuple[int, int], ...]:
    """Order as in a Swedish register: å, ä, ö last, upper and lower case alike, digits as numbers."""
    key: list[tuple[int, int]] = []
    digits = ""
    for character in nfc(text).casefold() + "\0":
        if character.isdecimal():
            digits += character
            continue
        if digits:
            key += _number_key(digits)
            digits = ""
        letter = _FOLDED.get(character, character)
        key.append((2, _RANK[letter]) if letter in _RANK else (0, 0) if not letter.isalnum() else (3, ord(letter)))
    return tuple(key)


def _number_key(digits: str) -> list[tuple[int, int]]:
    """Order digits as a number: the longer is the larger, then digit by digit (int() refuses very long ones)."""
    written = "".join(str(int(digit)) for digit in digits).lstrip("0")
    return [(1, len(written)), *((1, int(digit)) for digit in written)]


def slug(text: str) -> str:
    """Give an ASCII id of a heading: `Möjligheter` becomes `mojligheter`."""
    plain = unicodedata.normalize("NFKD", text.casefold()).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
