"""The macros for charts, and the charts that stand by themselves on the site's pages."""

from __future__ import annotations

import re

import pytest
from archives import FILES, PLAN, TEXT, context_of, context_of_report, filled, publish

from handlingsplan.site.context import TextContext
from handlingsplan.site.list_pages import year_page
from handlingsplan.site.plan_pages import plan_page

OVER_TIME = {
    "data/storby/personal.yml": """\
titel: Årsarbetare
kolumner: {grupp: text, januari 2025: årsarbetare, mars 2025: årsarbetare}
uppgivet:
  - {rad: Alla, summa: ja, värden: {januari 2025: "40", mars 2025: "38"}}
""",
    "data/storby/tomt.yml": "titel: Tomt\nkolumner: {vad: text}\n",
    "data/storby/tomt.csv": "vad\nx\n",
    "data/storby/personal.csv": "grupp;januari 2025;mars 2025\nTillsvidare;28;29\nTimanställda;12;9\n",
}


def titles(text: str) -> list[str]:
    return re.findall(r"<figcaption><strong>(.*?)</strong>", text)


@pytest.fixture(scope="module")
def plan() -> TextContext:
    return context_of(publish(OVER_TIME))


@pytest.fixture(scope="module")
def report() -> TextContext:
    return context_of_report(publish(OVER_TIME))


@pytest.mark.parametrize(
    ("macro", "title"),
    [
        ("diagram_krav()", "Åtgärdskrav och effekt 2025, Hemtjänsten"),
        ('diagram_krav("assistans")', "Åtgärdskrav och effekt 2025, Personlig assistans"),
        ('diagram_krav(rubrik="Så långt")', "Så långt"),
        ("diagram_vattenfall()", "Från åtgärdskrav till resultat 2025, Hemtjänsten"),
        ('diagram_vattenfall("helår")', "Från åtgärdskrav till resultat helår, Hemtjänsten"),
        ("diagram_nyckeltal()", "Nyckeltal och mål, Hemtjänsten"),
        ('diagram_nyckeltal("utforandegrad")', "Nyckeltal och mål, Hemtjänsten"),
        ('diagram_utfall("resultat")', "avvikelse: Resultat 2025"),
        ('diagram_utfall("resultat", kolumn="utfall")', "utfall: Resultat 2025"),
        ('diagram_över_tid("personal")', "Årsarbetare"),
        ('diagram_över_tid("personal", nivå=värde("personal", "Tillsvidare", "mars 2025"))', "Årsarbetare"),
    ],
)
def test_each_macro_draws(plan: TextContext, macro: str, title: str) -> None:
    assert titles(filled(plan, f"{{{{ {macro} }}}}")) == [title]


@pytest.mark.parametrize(
    ("macro", "complaint"),
    [
        ('diagram_krav("hemtjans")', "menade du «hemtjanst»?"),
        ('diagram_nyckeltal("utforande")', "planen har inget nyckeltal «utforande» – menade du «utforandegrad»?"),
        ('diagram_nyckeltal("bomtid")', "det finns varken utfall eller mål att rita"),
        ('diagram_nyckeltal(enhet="assistans")', "det finns varken utfall eller mål att rita"),
        ('diagram_utfall("resultatet")', "menade du «resultat»?"),
        ('diagram_utfall("resultat", kolumn="konto")', "kolumnen «konto» är text och kan inte ritas"),
        ('diagram_utfall("resultat", sortera="utfal")', "menade du «utfall»?"),
        ('diagram_utfall("personal")', "skriv vilken kolumn som ska ritas: januari 2025 eller mars 2025"),
        ('diagram_över_tid("personal", kolumner=["grupp"])', "kolumnen «grupp» är text och kan inte ritas"),
        ('diagram_över_tid("tomt")', "datamängden har ingen kolumn med tal att rita över tid"),
        ('diagram_vattenfall("i fjol")', "ska vara «helår» eller «i år», inte «i fjol»"),
    ],
)
def test_what_each_macro_says_when_it_cannot(plan: TextContext, macro: str, complaint: str) -> None:
    assert complaint in filled(plan, f"{{{{ {macro} }}}}")


def test_a_report_draws_all_its_units_or_one(report: TextContext) -> None:
    whole = filled(report, "{{ diagram_krav() }}")
    assert titles(whole) == ["Åtgärdskrav och effekt per enhet 2025"]
    assert "Alla enheter" in whole
    assert titles(filled(report, '{{ diagram_krav("hemtjanst") }}')) == ["Åtgärdskrav och effekt 2025, Hemtjänsten"]
    assert "skriv vilken enhet" in filled(report, "{{ diagram_vattenfall() }}")


