"""Every error and remark of the analysis, with its exact line; and what people have answered to remarks.

The cases stand in cases/, in the form that tests/reading/bad_input_cases.py tells.
"""

from __future__ import annotations

import ast
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest
from reading.bad_input_cases import Case, read_case
from reading.memory import PLAN, TEXT, Memory

import handlingsplan.analysis
from handlingsplan.analysis.checks import check_archive
from handlingsplan.analysis.structure import expected_text
from handlingsplan.model.plan import DocumentType
from handlingsplan.reading.archive import read_archive
from handlingsplan.text.places import Place, Problem, error, remark

CASES = {path.stem: read_case(path) for path in sorted((Path(__file__).parent / "cases").glob("*.txt"))}
ORGANISATION = CASES["nothing-is-wrong"].files[0]
PROGRAMME = "typ av styrdokument: Åtgärdsplan\n"
ACTION = "åtgärder:\n  - {id: apt, namn: Möten, startdatum: 2025-01-01, ej beräknad: Håller budget}\n"
REPORT = "plans/storby/2025/rapporter/laget/rapport.yml"
FOLLOW_UP = "plans/storby/2025/81516/uppfoljning/2025-03-31.md"
DATA = "data/storby/utfall.yml"


def checked(files: Mapping[str, str], from_texts: Sequence[Problem] = ()) -> list[Problem]:
    """Check files that can be read."""
    tree = Memory({ORGANISATION.path: ORGANISATION.bytes(), **{path: text.encode() for path, text in files.items()}})
    archive, problems = read_archive(tree)
    assert problems == []
    return check_archive(archive, from_texts)


def checked_case(case: Case) -> list[Problem]:
    return checked({file.path: file.text for file in case.files})


def plan(facts: str, text: str = "") -> dict[str, str]:
    """Give a plan whose form asks for no subsections."""
    return {PLAN: PROGRAMME + facts, TEXT: text}


@pytest.mark.parametrize("name", CASES)
def test_what_is_wrong_is_told(name: str) -> None:
    assert [str(problem) for problem in checked_case(CASES[name])] == list(CASES[name].expected)


def codes() -> set[str]:
    """Give the code of every `error(…)` and `remark(…)` in the analysis."""
    calls = (
        node
        for path in Path(handlingsplan.analysis.__file__).parent.glob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("error", "remark")
    )
    return {str(call.args[0].value) for call in calls if isinstance(call.args[0], ast.Constant)}


def test_every_code_of_the_analysis_has_a_case() -> None:
    told = {problem.code for case in CASES.values() for problem in checked_case(case)}
    # The first is below; the second needs Git, tests/site/history/test_since.py.
    assert codes() - told == {"onödig-avstämning", "okänd-version"}


def test_all_cases_in_one_tree_give_all_lines() -> None:
    """No mistake hides another's: each case stands in a municipality of its own."""
    cases = [case.renamed() for case in CASES.values()]
    archive, problems = read_archive(Memory({file.path: file.bytes() for case in cases for file in case.files}))
    assert problems == []
    found = check_archive(archive)
    assert sorted(map(str, found)) == sorted(line for case in cases for line in case.expected)
    assert found == sorted(found, key=lambda problem: problem.sort_key)


# what a remark can be pointed at by


@pytest.mark.parametrize(
    ("name", "subjects"),
    [
        ("placeholders-on-the-cover", {"giltighetstid", "datum för beslut"}),
        ("an-action-without-a-section", {"apt"}),
        ("another-heading-than-the-actions-name", {"apt"}),
        ("the-economic-form-lacks-subsections", {"apt/Möjligheter", "apt/Ekonomisk effekt", "apt/Uppföljning"}),
        ("the-templates-words-are-left", {"", "apt", "om"}),
        ("an-action-without-effect-or-date", {"apt"}),
        ("a-stated-effect-this-year-that-differs", {"apt"}),
        ("stated-totals-that-differ", {"effekt i år", "helårseffekt"}),
        ("stated-values-that-differ", {"utfall", "Lön"}),
    ],
)
def test_what_remarks_concern(name: str, subjects: set[str]) -> None:
    assert {problem.subject for problem in checked_case(CASES[name])} == subjects


def answered(*entries: str, facts: str = "giltighetstid: XX\ngäller för: XX\n") -> list[Problem]:
    """Give the problems of a plan with two placeholders and these entries of avstämning."""
    written = "".join(f"  - {{{entry}}}\n" for entry in entries)
    return checked(plan(f"{facts}avstämning:\n{written}"))


EXPLAINED = "läge: förklarad, förklaring: Fylls i sedan"
OPEN = "läge: öppen, ansvarig roll: Enhetschef"


def handlings(problems: list[Problem]) -> dict[str, str]:
    return {problem.subject or problem.code: str(problem.handling or "") for problem in problems}


def test_an_answer_handles_every_remark_of_its_code() -> None:
    problems = answered(f"anmärkning: platshållare, {OPEN}")
    assert handlings(problems) == dict.fromkeys(("giltighetstid", "gäller för"), "öppen, ansvarig: Enhetschef")
    assert not any(problem.stops for problem in problems)


