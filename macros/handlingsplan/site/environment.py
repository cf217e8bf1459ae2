"""The sandbox in which the texts of plans, reports and hand-written pages are filled in.

A text may call the registered macros, and nothing else: see `expressions.py` for the allow-list.
`render_text` finds every fault of a text, also those that show only when a macro is called, because each call
stands by itself.

Exceptions: `MacroError` is raised by macros (a message); `TextError` is what becomes of it (a message and a
place).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NoReturn

from jinja2 import StrictUndefined, TemplateSyntaxError
from jinja2.parser import Parser
from jinja2.sandbox import ImmutableSandboxedEnvironment

from handlingsplan.site.arguments import Function, MacroContext, MacroError
from handlingsplan.site.budget import MOST_FAULTS, Budget
from handlingsplan.site.expressions import Call, ExpressionReader, Parsed
from handlingsplan.site.splitting import RESERVED, Source, TextError, split_text

__all__ = ["MacroError", "Text", "TextEnvironment", "TextError", "render_text"]

_LONGEST_SOURCE = 400_000  # characters
_LONGEST_OUTPUT = 4_000_000  # characters
_MOST_CALLS = 3_000
_SIGNS = ("{{", "{%", "{#", *RESERVED)
_REMEMBERED = 4_096  # texts; more than a municipality has, so that serving reads only the text that changed


@dataclass(frozen=True, slots=True)
class ParsedText:
    """A text ready to be filled in: plain text and calls by turns, and what was wrong with it."""

    parts: tuple[str | Call, ...]
    errors: tuple[TextError, ...]


@dataclass(frozen=True, slots=True)
class Text:
    """What mkdocs-macros takes for a Jinja template."""

    environment: TextEnvironment
    source: str

    def render(self, **_variables: object) -> str:
        """The filled-in text. The variables of mkdocs-macros (config, files, git …) are not let in.

        Raises `TextError` with every fault of the text in its message, at the place of the first one.
        """
        output, errors = render_text(self.environment, self.source, self.environment.context)
        if errors:
            raise TextError("\n".join(map(str, errors)), errors[0].line, errors[0].column)
        return output


class TextEnvironment(ImmutableSandboxedEnvironment):
    """The macros and filters of the texts, in the place of a Jinja environment.

    A macro is called with the context first and then with the writer's arguments; a filter is called with the
    value to the left of «|» first. `argument_names` translates what the writer calls an argument: {"enhet":
    "unit"}. What they return is put into the Markdown text by `str`. `context` is what macros get on pages
    that belong to no plan. `instead` stands where a macro has no answer because of what is withheld from the
    readers; without it that is an error. Nothing is ever compiled, so Jinja's own globals, filters and tests are not
    reached; they are removed all the same, and the base class would stop what is left.
    """

    def __init__(
        self,
        macros: Mapping[str, Callable[..., object]],
        filters: Mapping[str, Callable[..., object]] | None = None,
        argument_names: Mapping[str, str] | None = None,
        context: object = None,
        finish: Callable[[object, Any], str] | None = None,
        instead: str = "",
    ) -> None:
        super().__init__(undefined=StrictUndefined, autoescape=False, keep_trailing_newline=True)
        for names in (self.globals, self.filters, self.tests):
            names.clear()
        self.context = context
        self.instead = instead
        self.finish = finish or (lambda value, _context: str(value))
        self.functions = {
            **{name: Function(name, item, argument_names) for name, item in macros.items()},
            **{name: Function(name, item, argument_names, is_filter=True) for name, item in (filters or {}).items()},
        }
        self.parse_expression = lru_cache(maxsize=_REMEMBERED)(self._parse_expression)
        self.parse_text = lru_cache(maxsize=_REMEMBERED)(self._parse_text)

    def from_string(self, source: str, *_arguments: object, **_options: object) -> Text:  # type: ignore[override]
        """What mkdocs-macros renders a page with."""
        return Text(self, source)

    def compile(self, *_arguments: Any, **_options: Any) -> NoReturn:
        """Refused: texts are evaluated, never compiled to Python."""
        raise TypeError("a text is rendered with render_text")

    def compile_expression(self, *_arguments: Any, **_options: Any) -> NoReturn:
        """Refused, as `compile`."""
        self.compile()

    def _parse_expression(self, code: str) -> Parsed:
        """Parse what stands between «{{» and «}}»; raises `TemplateSyntaxError`. Nobody changes what it gives."""
        if not code.strip():
            raise TemplateSyntaxError("Expected an expression", 1)
        parser = Parser(self, code, state="variable")
        tree = parser.parse_expression()
        if not parser.stream.eos:
            raise TemplateSyntaxError(f"unexpected '{parser.stream.current.value}'", 1)
        return tree, tuple(token for _, _, token in self.lexer.tokeniter(code, None, state="variable"))

    def _parse_text(self, text: str) -> ParsedText:
        if len(text) > _LONGEST_SOURCE:
            return ParsedText((), (TextError(f"texten är längre än {_LONGEST_SOURCE} tecken", 1, 1),))
        source = Source(text)
        pieces, errors = split_text(source)
        parts: list[str | Call] = []
        calls = 0
        for piece in pieces:
            if len(errors) > MOST_FAULTS:
                break
            if isinstance(piece, str):
                parts.append(piece)
                continue
            reader = ExpressionReader(self.parse_expression, self.functions, source, piece)
            call = reader.read()
            calls += reader.calls
            if calls > _MOST_CALLS:
                error = source.error(f"texten anropar makron fler än {_MOST_CALLS} gånger", piece.offset)
                return ParsedText((), (*errors, error))
            parts.extend([call] if call else [])
            errors.extend(reader.errors)
        return ParsedText(tuple(parts), tuple(errors))


def is_plain(text: str) -> bool:
    """Whether a text has nothing to be filled in or told: most pieces of a page have not."""
    return len(text) <= _LONGEST_SOURCE and not any(map(text.__contains__, _SIGNS))


def _spent_at(part: str | Call, budget: Budget) -> TextError:
    """The error at a call that met the bounds inside: a text that it takes in was not filled in as a whole."""
    line, column = (1, 1) if isinstance(part, str) else (part.line, part.column)
    return TextError(budget.spent(), line, column)


def render_text(environment: TextEnvironment, text: str, context: object) -> tuple[str, list[TextError]]:
    """The text with its macros filled in, and everything that is wrong with it, in the order of the text.

    A macro that failed is left out, so a text with errors is not fit to be shown.
    """
    budget = (isinstance(context, MacroContext) and context.budget) or Budget(lambda: 0)
    if budget.spent():  # Told again: whoever filled in the text before this one may not have passed it on.
        return "", [TextError(budget.spent(), 1, 1)]
    parsed = environment.parse_text(text.replace("\r\n", "\n"))
    errors = list(parsed.errors)
    output: list[str] = []
    room = _LONGEST_OUTPUT
    for part in parsed.parts:
        try:
            output.append(part if isinstance(part, str) else environment.finish(part.evaluate(context), context))
        except TextError as error:
            if not environment.instead:
                errors.append(error)
                continue
            output.append(environment.instead)
        room -= len(output[-1])
        if budget.spent():
            errors += [] if errors else [_spent_at(part, budget)]
            break
        if room < 0:
            errors.append(TextError(f"texten blir längre än {_LONGEST_OUTPUT} tecken med makrona ifyllda", 1, 1))
            return "", errors
    budget.blame(len(errors))
    return "".join(output), sorted(errors, key=lambda error: (error.line, error.column))
