"""A plan's or report's Markdown for its page: numbered headings with lasting ids, macros filled in.

Headings are never numbered by hand and their ids do not depend on the numbers, so a link in the minutes
still leads to its section when sections are added.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from handlingsplan.model.archive import PlanDocument
from handlingsplan.model.narrative import SHORT_DESCRIPTION, Narrative, Section
from handlingsplan.model.plan import DocumentType
from handlingsplan.site.context import TextContext, new_id
from handlingsplan.site.filling import fill
from handlingsplan.text.places import Problem
from handlingsplan.text.words import slug

_INNER_HEADING = re.compile(r"^(#{3,5})(?=\s)", re.MULTILINE)


@dataclass(slots=True)
class Assembled:
    """A text ready for Markdown, with what was wrong in it."""

    markdown: str = ""
    problems: list[Problem] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Layout:
    """How a text is laid out on its page."""

    numbers: dict[str, str] = field(default_factory=dict)
    prefix: str = ""
    deeper: int = 0
    after_heading: Callable[[Section], str] = lambda _section: ""


@dataclass(frozen=True, slots=True)
class _Heading:
    """A section's heading on its page."""

    section: Section
    anchor: str
    number: str

    def markdown(self, deeper: int) -> str:
        classes = "".join(f" .{name}" for name in self.section.classes)
        title = f"{self.number} {self.section.title}" if self.number else self.section.title
        return f"{'#' * (2 + deeper)} {title} {{: #{self.anchor}{classes} }}"


def section_ids(narrative: Narrative) -> dict[int, str]:
    """Give each section's id by its line: its own, else made of its heading; never the same twice.

    An id that somebody has written goes before one that is made, wherever they stand: it is linked to.
    """
    written = {section.line: section.id for section in narrative.sections if section.id}
    taken = set(written.values())
    made = {
        section.line: new_id(slug(section.title) or "avsnitt", taken)
        for section in narrative.sections
        if not section.id
    }
    return written | made


def section_numbers(plan: PlanDocument) -> dict[str, str]:
    """Give the generated numbers by section id: `2.` in an economic plan, `Bilaga 1.` for annexes."""
    if plan.narrative is None:
        return {}
    ids = section_ids(plan.narrative)
    numbers: dict[str, str] = {}
    annexes = sections = 0
    for section in plan.narrative.sections:
        if section.is_annex:
            annexes += 1
            numbers[ids[section.line]] = f"Bilaga {annexes}."
        elif plan.plan.document_type is DocumentType.ECONOMIC_PLAN:
            sections += 1
            numbers[ids[section.line]] = f"{sections}."
    return numbers


def plan_markdown(context: TextContext, plan: PlanDocument, after_heading: Callable[[Section], str]) -> Assembled:
    """Lay out a plan's text on its own page; `after_heading` gives what stands first in a section."""
    if plan.narrative is None:
        return Assembled()
    return _assembled(context, plan.narrative, _Layout(section_numbers(plan), after_heading=after_heading))


def report_markdown(context: TextContext, narrative: Narrative) -> Assembled:
    """Lay out a report's text on its page."""
    return _assembled(context, narrative, _Layout())


def included_text(context: TextContext, plan: PlanDocument) -> str:
    """Give a plan's text for a report: its lead without heading, the rest one level down, ids made unique.

    The plan's problems are told where the plan itself is laid out.
    """
    if plan.narrative is None:
        return ""
    inner = context.about(plan, plan.narrative.path)
    return _assembled(inner, plan.narrative, _Layout(prefix=f"{plan.unit}-", deeper=1)).markdown


def _assembled(context: TextContext, narrative: Narrative, layout: _Layout) -> Assembled:
    result = Assembled()
    pieces = [_filled(result, context, narrative, narrative.lead)]
    ids = section_ids(narrative)
    anchors = {line: new_id(layout.prefix + identity, context.page_ids) for line, identity in ids.items()}
    for section in narrative.sections:
        heading = _Heading(section, anchors[section.line], layout.numbers.get(ids[section.line], ""))
        pieces += _section(result, context, narrative, heading, layout)
    result.markdown = "\n\n".join(piece for piece in pieces if piece.strip()) + "\n"
    return result


def _section(
    result: Assembled, context: TextContext, narrative: Narrative, heading: _Heading, layout: _Layout
) -> Iterator[str]:
    section = heading.section
    if not (layout.deeper and _is_lead(section, narrative)):
        yield heading.markdown(layout.deeper)
        yield layout.after_heading(section)
    lead_end = section.subsections[0].line - 1 if section.subsections else section.body[1]
    yield _deeper(_filled(result, context, narrative, (section.body[0], lead_end)), layout)
    for subsection in section.subsections:
        if subsection.title.casefold() == SHORT_DESCRIPTION.casefold():
            _filled(result, context.line(), narrative, subsection.body)  # for its problems; a table shows the text
            continue
        anchor = new_id(f"{heading.anchor}-{slug(subsection.title)}", context.page_ids)
        yield f"{'#' * (3 + layout.deeper)} {subsection.title} {{: #{anchor} }}"
        yield _deeper(_filled(result, context, narrative, subsection.body), layout)


def _is_lead(section: Section, narrative: Narrative) -> bool:
    """Whether the section is the text's own summary, which in a report stands under the unit's heading."""
    return section is narrative.sections[0] and slug(section.title) == "sammanfattning"


def _filled(result: Assembled, context: TextContext, narrative: Narrative, span: tuple[int, int]) -> str:
    if span[1] < span[0]:
        return ""
    text, problems = fill(context, narrative, span)
    result.problems += problems
    return text.strip("\n")


def _deeper(text: str, layout: _Layout) -> str:
    return _INNER_HEADING.sub(lambda match: "#" * layout.deeper + match.group(1), text) if layout.deeper else text
