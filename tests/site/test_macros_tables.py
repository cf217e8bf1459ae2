"""Macros that give tables and boxes: what stands in them, and what they say when they cannot."""

from __future__ import annotations

import pytest
from archives import (
    FILES,
    OTHER,
    PLAN,
    REPORT,
    REPORT_TEXT,
    TEXT,
    changed,
    context_of,
    context_of_report,
    filled,
    publish,
    shown,
    told,
)
from bs4 import BeautifulSoup, Tag

from handlingsplan.site.context import TextContext

FOLLOW_UP = "plans/storby/2025/hemtjanst/uppfoljning/2025-03-31"


@pytest.fixture(scope="module")
def plan() -> TextContext:
    return context_of(publish())


@pytest.fixture(scope="module")
def report() -> TextContext:
    return context_of_report(publish())


def soup(context: TextContext, text: str) -> BeautifulSoup:
    return BeautifulSoup(filled(context, text), "lxml")


def rows(context: TextContext, text: str) -> list[list[str]]:
    """Give a table's rows, headings and totals with them, as text."""
    return [[words(cell) for cell in row.select("th, td")] for row in soup(context, text).select("table tr")]


def words(tag: Tag) -> str:
    return shown(tag.get_text(" ", strip=True))


# åtgärdstabell

HEADINGS = ["Namn på åtgärd", "Startdatum", "Ekonomisk effekt (innevarande år)", "Ekonomisk effekt (helår)"]
LEFT_OUT = "+ 1 åtgärd utan belopp"


def test_the_actions_table_says_what_its_totals_leave_out(plan: TextContext) -> None:
    """Kronor and hours are summed apart, and the action without a figure is counted."""
    assert rows(plan, "{{ åtgärdstabell() }}") == [
        HEADINGS,
        ["Fler timvikarier", "2025-04-01", "360 tkr", "480 tkr"],
        ["Färre bilar", "2025-01-01", "300–400 tkr", "300–400 tkr"],
        ["Kortare möten", "2025-07-01", "84 timmar", "168 timmar"],
        ["Bättre planering", "2025-01-01", "Håller budget", "–"],
        [
            "Totalt",
            "",
            "660–760 tkr 84 timmar + 1 åtgärd utan belopp",
            "780–880 tkr 168 timmar + 1 åtgärd utan belopp",
        ],
    ]


def test_the_actions_table_has_the_unit_in_the_heading_where_all_share_it() -> None:
    actions = "åtgärder:\n" + "".join(
        f"  - {{id: a{number}, namn: A{number}, startdatum: 2023-0{number}-01, helårseffekt: {number}00 tkr}}\n"
        for number in (4, 7)
    )
    context = context_of(publish({PLAN: f"typ av styrdokument: Åtgärdsplan\n{actions}", TEXT: ""}))
    assert rows(context, "{{ åtgärdstabell() }}") == [
        [*HEADINGS[:2], "Ekonomisk effekt (innevarande år), tkr", "Ekonomisk effekt (helår), tkr"],
        ["A4", "2023-04-01", "400", "400"],
        ["A7", "2023-07-01", "700", "700"],
        ["Totalt", "", "1 100", "1 100"],
    ]


def test_the_columns_and_headings_of_the_actions_table_are_chosen(plan: TextContext) -> None:
    text = (
        '{{ åtgärdstabell(kolumner=["status", "beskrivning", "ansvarig roll"], utan=["startdatum", "effekt i år"],'
        ' rubriker={"helårseffekt": "Effekt per år"}, rubrik="Våra åtgärder") }}'
    )
    table = rows(plan, text)
    assert table[:2] == [
        ["Namn på åtgärd", "Beskrivning", "Effekt per år", "Ansvarig", "Status"],
        ["Fler timvikarier", "Mindre övertid", "480 tkr", "Enhetschef", "Planerad"],
    ]
    assert [row[-1] for row in table] == ["Status", "Planerad", "Planerad", "Planerad", "Pågår", ""]
    assert soup(plan, text).caption.get_text() == "Våra åtgärder"
    assert soup(plan, "{{ åtgärdstabell() }}").caption.get_text() == "Åtgärder i Handlingsplan Hemtjänsten"


