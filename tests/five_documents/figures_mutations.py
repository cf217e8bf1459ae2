"""What a slip of figures is, whether a remark is about it, and how kinds of slips are measured.

A remark is true when it can be said why it is given: it stands in a changed line, or it names what was changed (the
row, the action, the field), or it is a consequence that the kind of slip names, in the same document or a table drawn
from it. Any other remark is false, though there was none before the slip.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from random import Random

from analysis.rules.documents import Corpus, RefusedError, plain
from analysis.rules.slipping import random_at

from handlingsplan.text.places import Problem

#: `make recall` draws 200 slips of each kind; the tests draw the first fifty of them.
SEEDS = range(200 if "RECALL" in os.environ else 50)
TOTALS = frozenset({"uppgiven-summa-skiljer", "summa-avrundning", "kopierad-summa"})
Change = dict[str, str]


@dataclass(frozen=True)
class Slip:
    """Files with a slip; and the same files with a fact that the documents lack, stated rightly, before it."""

    after: Change
    before: Change = field(default_factory=dict)


Kind = Callable[[Random, Change], Change | Slip]


@dataclass(frozen=True)
class Expected:
    """A kind of slips: the codes of which one must be given, what may follow, how many of a hundred are found,
    and how many remarks are false at most."""

    kind: Kind
    codes: frozenset[str]
    follows: frozenset[str] = frozenset()
    floor: int = 100
    most_false: int = 0

    @property
    def name(self) -> str:
        """What the table calls it."""
        return getattr(self.kind, "__name__", "")


@dataclass
class Measured:
    """How a kind of slips fared: how many are found, by their rule or any, and which remarks are false."""

    slips: int = 0
    different: int = 0
    found: int = 0
    refused: int = 0
    by_any: int = 0
    false: list[str] = field(default_factory=list)
    missed: list[str] = field(default_factory=list)

    def add(self, corpus: Corpus, slip: Slip, expected: Expected) -> None:
        """Ask the rules of a slip. One that the reader refuses is found: it is told before any rule."""
        self.slips += 1
        self.false += [f"before: {each}" for each in corpus.found(slip.before)] if slip.before else []
        try:
            problems = corpus.found({**slip.before, **slip.after})
        except RefusedError:
            self.found, self.by_any, self.refused = self.found + 1, self.by_any + 1, self.refused + 1
            return
        about = About(slip, {**corpus.files, **slip.before}, expected.follows)
        true = [each for each in problems if about.is_true(each)]
        self.false += [str(each) for each in problems if each not in true]
        self.by_any += bool(true)
        self.found += any(each.code in expected.codes for each in true)
        if not any(each.code in expected.codes for each in true):
            self.missed.append(f"{about.shown()}: {[str(each) for each in problems]}")


def measure(corpus: Corpus, expected: Expected) -> Measured:
    """Draw slips of a kind, and ask the rules of each."""
    measured, seen = Measured(), set[str]()
    for seed in SEEDS:
        drawn = expected.kind(random_at(seed), corpus.files)
        slip = drawn if isinstance(drawn, Slip) else Slip(drawn)
        seen.add(repr(slip.after))
        measured.add(corpus, slip, expected)
    measured.different = len(seen)
    return measured


class About:
    """What a slip changed: lines, the names that stand there, and the documents that they belong to."""

    def __init__(self, slip: Slip, files: Mapping[str, str], follows: frozenset[str]) -> None:
        self.follows = follows
        self.changes = {path: (files.get(path, ""), text) for path, text in slip.after.items()}
        self.lines = {path: set(changed_lines(*texts)) for path, texts in self.changes.items()}
        self.names = {name for path, texts in self.changes.items() for name in _names(path, *texts)}
        self.values = {value for texts in self.changes.values() for value in _values(*texts)}
        self.near = {_document(path) for path in slip.after}
        self.near |= {_document(path) for path, text in files.items() if _draws_from(text, self.near)}

    def is_true(self, problem: Problem) -> bool:
        """Whether it can be said why a remark is given."""
        if problem.place.line in self.lines.get(problem.place.path, ()):
            return True
        if _document(problem.place.path) not in self.near:
            return False
        message = plain(problem.message)
        named = problem.subject in self.names or any(f"«{name}»" in message for name in self.names)
        cited = any(re.search(rf"(?<![\d,])(?<!\d ){re.escape(value)}(?!,?\d)", message) for value in self.values)
        return named or cited or problem.code in self.follows

    def shown(self) -> str:
        """Give the first changed lines, before and after."""
        pairs = ((old.split("\n"), new.split("\n")) for old, new in self.changes.values())
        found = (
            [*[a for a in old if a not in new][:2], "→", *[b for b in new if b not in old][:2]] for old, new in pairs
        )
        return "; ".join(" ".join(each) for each in found)


def _document(path: str) -> str:
    """Give a table's path without its suffix; a plan's or report's folder."""
    return path.rpartition(".")[0] if path.startswith("data/") else "/".join(path.split("/")[:4])


