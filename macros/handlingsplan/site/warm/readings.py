"""What the readers have read, kept from one build to the next: each document by the files that it was read from."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from dataclasses import fields
from functools import partial
from typing import Any, TypeVar

from handlingsplan.model.archive import OrganisationDocument
from handlingsplan.model.asked import Name
from handlingsplan.reading.kept import Kept, Origin
from handlingsplan.site.warm.compact import as_bytes
from handlingsplan.site.warm.keeper import Keeper
from handlingsplan.site.warm.store import name_of
from handlingsplan.site.warm.unread import Packed, unread_document
from handlingsplan.text.places import Problem, Severity

#: Fields that those who look at many documents do not ask for.
_LATER = ("narrative", "follow_ups")
T = TypeVar("T")
_Read = tuple[T | None, list[Problem]]


class KeptReadings(Kept):
    """Readings of one build: those of `memory`, which this process has read, and those that an earlier build left.

    What has an error is not left: it is read again until somebody has mended it.
    """

    def __init__(self, memory: Kept, keeper: Keeper, *, leaves: bool = True) -> None:
        """Begin with what has been read. Of earlier revisions it is not left (`leaves`), only found."""
        self._memory = memory
        self._keeper = keeper
        self._leaves = leaves

    def get(self, key: Hashable, read: Callable[[], T]) -> T:
        """Give what this process has read, or read it."""
        return self._memory.get(key, read)

    def municipality(self, key: Hashable, read: Callable[[], T]) -> T:
        """Put a municipality together anew: each of its documents is to be left for the next build."""
        return self._memory.put(key, read())

    def document(self, origin: Origin, read: Callable[[], _Read[T]]) -> _Read[T]:
        """Give a document that has been read from the same files, unread if it can be, or read it."""
        found = self._memory.get(origin.key, partial(self._earlier, origin, read))
        if self._leaves and self._keeper.find(name := _name(origin)) is None:
            self._leave(origin, name, found)
        return found

    def _earlier(self, origin: Origin, read: Callable[[], _Read[T]]) -> _Read[T]:
        name = _name(origin)
        made = self._keeper.find(name)
        if made is None:
            return read()
        fetch = partial(self._fetch, made.objects[0], origin, name, read)
        if origin.kind is OrganisationDocument:
            return origin.kind(**fetch()), made.value
        return unread_document(origin.kind, origin.files[0][0], origin.known, lambda _: fetch()), made.value

    def _fetch(self, kept: str, origin: Origin, name: Name, read: Callable[[], _Read[Any]]) -> Mapping[str, Any]:
        """Give what is kept of a document; what is gone is read and kept anew."""
        found: Mapping[str, Any] | None = self._keeper.load(kept)
        if found is None:
            document, problems = read()
            self._leave(origin, name, (document, problems))
            found = _rest(origin, document)
        return found

    def _leave(self, origin: Origin, name: Name, found: _Read[Any]) -> None:
        document, problems = found
        if document is not None and not any(each.severity is Severity.ERROR for each in problems):
            self._keeper.keep(name, (), problems, [self._keeper.object_of(_rest(origin, document))])


def _name(origin: Origin) -> Name:
    files = [(path, name_of(data) if isinstance(data, bytes) else data) for path, data in origin.files]
    return "read", name_of(repr((origin.kind.__name__, origin.version, files)).encode())


def _rest(origin: Origin, document: Any) -> Mapping[str, Any]:
    """Give the fields of a document that are not known without reading it."""
    names = [each.name for each in fields(origin.kind) if each.name not in origin.known]
    found = {name: getattr(document, name) for name in names}
    return {name: Packed(as_bytes(value)) if name in _LATER else value for name, value in found.items()}
