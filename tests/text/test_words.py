"""Swedish words: order, plurals, suggestions."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlingsplan.text.words import listed, nfc, plural, sort_key, suggestion


def test_swedish_order() -> None:
    """Å, ä and ö come last, in that order; digits are numbers; capitals do not matter."""
    words = ["Ängen", "zebra", "örn", "Åsen", "apa", "Enhet 10", "enhet 9", "Enhet 0100", "Östra", "éclair", "eda"]
    assert sorted(words, key=sort_key) == [
        "apa", "éclair", "eda", "enhet 9", "Enhet 10", "Enhet 0100", "zebra", "Åsen", "Ängen", "örn", "Östra",
    ]  # fmt: skip


@given(st.lists(st.text()))
def test_any_texts_have_an_order(texts: list[str]) -> None:
    """Any texts can be sorted, and the order does not depend on how they stood."""
    keys = [sort_key(text) for text in sorted(texts, key=sort_key)]
    assert keys == sorted(sort_key(text) for text in reversed(texts))


@given(st.text(alphabet="abcxyzåäöÅÄÖ 019-", max_size=12))
def test_order_of_the_composed_and_the_decomposed(text: str) -> None:
    """Both spellings of å, ä, ö have the same place, and so have capitals."""
    assert sort_key(text) == sort_key(unicodedata.normalize("NFD", text)) == sort_key(text.upper())


@given(st.integers(0, 10**30), st.integers(0, 10**30))
def test_numbers_are_ordered_by_value(first: int, second: int) -> None:
    """Also beyond what int() reads."""
    assert (sort_key(f"a{first}b") < sort_key(f"a{second}b")) == (first < second)


def test_very_long_numbers_have_an_order() -> None:
    """Python refuses to read a number of 5 000 digits."""
    assert sort_key("1" * 5000) < sort_key("2" * 5000) < sort_key("1" * 5001)


@given(st.text())
def test_composition(text: str) -> None:
    """Texts equal to a reader are equal strings."""
    assert nfc(unicodedata.normalize("NFD", text)) == unicodedata.normalize("NFC", text)


@pytest.mark.parametrize(
    ("word", "known", "hint"),
    [
        ("nyckeltall", ["nyckeltal", "namn"], " – menade du «nyckeltal»?"),
        ("STATUS", ["status"], " – menade du «status»?"),
        ("atgarder", ["åtgärder", "beslut"], " – menade du «åtgärder»?"),
        ("zzz", ["namn"], ""),
        ("namn", [], ""),
        ("a" * 10_000, ["a" * 10_000], ""),
    ],
)
def test_suggestions(word: str, known: list[str], hint: str) -> None:
    """The nearest word, if any is near."""
    assert suggestion(word, known) == hint


def test_plurals_and_lists() -> None:
    """One åtgärd, two åtgärder; a, b och c."""
    assert [plural(count, "åtgärd", "åtgärder") for count in (0, 1, 2)] == ["0 åtgärder", "1 åtgärd", "2 åtgärder"]
    assert [listed(words) for words in ([], ["a"], ["a", "b"], ["a", "b", "c"])] == ["", "a", "a och b", "a, b och c"]
    assert listed(["ja", "nej"], "eller") == "ja eller nej"
