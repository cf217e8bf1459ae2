"""Counts in texts, held against what can be counted: rows, list items, actions, and the same count elsewhere."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from handlingsplan.analysis.mentions import Mention
from handlingsplan.analysis.rules.text_reading import Finding, TextReading, shown
from handlingsplan.analysis.typed import Passage
from handlingsplan.analysis.words import all_stems, stem
from handlingsplan.model.dataset import Dataset
from handlingsplan.text.places import remark
from handlingsplan.text.quantities import Dimension
from handlingsplan.text.words import plural

_TABLE = re.compile(r"\btabell\(\s*[\"']([^\"'\n]+)[\"']([^\n]{0,200})")
_BULLET = re.compile(r"([ \t]*)(?:[-*+]|\d{1,3}[.)])[ \t]+\S")
#: What a list after a sentence is a list of.
_LISTED = frozenset(
    stem(word)
    for word in (
        "delar", "steg", "åtgärder", "punkter", "områden", "delområden", "fokusområden", "insatser", "moment", "skäl",
        "orsaker", "faktorer", "mål", "delmål", "aktiviteter", "exempel", "frågor", "förslag", "alternativ", "risker",
        "möjligheter", "effekter", "anledningar", "spår", "principer", "krav", "villkor", "uppdrag", "projekt",
        "ärenden", "enheter", "grupper", "slutsatser", "saker", "förändringar", "kostnadsdrivare", "prioriteringar",
    )
)  # fmt: skip
_ACTIONS = stem("åtgärder")
_OF_THE_PLAN = re.compile(
    r"\bplanen\b|handlingsplan|åtgärdsplan|\bnedan\b|\btabell|\bföljande\b|omfattar|innehåller|består|redovisas",
    re.IGNORECASE,
)
_BACK = re.compile(r"\b(?:de|dessa|samtliga|alla)\s+$", re.IGNORECASE)
_LONGEST_LIST = 10_000
_LONG_NOUN = 6
#: «en» may only be an article: so long a noun is the name of one thing.
_COMPOUND = 12
_ALL_OF_THEM = frozenset({"följande", "olika", "konkreta", "av", "de"})


def find_counts(reading: TextReading) -> Iterator[Finding]:
    """Find counts that differ from what is counted."""
    counts = [mention for mention in reading.mentions if _is_count(mention)]
    tables: dict[int, list[tuple[str, str]]] = {}
    for mention in counts:
        if mention.quantity.value > 1:
            yield from _against_list(mention)
            key = id(mention.passage)
            if key not in tables:
                tables[key] = _tables(reading, mention.passage)
            yield from _against_table(reading, mention, tables[key])
            yield from _against_actions(reading, mention)
    yield from _against_earlier(counts)
    yield from _against_description(counts)


def _is_count(mention: Mention) -> bool:
    counted = mention.quantity.dimension in (Dimension.COUNT, Dimension.POSITIONS)
    whole = mention.quantity.value.denominator == 1 and mention.quantity.value >= 0
    return counted and whole and bool(mention.noun) and mention.aside is None


def _against_list(mention: Mention) -> Iterator[Finding]:
    items = _items_after(mention) if stem(mention.noun) in _LISTED else 0
    if items < 2 or items == mention.quantity.value:
        return
    message = (
        f"texten säger {shown(mention)}, men listan efter har {plural(items, 'punkt', 'punkter')} (säkerhet: hög)"
    )
    yield mention, remark("antal-skiljer", mention.place, message, mention.written)


def _items_after(mention: Mention) -> int:
    """Count the items of the list that follows a mention's sentence at once."""
    end = mention.sentence.end
    rest = mention.passage.text[end : end + _LONGEST_LIST].lstrip(" \t:.!")
    lines = rest.lstrip("\n").split("\n")
    first = _BULLET.match(lines[0])
    if first is None or mention.sentence.item:
        return 0
    count, previous = 0, ""
    for line in lines:
        bullet = _BULLET.match(line)
        if bullet and len(bullet.group(1)) <= len(first.group(1)):
            count += 1
        elif line.strip() and not previous.strip() and not line.startswith((" ", "\t")):
            break
        previous = line
    return count


