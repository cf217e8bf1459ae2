"""Every chart is sound: strict XML, inside its frame, no repeated id, no style, its numbers in a table."""

from __future__ import annotations

import re
from collections import Counter

import pytest
from chart_cases import CHARTS, LONG, deviations, drawn, fall, images, measured, required, series, table_text, texts
from lxml import html

from handlingsplan.model.plan import Direction
from handlingsplan.site.charts.drawing import Chart
from handlingsplan.site.charts.key_figures import key_figure_chart
from handlingsplan.site.charts.over_time import Level, over_time_chart
from handlingsplan.site.charts.requirement import requirement_chart
from handlingsplan.text.quantities import parse_quantity

EVERY = pytest.mark.parametrize("chart", CHARTS.values(), ids=CHARTS)
HOSTILE = '<script>alert("x")</script> & "\' <b>'


@EVERY
def test_it_is_inside_its_frame(chart: Chart) -> None:
    for image in images(chart):
        height = int(image.get("height"))
        for each in image.iter("rect", "line", "text", "svg"):
            if each is image or each.getparent().tag == "pattern":
                continue
            for name in ("x", "x1", "x2"):
                assert 0 <= float((each.get(name) or "0%").removesuffix("%")) <= 100
            for name in ("y", "y1", "y2"):
                assert 0 <= int(each.get(name) or 0) <= height
            across = float((each.get("x") or "0%").rstrip("%")) + float((each.get("width") or "0%").rstrip("%"))
            assert across <= 100.01
            assert int(each.get("y") or 0) + int(each.get("height") or 0) <= height


@EVERY
def test_it_is_named_and_described(chart: Chart) -> None:
    for image in images(chart):
        assert image.get("role") == "img"
        title, text = image[0], image[1]
        assert (title.tag, text.tag) == ("title", "desc")
        assert image.get("aria-labelledby") == title.get("id")
        assert image.get("aria-describedby") == text.get("id")
        assert chart.title in title.text
        assert text.text


@EVERY
def test_no_id_is_used_twice_and_each_that_is_referred_to_is_there(chart: Chart) -> None:
    text = drawn(chart)
    ids = re.findall(r' id="([^"]*)"', text)
    assert [each for each, count in Counter(ids).items() if count > 1] == []
    assert all(each.startswith("diagram_1") for each in ids)
    assert set(re.findall(r"url\(#([^)]*)\)", text)) <= set(ids)


@EVERY
def test_a_strict_policy_shows_it(chart: Chart) -> None:
    """No style attribute, script, event or address of elsewhere."""
    root = html.fragment_fromstring(drawn(chart))
    assert list(root.iter("script", "style", "image", "use", "foreignObject", "a")) == []
    attributes = {name for each in root.iter() for name in each.attrib}
    assert not {name for name in attributes if name == "style" or name.startswith("on") or "href" in name}
    assert "http" not in drawn(chart)


@EVERY
def test_its_numbers_stand_in_a_table(chart: Chart) -> None:
    """Every number that is written out, the axis aside, stands in the table too."""
    table = table_text(chart)
    [name] = re.findall("<summary>(.*)</summary>", drawn(chart))
    assert name == "Visa siffrorna"
    for image in images(chart):
        for text in texts(image, without=["d-skala"]):
            for number in re.findall(r"\d[\d\u00a0]*(?:,\d+)?", text.removeprefix("2026: ")):
                assert number.rstrip("\u00a0") in table, text


@EVERY
def test_the_same_chart_is_the_same_bytes(chart: Chart) -> None:
    assert drawn(chart) == drawn(chart)
    assert "nan" not in drawn(chart).lower()
    assert all(len(part) <= 2 for part in re.findall(r"\.(\d+)%", drawn(chart)))


@EVERY
def test_a_table_has_a_caption_and_told_headings(chart: Chart) -> None:
    root = html.fragment_fromstring(drawn(chart))
    assert root.findtext(".//caption")
    assert {each.get("scope") for each in root.iter("th")} == {"col", "row"}


HOSTILE_CHARTS = [
    requirement_chart(HOSTILE, 2026, [required(HOSTILE, "1 mkr", "1 tkr", "")], required("Alla", "1 mkr", "", "")),
    deviations((HOSTILE, "-5 tkr"), (HOSTILE, "")),
    over_time_chart(HOSTILE, [HOSTILE], [series(HOSTILE, "5 tkr")], Level(HOSTILE, parse_quantity("4 tkr"))),
    key_figure_chart(HOSTILE, [measured(HOSTILE, "5 %", Direction.UP, "4 %")]),
    fall("300 tkr", (HOSTILE, "5 tkr"), (HOSTILE, "")),
]


@pytest.mark.parametrize("chart", HOSTILE_CHARTS, ids=["krav", "utfall", "tid", "nyckeltal", "fall"])
def test_texts_are_never_html(chart: Chart) -> None:
    text = drawn(chart)
    assert "<script" not in text
    assert "<b>" not in text
    assert images(chart)
    assert html.fragment_fromstring(text).text_content().count("<script>alert") >= 2


def test_a_long_name_is_shortened_and_can_be_read_whole() -> None:
    [image] = images(CHARTS["waterfall"])
    assert any(text.endswith("…") for text in texts(image))
    assert LONG in {each.text for each in image.iter("title")}
    assert LONG in table_text(CHARTS["waterfall"])


def test_forty_rows_are_drawn_in_parts_that_fit_on_paper() -> None:
    first, second = images(CHARTS["outcome of forty"])
    assert (first[0].text, second[0].text) == ("Avvikelse: del 1 av 2", "Avvikelse: del 2 av 2")
    assert max(int(each.get("height")) for each in (first, second)) < 900


def test_bytes_of_a_small_chart() -> None:
    """A golden: what is drawn for one row, word by word."""
    [image] = re.findall(r'<svg class="hp-diagram__bild".*?</svg>(?=\n)', drawn(deviations(("Övertid", "-3 tkr"))))
    assert image.replace("\u00a0", " ") == (
        '<svg class="hp-diagram__bild" role="img" width="100%" height="64" '
        'aria-labelledby="diagram_1_1_t" aria-describedby="diagram_1_1_d">'
        '<title id="diagram_1_1_t">Avvikelse</title>'
        '<desc id="diagram_1_1_d">Överskott: 0 rader. Underskott: 1 rad.</desc>'
        '<line class="d-lod" x1="0%" y1="18" x2="0%" y2="38"/>'
        '<line class="d-lod" x1="33.33%" y1="18" x2="33.33%" y2="38"/>'
        '<line class="d-lod" x1="66.67%" y1="18" x2="66.67%" y2="38"/>'
        '<line class="d-noll" x1="100%" y1="18" x2="100%" y2="38"/>'
        '<text class="d-namn" x="0%" y="14">Övertid</text>'
        '<text class="d-varde" x="100%" y="14" text-anchor="end">−3 tkr</text>'
        '<rect class="d-minus" x="0%" y="22" width="100%" height="12"><title>Övertid: −3 tkr</title></rect>'
        '<text class="d-skala" x="0%" y="54">−3 tkr</text>'
        '<text class="d-skala" x="33.33%" y="54" text-anchor="middle">−2 tkr</text>'
        '<text class="d-skala" x="66.67%" y="54" text-anchor="middle">−1 tkr</text>'
        '<text class="d-skala" x="100%" y="54" text-anchor="end">0</text>'
        "</svg>"
    )
