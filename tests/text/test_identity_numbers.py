"""Personal identity numbers in any text, held against two libraries that others keep: stdnum and personnummer."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st
from personnummer import personnummer
from stdnum.se import personnummer as stdnum

from handlingsplan.text.identity_numbers import COORDINATION, PERSONAL, find_identity_numbers, masked

#: Before the day that any test is run: the libraries read two digits of a year by today's date.
DAYS = st.dates(date(1900, 1, 1), date(2024, 12, 31))
SERIALS = st.integers(1, 999)
SEPARATORS = st.sampled_from(
    [
        *(
            "",
            "-",
            "+",
            " ",
            "\u00a0",
            "\u2009",
            "\u202f",
            "\u2010",
            "\u2011",
            "\u2013",
            "\u2014",
            "\u2212",
            "\u00ad",
        ),
        *(
            "- ",
            " - ",
            " \u2013 ",
            "\u00a0\u2013\u00a0",
            "\t",
            "\\-",
            "&nbsp;",
            "&#8209;",
            "&ndash;",
            "-\n",
            "-\n    ",
        ),
    ]
)


def check_digit(nine: str) -> int:
    doubled = [int(each) * (2 - index % 2) for index, each in enumerate(nine)]
    return -sum(each // 10 + each % 10 for each in doubled) % 10


def written(day: date, serial: int, separator: str, *, century: bool = False, coordination: bool = False) -> str:
    """A number that is right in date and check digit."""
    whole = f"{day:%Y%m}{day.day + 60 * coordination:02d}"
    nine = f"{whole[2:]}{serial:03d}"
    return f"{whole if century else whole[2:]}{separator}{serial:03d}{check_digit(nine)}"


def found(text: str) -> list[str]:
    return [text[each.start : each.end] for each in find_identity_numbers(text)]


@pytest.mark.parametrize(
    ("text", "hidden", "kind"),
    [
        ("811218-9876", "811218-****", PERSONAL),
        ("19811218-9876", "19811218-****", PERSONAL),
        ("198112189876", "19811218****", PERSONAL),
        ("8112189876", "811218****", PERSONAL),
        ("811218+9876", "811218+****", PERSONAL),
        ("811218 9876", "811218 ****", PERSONAL),
        ("1981-12-18-9876", "1981-12-18-****", PERSONAL),
        ("811278-9873", "811278-****", COORDINATION),
        ("000229-0005", "000229-0005", None),
        ("000229-0013", "000229-****", PERSONAL),
        ("19000229-0013", "19000229-0013", None),
        ("20000229-0013", "20000229-****", PERSONAL),
    ],
)
def test_numbers_are_found_and_masked(text: str, hidden: str, kind: str | None) -> None:
    """Every way to write one, and the leap day that 2000 had and 1900 had not."""
    assert masked(text) == hidden
    assert [each.kind for each in find_identity_numbers(text)] == ([kind] if kind else [])


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("811218-9875", id="wrong check digit"),
        pytest.param("811318-9875", id="no such month"),
        pytest.param("556036-0793", id="an organisation's number"),
        pytest.param("20250131-20250228", id="two days"),
        pytest.param("2025-01-31–2025-02-28", id="two days with hyphens"),
        pytest.param("1981-12-18-9876-01", id="something after the day"),
        pytest.param("1981-12-18 9876 kr", id="an amount after a day"),
        pytest.param("81-12-18-9876", id="a day without its century"),
        pytest.param("18112189876", id="a longer run of digits"),
        pytest.param("81121898760", id="a longer run of digits after it"),
        pytest.param("811218-98760", id="five digits last"),
        pytest.param("811 218 9876 kr", id="grouped by thousands"),
        pytest.param("8 112 189 876 kr", id="one amount"),
        pytest.param("0.8112189876", id="decimals"),
        pytest.param("commit 3f8112189876be", id="a commit's id"),
        pytest.param("811218;9876", id="two cells"),
        pytest.param("811218\n9876", id="two lines"),
        pytest.param("811218 | 9876", id="two cells of Markdown"),
        pytest.param("2025.019 VON, ansvar 81511, projekt 51309", id="a case number, a unit and a project"),
        pytest.param("811218-****", id="one that is masked already"),
    ],
)
def test_what_only_looks_like_one(text: str) -> None:
    assert found(text) == []
    assert masked(text) == text


@pytest.mark.parametrize(
    "text",
    [
        *("(811218-9876)", "Anna:811218-9876.", "«811218–9876»", "|811218-9876|", "a811218-9876b", "5,811218-9876,1"),
        *(
            "pnr8112189876",
            "bild_8112189876.png",
            "8112189876,5",
            "8112189876.0",
            "811218 9876 kr",
            "12 811218-9876 45",
        ),
    ],
)
def test_what_stands_around_it_hides_nothing(text: str) -> None:
    assert len(found(text)) == 1


def test_a_candidate_that_fails_hides_no_number_after_it() -> None:
    assert found("123456 8112 811218-9876 811218-9875 811218-9876") == ["811218-9876", "811218-9876"]
    assert found("1981-12-18-1981-12-18-9876") == ["1981-12-18-9876"]


@given(day=DAYS, serial=SERIALS, separator=SEPARATORS, century=st.booleans(), coordination=st.booleans())
def test_every_right_number_is_found_and_ends_masked(
    day: date, serial: int, separator: str, century: bool, coordination: bool
) -> None:
    """Nothing of the last four digits is left, and masking changes nothing else."""
    number = written(day, serial, separator, century=century, coordination=coordination)
    text = f"Ärendet {number}, se bilaga"
    assert found(text) == [number]
    assert masked(text) == f"Ärendet {number[:-4]}****, se bilaga"
    assert found(masked(text)) == []


@given(day=DAYS, serial=SERIALS, century=st.booleans(), coordination=st.booleans())
@example(day=date(2000, 2, 29), serial=1, century=False, coordination=False)
def test_the_libraries_say_that_it_is_right(day: date, serial: int, century: bool, coordination: bool) -> None:
    """stdnum knows no coordination numbers."""
    assume((day.month, day.day) != (2, 29) or day.year == 2000)
    number = written(day, serial, "-", century=century, coordination=coordination)
    assert personnummer.valid(number)
    assert stdnum.is_valid(number) is not coordination


@given(
    st.builds(
        "{}{:02d}{:02d}{:02d}{}{:04d}".format,
        st.sampled_from(["", "18", "19", "20"]),
        st.integers(0, 99),
        st.integers(0, 13),
        st.integers(0, 93),
        st.sampled_from(["", "-", "+"]),
        st.integers(0, 9999),
    )
)
def test_exactly_what_the_libraries_hold_for_numbers_is_found(number: str) -> None:
    """Of digits in the right form: one is found when either library says so, for one of the two centuries it can be of."""
    has_century = len(number[:-4].rstrip("-+")) == 8
    forms = [number] if has_century else [f"{each}{number}" for each in ("19", "20")]
    said = any(personnummer.valid(each) for each in forms)
    assert (found(number) == [number]) is said
    if stdnum.is_valid(number) and number[-4:-1] != "000":
        assert found(number) == [number]


@given(st.text(alphabet="0123456789 -+\u2013\u00a0\nab.,;", max_size=80))
def test_masking_leaves_no_number_in_any_text(text: str) -> None:
    hidden = masked(text)
    assert len(hidden) == len(text)
    assert found(hidden) == []
    assert all(old == new or new == "*" for old, new in zip(text, hidden, strict=True))


@given(DAYS, st.integers(0, 400))
def test_intervals_of_days_are_none(day: date, length: int) -> None:
    end = day + timedelta(length)
    assert found(f"{day:%Y%m%d}-{end:%Y%m%d}") == []
    assert found(f"{day}–{end}, {day} - {end}, {day}-{end}") == []
