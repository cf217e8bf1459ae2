"""A tree of text to a model: Pydantic validates, and what it says is put in Swedish at its place."""

from __future__ import annotations

import typing
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, TypeVar

from pydantic import ValidationError

from handlingsplan.model.base import NOT_TEXT, Model
from handlingsplan.text.places import Place, Problem, error
from handlingsplan.text.vocabulary import swedish
from handlingsplan.text.words import listed, nearest, suggestion

from .versions import CURRENT_VERSION, upgraded
from .yaml_tree import Location, Source, read_yaml

T = TypeVar("T", bound=Model)


def read_model(
    kind: type[T], path: str, text: str, version: int = CURRENT_VERSION
) -> tuple[T | None, Source, list[Problem]]:
    """Read a YAML file, written in a version of the format, as a model; None when something is wrong with it."""
    data, source, problems = read_yaml(path, text)
    if data is None and not problems:
        return None, source, [error("tom-fil", Place(path), "filen är tom; skriv minst ett fält")]
    model, faults = validate(kind, upgraded(kind, data, version), source) if data is not None else (None, [])
    return (model if not problems else None), source, problems + faults


def validate(kind: type[T], data: Any, source: Source) -> tuple[T | None, list[Problem]]:
    """Validate a tree already read; problems in Swedish at their places."""
    if not isinstance(data, dict):
        return None, [
            error(
                "fel-typ",
                source.place(),
                "filen ska bestå av fält med kolon och mellanslag, till exempel titel: Handlingsplan",
            )
        ]
    try:
        return kind.model_validate(data), []
    except ValidationError as fault:
        return None, [_problem(kind, data, source, each) for each in _telling(kind, data, fault.errors())]


def _telling(kind: type[Model], data: Any, faults: Sequence[Any]) -> Iterator[Any]:
    """Leave out what follows from another fault: a missing key is only misspelt when an unknown one resembles it."""
    resembled = set()
    for fault in faults:
        if fault["type"] == "extra_forbidden":
            location = _in_file(tuple(fault["loc"]), data)
            near = nearest(str(location[-1]), _known_keys(kind, location[:-1]))
            resembled.add((*location[:-1], near))
    return (
        each for each in faults if each["type"] != "missing" or _in_file(tuple(each["loc"]), data) not in resembled
    )


def _problem(kind: type[Model], data: Any, source: Source, fault: Mapping[str, Any]) -> Problem:
    location = _in_file(tuple(fault["loc"]), data)
    name = next((part for part in reversed(location) if isinstance(part, str)), "")
    match fault["type"]:
        case "extra_forbidden":
            known = _known_keys(kind, location[:-1])
            hint = suggestion(str(location[-1]), known) or f"; fälten här är {listed(known)}"
            return error("okänt-fält", source.key_place(*location), f"okänt fält «{location[-1]}»{hint}")
        case "missing":
            return _missing(location, source)
        case "enum":
            return _not_among(name, source.place(*location), fault)
        case "value_error":
            said = str(fault["ctx"]["error"])
            return error("fel-värde", source.place(*location), f"{name}: {said}" if name else said)
    expected = _EXPECTED.get(fault["type"], "har ett värde som inte går att läsa")
    return error("fel-typ", source.place(*location), f"«{name}» {expected}")


_EXPECTED = {
    "string_type": "ska vara text",
    "tuple_type": "ska vara en lista; börja varje rad med «- »",
    "model_type": "ska bestå av fält under varandra",
    "model_attributes_type": "ska bestå av fält under varandra",
    "dict_type": "ska bestå av fält under varandra",
    "too_short": "har för få värden",
    "too_long": "har för många värden",
}


def _missing(location: Location, source: Source) -> Problem:
    name = location[-1]
    if location in source.keys:
        return error("fält-saknas", source.key_place(*location), f"fältet «{name}» är tomt; fyll i det")
    hint = f"skriv {name}: {CURRENT_VERSION}" if name == swedish("format_version") else "lägg till det här"
    return error("fält-saknas", source.place(*location[:-1]), f"fältet «{name}» saknas; {hint}")


def _not_among(name: str, place: Place, fault: Mapping[str, Any]) -> Problem:
    if not isinstance(fault["input"], str):
        return error("fel-typ", place, f"{name}: ska vara text, {NOT_TEXT.get(type(fault['input']), 'inte tomt')}")
    allowed = [part.strip(" '") for part in fault["ctx"]["expected"].replace(" or ", ",").split(",")]
    message = f"{name}: «{fault['input']}» ska vara {listed(allowed, 'eller')}{suggestion(fault['input'], allowed)}"
    return error("okänt-värde", place, message)


def _in_file(location: Location, data: Any) -> Location:
    """Cut Pydantic's location down to what stands in the file (it adds names for unions and shorthands)."""
    kept: list[str | int] = []
    for depth, part in enumerate(location):
        if isinstance(data, dict) and part in data:
            data = data[part]
        elif isinstance(data, list) and isinstance(part, int) and part < len(data):
            data = data[part]
        elif depth == len(location) - 1 and isinstance(data, dict):
            data = None
        else:
            break
        kept.append(part)
    return tuple(kept)


def _known_keys(kind: type[Model], location: Location) -> list[str]:
    """Give the keys that the model at a location knows."""
    current: type[Model] | None = kind
    below_names = False
    for part in location:
        if current is None or isinstance(part, int):
            continue
        if below_names:
            below_names = False
            continue
        annotation = current.model_fields[current.keys()[part]].annotation
        below_names = typing.get_origin(annotation) is dict
        current = _model_in(annotation)
    return list(current.keys()) if current else []


def _model_in(annotation: Any) -> type[Model] | None:
    """Find the model inside a field's annotation: `tuple[Action, ...]`, `dict[str, Column]`, `X | None`."""
    if not typing.get_args(annotation):
        return annotation if isinstance(annotation, type) and issubclass(annotation, Model) else None
    found = (_model_in(each) for each in typing.get_args(annotation))
    return next((each for each in found if each is not None), None)
