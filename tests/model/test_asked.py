"""What is read is told, also when it comes out of something that was kept."""

import pytest

from handlingsplan.model.asked import Remembered, listening, remembered, tell

A, B = ("facts", "a"), ("facts", "b")


def test_nobody_needs_to_listen() -> None:
    tell(A)


def test_whoever_listens_around_hears_too() -> None:
    with listening() as outer:
        tell(A)
        with listening() as inner:
            tell(B)
    assert (inner, outer) == ({B}, {A, B})


def test_who_listens_later_hears_nothing_of_before() -> None:
    with listening():
        tell(A)
    with listening() as later:
        pass
    assert later == set()


def test_what_fails_has_been_told_all_the_same() -> None:
    def fails() -> None:
        with listening():
            tell(A)
            raise LookupError

    with listening() as outer, pytest.raises(LookupError):
        fails()
    assert outer == {A}


def test_a_kept_result_tells_what_it_was_made_of_each_time() -> None:
    calls = []

    @remembered(2)
    def read(name: str) -> str:
        calls.append(name)
        tell(("facts", name))
        return name.upper()

    found = []
    for _ in range(2):
        with listening() as heard:
            assert read("a") == "A"
        found.append(heard)
    assert (calls, found) == (["a"], [{A}, {A}])


def test_a_result_by_key_tells_what_it_was_made_of_each_time() -> None:
    kept, calls = Remembered(), []

    def compute() -> int:
        calls.append(1)
        tell(B)
        return 5

    found = []
    for _ in range(2):
        with listening() as heard:
            assert kept.get("x", compute) == 5
        found.append(heard)
    assert (calls, found) == ([1], [{B}, {B}])
