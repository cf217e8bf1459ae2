"""Every text of a document as it was written, macros and addresses included: what the rules of persons look at."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from functools import cache, partial
from itertools import pairwise
from typing import Any

from handlingsplan.model.archive import DatasetDocument, Places, PlanDocument, ReportDocument
from handlingsplan.model.base import Model
from handlingsplan.model.dataset import Row
from handlingsplan.model.narrative import Narrative
from handlingsplan.model.report import Signer
from handlingsplan.text.places import Place
from handlingsplan.text.vocabulary import swedish

#: A blank line, or a line that begins something of its own: a list item, a row, a heading.
_BREAK = re.compile(r"\n[ \t]*\n|\n(?=[ \t]*(?:[-*+] |\d{1,3}[.)] |\||#))")
#: Fields in which a document names people on purpose.
_OFFICIAL = ("handler", "document_owner")
Location = tuple[str | int, ...]
#: Where a text stands in its file, the text, and whether it names somebody on purpose.
Leaf = tuple[Location, str, bool]


@dataclass(frozen=True, slots=True)
class Written:
    """A text as it stands in a file. `official` says that it names somebody on purpose: who has signed, who handles.

    A field of YAML may be folded, so only its beginning has a place. Markdown knows where its lines end.
    """

    text: str
    where: Callable[[], Place]
    official: bool = False
    in_lines: bool = False

    @property
    def first(self) -> Place:
        """Where it begins: asked for only where something is found."""
        return self.where()

    def place(self, offset: int) -> Place:
        """Give the place of a character."""
        first = self.first
        if not self.in_lines:
            return first
        begins = self.text.rfind("\n", 0, offset)
        return Place(first.path, first.line + self.text.count("\n", 0, offset), offset - begins)

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
    return [*_facts(document.descriptor, document.facts), *_cells(rows)]


def _cells(rows: Iterable[Row]) -> Iterator[Written]:
    for row in rows:
        for cell in row.cells.values():
            if isinstance(cell, str):
                yield Written(cell, partial(_place_of, row))


def _place_of(row: Row) -> Place:
    return row.place


def _parts(narrative: Narrative | None) -> Iterator[Written]:
    """Give what stands before the first heading, and each section and subsection with its heading."""
    if narrative is None:
        return
    lines = narrative.text.split("\n")
    inner = (each.line for section in narrative.sections for each in section.subsections)
    starts = sorted({1, len(lines) + 1, *(section.line for section in narrative.sections), *inner})
    for start, end in pairwise(starts):
        text = "\n".join(lines[start - 1 : end - 1])
        yield Written(text, partial(narrative.place, start), in_lines=True)


def _facts(model: Model, facts: Places) -> Iterator[Written]:
    found: list[Leaf] = []
    _leaves(model, (), False, found)
    for location, text, official in found:
        yield Written(text, partial(facts.place, *location), official=official)


def _leaves(value: Any, location: Location, official: bool, found: list[Leaf]) -> None:
    """Find each text of a model with where it stands in its file."""
    if isinstance(value, str):
        if value and not isinstance(value, Enum):
            found.append((location, value, official))
    elif isinstance(value, tuple):
        for index, each in enumerate(value):
            _leaves(each, (*location, index), official, found)
    elif isinstance(value, Model):
        for name, key, is_official in _fields(type(value)):
            if each := getattr(value, name):
                _leaves(each, (*location, key), official or is_official, found)
    elif isinstance(value, Mapping):
        for key, each in value.items():
            _leaves(each, (*location, key), official, found)


@cache
def _fields(kind: type[Model]) -> list[tuple[str, str, bool]]:
    """Give the fields of a kind of block: name, Swedish key, and whether it names somebody on purpose."""
    is_official = issubclass(kind, Signer)
    return [(name, swedish(name), is_official or name in _OFFICIAL) for name in kind.model_fields]
