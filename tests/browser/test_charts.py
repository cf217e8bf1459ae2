"""The charts in a browser: nothing covers anything, nothing is lost at an edge; phone, wide screen, paper."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

PAGES = {"huddinge/2023/": 1, "huddinge/2023/hemtjanst/": 3, "alingsas/2024/81511/": 2}
#: Texts that cover each other or reach past their drawing, and the smallest size of type.
LOOK = """() => [...document.querySelectorAll(".hp-diagram__bild")].map(image => {
    const frame = image.getBoundingClientRect();
    const texts = [...image.querySelectorAll("text")].map(each => [each, each.getBoundingClientRect()]);
    const outside = texts.filter(([, box]) => box.left < frame.left - 1 || box.right > frame.right + 1
        || box.top < frame.top - 4 || box.bottom > frame.bottom + 1);
    const covered = texts.flatMap(([one, a], number) => texts.slice(number + 1)
        .filter(([, b]) => a.left < b.right - 1 && b.left < a.right - 1)
        .filter(([, b]) => a.top < b.bottom - 4 && b.top < a.bottom - 4)
        .map(([other]) => `${one.textContent} / ${other.textContent}`));
    const sizes = texts.map(([each]) => parseFloat(getComputedStyle(each).fontSize));
    return {
        outside: outside.map(([each]) => each.textContent),
        covered,
        size: Math.min(...sizes),
        wide: frame.width > 200,
        named: !!image.querySelector("title").textContent,
    };
})"""
#: Bars whose colour cannot be told from the page's.
UNSEEN = """() => [...document.querySelectorAll(".hp-diagram__bild rect[class]")]
    .filter(each => !each.closest("pattern") && each.getBoundingClientRect().width > 0)
    .map(each => [each.getAttribute("class"), getComputedStyle(each)])
    .filter(([, style]) => style.fill === "rgb(0, 0, 0)" || (style.fill === "none" && style.stroke === "none"))
    .map(([kind]) => kind)"""


@pytest.mark.parametrize("width", [320, 360, 700, 1280])
@pytest.mark.parametrize("page", PAGES)
def test_texts_stand_by_themselves(browser: Browser, site_address: str, page: str, width: int) -> None:
    context = browser.new_context(viewport={"width": width, "height": 800}, base_url=site_address)
    opened = context.new_page()
    opened.goto(page)
    assert opened.locator(".hp-diagram").count() == PAGES[page]
    for found in opened.evaluate(LOOK):
        assert found == {"outside": [], "covered": [], "size": found["size"], "wide": True, "named": True}
        assert found["size"] >= 12
    assert opened.evaluate("document.documentElement.scrollWidth") <= width
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("page", PAGES)
def test_shapes_have_the_colours_of_the_theme(browser: Browser, site_address: str, page: str, scheme: str) -> None:
    context = browser.new_context(color_scheme="dark" if scheme == "dark" else "light", base_url=site_address)
    opened = context.new_page()
    opened.goto(page)
    assert opened.evaluate(UNSEEN) == []
    context.close()


def test_on_paper_the_drawings_stay_and_the_folded_numbers_do_not_take_room(
    browser: Browser, site_address: str
) -> None:
    context = browser.new_context(viewport={"width": 680, "height": 1000}, base_url=site_address)
    opened = context.new_page()
    opened.goto("huddinge/2023/hemtjanst/")
    opened.emulate_media(media="print")
    assert opened.locator(".hp-diagram__bild:visible").count() == opened.locator(".hp-diagram__bild").count()
    assert opened.locator(".hp-siffror:visible").count() == 0
    context.close()


def test_the_numbers_unfold_with_the_keyboard(browser: Browser, site_address: str) -> None:
    context = browser.new_context(base_url=site_address)
    opened = context.new_page()
    opened.goto("huddinge/2023/hemtjanst/")
    figure = opened.locator(".hp-diagram").first
    assert not figure.locator("table").is_visible()
    figure.locator("summary").focus()
    opened.keyboard.press("Enter")
    assert figure.locator("table").is_visible()
    context.close()
