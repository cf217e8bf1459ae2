"""Somebody put into the five documents at random is found, and nothing else is told.

What is known to be missed:
- a name of which neither the given name is common nor the surname ends in -sson;
- a given name that is a word too (Per, Bo, Max) before a surname that is like no other;
- a telephone number with an area code that Sweden has not: Faker makes some.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

import pytest

from five_documents.persons_put_in import KINDS, OWN
from five_documents.recall import note
from five_documents.texts_corpus import Texts
from five_documents.texts_corrected import corrected
from five_documents.texts_mutations import Kind, measure
from handlingsplan.analysis.rules.person_rules import PLAN_CHECKS, REPORT_CHECKS
from handlingsplan.model.archive import Municipality
from handlingsplan.text.places import Problem

#: How many of a hundred must be found by their own rule. All others: all.
FLOORS = {"a_name": 90, "a_telephone_number": 90}


def told_of_persons(part: Municipality, whole: Municipality) -> Iterator[Problem]:
    for plan in part.plans:
        yield from (each for check in PLAN_CHECKS for each in check(plan, whole) if is_new(each))
    for report in part.reports:
        yield from (each for check in REPORT_CHECKS for each in check(report, whole) if is_new(each))


def is_new(problem: Problem) -> bool:
    return (problem.code, problem.subject) != ("projekt-och-person", OWN)


@lru_cache(maxsize=1)
def texts() -> Texts:
    return Texts(corrected(), told_of_persons)


def test_the_documents_themselves_are_silent() -> None:
    assert [str(each) for each in texts().told()] == []


@pytest.mark.parametrize(("kind", "codes"), KINDS, ids=[each[0].__name__ for each in KINDS])
def test_somebody_is_found_and_nothing_else_is_told(kind: Kind, codes: set[str]) -> None:
    """The sentence is silent of a role; of somebody, every remark is about it."""
    measured = measure(kind, codes, texts())
    note(codes, kind.__name__, "five documents", measured)
    assert measured.false == []
    assert measured.found * 100 >= FLOORS.get(kind.__name__, 100) * measured.slips, measured.missed
