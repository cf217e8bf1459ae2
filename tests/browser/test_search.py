"""The search in a browser: compounds, endings, accents and numbers, and plans before the rest."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from page_types import Watched
from playwright.sync_api import Browser, Page

RESULTS = "a.md-search-result__link"


@pytest.fixture(scope="module")
def watched(browser: Browser, site_address: str) -> Iterator[Watched]:
    context = browser.new_context(viewport={"width": 1280, "height": 900}, base_url=site_address)
    watched = Watched(context.new_page())
    watched.page.goto("/", wait_until="networkidle")
    yield watched
    context.close()
    assert watched.faults == []


def typed(page: Page, words: str) -> None:
    """Write in the field; the search listens for keys."""
    field = page.locator("[data-md-component=search-query]")
    field.fill(words)
    field.press("Shift")


def asked(page: Page, words: str) -> list[str]:
    """Ask the search; give the results' addresses without the words to mark, in order."""
    meta = page.locator(".md-search-result__meta").element_handle()
    typed(page, "")
    page.wait_for_function("each => each.textContent.includes('Skriv sökord')", arg=meta)
    typed(page, words)
    page.wait_for_function("each => each.textContent.includes('sökresultat')", arg=meta)
    addresses = page.locator(RESULTS).evaluate_all("all => all.map(each => new URL(each.href).pathname)")
    return [str(address) for address in addresses]


def marked(page: Page) -> set[str]:
    """Give the words that the results mark."""
    return {text.casefold() for text in page.locator(".md-search-result mark").all_inner_texts()}


@pytest.mark.parametrize(
    ("words", "word"),
    [
        ("frånvaro", "sjukfrånvaro"),
        ("frånvaron", "sjukfrånvaro"),
        ("FRANVARO", "sjukfrånvaro"),
        ("overtid", "övertid"),
        ("övertiden", "övertid"),
        ("vikarier", "timvikarie"),
        ("assistenter", "assisten"),
    ],
)
def test_a_word_is_found_in_compounds_with_other_endings_and_without_accents(
    watched: Watched, words: str, word: str
) -> None:
    assert asked(watched.page, words)
    assert any(word in text for text in marked(watched.page)), marked(watched.page)


@pytest.mark.parametrize(
    ("words", "address"),
    [
        ("81511", "/alingsas/2024/81511/"),
        ("2025.019 VON", "/alingsas/2025/81516/"),
        ("2025.019", "/alingsas/2025/81516/"),
        ("fler timvikarier", "/alingsas/2025/81516/"),
    ],
)
def test_numbers_and_names_lead_to_their_plan_first(watched: Watched, words: str, address: str) -> None:
    assert asked(watched.page, words)[0] == address


def test_endings_do_not_change_what_is_found(watched: Watched) -> None:
    for words in (("frånvaro", "frånvaron"), ("övertid", "övertiden"), ("vikarie", "vikarier", "vikarierna")):
        found = [set(asked(watched.page, word)) for word in words]
        assert all(each == found[0] for each in found), words


@pytest.mark.parametrize("words", ["övertid", "sjukfrånvaro", "bemanning"])
def test_plans_and_reports_come_before_the_guide(watched: Watched, words: str) -> None:
    first = asked(watched.page, words)[:3]
    assert [address for address in first if address.startswith(("/guide/", "/ordlista/"))] == []


def test_only_what_is_missing_is_said_to_be_missing(watched: Watched) -> None:
    asked(watched.page, "franvaro xyzzy")
    missing = {text.strip() for text in watched.page.locator(".md-search-result__terms del").all_inner_texts()}
    assert missing == {"xyzzy"}
    asked(watched.page, "2025.019 VON")
    glossary = watched.page.locator(f"{RESULTS}[href*='ordlista/']")
    assert glossary.count() >= 1
    assert glossary.locator("del").count() == 0, "it has both words, though not in the passages that are shown"
    assert watched.page.locator(RESULTS).first.locator("del").count() == 0


@pytest.mark.parametrize("words", ["*", '"', "((", "^^ ~", "a:b", "+", "-", "𝔘", "<b>x</b>", "title:plan", "%00"])
def test_signs_break_nothing(watched: Watched, words: str) -> None:
    typed(watched.page, words)
    watched.page.wait_for_timeout(100)
    assert asked(watched.page, "övertid")
    assert watched.faults == []
