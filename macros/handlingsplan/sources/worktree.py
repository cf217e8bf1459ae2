"""The work tree as a source: files below plans/ and data/, never through a link."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from handlingsplan.reading.decoding import MAX_BYTES
from handlingsplan.reading.tree import UnreadableError

from .git_objects import MAX_DEPTH

_PLAIN = {"mappen": "mapp", "filen": "fil"}
FOLDERS = ("plans", "data")
#: A system refuses paths of some thousand bytes, with what the repository itself lies in counted.
_LONGEST_PATH = 1_000
_NOT_SO_DEEP = f"inte ligger så djupt (högst {MAX_DEPTH} nivåer, {_LONGEST_PATH} tecken)"


class WorkTree:
    """Reads the files of a checkout. Hidden files are passed over."""

    def __init__(self, root: Path) -> None:
        self._root = root.resolve()
        self._plain_folders: set[Path] = set()

    def paths(self) -> list[str]:
        """Give the paths of all files below plans/ and data/, sorted."""
        return sorted(path for folder in FOLDERS for path in self._walk(self._root / folder))

    def read(self, path: str) -> bytes:
        """Give a file's bytes; of a file far beyond what is allowed, only the beginning."""
        target = self._root / path
        self._refuse_link(target)
        try:
            if target.is_dir():
                raise UnreadableError(f"mappen går inte att läsa; se till att den får läsas och {_NOT_SO_DEEP}")
            if not target.is_file():
                raise UnreadableError("detta är ingen vanlig fil; ta bort den")
            with target.open("rb") as file:
                return file.read(50 * MAX_BYTES)
        except (OSError, ValueError) as fault:
            raise UnreadableError("filen går inte att läsa; kontrollera att den finns och får läsas") from fault

    def _refuse_link(self, target: Path) -> None:
        """Refuse what is reached through a link: a revision in Git holds only the link, not what it leads to."""
        if target.parent in self._plain_folders and not target.is_symlink():
            return  # the way there has been looked at
        try:
            real = target.resolve()
        except (OSError, RuntimeError):  # a link that leads to itself
            raise UnreadableError("filen är en länk som inte leder någonstans; lägg en vanlig fil här") from None
        what = "mappen" if real.is_dir() else "filen"
        if not real.is_relative_to(self._root):
            raise UnreadableError(f"{what} är en länk ut ur förvaret; lägg en vanlig {_PLAIN[what]} här")
        if real != target:
            raise UnreadableError(f"{what} nås genom en länk; lägg en vanlig {_PLAIN[what]} här")
        self._plain_folders.add(target.parent)

    def _walk(self, folder: Path) -> Iterator[str]:
        """Walk without following linked folders; a folder that is not entered is given as a path, to be refused."""
        closed: list[str] = []
        for parent, folders, files in os.walk(folder, onerror=lambda fault: closed.append(str(fault.filename))):
            folders[:] = sorted(name for name in folders if not name.startswith("."))
            linked = [name for name in folders if Path(parent, name).is_symlink()]
            for name in [*files, *linked]:
                if not name.startswith("."):
                    yield self._path(Path(parent, name))
            deeper = [name for name in folders if name not in linked and self._is_too_deep(Path(parent, name))]
            yield from (self._path(Path(parent, name)) for name in deeper)
            folders[:] = [name for name in folders if name not in deeper]
        yield from (self._path(Path(each)) for each in closed if Path(each).is_dir())

    def _path(self, target: Path) -> str:
        return target.relative_to(self._root).as_posix()

    def _is_too_deep(self, folder: Path) -> bool:
        path = self._path(folder)
        return path.count("/") > MAX_DEPTH or len(os.fsencode(path)) > _LONGEST_PATH
