"""Every regular expression of the package against texts made to slow it down. Run as a program it prints what is slow.

A backtracking engine is slow on a text that matches almost, again and again. So the texts are made of each pattern's own
parts: what it repeats, its literal characters and one of each of its sets, repeated, with something last that does not
fit. Where a text four times as long takes far more than four times as long, the pattern is not linear.
"""

from __future__ import annotations

import importlib
import json
import pkgutil
import re
import sys
import time
from collections.abc import Iterable, Iterator
from re import _constants as sre  # type: ignore[attr-defined]
from re import _parser  # type: ignore[attr-defined]

import handlingsplan

#: Of a text four times as long a linear pattern takes four times as long, a square one sixteen.
TIMES, MOST = 4, 9.0
#: Characters of the first text, and the seconds that are worth measuring. A file holds at most 2 MB.
FIRST, WORTH = 2_000, 0.02
LONGEST = FIRST * TIMES**3
_MISFITS = ("", "\x01", "!")


def patterns() -> dict[str, re.Pattern[str]]:
    """Give the package's compiled patterns of text by the names that they have."""
    found: dict[str, re.Pattern[str]] = {}
    for module in pkgutil.walk_packages(handlingsplan.__path__, "handlingsplan."):
        if not module.name.endswith("__main__"):
            for name, value in vars(importlib.import_module(module.name)).items():
                if not name.startswith("__"):
                    found |= {f"{module.name}.{name}": each for each in _inside(value)}
    return {name: each for name, each in found.items() if isinstance(each.pattern, str)}


def _inside(value: object) -> Iterator[re.Pattern[str]]:
    if isinstance(value, re.Pattern):
        yield value
    elif isinstance(value, list | tuple | set | frozenset):
        for each in value:
            yield from _inside(each)
    elif isinstance(value, dict):
        yield from _inside([*value, *value.values()])


def attacks(pattern: re.Pattern[str]) -> list[tuple[str, str, str]]:
    """Give beginnings, what is to be repeated, and ends."""
    tree = _parser.parse(pattern.pattern, pattern.flags)
    whole = _one_of(tree)
    units = {each for each in _units(tree) if each} | {whole, " ", "a", "1", "\n", "a ", "1 "} - {""}
    starts = {"", whole[:1], *(_before(tree))}
    return [(start, unit, end) for unit in sorted(units) for start in sorted(starts) for end in _MISFITS]


def _units(tree: Iterable[tuple[object, object]]) -> Iterator[str]:
    """Give what a pattern repeats, once each, and each of its parts."""
    for kind, value in tree:
        text = _one_of([(kind, value)])
        yield text
        for inner in _trees(kind, value):
            yield from _units(inner)


def _before(tree: Iterable[tuple[object, object]]) -> Iterator[str]:
    """Give the text of what stands before each repetition at the top."""
    text = ""
    for kind, value in tree:
        if kind in (sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT):
            yield text
        text += _one_of([(kind, value)])


def _trees(kind: object, value: object) -> list[Iterable[tuple[object, object]]]:
    if kind in (sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT):
        return [value[2]]
    if kind is sre.SUBPATTERN:
        return [value[3]]
    if kind is sre.BRANCH:
        return list(value[1])
    if kind in (sre.ASSERT, sre.ASSERT_NOT):
        return [value[1]]
    return [value] if kind is sre.ATOMIC_GROUP else []


def _one_of(tree: Iterable[tuple[object, object]]) -> str:
    """Give one text that the tree may match."""
    text = ""
    for kind, value in tree:
        if kind is sre.LITERAL:
            text += chr(value)
        elif kind is sre.NOT_LITERAL or kind is sre.ANY:
            text += "a" if value != ord("a") else "b"
        elif kind is sre.IN:
            text += _member(value)
        elif kind in (sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT):
            text += _one_of(value[2]) * max(1, min(value[0], 100))
        elif kind is not sre.ASSERT_NOT:
            text += _one_of(_trees(kind, value)[0]) if _trees(kind, value) else ""
    return text


def _member(members: list[tuple[object, object]]) -> str:
    if members[0][0] is sre.NEGATE:
        refused = re.compile("[" + "".join(map(_as_class, members[1:])) + "]")
        return next(each for each in "a1 .,-;x\n" if not refused.match(each))
    kind, value = members[0]
    if kind is sre.LITERAL:
        return chr(value)
    if kind is sre.RANGE:
        return chr(value[0])
    return {sre.CATEGORY_DIGIT: "1", sre.CATEGORY_SPACE: " ", sre.CATEGORY_WORD: "a"}.get(value, "-")


def _as_class(member: tuple[object, object]) -> str:
    kind, value = member
    if kind is sre.LITERAL:
        return re.escape(chr(value))
    if kind is sre.RANGE:
        return f"{re.escape(chr(value[0]))}-{re.escape(chr(value[1]))}"
    return {
        sre.CATEGORY_DIGIT: r"\d", sre.CATEGORY_SPACE: r"\s", sre.CATEGORY_WORD: r"\w",
        sre.CATEGORY_NOT_DIGIT: r"\D", sre.CATEGORY_NOT_SPACE: r"\S", sre.CATEGORY_NOT_WORD: r"\W",
    }[value]  # fmt: skip


def growth(pattern: re.Pattern[str], attack: tuple[str, str, str]) -> float | None:
    """Give how many times longer the longest text takes that was worth measuring; None where all are quick."""
    length, before = FIRST, _seconds(pattern, attack, FIRST)
    while length < LONGEST:
        length *= TIMES
        took = _seconds(pattern, attack, length)
        if took > WORTH and before > WORTH / 20 and took / before > MOST:
            # measured again, the shortest of three each, before anything is said of it
            again = [min(_seconds(pattern, attack, each) for _ in range(3)) for each in (length // TIMES, length)]
            return again[1] / again[0]
        before = took
    return None


def _seconds(pattern: re.Pattern[str], attack: tuple[str, str, str], length: int) -> float:
    start, unit, end = attack
    text = start + (unit * (length // len(unit) + 1))[:length] + end
    begun = time.process_time()
    for _ in pattern.finditer(text):
        pass
    pattern.fullmatch(text)
    return time.process_time() - begun


def slow(chosen: dict[str, re.Pattern[str]]) -> Iterator[dict[str, object]]:
    """Give the patterns that are not linear, each with the first text that shows it."""
    for name, pattern in chosen.items():
        for attack in attacks(pattern):
            if (times := growth(pattern, attack)) and times > MOST:
                yield {"pattern": name, "attack": attack, "times": round(times, 1)}
                break


if __name__ == "__main__":
    for each in slow({name: one for name, one in patterns().items() if name.startswith(tuple(sys.argv[1:] or [""]))}):
        sys.stdout.write(json.dumps(each) + "\n")
        sys.stdout.flush()
