"""Whether sums that are published tell a sum over too few (*röjande genom differens*).

Sums over known groups can be added to and taken from each other by whoever reads them: a total less the groups that
are shown is the group that is not. So what matters is not each group, but everything that can be combined from them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Sequence
from itertools import combinations

#: Ranks are computed modulo a prime: exact as long as no minor of the 0/1 matrix reaches it, which takes more rows
#: than are ever looked at.
_PRIME = 2**61 - 1
_MOST_GROUPS = 30
#: More sets of few than this are not looked through; then nothing further is published.
_MOST_SETS = 20_000

Group = frozenset[Hashable]


def tells_of_few(groups: Sequence[Group], smallest: int) -> bool:
    """Whether any combination of sums over the groups is over fewer than `smallest` members, and over at least one.

    Also true when there are too many groups to be sure.
    """
    if any(0 < len(group) < smallest for group in groups):
        return True
    if len(groups) > _MOST_GROUPS:
        return True
    atoms = _atoms(groups)
    vectors = [tuple(atom) for atom in atoms]
    sizes = list(atoms.values())
    whole = _rank(list(zip(*vectors, strict=True)))
    for number, few in enumerate(_sets_of_few(sizes, smallest)):
        left = [vector for index, vector in enumerate(vectors) if index not in few]
        if number > _MOST_SETS or _rank(list(zip(*left, strict=True))) < whole:
            return True
    return False


def _atoms(groups: Sequence[Group]) -> Counter[tuple[int, ...]]:
    """Give the members that are in exactly the same groups, as how many they are by which groups those are."""
    members = frozenset().union(*groups)
    return Counter(tuple(int(member in group) for group in groups) for member in members)


def _sets_of_few(sizes: Sequence[int], smallest: int) -> Iterator[frozenset[int]]:
    """Give the largest sets of atoms that together have fewer than `smallest` members."""
    small = [index for index, size in enumerate(sizes) if size < smallest]
    for count in range(1, min(len(small), smallest - 1) + 1):
        for chosen in combinations(small, count):
            room = smallest - 1 - sum(sizes[index] for index in chosen)
            if room >= 0 and all(sizes[index] > room for index in small if index not in chosen):
                yield frozenset(chosen)


def _rank(rows: Iterable[Sequence[int]]) -> int:
    """Give the rank of a matrix."""
    left = [list(row) for row in rows if any(row)]
    rank = 0
    while left:
        pivot = left.pop()
        column = next((index for index, value in enumerate(pivot) if value), None)
        if column is None:
            continue
        rank += 1
        inverse = pow(pivot[column], -1, _PRIME)
        for row in left:
            if row[column]:
                factor = row[column] * inverse % _PRIME
                row[:] = [(one - factor * other) % _PRIME for one, other in zip(row, pivot, strict=True)]
    return rank
