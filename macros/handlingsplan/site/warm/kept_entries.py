"""What the search knows of each page, kept as one object: it is more than all else that is kept beside HTML.

Where each page's part of it begins and ends stands in the list.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Sequence

from handlingsplan.model.asked import Name
from handlingsplan.site.warm.keeper import Keeper

_NAME: Name = ("entries", "")
#: Where the entries of a page lie until the end: the number of the spool, and from where to where.
Spooled = tuple[int, int, int]


class _Spool:
    """A file of bytes that one process writes and another reads: nobody need hold them."""

    def __init__(self) -> None:
        self._file = tempfile.TemporaryFile(buffering=0)  # noqa: SIM115 - it is read as long as it is known
        self._end = 0

    def write(self, content: bytes) -> tuple[int, int]:
        """Write bytes; give from where to where they lie."""
        start = self._end
        while content:
            written = os.pwrite(self._file.fileno(), content, self._end)
            self._end, content = self._end + written, content[written:]
        return start, self._end

    def read(self, start: int, end: int) -> bytes:
        """Give the bytes that lie somewhere."""
        return os.pread(self._file.fileno(), end - start, start)

    def close(self) -> None:
        """Let go of what has been written."""
        self._file.close()


class KeptEntries:
    """The entries of one build's pages as JSON, those of the build before and those that this one makes."""

    def __init__(self, keeper: Keeper) -> None:
        self._keeper = keeper
        made = keeper.find(_NAME)
        earlier = keeper.read(made.objects[0]) if made else None
        self._earlier = earlier or b""
        self._places: dict[str, tuple[int, int]] = made.value if made and earlier is not None else {}
        self._now: dict[str, Spooled] = {}
        self._spools: list[_Spool] = []

    def has(self, uri: str) -> bool:
        """Whether the entries of a page are known."""
        return uri in self._now or uri in self._places

    def open_spool(self) -> int:
        """Open a spool; give its number. Each process that is forked writes to one of its own."""
        self._spools.append(_Spool())
        return len(self._spools) - 1

    def write(self, spool: int, entries: str) -> Spooled:
        """Write the entries of a page; give where they lie."""
        return (spool, *self._spools[spool].write(entries.encode()))

    def add(self, uri: str, entries: Spooled) -> None:
        """Take in the entries of a page."""
        self._now[uri] = entries

    def let_go(self) -> None:
        """Let go of what has been written; may be called again."""
        for spool in self._spools:
            spool.close()

    def leave(self, uris: Sequence[str]) -> list[str]:
        """Give the entries of pages, but for those that have none, and leave them for the next build."""
        parts = [self._of(uri) for uri in uris]
        self.let_go()
        places, end = {}, 0
        for uri, part in zip(uris, parts, strict=True):
            places[uri] = (end, end + len(part))
            end += len(part)
        if self._keeper.is_keeping:
            self._keeper.keep(_NAME, (), places, [self._keeper.write(b"".join(parts))])
        return [part.decode() for part in parts if part]

    def _of(self, uri: str) -> bytes:
        if uri in self._now:
            spool, *place = self._now[uri]
            return self._spools[spool].read(*place)
        start, end = self._places[uri]
        return self._earlier[start:end]
