"""Macros that give figures: an example of each, and what they say when they cannot."""

from __future__ import annotations

import pytest
from archives import (
    PLAN,
    TEXT,
    changed,
    context_of,
    context_of_report,
    filled,
    publish,
    told,
)

from handlingsplan.site.context import TextContext
from handlingsplan.text.places import Place

TIMES = 'skillnad(värde("timmar", "beslutade"), värde("timmar", "utförda"))'
UNIT_MISSING = '1:4: skriv vilken enhet det gäller, till exempel enhet="hemtjanst"'


@pytest.fixture(scope="module")
def plan() -> TextContext:
    """The context of Hemtjänsten's plan."""
    publication = publish()
    assert told(publication) == []
    return context_of(publication)


@pytest.fixture(scope="module")
def report() -> TextContext:
    return context_of_report(publish())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('{{ belopp("timvikarier") }}', "480 tkr"),
        ('{{ belopp("timvikarier", "i år") }}', "360 tkr"),
        ('{{ belopp("timvikarier", när="helår") }}', "480 tkr"),
        ('{{ belopp("bilar") }}', "300–400 tkr"),
        ('{{ belopp("apt") }}', "168 timmar"),
        ('{{ belopp("apt", "i år") }}', "84 timmar"),
        ('{{ belopp("projekt", enhet="assistans") }}', "100 000 kr"),
        ("{{ summa_effekt() }}", "780–880 tkr"),
        ('{{ summa_effekt("i år") }}', "660–760 tkr"),
        ('{{ summa_effekt(enhet="assistans") }}', "100 000 kr"),
        ("{{ åtgärdskrav() }}", "0,6 mkr"),
        ('{{ utgångsläge("budget") }} och {{ utgångsläge("prognos") }}', "41,6 mkr och 43,1 mkr"),
        ('{{ omställningskostnad("timvikarier") }}', "60 tkr"),
        ('{{ beräkning("apt") }}', "42 medarbetare × 4 timmar = 168 timmar"),
        ('{{ nyckeltal("utforandegrad") }}', "66,2 %"),
        ('{{ nyckeltal("utforandegrad", "mål") }}', "66 %"),
        ('{{ nyckeltal("utforandegrad", "2024-12") }}', "64,6 %"),
        ('{{ värde("resultat", "Övertid", "utfall") }}', "−1 150 tkr"),
        ('{{ värde("resultat", "Övertid", "avvikelse") }}', "−550 tkr"),
        ('{{ värde("resultat", "Övertid", "konto") }}', "Övertid"),
        ('{{ värde("timmar", "beslutade") }}', "601,75 timmar"),
        ('{{ summa("resultat", "utfall") }}', "−36 100 tkr"),
        ('{{ summa("timmar") }}', "1 248,75 timmar"),
        ('{{ summa("resultat", "utfall", urval={"konto": ["Personal", "Övertid"]}) }}', "−34 050 tkr"),
        ('{{ antal("resultat") }} av {{ antal("resultat", {"konto": ["Bilar"]}) }}', "3 av 1"),
        ('{{ skillnad(åtgärdskrav(), belopp("timvikarier")) }}', "120 tkr"),
        ('{{ skillnad(belopp("timvikarier"), belopp("bilar")) }}', "80–180 tkr"),
        ('{{ plus(belopp("timvikarier"), belopp("bilar")) }}', "780–880 tkr"),
        ('{{ andel(belopp("timvikarier"), åtgärdskrav()) }}', "80 %"),
        ('{{ andel(värde("resultat", "Övertid", "utfall"), summa("resultat", "utfall")) }}', "3,2 %"),
        ('{{ gånger(belopp("apt"), 2) }}', "336 timmar"),
        ('{{ gånger(belopp("bilar"), 3) }}', "900–1 200 tkr"),
        ('{{ gånger(belopp("bilar"), -1) }}', "−400–−300 tkr"),
        ('{{ belopp("timvikarier") | som("kronor") }}', "480 000 kronor"),
        ('{{ åtgärdskrav() | som("miljoner kronor", decimaler=2) }}', "0,60 miljoner kronor"),
        ('{{ åtgärdskrav() | som("") }}', "0,6"),
        ('{{ värde("resultat", "Övertid", "avvikelse") | som("tkr", tecken="utan") }}', "550 tkr"),
        ('{{ belopp("timvikarier") | som("tkr", tecken="alltid") }}', "+480 tkr"),
        ('{{ nyckeltal("utforandegrad") | som("procent", decimaler=0) }}', "66 procent"),
        ('{{ värde("timmar", "beslutade") | som("timmar och minuter") }}', "601 timmar och 45 minuter"),
        ('{{ värde("timmar", "utförda") | som("timmar och minuter") }}', "647 timmar"),
        (f'{{{{ {TIMES} | som("timmar och minuter") }}}}', "−45 timmar och 15 minuter"),
        (f'{{{{ {TIMES} | som("timmar och minuter", tecken="utan") }}}}', "45 timmar och 15 minuter"),
        (f'{{{{ gånger({TIMES}, -1) | som("timmar och minuter", tecken="alltid") }}}}', "+45 timmar och 15 minuter"),
    ],
)
def test_each_macro_by_example(plan: TextContext, text: str, expected: str) -> None:
    assert filled(plan, text) == expected


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('{{ belopp("timvikare") }}', "planen har ingen åtgärd «timvikare» – menade du «timvikarier»?"),
        ('{{ belopp("xyz") }}', "planen har ingen åtgärd «xyz»"),
        ('{{ belopp("planering") }}', "åtgärden «planering» har ingen beräknad effekt (helår)"),
        (
            '{{ belopp("apt", "i fjol") }}',
            "makrot belopp(): argumentet «när» ska vara «helår» eller «i år», inte «i fjol»",
        ),
        (
            '{{ belopp("apt", enhet="hemtjnst") }}',
            "enheten «hemtjnst» har ingen plan för 2025 – menade du «hemtjanst»?",
        ),
        ('{{ belopp("apt", enhet="nattpatrull") }}', "enheten «nattpatrull» har ingen plan för 2025"),
        ("{{ belopp() }}", "makrot belopp() saknar argumentet «åtgärd»"),
        ('{{ utgångsläge("underskott") }}', "planen saknar utgångsläge: underskott"),
        ('{{ åtgärdskrav("assistent") }}', "enheten «assistent» har ingen plan för 2025 – menade du «assistans»?"),
        ('{{ omställningskostnad("bilar") }}', "planen saknar omställningskostnad för «bilar»"),
        ('{{ beräkning("bilar") }}', "åtgärden «bilar» har ingen beräkning"),
        ('{{ nyckeltal("utforandegrd") }}', "planen har inget nyckeltal «utforandegrd» – menade du «utforandegrad»?"),
        ('{{ nyckeltal("bomtid") }}', "nyckeltalet «bomtid» har inget utfall i datamängden"),
        ('{{ nyckeltal("bomtid", "mål") }}', "planen saknar mål för nyckeltalet «bomtid»"),
        (
            '{{ nyckeltal("utforandegrad", "2025-09") }}',
            "nyckeltalet «utforandegrad» har inget utfall för «2025-09»; det finns 2024-12 och 2025-03",
        ),
        (
            '{{ värde("resultt", "Övertid", "utfall") }}',
            "datamängden «resultt» finns inte i data/storby/ – menade du «resultat»?",
        ),
        ('{{ summa("pengar") }}', "datamängden «pengar» finns inte i data/storby/"),
        (
            '{{ värde("resultat", "Övertd", "utfall") }}',
            "datamängden «resultat» har ingen rad «Övertd» – menade du «Övertid»?",
        ),
        (
            '{{ värde("resultat", "Övertid", "utfal") }}',
            "datamängden «resultat» har ingen kolumn «utfal» – menade du «utfall»?",
        ),
        ('{{ värde("resultat", "Övertid") }}', "skriv vilken kolumn det gäller: budget, utfall eller avvikelse"),
        ('{{ summa("resultat") }}', "skriv vilken kolumn det gäller: budget, utfall eller avvikelse"),
        ('{{ summa("resultat", "konto") }}', "kolumnen «konto» är text och kan inte summeras"),
        (
            '{{ summa("resultat", "utfall", {"knto": ["Bilar"]}) }}',
            "datamängden «resultat» har ingen kolumn «knto» – menade du «konto»?",
        ),
        (
            '{{ antal("resultat", {"konto": ["x"]}) }}',
            "ingen rad har «x» i kolumnen «konto»",
        ),
        ('{{ skillnad(åtgärdskrav(), belopp("apt")) }}', "kronor och timmar kan inte räknas ihop"),
        ('{{ plus(belopp("apt"), nyckeltal("utforandegrad")) }}', "timmar och procent kan inte räknas ihop"),
        ('{{ andel(belopp("apt"), åtgärdskrav()) }}', "168 timmar och 0,6 mkr mäter inte samma sak"),
        (
            "{{ andel(åtgärdskrav(), skillnad(åtgärdskrav(), åtgärdskrav())) }}",
            "andelen kan inte räknas: det hela är 0",
        ),
        ('{{ gånger(belopp("apt"), 10001) }}', "faktorn ska vara från -10 000 till 10 000"),
        (
            '{{ gånger(belopp("apt"), "2") }}',
            "makrot gånger(): argumentet «faktor» ska vara ett heltal, inte en text",
        ),
        ('{{ belopp("apt") | som("tkr") }}', "168 timmar kan inte visas som tkr"),
        ('{{ åtgärdskrav() | som("timmar och minuter") }}', "0,6 mkr kan inte visas som timmar och minuter"),
        (
            '{{ åtgärdskrav() | som("miljn kronor") }}',
            "okänd enhet «miljn kronor» – menade du «miljon kronor»?",
        ),
        ('{{ åtgärdskrav() | som("euro") }}', "okänd enhet «euro»"),
        ('{{ åtgärdskrav() | som("tkr", tecken="plus") }}', "tecken ska vara «utan» eller «alltid», inte «plus»"),
        ('{{ åtgärdskrav() | som("tkr", decimaler=7) }}', "decimaler ska vara 0 till 6"),
        (
            '{{ "1 000 kr" | som("tkr") }}',
            "filtret som: värdet före | ska vara ett värde från ett makro, inte en text",
        ),
    ],
)
def test_what_each_macro_says_when_it_cannot(plan: TextContext, text: str, message: str) -> None:
    assert filled(plan, text).partition(": ")[2] == message


