"""Typed effects and shares of effects, held against what the plan says and the rule gives.

A typed amount was right when it was typed. Then somebody changed plan.yml.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from handlingsplan.analysis.effects import ActionEffect, coverage, total_full_year, total_this_year
from handlingsplan.analysis.knowledge import Fact, Knowledge, agrees, amount_of, effect_facts
from handlingsplan.analysis.mentions import Mention
from handlingsplan.analysis.rules.text_reading import Finding, TextReading, is_amount, is_factor, shown
from handlingsplan.model.effect import Effect
from handlingsplan.text.numbers import rounded
from handlingsplan.text.places import remark
from handlingsplan.text.quantities import Dimension, Quantity, Unit

_EFFECT = re.compile(
    r"besparing|effekt|\bspara|inspar|minskade?\s+kostnad|lägre\s+kostnad|billigare|kostnadsminskning"
    r"|\bkostnad\w*\s+minskar|\bminskar\s+kostnad|\båtgärd(?:en|er|erna)\s+(?:\w+\s+){0,3}(?:ger|ge|gav|gett)\b"
    r"|\bplus\b|\böverskott|\btjäna",
    re.IGNORECASE,
)
_ALL_ACTIONS = re.compile(
    r"\båtgärderna|samtliga\s+åtgärder|alla\s+åtgärder|handlingsplanen|åtgärdsplanen|sammanlag|sammantag|totalt|tillsammans",
    re.IGNORECASE,
)
_EFFECT_HEADING = "ekonomisk effekt"
_OF_EFFECT = re.compile(
    r"^\s+av\s+(?:den\s+|hela\s+|åtgärdens\s+)?(?:\w+\s+)?(?:hel)?(?:års)?(?:effekten|besparingen)\b", re.IGNORECASE
)
_OF_REQUIREMENT = re.compile(
    r"^\s+av\s+(?:\w+\s+)?(?:åtgärdskravet|sparkravet|besparingskravet|kravet)\b", re.IGNORECASE
)
_THIS_YEAR = re.compile(r"i\s+år\b|under\s+året|innevarande|\b20\d\d\b", re.IGNORECASE)
_TIMES = re.compile(r"[×*]\s*$|\s(?:x|gånger)\s+$")
_EQUALS = re.compile(r"[^=\d\n]{0,40}=\s*")
_FOLLOWED_UP = re.compile(r"\b(?:uppnått|uppnåtts|hittills|utfall\w*|blev)\b", re.IGNORECASE)


def find_effects(reading: TextReading) -> Iterator[Finding]:
    """Find amounts called an effect that are not the effect: of the section's action, or of all actions."""
    for mention in reading.compared():
        if mention.passage.about.follow_up or not is_amount(mention) or not _is_called_effect(mention):
            continue
        if is_factor(mention):
            continue
        own = [reading.effects[each] for each in mention.passage.about.actions if each in reading.effects]
        if own:
            yield from _own_effect(reading, mention, own)
        elif _ALL_ACTIONS.search(mention.words) and reading.effects:
            yield from _total(reading, mention)


def _is_called_effect(mention: Mention) -> bool:
    in_section = mention.passage.about.heading.casefold().startswith(_EFFECT_HEADING)
    return amount_of(mention).value != 0 and (in_section or _EFFECT.search(mention.words) is not None)


def _own_effect(reading: TextReading, mention: Mention, own: list[ActionEffect]) -> Iterator[Finding]:
    amount = amount_of(mention)
    known = [fact for each in own for fact in effect_facts(each) if fact.value.dimension is amount.dimension]
    effects = [fact for fact in known if fact.value.value]
    if not effects or mention.per not in ("", "år", "månad", "vecka", "kvartal"):
        return
    if _explained(reading, mention, effects, own):
        return
    near = Knowledge(effects).nearest(amount)
    names = ", ".join(dict.fromkeys(f"«{each.action.name}»" for each in own))
    certainty = "hög" if mention.passage.about.heading.casefold().startswith(_EFFECT_HEADING) else "medel"
    message = f"texten säger {shown(mention)}, men plan.yml har inte det beloppet för {names}"
    tail = f"; närmast är {_said(near)} (säkerhet: {certainty})" if near else f" (säkerhet: {certainty})"
    yield mention, remark("effekt-i-text-skiljer", mention.place, message + tail, mention.written)


def _explained(reading: TextReading, mention: Mention, effects: list[Fact], own: list[ActionEffect]) -> bool:
    amount = amount_of(mention)
    if mention.high is not None:
        known = (effect for each in own for effect in (each.this_year, each.full_year, each.computed_this_year))
        return any(effect is not None and _is_interval(mention, effect) for effect in known)
    return Knowledge(effects).explains(amount, mention.per) or reading.cells.holds(amount)


def _is_interval(mention: Mention, effect: Effect) -> bool:
    """Whether both ends of a typed interval are those of one effect."""
    ends = zip(mention.values, (effect.low, effect.high), strict=False)
    return all(Knowledge((Fact(end, ""),)).explains(value, mention.per) for value, end in ends)


