"""The generated pages: which there are, also of nothing at all; and what people write is never run nor rendered."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from archives import (
    FILES,
    ORGANISATION,
    OTHER,
    OTHER_TEXT,
    PLAN,
    REPORT,
    REPORT_TEXT,
    TEXT,
    TODAY,
    changed,
    page,
    publish,
    site_of,
    told,
    write,
)
from bs4 import BeautifulSoup

from handlingsplan.site.pages import Site, read_site
from handlingsplan.site.publishing import publish_site

ROOT = Path(__file__).parents[2]
FOLDER = "plans/storby/2025/hemtjanst/uppfoljning"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The small municipality, with a follow-up and decisions."""
    decided = "beslut:\n  - {datum: 2025-02-03, instans: Nämnden, paragraf: § 4, typ: antagen}\n"
    files = {
        PLAN: FILES[PLAN] + decided + "giltighetstid: XX\n",
        REPORT: FILES[REPORT] + "undertecknare: [{namn: Anna Ek, roll: Chef}]\n",
        f"{FOLDER}/2025-03-31.yml": "åtgärder: [{åtgärd: bilar, status: klar, kommentar: Alla sålda}]\n",
        f"{FOLDER}/2025-06-30.yml": "kommentar: Halvår\n",
    }
    return site_of(tmp_path_factory.mktemp("storby"), files)


def test_every_plan_report_year_and_municipality_has_its_page(site: Site) -> None:
    uris = [each.uri for each in site.pages]
    assert len(uris) == len(set(uris))
    assert {
        "planer/index.md",
        "atgarder/index.md",
        "storby/index.md",
        "storby/2025/index.md",
        "storby/2025/hemtjanst/index.md",
        "storby/2025/assistans/index.md",
        "storby/2025/rapporter/laget/index.md",
    } <= set(uris)
    assert site.sections == (("Storbys kommun 2025", "storby/2025/index.md"),)


def test_a_plan_is_edited_in_its_own_two_files(site: Site) -> None:
    [plan] = [each for each in site.pages if each.uri == "storby/2025/hemtjanst/index.md"]
    assert (plan.title, plan.facts_path, plan.text_path) == ("Handlingsplan Hemtjänsten", PLAN, TEXT)
    assert not plan.trusted
    [report] = [each for each in site.pages if each.uri == "storby/2025/rapporter/laget/index.md"]
    assert (report.facts_path, report.text_path) == (REPORT, REPORT_TEXT)


def test_the_parts_of_a_plans_page_stand_in_order(site: Site) -> None:
    text = page(site, "storby/2025/hemtjanst/")
    parts = [
        'aria-label="Sökväg"',
        "hp-omslag",
        "hp-nyckel",
        "Åtgärder i Handlingsplan Hemtjänsten",
        "Nyckeltal i Handlingsplan Hemtjänsten",
        "## Sammanfattning",
        "## Uppföljning {: #uppfoljning-av-planen }",
        "Åtgärderna per 30 juni 2025",
        "Alla uppföljningar av planen",
        "## Beslut i ärendet {: #beslut-i-arendet }",
        "3 februari 2025: antagen</strong> (Nämnden, § 4)",
        "## Att stämma av {: #att-stamma-av }",
        "«giltighetstid» är inte ifyllt (det står XX).",
        "Inte hanterad.",
    ]
    places = [text.index(part) for part in parts]
    assert places == sorted(places)


@pytest.mark.parametrize(
    ("macro", "caption"),
    [("{{ åtgärdstabell() }}", "Åtgärder i Handl"), ("{{ nyckeltalstabell() }}", "Nyckeltal i Handl")],
)
def test_a_table_that_the_text_places_stands_only_there(tmp_path: Path, macro: str, caption: str) -> None:
    site = site_of(tmp_path, {TEXT: FILES[TEXT].replace("Vi ska", f"{macro}\n\nVi ska")})
    text = page(site, "storby/2025/hemtjanst/")
    assert text.count(f"<caption>{caption}") == 1
    assert text.index("## Sammanfattning") < text.index(f"<caption>{caption}")


def test_the_breadcrumb_leads_back(site: Site) -> None:
    soup = BeautifulSoup(page(site, "storby/2025/hemtjanst/"), "lxml")
    steps = [(step.get_text(), step.get("href")) for step in soup.select(".hp-brod li > *")]
    assert steps == [
        ("Start", "../../../"),
        ("Planer", "../../../planer/"),
        ("Storbys kommun", "../../"),
        ("2025", "../"),
        ("Hemtjänsten", None),
    ]


