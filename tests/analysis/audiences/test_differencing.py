"""Whether sums can be combined to one over few: held against looking through every set of few members."""

from __future__ import annotations

from fractions import Fraction
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlingsplan.analysis.audiences.differencing import Group, tells_of_few


def group(members: str) -> Group:
    return frozenset(members)


@pytest.mark.parametrize(
    ("groups", "told"),
    [
        (["abcde"], False),
        (["abcd"], True),
        ([""], False),
        (["abcdefghij", "abcde"], False),  # the rest is fghij, which are five
        (["abcdefghi", "abcde"], True),  # the rest is fghi
        (["abcdef", "bcdefg"], True),  # a less g
        (["abcdefghij", "klmnopqrst", "abcdefghik"], True),  # the whole of j less k
        (["abcdefghij", "klmnopqrst", "abcdefghik", "jklmnopqrstu"], True),
        (["abcdeXYZ", "XYZfghij"], False),  # XYZ is in both, but alone in nothing
        (["abcdeXYZ", "XYZfghij", "abcdefghij"], True),  # one and two less three is twice XYZ
    ],
)
def test_examples(groups: list[str], told: bool) -> None:
    assert tells_of_few(list(map(group, groups)), 5) is told


def test_too_many_groups_are_not_trusted() -> None:
    assert tells_of_few([frozenset(range(number, number + 40)) for number in range(0, 1240, 40)], 5)


def rank(rows: list[list[Fraction]]) -> int:
    """Give the rank by exact elimination, from the first column to the last."""
    found = 0
    for column in range(len(rows[0]) if rows else 0):
        pivot = next((row for row in rows[found:] if row[column]), None)
        if pivot is None:
            continue
        rows.remove(pivot)
        rows.insert(found, pivot)
        for row in rows[found + 1 :]:
            factor = row[column] / pivot[column]
            row[:] = [one - factor * other for one, other in zip(row, pivot, strict=True)]
        found += 1
    return found


def tells(groups: list[frozenset[int]], smallest: int) -> bool:
    """By definition: some set of few members, without whose columns the sums say less."""
    members = sorted(frozenset().union(*groups))

    def without(few: tuple[int, ...]) -> int:
        return rank([[Fraction(each in group) for each in members if each not in few] for group in groups])

    whole = without(())
    return any(without(few) < whole for count in range(1, smallest) for few in combinations(members, count))


@given(st.lists(st.frozensets(st.integers(0, 8)), min_size=1, max_size=5), st.integers(2, 4))
def test_it_is_what_every_set_of_few_says(groups: list[frozenset[int]], smallest: int) -> None:
    assert tells_of_few([frozenset(each) for each in groups], smallest) is tells(groups, smallest)
