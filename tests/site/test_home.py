"""The home page's answer: a verdict in words for each municipality's latest year, and no abbreviations."""

from __future__ import annotations

import re
from collections.abc import Mapping

from archives import FILES, OTHER, PLAN, TEXT, changed, publish, shown
from bs4 import BeautifulSoup

from handlingsplan.site.context import TextContext
from handlingsplan.site.home import home_html


def home(files: Mapping[str, str | None] | None = None) -> BeautifulSoup:
    return BeautifulSoup(home_html(TextContext(publish(files).library)), "lxml")


def texts(page: BeautifulSoup, selector: str) -> list[str]:
    return [shown(each.get_text(" ", strip=True)) for each in page.select(selector)]


def test_the_answer_comes_first_and_leads_to_how_it_stands() -> None:
    page = home()
    assert texts(page, "h2") == ["Storbys kommun 2025"]
    assert texts(page, ".hp-hem__fraga") == ["Räcker åtgärderna 2025? Ja"]
    [said] = texts(page, ".hp-hem__fraga + p")
    assert said.startswith("Åtgärderna täcker minst 109 % av kravet. Ingen plan har följts upp.")
    assert said.endswith("1 enhet har ingen plan för 2025.")
    assert texts(page, "dl > div") == [
        "Ska sparas 700 000 kronor",
        "Väntas ge 2025 mellan 760 000 och 860 000 kronor 1 åtgärd utan belopp är inte med",
        "Kvar att hitta Inget",
        "Försenat Inget",
    ]
    assert {each["href"] for each in page.select(".hp-card__vidare a")} == {"storby/2025/laget/von/"}
    assert {each["href"] for each in page.select("dd a")} == {"storby/2025/laget/von/#siffrornas-kallor"}


def test_nothing_is_abbreviated() -> None:
    assert not re.search(r"\b([tm]kr|kr|mnkr|ca)\b", home().get_text(" "))


def test_earlier_years_are_a_quiet_list() -> None:
    page = home({"plans/storby/2024/assistans/plan.yml": "titel: I fjol\n"})
    assert texts(page, "h2") == ["Storbys kommun 2025"]
    assert texts(page, ".hp-hem__tidigare") == ["Tidigare: 2024 (1 plan)"]


def test_what_is_not_known_is_said() -> None:
    without = {**changed(OTHER, "åtgärdskrav: 100 tkr\n", ""), PLAN: "titel: Ny\n", TEXT: None}
    page = home(without)
    assert "inte angivet" in texts(page, "dl > div")[0]
    assert texts(page, ".hp-hem__fraga strong") == ["Det går inte att säga"]
    assert "Kvar att hitta" not in page.get_text()


def test_a_share_is_of_the_requirements_that_are_known() -> None:
    page = home(changed(OTHER, "åtgärdskrav: 100 tkr\n", ""))
    said = texts(page, ".hp-hem__fraga + p")[0]
    assert said.startswith("1 enhet av 2 har ett krav, tillsammans 600 000 kronor. Åtgärderna täcker")
    assert "av de krav som är kända" in said


def test_late_actions_and_missing_follow_ups_are_counted() -> None:
    files = changed(OTHER, "startdatum: 2025-01-01,", "startdatum: 2025-01-01, status: försenad,")
    assert texts(home(files), "dl > div")[-1] == "Försenat 1 åtgärd"


def test_a_municipality_without_plans_has_its_reports() -> None:
    nothing = {path: None for path in FILES if "/2025/hemtjanst" in path or "/2025/assistans" in path}
    page = home({**nothing, "plans/storby/2025/rapporter/laget/rapport.yml": "titel: Läget\n"})
    assert texts(page, "h2 + p") == ["Här finns inga planer ännu."]
    assert texts(page, ".hp-hem__tidigare") == ["Det som finns: 2025 (1 rapport)"]


def test_no_municipality_at_all_is_friendly() -> None:
    assert "handlingsplan new kommun" in home(dict.fromkeys(FILES)).get_text()
