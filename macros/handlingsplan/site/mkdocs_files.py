"""The files of the site as MkDocs knows them: who looks for them is told, and those that are kept are not copied."""

from __future__ import annotations

import copy

from mkdocs.structure.files import File, Files

from handlingsplan.model.asked import tell
from handlingsplan.site.warm.store import place


class AskedFiles(Files):
    """The files of the site; tells which of them a page looked for."""

    @classmethod
    def of(cls, files: Files) -> AskedFiles:
        """Give files that tell."""
        found = copy.copy(files)
        found.__class__ = cls
        return found  # type: ignore[return-value]

    def get_file_from_path(self, path: str) -> File | None:
        """Find a file."""
        tell(("file", path))
        return super().get_file_from_path(path)


class KeptFile(File):
    """A file that lies somewhere as it is to be: it is at a second place in the site."""

    def copy_file(self, dirty: bool = False) -> None:  # noqa: ARG002 - as MkDocs calls it
        """Put the file into the site."""
        assert self.abs_src_path is not None  # noqa: S101  (it lies somewhere)
        place(str(self.abs_src_path), str(self.abs_dest_path))
