"""What has been made, by name, each with all that it was made of; used again as long as all of that is the same.

A *keeper* is of one build. It begins with what the build before it left, gives out of that only what still holds, and
leaves what this build used or made.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, TypeVar, cast

from handlingsplan.model.asked import Name, listening, tell_all
from handlingsplan.site.warm.compact import as_bytes
from handlingsplan.site.warm.digests import Digests, Meaning
from handlingsplan.site.warm.store import Store, own_folder, read_key
from handlingsplan.site.warm.unread import forget_when_much, loaded

Result = TypeVar("Result")
Item = TypeVar("Item")
#: A name, with the digest of what it stood for.
Known = tuple[Name, str]


@dataclass(frozen=True, slots=True)
class Made:
    """What was made: all that was asked for meanwhile, and what came of it: a value, and objects in the store."""

    asked: tuple[Known, ...]
    value: Any = None
    objects: tuple[str, ...] = ()


class Keeper:
    """What one build may use again, and what it leaves for the next. Without a store nothing is used or left.

    `files` are the digests of the files that the build reads, by path.
    """

    def __init__(self, store: Store | None = None) -> None:
        """Begin with what the build before left in the store."""
        self.digests = Digests()
        self.files: Mapping[str, str] = {}
        self._store = store
        self._earlier: dict[Name, Made] = (store.read_list() if store else None) or {}
        self._now: dict[Name, Made] = {}
        self._noted: list[Name] | None = None  # what has been found or made of what is done apart
        self._sound: set[Known] = set()
        self._known: dict[Known, Known] = {}

    @property
    def is_keeping(self) -> bool:
        """Whether anything is kept at all."""
        return self._store is not None

    def begin_stage(self, meanings: Mapping[str, Meaning]) -> None:
        """Say what names stand for from now on; what has been found or made so far stays."""
        self.digests = Digests(meanings)
        self._sound.clear()

    def peek(self, name: Name, *, but: str = "") -> Made | None:
        """Give what was made under a name, if all that it was made of is the same, but for one kind of name."""
        made = self._earlier.get(name)
        if made is None or self._sound.issuperset(made.asked):
            return made
        left = (each for each in made.asked if each not in self._sound and each[0][0] != but)
        return made if all(map(self._is_sound, left)) else None

    def _is_sound(self, known: Known) -> bool:
        """Whether a name stands for what it stood for. Thousands of things are made of the same names."""
        if self.digests.now(known[0]) == known[1]:
            self._sound.add(known)
        return known in self._sound

    def find(self, name: Name) -> Made | None:
        """Give what was made under a name by this build, or by the last one if all it was made of is the same."""
        if name not in self._now and (made := self.peek(name)):
            self._note(name, made)
        return self._now.get(name)

    def keep(self, name: Name, asked: Iterable[Name], value: object, objects: Iterable[str] = ()) -> Made:
        """Keep what has been made under a name."""
        pairs = ((each, self.digests.now(each)) for each in sorted(asked)) if self._store else ()
        now = tuple(self._known.setdefault(each, each) for each in pairs)  # one object each: the list is of these
        return self._note(name, Made(now, value, tuple(objects)))

    def _note(self, name: Name, made: Made) -> Made:
        self._now[name] = made
        if self._noted is not None:
            self._noted.append(name)
        return made

    def apart(self, work: Callable[[Item], object], item: Item) -> list[tuple[Name, Made]]:
        """Do some work on an item; give what it found or made, for the keeper of another process to take in."""
        self._noted = []
        work(item)
        forget_when_much()
        noted, self._noted = self._noted, None
        return [(name, self._now[name]) for name in dict.fromkeys(noted)]

    def take(self, found: Iterable[tuple[Name, Made]]) -> None:
        """Take in what another process found or made."""
        for name, made in found:
            self._now[name] = replace(made, asked=tuple(self._known.setdefault(each, each) for each in made.asked))

    def remember(self, name: Name, compute: Callable[[], Result]) -> Result:
        """Give what is kept under a name, or compute it; all it was computed of is told, as if read again."""
        made = self.find(name)
        if made is None:
            with listening() as asked:
                value = compute()
            made = self.keep(name, asked, value)
        tell_all(each for each, _ in made.asked)
        return cast(Result, made.value)

    def object_of(self, value: object) -> str:
        """Keep a value as an object; give its name."""
        return self.write(as_bytes(value))

    def write(self, content: bytes) -> str:
        """Keep bytes as an object; give its name."""
        return self._store.write(content) if self._store else ""

    def read(self, name: str) -> bytes | None:
        """Give an object; None when it is gone."""
        return self._store.read(name) if self._store else None

    def load(self, name: str) -> Any:
        """Give the value of an object; None when it is gone."""
        content = self.read(name)
        return None if content is None else loaded(content)

    def path(self, name: str) -> Path | None:
        """Give where an object lies, if it is what its name says."""
        found = self._store.read(name) if self._store else None
        return None if found is None or self._store is None else self._store.path(name)

    def take_in(self, file: Path) -> str:
        """Keep a file that has been written; give the object's name."""
        return self._store.take_in(file) if self._store else ""

    def put(self, name: str, file: Path) -> bool:
        """Place an object as a file; False when it is gone."""
        return self._store is not None and self._store.put(name, file)

    def finish(self) -> None:
        """Leave what this build used and made for the next one, and nothing else."""
        if self._store is not None:
            self._store.write_list(self._now)
            self._store.sweep({each for made in self._now.values() for each in made.objects})
            self._store.let_go()

    def give_up(self) -> None:
        """Leave what the build before this one left, if this one has not finished; may be called again."""
        if self._store is not None:
            self._store.let_go()


def open_keeper(folder: Path, edition: str | None) -> Keeper:
    """Open what is kept in a folder, until the keeper has finished or given up.

    What was kept by another `edition` of the site (`settings.py`) is not even opened: the seal is another. Nothing is
    kept where the edition is not known, where there can be no key, and while another build is at work with the same
    folder: it may remove what is not used any more.
    """
    own = own_folder() if edition else None
    key = read_key(own) if own else None
    if not edition or not key:
        return Keeper()
    store = Store(folder, hashlib.blake2b(edition.encode(), key=key, digest_size=len(key)).digest())
    return Keeper(store) if store.hold() else Keeper()