def test_a_report_tells_who_signed(site: Site) -> None:
    assert "<li><strong>Anna Ek</strong><br>Chef</li>" in page(site, "storby/2025/rapporter/laget/")


def test_a_year_lists_its_plans_and_reports(site: Site) -> None:
    soup = BeautifulSoup(page(site, "storby/2025/"), "lxml")
    links = {link.get_text(): link["href"] for link in soup.select("table a:not(.hp-tal), ul a")}
    assert links == {
        "Läget för Vård- och omsorgsnämnden": "laget/von/",
        "Hemtjänsten": "hemtjanst/",
        "Personlig assistans": "assistans/",
        "Alla enheter per 31 mars 2025": "uppfoljning/2025-03-31/",
        "Alla enheter per 30 juni 2025": "uppfoljning/2025-06-30/",
        "Läget": "rapporter/laget/",
    }


def test_the_register_has_every_action_and_says_what_is_left_out(site: Site) -> None:
    soup = BeautifulSoup(page(site, "atgarder/"), "lxml")
    assert soup.caption.get_text() == "Alla åtgärder (5 stycken)"
    links = {link.get_text(): link["href"] for link in soup.select("tbody a:not(.hp-tal)")}
    assert links["Fler timvikarier"] == "../storby/2025/hemtjanst/#timvikarier"
    totals = [cell.get_text(" ").replace("\u00a0", " ") for cell in soup.select("tfoot td")]
    assert totals[4:6] == [
        "760 000–860 000 kr 84 timmar + 1 åtgärd utan belopp",
        "880 000–980 000 kr 168 timmar + 1 åtgärd utan belopp",
    ]
    statuses = [badge.get_text() for badge in soup.select(".hp-status")]
    assert statuses.count("Klar") == 1, "as last followed up"


def test_a_checkout_with_errors_has_problems_and_no_pages(tmp_path: Path) -> None:
    site = site_of(tmp_path, {PLAN: "titl: A\n"})
    assert not site.pages
    assert f"{PLAN}:1:1: okänt fält «titl» – menade du «titel»?" in map(str, site.problems)


# nothing at all


@pytest.mark.parametrize("folders", [[], ["plans"], ["plans", "data"], ["plans/storby", "data/storby"]])
def test_an_empty_repository_has_friendly_pages_and_no_problem(tmp_path: Path, folders: list[str]) -> None:
    for folder in folders:
        (tmp_path / folder).mkdir(parents=True)
    site = read_site(tmp_path, TODAY)
    assert site.problems == ()
    assert {"planer/index.md", "atgarder/index.md"} <= {each.uri for each in site.pages}
    assert "Här finns inga planer ännu." in page(site, "planer/")
    assert "handlingsplan new kommun" in page(site, "planer/")
    assert "Här finns inga åtgärder ännu." in page(site, "atgarder/")


def test_a_municipality_without_plans_has_a_friendly_page(tmp_path: Path) -> None:
    site = site_of(tmp_path, {path: None for path in FILES if path != ORGANISATION})
    assert site.problems == ()
    assert "storby/index.md" in {each.uri for each in site.pages}
    assert "Här finns inga planer ännu." in page(site, "storby/")


def test_a_unit_manager_can_begin_with_one_line(tmp_path: Path) -> None:
    site = site_of(tmp_path, {**dict.fromkeys(FILES), ORGANISATION: FILES[ORGANISATION], PLAN: "status: utkast\n"})
    assert [str(problem) for problem in site.problems] == [
        f"{PLAN}:1:1: anmärkning saknad-text: planen har ingen text; skriv den i {TEXT}"
    ]
    assert "Handlingsplan Hemtjänsten" in [each.title for each in site.pages]


def test_an_empty_repository_is_built(tmp_path: Path) -> None:
    """With the project's own pages: the start page and the guide."""
    target = built(tmp_path, {})
    assert "Här finns inga planer ännu." in (target / "index.html").read_text(encoding="utf-8")


def built(root: Path, files: dict[str, str]) -> Path:
    """Build a site of these files with the project's own settings, theme and pages."""
    (root / "mkdocs.yml").write_bytes((ROOT / "mkdocs.yml").read_bytes())
    for folder in ("macros", "docs"):
        (root / folder).symlink_to(ROOT / folder)
    for folder in ("plans", "data"):
        (root / folder).mkdir()
    for path, text in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")
    assert publish_site(root) == 0
    return root / "site"


# what people write

