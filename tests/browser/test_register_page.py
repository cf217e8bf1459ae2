"""The register in a browser: choosing, sorting, counting, the address, the file, by keyboard and without scripts."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

import pytest
from page_types import Watched
from playwright.sync_api import Browser, Page

ALL = "27 åtgärder, cirka 5 220 tkr i år. 13 utan belopp i kronor."


def opened(page: Page, address: str) -> None:
    """Open a page and wait until its search is ready too: a request that a new page breaks off counts as failed."""
    page.goto(address, wait_until="networkidle")


@pytest.fixture
def register(browser: Browser, site_address: str) -> Iterator[Page]:
    """The register, watched: nothing may go wrong whatever is chosen."""
    context = browser.new_context(
        viewport={"width": 1280, "height": 900}, locale="sv-SE", base_url=site_address, accept_downloads=True
    )
    watched = Watched(context.new_page())
    opened(watched.page, "/atgarder/")
    watched.page.locator(".hp-filter:visible").wait_for()
    yield watched.page
    context.close()
    assert watched.faults == []


def told(page: Page) -> str:
    return page.locator(".hp-register [role=status]").inner_text().replace("\u00a0", " ")


def column(page: Page, number: int) -> list[str]:
    cells = page.locator(f".hp-register tbody tr:visible > :nth-child({number})")
    return [text.replace("\u00a0", " ") for text in cells.all_inner_texts()]


def test_the_page_says_the_same_before_and_after_its_script(register: Page, browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(register.url)
    assert told(page) == told(register) == ALL
    assert page.locator(".hp-filter").is_hidden()
    assert page.locator("tbody tr:visible").count() == 27
    assert page.locator("tfoot").is_visible()
    context.close()


@pytest.mark.parametrize(
    ("label", "choice", "said"),
    [
        ("Kommun", "Alingsås kommun", "8 av 27 åtgärder, cirka 450 tkr i år. 6 utan belopp i kronor."),
        ("Effekt i år", "Minst 500 tkr", "3 av 27 åtgärder"),
        ("Effekt i år", "Utan belopp", "11 av 27 åtgärder. 11 utan belopp i kronor."),
        ("År", "2023", "19 av 27 åtgärder"),
    ],
)
def test_a_choice_counts_what_it_shows(register: Page, label: str, choice: str, said: str) -> None:
    register.get_by_label(label, exact=True).select_option(label=choice)
    assert told(register).startswith(said)
    assert register.locator("tbody tr:visible").count() == int(said.split(maxsplit=1)[0])
    assert register.locator("tfoot").is_hidden(), "the total of all is not the total of some"


def test_words_are_found_whatever_their_accents_and_place(register: Page) -> None:
    register.get_by_label("Ord i åtgärden").fill("TIMVIKARIER overtid")
    assert column(register, 1) == ["Fler timvikarier och minska övertiden"]
    register.get_by_label("Ord i åtgärden").fill("finns inte")
    assert told(register) == "0 av 27 åtgärder. Ingen åtgärd stämmer med urvalet."


def test_days_are_a_span(register: Page) -> None:
    register.get_by_label("Startar tidigast").fill("2024-02-01")
    register.get_by_label("Startar senast").fill("2024-12-31")
    days = column(register, 5)
    assert days
    assert all("2024-02-01" <= day <= "2024-12-31" for day in days)


def test_a_heading_sorts_by_amount_and_not_by_letters(register: Page) -> None:
    heading = register.locator("thead th").filter(has_text="Effekt i år")
    heading.get_by_role("button").click()
    assert heading.get_attribute("aria-sort") == "descending"
    amounts = register.locator("tbody tr[data-effekt]")
    values = [int(value) for value in amounts.evaluate_all("all => all.map(each => each.dataset.effekt)")]
    assert values == sorted(values, reverse=True)
    assert "data-effekt" not in register.locator("tbody tr").last.evaluate("each => each.outerHTML.split('>')[0]")
    heading.get_by_role("button").click()
    assert heading.get_attribute("aria-sort") == "ascending"
    assert register.locator("tbody tr").first.get_attribute("data-effekt") == str(min(values))


def test_every_column_sorts_with_swedish_letters_last(register: Page) -> None:
    for heading in register.locator("thead th button").all():
        heading.click()
        assert register.locator("thead th[aria-sort]").count() == 1
    register.locator("thead th button").first.click()
    names = column(register, 1)
    assert names[0] < "B"
    assert register.locator("tbody tr:visible").count() == 27


def test_the_address_keeps_what_is_chosen(register: Page) -> None:
    register.get_by_label("Kommun").select_option(label="Huddinge kommun")
    register.get_by_label("Ord i åtgärden").fill("lokal")
    register.locator("thead th button").filter(has_text="Helårseffekt").click()
    chosen = (told(register), column(register, 1))
    assert "kommun=huddinge-kommun" in register.url
    register.reload(wait_until="networkidle")
    assert (told(register), column(register, 1)) == chosen
    register.get_by_role("button", name="Rensa urvalet").click()
    assert told(register) == ALL
    assert "kommun" not in register.url


def test_an_address_from_elsewhere_does_no_harm(register: Page) -> None:
    opened(register, "/atgarder/?kommun=%3Cb%3E&ar=1900&sortera=constructor&ordning=x&okand=1&sok=%28%5B")
    assert told(register).startswith("0 av 27")
    opened(register, "/atgarder/?kommun=finns-inte&status=")
    assert told(register) == ALL, "a value that no filter has chooses nothing"


def test_the_file_holds_what_is_shown_in_its_order(register: Page, tmp_path: Path) -> None:
    register.get_by_label("Enhet").select_option(label="Ansvar 81516")
    register.locator("thead th button").first.click()
    with register.expect_download() as waiting:
        register.get_by_role("link", name="Hämta som CSV-fil").click()
    assert waiting.value.suggested_filename == "atgarder.csv"
    waiting.value.save_as(tmp_path / "atgarder.csv")
    content = (tmp_path / "atgarder.csv").read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(content.decode("utf-8-sig").splitlines(), delimiter=";"))
    assert [row["Åtgärd"] for row in rows] == column(register, 1)
    assert {row["Enhet"] for row in rows} == {"Ansvar 81516"}


def test_everything_is_reached_by_keyboard(register: Page) -> None:
    register.get_by_label("Ord i åtgärden").focus()
    register.keyboard.type("vikarie")
    register.keyboard.press("Enter")
    assert "sok=vikarie" in register.url
    register.keyboard.press("Tab")
    register.keyboard.press("ArrowDown")
    assert told(register).startswith(("0 av", "1 av", "2 av"))
    register.locator("thead th button").first.focus()
    register.keyboard.press("Enter")
    assert register.locator("thead th").first.get_attribute("aria-sort") == "ascending"
    register.keyboard.press("Space")
    assert register.locator("thead th").first.get_attribute("aria-sort") == "descending"


def test_on_a_phone_the_word_comes_first(register: Page) -> None:
    register.set_viewport_size({"width": 360, "height": 800})
    assert register.get_by_label("Nämnd").is_hidden()
    register.get_by_role("button", name="Fler val").click()
    assert register.get_by_label("Nämnd").is_visible()
    opened(register, "/atgarder/?ar=2024")
    assert register.get_by_label("År", exact=True).is_visible(), "what is chosen is not hidden"
