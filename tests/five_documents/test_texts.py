"""The rules of texts and the five documents, and 81515 for 2026, as people typed them.

Their real slips are found by general rules, and corrected they are silent.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest

from five_documents.texts_corpus import Texts
from five_documents.texts_corrected import NEW_SLIPS, SLIPS, Slip, another, another_corrected, corrected
from five_documents.typed_by_hand import typed

DOCUMENTS = ((typed, corrected, SLIPS), (another, another_corrected, NEW_SLIPS))
EACH_SLIP = [(make, slips, slip) for _, make, slips in DOCUMENTS for slip in slips]


def codes_in(files: dict[str, str]) -> set[tuple[str, str]]:
    """A remark belongs to a document, whichever of its files it stands in."""
    return {(problem.place.path.rpartition("/")[0], problem.code) for problem in Texts(files).told()}


@pytest.mark.parametrize(("published", "slips"), [(each[0], each[2]) for each in DOCUMENTS], ids=["five", "81515"])
def test_every_real_slip_is_found_and_nothing_else(
    published: Callable[[], dict[str, str]], slips: tuple[Slip, ...]
) -> None:
    assert codes_in(published()) == {(path.rpartition("/")[0], code) for path, _, _, code in slips}


@pytest.mark.parametrize("make", [each[1] for each in DOCUMENTS], ids=["five", "81515"])
def test_the_documents_corrected_are_silent(make: Callable[[], dict[str, str]]) -> None:
    assert [str(problem) for problem in Texts(make()).told()] == []


@pytest.mark.parametrize(
    ("make", "slips", "slip"),
    EACH_SLIP,
    ids=[f"{code}: {slip.strip()[:30]}" for _, _, (_, slip, _, code) in EACH_SLIP],
)
def test_a_real_slip_alone_is_found(
    make: Callable[[tuple[Slip, ...]], dict[str, str]], slips: tuple[Slip, ...], slip: Slip
) -> None:
    """All others corrected: no rule needs the help of another slip, and no other rule is misled."""
    files = make(tuple(each for each in slips if each is not slip))
    assert {problem.code for problem in Texts(files).of({slip[0]: files[slip[0]]})} == {slip[3]}
