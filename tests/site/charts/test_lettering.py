"""Texts are broken into lines that fit, and nothing is lost that the full text does not say."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlingsplan.site.charts.lettering import ELLIPSIS, NARROWEST, shortened, width, wrapped
from handlingsplan.site.charts.sheets import Sheet

TEXTS = st.text(st.sampled_from("abc mWÅ,.1"), max_size=120)


def test_narrow_letters_are_narrower_and_bold_is_wider() -> None:
    assert width("iii") < width("nnn") < width("MMM")
    assert width("nnn") < width("nnn", bold=True)


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("", [""]),
        ("Övertid", ["Övertid"]),
        ("Fler timvikarier och mindre övertid", ["Fler timvikarier och", "mindre övertid"]),
        (
            "ett två tre fyra fem sex sju åtta nio tio elva tolv",
            ["ett två tre fyra fem sex", "sju åtta nio tio elva tolv"],
        ),
        ("ett två tre fyra fem sex " * 3, ["ett två tre fyra fem sex", "ett två tre fyra fem se…"]),
        ("Personalplaneringsgruppens möten", ["Personalplaneringsgru…", "möten"]),
    ],
)
def test_two_lines_at_most(text: str, lines: list[str]) -> None:
    assert wrapped(text, 165) == lines


@given(TEXTS, st.integers(30, 300), st.booleans())
def test_every_line_fits(text: str, room: int, bold: bool) -> None:
    lines = wrapped(text, room, bold=bold)
    assert len(lines) <= 2
    assert all(width(line, bold=bold) <= room for line in lines)
    if ELLIPSIS not in "".join(lines):
        assert " ".join(lines).split() == text.split()


@given(TEXTS)
def test_what_is_shortened_begins_as_it_did(text: str) -> None:
    short = shortened(text, 90)
    assert text.startswith(short.removesuffix(ELLIPSIS))


def test_the_whole_name_can_be_read_when_it_is_shortened() -> None:
    sheet = Sheet()
    sheet.label("Ett namn som är så långt " * 9, "−1 239 tkr")
    named = [shape for shape in sheet.shapes if getattr(shape, "full", "")]
    assert [shape.full.count("så långt") for shape in named] == [9, 9]


def test_a_value_goes_below_a_name_that_leaves_it_no_room() -> None:
    sheet = Sheet()
    sheet.label("Bemanningsplaneringsgruppens", "−1 000 000 000 kr")
    name, value = sheet.shapes
    assert value.y > name.y
    assert width("−1 000 000 000 kr", bold=True) + width("Bemanningsplaneringsgruppens") > NARROWEST