def _said(fact: Fact) -> str:
    return f"{fact.value} ({fact.label})"


def _total(reading: TextReading, mention: Mention) -> Iterator[Finding]:
    amount, effects = amount_of(mention), reading.effects.values()
    totals = list(_totals(effects, amount.dimension))
    if not totals:
        return
    if mention.high is not None and any(_is_interval(mention, effect) for _, effect in totals):
        return
    if mention.high is None and reading.explains(mention):
        return
    facts = [Fact(end, label) for label, effect in totals for end in (effect.low, effect.high)]
    near = Knowledge(facts).nearest(amount)
    if near is None or not near.value.value:
        return
    message = f"texten säger {shown(mention)} om åtgärderna tillsammans, men de ger {near.value} ({near.label})"
    yield mention, remark("effekt-i-text-skiljer", mention.place, f"{message} (säkerhet: medel)", mention.written)


def _totals(effects: Iterable[ActionEffect], dimension: Dimension) -> Iterator[tuple[str, Effect]]:
    known = list(effects)
    for label, total in (("helår", total_full_year(known)), ("i år", total_this_year(known))):
        if (effect := total.sums.get(dimension)) is not None:
            yield label, effect


def find_products(reading: TextReading) -> Iterator[Finding]:
    """Find calculations written in a sentence, `42 medarbetare × 4 timmar = 168 timmar`, that come out otherwise."""
    for first, second, result in zip(reading.mentions, reading.mentions[1:], reading.mentions[2:], strict=False):
        if first.passage is not second.passage or second.passage is not result.passage or first.aside or result.aside:
            continue
        text = first.passage.text
        if _TIMES.search(text[first.start : second.start]) and _EQUALS.fullmatch(text[second.end : result.start]):
            product = first.quantity.value * second.quantity.value
            if first.is_stated or product == result.quantity.value or len(_measured(first, second)) > 1:
                continue
            right = Quantity(product, result.quantity.unit, result.quantity.decimals)
            message = f"{shown(first)} × {shown(second)} är {right}, inte {shown(result)} (säkerhet: hög)"
            yield result, remark("uträkning-i-text", result.place, message, result.written)


def _measured(*mentions: Mention) -> list[Mention]:
    return [mention for mention in mentions if mention.quantity.dimension is not Dimension.COUNT]


def find_shares(reading: TextReading) -> Iterator[Finding]:
    """Find shares of an effect, or of the savings requirement, that the figures do not give."""
    for mention in reading.compared():
        if mention.quantity.dimension is not Dimension.SHARE or mention.passage.about.follow_up:
            continue
        if _FOLLOWED_UP.search(mention.words):
            continue
        if _OF_REQUIREMENT.match(mention.after):
            yield from _judged(mention, list(_coverages(reading)), "åtgärdskravet", "medel")
        elif _is_of_effect(mention) and _THIS_YEAR.search(mention.words):
            own = [reading.effects[each] for each in mention.passage.about.actions if each in reading.effects]
            yield from _judged(mention, list(_parts(own)), "helårseffekten", "hög")


def _is_of_effect(mention: Mention) -> bool:
    """Whether it is «50 procent av effekten», or «resterande 50 procent» after that."""
    rest = re.search(r"\b(?:resterande|återstående|övriga)\s+$", mention.before, re.IGNORECASE)
    return _OF_EFFECT.match(mention.after) is not None or (rest is not None and "effekt" in mention.words.casefold())


def _parts(effects: list[ActionEffect]) -> Iterator[Quantity]:
    for each in effects:
        now, full = each.this_year, each.full_year
        if now and full and full.low.value and now.dimension is full.dimension:
            share = now.low.value / full.low.value
            yield Quantity(share, Unit.PERCENT, 1)
            yield Quantity(1 - share, Unit.PERCENT, 1)


def _coverages(reading: TextReading) -> Iterator[Quantity]:
    requirement = reading.plan.plan.requirement if reading.plan else None
    for total in (total_this_year(reading.effects.values()), total_full_year(reading.effects.values())):
        if requirement is not None and (share := coverage(total.money, requirement)) is not None:
            yield Quantity(share, Unit.PERCENT, 1)
            yield Quantity(1 - share, Unit.PERCENT, 1)


def _judged(mention: Mention, shares: list[Quantity], whole: str, certainty: str) -> Iterator[Finding]:
    if not shares or any(agrees(mention.quantity, share) for share in shares):
        return
    nearest = min(shares, key=lambda share: abs(share.value - abs(mention.quantity.value)))
    exact = Quantity(rounded(nearest.value, 3), Unit.PERCENT, 1)
    message = f"texten säger {shown(mention)} av {whole}, men siffrorna i planen ger {exact} (säkerhet: {certainty})"
    yield mention, remark("andel-i-text-skiljer", mention.place, message, mention.written)
