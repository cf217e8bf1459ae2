"""What the readers need of a source: paths and bytes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from typing import Protocol


class UnreadableError(Exception):
    """A file that must not or cannot be read; the message is Swedish and for the user."""


class Tree(Protocol):
    """A set of files, read-only: the work tree today, a revision tomorrow."""

    def paths(self) -> Sequence[str]:
        """Give the paths of all files below plans/ and data/, sorted, with forward slashes."""
        ...

    def read(self, path: str) -> bytes:
        """Give a file's bytes; raises UnreadableError."""
        ...


def contents_of(tree: Tree) -> Iterator[tuple[str, bytes]]:
    """Give every file that can be read, with its bytes."""
    for path in tree.paths():
        try:
            yield path, tree.read(path)
        except UnreadableError:
            continue


class Within:
    """Some folders of a tree, as if it had no others."""

    def __init__(self, tree: Tree, folders: Iterable[str]) -> None:
        self._tree = tree
        self._folders = tuple(f"{folder}/" for folder in folders)

    def paths(self) -> Sequence[str]:
        """Give the paths of the files in the folders."""
        return [path for path in self._tree.paths() if path.startswith(self._folders)]

    def read(self, path: str) -> bytes:
        """Give a file's bytes; raises UnreadableError."""
        return self._tree.read(path)


class ReadOnce:
    """A tree as it was at one moment: each file is read once, so all who ask see the same bytes."""

    def __init__(self, tree: Tree) -> None:
        self._tree = tree
        self._files: dict[str, bytes | UnreadableError] = {}

    @cached_property
    def _paths(self) -> Sequence[str]:
        return tuple(self._tree.paths())

    def paths(self) -> Sequence[str]:
        """Give the paths of all files."""
        return self._paths

    def read(self, path: str) -> bytes:
        """Give a file's bytes; raises UnreadableError."""
        if path not in self._files:
            self._files[path] = self._first(path)
        found = self._files[path]
        if isinstance(found, UnreadableError):
            raise found
        return found

    def _first(self, path: str) -> bytes | UnreadableError:
        try:
            return self._tree.read(path)
        except UnreadableError as fault:
            return fault
