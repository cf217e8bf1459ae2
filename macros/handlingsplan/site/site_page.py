"""What a generated page is, and the site that they make."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import overload

from markupsafe import Markup

from handlingsplan.site.context import TextContext
from handlingsplan.site.environment import TextEnvironment
from handlingsplan.site.fragments import Fragments
from handlingsplan.site.paper import PAPER_FILE
from handlingsplan.site.rendering import render
from handlingsplan.site.warm.keeper import Keeper
from handlingsplan.site.warm.unread import forget_when_much
from handlingsplan.text.places import Problem


@dataclass(frozen=True, slots=True)
class SitePage:
    """One generated page. `markdown` has its macros filled in and holds fragment tokens.

    `paper` is a style sheet of the page's own for printing; a page without one is printed as the theme does.
    `changed` and `responsible` stand last on the page, where they are known.
    """

    uri: str
    title: str
    markdown: str
    description: str = ""
    facts_path: str = ""
    text_path: str = ""
    trusted: bool = False
    wide: bool = False
    paper: str = ""
    changed: str = ""
    responsible: str = ""

    @property
    def paper_uri(self) -> str:
        """The address of its style sheet for printing, beside the page."""
        return self.uri.removesuffix("index.md") + PAPER_FILE

    @property
    def is_list(self) -> bool:
        """Whether the page is mostly tables of the program's own, which need its width and no table of contents."""
        return self.trusted or self.wide


@dataclass(frozen=True, slots=True)
class Layout:
    """A page that is not laid out yet: its address, and what lays it out."""

    uri: str
    lay_out: Callable[[], SitePage]


class SitePages(Sequence[SitePage]):
    """Pages that are laid out when they are asked for, each once: most of them by another process than this one."""

    def __init__(self, layouts: Iterator[Layout] | Sequence[Layout] = ()) -> None:
        self._layouts = {each.uri: each.lay_out for each in layouts}
        self._uris = list(self._layouts)
        self._pages: dict[str, SitePage] = {}

    @property
    def uris(self) -> Sequence[str]:
        """The addresses of all pages, in order."""
        return self._uris

    def page(self, uri: str) -> SitePage | None:
        """Give the page at an address; None when it is no generated page."""
        if uri not in self._layouts:
            return None
        if uri not in self._pages:
            self._pages[uri] = self._layouts[uri]()
        return self._pages[uri]

    def let_go(self) -> None:
        """Forget the pages that have been laid out."""
        self._pages.clear()

    def __len__(self) -> int:
        return len(self._uris)

    @overload
    def __getitem__(self, index: int) -> SitePage: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[SitePage]: ...
    def __getitem__(self, index: int | slice) -> SitePage | Sequence[SitePage]:
        if isinstance(index, slice):
            return [self[each] for each in range(len(self))[index]]
        page = self.page(self._uris[index])
        assert page is not None  # noqa: S101  (its address is one of them)
        return page


@dataclass(frozen=True, slots=True, eq=False)
class Download:
    """A file of the program's own to fetch from the site: its address, and what makes it."""

    uri: str
    make: Callable[[], bytes]

    @property
    def content(self) -> bytes:
        """What is in it, made anew."""
        return self.make()

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Download) and (self.uri, self.content) == (other.uri, other.content)

    def __hash__(self) -> int:
        return hash(self.uri)


@dataclass(frozen=True, slots=True)
class Site:
    """All generated pages with what the hand-written ones need.

    `whole` has everything, whoever the site is for: with it the hand-written pages are looked through for faults.
    """

    pages: SitePages
    fragments: Fragments
    environment: TextEnvironment
    problems: tuple[Problem, ...]
    sections: tuple[tuple[str, str], ...]
    downloads: tuple[Download, ...] = ()
    no_history: str = ""
    whole: TextEnvironment | None = None
    keeper: Keeper = field(default_factory=Keeper)

    def let_go(self) -> None:
        """Forget the pages that have been laid out, with their HTML; the next page begins as if it were the first."""
        self.pages.let_go()
        self.fragments.let_go()
        if isinstance(self.environment.context, TextContext):
            self.environment.context.library.let_go()
        forget_when_much()


def put(context: TextContext, html: Markup) -> str:
    """Put HTML aside; give the token that stands for it in the page's Markdown. Nothing gives nothing."""
    return context.library.fragments.put(html) if html else ""


def trail(context: TextContext, *steps: tuple[str, str]) -> str:
    """Give the breadcrumb of (address, title); the last step is the page itself."""
    linked = [("", "Start"), *steps]
    last = len(linked) - 1
    shown = [
        (context.link(address) if number < last else "", title) for number, (address, title) in enumerate(linked)
    ]
    return put(context, render("brodsmulor.html", steps=shown))


def joined(*parts: str) -> str:
    """Give a page's parts one after the other, empty ones left out."""
    return "\n\n".join(part for part in parts if part)
