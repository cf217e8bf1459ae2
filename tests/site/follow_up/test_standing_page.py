"""*Läget*: how a committee's year stands, told to politicians in words."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

import pytest
from storvik import (
    FILES,
    STANDING,
    YEAR,
    answer,
    cards,
    followed_up,
    later_site,
    markup,
    only,
    plan,
    section,
    site_of,
    steady_site,
    table,
    tiles,
    tree,
    words,
)

LARM = "  - {id: larm, namn: Digitala larm, startdatum: 2025-07-01, helårseffekt: 250 tkr}\n"
REPORT = f"{YEAR}/rapporter/nytt/rapport"
ONLY_A_REPORT = {
    **only(),
    f"{REPORT}.yml": "titel: Rapporten\n",
    f"{REPORT}.md": "## Bakgrund\n\nIngen plan finns.\n",
}
NOT_FOLLOWED_UP = {path: None for path in FILES if "/uppfoljning/" in path or "/rapporter/" in path}
DONE = followed_up("asen", "åtgärder:\n  - {åtgärd: inkop, status: klar}\n")
#: What is read first, in every kind of situation.
SITUATIONS: Mapping[str, tuple[Mapping[str, str | None], str, str]] = {
    "enough": (
        only("asen"),
        "Ja",
        (
            "400 000 kronor ska sparas eller komma in under 2025. "
            "Åtgärderna väntas ge 400 000 kronor under 2025 och lika mycket under ett helt år. "
            "Det är 100 % av kravet. Ingen plan har följts upp. Alla åtgärder räknas som planerade. "
            "2 enheter har ingen plan för 2025."
        ),
    ),
    "not enough": (
        {},
        "Nej",
        (
            "1,6 miljoner kronor ska sparas eller komma in under 2025. "
            "Åtgärderna väntas ge mellan 1,3 och 1,4 miljoner kronor under 2025 "
            "och mellan 1,5 och 1,6 miljoner kronor under ett helt år. "
            "Det är minst 79 % av kravet. Som mest 325 000 kronor är kvar att hitta. "
            "Senast uppföljt 30 april 2025. 1 plan har inte följts upp och räknas som planerad."
        ),
    ),
    "perhaps: the upper end of an interval is enough": (
        {**only("hemtjanst"), **plan("hemtjanst", "åtgärdskrav: 900 tkr", "åtgärdskrav: 850 tkr")},
        "Kanske",
        (
            "850 000 kronor ska sparas eller komma in under 2025. "
            "Åtgärderna väntas ge mellan 750 000 och 850 000 kronor under 2025 "
            "och mellan 800 000 och 900 000 kronor under ett helt år. "
            "Det är minst 88 % av kravet. Som mest 100 000 kronor är kvar att hitta. "
            "Senast uppföljt 30 april 2025. 2 enheter har ingen plan för 2025."
        ),
    ),
    "perhaps: only some requirements are known": (
        {**only("asen", "natt"), **plan("natt", "åtgärdskrav: 300 tkr\n", "")},
        "Kanske",
        (
            "1 enhet av 2 har ett krav, tillsammans 400 000 kronor. "
            "Åtgärderna väntas ge 525 000 kronor under 2025 och 650 000 kronor under ett helt år. "
            "Det är 131 % av de krav som är kända. "
            "Senast uppföljt 30 april 2025. 1 plan har inte följts upp och räknas som planerad. "
            "1 enhet har ingen plan för 2025."
        ),
    ),
    "unknown: no requirement": (
        {**only("asen"), **plan("asen", "åtgärdskrav: 400 tkr\n", "")},
        "Det går inte att säga",
        (
            "Ingen plan säger hur mycket som ska sparas. "
            "Åtgärderna väntas ge 400 000 kronor under 2025 och lika mycket under ett helt år. "
            "Ingen plan har följts upp. Alla åtgärder räknas som planerade. 2 enheter har ingen plan för 2025."
        ),
    ),
    "unknown: what the actions give this year": (
        {**only("asen"), **plan("asen", "Samlade inköp, startdatum: 2025-01-01,", "Samlade inköp,")},
        "Det går inte att säga",
        (
            "400 000 kronor ska sparas eller komma in under 2025. "
            "Åtgärderna väntas ge 400 000 kronor under ett helt år. Vad de ger under 2025 är inte känt. "
            "Ingen plan har följts upp. Alla åtgärder räknas som planerade. 2 enheter har ingen plan för 2025."
        ),
    ),
    "no amounts in kronor": (
        {**only("natt"), **plan("natt", LARM, "")},
        "Nej",
        (
            "300 000 kronor ska sparas eller komma in under 2025. Ingen åtgärd har ett belopp i kronor. "
            "Hela kravet är kvar att hitta. Senast uppföljt 30 april 2025. 2 enheter har ingen plan för 2025."
        ),
    ),
    "about": (
        {**only("asen"), **plan("asen", "helårseffekt: 400 tkr", "helårseffekt: ca 350 tkr"), **DONE},
        "Nej",
        (
            "400 000 kronor ska sparas eller komma in under 2025. "
            "Åtgärderna väntas ge cirka 350 000 kronor under 2025 och lika mycket under ett helt år. "
            "Det är 87 % av kravet. Cirka 50 000 kronor är kvar att hitta. Senast uppföljt 31 augusti 2025. "
            "2 enheter har ingen plan för 2025."
        ),
    ),
    "no plans": (ONLY_A_REPORT, "Det går inte att säga", "Det finns inga handlingsplaner för 2025 här."),
    "nothing followed up": (
        NOT_FOLLOWED_UP,
        "Nej",
        (
            "1,6 miljoner kronor ska sparas eller komma in under 2025. "
            "Åtgärderna väntas ge mellan 1,3 och 1,4 miljoner kronor under 2025 "
            "och mellan 1,5 och 1,6 miljoner kronor under ett helt år. "
            "Det är minst 82 % av kravet. Som mest 275 000 kronor är kvar att hitta. "
            "Ingen plan har följts upp. Alla åtgärder räknas som planerade."
        ),
    ),
    "all followed up": (
        DONE,
        "Nej",
        (
            "1,6 miljoner kronor ska sparas eller komma in under 2025. "
            "Åtgärderna väntas ge mellan 1,3 och 1,4 miljoner kronor under 2025 "
            "och mellan 1,5 och 1,6 miljoner kronor under ett helt år. "
            "Det är minst 79 % av kravet. Som mest 325 000 kronor är kvar att hitta. Senast uppföljt 31 augusti 2025."
        ),
    ),
}


@pytest.mark.parametrize("situation", SITUATIONS)
def test_is_it_enough(situation: str) -> None:
    given, verdict, sentences = SITUATIONS[situation]
    assert answer(site_of(given)) == (verdict, sentences)


def test_the_figures() -> None:
    assert tiles(steady_site()) == {
        "Underskott från början": "1,6 miljoner kronor | för 2 av 3 enheter",
        "Ska sparas": "1,6 miljoner kronor",
        "Väntas ge 2025": (
            "1,3–1,4 miljoner kronor | och 168 timmar | och 1,5 årsarbetare | 1 åtgärd utan belopp är inte med"
        ),
        "Väntas ge ett helt år": (
            "1,5–1,6 miljoner kronor | och 168 timmar | och 1,5 årsarbetare | 1 åtgärd utan belopp är inte med"
        ),
        "Kvar att hitta 2025": "325 000 kronor | som mest",
    }


def test_figures_that_nobody_has_given() -> None:
    bare = {**only("asen"), f"{YEAR}/asen/plan.yml": "status: utkast\n"}
    assert tiles(site_of(bare)) == {
        "Underskott från början": "– | inte angivet",
        "Ska sparas": "– | inte angivet",
        "Väntas ge 2025": "–",
        "Väntas ge ett helt år": "–",
    }


def test_what_has_changed_is_late_has_come_true_and_is_not_known() -> None:
    assert cards(later_site()) == {
        "Ändrat sedan 30 april 2025": [
            "Prognosen för 2025 var mellan 1,3 och 1,4 miljoner kronor och är nu 975 000 kronor.",
            "Fler vikarier (Hemtjänsten): prognosen var 550 000 kronor och är nu 450 000 kronor",
            (
                "Färre bilar (Hemtjänsten): var försenad och är nu avbruten; "
                "prognosen var mellan 200 000 och 300 000 kronor och är nu 0 kronor"
            ),
        ],
        "Försenat": [
            "Uppföljningen per 30 april 2025 saknas: Gruppbostaden Åsen, öst; väst .",
            "Uppföljningen per 31 augusti 2025 saknas: Nattpatrullen och Gruppbostaden Åsen, öst; väst .",
        ],
        "Risker som har inträffat": ["Hemtjänsten : Bilarnas avtal går inte att säga upp (inträffad)"],
        "Det här vet vi inte": [
            "Hur stort underskott Nattpatrullen börjar året med.",
            "Vad 1 åtgärd ger: inget belopp är angivet.",
            "Hur det har gått för Gruppbostaden Åsen, öst; väst: ingen uppföljning är lämnad.",
        ],
    }


def test_before_the_second_follow_up_there_is_nothing_to_compare_with() -> None:
    found = cards(steady_site())
    assert found["Ändrat sedan förra uppföljningen"] == ["Det finns ingen tidigare uppföljning att jämföra med."]
    assert found["Försenat"][0] == "Färre bilar (Hemtjänsten) Försenad"
    assert found["Risker som har inträffat"] == ["Ingen uppföljning säger att en risk har inträffat."]
    assert found["Det här vet vi inte"][-1] == (
        "Hur det har gått med 1 risk: «Bilarnas avtal går inte att säga upp»."
    )


def test_nothing_changed_nothing_late_nothing_unknown() -> None:
    told = "åtgärder:\n  - {åtgärd: inkop, status: klar}\nrisker:\n  - {risk: pris, utfall: inte inträffad}\n"
    whole = "åtgärder:\n  - {id: inkop, namn: Samlade inköp, startdatum: 2025-01-01, helårseffekt: 400 tkr}\n"
    facts = (
        f"utgångsläge: {{underskott: 400 tkr}}\nåtgärdskrav: 400 tkr\n{whole}risker: [{{id: pris, namn: Priset}}]\n"
    )
    organisation = re.sub(r"(?m)^ +- \{id: (?:hemtjanst|natt).*\n", "", FILES["plans/storvik/organisation.yml"])
    given = {
        **only(),
        "plans/storvik/organisation.yml": organisation.replace(
            "        enheter:\n      - id: stod", "      - id: stod"
        ),
        f"{YEAR}/asen/plan.yml": facts,
        **followed_up("asen", told, "2025-04-30"),
        **followed_up("asen", told),
    }
    assert cards(site_of(given)) == {
        "Ändrat sedan 30 april 2025": ["Inget har ändrats."],
        "Försenat": ["Inget är försenat."],
        "Risker som har inträffat": ["Ingen uppföljning säger att en risk har inträffat."],
        "Det här vet vi inte": ["Allt som ska redovisas är redovisat."],
    }


def test_a_change_that_rounding_would_hide_is_told_to_the_krona() -> None:
    told = "åtgärder:\n  - {{åtgärd: inkop, status: pågår, prognos i år: {}}}\n"
    more = {
        **only("asen"),
        **plan("asen", "helårseffekt: 400 tkr", "helårseffekt: 4 000 tkr"),
        **followed_up("asen", told.format("3 980 tkr"), "2025-04-30"),
        **followed_up("asen", told.format("3 960 tkr")),
    }
    assert cards(site_of(more))["Ändrat sedan 30 april 2025"] == [
        "Prognosen för 2025 var 3 980 000 kronor och är nu 3 960 000 kronor.",
        "Samlade inköp (Gruppbostaden Åsen, öst; väst): prognosen var 3 980 000 kronor och är nu 3 960 000 kronor",
    ]


def test_many_changes_are_counted() -> None:
    ids = [f"atgard-{number}" for number in range(8)]
    actions = "".join(
        f"  - {{id: {each}, namn: {each}, startdatum: 2025-01-01, helårseffekt: 10 tkr}}\n" for each in ids
    )
    told = "".join(f"  - {{åtgärd: {each}, status: {{}}}}\n" for each in ids)
    more = {
        **only("asen"),
        f"{YEAR}/asen/plan.yml": f"åtgärder:\n{actions}",
        **followed_up("asen", "åtgärder:\n" + told.replace("{}", "pågår"), "2025-04-30"),
        **followed_up("asen", "åtgärder:\n" + told.replace("{}", "försenad")),
    }
    found = cards(site_of(more))
    assert len(found["Ändrat sedan 30 april 2025"]) == 7
    assert found["Ändrat sedan 30 april 2025"][-1] == "och 2 ändringar till"
    assert found["Försenat"][6] == "och 2 försenade åtgärder till"


def test_what_is_proposed_is_the_latest_reports_own_words() -> None:
    text = section(steady_site(), STANDING, "Vad som föreslås")
    assert text == "1. Nämnden godkänner uppföljningen. Ur rapporten Uppföljning per 30 april ."


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (ONLY_A_REPORT, "Rapporten Rapporten har inget förslag till beslut."),
        (NOT_FOLLOWED_UP, "Ingen rapport till nämnden finns här för året."),
    ],
)
def test_when_nothing_is_proposed_it_says_so(more: Mapping[str, str | None], said: str) -> None:
    assert section(site_of(more), STANDING, "Vad som föreslås") == said


def test_the_case_has_its_open_ends() -> None:
    assert section(steady_site(), STANDING, "Beslut i ärendet") == (
        "18 februari 2025: antagen (Socialnämnden, § 12) "
        "18 februari 2025: uppdrag (Socialnämnden, § 13) Återrapporterat, väntar på beslut "
        "Redovisa hur åtgärderna går. Ska återrapporteras senast 31 maj 2025. "
        "Återrapporterat i Uppföljning per 30 april . "
        "18 mars 2025: uppdrag (Socialnämnden, § 20) Återrapporteringen är försenad "
        "Se över lokalerna. Ska återrapporteras senast 30 september 2025."
    )


def test_the_units_are_summed_by_department_and_never_mixed() -> None:
    rows = {row[0]: row[1:] for row in table(later_site(), STANDING, "Enheterna 2025")}
    assert list(rows) == [
        "Enhet",
        "Hemtjänsten",
        "Nattpatrullen",
        "Summa Äldreomsorgen",
        "Gruppbostaden Åsen, öst; väst",
        "Summa Stöd och service",
        "Totalt",
    ]
    assert rows["Totalt"] == [
        "1 600 tkr",
        "1 325–1 425 tkr 168 timmar 1,5 årsarbetare",
        "260 000 kr 56 timmar",
        "975 000 kr 168 timmar 1,5 årsarbetare",
        "1 250 tkr 168 timmar 1,5 årsarbetare",
        "60 %",
        "4 planerade, 2 pågår, 1 avbruten 1 utan belopp",
        "2 av 3",
    ]


def test_every_figure_in_the_units_table_is_traced() -> None:
    page = tree(steady_site(), STANDING)
    notes = {f"#{each.get('id')}" for each in page.find_class("hp-kallor")[0]}
    links = [each.get("href") for each in page.find_class("hp-tal")]
    assert links
    assert set(links) <= notes


def test_a_committee_without_plans_has_no_page() -> None:
    organisation = FILES["plans/storvik/organisation.yml"] + "  - {id: bun, namn: Barnnämnden}\n"
    site = site_of({"plans/storvik/organisation.yml": organisation})
    assert [each.uri for each in site.pages if "/laget/" in each.uri] == [f"{STANDING}index.md"]


def test_before_a_period_is_due_nothing_is_missing() -> None:
    early = site_of(only("asen"), date(2025, 5, 15))
    assert cards(early)["Försenat"] == ["Inget är försenat."]
    late = site_of(only("asen"), date(2025, 5, 16))
    assert cards(late)["Försenat"] == ["Uppföljningen per 30 april 2025 saknas: Gruppbostaden Åsen, öst; väst ."]


def test_periods_that_the_same_units_have_not_followed_up_are_told_together() -> None:
    found = cards(site_of(only("asen"), date(2026, 1, 31)))["Försenat"]
    assert found == ["Uppföljningarna per 30 april och 31 augusti 2025 saknas: Gruppbostaden Åsen, öst; väst ."]


# read by a politician

#: Abbreviations and words of the trade; each would need an explanation.
TRADE = re.compile(
    r"\b(?:t?kr|mn?kr|tsek|ca|bl\.?a|t\.?ex|dvs|resp|inkl|exkl|st|enl|jfr|nr|tf|avd|förv|helår|innev|ack|prog|"
    r"VON|SN|LSS|SFB|SoL|HSL|APT|FTE|KPB|IBIC|ÅA|åa|årsarb|[A-ZÅÄÖ]{2,})\b\.?"
)


def own_words(address: str = STANDING) -> str:
    """Give a page's text without its tables, drawings, notes and what people have written."""
    page = tree(later_site(), address)
    for each in page.xpath("//table|//figure|//*[contains(@class, 'hp-kallor') or contains(@class, 'hp-brod')]"):
        each.drop_tree()
    return words(page)


