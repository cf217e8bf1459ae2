"""JSON Schemas of the YAML files, written from the model: an editor knows the same fields as the reader.

A schema describes a file as an editor's YAML 1.2 reader sees it, where `81516` is a number. It allows
what our own reader allows: values on one line for blocks that have one main field, and empty values.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from handlingsplan.model.base import TEXT_SCHEMA, Model
from handlingsplan.model.dataset import Descriptor
from handlingsplan.model.follow_up import FollowUp
from handlingsplan.model.organisation import Organisation
from handlingsplan.model.plan import Plan
from handlingsplan.model.report import Report
from handlingsplan.text.vocabulary import VOCABULARY, explanation, swedish

Schema = dict[str, Any]

#: Every kind of YAML file: the schema's name, the model, and what the file is.
KINDS: dict[str, tuple[type[Model], str, str]] = {
    "organisation": (Organisation, "Kommun", "Kommunens nämnder, avdelningar och enheter (organisation.yml)."),
    "plan": (Plan, "Handlingsplan", "Fakta om en enhets handlingsplan (plan.yml)."),
    "uppfoljning": (FollowUp, "Uppföljning", "En uppföljning; datumet är filens namn (2025-03-31.yml)."),
    "rapport": (Report, "Rapport", "Fakta om en rapport till nämnden (rapport.yml)."),
    "datamangd": (Descriptor, "Datamängd", "Beskrivningen av en datamängd, med samma namn som datafilen."),
}

#: Models that may be written on one line, with the field that the line fills.
SHORTHANDS = {"SavingsRequirement": "value", "Column": "unit"}

#: Lists that may be written on one line when they have one item.
_SINGLE = {("Descriptor", "key")}

#: Values that are written with a unit, where a number alone is a count.
_COUNTS = {("KeyFigure", "target")}

#: Fields whose word means something else here than in the vocabulary.
_EXPLANATIONS = {
    ("Column", "unit"): "Vad kolumnen innehåller: text, datum eller tal i en måttenhet.",
    ("ActionFollowUp", "action"): "Åtgärdens id i plan.yml.",
    ("RemarkHandling", "remark"): "Anmärkningens kod, så som kontrollen skriver den, till exempel platshållare.",
}


def json_schema(name: str) -> Schema:
    """Give the JSON Schema of a kind of file; an unknown kind is our error (KeyError)."""
    kind, title, what = KINDS[name]
    written = kind.model_json_schema(mode="validation", by_alias=True)
    models = {each.__name__: each for each in _models(Model)}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$comment": "Skriven av kommandot handlingsplan schemas. Ändra inte för hand.",
        "title": title,
        "description": what,
        **_object(kind, written),
        "$defs": {key: _definition(models.get(key), each) for key, each in written.get("$defs", {}).items()},
    }


def schema_files() -> dict[str, str]:
    """Give every schema as the text of a file, by its path in the repository."""
    return {
        f"schemas/{name}.schema.json": json.dumps(json_schema(name), indent=2, ensure_ascii=False) + "\n"
        for name in KINDS
    }


def write_schemas(root: Path) -> list[str]:
    """Write schemas/ below a root; give the paths written. Raises OSError."""
    files = schema_files()
    for path, text in files.items():
        target = root / path
        target.parent.mkdir(exist_ok=True)
        target.write_text(text, encoding="utf-8", newline="\n")
    return list(files)


def _models(kind: type[Model]) -> Iterator[type[Model]]:
    for each in kind.__subclasses__():
        yield each
        yield from _models(each)


def _definition(kind: type[Model] | None, written: Schema) -> Schema:
    """Give a model's or an enumeration's definition. Their docstrings are for developers and left out."""
    if kind is None:
        return {key: value for key, value in written.items() if key not in ("title", "description")}
    fields = _object(kind, written)
    main = SHORTHANDS.get(kind.__name__)
    if main is None:
        return fields
    return {"anyOf": [_bare(written["properties"][swedish(main)]), fields]}


def _object(kind: type[Model], written: Schema) -> Schema:
    """Give a model's fields in their order."""
    properties = {
        key: _property(kind, name, written["properties"][key], key in written.get("required", ()))
        for key, name in kind.keys().items()
    }
    kept: Schema = {key: written[key] for key in ("type", "required", "additionalProperties") if key in written}
    return {**kept, "properties": properties}


def _property(kind: type[Model], name: str, written: Schema, required: bool) -> Schema:
    """Give one field: its Swedish title and explanation, its default, and what it may hold."""
    place = (kind.__name__, name)
    value = _explained(_bare(written))
    if place in _SINGLE:
        value = {"anyOf": [value["items"], value]}
    if place in _COUNTS:
        value = {"anyOf": [*value["anyOf"], {"type": "number"}]}
    default = _default(written.get("default"))
    return {
        "title": _capital(swedish(name)),
        "description": _EXPLANATIONS.get(place) or explanation(name),
        **({"default": default} if default else {}),
        **(value if required else _nullable(value)),
    }


def _bare(written: Schema) -> Schema:
    """Give what a field may hold, without Pydantic's English title and the default."""
    return {key: value for key, value in written.items() if key not in ("title", "default")}


def _default(value: Any) -> Any:
    """Give a default as it is written in a file. That an empty field is empty needs no words."""
    return {True: "ja", False: "nej"}[value] if isinstance(value, bool) else value


def _explained(value: Schema) -> Schema:
    """Give a block that is written out inside a field (an effect with its wording) its explanations."""
    if "anyOf" in value:
        return {**value, "anyOf": [_explained(each) for each in value["anyOf"]]}
    if "properties" not in value:
        return value
    properties = {}
    for key, each in value["properties"].items():
        name = next(name for name, term in VOCABULARY.items() if term.swedish == key)
        # A wording may be a bare number; the reader takes it as text.
        content = TEXT_SCHEMA if name == "wording" else each
        known = content if key in value.get("required", ()) else _nullable(content)
        properties[key] = {"title": _capital(key), "description": explanation(name), **known}
    return {**value, "properties": properties}


def _nullable(value: Schema) -> Schema:
    """Allow an empty value: the lines of a template that nobody has filled in are no mistake."""
    null = {"type": "null"}
    if "anyOf" in value:
        return value if null in value["anyOf"] else {**value, "anyOf": [*value["anyOf"], null]}
    if "enum" in value:
        return {**value, "enum": [*value["enum"], None]}
    if "type" not in value:
        return {"anyOf": [value, null]}
    kinds = value["type"] if isinstance(value["type"], list) else [value["type"]]
    return {**value, "type": [*kinds, "null"]}


def _capital(word: str) -> str:
    return word[:1].upper() + word[1:]
