"""The register of all actions as a table, with what its script is told, and as a file."""

from __future__ import annotations

import csv

from archives import FILES, OTHER, PLAN, changed, publish, shown
from bs4 import BeautifulSoup
from markupsafe import Markup

from handlingsplan.site.context import TextContext
from handlingsplan.site.register import register_file, register_html

FOLLOW_UP = "plans/storby/2025/hemtjanst/uppfoljning/2025-06-30.yml"


def texts(html: Markup, selector: str) -> list[str]:
    return [shown(each.get_text(" ", strip=True)) for each in BeautifulSoup(html, "lxml").select(selector)]


def site(files: dict[str, str | None] | None = None) -> TextContext:
    return TextContext(publish(files).library)


def data(html: Markup) -> list[dict[str, str]]:
    """What the script is told of each row, without the line of the file."""
    rows = BeautifulSoup(html, "lxml").select("tbody tr")
    return [{name[5:]: value for name, value in row.attrs.items() if name != "data-csv"} for row in rows]


def test_hours_of_one_unit_and_kronor_of_another_stay_apart() -> None:
    files = changed(OTHER, "helårseffekt: 100 000 kr", "helårseffekt: 40 timmar")
    html = register_html(site(files))
    assert texts(html, "tfoot td")[4:6] == [
        "660–760 tkr 124 timmar + 1 åtgärd utan belopp",
        "780–880 tkr 208 timmar + 1 åtgärd utan belopp",
    ]


def test_what_has_no_figure_is_said_so_in_the_register() -> None:
    files = changed(OTHER, "startdatum: 2025-01-01, helårseffekt: 100 000 kr", "startdatum: 2025-01-01")
    rows = texts(register_html(site(files)), "tbody tr")
    assert (
        rows[-1]
        == "Rätt projekt Storbys kommun Vård- och omsorgsnämnden Personlig assistans 2025 2025-01-01 Saknas – Planerad"
    )
    assert rows[3].endswith("2025-01-01 Ej beräknad – Pågår")


def test_a_row_tells_the_script_its_amounts_in_kronor() -> None:
    rows = data(register_html(site()))
    shared = {"kommun": "storbys-kommun", "namnd": "vard-och-omsorgsnamnden", "enhet": "hemtjansten", "ar": "2025"}
    planned = {**shared, "status": "planerad", "bedomning": "ingen"}
    whole_year = {"start": "2025-01-01"}
    assert rows[0] == {
        **planned,
        "storlek": "minst-100",
        "start": "2025-04-01",
        "mer": "Mindre övertid",
        "effekt": "360000",
        "hogst": "360000",
        "helar": "480000",
    }
    interval = {"storlek": "minst-100", "effekt": "300000", "hogst": "400000", "helar": "300000"}
    assert rows[1] == {**planned, **whole_year, **interval}
    assert rows[2] == {**planned, "start": "2025-07-01", "storlek": "annat"}
    assert rows[3] == {**planned, **whole_year, "status": "pagar", "storlek": "utan"}


def test_sizes_hold_the_smaller_ones() -> None:
    files = changed(OTHER, "100 000 kr", "1 200 tkr")
    assert data(register_html(site(files)))[-1]["storlek"] == "minst-1000 minst-500 minst-100"
    assert data(register_html(site(changed(OTHER, "100 000 kr", "99 tkr"))))[-1]["storlek"] == "under-100"


def test_a_filter_offers_what_there_is_in_its_order() -> None:
    said = "åtgärder:\n  - {åtgärd: bilar, bedömning: röd}\n  - {åtgärd: apt, bedömning: grön, status: klar}\n"
    html = register_html(site({FOLLOW_UP: said}))
    offered = {
        select["name"]: [option.get_text() for option in select.select("option")]
        for select in BeautifulSoup(html, "lxml").select("select")
    }
    assert offered["enhet"] == ["Alla", "Hemtjänsten", "Personlig assistans"]
    assert offered["status"] == ["Alla", "Klar", "Planerad", "Pågår"]
    assert offered["bedomning"] == ["Alla", "Grön", "Röd", "Inte bedömd"]
    assert offered["storlek"] == ["Alla", "Minst 100 tkr", "Timmar eller årsarbetare", "Utan belopp"]
    assert texts(html, "tbody tr")[1].endswith("Planerad Röd")


def test_without_the_script_nothing_can_be_chosen_but_all_is_there() -> None:
    html = BeautifulSoup(register_html(site()), "lxml")
    assert html.form.has_attr("hidden")
    assert len(html.select("tbody tr:not([hidden])")) == 5
    assert html.select_one("a[download]")["href"] == "atgarder.csv"


def test_how_many_and_how_much() -> None:
    assert texts(register_html(site()), "[role=status]") == ["5 åtgärder, 760–860 tkr i år. 2 utan belopp i kronor."]
    exact = changed(OTHER, "100 000 kr", "ca 100 001 kr")
    assert texts(register_html(site(exact)), "[role=status]") == [
        "5 åtgärder, cirka 760 001–860 001 kr i år. 2 utan belopp i kronor."
    ]
    none = {**dict.fromkeys(path for path in FILES if "hemtjanst" in path), OTHER: "åtgärder: []\n"}
    assert "handlingsplan new kommun" in register_html(site({**none}))


def test_the_file_has_every_action_with_its_amounts_as_numbers() -> None:
    content = register_file(site()).content
    assert content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(content.decode("utf-8-sig").splitlines(), delimiter=";"))
    assert len(rows) == 5
    first = {name: shown(value) for name, value in rows[1].items()}
    assert first == {
        "Åtgärd": "Färre bilar",
        "Kommun": "Storbys kommun",
        "Nämnd": "Vård- och omsorgsnämnden",
        "Enhet": "Hemtjänsten",
        "År": "2025",
        "Startdatum": "2025-01-01",
        "Status": "planerad",
        "Bedömning": "",
        "Effekt i år, minst, kr": "300000",
        "Effekt i år, högst, kr": "400000",
        "Helårseffekt, minst, kr": "300000",
        "Helårseffekt, högst, kr": "400000",
        "Effekt i år, i ord": "300–400 tkr",
        "Helårseffekt, i ord": "300–400 tkr",
    }
    assert rows[3]["Effekt i år, i ord"] == "Håller budget"


def test_no_cell_is_run_as_a_formula() -> None:
    files = changed(PLAN, "namn: Färre bilar", "namn: '=HYPERLINK(\"x\");1'")
    text = register_file(site(files)).content.decode("utf-8-sig")
    assert "'=HYPERLINK" in text
    assert not [
        cell for row in csv.reader(text.splitlines(), delimiter=";") for cell in row if cell[:1] in "=+@" and cell
    ]


def test_a_row_holds_its_line_of_the_file() -> None:
    files = changed(PLAN, "namn: Färre bilar", "namn: 'Färre \"stora\" bilar; <b>&'")
    context = site(files)
    rows = BeautifulSoup(register_html(context), "lxml").select("tbody tr")
    lines = register_file(context).content.decode("utf-8-sig").split("\r\n")
    assert [row["data-csv"] for row in rows] == lines[1:-1]
    assert BeautifulSoup(register_html(context), "lxml").select_one("a[download]")["data-header"] == lines[0]
