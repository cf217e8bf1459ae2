"""A new report: everything that the plans already say is filled in."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from handlingsplan.creating.addresses import ReportAddress, read_ids, read_report_address
from handlingsplan.creating.drafts import Draft, write_draft
from handlingsplan.creating.reports import NewReport, new_report
from handlingsplan.model.report import Report
from handlingsplan.reading.validation import read_model
from handlingsplan.site.checking import check_tree
from handlingsplan.sources.worktree import WorkTree

ADDRESS = ReportAddress("prov", 2026, "delar-ett")
PERIOD = date(2026, 3, 31)
ORGANISATION = """\
formatversion: 1
namn: Provkommunen
nämnder:
  - id: bun
    namn: Skolnämnden
    avdelningar:
      - {id: skola, namn: Skola, enheter: [{id: skolan, namn: Skolan}]}
  - id: von
    namn: Vårdnämnden
    avdelningar:
      - id: mitt
        namn: Mitt
        enheter:
          - {id: norr, namn: Norr}
          - {id: "168", namn: Söder}
          - {id: vast, namn: Väst}
"""
PLAN = """\
typ av styrdokument: Åtgärdsplan
åtgärdskrav: 480 tkr
beslut:
  - {datum: 2025-11-19, instans: Vårdnämnden, paragraf: § 70, typ: uppdrag}
  - {datum: 2025-12-15, instans: Skolnämnden, paragraf: § 7, typ: uppdrag}
  - {datum: 2026-05-04, typ: uppdrag}
åtgärder:
  - {id: vikarier, namn: Fler vikarier, startdatum: 2026-01-01, helårseffekt: 480 tkr}
avstämning:
  - {anmärkning: saknad-text, läge: förklarad, förklaring: Ett prov}
"""
BARE = (
    "typ av styrdokument: Åtgärdsplan\navstämning:\n  - {anmärkning: saknad-text, läge: förklarad, förklaring: P}\n"
)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Give a checkout with plans of two units, and none of the others."""
    files = {
        "organisation.yml": ORGANISATION,
        "2026/norr/plan.yml": PLAN,
        "2026/norr/uppfoljning/2026-03-31.yml": "kommentar: Läget\n",
        "2026/168/plan.yml": BARE,
    }
    for name, text in files.items():
        path = tmp_path / "plans" / "prov" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return tmp_path


def made(root: Path, committee: str = "", units: tuple[str, ...] = ()) -> tuple[Draft | None, list[str]]:
    draft, problems = new_report(WorkTree(root), NewReport(ADDRESS, PERIOD, committee, units))
    return draft, [str(problem) for problem in problems]


def test_the_facts_are_those_of_the_committee_with_plans(root: Path) -> None:
    draft, problems = made(root)
    assert problems == []
    assert draft is not None
    report, _, found = read_model(Report, "rapport.yml", draft.files["rapport.yml"])
    assert found == []
    assert report is not None
    assert (report.title, report.body, report.period) == (
        "Uppföljning av handlingsplaner per 31 mars 2026",
        "Vårdnämnden",
        PERIOD,
    )
    assert report.units == ("norr", "168")
    # Not another committee's, and not what is decided after the period.
    assert [str(each) for each in report.answers] == ["2025-11-19 § 70"]
    assert (report.date, report.case_number, report.handler, report.decisions) == (None, "", "", ())


def test_the_text_has_the_tables_of_every_unit(root: Path) -> None:
    draft, _ = made(root)
    assert draft is not None
    assert (
        draft.files["rapport.md"]
        == """\
## Sammanfattning

Här skriver du med några meningar hur det går, och om åtgärderna räcker.

{{ läget() }}

## Enheterna

{{ uppföljningstabell() }}

{{ räcker_det() }}

## Norr {: #norr }

{{ åtgärdstabell("norr", kolumner=["status"]) }}

## Söder {: #168 }

Planen har inga åtgärder ännu.

## Ärendet

{{ ärendekedja() }}

## Förslag till beslut

1. Nämnden godkänner uppföljningen.
"""
    )


def test_it_can_be_written_and_has_only_its_summary_to_fill_in(root: Path) -> None:
    draft, _ = made(root)
    assert draft is not None
    assert write_draft(root, draft) == []
    told = [problem for problem in check_tree(root, PERIOD) if problem.stops]
    assert {problem.code for problem in told if problem.place.path.startswith(draft.folder)} == {"mallrest"}
    assert [str(problem) for problem in write_draft(root, draft)] == [
        f"{path}:1:1: filen finns redan; den skrivs inte över" for path in draft.paths()
    ]


def test_an_assignment_that_is_answered_is_not_answered_again(root: Path) -> None:
    other = root / "plans/prov/2026/rapporter/forst/rapport.yml"
    other.parent.mkdir(parents=True)
    other.write_text("titel: Först\nåterrapporterar: [2025-11-19 § 70]\n", encoding="utf-8")
    draft, _ = made(root)
    assert draft is not None
    assert "\nåterrapporterar:   # till exempel" in draft.files["rapport.yml"]


def test_units_can_be_chosen(root: Path) -> None:
    draft, problems = made(root, units=("168",))
    assert problems == []
    assert draft is not None
    assert 'enheter:\n  - "168"\n\n' in draft.files["rapport.yml"]
    assert "norr" not in draft.files["rapport.md"]
    assert "räcker_det" not in draft.files["rapport.md"]


@pytest.mark.parametrize(
    ("committee", "units", "line"),
    [
        ("vnn", (), "nämnden «vnn» finns inte – menade du «von»?"),
        ("x", (), "nämnden «x» finns inte; det finns bun och von"),
        ("bun", (), "Skolnämnden har ingen plan för 2026 att rapportera om"),
        ("", ("nor",), "enheten «nor» har ingen plan för 2026 – menade du «norr»?"),
        ("", ("vast",), "enheten «vast» har ingen plan för 2026; det finns norr och 168"),
    ],
)
def test_what_is_not_there_is_told(root: Path, committee: str, units: tuple[str, ...], line: str) -> None:
    assert made(root, committee, units) == (None, [f"plans/prov/organisation.yml:1:1: {line}"])


def test_there_must_be_a_municipality_and_a_plan(root: Path) -> None:
    _, [problem] = new_report(WorkTree(root), NewReport(ReportAddress("pro", 2026, "a"), PERIOD))
    assert "kommunen «pro» finns inte – menade du «prov»?" in str(problem)
    _, [problem] = new_report(WorkTree(root), NewReport(ReportAddress("prov", 2020, "a"), PERIOD))
    assert str(problem).endswith("kommunen har ingen plan för 2020 att rapportera om")


@pytest.mark.parametrize("written", ["prov/2026/delar-ett", "plans/prov/2026/rapporter/delar-ett/"])
def test_an_address_is_read(written: str) -> None:
    assert read_report_address(written) == ADDRESS
    assert read_ids("norr, 168,") == ("norr", "168")


@pytest.mark.parametrize("written", ["prov/2026", "prov/26/a", "prov/2026/Delår", "data/2026/a"])
def test_what_is_no_address_is_refused(written: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        read_report_address(written)
