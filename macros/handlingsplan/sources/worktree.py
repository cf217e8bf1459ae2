"""The work tree as a source: files below plans/ and data/, never through a link out of the repository."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from handlingsplan.reading.decoding import MAX_BYTES
from handlingsplan.reading.tree import UnreadableError

FOLDERS = ("plans", "data")


class WorkTree:
    """Reads the files of a checkout. Hidden files are passed over."""

    def __init__(self, root: Path) -> None:
        self._root = root.resolve()

    def paths(self) -> list[str]:
        """Give the paths of all files below plans/ and data/, sorted."""
        return sorted(path for folder in FOLDERS for path in self._walk(self._root / folder))

    def read(self, path: str) -> bytes:
        """Give a file's bytes; of a file far beyond what is allowed, only the beginning."""
        target = self._root / path
        real = target.resolve()
        if not real.is_relative_to(self._root):
            raise UnreadableError("filen är en länk ut ur förvaret; lägg en vanlig fil här")
        try:
            with real.open("rb") as file:
                return file.read(50 * MAX_BYTES)
        except OSError as fault:
            raise UnreadableError(f"filen går inte att läsa ({fault.strerror})") from fault

    def _walk(self, folder: Path) -> Iterator[str]:
        """Walk without following linked folders; such a folder is given as a path, so that it is refused."""
        for parent, folders, files in os.walk(folder):
            folders[:] = sorted(name for name in folders if not name.startswith("."))
            linked = [name for name in folders if Path(parent, name).is_symlink()]
            for name in [*files, *linked]:
                if not name.startswith("."):
                    yield Path(parent, name).relative_to(self._root).as_posix()
