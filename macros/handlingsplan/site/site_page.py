"""What a generated page is, and the site that they make."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from handlingsplan.site.context import TextContext
from handlingsplan.site.environment import TextEnvironment
from handlingsplan.site.fragments import Fragments
from handlingsplan.site.paper import PAPER_FILE
from handlingsplan.site.rendering import render
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
class Download:
    """A file of the program's own to fetch from the site."""

    uri: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Site:
    """All generated pages with what the hand-written ones need."""

    pages: tuple[SitePage, ...]
    fragments: Fragments
    environment: TextEnvironment
    problems: tuple[Problem, ...]
    sections: tuple[tuple[str, str], ...]
    downloads: tuple[Download, ...] = ()
    no_history: str = ""


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
