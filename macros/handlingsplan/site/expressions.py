"""The allow-list: which of Jinja's expressions a plan text may use, and what they are worth.

Plan texts are written by strangers. Jinja's parser reads an expression, every node of its tree must be one of
the few named here, and the tree is turned into the values below. These are evaluated directly: no plan text
is ever compiled to Python, and there is no node for an attribute, a subscript, an operator or a statement
that could be reached.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from jinja2 import TemplateSyntaxError, nodes

from handlingsplan.site.arguments import Function, MacroContext, MacroError
from handlingsplan.site.splitting import Cut, Source, TextError
from handlingsplan.text.words import nfc, suggestion

_DEEPEST = 12  # nested calls, lists and filters
_LONGEST_TEXT = 2_000  # characters in one text constant
_LARGEST_NUMBER = 10**15
_WORDS = {"ja": True, "nej": False}


@dataclass(frozen=True, slots=True)
class Constant:
    """A text, a number, ja or nej."""

    value: object

    def evaluate(self, _context: object) -> object:
        return self.value


@dataclass(frozen=True, slots=True)
class ListOf:
    """A list of values."""

    items: tuple[Value, ...]

    def evaluate(self, context: object) -> object:
        return [item.evaluate(context) for item in self.items]


@dataclass(frozen=True, slots=True)
class TableOf:
    """Values under names: {"kolumn": "rubrik"}."""

    items: tuple[tuple[str, Value], ...]

    def evaluate(self, context: object) -> object:
        return {key: item.evaluate(context) for key, item in self.items}


@dataclass(frozen=True, slots=True)
class Call:
    """A call of a macro, or of a filter when `subject` (the value to the left of «|») is given."""

    function: Function
    subject: Value | None
    positional: tuple[Value, ...]
    named: tuple[tuple[str, Value], ...]
    line: int
    column: int

    def evaluate(self, context: object) -> object:
        """The result of the macro. Raises `TextError`, at the place of this very call, when it fails."""
        first = context if self.subject is None else self.subject.evaluate(context)
        positional = [item.evaluate(context) for item in self.positional]
        named = {key: item.evaluate(context) for key, item in self.named}
        if isinstance(context, MacroContext):
            context.position = (self.line, self.column)
            if context.budget is not None and (reason := context.budget.spend()):
                raise TextError(reason, self.line, self.column)
        try:
            return self.function.call(first, positional, named)
        except MacroError as error:
            raise TextError(str(error), self.line, self.column) from error


Value = Constant | ListOf | TableOf | Call


#: An expression as Jinja reads it, with the tokens that it was written with.
Parsed = tuple[nodes.Expr, tuple[str, ...]]


class ExpressionReader:
    """Reads one expression. After `read`, `errors` holds everything that was wrong with it."""

    def __init__(
        self, parse: Callable[[str], Parsed], functions: Mapping[str, Function], source: Source, cut: Cut
    ) -> None:
        self._parsed = parse
        self._functions = functions
        self._source = source
        self._cut = cut
        self._tokens: Iterator[tuple[str, int]] = iter(())
        self._offset = cut.offset
        self.errors: list[TextError] = []
        self.calls = 0

    def read(self) -> Call | None:
        """The call that the expression is, or None with `errors` saying why it is not."""
        try:
            tree = self._parse()
        except TemplateSyntaxError as error:
            self._refuse(_in_swedish(error.message or ""))
            return None
        except (RecursionError, ValueError):  # thousands of «not», or a number of thousands of digits
            self._refuse("uttrycket är för djupt nästlat eller har ett för stort tal")
            return None
        value = self._value(tree, _DEEPEST)
        if not self.errors and not isinstance(value, Call):
            self._refuse("bara makron får stå inom {{ }}; skriv texten direkt")
        return value if isinstance(value, Call) and not self.errors else None

    def _parse(self) -> nodes.Expr:
        tree, tokens = self._parsed(self._cut.code)
        self._tokens = self._places(tokens)
        return tree

    def _places(self, tokens: Sequence[str]) -> Iterator[tuple[str, int]]:
        """Every token of the code with its offset in the text."""
        offset = self._cut.offset
        for token in tokens:
            yield token, offset
            offset += len(token)

    def _seek(self, token: str) -> None:
        """Moves on to a token: Jinja's nodes know only their line, but come in the order they are written."""
        self._offset = next((offset for found, offset in self._tokens if found == token), self._offset)

    def _refuse(self, message: str) -> Constant:
        self.errors.append(self._source.error(message, self._offset))
        return Constant("")

    def _value(self, node: nodes.Node, depth: int) -> Value:
        """The value of a node, by the allow-list: what no case names is refused."""
        if depth == 0:
            return self._refuse(f"uttrycket är nästlat djupare än {_DEEPEST} nivåer")
        match node:
            case nodes.Call():
                return self._call(node, depth - 1)
            case nodes.Filter():
                return self._filter(node, depth - 1)
            case nodes.Const():
                return self._constant(node)
            case nodes.Name():
                return self._name(node)
            case nodes.List():
                return ListOf(tuple(self._value(item, depth - 1) for item in node.items))
            case nodes.Dict():
                return self._table(node, depth - 1)
            case nodes.Neg() | nodes.Pos():
                return self._signed(node, depth - 1)
        return self._refuse(_refusal(node))

    def _constant(self, node: nodes.Const) -> Value:
        value = node.value
        if isinstance(value, str) and len(value) > _LONGEST_TEXT:
            return self._refuse(f"texten är längre än {_LONGEST_TEXT} tecken")
        if isinstance(value, int | float) and not -_LARGEST_NUMBER < value < _LARGEST_NUMBER:
            return self._refuse("talet är för stort")
        if isinstance(value, float):
            return Constant(Decimal(repr(value)))  # No floats: sums of kronor must come out even.
        return Constant(value) if value is not None else self._refuse("«none» är inget värde")

    def _signed(self, node: nodes.Neg | nodes.Pos, depth: int) -> Value:
        value = self._value(node.node, depth)
        number = value.value if isinstance(value, Constant) else None
        if isinstance(number, bool) or not isinstance(number, int | Decimal):
            return self._refuse("ett tecken (+ eller -) får bara stå framför ett tal")
        return Constant(-number if isinstance(node, nodes.Neg) else number)

    def _name(self, node: nodes.Name) -> Value:
        self._seek(node.name)
        if node.name in _WORDS:
            return Constant(_WORDS[node.name])
        if self._function(node.name, is_filter=False):
            return self._refuse(f"makrot «{node.name}» anropas med parenteser: {node.name}()")
        return self._refuse(self._unknown(node.name) + f'; är det en text skrivs den med citattecken: "{node.name}"')

    def _table(self, node: nodes.Dict, depth: int) -> Value:
        items: dict[str, Value] = {}
        for pair in node.items:
            key = pair.key.value if isinstance(pair.key, nodes.Const) else None
            value = self._value(pair.value, depth)
            if not isinstance(key, str):
                self._refuse("namnen i {…} ska vara texter inom citattecken")
            elif key in items:
                self._refuse(f"«{key}» står två gånger i {{…}}")
            else:
                items[nfc(key)] = value
        return TableOf(tuple(items.items()))

    def _call(self, node: nodes.Call, depth: int) -> Value:
        if not isinstance(node.node, nodes.Name):
            return self._refuse(_refusal(node.node))
        self._seek(node.node.name)
        return self._called(node.node.name, None, node, depth)

    def _filter(self, node: nodes.Filter, depth: int) -> Value:
        subject = self._value(node.node, depth) if node.node is not None else self._refuse("filtret saknar värde")
        self._seek(node.name)
        return self._called(node.name, subject, node, depth)

    def _called(self, name: str, subject: Value | None, node: nodes.Call | nodes.Filter, depth: int) -> Value:
        self.calls += 1
        offset, function = self._offset, self._function(name, is_filter=subject is not None)
        if function is None:
            self._refuse(self._unknown(name) if subject is None else self._unknown_filter(name))
        if node.dyn_args is not None or node.dyn_kwargs is not None:
            self._refuse("«*» framför ett argument får inte användas")
        positional = tuple(self._value(item, depth) for item in node.args)
        named = self._named(node.kwargs, depth)
        if function is None:
            return Constant("")
        place = self._source.error("", offset)
        return Call(function, subject, positional, named, place.line, place.column)

    def _named(self, keywords: list[Any], depth: int) -> tuple[tuple[str, Value], ...]:
        named: dict[str, Value] = {}
        for keyword in keywords:
            self._seek(keyword.key)
            if keyword.key in named:
                self._refuse(f"argumentet «{keyword.key}» står två gånger")
            named[nfc(keyword.key)] = self._value(keyword.value, depth)
        return tuple(named.items())

    def _function(self, name: str, *, is_filter: bool) -> Function | None:
        function = self._functions.get(nfc(name))
        return function if function is not None and function.is_filter is is_filter else None

    def _unknown(self, name: str) -> str:
        hint = suggestion(name, [key for key, item in self._functions.items() if not item.is_filter])
        return f"okänt makro «{name}»{hint}" if hint else f"«{name}» är inget makro"

    def _unknown_filter(self, name: str) -> str:
        known = [key for key, item in self._functions.items() if item.is_filter]
        return f"okänt filter «{name}»{suggestion(name, known)}"


