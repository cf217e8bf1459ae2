"""What a page may weigh, and that it is read without JavaScript."""

from __future__ import annotations

import gzip
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from playwright.sync_api import Browser, Response

#: kB as a network counts them
LARGEST_PAGE, WHOLE_PLAN = 150_000, 400_000
PLANS = ("alingsas/2025/81516/", "alingsas/2024/81511/", "huddinge/2023/hemtjanst/")


def compressed(path: Path) -> int:
    """Give what a web server sends of a file, text compressed as every one does."""
    data = path.read_bytes()
    return len(data) if path.suffix in (".png", ".woff2", ".gz") else len(gzip.compress(data, 6))


def test_no_page_is_too_large(built_site: Path) -> None:
    sizes = {path.relative_to(built_site).as_posix(): compressed(path) for path in built_site.rglob("*.html")}
    name = max(sizes, key=lambda each: sizes[each])
    print(f"largest page: {name}, {sizes[name] / 1000:.1f} kB compressed")  # noqa: T201 - for pytest -s
    assert sizes[name] <= LARGEST_PAGE


@pytest.mark.parametrize("address", PLANS)
def test_a_plan_is_light_to_open_for_the_first_time(
    browser: Browser, site_address: str, built_site: Path, address: str
) -> None:
    context = browser.new_context()
    page = context.new_page()
    answers: list[Response] = []
    page.on("response", lambda answer: answers.append(answer))  # noqa: PLW0108 - Playwright wants a function
    page.goto(f"{site_address}/{address}", wait_until="networkidle")
    context.close()
    paths = [unquote(urlsplit(each.url).path).lstrip("/") for each in answers if each.url.startswith(site_address)]
    files = {built_site / (path + "index.html" if path.endswith("/") or not path else path) for path in paths}
    total = sum(map(compressed, files))
    print(f"{address}: {len(files)} files, {total / 1000:.1f} kB")  # noqa: T201 - for pytest -s
    assert total <= WHOLE_PLAN


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("", ".hp-hem__fraga"),
        ("alingsas/2025/81516/", ".hp-omslag"),
        ("alingsas/2025/81516/", ".hp-table"),
        ("huddinge/2023/laget/von/", ".hp-svar"),
        ("huddinge/2023/laget/von/", ".hp-table"),
        ("atgarder/", ".hp-table tbody tr"),
    ],
)
def test_a_page_is_read_without_javascript(browser: Browser, site_address: str, address: str, shown: str) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 1280, "height": 800})
    page = context.new_page()
    page.goto(f"{site_address}/{address}", wait_until="domcontentloaded")
    first = page.locator(f"article {shown}").first
    box = first.bounding_box()
    assert first.is_visible()
    assert box
    assert box["height"] > 10
    context.close()
