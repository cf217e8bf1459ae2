"""Rules of double counting (*dubbelräkning*): the same project or the same posts in two actions with amounts.

Read are the action's name, description and calculation, and the source of its own section. A project is a
row of the municipality's data, or five digits after the word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

from handlingsplan.analysis.effects import ActionEffect, plan_effects
from handlingsplan.model.archive import Municipality, PlanDocument
from handlingsplan.model.plan import Action
from handlingsplan.text.numbers import parse_number
from handlingsplan.text.places import Problem, remark
from handlingsplan.text.vocabulary import swedish
from handlingsplan.text.words import listed

_CODE = re.compile(r"\d{5}")
_PROJECT = re.compile(r"\bprojekt(?:et|en)?\s+(\d{5})\b", re.IGNORECASE)
_FIVE_DIGITS = re.compile(r"(?<![\d.,])\d{5}(?![\d.,]*\d)(?!\s*(?:kr|tkr|mkr|kronor|timmar))")
_WORDS = {"två": 2, "tre": 3, "fyra": 4, "fem": 5, "sex": 6, "sju": 7, "åtta": 8, "nio": 9, "tio": 10}
#: `två heltidstjänster`, `3,5 årsarbetare på natten`. A single post is not enough to say that two are the same.
_POSTS = re.compile(
    rf"\b(\d+(?:,\d+)?|{'|'.join(_WORDS)})\s+"
    r"((?:heltids)?tjänst(?:er)?|årsarbetare|(?:hel|års)arbetskraft(?:er)?)\b(?:\s+(?:inom|på|i)\s+([\wåäö]+))?",
    re.IGNORECASE,
)

#: What posts are called: most texts speak of none.
_SIGNS_OF_POSTS = ("tjänst", "årsarbetare", "arbetskraft")


@dataclass(frozen=True, slots=True)
class _Named:
    """What an action names: a project, or a number of posts. `sure` when a project is called one."""

    words: str
    project: str = ""
    sure: bool = True


def check_double_counting(document: PlanDocument, municipality: Municipality) -> Iterator[Problem]:
    """Tell of two actions with effects in which the same project, or the same number of posts, is named."""
    effects = [each for each in plan_effects(document, municipality.organisation) if _counts(each)]
    if len(effects) < 2:
        return
    named = {each.action.id: dict(_named(_text(document, each.action))) for each in effects}
    indexes = {action.id: index for index, action in enumerate(document.plan.actions)}
    for first, second in combinations([each.action for each in effects], 2):
        both = [key for key in named[first.id] if key in named[second.id]]
        shared = [named[second.id][key] for key in both if _is_real(named[second.id][key], municipality)]
        if shared:
            message = (
                f"åtgärderna «{first.name}» och «{second.name}» nämner båda {listed(each.words for each in shared)}; "
                "kontrollera att effekten inte räknas två gånger"
            )
            place = document.facts.place(swedish("actions"), indexes[second.id])
            yield remark("dubbelräkning", place, message, second.id)


def _counts(effect: ActionEffect) -> bool:
    return any(each is not None and each.high.value for each in (effect.this_year, effect.full_year))


def _is_real(named: _Named, municipality: Municipality) -> bool:
    """Whether five digits are a project: called one, or a row of the data; a unit's own code is none."""
    if any(each.unit.id == named.project for each in municipality.organisation.placements()):
        return False
    return named.sure or any(each.dataset.row(named.project) for each in municipality.datasets.values())


def _named(text: str) -> Iterator[tuple[str, _Named]]:
    """Give what a text names, by what it is compared with."""
    if _CODE.search(text):
        for code in _FIVE_DIGITS.findall(text):
            yield code, _Named(f"projekt {code}", code, sure=False)
        for code in _PROJECT.findall(text):
            yield code, _Named(f"projekt {code}", code)
    folded = text.casefold()
    for number, kind, where in _POSTS.findall(text) if any(each in folded for each in _SIGNS_OF_POSTS) else ():
        count = _WORDS.get(number.casefold()) or parse_number(number)[0]
        if count != 1:
            shown = f"{number} {kind}{f' {where}' if where else ''}"
            yield f"{count} {where.casefold()}", _Named(shown)


def _text(document: PlanDocument, action: Action) -> str:
    words = [action.name, action.description, action.calculation.text if action.calculation else ""]
    stated = (action.effect_this_year, action.full_year_effect)
    words += [str(effect).replace("\u00a0", " ") for effect in stated if effect]
    narrative = document.narrative
    section = narrative.section_of(action.id) if narrative else None
    if narrative and section and section.actions == (action.id,):
        words.append(narrative.lines(section.body))
    return "\n".join(words)
