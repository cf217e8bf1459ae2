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


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("Lön,=1+1", "Lön,'=1+1"),
        ("a,\u200b =1,@b", "a,'\u200b =1,'@b"),
        ("a\n-b", "a\n'-b"),
        ("a\t\u00a0+b", "a\t'\u00a0+b"),
        ("=1,=2", "'=1,'=2"),
        ("kostar 500,-", "kostar 500,'-"),
        ("a, b", "a, b"),
        ("a;=b", "a;=b"),  # it is quoted, and our separator
    ],
)
def test_what_another_separator_makes_a_cell_is_a_text(text: str, written: str) -> None:
    assert text_cell(text) == written


@pytest.mark.parametrize("sign", "\ufe66\ufe62\ufe63\ufe6b\u207c\u207a")
def test_small_and_raised_signs_are_signs(sign: str) -> None:
    assert text_cell(f"{sign}1") == f"'{sign}1"


@pytest.mark.parametrize(
    "unseen", "\u00ad\u202e\u2066\u2063\ufe0f\u034f\u3164\u180e\u061c\u2800\U000e0041\x00\x0b\x85"
)
def test_what_does_not_show_hides_no_sign(unseen: str) -> None:
    assert text_cell(f"{unseen}=1") == f"'{unseen}=1"


def test_a_long_text_takes_no_long_time() -> None:
    assert text_cell(" " * 200_000 + "a") == " " * 200_000 + "a"
    assert text_cell("," * 200_000) == "," * 200_000
    assert len(text_cell(" ,=" * 100_000)) == 400_000


TEXTS = st.text(st.sampled_from([*BEGINNINGS, *" ;,\"'a1\u200b\ufeff"]), max_size=6)


@given(st.lists(TEXTS, min_size=2, max_size=4))
def test_no_cell_of_a_file_begins_a_formula(texts: list[str]) -> None:
    """Whatever a text holds, it stays one cell, and that cell begins with no sign of a formula."""
    file = csv_bytes([csv_line([text_cell(each) for each in texts])]).decode("utf-8-sig")
    (cells,) = csv.reader(io.StringIO(file, newline=""), delimiter=";")
    for cell, text in zip(cells, texts, strict=True):
        assert without_apostrophes(cell, text) == text
    longer = [each for each in cells if len(each) > 1]
    assert not any(each.startswith(("\t", "\r", "\n")) for each in longer)
    assert not any(each.lstrip(' "\u200b\ufeff').startswith(tuple(SIGNS)) for each in longer)


def without_apostrophes(cell: str, text: str) -> str:
    """Give a cell without what it has more than its text, as long as those are apostrophes."""
    kept, rest = [], list(text)
    for character in cell:
        if rest and character == rest[0]:
            kept.append(rest.pop(0))
        else:
            assert character == "'"
    return "".join(kept)


@given(st.lists(TEXTS, min_size=2, max_size=4), st.sampled_from(",\t"))
def test_nor_does_a_cell_that_another_separator_gives(texts: list[str], separator: str) -> None:
    """A sign that our own separator follows is no beginning of a formula: no spreadsheet has one that goes on so."""
    file = csv_bytes([csv_line([text_cell(each) for each in texts])]).decode("utf-8-sig")
    for row in csv.reader(io.StringIO(file, newline=""), delimiter=separator):
        for cell in row:
            shown = cell.lstrip(' "\t\r\n\u200b\ufeff')
            assert not shown.startswith(tuple(SIGNS)) or shown[1:2] in ("", ";"), file
