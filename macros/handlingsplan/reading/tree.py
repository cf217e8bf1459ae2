"""What the readers need of a source: paths and bytes."""

from __future__ import annotations

from collections.abc import Sequence
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
