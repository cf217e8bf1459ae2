"""The text of a plan or report (plan.md, rapport.md), cut into sections. The text itself is kept as written."""

from __future__ import annotations

from dataclasses import dataclass

from handlingsplan.text.places import Place

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
        return "\n".join(self.text.split("\n")[span[0] - 1 : span[1]])

    def place(self, line: int) -> Place:
        """Give the place of a line."""
        return Place(self.path, line)

    def section_of(self, action_id: str) -> Section | None:
        """Find the section that covers an action."""
        return next((each for each in self.sections if action_id in each.actions), None)
