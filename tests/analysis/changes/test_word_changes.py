"""Words exchanged for others, and which of them are only spelling."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlingsplan.analysis.changes.words import word_changes, words_of

TEXTS = st.lists(
    st.sampled_from(["vi", "ska", "spara", "100", "kr", ",", ".", "\n", "- ", "timmar", "bemanning"])
).map(" ".join)


@pytest.mark.parametrize(
    ("before", "after", "spelling"),
    [
        ("schemalagningen", "schemaläggningen", True),
        ("timvikariebänk", "timvikariebank", True),
        ("Bemaningen", "Bemanningen", True),
        ("planerade", "oplanerade", False),
        ("minskar", "minskade", False),
        ("högre", "lägre", False),
        ("100000", "200000", False),
        ("ordinarie", "extra", False),
    ],
)
def test_spelling_differs_only_inside_a_word(before: str, after: str, spelling: bool) -> None:
    (change,) = word_changes(f"Här står {before} nu.", f"Här står {after} nu.")
    assert (change.before, change.after, change.is_spelling) == (before, after, spelling)


def test_a_change_has_the_words_around_it() -> None:
    (change,) = word_changes("Ett två tre fyra fem sex sju åtta", "Ett två tre fyra FEM sex sju åtta")
    assert (change.lead, change.before, change.after, change.trail) == (
        "Ett två tre fyra",
        "fem",
        "FEM",
        "sex sju åtta",
    )


@given(TEXTS, TEXTS)
def test_no_change_exactly_when_the_words_are_the_same(before: str, after: str) -> None:
    assert (word_changes(before, after) == []) is (words_of(before) == words_of(after))


@given(TEXTS)
def test_wrapping_and_bullets_are_no_change(text: str) -> None:
    wrapped = text.replace(" ", "\n").replace("\n-\n", "\n* ")
    assert word_changes(text.replace("\n- ", "\n* "), text) == []
    assert [each.before for each in word_changes(wrapped.replace("*", "-"), text)] == []


def test_a_text_too_long_to_compare_is_one_change() -> None:
    one, other = (" ".join(f"{letter}{number}" for number in range(5000)) for letter in "ab")
    (change,) = word_changes(f"Lika {one} slut", f"Lika {other} slut")
    assert change.before == one
