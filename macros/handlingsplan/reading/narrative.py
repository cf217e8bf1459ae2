"""Markdown to sections: the headings and their attributes, nothing else. Python-Markdown does the rest."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from handlingsplan.model.narrative import Narrative, Section, Subsection
from handlingsplan.text.places import Place, Problem, error
from handlingsplan.text.words import nfc

from .decoding import decode
from .markup import check_markup

_HEADING = re.compile(r"(#{1,6})(?![^ \t])")
_TIGHT_HEADING = re.compile(r"(#{1,6})[^# \t]")
_UNDERLINE = re.compile(r"(?:=+|-+) *")
_FENCE = re.compile(r" {0,3}(`{3,}+(?![^`]*`)|~{3,})(.*)")
_COVERS = re.compile(r"data-galler\s*=\s*(\"[^\"]*\"|'[^']*'|\S+)")
#: Each section is held against the others, and no document has a tenth of this.
_MAX_HEADINGS = 500
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
    prose, unclosed = _outside_code(text, lines)
    headings = [_heading(line, number) for number, line in prose if line[:1] == "#" and _HEADING.match(line)]
    if len(headings) > _MAX_HEADINGS:
        problems.append(_too_many(path, headings))
        return Narrative(path, "", ()), problems
    narrative = Narrative(path, text, tuple(_sections(headings, len(lines))))
    problems += [problem for heading in headings for problem in _check_heading(narrative, heading)]
    problems += _check_lines(narrative, prose)
    problems += check_markup(path, prose)
    if unclosed:
        message = f"kodblocket avslutas aldrig; skriv {unclosed[1]} på en egen rad efter det"
        problems.append(error("kodblock", narrative.place(unclosed[0]), message))
    return narrative, problems


def _too_many(path: str, headings: list[_Heading]) -> Problem:
    message = f"texten har {len(headings)} rubriker; högst {_MAX_HEADINGS} läses, så dela upp den"
    return error("för-stor-fil", Place(path, headings[_MAX_HEADINGS].line), message)


def _outside_code(text: str, lines: list[str]) -> tuple[list[tuple[int, str]], tuple[int, str] | None]:
    """Give the numbered lines outside fenced code, and where code begins that never ends."""
    if "```" not in text and "~~~" not in text:
        return list(enumerate(lines, 1)), None
    prose: list[tuple[int, str]] = []
    fence: tuple[int, str] | None = None
    for number, line in enumerate(lines, 1):
        match = _FENCE.match(line)
        if fence is None and match:
            fence = (number, match.group(1))
        elif fence is None:
            prose.append((number, line))
        elif match and match.group(1).startswith(fence[1]) and not match.group(2).strip():
            fence = None
    return prose, fence


def _heading(line: str, number: int) -> _Heading:
    """Read `## Rubrik {: #id .klass }`."""
    title = line.lstrip("#")
    written, opening, attributes = title.partition("{:")
    if not (opening and attributes.rstrip().endswith("}")):
        written, attributes = title, ""
    return _Heading(
        len(line) - len(title), written.strip().rstrip("# "), attributes.rstrip().removesuffix("}"), number
    )


def _sections(headings: list[_Heading], last: int) -> Iterator[Section]:
    tops = [index for index, heading in enumerate(headings) if heading.level <= 2]
    for start, stop in pairwise([*tops, len(headings)]):
        top = headings[start]
        end = headings[stop].line - 1 if stop < len(headings) else last
        inner = [each for each in headings[start + 1 : stop] if each.level == 3]
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


def _check_lines(narrative: Narrative, prose: list[tuple[int, str]]) -> Iterator[Problem]:
    """Find what Markdown makes a heading of though it is not written as one here."""
    above = ""
    for number, line in prose:
        if line[:1] == "#" and _TIGHT_HEADING.match(line):
            message = "skriv mellanslag efter # i en rubrik, eller \\# om raden ska börja med tecknet"
            yield error("rubriknivå", narrative.place(number), message)
        if line[:1] in ("=", "-") and above.strip() and _UNDERLINE.fullmatch(line):
            message = "raden gör texten ovanför till en rubrik; skriv en tom rad emellan, eller ## framför rubriken"
            yield error("rubriknivå", narrative.place(number), message)
        above = line


def _check_heading(narrative: Narrative, heading: _Heading) -> Iterator[Problem]:
    place = narrative.place(heading.line)
    if heading.level == 1:
        yield error("rubriknivå", place, "rubriken har ett #; börja avsnitt med ## (sidans titel kommer ur fakta)")
    if heading.level == 2 and not heading.title:
        yield error("rubriknivå", place, "rubriken är tom; skriv en rubrik efter ##")
    if "{{" in heading.title or "{%" in heading.title:
        yield error("makro-i-rubrik", place, "rubriken har ett makro; skriv det i texten under rubriken")
    if _TYPED_NUMBER.match(heading.title):
        yield error(
            "skriven-numrering",
            place,
            f"rubriken «{heading.title}» är numrerad; numret skapas på sidan, ta bort det",
        )