def _draws_from(text: str, documents: Iterable[str]) -> bool:
    """Whether a table is drawn from a changed one, or a plan's key figures are."""
    line = re.search(r"^urval ur: .*$", text, re.MULTILINE)
    names = [each.rpartition("/")[2] for each in documents if each.startswith("data/")]
    return any((line and each in line[0]) or f"    data: {each}\n" in text for each in names)


def changed_lines(old: str, new: str) -> Iterator[int]:
    """Give the numbers, in the new text, of the lines that are not in the old."""
    matcher = SequenceMatcher(None, old.split("\n"), new.split("\n"), autojunk=False)
    for tag, _, _, start, end in matcher.get_opcodes():
        if tag != "equal":
            yield from range(start + 1, end + 1)


def _names(path: str, old: str, new: str) -> Iterator[str]:
    """Give what is named at the lines that differ: a row's cells, or the action or row, and the fields."""
    for first, second in ((old, new), (new, old)):
        lines = second.split("\n")
        for number in changed_lines(first, second):
            if path.endswith(".csv"):
                yield from (each for each in lines[number - 1].split(";") if re.search("[a-zåäö]|^[0-9]{5}$", each))
            elif path.endswith(".yml"):
                yield from _named_at(lines[:number], path.startswith("data/"))


def _values(old: str, new: str) -> Iterator[str]:
    """Give the amounts and dates that stand in the changed lines now."""
    lines = new.split("\n")
    for number in changed_lines(old, new):
        yield from (each for each in re.split(r";|: ", lines[number - 1]) if re.match(r"-?\d.*\d", each))


def _named_at(lines: list[str], in_entries: bool) -> Iterator[str]:
    """Give the field of the last line, and the entry of a list that it belongs to; a table's columns in entries too."""
    key = re.match(r" *(?:- )?([^:{]+):", lines[-1])
    if key and (in_entries or not lines[-1].startswith("    ")):
        yield key[1]
    for line in reversed(lines if lines[-1].startswith(" ") else []):
        if entry := re.match(r'  - (?:id|rad|åtgärd|datum): "?([^"\n]+)"?$', line):
            yield entry[1]
        if not line.startswith("    "):
            if not line.startswith("  - "):
                yield line.partition(":")[0].strip()
            return


def lines(files: Mapping[str, str], path: str, line: str) -> Iterator[tuple[str, re.Match[str]]]:
    """Give the places in the files whose paths match, where a pattern does."""
    for name, text in files.items():
        if re.search(path, name):
            yield from ((name, match) for match in re.finditer(line, text, re.MULTILINE))


def replaced(files: Mapping[str, str], name: str, match: re.Match[str], new: str, group: int = 1) -> Change:
    """Give a file with what a pattern found exchanged."""
    return {name: files[name][: match.start(group)] + new + files[name][match.end(group) :]}
