"""Plans and reports printed to PDF by a browser, read by pypdf."""

from __future__ import annotations

import re
from io import BytesIO

import pytest
from playwright.sync_api import Browser
from pypdf import PdfReader

from handlingsplan.site.paper import css_string

#: What stands on every page of a document: who, what, which case and when.
DOCUMENTS = {
    "huddinge/2023/rapporter/atgardsplan-2023-03-31/": (
        "Huddinge kommun · Vård- och omsorgsnämnden",
        "Åtgärdsplan per 31 mars för vård- och omsorgsnämnden",
        "Diarienummer saknas · Läget per 2023-03-31",
    ),
    "alingsas/2023/rapporter/personlig-assistans/": (
        "Alingsås kommun · Vård- och omsorgsnämnden",
        "Handlingsplan personlig assistans",
        "Diarienummer saknas · Datum saknas",
    ),
    "alingsas/2025/81516/": (
        "Alingsås kommun · Vård- och omsorgsnämnden",
        "Handlingsplan ansvar 81516",
        "Diarienummer 2025.019 VON · Utkast",
    ),
}


def printed(browser: Browser, address: str) -> PdfReader:
    page = browser.new_page()
    try:
        page.goto(address, wait_until="load")
        return PdfReader(BytesIO(page.pdf(prefer_css_page_size=True)))
    finally:
        page.close()


def words(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize("address", DOCUMENTS)
def test_every_page_says_whose_it_is_which_case_when_and_its_number(
    browser: Browser, site_address: str, address: str
) -> None:
    pages = [words(page.extract_text()) for page in printed(browser, f"{site_address}/{address}").pages]
    assert len(pages) > 3
    for number, text in enumerate(pages, start=1):
        for marked in (*DOCUMENTS[address], f"Sida {number} av {len(pages)}"):
            assert marked in text, (number, marked)


@pytest.mark.parametrize("address", DOCUMENTS)
def test_no_page_ends_in_a_heading_and_nothing_is_cut_off(browser: Browser, site_address: str, address: str) -> None:
    """A heading or caption keeps company with what follows, and every page is A4 with all its text inside."""
    reader = printed(browser, f"{site_address}/{address}")
    titles = headings(browser, f"{site_address}/{address}")
    for page in reader.pages:
        assert [round(float(each)) for each in page.mediabox] == [0, 0, 595, 842]
        assert last_line(page.extract_text()) not in titles
        assert all(40 < x < 550 for x in starts(page))


def headings(browser: Browser, address: str) -> set[str]:
    page = browser.new_page()
    page.goto(address)
    found = page.locator("article :is(h1, h2, h3, h4, caption)").all_inner_texts()
    page.close()
    return {words(each.replace("¶", "")) for each in found}


def last_line(text: str) -> str:
    """Give the last line of a page's own text, above its margin."""
    lines = [words(line) for line in text.splitlines() if line.strip()]
    own = [each for each in lines if not re.match(r"Diarienummer |Sida \d+ av \d+$", each)]
    return own[-1]


def starts(page: object) -> list[float]:
    """Give where the texts of a page begin, across."""
    found: list[float] = []

    def visit(text: str, matrix: list[float], place: list[float], *_: object) -> None:
        if text.strip():
            found.append(matrix[0] * place[4] + matrix[4])

    page.extract_text(visitor_text=visit)  # type: ignore[attr-defined]
    return found


def test_a_hostile_title_is_only_text_on_paper(browser: Browser) -> None:
    hostile = 'A"; } body { display: none } \\'
    page = browser.new_page()
    sheet = f"@page {{ @top-left {{ content: {css_string(hostile)}; width: 100%; }} }}"
    page.set_content(f"<style>{sheet}</style><p>Brödtexten syns.</p>")
    text = words(PdfReader(BytesIO(page.pdf(prefer_css_page_size=True))).pages[0].extract_text())
    page.close()
    assert hostile in text
    assert "Brödtexten syns." in text
