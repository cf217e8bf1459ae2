"""A second, later follow-up of one plan: what it changes, and that nothing else moves."""

from __future__ import annotations

from datetime import date

from storvik import LATER, SECOND, STANDING, YEAR, answer, later_site, site_of, steady_site, table, tiles

from handlingsplan.site.pages import Site

UNIT = "storvik/2025/hemtjanst/"
TIMELINE = f"{UNIT}uppfoljning/"
PERIOD = "storvik/2025/uppfoljning/2025-08-31/"
EARLIER_PERIOD = "storvik/2025/uppfoljning/2025-04-30/"
REPORT = "storvik/2025/rapporter/april/"
REGISTER = "viktiga-datum/"
ACTIONS = "atgarder/"


def pages(site: Site) -> dict[str, str]:
    return {each.uri.removesuffix("index.md"): site.fragments.insert(each.markdown) for each in site.pages}


def downloads(site: Site) -> dict[str, bytes]:
    return {each.uri: each.content for each in site.downloads}


def changed(before: Site, after: Site) -> set[str]:
    """Give the addresses of what differs between two sites, pages and files alike."""
    one, other = {**pages(before), **downloads(before)}, {**pages(after), **downloads(after)}
    assert set(one) == set(other)
    return {address for address in one if one[address] != other[address]}


def test_exactly_these_pages_change() -> None:
    files = {"viktiga-datum/storvik.ics", "atgarder/atgarder.csv"}
    expected = {UNIT, TIMELINE, PERIOD, STANDING, REGISTER, ACTIONS, *files}
    assert changed(steady_site(), later_site()) == expected


def test_the_earlier_report_and_period_stay_to_the_byte() -> None:
    for address in (REPORT, EARLIER_PERIOD):
        assert pages(later_site())[address] == pages(steady_site())[address]
    assert downloads(later_site())[f"{REPORT}utskrift.css"] == downloads(steady_site())[f"{REPORT}utskrift.css"]


def test_the_unit_shows_its_later_follow_up() -> None:
    assert table(steady_site(), UNIT, "Åtgärderna per 30 april 2025")[1][-1] == "550 tkr"
    assert table(later_site(), UNIT, "Åtgärderna per 31 augusti 2025")[1:] == [
        ["Fler vikarier", "Pågår", "Gul", "40 %", "600 tkr", "260 tkr", "450 tkr"],
        ["Färre bilar", "Avbruten", "Röd", "–", "200–300 tkr", "0 kr", "0 kr avbruten"],
        ["Totalt", "", "", "", "800–900 tkr", "260 000 kr", "450 000 kr"],
    ]


def test_the_period_and_the_totals_follow() -> None:
    before, after = (
        {row[0]: row[1:] for row in table(site, PERIOD, "Enheterna per 31 augusti 2025")}
        for site in (steady_site(), later_site())
    )
    assert [name for name in before if before[name] != after[name]] == [
        "Hemtjänsten",
        "Summa Äldreomsorgen",
        "Totalt",
    ]
    assert before["Hemtjänsten"][3] == "750–850 tkr"
    assert after["Hemtjänsten"][3] == "450 000 kr"
    assert after["Totalt"][3] == "975 000 kr 168 timmar 1,5 årsarbetare"


def test_how_it_stands_follows() -> None:
    assert tiles(steady_site())["Kvar att hitta 2025"] == "325 000 kronor | som mest"
    assert tiles(later_site())["Kvar att hitta 2025"] == "625 000 kronor"
    assert "Senast uppföljt 31 augusti 2025." in answer(later_site())[1]


def test_the_register_follows() -> None:
    row = "Hemtjänsten: uppföljning (delår) per 2025-08-31"
    [late] = [each for each in table(steady_site(), REGISTER, "Försenat (5)") if each[1] == row]
    [done] = [each for each in table(later_site(), REGISTER, "Klart eller passerat (5)") if each[1] == row]
    assert (late[-1], done[-1]) == ("Försenat", "Klart")


def test_a_third_follow_up_leaves_the_second_period_as_it_was() -> None:
    third = {f"{YEAR}/hemtjanst/uppfoljning/2025-10-10.yml": SECOND[LATER].replace("450 tkr", "400 tkr")}
    later = site_of({**SECOND, **third})
    for address in (REPORT, EARLIER_PERIOD, PERIOD):
        assert pages(later)[address] == pages(later_site())[address]
    assert tiles(later)["Kvar att hitta 2025"] == "675 000 kronor"


def test_the_report_stays_as_it_was_on_a_later_day_too() -> None:
    """Nothing in a report with a period comes from the day of the build."""
    assert pages(site_of(SECOND, date(2026, 2, 1)))[REPORT] == pages(steady_site())[REPORT]
