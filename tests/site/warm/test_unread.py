"""Values that are fetched when somebody looks at them, and forgotten when they have become many."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pytest

from handlingsplan.model.asked import Remembered, remembered
from handlingsplan.reading.yaml_tree import read_yaml
from handlingsplan.site.warm import unread as module
from handlingsplan.site.warm.compact import as_bytes
from handlingsplan.site.warm.unread import (
    Packed,
    PackedPlaces,
    forget_when_much,
    loaded,
    unread,
    unread_document,
)
from handlingsplan.text.places import Place


@dataclass(frozen=True, slots=True)
class Document:
    name: str
    facts: Any = None
    text: Any = None


class Kept:
    """A document as it is kept, which counts how often it has been fetched."""

    def __init__(self) -> None:
        self.fetched = 0

    def fetch(self, _: str) -> Mapping[str, Any]:
        self.fetched += 1
        places = read_yaml("a.yml", "rubrik: En\nbelopp: 100 kr\n")[1]
        return {"facts": loaded(as_bytes(places)), "text": Packed(as_bytes(("En", "text")))}


@pytest.fixture
def kept(monkeypatch: pytest.MonkeyPatch) -> Kept:
    monkeypatch.setattr(module, "_weight", 0)
    monkeypatch.setattr(module, "_MOST", 1)
    return Kept()


def test_what_is_packed_is_unpacked_when_it_is_looked_at(kept: Kept) -> None:
    found = unread(Document, {"name": "a"}, kept.fetch)
    assert (found.name, kept.fetched) == ("a", 0)
    assert isinstance(found.facts, PackedPlaces)
    assert found.text == ("En", "text")
    assert found.text is found.text
    assert kept.fetched == 1
    assert found == Document("a", found.facts, ("En", "text"))
    with pytest.raises(AttributeError):
        _ = found.other  # type: ignore[attr-defined]


def test_a_packed_field_may_be_the_first_to_be_looked_at(kept: Kept) -> None:
    found = unread(Document, {"name": "a"}, kept.fetch)
    assert found.text == ("En", "text")
    assert found.facts.path == "a.yml"
    assert kept.fetched == 1


def test_packed_places_are_places(kept: Kept) -> None:
    source = read_yaml("a.yml", "rubrik: En\nlista:\n- x: 1\n")[1]
    packed = loaded(as_bytes(source))
    assert isinstance(packed, PackedPlaces)
    again = loaded(as_bytes(packed))
    for places in (packed, again):
        assert places == source
        assert source == places
        assert hash(places) == hash(packed)
        assert places.place("lista", 0, "x") == Place("a.yml", 3, 6) == source.place("lista", 0, "x")
        assert places.key_place("rubrik") == source.key_place("rubrik") == Place("a.yml", 1, 1)
    assert packed != read_yaml("a.yml", "rubrik: Två\n")[1]


def test_all_is_forgotten_together_when_it_is_much(kept: Kept, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    known = Remembered()

    @remembered(10)
    def title(document: Document) -> str:
        asked.append(document.name)
        return "".join(document.text)

    found = unread_document(Document, "a.yml", {"name": "a"}, kept.fetch)
    places = found.facts
    for _ in range(2):
        assert title(found) == "Entext"
        assert known.get("a", lambda: found.text) is found.text
        assert places.place("belopp") == Place("a.yml", 2, 9)
    assert (kept.fetched, asked) == (1, ["a"])
    before = found.text
    monkeypatch.setattr(module, "_MOST", 1_000_000)
    forget_when_much()
    assert found.text is before, "it is not much"
    monkeypatch.setattr(module, "_MOST", 1)
    forget_when_much()
    assert found.name == "a"
    assert found.facts is places, "as it was when it was unread"
    assert known.get("a", lambda: found.text) == before
    assert found.text is not before
    assert title(found) == "Entext"
    assert places.place("belopp") == Place("a.yml", 2, 9)
    assert (kept.fetched, asked) == (2, ["a", "a"])
