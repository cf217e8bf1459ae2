"""Markup that Python-Markdown takes very long to read, or cannot read at all, told at its line.

Its time grows with the square of the brackets and tags that are never closed and of the footnotes, short rows of a
table are filled up, and what stands in each other is read by functions that call themselves. What is left is met by a
wall (`site/bounded_markdown.py`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from handlingsplan.text.places import Place, Problem, error

#: The real documents have no open bracket or tag, no footnote, nothing deeper than three and some 200 cells.
MOST_OPEN, MOST_NOTES, MOST_LEVELS, MOST_CELLS = 200, 500, 20, 50_000
#: A bracket that is closed before another begins, with its address; what a backtick or backslash hides is open.
_CLOSED = re.compile(r"\[[^\[\]`\\]{0,2000}+\](?:\((?:[^()\[\]`\\<>]|\([^()\[\]`\\<>]{0,500}+\)){0,2000}\)|(?!\())")
_BRACKET = re.compile(r"\[")
#: A tag that does not end before the next begins.
_TAG = re.compile(r"<[A-Za-z/!?][^<>]{0,2000}+(?!>)")
_NOTE = re.compile(r"\[\^")
_LEVELS = re.compile(r"(?:[ \t]*+(?:>|(?:[-*+]|\d{1,9}[.)])(?=[ \t])))*[ \t]*+")
#: So many levels end at the twentieth column at least, and a character is no more than four wide (a tab).
_FAR_IN = re.compile(rf"\n[ \t>*+\d.)-]{{{MOST_LEVELS // 4}}}")
_MARKER = re.compile(r">|[-*+]|\d{1,9}+[.)]")
#: The line below the head of a table. Markdown fills each row up to as many cells.
_COLUMNS = re.compile(r"(?=[^|]*+\|)[ \t>|:]*+-[ \t>|:-]*+")


def check_markup(path: str, prose: Iterable[tuple[int, str]]) -> Iterator[Problem]:
    """Give what is too much: brackets, tags, footnotes, cells, levels. `prose` is the numbered lines outside code."""
    lines = list(prose)
    text = "\n".join(line for _, line in lines)
    # what is closed is blotted out, so that places stay
    open_text = _CLOSED.sub(lambda found: "x" * len(found[0]), text) if "[" in text else text
    for most, places, what in (
        (MOST_OPEN, _starts(_BRACKET, open_text), "hakparenteser [ som inte avslutas; avsluta dem, eller skriv \\["),
        (MOST_OPEN, _starts(_TAG, text), "taggar < som inte avslutas; skriv &lt; för ett mindre än"),
        (MOST_NOTES, _starts(_NOTE, text), "fotnoter; dela upp texten"),
    ):
        if len(places) > most:
            number = lines[text.count("\n", 0, places[most])][0]
            yield error("markering", Place(path, number), f"texten har fler än {most} {what}")
    if "|" in text and (line := _too_many_cells(lines)):
        message = f"texten har tabeller med fler än {MOST_CELLS} rutor; lägg dem i en datamängd"
        yield error("markering", Place(path, line), message)
    if _FAR_IN.search(f"\n{text}") and (line := next(_too_deep(lines), 0)):
        message = f"raden har fler än {MOST_LEVELS} nivåer av punkter, citat och indrag; gör texten plattare"
        yield error("markering", Place(path, line), message)


def _starts(pattern: re.Pattern[str], text: str) -> list[int]:
    return [found.start() for found in pattern.finditer(text)]


def _too_many_cells(lines: Iterable[tuple[int, str]]) -> int:
    """Give the line where the tables have more cells than are read; 0 if they have not."""
    cells = columns = 0
    for number, line in lines:
        if not line.strip():
            columns = 0
        elif _COLUMNS.fullmatch(line):
            columns = line.strip(" \t>").strip("|").count("|") + 1
        cells += columns
        if cells > MOST_CELLS:
            return number
    return 0


def _too_deep(lines: Iterable[tuple[int, str]]) -> Iterator[int]:
    """Give the lines that stand in too many others: a level is a marker, or an indent beyond that of a line above."""
    levels: list[int] = []
    for number, line in lines:
        begin = _LEVELS.match(line)
        if begin is None or begin.end() == len(line):
            continue
        if not begin.end():  # most lines: what stands first stands in nothing
            levels = [0]
            continue
        columns = [found.start() for found in _MARKER.finditer(begin[0])] or [begin.end()]
        columns = [len(line[:each].expandtabs(4)) for each in columns[: MOST_LEVELS + 1]]
        levels = [each for each in levels if each < columns[0]] + columns
        if len(levels) > MOST_LEVELS:
            yield number
