"""Formulas and places in notes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlingsplan.site.origins import Notes, Trace, added, ranges, subtracted


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


def test_a_fact_has_one_note_in_all_its_words_but_sums_are_told_apart() -> None:
    notes = Notes()
    fact, formula = Trace("", (), ("a",)), Trace("summan av 14 planer")
    assert [notes.number(text, fact) for text in ("70 %", "70 procent")] == [1, 1]
    assert [notes.number(text, formula) for text in ("1 kr", "2 kr", "1 kr")] == [2, 3, 2]
    assert [text for _, text, _ in notes.listed()] == ["70 %", "1 kr", "2 kr"]