def _refusal(node: nodes.Node) -> str:
    """Why a kind of node is not on the allow-list."""
    match node:
        case nodes.Getattr():
            return f"attribut (.{node.attr}) får inte användas"
        case nodes.Call():
            return "bara ett makro kan anropas med parenteser"
        case nodes.Getitem():
            return "hakparenteser efter ett värde får inte användas"
        case nodes.BinExpr() | nodes.Compare() | nodes.Concat() | nodes.Not():
            return "räknetecken och jämförelser får inte användas; räkna med makron som plus() och skillnad()"
        case nodes.CondExpr() | nodes.Test():
            return "villkor (if, is) får inte användas"
        case nodes.Tuple():
            return "skriv listan inom hakparenteser: [ … ]"
    return "det här kan inte stå inom {{ }}; använd makron"


_ENDINGS = {"end of template": "slutet", "end of print statement": "slutet", "name": "ett namn"}
_IN_SWEDISH = (
    (r"unexpected char '([”“’‘])'.*", 'skriv raka citattecken (") i stället för {0}'),
    (r"unexpected char (.*) at .*", "oväntat tecken {0}"),
    (r"expected token (.*), got (.*)", "väntade {0} men fann {1}"),
    (r"unexpected (.*), expected (.*)", "väntade {1} men fann {0}"),
    (r"unexpected (.*)", "oväntat {0}"),
    (r"Expected an expression.*", "mellan {{{{ och }}}} ska det stå ett makro"),
    (r"invalid syntax for function call expression", "argument utan namn ska stå före argument med namn"),
)


def _in_swedish(message: str) -> str:
    """What Jinja's parser says about wrong syntax, in Swedish."""
    for pattern, swedish in _IN_SWEDISH:
        if found := re.fullmatch(pattern, message, re.DOTALL):
            return swedish.format(*(_quoted(part) for part in found.groups()))
    return "uttrycket kan inte tolkas"


def _quoted(part: str) -> str:
    word = part.strip("'\".")
    return _ENDINGS.get(word, f"«{word}»")
