"""What has been read, kept by content: what many revisions share is parsed once, and is one object in all of them."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar, cast

from handlingsplan.text.places import Problem

T = TypeVar("T")
Of = TypeVar("Of")
#: What a document is read from: for each file its path and bytes, or why it cannot be read.
Files = tuple[tuple[str, bytes | str], ...]


@dataclass(frozen=True, slots=True)
class Origin:
    """A document before it is read: its kind, the files it is read from, and what is known without reading them.

    The first file is that of its facts. `version` is the format that they are written in.
    """

    kind: type[Any]
    version: int
    files: Files
    known: Mapping[str, object]

    @property
    def key(self) -> Hashable:
        """All that the document follows from."""
        return self.kind, self.version, self.files


class Kept:
    """Results of reading, by what was read: path, bytes and format version. Everything kept is frozen."""

    def __init__(self) -> None:
        self._results: dict[Hashable, Any] = {}

    def get(self, key: Hashable, read: Callable[[], T]) -> T:
        """Give the kept result, or read and keep it."""
        if key not in self._results:
            self._results[key] = read()
        return cast(T, self._results[key])

    def put(self, key: Hashable, result: T) -> T:
        """Keep a result in the place of any other; give it."""
        self._results[key] = result
        return result

    def municipality(self, key: Hashable, read: Callable[[], T]) -> T:
        """Give a municipality that has been read from the same files, or read it."""
        return self.get(key, read)

    def document(
        self, origin: Origin, read: Callable[[], tuple[T | None, list[Problem]]]
    ) -> tuple[T | None, list[Problem]]:
        """Give a document that has been read from the same files with its problems, or read it."""
        return self.get(origin.key, read)

    def each(self, read: Callable[[Of], T], of: Sequence[Of]) -> Sequence[T]:
        """Read several things that are read each by itself, in order."""
        return list(map(read, of))
