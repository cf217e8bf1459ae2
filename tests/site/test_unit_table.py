"""The table of units has the sums of departments and committees, where there is more than one."""

from __future__ import annotations

from dataclasses import replace

from archives import ORGANISATION, changed, context_of_report, publish, shown
from bs4 import BeautifulSoup

from handlingsplan.site.grids import draw
from handlingsplan.site.unit_table import unit_grid

DEPARTMENTS = changed(
    ORGANISATION,
    "          - {id: assistans, namn: Personlig assistans}\n",
    "      - id: lss\n        namn: LSS\n        enheter:\n          - {id: assistans, namn: Personlig assistans}\n",
)
COMMITTEES = changed(
    ORGANISATION,
    "          - {id: assistans, namn: Personlig assistans}\n          - {id: nattpatrull, namn: Nattpatrullen}\n",
    """\
  - id: sn
    namn: Socialnämnden
    avdelningar:
      - id: lss
        namn: LSS
        enheter:
          - {id: assistans, namn: Personlig assistans}
""",
)


def rows(files: dict[str, str | None] | None = None) -> list[list[str]]:
    publication = publish(files)
    [municipality] = publication.library.archive.municipalities
    context = replace(context_of_report(publication), municipality=municipality)
    soup = BeautifulSoup(draw(unit_grid(context, municipality.plans)), "lxml")
    return [[shown(cell.get_text(" ", strip=True)) for cell in row.select("th, td")] for row in soup.select("tr")][1:]


HOME = [
    "Hemtjänsten",
    "0,6 mkr",
    "660–760 tkr 84 timmar + 1 åtgärd utan belopp",
    "780–880 tkr 168 timmar + 1 åtgärd utan belopp",
    "110 %",
    "130 %",
]
ASSISTANCE = ["Personlig assistans", "100 tkr", "100 000 kr", "100 000 kr", "100 %", "100 %"]
TOTAL = [
    "Totalt",
    "700 tkr",
    "760 000–860 000 kr 84 timmar + 1 åtgärd utan belopp",
    "880 000–980 000 kr 168 timmar + 1 åtgärd utan belopp",
    "109 %",
    "126 %",
]


def test_one_department_needs_no_subtotal() -> None:
    assert rows() == [HOME, ASSISTANCE, TOTAL]


def test_each_department_has_its_sum() -> None:
    assert rows(DEPARTMENTS) == [
        HOME,
        ["Summa Egen regi", *HOME[1:]],
        ASSISTANCE,
        ["Summa LSS", *ASSISTANCE[1:]],
        TOTAL,
    ]


def test_each_committee_has_its_sum() -> None:
    assert [row[0] for row in rows(COMMITTEES)] == [
        "Hemtjänsten",
        "Summa Vård- och omsorgsnämnden",
        "Personlig assistans",
        "Summa Socialnämnden",
        "Totalt",
    ]