def test_a_value_that_is_missing_is_told() -> None:
    files = {
        "data/storby/tomt.yml": "titel: Tomt\nkolumner: {vad: text, tal: tkr}\n",
        "data/storby/tomt.csv": "vad;tal\na;\n",
    }
    context = context_of(publish(files))
    assert (
        filled(context, '{{ värde("tomt", "a", "tal") }}')
        == "1:4: raden «a» i «tomt» har inget värde i kolumnen «tal»"
    )
    assert filled(context, '{{ värde("tomt", "a") }}') == "1:4: raden «a» i «tomt» har inget värde i kolumnen «tal»"
    assert filled(context, '{{ summa("tomt") }}') == "1:4: kolumnen «tal» i «tomt» har inget värde att summera"


def test_a_sum_of_nothing_is_told() -> None:
    context = context_of(publish({PLAN: "titel: Tom\n", TEXT: ""}))
    assert filled(context, "{{ summa_effekt() }}") == "1:4: planen har ingen åtgärd med belopp att summera"
    assert filled(context, "{{ åtgärdskrav() }}") == "1:4: planen saknar åtgärdskrav"
    assert filled(context, '{{ utgångsläge("budget") }}') == "1:4: planen saknar utgångsläge: budget"


def test_in_a_report_the_unit_must_be_said(report: TextContext) -> None:
    assert (
        filled(report, "{{ åtgärdskrav() }}") == '1:4: skriv vilken enhet det gäller, till exempel enhet="hemtjanst"'
    )
    assert filled(report, '{{ åtgärdskrav(enhet="hemtjanst") }}') == "0,6 mkr"
    assert filled(report, '{{ nyckeltal("utforandegrad", enhet="hemtjanst") }}') == "66,2 %"
    assert filled(report, '{{ summa("resultat", "utfall") }}') == "−36 100 tkr"


