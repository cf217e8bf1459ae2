"""The navigation is drawn once for pages that see it alike, and is the same as if it were drawn for each."""

from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import DictLoader, Environment
from mkdocs.utils import get_relative_url

from handlingsplan.site.navigation_once import PARTIAL, draw_navigation_once, folders_of, start_of

_FOLDERS = st.lists(st.sampled_from(["a", "b", "c"]), max_size=4)
_PAGES = _FOLDERS.map(lambda parts: "".join(f"{part}/" for part in parts))
_TARGETS = st.one_of(_PAGES, _PAGES.map(lambda page: f"{page}logo.svg"))


@given(st.lists(_TARGETS, min_size=1, max_size=5), st.lists(_PAGES, min_size=2, max_size=6))
def test_from_the_same_start_every_link_is_the_same(targets: list[str], pages: list[str]) -> None:
    seen: dict[Any, list[str]] = {}
    for page in pages:
        links = [get_relative_url(target, page) for target in targets]
        assert seen.setdefault(start_of(page, folders_of(targets)), links) == links


def test_pages_that_share_other_folders_with_the_targets_start_elsewhere() -> None:
    folders = folders_of(["planer/", "storvik/2026/"])
    assert start_of("storvik/2026/hemtjanst/", folders) == (3, ("storvik", "2026"))
    assert start_of("storvik/2026/soltunet/", folders) == start_of("storvik/2026/hemtjanst/", folders)
    assert start_of("storvik/2025/hemtjanst/", folders) != start_of("storvik/2026/hemtjanst/", folders)


class _Theme:
    """A theme whose navigation marks the page that it is on, and counts how often it is drawn."""

    def __init__(self) -> None:
        self.drawn = 0
        included = "{% include '" + PARTIAL + "' %}"
        partial = "{{ count() }}{% for item in nav.items %}<a{% if item == page %} class=on{% endif %} href="
        partial += "{{ item.url | rel(page) }}>{{ item.title }}</a>{% endfor %}"
        self.env = Environment(loader=DictLoader({"main": included, PARTIAL: partial}), auto_reload=False)  # noqa: S701
        self.env.filters["rel"] = lambda url, page: get_relative_url(url, page.url if page else ".")
        self.env.globals["count"] = self._count
        items = [SimpleNamespace(url=url, title=url, children=None) for url in ("planer/", "storvik/2026/")]
        self.nav = SimpleNamespace(items=items, pages=items, homepage=None)

    def _count(self) -> str:
        self.drawn += 1
        return ""

    def shown(self, page: Any) -> str:
        return self.env.get_template("main").render(nav=self.nav, page=page)


@pytest.fixture
def themes() -> tuple[_Theme, _Theme]:
    """One as it is, and one that draws once."""
    stock, once = _Theme(), _Theme()
    draw_navigation_once(once.env, once.nav, {}, "assets/logo.svg")
    return stock, once


def test_every_page_has_the_navigation_that_is_drawn_for_it(themes: tuple[_Theme, _Theme]) -> None:
    stock, once = themes
    outside = [f"storvik/{year}/{unit}/" for year in (2025, 2026) for unit in ("hemtjanst", "soltunet")]
    pages = [*(SimpleNamespace(url=url) for url in (*outside, *outside, "fil.html")), None]
    for page in pages:
        assert once.shown(page) == stock.shown(page)
    for number in range(2):
        assert once.shown(once.nav.items[number]) == stock.shown(stock.nav.items[number])
        assert "class=on" in once.shown(once.nav.items[number])
    assert stock.drawn == len(pages) + 2
    assert once.drawn == 2 + 2 + 4  # once for each year; a file's page and none; each in the navigation twice
