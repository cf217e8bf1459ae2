"""Boxes of facts: the cover of a plan, the head of a report, the facts of an action, the figures at a glance."""

from __future__ import annotations

import pytest
from archives import FILES, PLAN, REPORT, TEXT, changed, context_of, plan_of, publish, report_of, shown
from bs4 import BeautifulSoup
from markupsafe import Markup

from handlingsplan.analysis.effects import Total
from handlingsplan.model.effect import Effect
from handlingsplan.site.fact_boxes import cover_html, fact_box_html, report_head_html, tiles_html
from handlingsplan.site.publication import Publication
from handlingsplan.site.rendering import render
from handlingsplan.site.tiles import Tile, gap_tile, total_tile
from handlingsplan.text.quantities import Dimension, money, parse_quantity


def facts(html: Markup) -> dict[str, str]:
    soup = BeautifulSoup(html, "lxml")
    return {shown(each.dt.get_text()): shown(each.dd.get_text(" ", strip=True)) for each in soup.select("dl > div")}


def cover(publication: Publication) -> dict[str, str]:
    [municipality] = publication.library.archive.municipalities
    return facts(cover_html(plan_of(publication), municipality))


def box(publication: Publication, action: str) -> dict[str, str]:
    context = context_of(publication)
    return facts(fact_box_html(context, plan_of(publication), context.effect_of(action)))


# the cover


def test_the_cover_has_the_fields_of_the_form_and_says_what_is_missing() -> None:
    assert cover(publish()) == {
        "Typ av styrdokument": "Åtgärdsplan",
        "Beslutande instans": "Vård- och omsorgsnämnden",
        "Gäller för": "Hemtjänsten",
        "Saknas": "datum för beslut, diarienummer, giltighetstid, revideras senast och dokumentansvarig",
    }


def test_a_placeholder_is_shown_as_it_stands_and_said_not_to_be_filled_in() -> None:
    written = (
        "diarienummer: 2025.019 VON\ngäller för: XX\ndatum för beslut: ÅÅÅÅ-MM-DD\nrevideras senast: 2026-01-01\n"
    )
    known = cover(publish({PLAN: written + FILES[PLAN]}))
    assert known["Gäller för"] == "XX (ej ifyllt)"
    assert known["Datum för beslut"] == "ÅÅÅÅ-MM-DD (ej ifyllt)"
    assert known["Revideras senast"] == "2026-01-01"
    assert known["Diarienummer"] == "2025.019 VON"
    assert known["Saknas"] == "giltighetstid och dokumentansvarig"


def test_the_cover_says_where_the_unit_belongs_and_how_far_the_plan_has_come() -> None:
    publication = publish({PLAN: "status: beslutad\n" + FILES[PLAN]})
    [municipality] = publication.library.archive.municipalities
    head = BeautifulSoup(cover_html(plan_of(publication), municipality), "lxml").select_one(
        ".hp-omslag__organisation"
    )
    assert head.get_text() == "Storbys kommun · Vård- och omsorgsförvaltningen · Egen regi Beslutad"
    assert head.select_one(".hp-status")["class"] == ["hp-status", "beslutad"]


def test_the_head_of_a_report() -> None:
    more = (
        "typ: åtgärdsplan\ndatum: 2025-04-02\nperiod: 2025-03-31\ndiarienummer: 2025.001\nhandläggare: Controller\n"
    )
    publication = publish({REPORT: FILES[REPORT] + more})
    [municipality] = publication.library.archive.municipalities
    assert facts(report_head_html(report_of(publication), municipality)) == {
        "Till": "Vård- och omsorgsnämnden",
        "Typ": "Åtgärdsplan",
        "Datum": "2025-04-02",
        "Läget per": "2025-03-31",
        "Diarienummer": "2025.001",
        "Handläggare": "Controller",
    }


# an action's facts


