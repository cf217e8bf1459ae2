"""Bytes to text: personal identity numbers are told at their places, and nobody behind the reader gets them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from handlingsplan.reading.decoding import decode

NUMBERS = ("811218-9876", "19811218-9876", "811278–9873", "8112189876")
PIECES = st.lists(st.sampled_from([*NUMBERS, "\n", "\r\n", "å", " ", "text ", "811218-9875", ";"]), max_size=30)


@given(PIECES)
def test_every_number_is_told_at_its_line_and_column(pieces: list[str]) -> None:
    written = "|".join(pieces)
    text, problems = decode("plan.md", written.encode())
    lines = written.replace("\r\n", "\n").split("\n")
    masked = text.split("\n")
    assert [len(each) for each in masked] == [len(each) for each in lines]
    assert len(problems) == sum(pieces.count(each) for each in NUMBERS)
    for problem in problems:
        line, column = problem.place.line, problem.place.column
        assert lines[line - 1][column - 1 :].startswith(NUMBERS)
        assert "****" in masked[line - 1][column - 1 :][:14]
    assert not any(each in text for each in NUMBERS)


def test_a_text_without_numbers_is_the_same_text() -> None:
    assert decode("plan.md", "Åtgärd 811218-9875\n".encode()) == ("Åtgärd 811218-9875\n", [])
