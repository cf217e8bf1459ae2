"""Every rule of persons with its exact line, and what it rightly leaves alone. The cases stand in person_cases/.

Their form is that of tests/reading/bad_input_cases.py.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from reading.bad_input_cases import Case, read_case
from reading.memory import Memory

from handlingsplan.analysis.checks import check_archive
from handlingsplan.analysis.rules.person_rules import RULES
from handlingsplan.analysis.rules.person_words import AMBIGUOUS, GIVEN_NAMES
from handlingsplan.analysis.rules.rule import Rule
from handlingsplan.reading.archive import read_archive
from handlingsplan.text.places import Problem

FOLDER = Path(__file__).parent
CASES = {path.stem: read_case(path) for path in sorted((FOLDER / "person_cases").glob("*.txt"))}
CODES = {rule.code for rule in RULES}
PAGES = Path(__file__).parents[3] / "docs"


def told(case: Case) -> Iterator[Problem]:
    archive, problems = read_archive(Memory({file.path: file.bytes() for file in case.files}))
    assert problems == []
    return (problem for problem in check_archive(archive) if problem.code in CODES)


@pytest.mark.parametrize("name", CASES)
def test_what_leads_to_somebody_is_told_and_nothing_else(name: str) -> None:
    assert [str(problem) for problem in told(CASES[name])] == list(CASES[name].expected)


def test_every_rule_has_a_case_that_it_finds() -> None:
    assert {problem.code for case in CASES.values() for problem in told(case)} == CODES


def test_every_remark_can_be_answered_by_its_words() -> None:
    for problem in (each for case in CASES.values() for each in told(case)):
        assert problem.subject
        assert problem.subject in problem.message


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_the_page_quotes_a_message_that_a_case_gives(rule: Rule) -> None:
    quoted = re.findall(r"^> (.+)$", (PAGES / rule.page).read_text("utf-8"), re.MULTILINE)
    messages = {problem.message for case in CASES.values() for problem in told(case)}
    assert quoted
    assert [each for each in quoted if each not in messages] == []


def test_a_name_is_either_certain_or_a_word_too() -> None:
    assert set() == GIVEN_NAMES & AMBIGUOUS
