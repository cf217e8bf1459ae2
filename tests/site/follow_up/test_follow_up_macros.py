"""The macros of follow-ups, in a plan and in a report: what they show, of which day, and what they refuse."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import pytest
from lxml import html
from reading.memory import Memory
from storvik import FILES, SECOND, TODAY, YEAR, answer, files, later_site, section, table, tree, words

from handlingsplan.site.context import TextContext
from handlingsplan.site.environment import render_text
from handlingsplan.site.publication import plan_context, read_publication, report_context

REPORT = "storvik/2025/rapporter/april/"
RAPPORT = f"{YEAR}/rapporter/april/rapport.yml"


def contexts(more: Mapping[str, str] | None = None, today: date = TODAY) -> tuple[TextContext, TextContext]:
    """Give the context of a plan and of the report, without notes."""
    publication = read_publication(Memory({path: text.encode() for path, text in files(more).items()}), today)
    [municipality] = publication.library.archive.municipalities
    plan = municipality.plan(2025, "hemtjanst")
    assert plan is not None
    made = (
        plan_context(publication.library, municipality, plan),
        report_context(publication.library, municipality, municipality.reports[0]),
    )
    return replace(made[0], notes=None), replace(made[1], notes=None)


def filled(context: TextContext, text: str) -> str:
    """Fill in a text; give it on one line, or its faults."""
    output, faults = render_text(context.library.environment, text, context)
    if faults:
        return "; ".join(str(each) for each in faults)
    shown = context.library.fragments.insert(output)
    return words(html.fromstring(f"<div>{shown}</div>")) if shown.strip() else ""


def test_a_report_tells_of_its_own_day() -> None:
    """The second follow-up came after the report's period."""
    assert answer(later_site(), REPORT)[1].endswith(
        "Det är minst 79 % av kravet. Som mest 325 000 kronor är kvar att hitta. Senast uppföljt 30 april 2025. "
        "1 plan har inte följts upp och räknas som planerad."
    )
    assert table(later_site(), REPORT, "Hemtjänsten per 30 april 2025")[1][-1] == "550 tkr"
    assert table(later_site(), REPORT, "Enheterna per 30 april 2025")[-1][0] == "Totalt"


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("", "", "Hemtjänsten per 30 april 2025"),
        ("period: 2025-04-30\n", "", "Hemtjänsten per 20 maj 2025"),
        ("datum: 2025-05-20\nperiod: 2025-04-30\n", "", "Hemtjänsten per 15 oktober 2025"),
    ],
)
def test_which_day_a_report_tells_of(old: str, new: str, said: str) -> None:
    _, report = contexts({RAPPORT: FILES[RAPPORT].replace(old, new)} if old else None)
    assert filled(report, '{{ uppföljningstabell("hemtjanst") }}').startswith(said)


def test_a_plan_tells_of_the_day_of_the_build() -> None:
    plan, _ = contexts(SECOND)
    assert filled(plan, "{{ uppföljningstabell() }}").startswith("Hemtjänsten per 15 oktober 2025 Åtgärd Status")
    assert "Det är 50 % av kravet. 450 000 kronor är kvar att hitta." in filled(plan, "{{ läget() }}")


def test_a_plan_can_show_another_units_table() -> None:
    plan, _ = contexts()
    assert filled(plan, '{{ uppföljningstabell("natt", rubrik="Natten") }}').startswith("Natten Åtgärd Status")


def test_what_is_not_known_in_a_report_and_in_a_plan() -> None:
    plan, report = contexts()
    assert filled(report, "{{ okänt() }}") == (
        "Hur stort underskott Nattpatrullen börjar året med. Vad 1 åtgärd ger: inget belopp är angivet. "
        "Hur det har gått för Gruppbostaden Åsen, öst; väst: ingen uppföljning är lämnad. "
        "Hur det har gått med 1 risk: «Bilarnas avtal går inte att säga upp»."
    )
    assert filled(plan, "{{ okänt() }}") == "Hur det har gått med 1 risk: «Bilarnas avtal går inte att säga upp»."
    assert filled(contexts(SECOND)[0], "{{ okänt() }}") == ""


def test_risks_of_a_plan_of_one_unit_and_of_all() -> None:
    plan, report = contexts()
    whole = filled(report, "{{ risktabell() }}")
    assert whole.startswith("Risker och vad det blev av dem Risk Enhet Utfall Kommentar Uppföljd")
    assert filled(plan, "{{ risktabell() }}") == whole
    assert filled(report, '{{ risktabell("hemtjanst", rubrik="Risker") }}').startswith("Risker Risk Enhet")


def test_the_case_of_a_plan_and_of_a_report() -> None:
    plan, report = contexts()
    assert filled(report, "{{ ärendekedja() }}") == (
        "18 februari 2025: uppdrag (Socialnämnden, § 13) Återrapporterat, väntar på beslut "
        "Redovisa hur åtgärderna går. Ska återrapporteras senast 31 maj 2025. "
        "Återrapporterat i Uppföljning per 30 april ."
    )
    assert filled(plan, "{{ ärendekedja() }}").startswith("18 februari 2025: antagen (Socialnämnden, § 12)")


def test_the_case_is_not_shown_twice_when_the_text_places_it() -> None:
    site = tree(later_site(), REPORT)
    assert len(site.find_class("hp-kedja")) == 1


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('{{ risktabell("asen") }}', "1:4: inga risker finns i planerna; skriv dem under risker i plan.yml"),
        ('{{ uppföljningstabell("asem") }}', "1:4: enheten «asem» har ingen plan för 2025 – menade du «asen»?"),
        ("{{ läget(1) }}", "1:4: makrot läget() tar inget argument utan namn men får 1"),
    ],
)
def test_what_cannot_be_shown_is_said(text: str, said: str) -> None:
    assert filled(contexts()[1], text) == said


@pytest.mark.parametrize("macro", ["läget", "uppföljningstabell", "risktabell", "okänt"])
def test_a_report_without_units_says_where_to_write_them(macro: str) -> None:
    lonely = FILES[RAPPORT].replace("enheter: [hemtjanst, natt, asen]\n", "")
    _, report = contexts({RAPPORT: lonely})
    assert filled(report, f"{{{{ {macro}() }}}}") == (
        "1:4: rapporten har inga enheter; skriv dem under enheter i rapport.yml"
    )


def test_a_report_without_decisions_has_no_case() -> None:
    _, report = contexts({RAPPORT: FILES[RAPPORT].replace("återrapporterar: [2025-02-18 § 13]\n", "")})
    assert filled(report, "{{ ärendekedja() }}") == "1:4: dokumentet har inga beslut; skriv dem under beslut"


def test_the_report_reads_as_a_document() -> None:
    assert section(later_site(), REPORT, "Vad som inte är känt").startswith("Hur stort underskott Nattpatrullen")
    assert section(later_site(), REPORT, "Förslag till beslut") == "1. Nämnden godkänner uppföljningen."
