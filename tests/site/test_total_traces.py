"""Computed numbers of tables and tiles lead to notes: the formula with its numbers, and the lines they stand in."""

from __future__ import annotations

from pathlib import Path

import pytest
from archives import PLAN, changed, page, shown, site_of
from bs4 import BeautifulSoup, Tag

PAGES = (
    "storby/2025/hemtjanst/",
    "storby/2025/",
    "atgarder/",
    "storby/2025/rapporter/laget/",
    "storby/data/resultat/",
)


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, BeautifulSoup]:
    files = changed(PLAN, "    helårseffekt: 480 tkr\n", "    helårseffekt: 480 tkr\n    effekt i år: 240 tkr\n")
    tables = {
        "plans/storby/2025/rapporter/laget/rapport.md": "## Läget\n\n{{ enhetstabell() }}\n\n{{ räcker_det() }}\n"
    }
    site = site_of(Path(tmp_path_factory.mktemp("site")), files | tables)
    return {address: BeautifulSoup(page(site, address), "lxml") for address in PAGES}


def words(tag: Tag) -> str:
    return " ".join(shown(tag.get_text(" ")).split())


def note(soup: BeautifulSoup, link: Tag) -> str:
    """Give the note that a number leads to."""
    target = soup.select_one(str(link["href"]))
    assert target is not None, link
    return words(target)


@pytest.mark.parametrize("address", PAGES)
def test_every_number_that_is_a_link_has_a_note_that_says_how_it_is_computed(
    pages: dict[str, BeautifulSoup], address: str
) -> None:
    links = pages[address].select(".hp-table a.hp-tal, .hp-nyckel a.hp-tal")
    assert links
    for link in links:
        assert link["title"] == "Visa hur talet räknats"
        text = note(pages[address], link)
        assert " = " in text or "Åtgärdskrav" in text or "raden «" in text, text
        assert "rad " in text or ".yml:" in text or "Samma källor" in text, text


def test_the_total_of_a_plan_is_opened_with_its_numbers(pages: dict[str, BeautifulSoup]) -> None:
    soup = pages["storby/2025/hemtjanst/"]
    [total] = [each for each in soup.select("tfoot a.hp-tal") if words(each) == "540–640 tkr"]
    assert note(soup, total) == (
        "540–640 tkr = 240 tkr + 300–400 tkr "
        "Andel av kravet: 90 % = 540 tkr / 0,6 mkr; den lägre gränsen räknas. Kvar att hitta: 60 tkr = 0,6 mkr − 540 tkr. "
        "Handlingsplan Hemtjänsten , plans/storby/2025/hemtjanst/plan.yml, rad 5, 10, 18, 22 och 26"
    )


def test_a_tile_and_the_table_beside_it_share_their_notes(pages: dict[str, BeautifulSoup]) -> None:
    soup = pages["storby/2025/hemtjanst/"]
    tiles = {words(link): link["href"] for link in soup.select(".hp-nyckel a.hp-tal")}
    assert set(tiles) == {"0,6 mkr", "540–640 tkr", "84 timmar", "780–880 tkr", "168 timmar", "60 tkr", "90 %"}
    assert tiles["540–640 tkr"] == tiles["60 tkr"] == tiles["90 %"]
    [stated] = [row for row in soup.select("tr") if words(row).startswith("Uppgiven effekt")]
    assert stated.select("a.hp-tal")[0]["href"] == tiles["540–640 tkr"]


def test_the_net_says_what_is_taken_away(pages: dict[str, BeautifulSoup]) -> None:
    soup = pages["storby/2025/hemtjanst/"]
    [net] = [row for row in soup.select("tr") if "netto" in words(row)]
    assert note(soup, net.select("a.hp-tal")[0]).startswith(
        "600–700 tkr = 660–760 tkr − 60 tkr i omställningskostnader Andel av kravet: 100 % = 600 tkr / 0,6 mkr"
    )


def test_a_computed_effect_beside_a_stated_one_is_opened(pages: dict[str, BeautifulSoup]) -> None:
    soup = pages["storby/2025/hemtjanst/"]
    [link] = soup.select("table .hp-beraknat a.hp-tal")
    assert note(soup, link).startswith("360 tkr = 480 tkr × 9/12, hela månader från 2025-04-01 Fler timvikarier: ")


def test_what_is_stated_is_no_link(pages: dict[str, BeautifulSoup]) -> None:
    soup = pages["storby/2025/hemtjanst/"]
    [row] = [row for row in soup.select("tbody tr") if row.select(".hp-beraknat")]
    assert [words(link) for link in row.select("a.hp-tal")] == ["360 tkr"]


def test_units_share_one_note_for_each_column(pages: dict[str, BeautifulSoup]) -> None:
    soup = pages["storby/2025/"]
    table = soup.select(".hp-table")[0]
    assert len({link["href"] for link in table.select("tbody a.hp-tal")}) == 2
    [required] = [link for link in table.select("tfoot a.hp-tal") if words(link) == "700 tkr"]
    assert note(soup, required).startswith("700 tkr = 0,6 mkr + 100 tkr Handlingsplan Hemtjänsten")


def test_the_register_has_one_note_for_all_actions(pages: dict[str, BeautifulSoup]) -> None:
    """The number of notes does not grow with the number of actions."""
    soup = pages["atgarder/"]
    [target] = {link["href"] for link in soup.select("tbody a.hp-tal")}
    assert words(soup.select(str(target))[0]).startswith("Effekt i år, åtgärd för åtgärd = helårseffekten gånger")
    assert len(soup.select(".hp-kallor > li")) == 5


def test_a_dataset_shows_how_its_differences_and_sums_are_computed(pages: dict[str, BeautifulSoup]) -> None:
    soup = pages["storby/data/resultat/"]
    source = "Resultat 2025 , data/storby/resultat.csv, rad 2–4, hämta filen"
    assert [words(each) for each in soup.select(".hp-kallor > li")] == [
        f"avvikelse, rad för rad = utfall − budget Till exempel raden «Personal»: −32 900 − (−31 200) = −1 700. {source}",
        f"−33 700 tkr = −31 200 − 600 − 1 900 (summan av 3 rader i kolumnen «budget») {source}",
        f"−36 100 tkr = −32 900 − 1 150 − 2 050 (summan av 3 rader i kolumnen «utfall») {source}",
        f"−2 400 tkr = −36 100 − (−33 700) (summan av «utfall» − summan av «budget») {source}",
    ]
    assert [link["href"] for link in soup.select(".hp-kallor a[download]")] == ["resultat.csv"] * 4
