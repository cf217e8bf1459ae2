"""What a mutation of sound documents is, whether what is told is about it, and how kinds of them are measured."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from random import Random

from analysis.rules.documents import RefusedError
from analysis.rules.slipping import random_at

from five_documents.texts_corpus import Changed, Texts
from handlingsplan.text.places import Problem

#: Draws of a kind: as many as give so many that differ, or so many in all when there are not so many.
DISTINCT, MOST_DRAWS = 50, 150


@dataclass(frozen=True)
class Mutation:
    """What a document says before, when a true sentence has been added to it, and after the slip.

    `about` are words of messages that tell of the slip elsewhere than in the lines that it changed.
    """

    after: Changed
    before: Mapping[str, str] = field(default_factory=dict)
    about: tuple[str, ...] = ()


Kind = Callable[[Random, Texts], Mutation | None]


@dataclass
class Measured:
    """How a kind of slips fared: how many differ, how many are found, by their rule or any, and what else was told."""

    slips: int = 0
    found: int = 0
    refused: int = 0
    by_any: int = 0
    false: list[str] = field(default_factory=list)
    missed: list[str] = field(default_factory=list)

    @property
    def different(self) -> int:
        """All of them differ."""
        return self.slips

    def add(self, texts: Texts, mutation: Mutation, codes: set[str]) -> None:
        """Ask the rules of a mutation. One that the reader refuses is found: it is told before any rule."""
        self.slips += 1
        files = {**texts.files, **mutation.before}
        self.false += [str(each) for each in texts.of(mutation.before)] if mutation.before else []
        try:
            problems = texts.of({**mutation.before, **mutation.after})
        except RefusedError:
            self.found, self.by_any, self.refused = self.found + 1, self.by_any + 1, self.refused + 1
            return
        mine = [each for each in problems if is_about(each, mutation, files)]
        self.false += [str(each) for each in problems if each not in mine]
        self.by_any += bool(mine)
        if any(each.code in codes for each in mine):
            self.found += 1
        else:
            self.missed.append(f"{shown(mutation, files)}: {[str(each) for each in problems]}")


def measure(kind: Kind, codes: set[str], texts: Texts) -> Measured:
    """Draw mutations of a kind that differ, and ask the rules of each."""
    measured, seen = Measured(), set[str]()
    for seed in range(MOST_DRAWS):
        mutation = kind(random_at(seed), texts)
        if mutation is None or repr(mutation.after) in seen:
            continue
        seen.add(repr(mutation.after))
        measured.add(texts, mutation, codes)
        if measured.slips == DISTINCT:
            break
    return measured


def is_about(problem: Problem, mutation: Mutation, files: Mapping[str, str]) -> bool:
    """Whether a remark is of a slip: it stands in a changed line, or names the line or what was changed."""
    lines = {path: changed_lines(files.get(path, ""), text or "") for path, text in mutation.after.items()}
    if problem.place.line in lines.get(problem.place.path, ()):
        return True
    if problem.code == "oförklarad-siffra" and problem.place.path in lines:
        near = lines[problem.place.path]  # it is held against the numbers beside it
        return near[0] - 2 <= problem.place.line <= near[-1] + 2
    named = any(re.search(rf"\brad {line}\b", problem.message) for each in lines.values() for line in each)
    return named or any(words in problem.message for words in mutation.about)


def changed_lines(old: str, new: str) -> Sequence[int]:
    """Give the numbers of the lines that differ; where lines were taken away, of those around."""
    before, after = old.split("\n"), new.split("\n")
    first = next((n for n, pair in enumerate(zip(before, after, strict=False)) if pair[0] != pair[1]), len(after))
    pairs = zip(reversed(before[first:]), reversed(after[first:]), strict=False)
    same = next((n for n, pair in enumerate(pairs) if pair[0] != pair[1]), min(len(before), len(after)) - first)
    last = len(after) - same
    return range(first + 1, last + 1) if last > first else range(first, first + 2)


def shown(mutation: Mutation, files: Mapping[str, str]) -> str:
    """Give the first changed line of each file, before and after."""
    pieces = []
    for path, text in mutation.after.items():
        old, new = files.get(path, ""), text or ""
        lines = changed_lines(old, new)
        pieces.append(" → ".join("\n".join(each.split("\n")[lines[0] - 1 : lines[-1]])[:160] for each in (old, new)))
    return "; ".join(pieces)


def replaced(text: str, start: int, end: int, new: str) -> str:
    """Give a text with a span exchanged."""
    return text[:start] + new + text[end:]
