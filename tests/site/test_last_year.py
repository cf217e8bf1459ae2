"""What has changed since last year: on a plan's page, and between two columns of a table."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from archives import context_of, filled, page, publish, shown, site_of
from bs4 import BeautifulSoup

LAST_YEAR = """\
åtgärdskrav: 80 tkr
åtgärder:
  - {id: projekt, namn: Rätt projekt, startdatum: 2024-07-01, helårseffekt: 100 000 kr}
"""
BEFORE = {"plans/storby/2024/assistans/plan.yml": LAST_YEAR}


def tiles(tmp_path: Path, files: dict[str, str]) -> tuple[BeautifulSoup, list[str]]:
    soup = BeautifulSoup(page(site_of(tmp_path, files), "storby/2025/assistans/"), "lxml")
    return soup, [" ".join(shown(each.get_text(" ")).split()) for each in soup.select(".hp-nyckel > div")]


def test_a_plan_tells_what_has_changed_since_last_year(tmp_path: Path) -> None:
    soup, found = tiles(tmp_path, BEFORE)
    assert found == [
        "Åtgärdskrav 100 tkr +20 tkr (+25 %) mot 2024",
        "Effekt 2025 100 000 kr +50 000 kr (+100 %) mot 2024",
        "Effekt helår 100 000 kr 0 kr (0 %) mot 2024",
        "Kvar att hitta 2025 0 tkr effekten täcker 100 % av kravet",
    ]
    [link] = [each for each in soup.select(".hp-nyckel .hp-mer a") if "25" in each.get_text()]
    [target] = soup.select(str(link["href"]))
    words = " ".join(shown(target.get_text(" ")).split())
    assert words.startswith("+20 tkr = 100 tkr − 80 tkr Handlingsplan Personlig assistans , plans/storby/2025/")
    assert "plans/storby/2024/assistans/plan.yml, rad 1 och 3" in words


def test_without_a_plan_last_year_nothing_is_said(tmp_path: Path) -> None:
    _, found = tiles(tmp_path, {})
    assert not any("mot 2024" in each for each in found)


def test_an_interval_has_no_one_change(tmp_path: Path) -> None:
    _, found = tiles(tmp_path, {path: text.replace("100 000 kr", "100–200 tkr") for path, text in BEFORE.items()})
    assert ["mot 2024" in each for each in found] == [True, False, False, False]


def test_the_change_between_two_columns() -> None:
    publication = publish()
    text = '{{ tabell("resultat", kolumner=["konto"], förändring=["utfall", "budget"], summarad=ja) }}'
    soup = BeautifulSoup(filled(context_of(publication), text), "lxml")
    assert [[shown(cell.get_text()) for cell in row.select("th, td")] for row in soup.select("tr")] == [
        ["Konto", "Förändring, tkr", "Förändring, %"],
        ["Personal", "−1 700", "−5"],
        ["Övertid", "−550", "−92"],
        ["Bilar", "−150", "−8"],
        ["Alla konton", "−2 400", "−7"],
    ]


def test_the_change_can_be_followed() -> None:
    publication = publish()
    notes = publication.library.notes_of("storby/2025/hemtjanst/")
    context = replace(context_of(publication), notes=notes)
    filled(context, '{{ tabell("resultat", kolumner=["konto"], förändring=["utfall", "budget"], summarad=ja) }}')
    found = {text: trace for _, text, trace in notes.listed()}
    share = found["Förändring i procent, rad för rad"]
    assert share.formula == "(utfall − budget) / budget utan tecken"
    assert shown(share.steps[0]) == "Till exempel raden «Personal»: (−32 900 − (−31 200)) / 31 200 = −5 %."
    assert shown(found["−7\u00a0%"].formula).endswith("/ summan av «budget», utan tecken")
