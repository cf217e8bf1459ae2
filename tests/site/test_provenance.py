"""Where figures come from, and what there is to say about them."""

from __future__ import annotations

import pytest
from archives import FILES, publish
from bs4 import BeautifulSoup

from handlingsplan.site.provenance import remarks_html, source_notes
from handlingsplan.text.places import Handling, Place, Problem, Severity

DESCRIPTOR = "data/storby/timmar.yml"
FILE = f"Fil: {DESCRIPTOR}"


@pytest.mark.parametrize(
    ("more", "notes"),
    [
        ("", [FILE]),
        ("källa: Tidsystemet\n", [f"Källa: Tidsystemet. {FILE}"]),
        (
            "källa: Tidsystemet\nurval: Alla\nuttagsdatum: 2026-01-02\n",
            [f"Källa: Tidsystemet; urval: Alla; hämtat 2026-01-02. {FILE}"],
        ),
        (
            "personbunden: ja\npersonbunden förklaring: Redan publicerat.\n",
            [FILE, "Raderna kan knytas till personer. Redan publicerat."],
        ),
    ],
)
def test_a_table_says_where_its_figures_come_from(more: str, notes: list[str]) -> None:
    [municipality] = publish({DESCRIPTOR: more + FILES[DESCRIPTOR]}).library.archive.municipalities
    assert [str(note) for note in source_notes(municipality.datasets["timmar"])] == notes


def remark(message: str, handling: Handling | None = None) -> Problem:
    return Problem("kod", Severity.REMARK, Place("plans/x"), message, "", handling)


def test_remarks_with_the_same_answer_stand_together() -> None:
    explained, left = Handling("förklarad", "Det är så."), Handling("öppen", "", "Chef")
    html = remarks_html(
        [remark("ett", explained), remark("två"), remark("tre", explained), remark("fyra", left), remark("två")]
    )
    items = BeautifulSoup(html, "lxml").select(".hp-anmarkning > li")
    assert [[line.get_text() for line in item.select("p")] for item in items] == [
        ["Ett.", "Tre.", "Förklarad. Det är så."],
        ["Två.", "Inte hanterad."],
        ["Fyra.", "Öppen, ansvarig: Chef. "],
    ]
    assert [item.get("class") for item in items] == [["hanterad"], None, None]


def test_no_remarks_give_nothing_and_words_are_escaped() -> None:
    assert remarks_html([]) == ""
    html = remarks_html([remark("<b>", Handling("förklarad", "<script>", "<i>"))])
    assert not BeautifulSoup(html, "lxml").select("b, script, i")
