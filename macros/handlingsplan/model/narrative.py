"""The text of a plan or report (plan.md, rapport.md), cut into sections. The text itself is kept as written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from handlingsplan.text.places import Place

from .audience import Audience

SHORT_DESCRIPTION = "Kort beskrivning"


@dataclass(frozen=True, slots=True)
class Subsection:
    """A `###` heading with the lines below it, as (first, last) line numbers of the file, from 1."""

    title: str
    line: int
    body: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Section:
    """A `##` section. `actions` are the ids of the actions it covers; empty for a free section."""

    title: str
    id: str
    classes: tuple[str, ...]
    actions: tuple[str, ...]
    line: int
    body: tuple[int, int]
    subsections: tuple[Subsection, ...] = ()

    @property
    def is_annex(self) -> bool:
        """Whether the section is an annex (*bilaga*)."""
        return "bilaga" in self.classes

    @property
    def audience(self) -> Audience | None:
        """Who may read it, where its heading says so: `{: .publik }`; the narrowest if it says more than one."""
        said = [each for each in Audience if each.value in self.classes]
        return said[0] if said else None

    def subsection(self, title: str) -> Subsection | None:
        """Find a subsection by the beginning of its heading, capitals aside."""
        wanted = title.casefold()
        return next((each for each in self.subsections if each.title.casefold().startswith(wanted)), None)


@dataclass(frozen=True, slots=True)
class Narrative:
    """A Markdown file with its sections."""

    path: str
    text: str
    sections: tuple[Section, ...]

    def lines(self, span: tuple[int, int]) -> str:
        """Give the text of the lines from first to last, both included."""
        return "\n".join(_split(self.text)[span[0] - 1 : span[1]])

    def place(self, line: int) -> Place:
        """Give the place of a line."""
        return Place(self.path, line)

    @property
    def lead(self) -> tuple[int, int]:
        """The lines before the first heading, as (first, last); without headings all of them."""
        return (1, self.sections[0].line - 1 if self.sections else len(_split(self.text)))

    def only(self, sections: Sequence[Section], *, lead: bool = True) -> Narrative:
        """Give the text with only these of its sections, as if the others had never been written."""
        kept = _split(self.text)[: self.lead[1]] if lead else []
        moved: list[Section] = []
        for section in sections:
            moved.append(_moved(section, len(kept) + 1 - section.line))
            kept += _split(self.text)[section.line - 1 : section.body[1]]
        return Narrative(self.path, "\n".join(kept), tuple(moved))

    def section_of(self, action_id: str) -> Section | None:
        """Find the section that covers an action."""
        return next((each for each in self.sections if action_id in each.actions), None)


@lru_cache(maxsize=32)
def _split(text: str) -> list[str]:
    """Cut a text into lines once, however many spans of it are asked for."""
    return text.split("\n")


def _moved(section: Section, by: int) -> Section:
    """Give a section that stands some lines further down, or up."""
    subsections = tuple(
        Subsection(each.title, each.line + by, (each.body[0] + by, each.body[1] + by)) for each in section.subsections
    )
    body = (section.body[0] + by, section.body[1] + by)
    return replace(section, line=section.line + by, body=body, subsections=subsections)