def _against_table(reading: TextReading, mention: Mention, found: list[tuple[str, str]]) -> Iterator[Finding]:
    """Hold a count against the rows of the only table of its section, when the table is of what is counted."""
    document = reading.municipality.datasets.get(found[0][0]) if len(found) == 1 and "{" not in found[0][1] else None
    if document is None or stem(mention.noun) not in _words_of(document.dataset):
        return
    rows = sum(any(character.isalnum() for character in row.key) for row in document.dataset.rows)
    if rows != mention.quantity.value:
        table = f"tabellen «{document.descriptor.title}»"
        message = f"texten säger {shown(mention)}, men {table} har {plural(rows, 'rad', 'rader')} (säkerhet: hög)"
        yield mention, remark("antal-skiljer", mention.place, message, mention.written)


def _tables(reading: TextReading, passage: Passage) -> list[tuple[str, str]]:
    narrative = reading.document.narrative
    if narrative is None or passage.first.path != narrative.path:
        return []
    inside = [each for each in narrative.sections if each.line < passage.first.line <= each.body[1] + 1]
    text = narrative.lines(inside[-1].body) if inside else ""
    return [(match[1], match[2]) for match in _TABLE.finditer(text)]


def _words_of(dataset: Dataset) -> set[str]:
    """Give what a dataset's rows can be called: words of its title, and of its key columns' headings."""
    keys = dataset.descriptor.key or tuple(dataset.columns)[:1]
    headings = [dataset.columns[name].heading or name for name in keys if name in dataset.columns]
    return {each for text in (dataset.descriptor.title, *headings) for each in all_stems(text)}


def _against_actions(reading: TextReading, mention: Mention) -> Iterator[Finding]:
    plan = reading.plan
    if plan is None or mention.passage.about.actions or stem(mention.noun) != _ACTIONS or _items_after(mention):
        return
    count = len(plan.plan.actions)
    of_plan = _OF_THE_PLAN.search(mention.words) is not None and set(mention.qualities) <= _ALL_OF_THEM
    if of_plan and count and count != mention.quantity.value:
        message = (
            f"texten säger {shown(mention)}, men plan.yml har {plural(count, 'åtgärd', 'åtgärder')} (säkerhet: hög)"
        )
        yield mention, remark("antal-skiljer", mention.place, message, mention.written)


def _against_earlier(counts: list[Mention]) -> Iterator[Finding]:
    """Find «de tre delar …» after «fyra delar» in the same section."""
    last: dict[tuple[str, str, tuple[str, ...]], Mention] = {}
    for mention in counts:
        about = mention.passage.about
        key = (f"{about.source}/{about.section}", stem(mention.noun), mention.qualities)
        other = last.get(key)
        if mention.quantity.value < 2 or mention.is_stated:
            continue
        if other is not None and _BACK.search(mention.before) and other.quantity.value != mention.quantity.value:
            message = (
                f"texten säger «{' '.join((mention.before.split() or [''])[-1:])} {mention.written}» här men "
                f"{shown(other)} på rad {other.place.line} (säkerhet: låg)"
            )
            yield mention, remark("antal-skiljer", mention.place, message, mention.written)
        last.setdefault(key, mention)


def _against_description(counts: list[Mention]) -> Iterator[Finding]:
    """Find what an action's description counts otherwise than its section does."""
    described: dict[tuple[str, str, tuple[str, ...]], list[Mention]] = defaultdict(list)
    told: dict[tuple[str, str, tuple[str, ...]], list[Mention]] = defaultdict(list)
    for mention in counts:
        about = mention.passage.about
        for action in about.actions if not about.follow_up else ():
            place = told if mention.passage.exact else described
            place[(action, stem(mention.noun), mention.qualities)].append(mention)
    for key, mentions in described.items():
        here, there = {each.quantity.value for each in mentions}, {each.quantity.value for each in told.get(key, ())}
        if not there or here & there:
            continue
        mention, other = mentions[0], told[key][0]
        is_article = 1 in (mention.quantity.value, other.quantity.value)
        if len(mention.noun) < (_COMPOUND if is_article else _LONG_NOUN):
            continue
        message = (
            f"beskrivningen i plan.yml säger {shown(mention)}, men texten säger {shown(other)} "
            f"på rad {other.place.line} (säkerhet: medel)"
        )
        yield mention, remark("antal-skiljer", mention.place, message, mention.written)
