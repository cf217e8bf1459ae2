"""Who publishes the site: whatever colour a municipality has, what stands on it is read and its lines are seen."""

from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_theme import contrast, variables

from handlingsplan.site.accessibility import assessment, contact, responsible
from handlingsplan.site.publisher import SCHEMES, Publisher, colours_css, read_publisher

COLOURS = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


def test_everything_is_told() -> None:
    told = {
        "name": " Storviks kommun ",
        "colour": "#00843D",
        "contact": "mailto:a@example.se",
        "assessed": "2026-11-26",
    }
    assert read_publisher(told) == Publisher("Storviks kommun", "#00843d", "mailto:a@example.se", date(2026, 11, 26))
    assert read_publisher({**told, "assessed": date(2026, 11, 26)}).assessed == date(2026, 11, 26)


def test_nothing_is_told() -> None:
    assert read_publisher({}) == read_publisher({"name": None, "colour": ""}) == Publisher()


@pytest.mark.parametrize(
    ("told", "message"),
    [
        ({"namn": "x"}, "okänt fält «namn» – menade du «name»?"),
        ({"colour": "blå"}, 'colour: «blå» är ingen färg; skriv den så här: "#143c5a"'),
        ({"colour": "#fff;} * {"}, 'colour: «#fff;} * {» är ingen färg; skriv den så här: "#143c5a"'),
        ({"contact": "javascript:alert(1)"}, "contact: «javascript:alert(1)» ska börja med mailto: eller https://"),
        ({"assessed": "2026-13-01"}, "assessed: datumet 2026-13-01 finns inte: månaden ska vara 01 till 12"),
    ],
)
def test_what_is_wrong_is_told(told: dict[str, object], message: str) -> None:
    with pytest.raises(ValueError, match=r"^") as fault:
        read_publisher(told)
    assert str(fault.value) == message


@given(COLOURS)
def test_any_colour_can_be_read_and_seen(colour: str) -> None:
    schemes = re.findall(r'^\[data-md-color-scheme="(\w+)"\] {(.*?)^}', colours_css(colour), re.DOTALL | re.MULTILINE)
    assert [name for name, _ in schemes] == list(SCHEMES)
    for name, block in schemes:
        found = dict(re.findall(r"--hp-([\w-]+): (#[0-9a-f]{6});", block))
        assert contrast(found["head"], found["head-text"]) >= 4.5
        assert contrast(found["accent"], variables(name)["page"]) >= 3


def test_a_colour_that_is_dark_enough_is_used_as_it_is() -> None:
    assert "--hp-head: #00843d;" in colours_css("#00843d")
    assert "--hp-accent: #00843d;" in colours_css("#00843d")


def test_the_pages_colours_are_those_of_the_style_sheet() -> None:
    assert {name: page for name, (page, _) in SCHEMES.items()} == {name: variables(name)["page"] for name in SCHEMES}


def test_the_statement_says_no_more_than_is_told() -> None:
    nobody, storvik = Publisher(), Publisher("Storvik & Co", "", "https://example.se/a", date(2026, 11, 26))
    assert responsible(storvik) == "Storvik &amp; Co står bakom webbplatsen."
    assert contact(storvik) == '<a href="https://example.se/a">example.se/a</a>'
    assert assessment(storvik).replace("\u00a0", " ") == "Webbplatsen bedömdes senast för hand den 26 november 2026."
    assert all('class="hp-saknas"' in said(nobody) for said in (responsible, contact, assessment))
