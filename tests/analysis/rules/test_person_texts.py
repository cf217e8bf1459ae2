"""The texts of a document as they were written: all of them, each character at its place."""

from __future__ import annotations

from analysis.rules.documents import FOLLOW_UP, ORGANISATION, REPORT, data, plan, read

from handlingsplan.analysis.rules.person_texts import written_in
from handlingsplan.text.places import Place

TEXT = "Överst\n\n## Sammanfattning\n\nEn\ntvå\n\n### Mer\n\n- ett\n- två\n| tre | fyra |\n\n## Sist {: #timvikarier }\nslut"
FILES = {
    "plans/storby/organisation.yml": ORGANISATION,
    **plan("åtgärder:\n  - {id: timvikarier, namn: Fler timvikarier, ansvarig roll: Enhetschef}\n"),
    "plans/storby/2026/hemtjanst/plan.md": TEXT,
    f"{FOLLOW_UP}2026-03-31.yml": "kommentar: Går bra\n",
    f"{FOLLOW_UP}2026-03-31.md": "Det går bra.\n",
    REPORT: "titel: Läget\nhandläggare: Eva Ek\nundertecknare: [{namn: Lena Ström, roll: Chef}]\n",
    **data("resultat", "titel: Resultat\nkolumner: {konto: text, utfall: tkr}\n", "konto;utfall\nPersonal;1\n"),
}
[STORBY] = read(FILES)[0].municipalities


def test_every_character_of_a_text_is_at_its_place() -> None:
    lines = TEXT.split("\n")
    parts = [each for each in written_in(STORBY.plans[0]) if each.first.path.endswith("/plan.md")]
    assert "\n".join(each.text for each in parts) == TEXT
    for part in parts:
        for offset, character in enumerate(part.text):
            place = part.place(offset)
            assert f"{lines[place.line - 1]}\n"[place.column - 1] == character


def test_paragraphs_items_and_rows_are_blocks_of_their_own() -> None:
    parts = [each for each in written_in(STORBY.plans[0]) if each.first.path.endswith("/plan.md")]
    assert [[text.strip() for _, text in each.blocks() if text.strip()] for each in parts] == [
        ["Överst"],
        ["## Sammanfattning", "En\ntvå"],
        ["### Mer", "- ett", "- två", "| tre | fyra |"],
        ["## Sist {: #timvikarier }\nslut"],
    ]
    assert all(each.text[begins:].startswith(text) for each in parts for begins, text in each.blocks())


def test_fields_and_follow_ups_are_texts_at_their_places() -> None:
    found = {each.text: each.first for each in written_in(STORBY.plans[0])}
    assert found["Enhetschef"] == Place("plans/storby/2026/hemtjanst/plan.yml", 3, 62)
    assert found["Går bra"] == Place(f"{FOLLOW_UP}2026-03-31.yml", 1, 12)
    assert f"{FOLLOW_UP}2026-03-31.md" in {place.path for place in found.values()}


def test_who_is_named_on_purpose_is_known() -> None:
    official = [each.text for each in written_in(STORBY.reports[0]) if each.official]
    assert official == ["Eva Ek", "Lena Ström", "Chef"]


def test_the_cells_of_a_dataset_are_texts() -> None:
    found = {each.text: each.first for each in written_in(STORBY.datasets["resultat"])}
    assert found["Personal"] == Place("data/storby/resultat.csv", 2, 1)