def test_a_stated_effect_stands_with_the_computed_beside_it() -> None:
    files = changed(PLAN, "    helårseffekt: 480 tkr\n", "    helårseffekt: 480 tkr\n    effekt i år: 240 tkr\n")
    [_, first, *_] = rows(context_of(publish(files)), "{{ åtgärdstabell() }}")
    assert first[2] == "240 tkr beräknat 360 tkr"


def test_a_sources_own_wording_stands_beside_its_effect() -> None:
    files = changed(PLAN, "helårseffekt: 480 tkr", "helårseffekt: {värde: ca 480 tkr, lydelse: Ca + 480 tkr.}")
    [_, first, *_] = rows(context_of(publish(files)), "{{ åtgärdstabell() }}")
    assert first[3] == "ca 480 tkr «Ca + 480 tkr.»"


def test_a_stated_total_that_differs_has_a_row_of_its_own() -> None:
    stated = "uppgivna summor:\n  effekt i år: 760 tkr\n  helårseffekt: 780–880 tkr\n"
    table = rows(context_of(publish({PLAN: FILES[PLAN] + stated})), "{{ åtgärdstabell() }}")
    assert table[-1] == ["Totalt (uppgivet)", "", "760 tkr", "780–880 tkr"]
    agreeing = "uppgivna summor:\n  effekt i år: 660–760 tkr\n  helårseffekt: 780–880 tkr\n"
    table = rows(context_of(publish({PLAN: FILES[PLAN] + agreeing})), "{{ åtgärdstabell() }}")
    assert table[-1][0] == "Totalt"


def test_a_table_without_figures_has_no_total() -> None:
    only = "åtgärder:\n  - {id: a, namn: A, startdatum: 2025-01-01, ej beräknad: Vet ej}\n  - {id: b, namn: B}\n"
    table = rows(context_of(publish({PLAN: only, TEXT: ""})), "{{ åtgärdstabell() }}")
    assert table == [HEADINGS, ["A", "2025-01-01", "Vet ej", "–"], ["B", "–", "–", "–"]]


def test_the_status_is_the_latest_one_until_the_reports_day() -> None:
    files = {
        f"{FOLLOW_UP}.yml": "åtgärder: [{åtgärd: bilar, status: pågår, kommentar: Tre bilar kvar}]\n",
        f"{FOLLOW_UP}.md": '## Möten {: #apt }\n\nVi har sparat\n{{ belopp("apt", "i år") }}.\n',
        FOLLOW_UP.replace("03-31", "06-30") + ".yml": "åtgärder: [{åtgärd: bilar, status: klar}]\n",
        REPORT: FILES[REPORT] + "period: 2025-03-31\n",
    }
    publication = publish(files)
    text = '{{ åtgärdstabell("hemtjanst", kolumner=["status"]) }}'
    in_report = [row[-1] for row in rows(context_of_report(publication), text)]
    assert in_report == [
        "Status",
        "Planerad",
        "Pågår Tre bilar kvar",
        "Planerad Vi har sparat 84 timmar.",
        "Pågår",
        "",
    ]
    in_plan = [row[-1] for row in rows(context_of(publication), text)]
    assert in_plan == ["Status", "Planerad", "Klar", "Planerad Vi har sparat 84 timmar.", "Pågår", ""]


# the others


def test_a_fact_box_tells_what_is_known(plan: TextContext) -> None:
    box = soup(plan, '{{ faktaruta("timvikarier") }}')
    facts = {words(each.dt): words(each.dd) for each in box.select("dl > div")}
    assert words(box.select_one(".hp-fakta__namn")) == "Fler timvikarier"
    assert facts["Status"] == "Planerad"
    assert facts["Startdatum"] == "1 april 2025"
    assert facts["Helårseffekt"] == "480 tkr"
    assert facts["Effekt 2025"] == "360 tkr"
    assert facts["Omställningskostnad"] == "60 tkr"
    assert facts["Netto 2025"] == "300 tkr"
    assert facts["Ansvarig"] == "Enhetschef"
    assert "Slutdatum" not in facts
    assert "Varaktighet" not in facts


