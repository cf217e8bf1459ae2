"""Tables as HTML: a caption, headings that are told, numbers to the right, everything escaped."""

from __future__ import annotations

import re

from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from handlingsplan.site.grids import Grid, GridRow, Heading, draw, row_anchor

GRID = Grid(
    "Kronor & <ören>",
    [Heading("Vad"), Heading("Hur mycket", True)],
    [GridRow(["<b>Lön</b>", "1"]), GridRow([Markup("<b>Bil</b>"), ""])],
    [GridRow(["Summa", "1"], "summa"), GridRow(["Summa (uppgivet)", "2"], "uppgiven")],
    ["Källa: <i>"],
)


def test_a_table_has_a_caption_and_headings_that_are_told() -> None:
    soup = BeautifulSoup(draw(GRID), "lxml")
    assert soup.caption.get_text() == "Kronor & <ören>"
    assert [(cell.get_text(), cell["scope"]) for cell in soup.select("th")] == [
        ("Vad", "col"),
        ("Hur mycket", "col"),
        ("<b>Lön</b>", "row"),
        ("Bil", "row"),
        ("Summa", "row"),
        ("Summa (uppgivet)", "row"),
    ]


def test_numbers_and_totals_are_marked() -> None:
    soup = BeautifulSoup(draw(GRID), "lxml")
    assert [cell.get_text() for cell in soup.select("tbody .tal, thead .tal")] == ["Hur mycket", "1", ""]
    assert [row["class"] for row in soup.select("tfoot tr")] == [["summa"], ["uppgiven"]]


def test_a_wide_table_is_scrolled_by_keyboard_under_a_name() -> None:
    wrap = BeautifulSoup(draw(GRID), "lxml").select_one(".hp-tablewrap")
    assert (wrap["role"], wrap["tabindex"]) == ("region", "0")
    assert wrap["aria-label"] == "Kronor & <ören>"
    named = draw(Grid(Markup("<b>Fet</b> &amp; kort"), [Heading("A")], []))
    assert BeautifulSoup(named, "lxml").select_one(".hp-tablewrap")["aria-label"] == "Fet & kort"


@given(st.lists(st.text("aAåÅ -.1", min_size=1, max_size=4), max_size=30, unique=True))
def test_rows_have_ids_of_their_own_that_last(keys: list[str]) -> None:
    """Two projects whose names differ in a dot only are two rows."""
    anchors = [row_anchor(key) for key in keys]
    assert len(set(anchors)) == len(keys)
    assert all(re.fullmatch(r"rad-[a-z0-9-]*", anchor) for anchor in anchors)
    assert row_anchor("51329") == "rad-51329"


def test_what_is_not_html_is_escaped() -> None:
    html = draw(GRID)
    assert "&lt;b&gt;Lön&lt;/b&gt;" in html
    assert "<b>Bil</b>" in html
    assert "Källa: &lt;i&gt;" in html


@given(st.lists(st.text(max_size=20), min_size=2, max_size=2), st.text(max_size=30))
def test_any_text_comes_out_as_it_was(cells: list[str], caption: str) -> None:
    """Between the tags, white space and what HTML cannot hold aside."""
    html = draw(Grid(caption, [Heading("A"), Heading("B")], [GridRow(cells)]))
    parsed = BeautifulSoup(html, "html.parser")
    assert not parsed.select("script")
    assert len(parsed.select("tbody tr > *")) == 2
    for cell, written in zip(parsed.select("tbody tr > *"), cells, strict=True):
        assert "".join(cell.get_text().split()) == "".join(written.split())


def test_no_line_is_empty_for_markdown_to_end_the_table_at() -> None:
    html = draw(Grid("A", [Heading("A")], [GridRow(["a\n\n# b\n\n    c"])]))
    assert "\n\n" not in html
