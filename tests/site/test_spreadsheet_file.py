"""Cells that a spreadsheet shows and never runs."""

import csv
import io
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlingsplan.site.spreadsheet_file import csv_bytes, csv_line, number_cell, text_cell
from handlingsplan.text.quantities import Quantity, Unit

SIGNS = "=+-@\uff1d\uff0b\uff0d\uff20"
BEGINNINGS = f"{SIGNS}\t\r\n"


@pytest.mark.parametrize("sign", SIGNS)
@pytest.mark.parametrize("before", ["", " ", "\u00a0", '"', "'", "\ufeff", "\u200b", " '"])
def test_what_begins_as_a_formula_is_a_text(before: str, sign: str) -> None:
    text = f"{before}{sign}cmd|' /C calc'!A0"
    assert text_cell(text) == f"'{text}"


@pytest.mark.parametrize("sign", "\t\r\n")
def test_what_begins_with_a_tab_or_a_line_end_is_a_text(sign: str) -> None:
    assert text_cell(f"{sign}a") == f"'{sign}a"


@pytest.mark.parametrize("text", ["-", "Lön", "a=b", "1-2", "80 % (−5)", "", "e@post.example"])
def test_other_texts_are_as_they_are(text: str) -> None:
    assert text_cell(text) == text


def test_a_negative_number_is_a_number() -> None:
    assert number_cell(Quantity(Fraction(-1_250_000), Unit.TKR, 0)) == "-1250"


def test_a_line_end_in_a_cell_begins_no_row() -> None:
    assert csv_line(["a\n=1+1", "b"]) == '"a\n=1+1";b'
    assert csv_line(["a\r=1+1", "b"]) == '"a\r=1+1";b'


@given(st.lists(st.text(st.sampled_from([*BEGINNINGS, *" ;,\"'a1"]), max_size=6), min_size=2, max_size=4))
def test_no_cell_of_a_file_begins_a_formula(texts: list[str]) -> None:
    """Whatever a text holds, it stays one cell, and that cell begins with no sign of a formula."""
    file = csv_bytes([csv_line([text_cell(each) for each in texts])]).decode("utf-8-sig")
    (cells,) = csv.reader(io.StringIO(file, newline=""), delimiter=";")
    assert [
        each.removeprefix("'") if each != text else each for each, text in zip(cells, texts, strict=True)
    ] == texts
    longer = [each for each in cells if len(each) > 1]
    assert not any(each.startswith(("\t", "\r", "\n")) for each in longer)
    assert not any(each.lstrip(' "').startswith(tuple(SIGNS)) for each in longer)
