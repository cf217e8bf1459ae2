"""Checks of a plan's form: its sections against its actions, and what the form left to be filled in."""

from __future__ import annotations

import re
from collections.abc import Iterator

from handlingsplan.analysis.passages import field_passages, narrative_passages
from handlingsplan.analysis.typed import Passage, blank
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
_TEMPLATE_RESIDUE = re.compile(
    r"\bHär (?:(?:be)?skriver|anger|fyller) du\b|Fel! Bokmärket är inte definierat|Fel! Hittar inte referenskälla"
    r"|Error! Bookmark not defined"
    r"|\bLorem ipsum\b|\bKlicka (?:eller tryck )?här för att\b|\[(?:fyll|skriv|ange|infoga)\b[^\]\n]{0,60}\]"
    r"|\b(?:Ange|Skriv) text här\b|\bTODO\b|\b20(?-i:XX|ÅÅ)\b"
    r"|(?-i:(?<![\w-])X|(?<![\w-])[Xx]{2,}) (?:[tm]?kr|mnkr|kronor|procent|%)"
    r"|\bÅÅ(?:ÅÅ?)?-MM-DD\b|(?<![\w-])X{2,}(?![\w-])",
    re.IGNORECASE,
)
#: What any of that has in it, in lower case; X stands for what is asked for in capitals alone.
_SIGNS_OF_RESIDUE = ("r du", "fel! ", "error! ", "lorem ipsum", "klicka ", "[", " text här", "todo", "xx", "åå")
# A comment inside a comment is none, so a text of beginnings alone is passed once.
_COMMENT = re.compile(r"<!--(?:(?!<!--).){0,5000}?-->", re.DOTALL)
_WORD = re.compile(r"\w")
_HELP = re.compile(r"Här|Lorem|Klicka", re.IGNORECASE)
_SUMMARY = "sammanfattning"


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
    yield from _check_order(document, narrative)
    yield from check_narrative(narrative)
    for passage in field_passages(document):
        yield from _residue(passage)


def check_narrative(narrative: Narrative) -> Iterator[Problem]:
    """Check a text by itself: what the form left, an empty summary, headings with nothing below them."""
    residue = [problem for each in narrative_passages(narrative, "texten") for problem in _residue(each)]
    yield from residue
    for section in narrative.sections:
        yield from _empty(narrative, section, {problem.place.line for problem in residue})


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


def _residue(passage: Passage) -> Iterator[Problem]:
    """Find what the form left to be filled in, at most once on a line."""
    folded = passage.text.casefold()
    if "X" not in passage.text and not any(map(folded.__contains__, _SIGNS_OF_RESIDUE)):
        return
    told: set[int] = set()
    for match in _TEMPLATE_RESIDUE.finditer(passage.text):
        place = passage.place(match.start())
        if place.line not in told and not _is_roman(passage.text, match):
            told.add(place.line)
            yield remark("mallrest", place, _left(match.group()), passage.about.section)


def _left(words: str) -> str:
    if _HELP.match(words):
        return f"mallens hjälptext «{words} …» står kvar; skriv egen text i stället"
    return f"«{words}» står kvar; skriv det som ska stå där"


def _is_roman(text: str, match: re.Match[str]) -> bool:
    """Whether XX is a number, as in «kapitel XX» or «XX:e», not something to fill in; xx is neither."""
    is_marks = set(match.group().casefold()) == {"x"}
    return is_marks and (not match.group().isupper() or text[match.end() : match.end() + 1] == ":")


def _empty(narrative: Narrative, section: Section, residue: set[int]) -> Iterator[Problem]:
    lines = range(section.body[0], section.body[1] + 1)
    if _is_summary(section) and not _says(narrative, section.body) and residue.isdisjoint(lines):
        has = "bara makron, ingen text" if _holds(narrative, section.body) else "ingen text"
        message = f"sammanfattningen har {has}; skriv med några meningar vad planen innebär"
        yield remark("tom-sammanfattning", narrative.place(section.line), message, _subject(section))
        return
    spans = [(each.title, each.line, each.body) for each in section.subsections]
    for title, line, span in spans or [(section.title, section.line, section.body)]:
        if not _holds(narrative, span):
            message = f"avsnittet «{title}» är tomt; skriv en text eller ta bort rubriken"
            yield remark("tomt-avsnitt", narrative.place(line), message, _part(section, title if spans else ""))


def _is_summary(section: Section) -> bool:
    return section.title.casefold().startswith(_SUMMARY)


def _part(section: Section, title: str) -> str:
    return f"{_subject(section)}/{title}" if title else _subject(section)


def _holds(narrative: Narrative, span: tuple[int, int]) -> bool:
    """Whether anything stands below a heading, a macro too."""
    text = narrative.lines(span) if span[0] <= span[1] else ""
    return _has_words(_COMMENT.sub("", text) if "<!--" in text else text)


def _says(narrative: Narrative, span: tuple[int, int]) -> bool:
    """Whether anybody has typed a word below a heading."""
    return span[0] <= span[1] and _has_words(blank(narrative.lines(span))[0])


def _has_words(text: str) -> bool:
    return any(_WORD.search(line) and not line.startswith("#") for line in text.split("\n"))


def _check_order(document: PlanDocument, narrative: Narrative) -> Iterator[Problem]:
    """Find the first section that does not stand in the plan's order, and the first subsection in each."""
    known = [action.id for action in document.plan.actions]
    sections = [each for each in narrative.sections if each.actions and each.actions[0] in known]
    if found := _misplaced([known.index(each.actions[0]) for each in sections]):
        section, before = (sections[index] for index in found)
        message = f"avsnittet «{section.title}» står efter «{before.title}», men i plan.yml står åtgärderna tvärtom"
        yield remark("avsnittsordning", narrative.place(section.line), message, section.actions[0])
    expected = [title.casefold() for title in EXPECTED_SUBSECTIONS[document.plan.document_type]]
    for section in sections:
        parts = [(rank, each) for each in section.subsections if (rank := _rank(each.title, expected)) is not None]
        if found := _misplaced([rank for rank, _ in parts]):
            part, earlier = (parts[index][1] for index in found)
            message = f"underavsnittet «{part.title}» ska stå före «{earlier.title}» i avsnittet «{section.title}»"
            yield remark("avsnittsordning", narrative.place(part.line), message, f"{section.actions[0]}/{part.title}")


def _rank(title: str, expected: list[str]) -> int | None:
    return next((rank for rank, each in enumerate(expected) if title.casefold().startswith(each)), None)


def _misplaced(ranks: list[int]) -> tuple[int, int] | None:
    """Give the first that stands after one it should stand before, and that one."""
    for index, rank in enumerate(ranks):
        if index and rank < max(ranks[:index]):
            return index, ranks.index(max(ranks[:index]))
    return None


def _subject(section: Section | None) -> str:
    """Give what an avstämning can point at: the section's id, else its heading in lower case."""
    return "" if section is None else section.id or section.title.casefold()


def _bare(text: str) -> str:
    return " ".join(text.casefold().split())


def expected_text(document_type: DocumentType) -> str:
    """Give the expected subsections in words, for the guide."""
    return listed(EXPECTED_SUBSECTIONS[document_type]) or "inga särskilda"
