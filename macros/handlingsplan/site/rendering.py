"""Our own HTML templates: trusted, with everything put into them escaped."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache, lru_cache, partial
from typing import Any, cast

from jinja2 import Environment, PackageLoader, StrictUndefined, Template
from markupsafe import Markup, escape

#: Gives safe HTML of a text that is already, as `Markup(text)` does after looking what it is, which takes longer.
_marked = cast(Callable[[str], Markup], partial(str.__new__, Markup))


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("handlingsplan.site", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    environment.globals.clear()  # no template asks for one, and each drawing would copy them
    environment.filters["capitalise"] = lambda text: text[:1].upper() + text[1:]
    return environment


@cache
def _template(name: str) -> Template:
    return _environment().get_template(name)


def render(template: str, **values: Any) -> Markup:
    """Fill in a template of the package; the result is safe HTML on as few lines as Markdown allows."""
    return of_lines([_template(template).render(**values)])


def of_lines(parts: Sequence[str]) -> Markup:
    """Give HTML that is made in lines, on as few of them as Markdown allows; its values must be escaped already."""
    lines = "\n".join(parts).split("\n")
    return _marked("\n".join([each for line in lines if (each := line.strip())]))


def piece(template: str, *values: str | int) -> Markup:
    """Fill in a short piece of our own HTML, every `{}` with a value that is escaped.

    It is `Markup(template).format(*values)` without format's language, which took ten times as long. There are
    hundreds of pieces on a page.
    """
    filled = [value if type(value) is Markup else escaped(value) for value in values]
    return _marked(_with_signs(template) % tuple(filled))  # the template is ours, and every value is escaped


@cache
def _with_signs(template: str) -> str:
    """Write a template for the operator `%`, which is the fastest way to fill in texts."""
    return template.replace("%", "%%").replace("{}", "%s")


def escaped(value: object) -> Markup:
    """Escape a value as markupsafe does. What is HTML is not copied, and a text is escaped once for all its cells."""
    if type(value) is Markup:
        return value
    return _escaped_text(value) if type(value) is str else escape(value)


@lru_cache(maxsize=16_384)  # the same names, links and amounts stand in many cells
def _escaped_text(text: str) -> Markup:
    return escape(text)
