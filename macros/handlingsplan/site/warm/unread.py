"""Values that an earlier build has made: some fields are known, the rest is fetched when somebody looks at it.

Most documents and revisions are the same as before, and nobody looks at more of them than where they are.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import fields
from functools import cache
from typing import Any, TypeVar, cast

from handlingsplan.text.places import Place

T = TypeVar("T")
#: Gives a field that is not known without it, with those that come along.
Fetch = Callable[[str], Mapping[str, Any]]


class UnreadPlaces:
    """Where the values of a document's file stand: the file is known, its lines are not yet."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.document: Any = None

    def place(self, *location: str | int) -> Place:
        """Give the place of a value."""
        return self.read().place(*location)  # type: ignore[no-any-return]

    def key_place(self, *location: str | int) -> Place:
        """Give the place of a key."""
        return self.read().key_place(*location)  # type: ignore[no-any-return]

    def read(self) -> Any:
        """Give the places, which are fetched with all else of their document."""
        if self.document.facts is self:
            _fetch(self.document, "facts")
        return self.document.facts

    def __reduce__(self) -> tuple[Callable[[Any], Any], tuple[Any]]:
        return _itself, (self.read(),)

    def __eq__(self, other: object) -> bool:
        return bool(self.read() == (other.read() if isinstance(other, UnreadPlaces) else other))

    def __hash__(self) -> int:
        return hash(self.path)


def _itself(places: Any) -> Any:
    """Stands for the places that have been read, where they are written."""
    return places


def unread(kind: type[T], known: Mapping[str, object], fetch: Fetch) -> T:
    """Give a value of which some fields are known; the others are fetched when one of them is looked at."""
    found = object.__new__(_unread(cast(Any, kind)))
    for field, value in {**known, "fetch": fetch}.items():
        object.__setattr__(found, field, value)
    return cast(T, found)


def unread_document(kind: type[T], path: str, known: Mapping[str, object], fetch: Fetch) -> T:
    """Give a document that is unread but for what is known, and for the path of its facts."""
    places = UnreadPlaces(path)
    places.document = unread(kind, {**known, "facts": places}, fetch)
    return cast(T, places.document)


def _fetch(found: Any, field: str) -> None:
    for name, value in found.fetch(field).items():
        object.__setattr__(found, name, value)


@cache
def _unread(kind: type[Any]) -> type[Any]:
    """Give the class of such values. Python calls `__getattr__` for a field that is not filled in, only."""
    names = [each.name for each in fields(kind)]

    def fetched(found: Any, field: str) -> Any:
        if field not in names:
            raise AttributeError(field)
        _fetch(found, field)
        return object.__getattribute__(found, field)

    def all_of(found: Any) -> tuple[Any, ...]:
        return tuple(getattr(found, name) for name in names)

    def same(found: Any, other: object) -> bool:
        return isinstance(other, kind) and all_of(found) == all_of(other)

    body = {
        "__slots__": ("fetch",),
        "read_as": kind,
        "__getattr__": fetched,
        "__eq__": same,
        "__hash__": lambda it: hash(all_of(it)),
    }
    return type(f"Unread{kind.__name__}", (kind,), body)