def test_an_answer_may_concern_one_subject() -> None:
    problems = answered(f"anmärkning: platshållare, gäller: gäller för, {EXPLAINED}")
    assert handlings(problems) == {"gäller för": "förklarad. Fylls i sedan", "giltighetstid": ""}
    assert [problem.stops for problem in problems] == [True, False]


def test_an_answer_to_an_action_concerns_all_its_subsections() -> None:
    answer = f"avstämning:\n  - {{anmärkning: saknat-underavsnitt, gäller: %s, {OPEN}}}\n"
    text = "## Möten {: #apt }\n### Beskrivning av åtgärd\nA\n### Möjligheter\nA\n### Risker\nA\n"
    whole = checked({PLAN: ACTION + answer % "apt", TEXT: text})
    assert [problem.stops for problem in whole] == [False, False]
    one = checked({PLAN: ACTION + answer % "apt/Uppföljning", TEXT: text})
    assert {problem.subject: problem.stops for problem in one} == {
        "apt/Ekonomisk effekt": True,
        "apt/Uppföljning": False,
    }
    none = checked({PLAN: ACTION + answer % "ap", TEXT: text})
    assert [problem.code for problem in none if problem.stops] == [*["saknat-underavsnitt"] * 2, "onödig-avstämning"]


def test_the_first_answer_that_fits_counts() -> None:
    """One that is more exact may stand before one that takes the rest."""
    problems = answered(
        f"anmärkning: platshållare, gäller: giltighetstid, {EXPLAINED}", f"anmärkning: platshållare, {OPEN}"
    )
    assert handlings(problems) == {
        "giltighetstid": "förklarad. Fylls i sedan",
        "gäller för": "öppen, ansvarig: Enhetschef",
    }


def test_an_answer_to_nothing_is_a_remark_itself() -> None:
    problems = answered(
        f"anmärkning: platshållare, {OPEN}",
        f"anmärkning: platshållare, {OPEN}",
        f"anmärkning: mallrest, gäller: sammanfattning, {EXPLAINED}",
    )
    start, end = "anmärkning onödig-avstämning: ingen anmärkning", "finns längre; ta bort avstämningen"
    assert [str(problem) for problem in problems if problem.stops] == [
        f"{PLAN}:6:5: {start} «platshållare» {end}",
        f"{PLAN}:7:5: {start} «mallrest» för «sammanfattning» {end}",
    ]


def test_an_error_cannot_be_answered() -> None:
    problems = answered(
        f"anmärkning: okänd-datamängd, {EXPLAINED}", facts="nyckeltal:\n  - {id: a, namn: A, data: x}\n"
    )
    assert [(problem.code, problem.stops) for problem in problems] == [
        ("okänd-datamängd", True),
        ("onödig-avstämning", True),
    ]


# remarks that the macros of a text have made


def test_remarks_of_texts_are_answered_in_their_own_plan() -> None:
    """Also those of a follow-up's text; an unknown folder's remarks are told as they are."""
    made = [
        remark("uppgivet-skiljer", Place(TEXT, 4, 2), "text", "601,45"),
        remark("uppgivet-skiljer", Place(FOLLOW_UP, 1), "uppföljning", "601,45"),
        remark("uppgivet-skiljer", Place("plans/storby/2025/81515/plan.md", 1), "annan enhet", "601,45"),
        error("makro", Place(TEXT, 1), "fel"),
    ]
    answer = f"avstämning:\n  - {{anmärkning: uppgivet-skiljer, gäller: '601,45', {EXPLAINED}}}\n"
    found = checked(plan(answer), made)
    assert {problem.message: problem.stops for problem in found} == {
        "annan enhet": True,
        "fel": True,
        "text": False,
        "uppföljning": False,
    }


def test_remarks_of_reports_are_answered_in_the_report() -> None:
    path = REPORT.replace(".yml", ".md")
    made = [remark("uppgivet-skiljer", Place(path, 1), "rapport", "1 mkr")]
    answer = f"titel: Läget\navstämning:\n  - {{anmärkning: uppgivet-skiljer, {OPEN}}}\n"
    assert [problem.stops for problem in checked({REPORT: answer, path: ""}, made)] == [False]


def test_remarks_of_data_are_answered_in_the_description() -> None:
    case = CASES["stated-values-that-differ"]
    files = {file.path: file.text for file in case.files}
    answer = f"avstämning:\n  - {{anmärkning: uppgivet-värde-skiljer, gäller: Lön, {EXPLAINED}}}\n"
    found = checked({**files, DATA: files[DATA] + answer})
    assert [problem.code for problem in found if problem.stops] == ["uppgiven-summa-skiljer"]
    assert len(found) == len(case.expected)


def test_the_expected_subsections_in_words() -> None:
    assert expected_text(DocumentType.ECONOMIC_PLAN) == (
        "Beskrivning av åtgärd, Möjligheter, Risker, Ekonomisk effekt och Uppföljning"
    )
    assert expected_text(DocumentType.ACTION_PROGRAMME) == "inga särskilda"
