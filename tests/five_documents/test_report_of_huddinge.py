"""The report of 31 March 2023: the original's three tables, the coverage that it lacks, and where each number is from.

What the original says is copied here by hand, with its line breaks taken away.
"""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from lxml import html

from handlingsplan.site.pages import Site, read_site

ROOT = Path(__file__).parents[2]
TODAY = date(2026, 11, 22)
REPORT = "huddinge/2023/rapporter/atgardsplan-2023-03-31/"
STANDING = "huddinge/2023/laget/von/"
#: Name, description, effect 2023, full-year effect and, in the first table, status: as the original has them.
ORIGINAL = {
    "Åtgärder i Åtgärdsplan Hemtjänsten": [
        ["Åtgärder (tkr)", "Beskrivning av åtgärder", "Effekt 2023", "Helårseffekt", "Status"],
        [
            "Utförandegraden",
            "Verksamheten har som åtgärd att uppnå 70 % i utförandegrad.",
            "2 750",
            "2 750",
            "Utförandegraden till och med mars uppgår till 64,6 %",
        ],
        [
            "Bomtid och avböjda besök",
            (
                "Genom en god planering och schemaläggning kan verksamheten minska bomtiden och avböjda besök. "
                "Målvärde innebär en bomtid mindre än 5 % och avböjda besök ska understiga 1 % av totala arbetstiden."
            ),
            "0",
            "0",
            "Bomtiden och avböjda besök uppgår till 3,5 % och 1,4 % till och med mars.",
        ],
        [
            "Schema och resurspass",
            (
                "Verksamheten arbetar kontinuerligt med schemaläggning för att säkerställa en god bemanning som "
                "matchar volymerna."
            ),
            "0",
            "0",
            (
                "Svårt att avgöra effekten av åtgärden i kronor, däremot innebär det att verksamheten bedrivs ett "
                "kostnadseffektivt."
            ),
        ],
        ["Totalt", "", "2 750", "2 750", ""],
    ],
    "Åtgärder i Åtgärdsplan Personlig assistans enligt LSS/SFB": [
        ["Åtgärd (tkr)", "Beskrivning av åtgärder", "Effekt 2023", "Helårseffekt"],
        [
            "Ny ledningsstruktur",
            "Nya ledningsstrukturen innebär en minskning med en enhetschef med start i april 2022.",
            "177",
            "532",
        ],
        [
            "Lokalhyra",
            (
                "Verksamheten har varit hyresfria under 2022 och även 2023 till följd av att "
                "arbetsmarknadsförvaltningen erhållit hyreskompensation."
            ),
            "300",
            "300",
        ],
        [
            "Ansökt om förhöjd timersättning/arbetsrutin",
            "Verksamheten har ansökt om förhöjd timersättning för 4 nya brukare.",
            "540",
            "888",
        ],
        [
            "Ansökt om utökad assistans",
            "Verksamheten hjälpt brukare att ansöka om fler timmar för 2 assistansgrupper.",
            "222",
            "443",
        ],
        [
            "Löpar tjänster",
            (
                "Verksamheten arbetar med att öka kvalitén och säkra upp bemanningen för att minska vikariebehovet "
                "och övertidskostnader."
            ),
            "0",
            "0",
        ],
        ["Totalt", "", "1 239", "2 163"],
    ],
    "Åtgärder i Åtgärdsplan Daglig verksamhet enligt LSS": [
        ["Åtgärd (tkr)", "Beskrivning av åtgärder", "Effekt 2023", "Helårseffekt"],
        [
            "Flytt till ny lokal",
            "Verksamheten planerar ett flytt till Björnkullaringen från och med april 2023.",
            "68",
            "270",
        ],
        [
            "Synergier till följd av flyttet till nya lokalen",
            (
                "Genom att flytta till ny lokal kommer verksamheten kunna dra ner personalgruppen med två "
                "heltidstjänster. Flytt förväntas ske i april 2023."
            ),
            "629",
            "943",
        ],
        [
            "Löpartjänster och övriga personalåtgärder",
            "Verksamheten arbetar aktivt med löpatjänster för att bemanna verksamheten kostnadseffektivt.",
            "0",
            "0",
        ],
        [
            "Stödassistent som går på Stödpedagog uppdraget",
            "Stödassistenten kliver in tillfälligt för att täcka behovet av stödpedagogen under året.",
            "84",
            "84",
        ],
        ["Totalt", "", "781", "1 297"],
    ],
}


