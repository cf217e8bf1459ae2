"""Ten tasks, each as its reader would do it from the home page: links and buttons only, and three of them at most.

`pytest -s` prints the tasks with their clicks, seconds and ways. What changed between the two versions of plan 81516
needs that history; the pages of history have it in tests/site/history.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

MOST_CLICKS = 3


@dataclass
class Reader:
    """Somebody at the home page, whose clicks are counted."""

    page: Page
    way: list[str] = field(default_factory=list)

    def click(self, name: str, *, among: str = "article", exact: bool = False) -> None:
        """Follow the link of a name."""
        before = self.page.url
        self.page.locator(among).get_by_role("link", name=name, exact=exact).click()
        self.page.wait_for_function("before => location.href !== before", arg=before)
        self.way.append(name)

    def sees(self, selector: str, *words: str) -> None:
        """Find words in what is shown."""
        text = " ".join(self.page.locator(selector).all_inner_texts()).replace("\u00a0", " ")
        for each in words:
            assert each in text, (each, self.way)


def units_without_an_amount(reader: Reader) -> None:
    reader.click("Läget i Huddinge kommun 2023")
    reader.sees(".hp-card--bred", "Hur mycket åtgärderna ger i kronor för Särskilt boende, Korttidsboende")


def effect_of_an_action(reader: Reader) -> None:
    reader.click("Åtgärder", exact=True)
    row = reader.page.locator("article tr", has_text="Fler timvikarier").first
    assert "100 000 kr" in row.inner_text().replace("\u00a0", " ")


def what_has_changed(reader: Reader) -> None:
    reader.click("Alingsås kommun 2025", exact=True)
    reader.click("Ansvar 81516", exact=True)
    reader.click("Revisionshistorik")
    reader.sees("h1", "Revisionshistorik")


def print_a_plan(reader: Reader) -> None:
    reader.click("2024", among="article .hp-hem", exact=True)
    reader.click("Ansvar 81511", exact=True)
    assert reader.page.locator("h1").inner_text().startswith("Handlingsplan ansvar 81511")
    assert len(reader.page.pdf(prefer_css_page_size=True)) > 10_000


def who_is_late(reader: Reader) -> None:
    reader.click("Viktiga datum")
    reader.sees("#forsenat + .hp-tablewrap", "Ansvar 81516")


def how_it_stands(reader: Reader) -> None:
    reader.click("Läget i Huddinge kommun 2023")
    reader.sees(".hp-svar", "Räcker åtgärderna? Nej", "21,2 miljoner kronor är kvar att hitta")


def rows_of_a_dataset(reader: Reader) -> None:
    reader.click("Data", exact=True)
    reader.click("Utfall januari och februari, ansvar 81511")
    with reader.page.expect_download() as fetched:
        reader.page.locator("article a[href$='.csv']").first.click()
    reader.way.append(fetched.value.suggested_filename)
    assert Path(fetched.value.path()).stat().st_size > 50


def decisions_of_a_case(reader: Reader) -> None:
    reader.click("2023", among="article .hp-hem", exact=True)
    reader.click("Läget för Vård- och omsorgsnämnden")
    reader.sees(".hp-kedja", "17 december 2021: uppdrag")


def next_deadline(reader: Reader) -> None:
    reader.click("Viktiga datum")
    assert reader.page.locator("#kommande").is_visible()


def how_to_follow_up(reader: Reader) -> None:
    reader.click("enhetschef")
    reader.click("skriver du en uppföljning")
    assert reader.page.url.endswith("uppfoljning-och-rapporter/#uppfoljning")


TASKS: dict[str, Callable[[Reader], None]] = {
    "Vilka enheter saknar åtgärder med belopp?": units_without_an_amount,
    "Vad ger «Fler timvikarier»?": effect_of_an_action,
    "Vad har ändrats i plan 81516?": what_has_changed,
    "Skriv ut plan 81511": print_a_plan,
    "Vem är sen?": who_is_late,
    "Hur är läget i Huddinge?": how_it_stands,
    "Hämta en tabell som fil": rows_of_a_dataset,
    "Vilka beslut finns i ärendet?": decisions_of_a_case,
    "Vad är nästa datum?": next_deadline,
    "Hur skriver jag en uppföljning?": how_to_follow_up,
}


@pytest.fixture
def reader(browser: Browser, site_address: str) -> Iterator[Reader]:
    context = browser.new_context(viewport={"width": 1280, "height": 800}, locale="sv-SE", accept_downloads=True)
    page = context.new_page()
    page.goto(site_address)
    yield Reader(page)
    context.close()


@pytest.mark.parametrize("task", TASKS)
def test_a_task_takes_three_clicks_at_most(reader: Reader, task: str) -> None:
    began = time.monotonic()
    TASKS[task](reader)
    print(f"| {task} | {len(reader.way)} | {time.monotonic() - began:.1f} s | {' → '.join(reader.way)} |")  # noqa: T201 - for pytest -s
    assert 1 <= len(reader.way) <= MOST_CLICKS
