"""Two texts word by word: which words were exchanged, and whether only spelling was mended."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

_WORD = re.compile(r"\w+(?:[-:]\w+)*|[^\w\s]")
_BULLET = re.compile(r"^([ \t]*)[*+](?=[ \t])", re.MULTILINE)
#: As many comparisons of words as are made before a text is called rewritten.
_MOST_WORK = 4_000_000
_SHORTEST_WORD, _ALIKE, _AROUND = 6, 0.8, 4


@dataclass(frozen=True, slots=True)
class WordChange:
    """Words exchanged for others (either may be empty), with the words around them. `offset` is in the later text."""

    before: str
    after: str
    lead: str
    trail: str
    offset: int

    @property
    def is_spelling(self) -> bool:
        """Whether one long word was exchanged for one that differs only inside, not in its beginning or end."""
        old, new = self.before.casefold(), self.after.casefold()
        if not (old.isalpha() and new.isalpha() and min(len(old), len(new)) >= _SHORTEST_WORD):
            return False
        return old[0] == new[0] and old[-2:] == new[-2:] and SequenceMatcher(None, old, new).ratio() >= _ALIKE


def words_of(text: str) -> list[str]:
    """Give the words and signs of a text, whatever its white space, wrapping and bullets."""
    return [match.group() for match in _WORD.finditer(_BULLET.sub(r"\1-", text))]


def word_changes(before: str, after: str) -> list[WordChange]:
    """Give the words that differ, in order. What lies between two changes is at least one word."""
    before, after = _BULLET.sub(r"\1-", before), _BULLET.sub(r"\1-", after)
    old, new = list(_WORD.finditer(before)), list(_WORD.finditer(after))
    first, last = _same_ends([each.group() for each in old], [each.group() for each in new])
    old_part, new_part = old[first : len(old) - last], new[first : len(new) - last]
    spans = [(0, len(old_part), 0, len(new_part))]
    if len(old_part) * len(new_part) <= _MOST_WORK:
        matcher = SequenceMatcher(
            None, [each.group() for each in old_part], [each.group() for each in new_part], autojunk=False
        )
        spans = [(a, b, c, d) for tag, a, b, c, d in matcher.get_opcodes() if tag != "equal"]
    return [
        WordChange(
            _span(before, old, first + a, first + b),
            _span(after, new, first + c, first + d),
            _span(after, new, max(0, first + c - _AROUND), first + c),
            _span(after, new, first + d, min(len(new), first + d + _AROUND)),
            new[min(first + c, len(new) - 1)].start() if new else 0,
        )
        for a, b, c, d in spans
        if b > a or d > c
    ]


def _same_ends(old: list[str], new: list[str]) -> tuple[int, int]:
    """Count the words that are the same from the beginning, and then from the end."""
    shortest = min(len(old), len(new))
    first = next((index for index in range(shortest) if old[index] != new[index]), shortest)
    left = shortest - first
    last = next((index for index in range(left) if old[-1 - index] != new[-1 - index]), left)
    return first, last


def _span(text: str, words: list[re.Match[str]], start: int, stop: int) -> str:
    """Give the text from one word until another, on one line."""
    return " ".join(text[words[start].start() : words[stop - 1].end()].split()) if stop > start else ""
