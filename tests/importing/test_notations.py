"""Numbers as exports write them, and as the repository does."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlingsplan.importing.notations import NumberStyle, chosen, decimal_mark, meanings
from handlingsplan.importing.sheet import Number
from handlingsplan.text.numbers import parse_number

NUMBERS = st.builds(
    lambda digits, decimals: Number(Fraction(digits, 10**decimals), decimals),
    st.integers(-(10**11), 10**11),
    st.integers(0, 6),
)
GROUPS = ["", " ", "\u00a0", "\u2009", "\u202f"]
MINUSES = ["-", "\u2212", "\u2013", "- ", "after", "brackets"]


def written(number: Number, group: str, mark: str, minus: str) -> str:
    """Write a number in one of the world's ways."""
    plain = NumberStyle(group="G", minus="").text(number).replace(",", mark).replace("G", group)
    if number.value >= 0:
        return plain
    return {"after": f"{plain}-", "brackets": f"({plain})"}.get(minus, f"{minus}{plain}")


@given(NUMBERS, st.sampled_from(GROUPS), st.sampled_from(MINUSES))
def test_swedish_notations_round_trip(number: Number, group: str, minus: str) -> None:
    assert chosen(f" {written(number, group, ',', minus)} ", ",") == number


@given(NUMBERS, st.sampled_from([*GROUPS, ","]), st.sampled_from(MINUSES))
def test_notations_with_a_decimal_point_round_trip(number: Number, group: str, minus: str) -> None:
    assert chosen(written(number, group, ".", minus), ".") == number


@given(NUMBERS, st.sampled_from(MINUSES))
def test_points_between_thousands_round_trip(number: Number, minus: str) -> None:
    assert chosen(written(number, ".", ",", minus), ",") == number


@given(NUMBERS, st.sampled_from([" ", "\u00a0"]), st.sampled_from(["-", "\u2212"]))
def test_what_is_written_is_read_as_the_same(number: Number, group: str, minus: str) -> None:
    assert parse_number(NumberStyle(group, minus).text(number)) == (number.value, number.decimals)


@given(st.lists(NUMBERS, min_size=1), st.sampled_from([(" ", ","), (".", ","), (",", ".")]))
def test_a_column_that_tells_its_notation_is_read_whole(numbers: list[Number], notation: tuple[str, str]) -> None:
    group, mark = notation
    texts = [written(each, group, mark, "-") for each in [*numbers, Number(Fraction(3, 2), 1)]]
    assert decimal_mark(texts) == mark
    assert [chosen(text, mark) for text in texts[:-1]] == numbers


@given(st.text())
def test_any_text_is_a_number_or_none(text: str) -> None:
    assert set(meanings(text)) <= {",", "."}


@pytest.mark.parametrize(
    "text",
    ["", "tre", "1 23", "1.23.456", "1,2,3", "--1", "(-1)", "-1-", "(1)-", "12.34,5", "1 2345", "1,", ",5", "1e5",
     "½", "1.239 000", "9" * 19, "٣", "0.123.456"],
)  # fmt: skip
def test_no_numbers(text: str) -> None:
    assert meanings(text) == {}


def test_a_number_that_can_be_two_needs_another_to_tell() -> None:
    assert chosen("1.239", ",") == Number(Fraction(1239))
    assert chosen("1.239", ".") == Number(Fraction(1239, 1000), 3)
    with pytest.raises(ValueError, match=r"«1\.239» kan betyda 1 239 eller 1,239"):
        chosen("1.239", "")
    # Texts that contradict each other tell nothing.
    assert decimal_mark(["1,5", "1.5"]) == ""
    assert decimal_mark(["1 000", "7", "tre"]) == ""


def test_a_percentage_is_told_from_a_number() -> None:
    assert chosen("-3,5 %", ",") == Number(Fraction(-7, 2), 1, percent=True)
