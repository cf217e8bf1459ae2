"""A frame is drawn once for pages that have the same, and every page is as if all of it were drawn for it."""

from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from mkdocs.commands.build import get_context
from mkdocs.config import load_config
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import get_navigation
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import get_toc
from mkdocs.utils import get_relative_url

from handlingsplan.site.page_frames import PAGE, draw_frames_once, folders_of, start_of

ROOT = Path(__file__).parents[2]
_FOLDERS = st.lists(st.sampled_from(["a", "b", "c"]), max_size=4)
_PAGES = _FOLDERS.map(lambda parts: "".join(f"{part}/" for part in parts))
_TARGETS = st.one_of(_PAGES, _PAGES.map(lambda page: f"{page}logo.svg"), _PAGES.map(lambda page: f"../{page}../b/"))


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


class _Site:
    """Some pages in the project's own theme, which counts how often its head is drawn."""

    def __init__(self, **extra: object) -> None:
        nav = [{"Start": "index.md"}, {"Storvik": ["storvik/index.md", {"2026": "storvik/2026/index.md"}]}]
        self.config = load_config(str(ROOT / "mkdocs.yml"), nav=nav, site_url="https://example.se/planer/")
        self.config.extra.update(
            {"publisher": SimpleNamespace(colour="#123456"), "feed": "storvik/2026/nytt.xml", **extra}
        )
        uris = ["index.md", "storvik/index.md", "storvik/2026/index.md", "404.md"]
        uris += [f"storvik/{year}/{unit}.md" for year in (2025, 2026) for unit in ("hemtjanst", "soltunet")]
        uris += ["grannby/2026/soltunet.md", "storvik/2026/skolan.md", "storvik/2026/soltunet/kallor.md", "om.md"]
        self.files = Files([File(uri, None, "site", use_directory_urls=True) for uri in uris])  # type: ignore[arg-type]
        self.nav = get_navigation(self.files, self.config)
        self.env = self.config.theme.get_env()
        self.pages = [file.page or Page(None, file, self.config) for file in self.files]
        for number, page in enumerate(self.pages):
            _fill_in(page, number)
        self.drawn = 0
        head = self.env.get_template("partials/header.html")
        head.root_render_func = self._counted(head.root_render_func)

    def _counted(self, draw: Callable[[Any], Any]) -> Callable[[Any], Any]:
        def drawn(context: Any) -> Any:
            self.drawn += 1
            yield from draw(context)

        return drawn

    def shown(self, page: Page) -> str:
        page.active = True
        context = get_context(self.nav, self.files, self.config, page)
        html = self.env.get_template(PAGE).render(context)
        page.active = False
        return str(html)


def _fill_in(page: Page, number: int) -> None:
    """Let pages differ in all that the theme shows of a page."""
    tokens = [{"level": 2, "id": f"del-{number}", "name": f"Del {number}", "children": []} for _ in range(number % 3)]
    page.toc = get_toc(tokens)
    page.content = f"<p>{number}</p>" if number % 2 else f"<h1>{number}</h1>"
    page.markdown = ""
    page.meta = {"title": f"Sida {number} &amp; <b>mer</b>", "changed": f"{number} maj", "responsible": ""}
    page.meta["paper"] = "utskrift.css" if number % 4 == 1 else ""
    page.meta["text_url"] = f"https://example.se/{number}"
    if number % 5:
        page.meta["description"] = f"Om {number}"
    if number % 5 == 1:
        page.meta["hide"] = ["toc"]


@pytest.mark.parametrize("extra", [{}, {"faults": ["Fel."], "feedback": "mailto:a@example.se", "statement": "om/"}])
def test_every_page_is_as_it_is_drawn_by_itself(extra: dict[str, object]) -> None:
    stock, once = _Site(**extra), _Site(**extra)
    draw_frames_once(once.env, once.nav)
    for ours, theirs in [*zip(once.pages, stock.pages, strict=True)] * 2:
        assert once.shown(ours) == stock.shown(theirs)


def test_a_frame_is_drawn_once_for_pages_of_a_kind() -> None:
    site = _Site()
    draw_frames_once(site.env, site.nav)
    _, _, _, _, *units = site.pages
    alike = [page for page in units if page.url.startswith("storvik/2026/") and page.url.count("/") == 3]
    for page in alike * 2:
        page.meta, page.toc = {"title": page.url, "changed": page.url}, get_toc([])
        assert f"<title>{page.url} – " in site.shown(page)
    assert (len(alike), site.drawn) == (3, 1)
    for page in [*site.nav.pages] * 2:
        site.shown(page)
    assert site.drawn == 1 + 2 * len(site.nav.pages)


def test_where_the_theme_shows_more_of_a_page_all_of_it_is_drawn_for_each() -> None:
    site, stock = _Site(), _Site()
    for each in (site, stock):
        each.config.theme["features"].append("navigation.path")  # it is made of the page's ancestors
    draw_frames_once(site.env, site.nav)
    for ours, theirs in zip(site.pages, stock.pages, strict=True):
        assert site.shown(ours) == stock.shown(theirs)


def test_the_page_for_addresses_that_lead_nowhere_has_no_frame() -> None:
    site = _Site()
    draw_frames_once(site.env, site.nav)
    context = get_context(site.nav, site.files, site.config, base_url="/planer/")
    assert "Sidan finns inte" in site.env.get_template("404.html").render(context)
    assert site.drawn == 1
