"""The style sheet of a plan or report on paper: what stands in the margins, and that nobody can write a rule there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from archives import FILES, PLAN, REPORT, plan_of, publish, report_of, site_of
from hypothesis import given
from hypothesis import strategies as st

from handlingsplan.site.paper import PAPER_FILE, css_string, plan_paper, report_paper

HOSTILE = """Läget"; } body { display: none } @import url(//ond.example/x.css); \\" /* {{ 7*7 }} </style><script>"""
_CONTENT = re.compile(r"@([a-z-]+) \{ content: (.*?); width:")
_STRING = re.compile(r'"(?:[^"\\\n\f\r]|\\[0-9a-f]{6} )*"')


def margins(stylesheet: str) -> dict[str, str]:
    """Give what each margin says."""
    return {name: read_string(content) for name, content in _CONTENT.findall(stylesheet)}


def read_string(written: str) -> str:
    """Read a CSS string as a browser does; what is no single string is given as it is."""
    if not _STRING.fullmatch(written):
        return written
    return re.sub(r"\\([0-9a-f]{6}) ", lambda match: chr(int(match[1], 16)), written[1:-1])


def of_plan(start: str) -> dict[str, str]:
    publication = publish({PLAN: start + FILES[PLAN]})
    [municipality] = publication.library.archive.municipalities
    return margins(plan_paper(municipality, plan_of(publication)))


def of_report(start: str) -> dict[str, str]:
    publication = publish({REPORT: start + FILES[REPORT]})
    [municipality] = publication.library.archive.municipalities
    return margins(report_paper(municipality, report_of(publication)))


def test_a_report_says_who_what_which_case_when_and_which_page() -> None:
    assert of_report("diarienummer: 2025.031 VON\ndatum: 2025-04-14\nperiod: 2025-03-31\n") == {
        "top-left": "Storbys kommun · Vård- och omsorgsnämnden",
        "top-right": "Läget",
        "bottom-left": "Diarienummer 2025.031 VON · 2025-04-14",
        "bottom-right": '"Sida " counter(page) " av " counter(pages)',
    }


@pytest.mark.parametrize(
    ("start", "said"),
    [
        ("", "Diarienummer saknas · Datum saknas"),
        ("period: 2025-03-31\n", "Diarienummer saknas · Läget per 2025-03-31"),
        ("datum: 2025-04-14\n", "Diarienummer saknas · 2025-04-14"),
    ],
)
def test_what_a_report_lacks_is_said_to_be_lacking(start: str, said: str) -> None:
    assert of_report(start)["bottom-left"] == said


def test_a_report_to_another_body_names_it() -> None:
    assert of_report("instans: Kommunstyrelsen\n")["top-left"] == "Storbys kommun · Kommunstyrelsen"


@pytest.mark.parametrize(
    ("start", "said"),
    [
        ("", "Diarienummer saknas · Utkast"),
        ("diarienummer: 2025.019 VON\n", "Diarienummer 2025.019 VON · Utkast"),
        ("status: beslutad\ndatum för beslut: 2025-02-10\n", "Diarienummer saknas · Beslutad 2025-02-10"),
        ("status: beslutad\ndatum för beslut: ÅÅÅÅ-MM-DD\n", "Diarienummer saknas · Datum för beslut saknas"),
        ("status: beslutad\n", "Diarienummer saknas · Datum för beslut saknas"),
    ],
)
def test_a_plan_says_whether_it_is_decided(start: str, said: str) -> None:
    assert of_plan(start)["bottom-left"] == said


def test_a_hostile_title_stays_a_string() -> None:
    quoted = HOSTILE.replace("'", "''")
    publication = publish({REPORT: FILES[REPORT].replace("titel: Läget", f"titel: '{quoted}'")})
    [municipality] = publication.library.archive.municipalities
    stylesheet = report_paper(municipality, report_of(publication))
    assert margins(stylesheet)["top-right"] == HOSTILE
    # Every brace, at-sign and bracket in the file is the program's own.
    assert stylesheet.count("{") == stylesheet.count("}") == 5
    assert stylesheet.count("@") == 6
    assert "<" not in stylesheet


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_any_text_is_one_string_that_reads_back(text: str) -> None:
    assert _STRING.fullmatch(css_string(text))
    assert read_string(css_string(text)) == text


def test_every_plan_and_report_has_its_style_sheet_beside_its_page(tmp_path: Path) -> None:
    site = site_of(tmp_path)
    documents = {"storby/2025/hemtjanst/", "storby/2025/assistans/", "storby/2025/rapporter/laget/"}
    assert {each.uri for each in site.downloads if each.uri.endswith(".css")} == {
        f"{address}{PAPER_FILE}" for address in documents
    }
    assert {each.uri.removesuffix("index.md") for each in site.pages if each.paper} == documents