def test_a_plan_without_a_requirement_has_nothing_to_draw() -> None:
    without = context_of(publish({PLAN: FILES[PLAN].replace("åtgärdskrav: 0,6 mkr\n", ""), TEXT: "## Åtgärder\n"}))
    assert "det finns inget åtgärdskrav att rita" in filled(without, "{{ diagram_krav() }}")
    assert "varken underskott eller åtgärdskrav" in filled(without, "{{ diagram_vattenfall() }}")


def test_a_deficit_goes_before_the_requirement() -> None:
    """Whether it is written with a minus or not."""
    for written in ("1,5 mkr", "-1,5 mkr"):
        changed = FILES[PLAN].replace("  prognos: 43,1 mkr\n", f"  prognos: 43,1 mkr\n  underskott: {written}\n")
        text = filled(context_of(publish({PLAN: changed})), "{{ diagram_vattenfall() }}")
        assert titles(text) == ["Från underskott till resultat 2025, Hemtjänsten"]
        assert ">1,5 mkr</text>" in text


def test_rows_are_chosen_sorted_and_named(plan: TextContext) -> None:
    text = filled(
        plan, '{{ diagram_utfall("resultat", sortera="-avvikelse", urval={"konto": ["Övertid", "Bilar"]}) }}'
    )
    assert re.findall(r'class="d-(?:namn|varde)"[^>]*>([^<]*)<', text) == ["Bilar", "−150 tkr", "Övertid", "−550 tkr"]


def test_a_total_is_drawn_when_the_source_has_one(plan: TextContext) -> None:
    text = filled(plan, '{{ diagram_över_tid("personal") }}')
    assert re.findall(r'class="d-punktvarde"[^>]*>([^<]*)<', text) == ["40", "28", "12", "38", "29", "9"]
    assert "Alla" not in titles(filled(plan, '{{ diagram_över_tid("personal", summarad=nej) }}'))
    assert "Samtliga</li>" in filled(plan, '{{ diagram_över_tid("personal", summarad="Samtliga") }}')


def test_every_chart_of_a_page_has_its_own_name(plan: TextContext) -> None:
    text = filled(plan, "{{ diagram_krav() }}\n\n{{ diagram_krav() }}")
    ids = re.findall(r' id="([^"]*)"', text)
    assert len(ids) == len(set(ids)) > 4


def test_other_pages_do_not_change_the_names_of_a_page() -> None:
    """The same plan gives the same bytes, whatever else is drawn before it."""
    alone, after = publish(OVER_TIME), publish(OVER_TIME)
    filled(context_of(after, "assistans"), "{{ diagram_krav() }}")
    assert filled(context_of(alone), "{{ diagram_krav() }}") == filled(context_of(after), "{{ diagram_krav() }}")


def page(files: dict[str, str]) -> str:
    publication = publish(files)
    [municipality] = publication.library.archive.municipalities
    plan = municipality.plan(2025, "hemtjanst")
    assert plan is not None
    return publication.library.fragments.insert(plan_page(publication, municipality, plan).markdown)


def test_a_plans_page_has_its_charts_unless_its_text_places_them() -> None:
    every = ["Åtgärdskrav och effekt", "Från åtgärdskrav till resultat", "Nyckeltal och mål"]
    assert [title.split(" 2025")[0].split(", ")[0] for title in titles(page({}))] == every
    placed = FILES[TEXT].replace("Vi ska spara", "{{ diagram_krav() }}\n\n{{ diagram_vattenfall() }}\n\nVi ska spara")
    found = titles(page({TEXT: placed}))
    assert sorted(title.split(" 2025")[0].split(", ")[0] for title in found) == sorted(every)
    assert found[0].startswith("Nyckeltal")


def test_a_years_page_has_one_chart_below_its_table() -> None:
    publication = publish()
    [municipality] = publication.library.archive.municipalities
    year = year_page(TextContext(publication.library), municipality, 2025)
    text = publication.library.fragments.insert(year.markdown)
    assert titles(text) == ["Åtgärdskrav och effekt per enhet 2025"]
    assert text.index("<table") < text.index("<figure")


def test_the_search_leaves_charts_aside() -> None:
    figures = re.findall(r"<figure[^>]*>", page({}))
    assert [" data-search-exclude" in each for each in figures] == [True] * 3
