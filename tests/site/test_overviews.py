"""How things stand across plans: cards, tiles and sums over units that measure differently."""

from __future__ import annotations

from archives import FILES, ORGANISATION, publish, shown
from bs4 import BeautifulSoup
from markupsafe import Markup

from handlingsplan.site.context import TextContext
from handlingsplan.site.overviews import municipality_cards, site_tiles, year_html


def texts(html: Markup, selector: str) -> list[str]:
    return [shown(each.get_text(" ", strip=True)) for each in BeautifulSoup(html, "lxml").select(selector)]


def site(files: dict[str, str | None] | None = None) -> TextContext:
    return TextContext(publish(files).library)


def test_the_site_at_a_glance() -> None:
    assert texts(site_tiles(site()), "dl > div") == [
        "Kommuner 1",
        "Handlingsplaner 2",
        "Åtgärder 5",
        "Rapporter till nämnd 1",
    ]


def test_a_card_for_each_municipality_and_year_latest_first() -> None:
    context = site({"plans/storby/2024/assistans/plan.yml": "titel: I fjol\n"})
    html = municipality_cards(context)
    assert texts(html, "h3") == ["Storbys kommun 2025", "Storbys kommun 2024"]
    assert texts(html, ".hp-card > p") == ["2 planer, 1 rapport", "Läget 2025", "1 plan", "Läget 2024"]
    facts = texts(html, ".hp-card:first-child dl > div")
    assert facts[:3] == [
        "Åtgärdskrav 700 tkr",
        "Effekt 2025 760 000–860 000 kr 84 timmar + 1 åtgärd utan belopp",
        "Effekt helår 880 000–980 000 kr 168 timmar + 1 åtgärd utan belopp",
    ]
    assert texts(municipality_cards(context, level=2), "h2") == ["Storbys kommun 2025", "Storbys kommun 2024"]


def test_a_figure_of_a_card_leads_to_the_notes_of_its_year() -> None:
    [link, *others] = BeautifulSoup(municipality_cards(site()), "lxml").select("dd a")
    assert (link.get_text(), link["title"]) == ("700\u00a0tkr", "Visa hur talet räknats")
    assert {each["href"] for each in (link, *others)} == {"storby/2025/#siffrornas-kallor"}
    nothing = site({"plans/storby/2024/assistans/plan.yml": "titel: I fjol\n"})
    assert texts(municipality_cards(nothing), ".hp-card:last-child a") == ["Storbys kommun 2024", "Läget 2024"]


def test_a_year_with_reports_only_has_no_table() -> None:
    report = {path: None for path in FILES if "/2025/hemtjanst" in path or "/2025/assistans" in path}
    context = site({**report, "plans/storby/2025/rapporter/laget/rapport.yml": "titel: Läget\n"})
    [municipality] = context.library.archive.municipalities
    html = year_html(
        TextContext(context.library, address="storby/2025/", municipality=municipality), municipality, 2025
    )
    assert texts(html, "table") == []
    assert texts(html, "ul a") == ["Läget för Vård- och omsorgsnämnden", "Läget"]


def test_nothing_at_all_is_friendly() -> None:
    nothing = site(dict.fromkeys(FILES))
    assert "handlingsplan new kommun" in municipality_cards(nothing)
    assert texts(site_tiles(nothing), "dl > div")[0] == "Kommuner 0"
    assert ORGANISATION in FILES
