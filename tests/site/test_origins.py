"""Formulas and places in notes."""

from __future__ import annotations

from copy import deepcopy

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlingsplan.site.origins import Notes, Origin, Trace, added, ranges, subtracted
from handlingsplan.text.places import Place


@pytest.mark.parametrize(
    ("lines", "expected"),
    [((4,), "4"), ((9, 7, 8, 4), "4 och 7–9"), ((2, 3), "2–3"), ((1, 3, 5, 5), "1, 3 och 5"), ((), "")],
)
def test_lines_that_follow_each_other_are_one(lines: tuple[int, ...], expected: str) -> None:
    assert ranges(lines) == expected


@given(st.sets(st.integers(1, 60)))
def test_no_line_is_lost(lines: set[int]) -> None:
    found: set[int] = set()
    for part in ranges(lines).replace(" och ", ", ").split(", "):
        if part:
            first, _, last = part.partition("–")
            found |= set(range(int(first), int(last or first) + 1))
    assert found == lines


def test_signs_stand_once() -> None:
    assert added(["−600", "−1 900", "40"]) == "−600 − 1 900 + 40"
    assert subtracted("5", "−3") == "5 − (−3)"
    assert subtracted("5", "3") == "5 − 3"


def test_origins_and_traces_with_the_same_words_are_told_apart() -> None:
    one, other = (Origin("Åtgärdskrav", Place("plans/a/plan.yml", line)) for line in (1, 2))
    traces = [Trace("summan", (one,)), Trace("summan", (one, other)), Trace("summan", (other,)), Trace("summan")]
    notes = Notes()
    assert [notes.number("1 kr", each) for each in (*traces, *map(deepcopy, traces))] == [1, 2, 3, 4] * 2


def test_a_fact_has_one_note_in_all_its_words_but_sums_are_told_apart() -> None:
    notes = Notes()
    fact, formula = Trace("", (), ("a",)), Trace("summan av 14 planer")
    assert [notes.number(text, fact) for text in ("70 %", "70 procent")] == [1, 1]
    assert [notes.number(text, formula) for text in ("1 kr", "2 kr", "1 kr")] == [2, 3, 2]
    assert [text for _, text, _ in notes.listed()] == ["70 %", "1 kr", "2 kr"]
