"""The work tree as a source: files below plans/ and data/, never through a link."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path

from handlingsplan.reading.decoding import MAX_BYTES
from handlingsplan.reading.tree import UnreadableError

from .git_objects import MAX_DEPTH

_PLAIN = {"mappen": "mapp", "filen": "fil"}
FOLDERS = ("plans", "data")
#: As much as is read of a file, far more than is allowed.
_MOST = 50 * MAX_BYTES
#: A system refuses paths of some thousand bytes, with what the repository itself lies in counted.
_LONGEST_PATH = 1_000
_NOT_SO_DEEP = f"inte ligger så djupt (högst {MAX_DEPTH} nivåer, {_LONGEST_PATH} tecken)"


class WorkTree:
    """Reads the files of a checkout. Hidden files are passed over."""

    def __init__(self, root: Path) -> None:
        self._root = root.resolve()
        self._plain_folders: set[str] = set()  # the way there leads through no link

    def paths(self) -> list[str]:
        """Give the paths of all files below plans/ and data/, sorted."""
        return sorted(path for folder in FOLDERS for path in self._walk(folder))

    def read(self, path: str) -> bytes:
        """Give a file's bytes; of a file far beyond what is allowed, only the beginning."""
        folder = path.rpartition("/")[0]
        if folder in self._plain_folders and (data := _plain_file(f"{self._root}/{path}")) is not None:
            return data
        target = self._root / path
        self._refuse_link(target)
        self._plain_folders.add(folder)
        try:
            if target.is_dir():
                raise UnreadableError(f"mappen går inte att läsa; se till att den får läsas och {_NOT_SO_DEEP}")
            if not target.is_file():
                raise UnreadableError("detta är ingen vanlig fil; ta bort den")
            with target.open("rb") as file:
                return file.read(_MOST)
        except (OSError, ValueError) as fault:
            raise UnreadableError("filen går inte att läsa; kontrollera att den finns och får läsas") from fault

    def _refuse_link(self, target: Path) -> None:
        """Refuse what is reached through a link: a revision in Git holds only the link, not what it leads to."""
        try:
            real = target.resolve()
        except (OSError, RuntimeError):  # a link that leads to itself
            raise UnreadableError("filen är en länk som inte leder någonstans; lägg en vanlig fil här") from None
        what = "mappen" if real.is_dir() else "filen"
        if not real.is_relative_to(self._root):
            raise UnreadableError(f"{what} är en länk ut ur förvaret; lägg en vanlig {_PLAIN[what]} här")
        if real != target:
            raise UnreadableError(f"{what} nås genom en länk; lägg en vanlig {_PLAIN[what]} här")

    def _walk(self, folder: str) -> Iterator[str]:
        """Walk without following linked folders; a folder that is not entered is given as a path, to be refused."""
        try:
            found = list(os.scandir(f"{self._root}/{folder}"))
        except OSError:
            if (self._root / folder).is_dir():
                yield folder
            return
        above = folder.rpartition("/")[0]
        # One that is entered is no link itself, but for the first: only what lies in a plain one is plain.
        if above in self._plain_folders or not (above or (self._root / folder).is_symlink()):
            self._plain_folders.add(folder)
        for each in found:
            path = f"{folder}/{each.name}"
            if each.name.startswith("."):
                continue
            if not each.is_dir(follow_symlinks=False) or _is_too_deep(path):
                yield path
            else:
                yield from self._walk(path)


def _is_too_deep(folder: str) -> bool:
    return folder.count("/") > MAX_DEPTH or len(os.fsencode(folder)) > _LONGEST_PATH


def _plain_file(path: str) -> bytes | None:
    """Read a file that is one, in a folder that has been looked at; None where there is more to say."""
    try:
        number = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    except (OSError, ValueError):
        return None
    try:
        found = os.fstat(number)
        if not stat.S_ISREG(found.st_mode):
            return None
        data = os.read(number, min(found.st_size + 1, _MOST))
        return data if len(data) == min(found.st_size, _MOST) else None  # it is being written, or is very large
    except OSError:
        return None
    finally:
        os.close(number)