def test_all_that_is_known_of_an_action_is_told() -> None:
    more = "effektstart: 2025-07-01\n    slutdatum: 2025-12-31\n    varaktighet: tillfällig\n    "
    publication = publish(changed(PLAN, "ansvarig roll: Enhetschef", f"{more}ansvarig roll: Enhetschef"))
    assert box(publication, "timvikarier") == {
        "Status": "Planerad",
        "Startdatum": "1 april 2025",
        "Ger effekt från": "1 juli 2025",
        "Slutdatum": "31 december 2025",
        "Varaktighet": "Tillfällig",
        "Effekt 2025": "240 tkr",
        "Så är den räknad": "480 tkr × 6/12, hela månader från 2025-07-01",
        "Helårseffekt": "480 tkr",
        "Omställningskostnad": "60 tkr",
        "Netto 2025": "180 tkr",
        "Ansvarig": "Enhetschef",
    }
    assert box(publication, "apt")["Beräkning"] == "42 medarbetare × 4 timmar = 168 timmar"
    assert box(publication, "planering") == {
        "Status": "Pågår",
        "Startdatum": "1 januari 2025",
        "Effekten är inte beräknad": "Håller budget",
    }


def test_a_stated_effect_has_the_computed_beside_it() -> None:
    files = changed(PLAN, "    helårseffekt: 480 tkr\n", "    helårseffekt: 480 tkr\n    effekt i år: 240 tkr\n")
    assert box(publish(files), "timvikarier")["Effekt 2025"] == "240 tkr (uppgivet; beräknat: 360 tkr)"


def test_the_latest_follow_up_stands_in_the_box() -> None:
    path = "plans/storby/2025/hemtjanst/uppfoljning/2025-03-31.yml"
    known = box(publish({path: "åtgärder: [{åtgärd: bilar, status: försenad, kommentar: Väntar}]\n"}), "bilar")
    assert (known["Status"], known["Uppföljning 2025-03-31"]) == ("Försenad", "Väntar")


# figures at a glance


def total(text: str) -> Total:
    quantity = parse_quantity(text)
    return Total({quantity.dimension: Effect(quantity, quantity)})


def test_the_tiles_of_a_plan_answer_whether_it_is_enough() -> None:
    publication = publish()
    known = facts(tiles_html(context_of(publication), plan_of(publication)))
    assert known == {
        "Åtgärdskrav": "0,6 mkr",
        "Effekt 2025": "660–760 tkr",
        "Effekt helår": "780–880 tkr",
        "Kvar att hitta 2025": "0 mkr",
    }


@pytest.mark.parametrize(
    ("effect", "left", "covers"),
    [
        ("600 tkr", "900 tkr", "40 %"),
        ("1 500 tkr", "0 mkr", "100 %"),
        ("2 mkr", "0 mkr", "133 %"),
        ("−500 tkr", "2 000 tkr", "−33 %"),
        ("168 timmar", "1,5 mkr", "0 %"),
    ],
)
def test_what_is_left_to_find(effect: str, left: str, covers: str) -> None:
    """Never less than nothing; hours cover no kronor."""
    tile = gap_tile(2025, parse_quantity("1,5 mkr"), total(effect))
    assert (tile.label, shown(tile.value)) == ("Kvar att hitta 2025", left)
    assert [shown(line) for line in tile.more] == [f"effekten täcker {covers} av kravet"]


def test_without_a_requirement_only_the_effects_are_told() -> None:
    files = changed(PLAN, "åtgärdskrav: 0,6 mkr\n", "") | {TEXT: ""}
    publication = publish(files)
    assert list(facts(tiles_html(context_of(publication), plan_of(publication)))) == ["Effekt 2025", "Effekt helår"]


def test_a_total_as_a_tile() -> None:
    assert total_tile("Effekt", Total()) == Tile("Effekt", "–")
    both = Total({Dimension.TIME: total("5 timmar").sums[Dimension.TIME], **total("9 kr").sums})
    assert [shown(each) for each in (total_tile("E", both).value, *total_tile("E", both).more)] == [
        "9 kr",
        "5 timmar",
    ]
    assert total_tile("E", Total({}, (plan_of(publish()).plan.actions[3],))).more == ("+ 1 åtgärd utan belopp",)


# our own templates


def test_what_is_put_into_a_template_is_escaped() -> None:
    html = render("siffror.html", tiles=[Tile("<b>", "<script>", ("&",)), Tile("Krav", str(money(5)))])
    assert "&lt;b&gt;" in html
    assert "<script>" not in html
    assert "<b>" not in render("tomt.html", what="<b>")


def test_a_template_gives_no_empty_lines() -> None:
    """An empty line would make Markdown of the rest."""
    assert "\n\n" not in render("siffror.html", tiles=[Tile("A", "B", ("C", "D"))])
