"""What every model has in common: Swedish keys, frozen values, no unknown keys.

Every YAML scalar arrives as text; the field decides how it is read. So nothing in a file can turn
into a number, a boolean or a date by accident.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, WithJsonSchema, model_validator
from pydantic_core import core_schema

from handlingsplan.text.dates import parse_date
from handlingsplan.text.vocabulary import swedish

_PLACEHOLDER = re.compile(r"X{2,}|Å{2,4}-M{1,2}-D{1,2}|\?+|\.{3}|…")
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_DATE_SCHEMA = {"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}$", "examples": ["2025-01-31"]}
TEXT_SCHEMA = {"type": ["string", "number"]}


class Model(BaseModel):
    """A frozen value whose attributes are English and whose keys in the file are Swedish."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        alias_generator=swedish,
        populate_by_name=False,
        arbitrary_types_allowed=True,
    )

    @model_validator(mode="before")
    @classmethod
    def _empty_means_absent(cls, data: Any) -> Any:
        """Treat a known key without a value as absent: a template's empty lines are no mistake."""
        if not isinstance(data, dict):
            return data
        known = _known_keys(cls)
        return {key: value for key, value in data.items() if not is_empty(value) or key not in known}

    @classmethod
    def keys(cls) -> dict[str, str]:
        """Give the Swedish keys of the file, each with the English attribute it fills."""
        return {field.alias or name: name for name, field in cls.model_fields.items()}


@cache  # asked for each block of each file
def _known_keys(kind: type[Model]) -> frozenset[str]:
    return frozenset(kind.keys())


@dataclass(frozen=True, slots=True, eq=False)
class Parsed:
    """Annotation of a value type of our own: how it is read from text, and its JSON Schema for editors."""

    parse: Callable[[Any], Any]
    json_schema: dict[str, Any]

    def __get_pydantic_core_schema__(self, source: Any, handler: Any) -> core_schema.CoreSchema:
        return core_schema.no_info_plain_validator_function(self.parse)

    def __get_pydantic_json_schema__(self, schema: Any, handler: Any) -> dict[str, Any]:
        return dict(self.json_schema)


def is_empty(value: Any) -> bool:
    """Whether nothing is written: no value, or only spaces within quotes."""
    return value is None or (isinstance(value, str) and not value.strip())


class Placeholder(str):
    """What a form leaves to be filled in (XX, ÅÅÅÅ-MM-DD). It is kept as written and counts as missing."""

    __slots__ = ()


def is_placeholder(text: str) -> bool:
    """Whether the text is only a form's placeholder."""
    return _PLACEHOLDER.fullmatch(text.strip()) is not None


NOT_TEXT: dict[type, str] = {
    list: "inte en lista",
    dict: "inte fält under varandra",
}


def _text(value: Any) -> Any:
    if type(value) in NOT_TEXT:
        raise ValueError(f"ska vara text, {NOT_TEXT[type(value)]}")
    return value.strip() if isinstance(value, str) else value


def _one_line(value: Any) -> Any:
    text = _text(value)
    if isinstance(text, str) and "\n" in text:
        raise ValueError("ska stå på en rad")
    return text


def _filled(value: Any) -> Any:
    text = _text(value)
    return Placeholder(text) if isinstance(text, str) and is_placeholder(text) else text


def _date(value: Any) -> Any:
    text = _text(value)
    return parse_date(text) if isinstance(text, str) else text


def _fillable_date(value: Any) -> Any:
    filled = _filled(value)
    return filled if isinstance(filled, Placeholder) else _date(filled)


def _slug(value: Any) -> Any:
    text = _text(value)
    if isinstance(text, str) and not _SLUG.fullmatch(text):
        raise ValueError(
            f"«{text}» ska vara ett id: små bokstäver a–z, siffror och bindestreck, till exempel fler-vikarier"
        )
    return text


def _yes_no(value: Any) -> Any:
    text = _text(value)
    if text not in ("ja", "nej", True, False):
        raise ValueError(f"«{text}» ska vara ja eller nej")
    return text in ("ja", True)


def within(low: int, high: int) -> Callable[[int], int]:
    """Give a validator of a whole number's bounds."""

    def check(number: int) -> int:
        if not low <= number <= high:
            raise ValueError(f"{number} ska vara ett tal från {low} till {high}")
        return number

    return check


def _whole(value: Any) -> Any:
    text = _text(value)
    if not isinstance(text, str):
        return text
    if not re.fullmatch("-?[0-9]{1,6}", text):
        raise ValueError(f"«{text}» ska vara ett heltal, till exempel 15")
    return int(text)


Text = Annotated[str, BeforeValidator(_text), WithJsonSchema(TEXT_SCHEMA)]
Line = Annotated[str, BeforeValidator(_one_line), WithJsonSchema(TEXT_SCHEMA)]
Slug = Annotated[str, BeforeValidator(_slug), WithJsonSchema({**TEXT_SCHEMA, "pattern": f"^{_SLUG.pattern}$"})]
# After str's own validation, which would make a plain str of the placeholder.
Fillable = Annotated[str, BeforeValidator(_text), AfterValidator(_filled), WithJsonSchema(TEXT_SCHEMA)]
Day = Annotated[date, BeforeValidator(_date), WithJsonSchema(_DATE_SCHEMA)]
FillableDay = Annotated[
    date | Placeholder,
    BeforeValidator(_fillable_date),
    WithJsonSchema({"type": "string", "examples": ["2025-01-31", "ÅÅÅÅ-MM-DD"]}),
]
YesNo = Annotated[bool, BeforeValidator(_yes_no), WithJsonSchema({"enum": ["ja", "nej"]})]
Whole = Annotated[int, BeforeValidator(_whole), WithJsonSchema({"type": ["integer", "string"]})]


def items() -> Any:
    """Give the default of a list that may be left out."""
    return Field(default=())
