"""A tree of text to a model: Pydantic validates, and what it says is put in Swedish at its place."""

from __future__ import annotations

import typing
from collections.abc import Mapping
from typing import Any, TypeVar

from pydantic import ValidationError

from handlingsplan.model.base import Model
from handlingsplan.text.places import Place, Problem, error
from handlingsplan.text.words import listed, suggestion

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
        return None, [error("fel-typ", source.place(), "filen ska bestå av fält, till exempel titel: Handlingsplan")]
    try:
        return kind.model_validate(data), []
    except ValidationError as fault:
        return None, [_problem(kind, data, source, each) for each in fault.errors()]


def _problem(kind: type[Model], data: Any, source: Source, fault: Mapping[str, Any]) -> Problem:
    location = _in_file(tuple(fault["loc"]), data)
    name = next((part for part in reversed(location) if isinstance(part, str)), "")
    match fault["type"]:
        case "extra_forbidden":
            known = _known_keys(kind, location[:-1])
            message = f"okänt fält «{location[-1]}»{suggestion(str(location[-1]), known)}"
            return error("okänt-fält", source.key_place(*location), message)
        case "missing":
            return error("fält-saknas", source.place(*location[:-1]), f"fältet «{fault['loc'][-1]}» saknas")
        case "enum":
            return error("okänt-värde", source.place(*location), _not_among(name, fault))
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


def _not_among(name: str, fault: Mapping[str, Any]) -> str:
    allowed = [part.strip(" '") for part in fault["ctx"]["expected"].replace(" or ", ",").split(",")]
    return f"{name}: «{fault['input']}» ska vara {listed(allowed, 'eller')}{suggestion(str(fault['input']), allowed)}"


def _in_file(location: Location, data: Any) -> Location:
    """Cut Pydantic's location down to what stands in the file (it adds names for unions and shorthands)."""
    kept: list[str | int] = []
    for depth, part in enumerate(location):
        if isinstance(data, dict) and part in data:
            data = data[part]
        elif isinstance(data, list) and isinstance(part, int):
            data = data[part]
        elif depth == len(location) - 1 and isinstance(data, dict):
            data = None
        else:
            break
        kept.append(part)
    return tuple(kept)


def _known_keys(kind: type[Model], location: Location) -> list[str]:
    """Give the keys that the model at a location knows."""
    current: Any = kind
    for part in location:
        if isinstance(part, str) and isinstance(current, type) and issubclass(current, Model):
            current = _model_in(current.model_fields[current.keys()[part]].annotation)
    return list(current.keys()) if isinstance(current, type) and issubclass(current, Model) else []


def _model_in(annotation: Any) -> Any:
    """Find the model inside a field's annotation: `tuple[Action, ...]`, `dict[str, Column]`, `X | None`."""
    if not typing.get_args(annotation):
        return annotation if isinstance(annotation, type) and issubclass(annotation, Model) else None
    found = (_model_in(each) for each in typing.get_args(annotation))
    return next((each for each in found if each is not None), None)
