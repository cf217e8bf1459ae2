"""Every regular expression of the package against texts made to slow it down. Run as a program it prints what is slow.

A backtracking engine is slow on a text that matches almost, again and again. So the texts are made of each pattern's own
parts: what it repeats, its literal characters and one of each of its sets, repeated, with something last that does not
fit. Where a text four times as long takes far more than four times as long, the pattern is not linear. A pattern is
attacked only in the ways that the source calls it.
"""

from __future__ import annotations

import ast
import importlib
import json
import pkgutil
import re
import sys
import time
from collections import deque
from collections.abc import Iterable, Iterator
from itertools import product
from pathlib import Path
from re import _constants as sre  # type: ignore[attr-defined]
from re import _parser  # type: ignore[attr-defined]

import handlingsplan

#: Of a text four times as long a linear pattern takes four times as long, a square one sixteen.
TIMES, MOST = 4, 8.0
#: Characters of the texts, by turns; the first finds what doubles with each character. A file holds at most 2 MB.
LENGTHS = (40, 300, 2_500)
#: Seconds that are worth a second look: linear patterns take a tenth of it for the longest text.
WORTH = 0.003
#: Of a pattern with many words only the shortest parts are tried: what backtracks is short.
MOST_UNITS = 60
_CALLS = frozenset({"fullmatch", "match", "search", "sub", "finditer", "findall", "split"})
_MISFITS = ("", "\x01")


def patterns() -> dict[str, tuple[re.Pattern[str], frozenset[str]]]:
    """Give the package's compiled patterns of text by the names that they have, each with how it is called."""
    called, seen = _called(), set()
    found: dict[str, tuple[re.Pattern[str], frozenset[str]]] = {}
    for module in pkgutil.walk_packages(handlingsplan.__path__, "handlingsplan."):
        if not module.name.endswith("__main__"):
            for name, value in vars(importlib.import_module(module.name)).items():
                for number, each in enumerate(_inside(value) if not name.startswith("__") else ()):
                    if each not in seen:
                        seen.add(each)
                        ways = called.get((module.name.rpartition(".")[2], name)) or called.get(("", name))
                        # what a function takes as an argument may be called in any way
                        found[f"{module.name}.{name}.{number}"] = each, ways or frozenset({"finditer"})
    return {name: each for name, each in found.items() if isinstance(each[0].pattern, str)}


def has_possessive_groups(pattern: re.Pattern[str]) -> bool:
    """Whether a pattern has a group that never gives back what it took, rather than a single character."""
    return any(_possessive_groups(_parser.parse(pattern.pattern, pattern.flags)))


def _possessive_groups(tree: Iterable[tuple[object, object]]) -> Iterator[bool]:
    for kind, value in tree:
        if kind is sre.ATOMIC_GROUP:
            yield True
        if kind is sre.POSSESSIVE_REPEAT:
            yield [each for each, _ in value[2]] not in ([sre.IN], [sre.LITERAL], [sre.NOT_LITERAL], [sre.ANY])
        for inner in _trees(kind, value):
            yield from _possessive_groups(inner)


def _called() -> dict[tuple[str, str], frozenset[str]]:
    """Give the ways in which the source calls what has a name, by module, and for all modules under an empty one."""
    found: dict[tuple[str, str], set[str]] = {}
    for file in Path(handlingsplan.__path__[0]).rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Attribute) and node.attr in _CALLS:
                name = getattr(node.value, "id", getattr(node.value, "attr", ""))
                for module in (file.stem, ""):
                    found.setdefault((module, name), set()).add(node.attr)
    return {name: frozenset(ways) for name, ways in found.items()}


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
    units = {each for each in _units(tree) if each} | {whole, " ", "a", "1"} - {""}
    starts = {"", *list(_before(tree))[-1:]}
    return [
        (start, unit, end)
        for unit in sorted(units, key=lambda each: (len(each), each))[:MOST_UNITS]
        for start in sorted(starts)
        for end in _MISFITS
    ]


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
        return next(each for each in "a1 .,-;x\n\0" if not refused.match(each))
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


def growth(pattern: re.Pattern[str], way: str, attack: tuple[str, str, str]) -> float:
    """Give how many times longer a text four times as long takes; 0 where it is quick."""
    for length in LENGTHS:
        if _seconds(pattern, way, attack, length) > WORTH:
            # measured again, the shortest of five each, before anything is said of it: others use the machine too
            again = [
                min(_seconds(pattern, way, attack, each) for _ in range(5)) for each in (length // TIMES, length)
            ]
            if again[1] > WORTH:
                return again[1] / max(again[0], WORTH / 100)
    return 0


def _seconds(pattern: re.Pattern[str], way: str, attack: tuple[str, str, str], length: int) -> float:
    start, unit, end = attack
    text = start + (unit * (length // len(unit) + 1))[:length] + end
    # the clock of the process has steps of some milliseconds on some machines
    begun = time.perf_counter()
    if way in ("fullmatch", "match", "search"):
        getattr(pattern, way)(text)
    else:
        deque(pattern.finditer(text), maxlen=0)
    return time.perf_counter() - begun


def slow(beginnings: tuple[str, ...]) -> Iterator[dict[str, object]]:
    """Give the patterns that are not linear, each with the first text that shows it."""
    for name, (pattern, ways) in patterns().items():
        if not name.startswith(beginnings):
            continue
        for way, attack in product(sorted(ways), attacks(pattern)):
            if (times := growth(pattern, way, attack)) > MOST:
                yield {"pattern": name, "way": way, "attack": attack, "times": round(times, 1)}
                break


if __name__ == "__main__":
    for each in slow(tuple(sys.argv[1:]) or ("",)):
        sys.stdout.write(json.dumps(each, ensure_ascii=False) + "\n")
        sys.stdout.flush()
