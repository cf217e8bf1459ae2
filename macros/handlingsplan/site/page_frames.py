"""What stands around a page's own content, drawn once for all pages that it looks the same on.

Material draws all of it anew on every page: the head, the header with its search, a navigation of some fifty items,
the foot. But of a page that is not in the navigation only a few things are its own: its title and description, its
contents, its content. So the theme draws a frame, with a stand-in for the page that knows what such pages have in
common; what is a page's own is left out, and drawn for each. If the theme asks the stand-in for anything else, pages
of that kind are drawn as ever, and so are those in the navigation and those whose address is a file's.

Links are relative: up from the page to the last folder that it shares with its target, and down again. So they are
the same from two pages that are as deep, and share the same folders with what the frame links to.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from posixpath import normpath
from types import SimpleNamespace
from typing import Any, NoReturn

from jinja2 import pass_context

#: The template of a page, and the parts of it that are drawn for each.
PAGE = "main.html"
OWN = ("partials/title.html", "partials/toc.html", "partials/content.html")
#: The filters that links pass through.
_LINKING = ("url", "script_tag")
#: What stands in the frame itself, and is told of each page. Its contents begin with the anchor that skips the frame.
_TOLD: Mapping[str, Callable[[Any], object]] = {
    "title": lambda page: page.title,
    "description": lambda page: page.meta["description"],
    "canonical_url": lambda page: page.canonical_url,
    "skip": lambda page: next(iter(page.toc)).url.removeprefix("#"),
}
#: What a page's own parts alone ask for.
_ONLY_OWN = frozenset({"facts_url", "text_url", "changed", "responsible"})
_TOKEN = re.compile("\ue000([a-z_/.]+)\ue001")  # as in `fragments.py`; all of those are gone
#: On a page outside the navigation this label has no switch to belong to, and `main.html` says so.
_SWITCHED, _ALONE = '<label class="md-nav__title" for="__toc">', '<label class="md-nav__title">'
#: How deep a page is, and how many of its folders the targets of links share with it, which are these.
Start = tuple[int, tuple[str, ...]]
_Draw = Callable[[Any], Iterator[str]]
#: A text, and what comes after it.
_Frame = list[tuple[str, Callable[[Any], str]]]


def draw_frames_once(env: Any, nav: Any) -> None:
    """Let the theme of one build draw a frame once for each kind of page that has it."""
    frames = _Frames({page.url for page in nav.pages})
    template = env.get_template(PAGE)
    template.root_render_func = partial(frames.draw, template.root_render_func)
    for name in OWN:
        template = env.get_template(name)
        template.root_render_func = partial(_draw_own, name, template.root_render_func)
    for name in _LINKING:
        env.filters[name] = pass_context(partial(frames.link, env.filters[name]))


class _AskedError(Exception):
    """The theme has asked for what is a page's own."""


class _Common(dict[str, object]):
    """What pages of a kind have in common of what is said of them."""

    def __getitem__(self, name: str) -> object:
        if name in _ONLY_OWN:
            raise _AskedError
        return super().__getitem__(name)


class _StandIn:
    """A page as the frame knows it. The parts that the frame leaves out are remembered with where they stand."""

    previous_page = next_page = None
    is_homepage = False
    title = "\ue000title\ue001"

    def __init__(self, page: Any) -> None:
        self.url = page.url
        self.canonical_url = page.canonical_url and "\ue000canonical_url\ue001"
        self.meta = _Common({key: f"\ue000{key}\ue001" if key in _TOLD else said for key, said in _said(page)})
        self.toc = [SimpleNamespace(url="#\ue000skip\ue001")] if len(page.toc) else []
        self.parts: dict[str, Callable[[Any], str]] = {}

    def __getattr__(self, name: str) -> NoReturn:
        raise _AskedError


class _Frames:
    """What has been drawn, by the kind of page that has it around."""

    def __init__(self, inside: set[str]) -> None:
        self._inside = inside
        self._folders = folders_of(())
        self._frames: dict[object, _Frame | None] = {}

    def draw(self, draw: _Draw, context: Any) -> Iterator[str]:
        """Draw the page of a context."""
        page = context.get("page")
        frame = self._frame(draw, context, page) if self._is_outside(page) else None
        if frame is None:
            yield from draw(context)
            return
        for text, rest in frame:
            yield text
            yield rest(page)

    def link(self, link: Callable[[Any, object], str], context: Any, target: object) -> str:
        """Make a link, and remember where those of a frame lead."""
        if isinstance(context.get("page"), _StandIn):
            self._folders |= folders_of([str(target)])
        return link(context, target)

    def _is_outside(self, page: Any) -> bool:
        url = getattr(page, "url", "")
        return url.endswith("/") and url not in self._inside and not page.is_homepage

    def _frame(self, draw: _Draw, context: Any, page: Any) -> _Frame | None:
        if (kind := self._kind(page)) not in self._frames:
            stand_in = _StandIn(page)
            try:
                html = "".join(draw(context.derived({"page": stand_in})))
                self._frames[kind := self._kind(page)] = list(_divided(html, stand_in.parts))
            except _AskedError:
                self._frames[kind] = None
        return self._frames[kind]

    def _kind(self, page: Any) -> object:
        """What pages with the same frame have in common. It is another when more is known of where links lead."""
        told = [(key, key in _TOLD or said) for key, said in _said(page) if key not in _ONLY_OWN]
        return start_of(page.url, self._folders), bool(len(page.toc)), bool(page.canonical_url), str(told)


def _said(page: Any) -> Iterable[tuple[str, object]]:
    return ((key, said) for key, said in sorted(page.meta.items()) if said)


def _draw_own(name: str, draw: _Draw, context: Any) -> Iterator[str]:
    """Draw a part of a page; in a frame, leave it out."""
    page = context.get("page")
    if isinstance(page, _StandIn):
        page.parts[name] = partial(_part, draw, context)
        yield f"\ue000{name}\ue001"
    else:
        yield from draw(context)


def _part(draw: _Draw, context: Any, page: Any) -> str:
    return "".join(draw(context.derived({"page": page}))).replace(_SWITCHED, _ALONE)


def _divided(html: str, parts: Mapping[str, Callable[[Any], str]]) -> Iterator[tuple[str, Callable[[Any], str]]]:
    """Divide a frame at what it leaves out."""
    texts = [*_TOKEN.split(html), ""]
    for text, name in zip(texts[::2], texts[1::2], strict=True):
        yield text, parts.get(name) or partial(_told, name)


def _told(name: str, page: Any) -> str:
    return str(_TOLD[name](page)) if name else ""


def folders_of(targets: Iterable[str]) -> set[tuple[str, ...]]:
    """Give every folder that some target lies in or is."""
    parts = [(), *map(_parts, targets)]
    return {each[:depth] for each in parts for depth in range(len(each) + 1)}


def start_of(url: str, folders: set[tuple[str, ...]]) -> Start:
    """Give what a relative link to one of the targets depends on, of the page that it stands on."""
    parts = _parts(url)
    return len(parts), next(parts[:depth] for depth in range(len(parts), -1, -1) if parts[:depth] in folders)


def _parts(url: str) -> tuple[str, ...]:
    return tuple(filter(None, normpath(f"/{url}").split("/")))