def test_key_figures_with_target_and_outcome(plan: TextContext) -> None:
    assert rows(plan, "{{ nyckeltalstabell() }}") == [
        ["Nyckeltal", "Mål", "Riktning", "Senaste utfall", "Period", "Når målet"],
        ["Utförandegrad", "66 %", "ska öka", "66,2 %", "2025-03", "Ja"],
        ["Bomtid", "–", "–", "–", "–", "–"],
    ]


@pytest.mark.parametrize(
    ("direction", "target", "reached"),
    [("öka", "66,2 %", "Ja"), ("minska", "66,2 %", "Ja"), ("minska", "66 %", "Nej"), ("minska", "67 %", "Ja")],
)
def test_a_target_is_reached_from_the_right_side(direction: str, target: str, reached: str) -> None:
    files = changed(PLAN, "mål: 66 %, riktning: öka", f"mål: '{target}', riktning: {direction}")
    assert rows(context_of(publish(files)), "{{ nyckeltalstabell() }}")[1][-1] == reached


def test_a_dataset_as_a_table(plan: TextContext) -> None:
    """The stated total agrees for both columns, so there is one row with the source's name."""
    assert rows(plan, '{{ tabell("resultat") }}') == [
        ["Konto", "budget, tkr", "utfall, tkr", "avvikelse, tkr"],
        ["Personal", "−31 200", "−32 900", "−1 700"],
        ["Övertid", "−600", "−1 150", "−550"],
        ["Bilar", "−1 900", "−2 050", "−150"],
        ["Alla konton", "−33 700", "−36 100", "−2 400"],
    ]
    below = words(soup(plan, '{{ tabell("resultat") }}').select_one(".hp-kalla"))
    assert below == "Källa: Ekonomisystemet. Fil: data/storby/resultat.yml"


def test_rows_and_columns_of_a_dataset_are_chosen(plan: TextContext) -> None:
    text = '{{ tabell("resultat", utan=["budget"], sortera="-utfall", summarad="Allt", rubrik="Kort") }}'
    assert rows(plan, text) == [
        ["Konto", "utfall, tkr", "avvikelse, tkr"],
        ["Övertid", "−1 150", "−550"],
        ["Bilar", "−2 050", "−150"],
        ["Personal", "−32 900", "−1 700"],
        ["Allt", "−36 100", "−2 400"],
    ]
    assert soup(plan, text).caption.get_text() == "Kort"
    selected = '{{ tabell("resultat", kolumner=["konto", "utfall"], urval={"konto": ["Bilar"]}, summarad=ja) }}'
    assert rows(plan, selected)[1:] == [["Bilar", "−2 050"], ["Summa", "−2 050"]]
    assert len(rows(plan, '{{ tabell("resultat", summarad=nej) }}')) == 4


def test_a_stated_total_that_differs_stands_beside_the_computed() -> None:
    files = changed("data/storby/resultat.yml", '"-36 100"', '"-36 000"')
    publication = publish(files)
    assert rows(context_of(publication), '{{ tabell("resultat") }}')[-2:] == [
        ["Alla konton (beräknat)", "−33 700", "−36 100", "−2 400"],
        ["Alla konton (uppgivet)", "−33 700", "−36 000", ""],
    ]
    remark = words(soup(context_of(publication), '{{ tabell("resultat") }}').select_one(".hp-anmarkning"))
    assert remark.endswith("Inte hanterad.")
    assert "Källan anger summan −36 000 tkr för «utfall», men raderna ger −36 100 tkr." in remark


