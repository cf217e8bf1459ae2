"""Pages that have been built, as they are kept: their HTML, and what the rest of a build needs to know of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from handlingsplan.model.asked import Name, tell
from handlingsplan.site.told import Told
from handlingsplan.site.warm.keeper import Keeper
from handlingsplan.site.warm.kept_entries import KeptEntries, Spooled
from handlingsplan.site.warm.site_meanings import SITE
from handlingsplan.site.warm.store import name_of

#: The navigation and what else every page shows; it is known when all pages in the navigation have been read.
NAVIGATION: Name = ("navigation", "")


@dataclass(frozen=True, slots=True)
class KeptPage:
    """A page that has been written. `html` is the object that it was written as."""

    title: str | None
    meta: Any
    anchors: set[str] | None
    links: dict[str, dict[str, str]]
    told: list[Told] = field(default_factory=list)
    html: str = ""


class KeptPages:
    """The pages of one build, by the addresses of their sources; `entries` are what the search knows of them."""

    def __init__(self, keeper: Keeper) -> None:
        self._keeper = keeper
        self.entries = KeptEntries(keeper)

    def begin(self, find_file: Callable[[str], Any]) -> None:
        """Say what the files of the site are."""

        def source(uri: str) -> str:
            file = find_file(uri)
            return name_of(file.content_bytes) if file else ""

        def file(uri: str) -> object:
            found = find_file(uri)
            return found and (found.url, str(found.inclusion), found.is_documentation_page())

        self._keeper.digests.define({"source": source, "file": file})

    def know_navigation(self, shown: object) -> None:
        """Say what the navigation shows."""
        self._keeper.digests.define({NAVIGATION[0]: lambda _: shown})

    def is_likely(self, uri: str) -> bool:
        """Whether a page is the same if the navigation is."""
        return self.entries.has(uri) and self._keeper.peek(_name(uri), but=NAVIGATION[0]) is not None

    def title(self, uri: str) -> tuple[str | None, Any] | None:
        """Give the title of a page that is likely the same, and what else its head says."""
        made = self._keeper.peek(_name(uri), but=NAVIGATION[0])
        return (made.value.title, made.value.meta) if made else None

    def holds(self, uri: str) -> bool:
        """Whether a page is the same."""
        return self._keeper.find(_name(uri)) is not None

    def place(self, uri: str, file: Path) -> bool:
        """Use a page that is the same again, as a file of the site; False when its object is gone."""
        made = self._keeper.find(_name(uri))
        return made is not None and self._keeper.put(made.value.html, file)

    def tell_source(self, uri: str) -> None:
        """Tell what every page is made of."""
        for name in (SITE, NAVIGATION, ("source", uri)):
            tell(name)

    def take_in(self, file: Path) -> str:
        """Keep the file of a page that has been written."""
        return self._keeper.take_in(file)

    def keep(self, uri: str, asked: Iterable[Name], page: KeptPage, entries: Spooled) -> None:
        """Keep a page that has been made, with what the search is to know of it."""
        self.entries.add(uri, entries)
        self._keeper.keep(_name(uri), asked, page, [page.html] if page.html else [])

    def page(self, uri: str) -> KeptPage:
        """Give a page, made or used again."""
        made = self._keeper.find(_name(uri))
        assert made is not None  # noqa: S101  (every page has been made or used again)
        page: KeptPage = made.value
        return page


def _name(uri: str) -> Name:
    return "page", uri
