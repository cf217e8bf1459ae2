"""The site under a strict policy, and opened as files. Every test of this folder is made under the policy."""

from __future__ import annotations

from pathlib import Path

import pytest
from page_types import PAGES, Watched
from playwright.sync_api import Browser
from serving import documented_headers

POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "font-src": "'self'",
    "connect-src": "'self'",
    "base-uri": "'none'",
    "form-action": "'none'",
    "frame-ancestors": "'none'",
}
REPORTS = """window.reports = [];
document.addEventListener("securitypolicyviolation", told => window.reports.push(`${told.violatedDirective} ${told.blockedURI}`));"""


def test_the_documented_policy_allows_nothing_inline_and_no_one_else() -> None:
    told = documented_headers()["Content-Security-Policy"]
    assert dict(part.strip().split(" ", 1) for part in told.split(";")) == POLICY


def test_no_page_breaks_the_policy(browser: Browser, site_address: str) -> None:
    context = browser.new_context(base_url=site_address)
    context.add_init_script(REPORTS)
    found = {}
    for address in PAGES:
        page = context.new_page()
        answer = page.goto(f"/{address}")
        assert answer
        assert answer.headers["content-security-policy"].startswith("default-src 'none'")
        found[address] = page.evaluate("window.reports")
        page.close()
    context.close()
    assert {address: reports for address, reports in found.items() if reports} == {}


def test_what_is_broken_is_reported(browser: Browser, site_address: str) -> None:
    """So that the test above finds something if there is something."""
    context = browser.new_context(base_url=site_address)
    context.add_init_script(REPORTS)
    page = context.new_page()
    page.goto("/")
    page.evaluate("document.body.insertAdjacentHTML('beforeend', '<p style=\"color: red\">x</p>')")
    page.wait_for_function("window.reports.length > 0")
    assert page.evaluate("window.reports") == ["style-src-attr inline"]
    context.close()


@pytest.fixture
def opened_as_files(browser: Browser, built_site: Path) -> Watched:
    context = browser.new_context()
    watched = Watched(context.new_page())
    watched.page.goto((built_site / "index.html").as_uri())
    return watched


def test_the_site_opens_as_files(opened_as_files: Watched) -> None:
    """Links lead to files and not to folders, pages look as they should, and the search says that it is away."""
    page = opened_as_files.page
    assert page.get_by_text("Sökningen fungerar bara på webbplatsen.").is_visible()
    page.locator("article a[href*='81516']").or_(page.locator("article a[href*='alingsas/2025']")).first.click()
    page.wait_for_url("**/index.html")
    page.keyboard.press("/")
    page.goto(page.url.partition("/alingsas/")[0] + "/alingsas/2025/81516/index.html")
    assert page.locator("h1").inner_text().startswith("Handlingsplan ansvar 81516")
    assert page.evaluate("getComputedStyle(document.querySelector('.hp-omslag')).borderTopWidth") == "4px"
    page.locator("[data-md-component=palette] label:not([hidden])").click()
    broken = (
        "() => [...document.querySelectorAll('a[href]')].map(each => each.href).filter(each => each.endsWith('/'))"
    )
    assert page.evaluate(broken) == []
    assert opened_as_files.faults == []
    assert opened_as_files.hosts == {""}
    page.context.close()


def test_a_file_that_is_missing_is_found(opened_as_files: Watched) -> None:
    """So that the test above finds something if there is something."""
    page = opened_as_files.page
    with page.expect_event("requestfailed"):
        page.evaluate("document.body.append(Object.assign(new Image(), {src: 'saknas.png'}))")
    assert [fault.rpartition("/")[2] for fault in opened_as_files.faults if fault.startswith("failed")] == [
        "saknas.png"
    ]
    page.context.close()


def test_a_request_broken_off_as_the_page_is_left_is_no_fault(opened_as_files: Watched) -> None:
    """What is on its way then, as the icon often is, says nothing of the site."""
    page = opened_as_files.page
    page.route("**/favicon.png", lambda _route: None)  # never answered
    page.goto(page.url)
    page.goto(page.url)
    assert opened_as_files.faults == []
    page.context.close()