@cache
def site() -> Site:
    return read_site(ROOT, TODAY)


@cache
def page(address: str) -> html.HtmlElement:
    [found] = [each for each in site().pages if each.uri == f"{address}index.md"]
    return html.fromstring(f"<article>{site().fragments.insert(found.markdown)}</article>")


def words(element: html.HtmlElement) -> str:
    return " ".join(" ".join(element.itertext()).split())


def table(address: str, caption: str) -> html.HtmlElement:
    [found] = [each for each in page(address).iter("table") if words(each.find("caption")) == caption]
    return found


def cell(element: html.HtmlElement) -> str:
    """Give a cell without what the program adds: the word of the status, and what it computes otherwise."""
    added = [words(each) for name in ("hp-status", "hp-beraknat") for each in element.find_class(name)]
    text = words(element)
    for each in added:
        text = text.replace(each, "", 1).strip()
    return text


@pytest.mark.parametrize("caption", ORIGINAL)
def test_a_table_is_the_originals(caption: str) -> None:
    rows = [[cell(each) for each in row.iter("th", "td")] for row in table(REPORT, caption).iter("tr")]
    assert rows == ORIGINAL[caption]


def test_the_status_is_also_a_word() -> None:
    rows = table(REPORT, "Åtgärder i Åtgärdsplan Hemtjänsten")
    assert [words(each) for each in rows.find_class("hp-status")] == ["Pågår", "Pågår", "Pågår"]


def test_what_the_rule_gives_stands_beside_what_the_original_states() -> None:
    said = {words(each) for each in page(REPORT).xpath("//table//*[contains(@class, 'hp-beraknat')]")}
    assert said == {"beräknat 532", "beräknat 707"}


def test_the_coverage_that_the_original_lacks() -> None:
    rows = [
        [words(each) for each in row.iter("th", "td")]
        for row in table(REPORT, "Åtgärdskrav och effekt per enhet").iter("tr")
    ]
    assert rows[1:] == [
        ["Hemtjänsten", "4,2 mkr", "2 750 tkr", "2 750 tkr", "65 %", "65 %"],
        ["Särskilt boende", "8,3 mkr", "+ 1 åtgärd utan belopp", "+ 1 åtgärd utan belopp", "0 %", "0 %"],
        ["Korttidsboende", "3,2 mkr", "+ 1 åtgärd utan belopp", "+ 1 åtgärd utan belopp", "0 %", "0 %"],
        ["Dagverksamhet", "3,2 mkr", "+ 3 åtgärder utan belopp", "+ 3 åtgärder utan belopp", "0 %", "0 %"],
        ["Personlig assistans enligt LSS/SFB", "2,3 mkr", "1 239 tkr", "2 163 tkr", "53 %", "94 %"],
        ["Boendestöd", "0,7 mkr", "+ 2 åtgärder utan belopp", "+ 2 åtgärder utan belopp", "0 %", "0 %"],
        ["Daglig verksamhet enligt LSS", "4,1 mkr", "781 tkr", "1 297 tkr", "19 %", "31 %"],
        [
            "Totalt",
            "26,0 mkr",
            "4 770 tkr + 7 åtgärder utan belopp",
            "6 210 tkr + 7 åtgärder utan belopp",
            "18 %",
            "23 %",
        ],
    ]


def test_every_number_in_the_tables_can_be_traced() -> None:
    """A computed number is a link to its note; a stated one stands in a row that leads to its plan or action."""
    notes = {f"#{each.get('id')}" for each in page(REPORT).find_class("hp-kallor")[0]}
    seen = 0
    for row in page(REPORT).xpath("//table//tr[td]"):
        leads = [each.get("href") for each in row.iter("a") if each.getparent().tag == "th"]
        for each in row.xpath("./td[contains(@class, 'tal')]"):
            if not re.search(r"\d", words(each)) or "åtgärd" in words(each):
                continue
            seen += 1
            links = [link.get("href") for link in each.find_class("hp-tal")]
            assert set(links) <= notes
            assert links or leads, words(row)
    assert seen > 100


