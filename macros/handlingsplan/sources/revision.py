"""A revision of the repository as a source: the same files as a work tree would have, never checked out."""

from __future__ import annotations

from handlingsplan.reading.tree import UnreadableError

from .git_objects import Entry, GitObjects
from .worktree import FOLDERS

_FILES = ("100644", "100755", "100664")
_LINK, _SUBMODULE = "120000", "160000"


class Revision:
    """Reads the files of one commit. Hidden files are passed over, as in the work tree."""

    def __init__(self, objects: GitObjects, commit: str, prefix: str = "") -> None:
        self._objects = objects
        self._prefix = prefix
        self.commit = commit
        self._entries: dict[str, Entry] | None = None

    def paths(self) -> list[str]:
        """Give the paths of all files below plans/ and data/, sorted."""
        return sorted(self._known())

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
            files = self._objects.files(self.commit, self._prefix, FOLDERS)
            self._entries = {entry.path: entry for entry in files if not _is_hidden(entry.path)}
        return self._entries


def _is_hidden(path: str) -> bool:
    return any(part.startswith(".") for part in path.split("/"))
