"""The navigation as mkdocs.yml gives it, with the pages of municipalities and years."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from markupsafe import escape

_PLANS = "planer/index.md"


def with_sections(nav: list[Any], sections: Iterable[tuple[str, str]]) -> list[Any]:
    """The navigation with the pages of municipalities and years below the page of all plans."""
    below = [{str(escape(title)): uri} for title, uri in sections]
    return [
        {title: [target, *below]} if target == _PLANS and below else item
        for item in nav
        for title, target in (item.items() if isinstance(item, dict) else [("", item)])
    ]


def uris(nav: object) -> Iterator[str]:
    """Every page that is in a navigation."""
    if isinstance(nav, str):
        yield nav
    elif nav:
        for item in nav.values() if isinstance(nav, dict) else nav:  # type: ignore[attr-defined]
            yield from uris(item)