def test_on_the_sites_own_pages_there_is_no_plan() -> None:
    site = TextContext(publish().library)
    assert filled(site, "{{ åtgärdskrav() }}") == UNIT_MISSING
    told_there = "1:4: makrot kan bara användas i en plan eller rapport"
    assert filled(site, '{{ åtgärdskrav("hemtjanst") }}') == told_there
    assert filled(site, '{{ summa("resultat") }}') == told_there


def test_figures_that_grow_out_of_all_bounds_are_refused(plan: TextContext) -> None:
    text = "åtgärdskrav()"
    for _ in range(10):
        text = f"gånger({text}, 10000)"
    assert filled(plan, f"{{{{ {text} }}}}").endswith(": talet blir orimligt stort")
    half = "gånger(gånger(gånger(åtgärdskrav(), 10000), 10000), 15)"
    assert filled(plan, f"{{{{ {half} }}}}") == "900 000 000,0 mkr"
    assert filled(plan, f"{{{{ plus({half}, {half}) }}}}").endswith(": talet blir orimligt stort")


# uppgivet


@pytest.mark.parametrize(
    ("wording", "figure"),
    [
        ("45 timmar och 15 min", TIMES),
        ("45 timmar och 15 minuter", TIMES),
        ("45:15 timmar", TIMES),
        ("45,25", TIMES),
        ("-45,25", TIMES),
        ("0,6 miljoner kronor", "åtgärdskrav()"),
        ("600 000", 'åtgärdskrav() | som("kr")'),
        ("- 550 000 kr", 'värde("resultat", "Övertid", "avvikelse")'),
        ("0,6 mkr", 'värde("resultat", "Övertid", "avvikelse")'),
        ("480 000 kr per år", 'belopp("timvikarier")'),
        ("480 tkr.", 'belopp("timvikarier")'),
        ("ca 480 tkr", 'belopp("timvikarier")'),
        ("42 medarbetare × 4 timmar = 168 timmar", 'belopp("apt")'),
        ("300 tkr", 'belopp("bilar")'),
        ("400 tkr", 'belopp("bilar")'),
        ("66 procent", 'nyckeltal("utforandegrad")'),
    ],
)
def test_a_wording_that_says_the_same_is_shown_as_it_is(plan: TextContext, wording: str, figure: str) -> None:
    plan.remarks.clear()
    assert filled(plan, f'{{{{ uppgivet("{wording}", {figure}) }}}}') == wording
    assert plan.remarks == []


