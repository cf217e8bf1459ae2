"""What the search knows of each page, kept as one object: it is more than all else that is kept beside HTML.

Where each page's part of it begins and ends stands in the list.
"""

from __future__ import annotations

from collections.abc import Sequence

from handlingsplan.model.asked import Name
from handlingsplan.site.warm.keeper import Keeper

_NAME: Name = ("entries", "")


class KeptEntries:
    """The entries of one build's pages as JSON, those of the build before and those that this one makes."""

    def __init__(self, keeper: Keeper) -> None:
        self._keeper = keeper
        made = keeper.find(_NAME)
        earlier = keeper.read(made.objects[0]) if made else None
        self._earlier = earlier or b""
        self._places: dict[str, tuple[int, int]] = made.value if made and earlier is not None else {}
        self._now: dict[str, bytes] = {}

    def has(self, uri: str) -> bool:
        """Whether the entries of a page are known."""
        return uri in self._now or uri in self._places

    def add(self, uri: str, entries: str) -> None:
        """Take in the entries of a page."""
        self._now[uri] = entries.encode()

    def leave(self, uris: Sequence[str]) -> list[str]:
        """Give the entries of pages, but for those that have none, and leave them for the next build."""
        parts = [self._of(uri) for uri in uris]
        places, end = {}, 0
        for uri, part in zip(uris, parts, strict=True):
            places[uri] = (end, end + len(part))
            end += len(part)
        if self._keeper.is_keeping:
            self._keeper.keep(_NAME, (), places, [self._keeper.write(b"".join(parts))])
        return [part.decode() for part in parts if part]

    def _of(self, uri: str) -> bytes:
        if uri in self._now:
            return self._now[uri]
        start, end = self._places[uri]
        return self._earlier[start:end]
