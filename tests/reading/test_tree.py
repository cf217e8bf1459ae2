"""A tree that is read once is the same for all who ask, whatever happens to the files meanwhile."""

import pytest

from handlingsplan.reading.tree import ReadOnce, UnreadableError


class Changing:
    """A tree whose files are others each time."""

    def __init__(self) -> None:
        self.times = 0

    def paths(self) -> list[str]:
        self.times += 1
        return [f"plans/{self.times}"]

    def read(self, path: str) -> bytes:
        self.times += 1
        if path == "borta":
            raise UnreadableError(f"gång {self.times}")
        return str(self.times).encode()


def test_each_file_is_read_once() -> None:
    tree = ReadOnce(Changing())
    assert [tree.read("a"), tree.read("b"), tree.read("a")] == [b"1", b"2", b"1"]


def test_so_is_the_list_of_files() -> None:
    tree = ReadOnce(Changing())
    assert tree.paths() == tree.paths() == ("plans/1",)


def test_what_cannot_be_read_cannot_be_read_for_the_same_reason() -> None:
    tree = ReadOnce(Changing())
    for _ in range(2):
        with pytest.raises(UnreadableError, match="gång 1"):
            tree.read("borta")
