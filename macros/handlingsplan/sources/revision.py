"""Files that Git keeps as a source: the same as a work tree would have, never checked out."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable

from handlingsplan.reading.tree import UnreadableError

from .git_objects import Entry, GitObjects
from .worktree import FOLDERS

_FILES = ("100644", "100755", "100664")
_LINK, _SUBMODULE = "120000", "160000"


class Stored:
    """Reads files by their entries, which are asked for once. Hidden files are passed over, as in the work tree."""

    def __init__(self, objects: GitObjects, entries: Callable[[], Iterable[Entry]]) -> None:
        self._objects = objects
        self._given = entries
        self._entries: dict[str, Entry] | None = None

    def paths(self) -> list[str]:
        """Give the paths of all files below plans/ and data/, sorted."""
        return sorted(path for path in self._known() if not is_hidden(path))

    def hidden(self) -> list[str]:
        """Give the paths of the files that are passed over, sorted."""
        return sorted(path for path in self._known() if is_hidden(path))

    def read(self, path: str) -> bytes:
        """Give a file's bytes; a link, a submodule or what the repository lacks cannot be read."""
        entry = self._known().get(path)
        if entry is None:
            raise UnreadableError("filen finns inte i den här versionen")
        if entry.mode == _LINK:
            raise UnreadableError("filen är en länk; lägg en vanlig fil här")
        if entry.mode == _SUBMODULE:
            raise UnreadableError("mappen är ett annat förvar (en undermodul); lägg en vanlig mapp här")
        if entry.mode not in _FILES:
            raise UnreadableError("detta är ingen vanlig fil; ta bort den")
        data = self._objects.blob(entry.id)
        if data is None:
            raise UnreadableError("filens innehåll finns inte i den här kopian av förvaret; hämta hela historiken")
        return data

    def _known(self) -> dict[str, Entry]:
        if self._entries is None:
            self._entries = {entry.path: entry for entry in self._given()}
        return self._entries


class Revision(Stored):
    """The files of one commit."""

    def __init__(self, objects: GitObjects, commit: str, prefix: str = "", paths: Collection[str] = FOLDERS) -> None:
        super().__init__(objects, lambda: objects.files(commit, prefix, paths))
        self.commit = commit


def is_hidden(path: str) -> bool:
    """Whether a file is passed over."""
    return path.startswith(".") or "/." in path