#: What would be run, rendered or break out, were it not text.
HOSTILE = """<script>alert(1)</script> {{ 7*7 }} {% raw %} *stjärna* [x](javascript:x) `kod` "' &amp; <b>"""


FIELDS = (
    *("namn", "titel", "beskrivning", "kommentar", "källa", "urval", "rubrik", "ansvarig roll", "ej beräknad"),
    *("handläggare", "instans", "diarienummer", "gäller för", "personbunden förklaring", "förklaring", "lydelse"),
)
MORE = {
    PLAN: "titel: x\ndiarienummer: x\ngäller för: x\nbeslut: [{datum: 2025-01-01, typ: antagen, instans: x}]\n"
    "avstämning: [{anmärkning: platshållare, läge: förklarad, förklaring: x}]\ngiltighetstid: XX\n",
    REPORT: "handläggare: x\nundertecknare: [{namn: x}]\n",
    "data/storby/resultat.yml": "urval: x\npersonbunden: ja\npersonbunden förklaring: x\n",
}
FACTS = ('{{ tabell("resultat") }}', '{{ åtgärdstabell("hemtjanst", kolumner=["beskrivning", "status"]) }}')


def hostile_files() -> dict[str, str]:
    """Give the municipality with something hostile in every field of text."""
    files = {path: MORE.get(path, "") + text for path, text in FILES.items()}
    files[f"{FOLDER}/2025-03-31.yml"] = "kommentar: x\nåtgärder: [{åtgärd: bilar, kommentar: x}]\n"
    field = re.compile(rf"(\b(?:{'|'.join(FIELDS)}): )(?:x|[^,{{}}\n]*?)(?=,|}}|\n)")
    quoted = "'" + HOSTILE.replace("'", "''") + "'"
    for path in [path for path in files if path.endswith(".yml")]:
        files[path] = field.sub(lambda match: match[1] + quoted, files[path])
    cell = '"' + HOSTILE.replace('"', '""') + '"'
    files["data/storby/resultat.csv"] = files["data/storby/resultat.csv"].replace("Övertid", cell)
    files[TEXT] = "\n\n".join([*FACTS, FILES[TEXT]])
    files[REPORT_TEXT] = "\n\n".join([*FACTS, "{{ enhetstabell() }}", FILES[REPORT_TEXT]])
    return files


def test_nothing_that_people_write_in_facts_or_data_is_run_or_rendered(tmp_path: Path) -> None:
    """Each name, cell and comment is shown as it was typed, on every page that has it."""
    files = hostile_files()
    assert [line for line in told(publish(files)) if ": anmärkning " not in line] == []
    target = built(tmp_path, files)
    pages = {
        path.parent.relative_to(target).as_posix(): BeautifulSoup(path.read_text(encoding="utf-8"), "lxml")
        for path in target.rglob("*.html")
    }
    shown = {address: soup.article for address, soup in pages.items() if "alert(1)" in soup.article.get_text()}
    places = ("hemtjanst", "assistans", "rapporter/laget")
    assert {"atgarder", "planer", "storby", "storby/2025", *(f"storby/2025/{each}" for each in places)} <= set(shown)
    for address, article in shown.items():
        assert not article.select(
            'script:not([src$="/assets/javascripts/register.js"]), b, em, code, a[href^=javascript]'
        ), address
        assert not re.search(r"\b49\b", article.get_text()), address
        texts = [text for text in article.find_all(string=re.compile("stjärna")) if not text.find_parents("svg")]
        assert texts, address
        for text in texts:
            assert HOSTILE in " ".join(text.split()), (address, text)
    for address, soup in pages.items():
        assert not [script for script in soup.select("script") if "alert(1)" in script.get_text()], address


def test_names_of_units_are_text_in_the_navigation_too(tmp_path: Path) -> None:
    name = "Storby <i>kommun</i> & {{ 7*7 }}"
    target = built(tmp_path, {**FILES, **changed(ORGANISATION, "Storbys kommun", f"'{name}'")})
    soup = BeautifulSoup((target / "index.html").read_text(encoding="utf-8"), "lxml")
    assert name in soup.select_one(".md-nav--primary").get_text()
    assert name in soup.article.get_text()
    assert not soup.select("i")


def test_the_others_files_are_used_as_they_are(tmp_path: Path) -> None:
    """The hostile files differ from the sound ones; those are sound."""
    assert OTHER in hostile_files()
    assert OTHER_TEXT in hostile_files()
    assert read_site(write(tmp_path), TODAY).problems == ()
