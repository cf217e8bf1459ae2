"""Values that an earlier build has made: some fields are known, the rest is fetched when somebody looks at it.

Most documents and revisions are the same as before, and nobody looks at more of them than where they are.
"""

from __future__ import annotations

import pickle
from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from functools import cache
from typing import Any, TypeVar, cast

from handlingsplan.model.asked import forget_remembered
from handlingsplan.reading.yaml_tree import Source
from handlingsplan.text.places import Place

T = TypeVar("T")
#: Gives a field that is not known without it, with those that come along.
Fetch = Callable[[str], Mapping[str, Any]]
#: What this process has fetched, each value with the field, since all was forgotten.
_fetched: list[tuple[Any, str]] = []
#: How many bytes have been made values of since then. In memory they are some four times as many.
_weight = 0
_MOST = 32_000_000


@dataclass(frozen=True, slots=True)
class Packed:
    """A value as bytes, until somebody looks at it."""

    content: bytes

    def value(self) -> Any:
        """Give the value."""
        return loaded(self.content)


def loaded(content: bytes) -> Any:
    """Give the value of bytes out of the store, where they are sealed."""
    global _weight  # noqa: PLW0603 - of the process
    _weight += len(content)
    return pickle.loads(content)  # noqa: S301 - nobody else can have written them


class _Places(ABC):
    """Where the values of a file stand: the file is known, its lines are not yet."""

    path: str

    @abstractmethod
    def read(self) -> Any:
        """Give the places themselves."""

    def place(self, *location: str | int) -> Place:
        """Give the place of a value."""
        return self.read().place(*location)  # type: ignore[no-any-return]

    def key_place(self, *location: str | int) -> Place:
        """Give the place of a key."""
        return self.read().key_place(*location)  # type: ignore[no-any-return]

    def __eq__(self, other: object) -> bool:
        return bool(self.read() == (other.read() if isinstance(other, _Places) else other))

    def __hash__(self) -> int:
        return hash(self.path)


class UnreadPlaces(_Places):
    """The places of a document, which are fetched with all else of it."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.document: Any = None

    def read(self) -> Any:
        """Give the places themselves, as they are kept."""
        if self.document.facts is self:
            _fetch(self.document, "facts")
        facts = self.document.facts
        return facts.read() if isinstance(facts, _Places) else facts

    def __reduce__(self) -> tuple[Callable[[Any], Any], tuple[Any]]:
        return _itself, (self.read(),)


class PackedPlaces(_Places):
    """Places as bytes: they take a tenth of the room, and nobody looks at most of them."""

    def __init__(self, path: str, packed: bytes) -> None:
        self.path = path
        self._packed = packed
        self._known: Source | None = None

    @classmethod
    def made_of(cls, source: Source) -> tuple[type[PackedPlaces], tuple[str, bytes]]:
        """Give what packed places are made of, as `pickle` asks for it."""
        return cls, (source.path, pickle.dumps((source.values, source.keys), pickle.HIGHEST_PROTOCOL))

    def read(self) -> Source:
        """Give the places themselves."""
        if self._known is None:
            self._known = Source(self.path, *loaded(self._packed))
        return self._known

    def __reduce__(self) -> tuple[type[PackedPlaces], tuple[str, bytes]]:
        return PackedPlaces, (self.path, self._packed)


def _itself(places: Any) -> Any:
    """Stands for the places that have been read, where they are written."""
    return places


def unread(kind: type[T], known: Mapping[str, object], fetch: Fetch) -> T:
    """Give a value of which some fields are known; the others are fetched when one of them is looked at."""
    found = object.__new__(_unread(cast(Any, kind)))
    for field, value in {**known, "known": known, "fetch": fetch, "packed": None}.items():
        object.__setattr__(found, field, value)
    return cast(T, found)


def unread_document(kind: type[T], path: str, known: Mapping[str, object], fetch: Fetch) -> T:
    """Give a document that is unread but for what is known, and for the path of its facts."""
    places = UnreadPlaces(path)
    places.document = unread(kind, {**known, "facts": places}, fetch)
    return cast(T, places.document)


def _fetch(found: Any, field: str) -> None:
    packed: dict[str, Packed] = found.packed or {}
    if field not in packed:
        for name, value in found.fetch(field).items():
            if isinstance(value, Packed):
                packed[name] = value
            else:
                _set(found, name, value)
        object.__setattr__(found, "packed", packed)
    if field in packed:
        _set(found, field, packed.pop(field).value())


def _set(found: Any, name: str, value: object) -> None:
    object.__setattr__(found, name, value)
    _fetched.append((found, name))


def forget_when_much() -> None:
    """Let all values of this process be unread again, when much has been fetched, and forget what was made of them.

    What is worked out of a value goes by which object it is, so all is forgotten together, between two pages.
    """
    global _weight  # noqa: PLW0603 - of the process
    if _weight < _MOST:
        return
    _weight = 0
    for found, name in _fetched:
        object.__setattr__(found, "packed", None)
        if name in found.known:
            object.__setattr__(found, name, found.known[name])
        else:
            object.__delattr__(found, name)
    _fetched.clear()
    forget_remembered()


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
        "__slots__": ("known", "fetch", "packed"),
        "read_as": kind,
        "__getattr__": fetched,
        "__eq__": same,
        "__hash__": lambda it: hash(all_of(it)),
    }
    return type(f"Unread{kind.__name__}", (kind,), body)
