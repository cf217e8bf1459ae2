"""*Läget* in a browser: the answer is there without scrolling, and nothing goes outside the window."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page

PAGES = ["huddinge/2023/laget/von/", "alingsas/2025/laget/von/", "alingsas/2023/laget/von/"]
ENDS = "each => each.getBoundingClientRect().bottom + window.scrollY"
BEYOND = """() => [...document.querySelectorAll("article *")].filter(each =>
    each.getBoundingClientRect().right > window.innerWidth + 1 && !each.closest(".hp-tablewrap, svg"))
    .map(each => each.outerHTML.slice(0, 100))"""


def opened(browser: Browser, address: str, width: int, height: int = 800) -> Page:
    page = browser.new_page(viewport={"width": width, "height": height})
    page.goto(address, wait_until="load")
    return page


@pytest.mark.parametrize("width", [1280, 360])
@pytest.mark.parametrize("address", PAGES)
def test_nothing_goes_outside_the_window(browser: Browser, site_address: str, address: str, width: int) -> None:
    page = opened(browser, f"{site_address}/{address}", width)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.evaluate(BEYOND) == []
    page.close()


@pytest.mark.parametrize("address", PAGES)
def test_the_answer_is_read_without_scrolling(browser: Browser, site_address: str, address: str) -> None:
    page = opened(browser, f"{site_address}/{address}", 1280)
    for part in (".hp-svar", ".hp-nyckel"):
        for found in page.locator(f"article {part}").all():
            assert found.evaluate(ENDS) <= 800, part
    page.close()


def test_one_screen_says_what_is_missing_done_enough_and_late(browser: Browser, site_address: str) -> None:
    """Huddinge 2023, at 1280 by 800: the answer, the figures, what is late and which risks came true."""
    page = opened(browser, f"{site_address}/huddinge/2023/laget/von/", 1280)
    cards = page.locator("article .hp-laget > li").all()
    assert [each.locator(":scope > :first-child").inner_text() for each in cards] == [
        "Ändrat sedan förra uppföljningen",
        "Försenat",
        "Risker som har inträffat",
        "Det här vet vi inte",
    ]
    assert all(each.evaluate(ENDS) <= 800 for each in cards[:3])
    page.close()


@pytest.mark.parametrize("address", PAGES)
def test_what_is_not_known_begins_on_the_first_screen(browser: Browser, site_address: str, address: str) -> None:
    page = opened(browser, f"{site_address}/{address}", 1280)
    first = page.locator("article .hp-laget > .hp-card--bred li").first
    assert first.evaluate(ENDS) <= 800
    page.close()


def test_the_answer_comes_first_on_a_phone(browser: Browser, site_address: str) -> None:
    page = opened(browser, f"{site_address}/huddinge/2023/laget/von/", 360)
    assert page.locator("article .hp-svar").evaluate(ENDS) <= 800
    page.close()
