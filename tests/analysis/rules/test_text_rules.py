"""Every rule of typed texts with its exact line, and what it rightly leaves alone. The cases stand in text_cases/.

Their form is that of tests/reading/bad_input_cases.py. Remarks of other rules are left out: they have cases of their own.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from reading.bad_input_cases import Case, read_case
from reading.memory import Memory

from handlingsplan.analysis.checks import check_archive
from handlingsplan.analysis.rules import RULES, text_rules
from handlingsplan.reading.archive import read_archive
from handlingsplan.text.places import Problem

FOLDER = Path(__file__).parent
CASES = {path.stem: read_case(path) for path in sorted((FOLDER / "text_cases").glob("*.txt"))}
MODULES = sorted(Path(text_rules.__file__).parent.glob("text_*.py"))
PAGES = Path(__file__).parents[3] / "docs"


def codes() -> set[str]:
    """Give the code of every remark that the rules of typed texts make."""
    calls = (node for path in MODULES for node in ast.walk(ast.parse(path.read_text("utf-8"))))
    named = (node for node in calls if isinstance(node, ast.Call) and isinstance(node.func, ast.Name))
    return {
        str(call.args[0].value)
        for call in named
        if call.func.id == "remark" and isinstance(call.args[0], ast.Constant)
    }


CODES = codes()


def told(case: Case) -> Iterator[Problem]:
    archive, problems = read_archive(Memory({file.path: file.bytes() for file in case.files}))
    assert problems == []
    return (problem for problem in check_archive(archive) if problem.code in CODES)


@pytest.mark.parametrize("name", CASES)
def test_what_is_typed_is_held_against_what_is_known(name: str) -> None:
    assert [str(problem) for problem in told(CASES[name])] == list(CASES[name].expected)


def test_every_rule_has_a_case_that_it_finds() -> None:
    assert {problem.code for case in CASES.values() for problem in told(case)} == CODES


def test_every_remark_can_be_answered_by_its_words() -> None:
    """What `gäller` says is the typed wording, which stands in the message too."""
    for case in CASES.values():
        for problem in told(case):
            assert problem.subject
            assert problem.subject in problem.message


def test_every_message_says_how_sure_it_is() -> None:
    for case in CASES.values():
        assert all(re.search(r"\(säkerhet: (?:hög|medel|låg)\)$", problem.message) for problem in told(case))


@pytest.mark.parametrize("code", sorted(CODES))
def test_the_page_quotes_a_message_that_a_case_gives(code: str) -> None:
    page = (PAGES / RULES[code].page).read_text("utf-8")
    messages = {problem.message.replace("\u00a0", " ") for case in CASES.values() for problem in told(case)}
    quoted = re.findall(r"^> (.+)$", page, re.MULTILINE)
    assert quoted
    assert [each for each in quoted if each not in messages] == []