def test_a_stated_cell_that_differs_stands_in_its_cell() -> None:
    stated = '  - {rad: Övertid, värden: {avvikelse: "-500"}}\n'
    files = {"data/storby/resultat.yml": FILES["data/storby/resultat.yml"] + stated}
    assert rows(context_of(publish(files)), '{{ tabell("resultat") }}')[2][-1] == "−550 uppgivet −500"


def test_units_with_requirement_effect_and_coverage(report: TextContext) -> None:
    """Each unit, and the units together, by the lower end."""
    assert rows(report, "{{ enhetstabell() }}")[0] == [
        "Enhet",
        "Åtgärdskrav",
        "Effekt i år",
        "Helårseffekt",
        "Andel av kravet i år",
        "Andel av kravet, helår",
    ]
    amounts = [[cell.partition(" tkr")[0] for cell in row] for row in rows(report, "{{ enhetstabell() }}")[1:]]
    assert [(row[0], *row[-2:]) for row in amounts] == [
        ("Hemtjänsten", "110 %", "130 %"),
        ("Personlig assistans", "100 %", "100 %"),
        ("Totalt", "109 %", "126 %"),
    ]
    assert [row[1] for row in amounts] == ["0,6 mkr", "100", "700"]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            '{{ åtgärdstabell(kolumner=["statsu"]) }}',
            "åtgärdstabellen har ingen kolumn «statsu» – menade du «status»?",
        ),
        ('{{ åtgärdstabell(utan=["x"]) }}', "åtgärdstabellen har ingen kolumn «x»"),
        (
            '{{ åtgärdstabell(rubriker={"effekt": "E"}) }}',
            "åtgärdstabellen har ingen kolumn «effekt» – menade du «effekt i år»?",
        ),
        (
            '{{ åtgärdstabell(kolumner="status") }}',
            "makrot åtgärdstabell(): argumentet «kolumner» ska vara en lista […], inte en text",
        ),
        ('{{ faktaruta("bil") }}', "planen har ingen åtgärd «bil» – menade du «bilar»?"),
        ("{{ faktaruta() }}", "makrot faktaruta() saknar argumentet «åtgärd»"),
        ('{{ tabell("resultt") }}', "datamängden «resultt» finns inte i data/storby/ – menade du «resultat»?"),
        (
            '{{ tabell("resultat", kolumner=["kont"]) }}',
            "datamängden «resultat» har ingen kolumn «kont» – menade du «konto»?",
        ),
        (
            '{{ tabell("resultat", utan=["kont"]) }}',
            "datamängden «resultat» har ingen kolumn «kont» – menade du «konto»?",
        ),
        (
            '{{ tabell("resultat", urval={"konto": ["Övertd"]}) }}',
            "ingen rad har «Övertd» i kolumnen «konto» – menade du «Övertid»?",
        ),
        ('{{ nyckeltalstabell("assistans") }}', "planen har inga nyckeltal"),
        ("{{ enhetstabell() }}", "enhetstabell() kan bara användas i en rapport"),
        ('{{ plantext("assistans") }}', "plantext() kan bara användas i en rapport"),
    ],
)
def test_what_each_table_says_when_it_cannot(plan: TextContext, text: str, message: str) -> None:
    assert filled(plan, text).partition(": ")[2] == message


def test_a_report_without_units_has_no_table_of_them() -> None:
    publication = publish({REPORT: "titel: Läget\n", REPORT_TEXT: "{{ enhetstabell() }}\n"})
    assert told(publication) == [
        f"{REPORT_TEXT}:1:4: rapporten har inga enheter; skriv dem under enheter i rapport.yml"
    ]


def test_the_net_is_shown_only_in_the_same_measure() -> None:
    """Hours less kronor is nothing."""
    files = changed(OTHER, "helårseffekt: 100 000 kr", "helårseffekt: 100 timmar, omställningskostnad: 5 tkr")
    facts = words(soup(context_of(publish(files), "assistans"), '{{ faktaruta("projekt") }}'))
    assert "Omställningskostnad 5 tkr" in facts
    assert "Netto" not in facts
