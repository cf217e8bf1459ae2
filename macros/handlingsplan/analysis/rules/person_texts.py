"""Every text of a document as it was written, macros and addresses included: what the rules of persons look at."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from functools import cache
from itertools import pairwise
from typing import Any

from handlingsplan.model.archive import DatasetDocument, Places, PlanDocument, ReportDocument
from handlingsplan.model.base import Model
from handlingsplan.model.narrative import Narrative
from handlingsplan.model.report import Signer
from handlingsplan.text.places import Place
from handlingsplan.text.vocabulary import swedish

#: A blank line, or a line that begins something of its own: a list item, a row, a heading.
_BREAK = re.compile(r"\n[ \t]*\n|\n(?=[ \t]*(?:[-*+] |\d{1,3}[.)] |\||#))")
_NEWLINE = re.compile("\n")
#: Fields in which a document names people on purpose.
_OFFICIAL = ("handler", "document_owner")


@dataclass(frozen=True, slots=True)
class Written:
    """A text as it stands in a file. `official` says that it names somebody on purpose: who has signed, who handles.

    A field of YAML may be folded, so only its beginning has a place. Markdown knows where its lines end.
    """

    text: str
    first: Place
    official: bool = False
    newlines: tuple[int, ...] | None = None

    def place(self, offset: int) -> Place:
        """Give the place of a character."""
        if self.newlines is None:
            return self.first
        line = bisect_left(self.newlines, offset)
        begins = self.newlines[line - 1] if line else -1
        return Place(self.first.path, self.first.line + line, offset - begins)

    def blocks(self) -> Iterator[tuple[int, str]]:
        """Give each paragraph, list item and table row, with where it begins."""
        begins = 0
        for found in _BREAK.finditer(self.text):
            yield begins, self.text[begins : found.start()]
            begins = found.end()
        yield begins, self.text[begins:]


def written_in(document: PlanDocument | ReportDocument | DatasetDocument) -> list[Written]:
    """Give all texts of a plan with its follow-ups, of a report, or of a dataset with its cells."""
    match document:
        case PlanDocument():
            found = [*_facts(document.plan, document.facts), *_parts(document.narrative)]
            for each in document.follow_ups:
                found += [*_facts(each.follow_up, each.facts), *_parts(each.narrative)]
            return found
        case ReportDocument():
            return [*_facts(document.report, document.facts), *_parts(document.narrative)]
    rows = document.dataset.rows if not document.descriptor.drawn_from else ()
    cells = (Written(cell, row.place) for row in rows for cell in row.cells.values() if isinstance(cell, str))
    return [*_facts(document.descriptor, document.facts), *cells]


def _parts(narrative: Narrative | None) -> Iterator[Written]:
    """Give what stands before the first heading, and each section and subsection with its heading."""
    if narrative is None:
        return
    lines = narrative.text.split("\n")
    inner = (each.line for section in narrative.sections for each in section.subsections)
    starts = sorted({1, len(lines) + 1, *(section.line for section in narrative.sections), *inner})
    for start, end in pairwise(starts):
        text = "\n".join(lines[start - 1 : end - 1])
        newlines = tuple(match.start() for match in _NEWLINE.finditer(text))
        yield Written(text, narrative.place(start), newlines=newlines)


def _facts(model: Model, facts: Places) -> Iterator[Written]:
    for location, text, official in _leaves(model, ()):
        yield Written(text, facts.place(*location), official=official)


def _leaves(value: Any, location: tuple[str | int, ...]) -> Iterator[tuple[tuple[str | int, ...], str, bool]]:
    """Give each text of a model with where it stands in its file."""
    if isinstance(value, str) and not isinstance(value, Enum):
        if value:
            yield location, value, False
    elif isinstance(value, tuple):
        for index, each in enumerate(value):
            yield from _leaves(each, (*location, index))
    elif isinstance(value, Model):
        for name, key, official in _fields(type(value)):
            if (each := getattr(value, name)) is None:
                continue
            for where, text, inner in _leaves(each, (*location, key)):
                yield where, text, official or inner
    elif isinstance(value, Mapping):
        for key, each in value.items():
            yield from _leaves(each, (*location, key))


@cache
def _fields(kind: type[Model]) -> list[tuple[str, str, bool]]:
    """Give the fields of a kind of block: name, Swedish key, and whether it names somebody on purpose."""
    is_official = issubclass(kind, Signer)
    return [(name, swedish(name), is_official or name in _OFFICIAL) for name in kind.model_fields]
