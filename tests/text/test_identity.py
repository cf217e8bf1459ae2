"""An object as a key is equal only to itself."""

from handlingsplan.text.identity import Same


def test_equal_values_are_not_the_same() -> None:
    one, other = [1], [1]
    assert Same(one) == Same(one)
    assert Same(one) != Same(other)
    assert Same(one) != one
    assert len({Same(one), Same(one), Same(other)}) == 2
