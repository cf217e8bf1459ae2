"""How problems are printed: the summary here, the forms where `check` prints them (tests/test_cli.py)."""

from __future__ import annotations

import pytest

from handlingsplan.reviewing.problem_forms import summarised
from handlingsplan.text.places import Handling, Place, Problem, error, remark

HERE = Place("plans/storby/2025/81516/plan.yml", 3)
ERROR = error("okänt-fält", HERE, "okänt fält «x»")
REMARK = remark("platshållare", HERE, "«giltighetstid» är inte ifyllt")
HANDLED = Problem(REMARK.code, REMARK.severity, HERE, REMARK.message, handling=Handling("öppen", role="Enhetschef"))


@pytest.mark.parametrize(
    ("problems", "summary"),
    [
        ([], "Inga fel."),
        ([HANDLED], "Inga fel. 1 hanterad anmärkning."),
        ([HANDLED] * 14, "Inga fel. 14 hanterade anmärkningar."),
        ([REMARK] * 2, "2 anmärkningar"),
        ([ERROR], "1 fel"),
        ([ERROR] * 2 + [REMARK] * 3 + [HANDLED] * 14, "2 fel, 3 anmärkningar, 14 hanterade anmärkningar"),
    ],
)
def test_the_summary_counts_in_correct_swedish(problems: list[Problem], summary: str) -> None:
    assert summarised(problems) == summary