def test_no_abbreviation_is_left_unexplained() -> None:
    text = own_words().replace("tkr är tusen kronor och mkr är miljoner kronor.", "")
    assert TRADE.findall(text) == []
    assert "→" not in text


def test_the_tables_explain_their_units() -> None:
    """Whatever short unit a table or drawing has is told below a table of the page."""
    shown = words(tree(later_site(), STANDING))
    assert "tkr" in shown
    assert "tkr är tusen kronor och mkr är miljoner kronor." in own_words()


def test_the_sentences_can_be_read_aloud() -> None:
    """Short sentences, each with a capital and a full stop."""
    for given, _, _ in SITUATIONS.values():
        for sentence in re.split(r"(?<=\.) ", answer(site_of(given))[1]):
            assert re.match(r"[A-ZÅÄÖ0-9].*\.$", sentence), sentence
            assert len(sentence.split()) <= 25, sentence


def test_the_trades_words_are_found_where_they_are() -> None:
    """The test above can fail."""
    assert TRADE.findall("ca 3 tkr enligt VON, APT och LSS") == ["ca", "tkr", "VON", "APT", "LSS"]
    assert "tkr" in markup(steady_site(), STANDING)


# on a plan's own page


def test_a_plans_page_answers_first_whether_it_is_enough_and_how_far_it_has_come() -> None:
    assert answer(later_site(), "storvik/2025/hemtjanst/") == (
        "Nej",
        "Åtgärderna täcker 50 % av kravet. Åtgärderna följdes senast upp 31 augusti 2025: 1 pågår och 1 avbruten.",
    )
    bare = {**only("asen"), f"{YEAR}/asen/plan.yml": "status: utkast\n"}
    assert answer(site_of(bare), "storvik/2025/asen/") == (
        "Det går inte att säga",
        "Planen säger inte hur mycket som ska sparas. Planen har inte följts upp. Åtgärderna räknas som planerade.",
    )
