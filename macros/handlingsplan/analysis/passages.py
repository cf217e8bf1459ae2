"""The passages of a plan or a report: every text that somebody typed, with what it is about."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from handlingsplan.analysis.typed import About, Passage, passage
from handlingsplan.model.archive import FollowUpDocument, Places, PlanDocument, ReportDocument
from handlingsplan.model.narrative import Narrative, Section
from handlingsplan.text.vocabulary import swedish

#: Blocks of a plan with a text, by attribute: which attribute of the block holds it.
_BLOCKS = {
    "savings_requirement": "description",
    "starting_position": "comment",
    "consultation": "comment",
    "risk_assessment": "comment",
}


def plan_passages(document: PlanDocument) -> list[Passage]:
    """Give a plan's passages: its text, the fields of plan.yml that are texts, and its follow-ups."""
    found = [*narrative_passages(document.narrative, "texten"), *_fields(document)]
    for follow_up in document.follow_ups:
        found += _comments(follow_up)
        found += narrative_passages(follow_up.narrative, _source(follow_up), follow_up=True)
    return found


def field_passages(document: PlanDocument) -> list[Passage]:
    """Give only those passages of a plan that are fields of YAML."""
    return [*_fields(document), *(each for follow_up in document.follow_ups for each in _comments(follow_up))]


def report_passages(document: ReportDocument) -> list[Passage]:
    """Give a report's passages."""
    return list(narrative_passages(document.narrative, "texten"))


@lru_cache(maxsize=16)  # the rules of a document follow each other, and several ask for its passages
def narrative_passages(narrative: Narrative | None, source: str, *, follow_up: bool = False) -> tuple[Passage, ...]:
    """Give what stands before the first heading, below each heading, and below each subheading."""
    return tuple(each for each in _passages(narrative, source, follow_up) if each.text) if narrative else ()


def _passages(narrative: Narrative, source: str, follow_up: bool) -> Iterator[Passage]:
    yield _lines(narrative, narrative.lead, About(source, follow_up=follow_up))
    for section in narrative.sections:
        yield from _section(narrative, section, source, follow_up)


def _section(narrative: Narrative, section: Section, source: str, follow_up: bool) -> Iterator[Passage]:
    identity = section.id or section.title.casefold()
    about = About(source, section.actions, identity, section.title, follow_up)
    end = section.subsections[0].line - 1 if section.subsections else section.body[1]
    yield _lines(narrative, (section.body[0], end), about)
    for each in section.subsections:
        yield _lines(narrative, each.body, About(source, section.actions, identity, each.title, follow_up))


def _lines(narrative: Narrative, span: tuple[int, int], about: About) -> Passage:
    return passage(narrative.lines(span) if span[1] >= span[0] else "", narrative.place(span[0]), about)


def _fields(document: PlanDocument) -> Iterator[Passage]:
    facts, plan = document.facts, document.plan
    for index, action in enumerate(plan.actions):
        where = (swedish("actions"), index, swedish("description"))
        about = About("beskrivningen", (action.id,), action.id, action.name)
        yield from _field(action.description, facts, where, about)
    for block, name in _BLOCKS.items():
        text = getattr(getattr(plan, block), name, "")
        yield from _field(text, facts, (swedish(block), swedish(name)), About(swedish(block)))


def _source(document: FollowUpDocument) -> str:
    return f"uppföljningen {document.day}"


def _comments(document: FollowUpDocument) -> Iterator[Passage]:
    source, follow_up = _source(document), document.follow_up
    yield from _field(follow_up.comment, document.facts, (swedish("comment"),), About(source, follow_up=True))
    for index, each in enumerate(follow_up.actions):
        where = (swedish("actions"), index, swedish("comment"))
        about = About(source, (each.action,), each.action, follow_up=True)
        yield from _field(each.comment, document.facts, where, about)


def _field(text: str, facts: Places, location: tuple[str | int, ...], about: About) -> Iterator[Passage]:
    if text:  # most fields that may hold a text have none
        yield passage(text, facts.place(*location), about, exact=False)
