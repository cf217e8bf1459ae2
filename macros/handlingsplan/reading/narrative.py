"""Markdown to sections: the headings and their attributes, nothing else. Python-Markdown does the rest."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from handlingsplan.model.narrative import Narrative, Section, Subsection
from handlingsplan.text.places import Problem, error
from handlingsplan.text.words import nfc

from .decoding import decode

_HEADING = re.compile(r"(#{1,6})(?:[ \t]+(.*?))?[ \t]*(?:\{:(.*)\})?[ \t]*$")
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_COVERS = re.compile(r"data-galler\s*=\s*(\"[^\"]*\"|'[^']*'|\S+)")
_TYPED_NUMBER = re.compile(r"(?:\d+\.|[Bb]ilaga\s+\d+)[\s.:]*")


@dataclass(frozen=True, slots=True)
class _Heading:
    level: int
    title: str
    attributes: str
    line: int


def read_narrative(path: str, data: bytes) -> tuple[Narrative, list[Problem]]:
    """Read a Markdown file; the narrative is empty when its bytes cannot be read."""
    text, problems = decode(path, data)
    text = nfc(text)
    lines = text.split("\n")
    headings = list(_headings(lines))
    narrative = Narrative(path, text, tuple(_sections(headings, len(lines))))
    return narrative, problems + [problem for heading in headings for problem in _check_heading(narrative, heading)]


def _headings(lines: list[str]) -> Iterator[_Heading]:
    """Give the headings outside fenced code."""
    fence = ""
    for number, line in enumerate(lines, 1):
        if match := _FENCE.match(line):
            mark = match.group(1)
            fence = mark if not fence else "" if mark.startswith(fence) else fence
        elif not fence and (match := _HEADING.match(line)):
            yield _Heading(len(match.group(1)), (match.group(2) or "").rstrip("# "), match.group(3) or "", number)


def _sections(headings: list[_Heading], last: int) -> Iterator[Section]:
    tops = [heading for heading in headings if heading.level <= 2]
    for index, top in enumerate(tops):
        end = tops[index + 1].line - 1 if index + 1 < len(tops) else last
        inner = [each for each in headings if top.line < each.line <= end and each.level == 3]
        identity, classes = _attributes(top.attributes)
        yield Section(
            title=top.title,
            id=identity,
            classes=classes,
            actions=_covered(top.attributes, identity, classes),
            line=top.line,
            body=(top.line + 1, end),
            subsections=tuple(_subsections(inner, end)),
        )


def _subsections(inner: list[_Heading], end: int) -> Iterator[Subsection]:
    for index, heading in enumerate(inner):
        last = inner[index + 1].line - 1 if index + 1 < len(inner) else end
        yield Subsection(heading.title, heading.line, (heading.line + 1, last))


def _attributes(text: str) -> tuple[str, tuple[str, ...]]:
    words = _COVERS.sub("", text).split()
    identity = next((word[1:] for word in words if word.startswith("#")), "")
    return identity, tuple(word[1:] for word in words if word.startswith("."))


def _covered(text: str, identity: str, classes: tuple[str, ...]) -> tuple[str, ...]:
    """Give the actions of a section: its id, and further ids in data-galler. Free sections and annexes have none."""
    if not identity or "fri" in classes or "bilaga" in classes:
        return ()
    match = _COVERS.search(text)
    return (identity, *(match.group(1).strip("\"'").replace(",", " ").split() if match else ()))


def _check_heading(narrative: Narrative, heading: _Heading) -> Iterator[Problem]:
    place = narrative.place(heading.line)
    if heading.level == 1:
        yield error("rubriknivå", place, "rubriken har ett #; börja avsnitt med ## (sidans titel kommer ur fakta)")
    if heading.level == 2 and not heading.title:
        yield error("rubriknivå", place, "rubriken är tom; skriv en rubrik efter ##")
    if _TYPED_NUMBER.match(heading.title):
        yield error(
            "skriven-numrering",
            place,
            f"rubriken «{heading.title}» är numrerad; numret skapas på sidan, ta bort det",
        )
