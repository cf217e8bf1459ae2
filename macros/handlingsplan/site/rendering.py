"""Our own HTML templates: trusted, with everything put into them escaped."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("handlingsplan.site", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["data_attributes"] = _data_attributes
    environment.filters["capitalise"] = lambda text: text[:1].upper() + text[1:]
    return environment


def _data_attributes(data: Mapping[str, str]) -> Markup:
    """Write what a script is to know of an element; line breaks as references, since `render` moves lines."""
    written = Markup("").join(Markup(' data-{}="{}"').format(name, value) for name, value in data.items())
    return written.replace("\n", Markup("&#10;"))


def render(template: str, **values: Any) -> Markup:
    """Fill in a template of the package; the result is safe HTML on as few lines as Markdown allows."""
    html = _environment().get_template(template).render(**values)
    return Markup("\n".join(line.strip() for line in html.split("\n") if line.strip()))  # noqa: S704  (autoescaped)
