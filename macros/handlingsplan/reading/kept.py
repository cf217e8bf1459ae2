"""What has been read, kept by content: a file that many revisions share is parsed once."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Any, TypeVar, cast

T = TypeVar("T")


class Kept:
    """Results of reading, by what was read: path, bytes and format version. Everything kept is frozen."""

    def __init__(self) -> None:
        self._results: dict[Hashable, Any] = {}

    def get(self, key: Hashable, read: Callable[[], T]) -> T:
        """Give the kept result, or read and keep it."""
        if key not in self._results:
            self._results[key] = read()
        return cast(T, self._results[key])
