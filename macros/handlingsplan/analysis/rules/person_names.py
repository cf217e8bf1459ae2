"""Names of people, where a document does not name them on purpose."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from handlingsplan.analysis.rules.person_texts import Written
from handlingsplan.analysis.rules.person_words import (
    AMBIGUOUS,
    CALLED_AFTER,
    CERTAIN_ENDING,
    GIVEN_NAMES,
    NO_PERSONS,
    SAINT,
    SURNAME_ENDING,
)
from handlingsplan.model.organisation import Organisation
from handlingsplan.text.places import Problem, remark

_WORD = "[A-ZÅÄÖÉÜ][a-zåäöéüèáíóćğıøæ]+(?:-[A-ZÅÄÖÉÜ]?[a-zåäöéüèáíóćğıøæ]+)?"
_PAIR = re.compile(
    rf"(?<![\w@./-])(?P<given>{_WORD})(?:[ \u00a0][A-ZÅÄÖ]\.?)?[ \u00a0]"
    rf"(?P<surname>(?:(?:von|af|de|van|el|al)[ -])?{_WORD})(?![\w@/])(?:[ \u00a0](?P<next>\w+))?"
)
_LOOK_BACK = 8


def find_names(texts: Sequence[Written], organisation: Organisation) -> Iterator[Problem]:
    """Find a given name with a surname that is no place's, nobody's who is named on purpose, and no unit's."""
    official = [*(each.text for each in texts if each.official), *_names_in(organisation), *NO_PERSONS]
    known = " | ".join(official).casefold()
    for written in texts:
        if " " not in written.text and "\u00a0" not in written.text:
            continue  # most fields: ids, days and words
        for found in _pairs(written):
            said = f"{found['given']} {found['surname']}"
            if said.casefold() in known or written.official:
                continue
            message = f"«{said}» kan vara en persons namn; skriv rollen i stället, till exempel enhetschef"
            yield remark("personnamn", written.place(found.start()), message, said)


def _pairs(written: Written) -> Iterator[re.Match[str]]:
    position = 0
    while found := _PAIR.search(written.text, position):
        is_name = _is_name(found)
        # «Enhetschef Anna Svensson»: the second word may begin a pair of its own.
        position = found.end("surname") if is_name else found.end("given")
        if is_name:
            yield found


def _is_name(found: re.Match[str]) -> bool:
    given, surname = found["given"].casefold(), found["surname"].casefold()
    if CALLED_AFTER.fullmatch(found["next"] or "") or CALLED_AFTER.fullmatch(surname):
        return False
    if SAINT.search(found.string[max(0, found.start() - _LOOK_BACK) : found.start()]):
        return False
    if given in AMBIGUOUS:
        return SURNAME_ENDING.search(surname) is not None
    first, hyphen, _ = given.partition("-")
    is_given = first in GIVEN_NAMES or given in GIVEN_NAMES or (hyphen != "" and first in AMBIGUOUS)
    return is_given or CERTAIN_ENDING.search(surname) is not None


def _names_in(organisation: Organisation) -> Iterator[str]:
    for committee in organisation.committees:
        yield from (committee.name, committee.administration)
        for department in committee.departments:
            yield department.name
            yield from (f"{unit.name} {unit.description}" for unit in department.units)
