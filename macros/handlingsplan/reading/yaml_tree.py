"""Strict YAML: mappings, lists and text, with a place for every key and value.

libyaml's events are used, not PyYAML's constructors: there is no implicit typing (`on`, `012` and
`22:22` are text), no tag makes an object, a duplicate key is a problem, and depth, size and alias
expansion are bounded. Keys and values are composed (NFC) after reading, so places stay the file's.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from functools import lru_cache
from typing import Any

import yaml

from handlingsplan.text.identity_numbers import find_identity_numbers, masked
from handlingsplan.text.numbers import format_number
from handlingsplan.text.places import Place, Problem, error
from handlingsplan.text.words import nfc

from .decoding import identity_problem, refused_character
from .yaml_messages import explain_split_amount, explain_syntax

Location = tuple[str | int, ...]
#: Gives the event after the last one; None after the end.
Following = Callable[[], Any]
_MAX_DEPTH = 30
_MAX_NODES = 20_000
_LONGEST_NAME = 60
_LONGEST_KEPT = 100
_TEXT_TAGS = (None, "!", "tag:yaml.org,2002:str")
_NULLS = ("", "~", "null")


@dataclass(frozen=True, slots=True)
class Source:
    """Where the values of one YAML file stand."""

    path: str
    values: Mapping[Location, tuple[int, int]] = field(default_factory=dict)
    keys: Mapping[Location, tuple[int, int]] = field(default_factory=dict)

    def place(self, *location: str | int) -> Place:
        """Give the place of a value, or of the nearest thing that holds it."""
        for end in range(len(location), -1, -1):
            if mark := self.values.get(location[:end]):
                return Place(self.path, *mark)
        return Place(self.path)

    def key_place(self, *location: str | int) -> Place:
        """Give the place of a key, or of its value when it has none (a list's item)."""
        mark = self.keys.get(location)
        return Place(self.path, *mark) if mark else self.place(*location)


@dataclass(slots=True)
class _Reader:
    """Builds one document from events; counts what it has built."""

    path: str
    text: str
    values: dict[Location, tuple[int, int]] = field(default_factory=dict)
    keys: dict[Location, tuple[int, int]] = field(default_factory=dict)
    anchors: dict[str, tuple[Any, int]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    nodes: int = 0
    lines: int = 0


class _StopError(Exception):
    """The document cannot be read further: deeper or larger than any plan, or a reference to nothing."""

    def __init__(self, message: str, mark: Any) -> None:
        super().__init__(message)
        self.mark = mark


def read_yaml(path: str, text: str) -> tuple[Any, Source, list[Problem]]:
    """Read one document into dicts, lists, text and None; give it with its places and problems."""
    reader = _Reader(path, text, lines=text.count("\n") + 1)
    try:
        data = _document(reader, yaml.CSafeLoader(text).get_event)
    except yaml.YAMLError as fault:
        reader.problems.append(explain_syntax(path, text, fault))
        data = None
    except _StopError as fault:
        reader.problems.append(error("yaml", _place(reader, fault.mark), str(fault)))
        data = None
    return data, Source(path, reader.values, reader.keys), reader.problems


def _short(name: str) -> str:
    """Keep a tag's or a reference's name readable in a message, however long it is."""
    return name if len(name) <= _LONGEST_NAME else f"{name[:_LONGEST_NAME]}…"


def _place(reader: _Reader, mark: Any) -> Place:
    return Place(reader.path, *_position(reader, mark))


def _position(reader: _Reader, mark: Any) -> tuple[int, int]:
    """Give line and column from 1. What is left out at the end stands after the last line for libyaml."""
    line = mark.line
    if line < reader.lines:
        return line + 1, mark.column + 1
    return reader.lines, len(reader.text) - reader.text.rfind("\n")


def _document(reader: _Reader, following: Following) -> Any:
    data: Any = None
    documents = 0
    while (event := following()) is not None:
        if isinstance(event, yaml.DocumentStartEvent):
            documents += 1
            if documents > 1:
                message = "filen har flera dokument (---); skriv ett dokument per fil"
                reader.problems.append(error("yaml", _place(reader, event.start_mark), message))
                break
            data = _node(reader, following(), following, ())
    return data


def _node(reader: _Reader, event: Any, following: Following, location: Location) -> Any:
    reader.values[location] = _counted(reader, event.start_mark)
    if len(location) > _MAX_DEPTH:
        raise _StopError(f"för många nivåer i varandra; högst {_MAX_DEPTH}", event.start_mark)
    if type(event) is yaml.ScalarEvent and event.tag is None and event.anchor is None:  # nearly all
        return _scalar(reader, event)
    if isinstance(event, yaml.AliasEvent):
        return _alias(reader, event)
    before = reader.nodes
    _refuse_tag(reader, event)
    if isinstance(event, yaml.ScalarEvent):
        data: Any = _scalar(reader, event)
    elif isinstance(event, yaml.SequenceStartEvent):
        data = _sequence(reader, following, location)
    else:
        data = _mapping(reader, event, following, location)
    if event.anchor:
        reader.anchors[event.anchor] = (data, reader.nodes - before + 1)
    return data


def _scalar(reader: _Reader, event: Any) -> str | None:
    written = _written(reader, event)
    return None if written in _NULLS and event.style in (None, "") else written


def _written(reader: _Reader, event: Any) -> str:
    """Give what is written; tell what `decode` could not see: what is an escape ("\\e") or stands on two lines."""
    value: str = event.value
    if len(value) <= _LONGEST_KEPT and (sound := _sound(value)) is not None:
        return sound
    if found := refused_character(value):
        reader.problems.append(error("otillåtet-tecken", _place(reader, event.start_mark), found[1]))
    for number in find_identity_numbers(value):
        reader.problems.append(identity_problem(_place(reader, event.start_mark), number))
    return nfc(masked(value))


@lru_cache(maxsize=16_384)  # names of fields, days, amounts and ids stand in every plan
def _sound(value: str) -> str | None:
    """Give a short text composed; None when there is something to tell of it."""
    if refused_character(value) or next(find_identity_numbers(value), None):
        return None
    return nfc(value)


def _counted(reader: _Reader, mark: Any) -> tuple[int, int]:
    """Count one more key or value; give its line and column."""
    reader.nodes += 1
    if reader.nodes > _MAX_NODES:
        raise _StopError(f"för många värden i filen; högst {format_number(Fraction(_MAX_NODES))}", mark)
    return _position(reader, mark)


def _alias(reader: _Reader, event: Any) -> Any:
    data, size = reader.anchors.get(event.anchor, (None, 0))
    reader.nodes += size
    _counted(reader, event.start_mark)
    if not size:
        message = f"okänd referens *{_short(event.anchor)}; en text som börjar med * ska stå inom citattecken"
        raise _StopError(message, event.start_mark)
    return data


def _refuse_tag(reader: _Reader, event: Any) -> None:
    if event.tag not in _TEXT_TAGS:
        shown = event.tag.replace("tag:yaml.org,2002:", "!!")
        message = f"taggen {_short(shown)} får inte användas; skriv värdet som vanlig text"
        reader.problems.append(error("yaml", _place(reader, event.start_mark), message))


def _sequence(reader: _Reader, following: Following, location: Location) -> list[Any]:
    data: list[Any] = []
    while type(event := following()) is not yaml.SequenceEndEvent:
        data.append(_node(reader, event, following, (*location, len(data))))
    return data


def _mapping(reader: _Reader, start: Any, following: Following, location: Location) -> dict[str, Any]:
    data: dict[str, Any] = {}
    previous: Any = None
    while type(event := following()) is not yaml.MappingEndEvent:
        position = _counted(reader, event.start_mark)
        key = _key(reader, event)
        value_event = following()
        here = (*location, key)
        if start.flow_style and (split := explain_split_amount(reader.path, event, value_event, previous)):
            reader.problems.append(split)
            data[previous[0]] = f"{previous[1]},{key}"
            previous = (previous[0], data[previous[0]])
            _node(reader, value_event, following, (*location, key, "…"))
        elif key in data:
            _duplicate(reader, event, here)
            _node(reader, value_event, following, (*here, "…"))
        else:
            reader.keys[here] = position
            data[key] = value = _node(reader, value_event, following, here)
            previous = (key, value)
    return data


def _key(reader: _Reader, event: Any) -> str:
    if type(event) is yaml.ScalarEvent:
        return _written(reader, event)
    message = "ett fältnamn ska vara text; ett värde som börjar med { eller [ ska stå inom citattecken"
    raise _StopError(message, event.start_mark)


def _duplicate(reader: _Reader, event: Any, location: Location) -> None:
    line = reader.keys[location][0]
    message = f"fältet «{location[-1]}» står redan på rad {line}; ta bort det ena"
    reader.problems.append(error("dubblett", _place(reader, event.start_mark), message))
