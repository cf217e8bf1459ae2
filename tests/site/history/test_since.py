"""*Sedan beslutet* and *Sedan förra uppföljningen*: then beside now, and what has changed between."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from archives import FILES, PLAN, TODAY, page
from sources.repositories import Scripted
from told_history import ADDRESS, FOLLOW_UP, PUT_OFF, read, soup, storby

from handlingsplan.site.checking import check_tree
from handlingsplan.site.pages import Site

DECIDED = "beslut: [{{datum: 2025-01-01, instans: Nämnden, typ: antagen{}}}]\n"
LATER = date(2025, 6, 1)


def decided(text: str, version: str = "") -> dict[str, str]:
    """Give the plan with its decision, and the version that it pins."""
    return {PLAN: text + DECIDED.format(f", version: {version}" if version else "")}


def rows(site: Site, address: str = ADDRESS) -> dict[str, list[str]]:
    """Give the table of then and now: by action, the cells of both."""
    found = [
        each for each in soup(site, address).select("table") if "Nu" in each.get_text() or "Vid" in each.get_text()
    ]
    [table] = [each for each in found if "Planen när den" in each.caption.get_text()]
    return {
        row.th.get_text(): [cell.get_text("|").replace("\u00a0", " ") for cell in row.select("td")]
        for row in table.select("tbody tr")
    }


def after_decision(tmp_path: Path) -> Scripted:
    """Give a repository where the plan was decided on the first day and changed on the next."""
    made = storby(tmp_path)
    made.commit(decided(FILES[PLAN]), "Antagen")
    made._hour = 30
    made.commit(decided(PUT_OFF[PLAN]), "Skjuts upp")
    return made


def test_decided_and_current_stand_side_by_side(tmp_path: Path) -> None:
    site = read(after_decision(tmp_path), LATER)
    text = page(site, ADDRESS)
    assert "## Sedan beslutet {: #sedan-beslutet }" in text
    assert "Planen när den beslutades 1 januari 2025, och nu" in text
    found = rows(site)
    assert found["Åtgärdskrav"] == ["0,6 mkr", "Oförändrat"]
    assert found["Fler timvikarier"] == [
        "I år: 360 tkr|Helår: 480 tkr|Start: 1 april 2025|Status: planerad",
        "I år: 240 tkr|Helår: 480 tkr|Start: 1 juli 2025|Status: planerad",
    ]
    assert found["Färre bilar"][1] == "Oförändrat"
    assert "Åtgärd 1 «Fler timvikarier» skjuts från 1 april till 1 juli 2025" in text
    marked = [each.get_text().replace("\u00a0", " ") for each in soup(site, ADDRESS).select("td > strong")]
    assert {"I år: 240 tkr", "Start: 1 juli 2025"} <= set(marked)


def test_the_decision_written_down_later_leaves_the_plan_unchanged(tmp_path: Path) -> None:
    made = storby(tmp_path)
    made._hour = 60
    made.commit(decided(FILES[PLAN] + "status: beslutad\n"), "Antagen")
    site = read(made, LATER)
    assert "Planen är oförändrad sedan beslutet 1 januari 2025." in page(site, ADDRESS)
    assert not soup(site, ADDRESS).select("td > strong")


@pytest.mark.parametrize("length", [7, 40])
def test_a_pinned_version_is_the_decided_one(tmp_path: Path, length: int) -> None:
    made = storby(tmp_path)
    made._hour = 30
    commit = made.commit(PUT_OFF, "Skjuts upp")
    made.commit(decided(PUT_OFF[PLAN], commit[:length]), "Antagen")
    assert "Planen är oförändrad sedan beslutet 1 januari 2025." in page(read(made, LATER), ADDRESS)
    assert [str(each) for each in check_tree(made.root, LATER) if each.code == "okänd-version"] == []


def test_an_unknown_pinned_version_is_a_remark_at_its_place(tmp_path: Path) -> None:
    made = storby(tmp_path)
    made.commit(decided(FILES[PLAN], "abcdef0"), "Antagen")
    line = FILES[PLAN].count("\n") + 1
    told = [str(each) for each in check_tree(made.root, LATER) if each.code == "okänd-version"]
    assert len(told) == 1
    assert told[0].startswith(f"{PLAN}:{line}:")
    assert "versionen «abcdef0» som beslutades 2025-01-01 finns inte i Git" in told[0]
    site = read(made, LATER)
    assert told == [str(each) for each in site.problems if each.code == "okänd-version"]
    assert "Sedan beslutet" not in page(site, ADDRESS)


def test_a_version_that_cannot_be_looked_up_is_not_remarked_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    for path, text in {**FILES, **decided(FILES[PLAN], "abcdef0")}.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, encoding="utf-8")
    assert not [each for each in check_tree(tmp_path, LATER) if each.code == "okänd-version"]


def test_a_decision_from_before_the_history_gives_nothing(tmp_path: Path) -> None:
    made = storby(tmp_path)
    made.commit({PLAN: decided(FILES[PLAN])[PLAN].replace("2025-01-01, instans", "2024-12-01, instans")})
    assert "Sedan beslutet" not in page(read(made, LATER), ADDRESS)


def test_a_decision_that_is_yet_to_come_gives_nothing(tmp_path: Path) -> None:
    made = after_decision(tmp_path)
    assert "Sedan beslutet" not in page(read(made, date(2024, 12, 31)), ADDRESS)


UPPFOLJNING = "åtgärder: [{åtgärd: bilar, status: pågår}]\n"


def test_the_follow_ups_page_tells_what_changed_between_the_two_latest(tmp_path: Path) -> None:
    made = storby(tmp_path)
    made.commit({f"{FOLLOW_UP}2025-03-31.yml": UPPFOLJNING})
    made.commit(PUT_OFF)
    made.commit({f"{FOLLOW_UP}2025-04-30.yml": UPPFOLJNING})
    made.commit({PLAN: PUT_OFF[PLAN].replace("480 tkr", "500 tkr")})
    site = read(made)
    address = f"{ADDRESS}uppfoljning/"
    assert "## Sedan förra uppföljningen" in page(site, address)
    assert rows(site, address)["Fler timvikarier"][1].startswith("I år: 240 tkr|Helår: 480 tkr")
    made.commit({f"{FOLLOW_UP}2025-06-30.yml": UPPFOLJNING})
    assert rows(read(made), address)["Fler timvikarier"][1].startswith("I år: 250 tkr|Helår: 500 tkr")


def test_nothing_changed_between_follow_ups_is_said_and_one_follow_up_says_nothing(tmp_path: Path) -> None:
    made = storby(tmp_path)
    made.commit({f"{FOLLOW_UP}2025-03-31.yml": UPPFOLJNING})
    assert "Sedan förra uppföljningen" not in page(read(made), f"{ADDRESS}uppfoljning/")
    made.commit({f"{FOLLOW_UP}2025-04-30.yml": UPPFOLJNING})
    text = page(read(made, TODAY), f"{ADDRESS}uppfoljning/")
    assert "Planen är oförändrad mellan uppföljningarna 31 mars 2025 och 30 april 2025." in text
