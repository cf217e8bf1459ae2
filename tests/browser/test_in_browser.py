"""The built site in a browser: every kind of page, narrow and wide, light and dark."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from typing import Literal
from urllib.parse import urlsplit

import pytest
from page_types import PAGES, Watched
from playwright.sync_api import Browser, BrowserContext, Error, Page


@pytest.fixture(scope="module")
def context(browser: Browser, site_address: str) -> Iterator[BrowserContext]:
    context = browser.new_context(viewport={"width": 1280, "height": 800}, locale="sv-SE", base_url=site_address)
    yield context
    context.close()


@pytest.fixture
def wide(browser: Browser, site_address: str) -> Iterator[Watched]:
    context = browser.new_context(
        viewport={"width": 1280, "height": 800}, color_scheme="light", base_url=site_address
    )
    watched = Watched(context.new_page())
    yield watched
    context.close()
    assert watched.faults == []
    assert watched.hosts == {urlsplit(site_address).netloc}


NAMES = """() => ({
    lang: document.documentElement.lang,
    title: document.title,
    headings: [...document.querySelectorAll("h1")].map(each => each.textContent.replace("¶", "").replaceAll("\u00a0", " ").trim()),
})"""
SETTLED = """scheme => document.body.dataset.mdColorScheme === scheme
    && document.documentElement.scrollWidth <= window.innerWidth"""
LOOK = """() => {
    const all = selector => [...document.querySelectorAll(selector)];
    const shown = elements => elements.map(each => each.outerHTML.slice(0, 100));
    const tables = all("article table");
    return {
        overflow: Math.max(0, document.documentElement.scrollWidth - window.innerWidth),
        beyond: shown(all("article *").filter(each =>
            each.getBoundingClientRect().right > window.innerWidth + 1 && !each.closest(".hp-tablewrap, pre"))),
        tables: shown(tables.filter(each => {
            const named = each.caption || each.closest("[role=region][aria-label]");
            const headings = [...each.querySelectorAll("th")];
            return !named || !headings.length || headings.some(cell => !["col", "row"].includes(cell.scope));
        })),
        uncaptioned: tables.filter(each => !each.caption).length,
        numbers: shown(all("article .tal").filter(each => {
            const style = getComputedStyle(each);
            return !["right", "end"].includes(style.textAlign) || !style.fontVariantNumeric.includes("tabular-nums");
        })),
        scheme: document.body.dataset.mdColorScheme,
    };
}"""


@pytest.fixture(scope="module", params=PAGES, ids=lambda address: address or "start")
def opened(request: pytest.FixtureRequest, context: BrowserContext) -> Iterator[tuple[str, Watched]]:
    """A page of every kind, opened once."""
    watched = Watched(context.new_page())
    watched.page.goto(f"/{request.param}", wait_until="load")
    yield request.param, watched
    watched.page.close()


def test_a_page_opens_without_a_fault(opened: tuple[str, Watched], site_address: str) -> None:
    address, watched = opened
    missing = address == "finns-inte/"
    assert [fault for fault in watched.faults if not (missing and "404" in fault)] == []
    assert watched.hosts == {urlsplit(site_address).netloc}


def test_a_page_says_what_it_is(opened: tuple[str, Watched]) -> None:
    address, watched = opened
    heading = PAGES[address]
    assert watched.page.evaluate(NAMES) == {
        "lang": "sv",
        "title": f"{heading} – Handlingsplaner" if address else "Handlingsplaner",
        "headings": [heading],
    }


def settle(page: Page, scheme: str) -> None:
    """Wait until a changed window is drawn; what does not come right within seconds is told by the test itself."""
    with suppress(Error):
        page.wait_for_function(SETTLED, arg=scheme, timeout=5_000)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 768, 1280])
def test_a_page_fits_its_window(opened: tuple[str, Watched], width: int, scheme: Literal["light", "dark"]) -> None:
    address, watched = opened
    watched.page.emulate_media(color_scheme=scheme)
    watched.page.set_viewport_size({"width": width, "height": 800})
    settle(watched.page, "slate" if scheme == "dark" else "default")
    seen = watched.page.evaluate(LOOK)
    uncaptioned = seen.pop("uncaptioned")
    assert seen == {
        "overflow": 0,
        "beyond": [],
        "tables": [],
        "numbers": [],
        "scheme": "slate" if scheme == "dark" else "default",
    }
    assert uncaptioned == 0 or address.startswith("guide/"), "only tables written in Markdown have no caption"


@pytest.mark.parametrize(("scheme", "name"), [("light", "default"), ("dark", "slate")])
def test_a_narrow_page_opens_in_the_systems_scheme(
    browser: Browser, site_address: str, scheme: Literal["light", "dark"], name: str
) -> None:
    context = browser.new_context(viewport={"width": 360, "height": 800}, color_scheme=scheme)
    watched = Watched(context.new_page())
    watched.page.goto(f"{site_address}/alingsas/2025/81516/")
    assert watched.page.locator("body").get_attribute("data-md-color-scheme") == name
    assert watched.page.evaluate(LOOK)["overflow"] == 0
    assert watched.faults == []
    context.close()


def test_the_theme_is_changed_and_remembered(wide: Watched) -> None:
    page = wide.page
    page.goto("/")
    schemes = []
    for _ in range(3):
        page.locator("[data-md-component=palette] label:not([hidden])").click()
        schemes.append(page.locator("body").get_attribute("data-md-color-scheme"))
    assert schemes == ["default", "slate", "default"]
    page.locator("[data-md-component=palette] label:not([hidden])").click()
    page.locator("[data-md-component=palette] label:not([hidden])").click()
    page.goto("/planer/")
    assert page.locator("body").get_attribute("data-md-color-scheme") == "slate"


@pytest.mark.parametrize(
    ("words", "address"), [("timvikarier", "alingsas/2025/81516/"), ("81511", "alingsas/2024/81511/")]
)
def test_the_search_finds(wide: Watched, words: str, address: str) -> None:
    page = wide.page
    page.goto("/")
    page.locator("[data-md-component=search-query]").click()
    page.keyboard.type(words)
    results = page.locator("a.md-search-result__link")
    results.first.wait_for()
    found = [each for each in results.all() if address in (each.get_attribute("href") or "")]
    assert found
    found[0].click()
    page.wait_for_url(f"**{address}**")


def test_links_of_the_actions_table_jump_to_their_sections(wide: Watched) -> None:
    page = wide.page
    page.goto("/alingsas/2025/81516/")
    links = page.locator("article table").filter(has_text="Namn på åtgärd").locator("th[scope=row] a")
    names = [name for name in links.all_inner_texts() if name]
    assert len(names) == 4
    for link in links.all():
        link.click()
        fragment = page.evaluate("decodeURIComponent(location.hash)")
        target = page.locator(fragment)
        assert target.evaluate("each => each.tagName") == "H2"
        page.wait_for_function(
            "each => Math.abs(each.getBoundingClientRect().top) < 200", arg=target.element_handle()
        )


def test_a_page_can_be_walked_by_keyboard(wide: Watched) -> None:
    """The first stop leads past the header, and wide tables can be scrolled."""
    page = wide.page
    page.goto("/huddinge/2023/rapporter/atgardsplan-2023-03-31/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.classList.contains('md-skip')")
    page.keyboard.press("Enter")
    assert page.evaluate("location.hash") != ""
    wraps = page.locator("article .hp-tablewrap")
    assert wraps.count() > 0
    assert all(each.get_attribute("tabindex") == "0" for each in wraps.all())


def test_a_page_is_read_without_scripts(browser: Browser, site_address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site_address}/alingsas/2025/81516/")
    assert page.locator("h1").inner_text().startswith("Handlingsplan ansvar 81516")
    assert page.locator("article table").first.is_visible()
    context.close()


def test_the_navigation_opens_on_a_narrow_screen(browser: Browser, site_address: str) -> None:
    context = browser.new_context(viewport={"width": 360, "height": 800})
    page = context.new_page()
    page.goto(f"{site_address}/")
    page.locator("label.md-header__button[for=__drawer]").click()
    page.locator(".md-sidebar--primary").get_by_text("Åtgärder", exact=True).first.click()
    page.wait_for_url("**/atgarder/")
    context.close()
