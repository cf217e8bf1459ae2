"""Checks of a plan's form: its sections against its actions, and what the form left to be filled in."""

from __future__ import annotations

import re
from collections.abc import Iterator

from handlingsplan.model.archive import PlanDocument
from handlingsplan.model.base import Placeholder
from handlingsplan.model.narrative import Narrative, Section
from handlingsplan.model.plan import Action, DocumentType
from handlingsplan.text.places import Place, Problem, error, remark
from handlingsplan.text.vocabulary import swedish
from handlingsplan.text.words import listed, suggestion

#: The subsections that each form expects in every action's section.
EXPECTED_SUBSECTIONS = {
    DocumentType.ECONOMIC_PLAN: (
        "Beskrivning av åtgärd",
        "Möjligheter",
        "Risker",
        "Ekonomisk effekt",
        "Uppföljning",
    ),
    DocumentType.ACTION_PROGRAMME: (),
}
_TEMPLATE_RESIDUE = re.compile(r"Här skriver du|Fel! Bokmärket är inte definierat|\bLorem ipsum\b")


def check_cover(document: PlanDocument) -> Iterator[Problem]:
    """Give a remark for each cover field that still holds the form's placeholder (*platshållare*)."""
    for key, name in type(document.plan).keys().items():
        value = getattr(document.plan, name)
        if isinstance(value, Placeholder):
            place = document.facts.place(key)
            yield remark("platshållare", place, f"«{key}» är inte ifyllt (det står {value})", key)


def check_text(document: PlanDocument) -> Iterator[Problem]:
    """Hold the text's sections against the plan's actions."""
    narrative = document.narrative
    if narrative is None:
        path = document.facts.path.removesuffix("yml") + "md"
        yield remark("saknad-text", document.facts.place(), f"planen har ingen text; skriv den i {path}")
        return
    yield from _unknown_sections(document, narrative)
    yield from _repeated_sections(narrative)
    for index, action in enumerate(document.plan.actions):
        place = document.facts.place(swedish("actions"), index, swedish("id"))
        yield from _check_action(document, narrative, action, place)
    yield from _template_residue(narrative)


def _unknown_sections(document: PlanDocument, narrative: Narrative) -> Iterator[Problem]:
    known = [action.id for action in document.plan.actions]
    for section in narrative.sections:
        for action_id in section.actions:
            if action_id not in known:
                hint = (
                    suggestion(action_id, known) or "; lägg till åtgärden i plan.yml, eller klassen .fri vid rubriken"
                )
                message = f"ingen åtgärd i plan.yml har id «{action_id}»{hint}"
                yield error("okänd-åtgärd", narrative.place(section.line), message)


def _repeated_sections(narrative: Narrative) -> Iterator[Problem]:
    seen: dict[str, int] = {}
    for section in narrative.sections:
        for identity in section.actions or ((section.id,) if section.id else ()):
            if identity in seen:
                message = f"id «{identity}» används redan vid rubriken på rad {seen[identity]}"
                yield error("dubblett", narrative.place(section.line), message)
            seen.setdefault(identity, section.line)


def _check_action(document: PlanDocument, narrative: Narrative, action: Action, place: Place) -> Iterator[Problem]:
    section = narrative.section_of(action.id)
    if section is None:
        heading = f"## {action.name} {{: #{action.id} }}"
        message = f"åtgärden «{action.name}» har inget avsnitt i {narrative.path}; skriv {heading}"
        yield remark("saknat-avsnitt", place, message, action.id)
        return
    here = narrative.place(section.line)
    if _bare(section.title) != _bare(action.name) and section.actions[0] == action.id:
        message = f"rubriken «{section.title}» är en annan än åtgärdens namn «{action.name}»"
        yield remark("rubrik-skiljer", here, message, action.id)
    for title in EXPECTED_SUBSECTIONS[document.plan.document_type]:
        if section.actions[0] == action.id and section.subsection(title) is None:
            message = f"avsnittet «{section.title}» saknar underavsnittet «{title}»"
            yield remark("saknat-underavsnitt", here, message, f"{action.id}/{title}")


def _template_residue(narrative: Narrative) -> Iterator[Problem]:
    for number, line in enumerate(narrative.text.split("\n"), 1):
        if match := _TEMPLATE_RESIDUE.search(line):
            section = next((each for each in reversed(narrative.sections) if each.line <= number), None)
            message = f"mallens hjälptext «{match.group()} …» står kvar; skriv egen text i stället"
            place = Place(narrative.path, number, match.start() + 1)
            yield remark("mallrest", place, message, _subject(section))


def _subject(section: Section | None) -> str:
    """Give what an avstämning can point at: the section's id, else its heading in lower case."""
    return "" if section is None else section.id or section.title.casefold()


def _bare(text: str) -> str:
    return " ".join(text.casefold().split())


def expected_text(document_type: DocumentType) -> str:
    """Give the expected subsections in words, for the guide."""
    return listed(EXPECTED_SUBSECTIONS[document_type]) or "inga särskilda"
