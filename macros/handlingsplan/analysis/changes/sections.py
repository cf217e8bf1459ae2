"""Texts by section: which sections came, went, or say something else, with the words that were exchanged."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from handlingsplan.model.narrative import Narrative, Section
from handlingsplan.text.places import Place
from handlingsplan.text.words import listed, plural, slug

from .change import Change, ChangeKind, Part, Subject
from .leaves import ORDER, Leaf, Location
from .wording import counted, quoted, sentence
from .words import WordChange, word_changes, words_of

_FEW_CHANGES, _FEW_WORDS, _MOST_PARTS = 3, 12, 20
_ALIKE = 0.6


@dataclass(frozen=True, slots=True)
class SectionText:
    """A section's heading, what it covers, and its text. Equal when the words are, however they are wrapped."""

    title: str
    covers: tuple[str, ...]
    text: str
    place: Place

    def says(self) -> tuple[object, ...]:
        """Give what is compared."""
        return (self.title, self.covers, tuple(words_of(self.text)))


def section_texts(narrative: Narrative | None) -> dict[str, SectionText]:
    """Give the sections by id, else by heading; what stands before the first heading has none."""
    found: dict[str, SectionText] = {}
    if narrative is None:
        return found
    first = narrative.sections[0].line - 1 if narrative.sections else narrative.text.count("\n") + 1
    if (opening := narrative.lines((1, first))).strip():
        found[""] = SectionText("", (), opening, narrative.place(1))
    for section in narrative.sections:
        key, number = section.id or slug(section.title) or section.title, 1
        while (numbered := key if number == 1 else f"{key} ({number})") in found:
            number += 1
        found[numbered] = _text(narrative, section)
    return found


def _text(narrative: Narrative, section: Section) -> SectionText:
    covers = (*section.actions, *section.classes)
    return SectionText(section.title, covers, narrative.lines(section.body), narrative.place(section.line + 1))


def text_leaves(before: Narrative | None, after: Narrative | None, location: Location) -> Iterator[Leaf]:
    """Give every section that differs."""
    if before and after and before.text == after.text:
        return
    old, new = section_texts(before), section_texts(after)
    for key in dict.fromkeys([*new, *old]):
        one, other = old.get(key), new.get(key)
        if one is None or other is None or one.says() != other.says():
            yield Leaf((*location, key), one, other, other.place if other else None)
    common = tuple(key for key in old if key in new), tuple(key for key in new if key in old)
    if common[0] != common[1]:
        yield Leaf((*location, ORDER), *common, after.place(1) if after else None)


def text_changes(leaves: Sequence[Leaf], subject: Subject, within: str = "") -> list[Change]:
    """Give one change for each section, as they stand; a section whose heading was changed is one, not two."""
    left, changes = list(leaves), []
    for gone in [each for each in left if isinstance(each.before, SectionText) and each.after is None]:
        came = next((each for each in left if each.before is None and _alike(gone.before, each.after)), None)
        if came:
            left = [each for each in left if each not in (gone, came)]
            changes.append(_changed([gone, came], gone.before, came.after, subject, within))
    changes += [_section_change(leaf, subject, within) for leaf in left]
    return sorted(changes, key=lambda each: (each.place is None, each.place or Place("")))


def _alike(before: SectionText, after: SectionText) -> bool:
    old, new = set(words_of(before.text)), set(words_of(after.text))
    return bool(old | new) and len(old & new) / len(old | new) >= _ALIKE


def _section_change(leaf: Leaf, subject: Subject, within: str) -> Change:
    if leaf.location[-1] == ORDER:
        said = f"{within}avsnitten i texten står i en annan ordning"
    elif leaf.before is None:
        said = f"{within}nytt avsnitt: {_heading(leaf.after)}, {_length(leaf.after)}"
    elif leaf.after is None:
        said = f"{within}{_named(leaf.before)} tas bort, {_length(leaf.before)}"
    else:
        return _changed([leaf], leaf.before, leaf.after, subject, within)
    return Change(ChangeKind.TEXT, subject, sentence(said), (leaf.location,), place=leaf.place)


def _changed(leaves: list[Leaf], before: SectionText, after: SectionText, subject: Subject, within: str) -> Change:
    changes = word_changes(before.text, after.text)
    said = []
    if before.title != after.title:
        said.append(f"{_named(before)} heter nu {_heading(after)}")
    if before.covers != after.covers:
        said.append(f"{_named(after)} gäller nu {listed(after.covers) or 'ingen åtgärd'}")
    if changes:
        said.append(f"{'där ' if said else 'i ' + _named(after) + ': '}{said_of_words(changes)}")
    line = after.text[: changes[0].offset].count("\n") if changes else 0
    mended = len(said) == 1 and bool(changes) and all(each.is_spelling for each in changes)
    return Change(
        ChangeKind.SPELLING if mended else ChangeKind.TEXT,
        subject,
        sentence(within + "; ".join(said)),
        tuple(each.location for each in leaves),
        place=Place(after.place.path, after.place.line + line),
        parts=word_parts(changes),
    )


def _heading(section: SectionText) -> str:
    return quoted(section.title) if section.title else "inledningen"


def _named(section: SectionText) -> str:
    return f"avsnittet {quoted(section.title)}" if section.title else "inledningen"


def _length(section: SectionText) -> str:
    return f"{_count(section.text)} ord"


def _count(text: str) -> int:
    return sum(word[0].isalnum() for word in words_of(text))


def said_of_words(changes: Sequence[WordChange]) -> str:
    """Say which words were exchanged; of many, only how many."""
    pairs = [_exchange(each) for each in changes]
    if changes and all(each.is_spelling for each in changes):
        places = plural(len(changes), "ställe", "ställen").replace(str(len(changes)), counted(len(changes)), 1)
        return f"stavningen rättas på {places}: {listed(pairs[:_FEW_CHANGES])}{_more(pairs)}"
    if len(changes) <= _FEW_CHANGES and all(_count(each.before + " " + each.after) <= _FEW_WORDS for each in changes):
        return listed(pairs)
    gone, came = (
        sum(map(_count, texts)) for texts in zip(*((each.before, each.after) for each in changes), strict=True)
    )
    return f"{gone} ord stryks och {came} ord tillkommer"


def _more(pairs: Sequence[str]) -> str:
    return f" med flera ({len(pairs) - _FEW_CHANGES} till)" if len(pairs) > _FEW_CHANGES else ""


def _exchange(change: WordChange) -> str:
    if not change.before:
        return f"{quoted(change.after)} läggs till"
    if not change.after:
        return f"{quoted(change.before)} stryks"
    return f"{quoted(change.before)} blir {quoted(change.after)}"


def word_parts(changes: Iterable[WordChange]) -> tuple[Part, ...]:
    """Give the exchanged words with those around them, as many as can be read."""
    return tuple(Part("", each.before, each.after, each.lead, each.trail) for each in list(changes)[:_MOST_PARTS])
