"""The rules of figures and the five documents: their real slips are found, and corrected they are silent.

A published plan of another year gives only what it lacks.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from analysis.rules.documents import found_in, read

from five_documents import figures_corrected as real
from five_documents.figures_corrected import CONSEQUENCES, SLIPS, as_published, corrected
from five_documents.figures_mutations import TOTALS
from handlingsplan.text.places import Problem

ANOTHER = Path(__file__).parents[1] / "reading" / "real" / "handlingsplan-81515-2026"


def told(files: dict[str, str]) -> list[Problem]:
    archive, problems = read(files)
    assert [str(problem) for problem in problems] == []
    return [problem for each in archive.municipalities for problem in found_in(each, each)]


def codes_in(files: dict[str, str]) -> set[tuple[str, str]]:
    return {(problem.place.path.rsplit(".", 1)[0], problem.code) for problem in told(files)}


def test_every_real_slip_is_found() -> None:
    """By general rules, in the documents as they were published."""
    found = codes_in(as_published())
    assert {(path.rsplit(".", 1)[0], code) for path, _, _, code in SLIPS} <= found | by_plan(found)
    assert (real.HOME_CARE.rsplit(".", 1)[0], "hel-effekt-före-målet") in found


def by_plan(found: set[tuple[str, str]]) -> set[tuple[str, str]]:
    """An outcome that misses its target stands in the data, and is told in the plan that has the target."""
    return {(real.FIGURES.rsplit(".", 1)[0], code) for path, code in found if path.startswith("plans/huddinge")}


def test_the_documents_corrected_are_silent() -> None:
    assert [str(problem) for problem in told(corrected())] == []


@pytest.mark.parametrize("slip", SLIPS, ids=lambda slip: f"{slip[3]}: {slip[1].strip()}")
def test_a_real_slip_alone_is_found(slip: tuple[str, str, str, str]) -> None:
    """All others corrected: no rule needs the help of another slip."""
    files = as_published()
    for path, wrong, right in [*(each[:3] for each in SLIPS if each is not slip), *CONSEQUENCES]:
        files[path] = files[path].replace(wrong, right)
    codes = {problem.code for problem in told(files)}
    assert codes & ({slip[3]} if slip[3] not in TOTALS else TOTALS)


def test_another_published_plan_gives_only_what_it_lacks() -> None:
    files = {path.relative_to(ANOTHER).as_posix(): path.read_text("utf-8") for path in ANOTHER.rglob("*.*")}
    expected = ["åtgärden «Synliggöra och särskilja strukturella kostnader» har inget startdatum"]
    assert [problem.message for problem in told(files)] == expected