def test_every_total_is_a_link_to_its_terms() -> None:
    terms = {
        "2 750 tkr": "2 750 tkr = 2 750 tkr + 0 tkr + 0 tkr",
        "1 239 tkr": "1 239 tkr = 177 tkr + 300 tkr + 540 tkr + 222 tkr + 0 tkr",
        "2 163 tkr": "2 163 tkr = 532 tkr + 300 tkr + 888 tkr + 443 tkr + 0 tkr",
        "781 tkr": "781 tkr = 68 tkr + 629 tkr + 0 tkr + 84 tkr",
        "1 297 tkr": "1 297 tkr = 270 tkr + 943 tkr + 0 tkr + 84 tkr",
    }
    notes = [words(each) for each in page(REPORT).find_class("hp-kallor")[0]]
    for said in terms.values():
        assert any(note.startswith(said) for note in notes), said


def test_the_report_says_what_is_not_known() -> None:
    items = page(REPORT).xpath("//ul[not(@class)][not(ancestor::li)]")[-1]
    assert [words(each) for each in items] == UNKNOWN


UNKNOWN = [
    "Hur stort underskott någon av de 7 enheterna börjar året med.",
    "Hur mycket åtgärderna ger i kronor för Särskilt boende, Korttidsboende, Dagverksamhet och Boendestöd.",
    (
        "Hur det har gått för Särskilt boende, Korttidsboende, Dagverksamhet, Personlig assistans enligt LSS/SFB, "
        "Boendestöd och Daglig verksamhet enligt LSS: ingen uppföljning är lämnad."
    ),
    "Vad det har blivit av riskerna: inga risker är uppföljda.",
]


# how it stands


def answer(address: str) -> tuple[str, str]:
    [said] = page(address).find_class("hp-svar")
    return words(said.find_class("hp-status")[0]), words(said.find_class("hp-svar__ord")[0])


def cards(address: str) -> dict[str, list[str]]:
    found = page(address).xpath("//li[contains(concat(' ', @class, ' '), ' hp-card ')]")
    return {words(card[0]): [words(each) for each in card.iterdescendants("li", "p")] for card in found}


def test_huddinge_is_answered_in_a_few_sentences() -> None:
    assert answer(STANDING) == (
        "Nej",
        (
            "26,0 miljoner kronor ska sparas eller komma in under 2023. "
            "Åtgärderna väntas ge 4,8 miljoner kronor under 2023 och 6,2 miljoner kronor under ett helt år. "
            "Det är 18 % av kravet. 21,2 miljoner kronor är kvar att hitta. "
            "Senast uppföljt 31 mars 2023. 6 planer har inte följts upp och räknas som planerade."
        ),
    )
    found = cards(STANDING)
    assert [each.replace(" ,", ",").replace(" .", ".") for each in found["Försenat"]] == [
        (
            "Uppföljningen per 31 mars 2023 saknas: Särskilt boende, Korttidsboende, Dagverksamhet, "
            "Personlig assistans enligt LSS/SFB, Boendestöd och Daglig verksamhet enligt LSS."
        )
    ]
    assert found["Det här vet vi inte"] == UNKNOWN


def test_alingsas_says_as_plainly_what_is_unknown() -> None:
    address = "alingsas/2025/laget/von/"
    assert answer(address) == (
        "Det går inte att säga",
        (
            "Ingen plan säger hur mycket som ska sparas. "
            "Åtgärderna väntas ge 100 000 kronor under 2025 och lika mycket under ett helt år. "
            "Ingen plan har följts upp. Alla åtgärder räknas som planerade. 1 enhet har ingen plan för 2025."
        ),
    )
    assert cards(address)["Det här vet vi inte"] == [
        "Hur stort krav Ansvar 81516 har.",
        "Hur stort underskott Ansvar 81516 börjar året med.",
        "Vad 2 åtgärder ger: inget belopp är angivet.",
        "Hur det har gått för Ansvar 81516: ingen uppföljning är lämnad.",
        "Vad det har blivit av riskerna: inga risker är uppföljda.",
        "Vad Ansvar 81511 gör: ingen plan för 2025 finns här.",
    ]


def test_an_amount_that_is_about_says_so_in_a_word() -> None:
    assert answer("alingsas/2024/laget/von/")[1].startswith(
        "Ingen plan säger hur mycket som ska sparas. Åtgärderna väntas ge cirka 350 000 kronor under 2024."
    )


def test_a_year_without_plans_says_so() -> None:
    assert answer("alingsas/2023/laget/von/") == (
        "Det går inte att säga",
        "Det finns inga handlingsplaner för 2023 här.",
    )
