"""The navigation of pages that are not in it, drawn once for all from which its links look the same.

Material draws the whole navigation anew on every page, some fifty items in macros that call each other. A page that
is not in it marks no item as the current one, so all that differs there is where the links start from. A link is
relative: up from the page to the last folder that it shares with its target, and down again. So it is the same from
two pages that are as deep, and share the same folders with what the navigation links to.

Pages in the navigation are drawn as ever, and so is a page whose address is a file's.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

#: The part of the theme that is drawn.
PARTIAL = "partials/nav.html"
#: How deep a page is, and how many of its folders the navigation's targets share with it, which are these.
Start = tuple[int, tuple[str, ...]]
_Draw = Callable[[Any], Iterator[str]]


def draw_navigation_once(env: Any, nav: Any, extra: Mapping[str, Any], logo: str) -> None:
    """Let the theme of one build draw the navigation once for each place that it is the same from.

    `extra` and `logo` are the configuration's: the logo is a file, and may lead to another page than the first.
    """
    template = env.get_template(PARTIAL)
    targets = [*_addresses(nav.items), getattr(nav.homepage, "url", ""), str(extra.get("homepage") or ""), logo]
    template.root_render_func = _Drawn(template.root_render_func, {page.url for page in nav.pages}, targets).draw


class _Drawn:
    """What has been drawn, by where it is seen from."""

    def __init__(self, draw: _Draw, inside: set[str], targets: Iterable[str]) -> None:
        self._draw = draw
        self._inside = inside
        self._folders = folders_of(targets)
        self._drawn: dict[Start, str] = {}

    def draw(self, context: Any) -> Iterator[str]:
        """Draw the navigation for the page of a context."""
        url = getattr(context.get("page"), "url", "")
        if not url.endswith("/") or url in self._inside:
            yield from self._draw(context)
            return
        start = start_of(url, self._folders)
        if start not in self._drawn:
            self._drawn[start] = "".join(self._draw(context))
        yield self._drawn[start]


def folders_of(targets: Iterable[str]) -> set[tuple[str, ...]]:
    """Give every folder that some target lies in or is."""
    parts = [_parts(each) for each in targets]
    return {each[:depth] for each in parts for depth in range(len(each) + 1)}


def start_of(url: str, folders: set[tuple[str, ...]]) -> Start:
    """Give what a relative link to one of the targets depends on, of the page that it stands on."""
    parts = _parts(url)
    shared = next(depth for depth in range(len(parts), -1, -1) if not depth or parts[:depth] in folders)
    return len(parts), parts[:shared]


def _parts(url: str) -> tuple[str, ...]:
    return tuple(each for each in url.split("/") if each not in ("", "."))


def _addresses(items: Iterable[Any]) -> Iterator[str]:
    for item in items:
        yield getattr(item, "url", None) or ""
        yield from _addresses(item.children or ())
