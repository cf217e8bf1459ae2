"""Checks what a text gives a macro before the macro is called, so that no macro ever sees a wrong kind of
value.

The signature and the annotations of the Python function are the rules. The writer's names of the arguments
are Swedish and those of the function are English; a mapping given with the macros holds them together.
"""

from __future__ import annotations

import inspect
import typing
from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from types import NoneType, UnionType
from typing import Any

from handlingsplan.site.budget import Budget
from handlingsplan.text.words import listed, suggestion

_KINDS: dict[type, str] = {
    str: "en text",
    bool: "ja eller nej",
    int: "ett heltal",
    float: "ett decimaltal",
    Decimal: "ett tal",
    list: "en lista",
    dict: "en uppställning {…}",
    NoneType: "ingenting",
}
_A_FIGURE = "ett värde från ett makro"


class MacroError(Exception):
    """What a macro says when it cannot do what the text asks, in Swedish.

    It becomes a `TextError` with a place.
    """


class MacroContext:
    """What a context may be made of, so that a macro can tell where it is called and how much it may still do."""

    position: tuple[int, int] = (1, 1)
    budget: Budget | None = None


class Function:
    """A macro or a filter as the texts may call it.

    The first parameter of the Python function is not the writer's: it is the context for a macro and the
    value to the left of «|» for a filter. The annotations must be resolvable with `typing.get_type_hints`.
    `argument_names` gives the parameter for what a writer types; a name it lacks is the same in both
    languages.
    """

    def __init__(
        self,
        name: str,
        function: Callable[..., object],
        argument_names: Mapping[str, str] | None = None,
        *,
        is_filter: bool = False,
    ) -> None:
        self.name = name
        self.is_filter = is_filter
        self._function = function
        self._signature = inspect.signature(function)
        self._first, *self._parameters = self._signature.parameters.values()
        self._hints = typing.get_type_hints(function)
        self._english = dict(argument_names or {})
        self._swedish = {english: swedish for swedish, english in self._english.items()}

    def call(self, first: object, positional: Sequence[object], named: Mapping[str, object]) -> object:
        """The result of the macro. Raises `MacroError` when the arguments are wrong or the macro says so."""
        for message in self._faults(positional, named):
            raise MacroError(message)
        translated = {self._english.get(name, name): value for name, value in named.items()}
        bound = self._signature.bind(first, *positional, **translated)
        if self.is_filter:
            self._check(self._first, first)
        for parameter in self._parameters:
            if parameter.name in bound.arguments:
                self._check(parameter, bound.arguments[parameter.name])
        return self._function(*bound.args, **bound.kwargs)

    def _faults(self, positional: Sequence[object], named: Mapping[str, object]) -> Iterator[str]:
        """The ways in which the arguments do not fit the signature, as messages."""
        places = [item for item in self._parameters if item.kind is not item.KEYWORD_ONLY]
        if len(positional) > len(places) and not any(item.kind is item.VAR_POSITIONAL for item in places):
            most = f"högst {len(places)} argument" if places else "inget argument"
            yield f"{self} tar {most} utan namn men får {len(positional)}"
        given = {self._shown(item) for item in places[: len(positional)]}
        yield from self._wrong_names(named, given)
        for item in self._parameters:
            required = item.default is item.empty and not _is_variable(item)
            if required and self._shown(item) not in given | set(named):
                yield f"{self} saknar argumentet «{self._shown(item)}»"

    def _wrong_names(self, named: Mapping[str, object], given: set[str]) -> Iterator[str]:
        by_name = (inspect.Parameter.POSITIONAL_OR_KEYWORD, inspect.Parameter.KEYWORD_ONLY)
        known = [self._shown(item) for item in self._parameters if item.kind in by_name]
        for name in named:
            if name in given:
                yield f"{self} får argumentet «{name}» två gånger"
            elif name not in known:
                hint = suggestion(name, known) or (f"; det tar {listed(known)}" if known else "")
                yield f"{self} har inget argument «{name}»{hint}"

    def _check(self, parameter: inspect.Parameter, value: object) -> None:
        expected = self._hints.get(parameter.name, Any)
        several = parameter.kind is parameter.VAR_POSITIONAL
        for item in value if several and isinstance(value, tuple) else (value,):
            if not _fits(item, expected):
                wanted = _described(expected)
                given = f"«{item}»" if isinstance(item, str) and "«" in wanted else _kind(type(item))
                raise MacroError(f"{self}: {self._subject(parameter)} ska vara {wanted}, inte {given}")

    def _subject(self, parameter: inspect.Parameter) -> str:
        return "värdet före |" if parameter is self._first else f"argumentet «{self._shown(parameter)}»"

    def _shown(self, parameter: inspect.Parameter) -> str:
        """The writer's name of a parameter."""
        return self._swedish.get(parameter.name, parameter.name)

    def __str__(self) -> str:
        return f"filtret {self.name}" if self.is_filter else f"makrot {self.name}()"


def _is_variable(parameter: inspect.Parameter) -> bool:
    return parameter.kind in (parameter.VAR_POSITIONAL, parameter.VAR_KEYWORD)


def _fits(value: object, expected: Any) -> bool:
    """Whether a value is of an annotated type, looking into unions, lists and mappings."""
    origin, parts = typing.get_origin(expected), typing.get_args(expected)
    if origin in (typing.Union, UnionType):
        return any(_fits(value, part) for part in parts)
    if origin is typing.Literal:
        return value in parts
    if isinstance(value, list) and origin in (list, Sequence):
        return all(_fits(item, parts[0]) for item in value)
    if isinstance(value, dict) and origin in (dict, Mapping):
        return all(_fits(item, parts[1]) for item in value.values())
    if isinstance(value, bool):  # In Python ja is also the integer 1.
        return expected in (bool, object, Any)
    if origin is not None:
        return False
    return not isinstance(expected, type) or isinstance(value, expected)


def _described(expected: Any) -> str:
    """The annotated type in the writer's words."""
    parts = typing.get_args(expected)
    origin = typing.get_origin(expected)
    if origin in (typing.Union, UnionType):
        return listed(dict.fromkeys(_described(part) for part in parts if part is not NoneType), "eller")
    if origin is typing.Literal:
        return listed((f"«{part}»" for part in parts), "eller")
    if origin in (list, Sequence):
        return "en lista […]"
    return _kind(dict if origin in (dict, Mapping) else expected)


def _kind(kind: Any) -> str:
    return _KINDS.get(kind, _A_FIGURE)
