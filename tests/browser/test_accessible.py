"""What a machine can say of accessibility: axe on every kind of page, at every width, light and dark."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Literal

import axe_playwright_python
import pytest
from page_types import PAGES, search_with_keyboard
from playwright.sync_api import Browser, BrowserContext, Page

AXE = Path(axe_playwright_python.__file__).with_name("axe.min.js").read_text(encoding="utf-8")
EVERYTHING = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
#: Measuring every colour takes most of the time. Colours follow the scheme, all else the width.
COLOURS = ["color-contrast", "link-in-text-block"]
PLACES = ["target-size", "scrollable-region-focusable", "aria-hidden-focus", "region"]
ALL: dict[str, object] = {"runOnly": EVERYTHING}
LOOKS: dict[Literal["light", "dark"], list[tuple[int, dict[str, object]]]] = {
    "light": [
        (1280, ALL),
        (768, {"runOnly": PLACES}),
        (320, {**ALL, "rules": {"color-contrast": {"enabled": False}}}),
    ],
    "dark": [(1280, {"runOnly": COLOURS})],
}
RUN = """options => axe.run(document, {...options, resultTypes: ["violations"]}).then(result => result.violations.map(
    each => `${each.id}: ${each.nodes.map(node => node.html.slice(0, 150)).join("  ")}`))"""
Opening = Callable[[str], BrowserContext]


@pytest.fixture(scope="module")
def contexts(browser: Browser, site_address: str) -> Iterator[Opening]:
    """A context for each scheme, shared by all pages."""
    made: dict[str, BrowserContext] = {}

    def context(scheme: Literal["light", "dark"]) -> BrowserContext:
        if scheme not in made:
            made[scheme] = browser.new_context(color_scheme=scheme, base_url=site_address)
        return made[scheme]

    yield context
    for each in made.values():
        each.close()


def violations(page: Page, options: dict[str, object] = ALL) -> list[str]:
    page.evaluate(AXE)
    return list(page.evaluate(RUN, options))


@pytest.mark.parametrize("address", PAGES, ids=lambda address: address or "start")
def test_axe_finds_nothing(contexts: Opening, address: str) -> None:
    found = {}
    for scheme, looks in LOOKS.items():
        page = contexts(scheme).new_page()
        for number, (width, options) in enumerate(looks):
            page.set_viewport_size({"width": width, "height": 800})
            if not number:
                page.goto(f"/{address}")
            found[scheme, width] = violations(page, options)
        page.close()
    assert {look: faults for look, faults in found.items() if faults} == {}


@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 320)])
def test_axe_finds_nothing_in_the_open_search(contexts: Opening, scheme: str, width: int) -> None:
    page = contexts(scheme).new_page()
    page.set_viewport_size({"width": width, "height": 800})
    page.goto("/planer/")
    search_with_keyboard(page, "övertid")
    page.locator("a.md-search-result__link").first.wait_for()
    page.wait_for_timeout(300)  # the dialog slides in
    assert violations(page) == []
    page.close()


def test_axe_finds_nothing_where_figures_are_unfolded(contexts: Opening) -> None:
    page = contexts("light").new_page()
    page.goto("/alingsas/2024/81511/")
    page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
    assert violations(page) == []
    page.close()


# with the keyboard only

STOPS = """() => {
    const stop = document.activeElement;
    const each = stop.matches(".md-option") ? stop.nextElementSibling : stop;  // the radio button itself is not drawn
    const style = getComputedStyle(each);
    const box = each.getBoundingClientRect();
    return {
        what: each.outerHTML.slice(0, 100),
        scrolled: each.matches(".hp-tablewrap"),
        drawn: parseFloat(style.outlineWidth) > 0 && style.outlineStyle !== "none",
        inside: box.bottom > 0 && box.top < innerHeight && box.width > 0,
        body: stop === document.body,
    };
}"""


def walked(page: Page, most: int) -> Iterator[dict[str, object]]:
    """Give every stop of the Tab key, until the page begins anew."""
    for _ in range(most):
        page.keyboard.press("Tab")
        stop = page.evaluate(STOPS)
        if stop["body"]:
            return
        yield stop
    pytest.fail(f"more than {most} stops")


@pytest.mark.parametrize("address", ["", "alingsas/2025/81516/", "atgarder/"])
def test_every_stop_of_the_keyboard_is_seen(contexts: Opening, address: str) -> None:
    page = contexts("light").new_page()
    page.set_viewport_size({"width": 1280, "height": 800})
    page.goto(f"/{address}")
    stops = list(walked(page, 300))
    assert [stop["what"] for stop in stops if not stop["inside"]] == []
    assert [stop["what"] for stop in stops if not stop["drawn"]] == []
    assert sum(bool(stop["scrolled"]) for stop in stops) == page.locator("article .hp-tablewrap:visible").count()
    page.close()


# large text

LARGE = """() => {
    document.documentElement.style.fontSize =
        2 * parseFloat(getComputedStyle(document.documentElement).fontSize) + "px";
    const cut = [...document.querySelectorAll("article :is(p, li, h1, h2, h3, dd, dt, th, td, a, summary)")].filter(
        each => ["hidden", "clip"].includes(getComputedStyle(each).overflowX) && each.scrollWidth > each.clientWidth);
    return [document.documentElement.scrollWidth - innerWidth, cut.map(each => each.outerHTML.slice(0, 100))];
}"""


@pytest.mark.parametrize("address", PAGES, ids=lambda address: address or "start")
def test_text_of_double_size_is_read_without_scrolling_sideways(contexts: Opening, address: str) -> None:
    page = contexts("light").new_page()
    page.set_viewport_size({"width": 1280, "height": 800})
    page.goto(f"/{address}")
    sideways, cut = page.evaluate(LARGE)
    assert (max(0, sideways), cut) == (0, [])
    page.close()


# small screens

WIDER = """() => [...document.querySelectorAll(".hp-nyckel > *, .hp-nyckel > * > *")].filter(
    each => each.scrollWidth > each.clientWidth + 1 && each.clientWidth > 0).map(each => each.textContent)"""


def test_figures_stay_within_their_tiles(contexts: Opening) -> None:
    page = contexts("light").new_page()
    for address in PAGES:
        page.goto(f"/{address}")
        for width in (320, 360, 480, 481, 720):
            page.set_viewport_size({"width": width, "height": 800})
            assert (address, width, page.evaluate(WIDER)) == (address, width, [])
    page.close()