@pytest.mark.parametrize(
    ("wording", "figure", "computed"),
    [
        ("601,45", 'värde("timmar", "beslutade")', "601,75 timmar"),
        ("330,500 kr", 'belopp("timvikarier")', "480 tkr"),
        ("1 659 900 kr", 'summa("resultat", "utfall")', "36 100 000 kr"),
        ("2,7 miljoner kronor", "åtgärdskrav()", "0,6 mkr"),
        ("en halv miljon", 'belopp("timvikarier")', "480 tkr"),
        ("350 tkr", 'belopp("bilar")', "300–400 tkr"),
        ("45 timmar", 'belopp("timvikarier")', "480 tkr"),
        ("45 timmar och 16 min", TIMES, "45,25 timmar"),
        ("66,3 procent", 'nyckeltal("utforandegrad")', "66,2 %"),
    ],
)
def test_a_wording_that_says_another_number_has_the_computed_beside_it(
    plan: TextContext, wording: str, figure: str, computed: str
) -> None:
    plan.remarks.clear()
    text = filled(plan, f'{{{{ uppgivet("{wording}", {figure}) }}}}')
    sign = "−" if f"−{computed}" in text else ""
    assert text == (
        f'<span class="hp-uppgivet">{wording} <span class="hp-beraknat">(beräknat: {sign}{computed})</span></span>'
    )
    [noted] = plan.remarks
    assert noted.message.replace("\u00a0", " ") == f"texten säger «{wording}» men det beräknade är {sign}{computed}"
    assert (noted.code, noted.subject) == ("uppgivet-skiljer", wording)


def test_two_million_seven_hundred_and_fifty_thousand_is_not_2_7_million() -> None:
    """The real case: 2 750 tkr, rounded as the wording is, is 2,8 mkr."""
    context = context_of(publish(changed(PLAN, "åtgärdskrav: 0,6 mkr", "åtgärdskrav: 2 750 tkr")))
    text = filled(context, '{{ uppgivet("2,7 miljoner kronor", åtgärdskrav()) }}')
    assert text.endswith("(beräknat: 2,8 mkr)</span></span>")
    assert filled(context, '{{ uppgivet("2,8 miljoner kronor", åtgärdskrav()) }}') == "2,8 miljoner kronor"
    one = context_of(publish(changed(PLAN, "åtgärdskrav: 0,6 mkr", "åtgärdskrav: 1 mkr")))
    assert filled(one, '{{ uppgivet("en miljon kronor", åtgärdskrav()) }}') == "en miljon kronor"


def test_a_wording_is_never_html_nor_markdown(plan: TextContext) -> None:
    wording = "<b>0,6</b> *mkr* & 'så'"
    text = filled(plan, f'{{{{ uppgivet("{wording}", åtgärdskrav()) }}}}')
    assert "&lt;b&gt;0,6&lt;/b&gt; *mkr* &amp; &#39;så&#39;" in text


def test_a_remark_stands_at_its_macro_in_the_file() -> None:
    text = 'Ingress\n\n## Fler timvikarier {: #timvikarier }\n\nDet är {{ uppgivet("3 mkr", åtgärdskrav()) }}.\n'
    publication = publish({TEXT: text})
    [place] = [problem.place for problem in publication.problems if problem.code == "uppgivet-skiljer"]
    assert place == Place(TEXT, 5, 11)
