"""A new report to a committee, filled in with all that the plans and their follow-ups already say."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from handlingsplan.analysis.cases import case_chain
from handlingsplan.analysis.checks import check_report
from handlingsplan.model.archive import Municipality, PlanDocument
from handlingsplan.model.organisation import Committee
from handlingsplan.reading.tree import Tree
from handlingsplan.text.dates import MONTHS
from handlingsplan.text.places import Place, Problem, Severity, error
from handlingsplan.text.vocabulary import swedish
from handlingsplan.text.words import listed, suggestion

from .addresses import ReportAddress
from .drafts import Draft, filled, yaml_word
from .plans import no_municipality
from .records import below, read_part


@dataclass(frozen=True, slots=True)
class NewReport:
    """What is asked for: which report, of which period, to which committee and of which units (by default all)."""

    address: ReportAddress
    period: date
    committee: str = ""
    units: tuple[str, ...] = ()


def new_report(tree: Tree, asked: NewReport) -> tuple[Draft | None, list[Problem]]:
    """Give the draft of a report; none, and why, when there is nothing to report of."""
    address = asked.address
    if address.organisation not in tree.paths():
        return None, [no_municipality(tree, address.municipality)]
    wanted = below(f"plans/{address.municipality}")
    municipality, problems = read_part(tree, wanted)
    if municipality is None:
        return None, problems
    committee, problems = _committee(municipality, asked)
    if committee is None:
        return None, problems
    plans, problems = _plans(municipality, committee, asked)
    if problems:
        return None, problems
    answers = _open_assignments(municipality, committee, asked.period)
    files = {"rapport.yml": _facts(committee, plans, asked, answers), "rapport.md": _text(plans, answers)}
    step = f"Fyll i {address.folder}/rapport.yml och rapport.md. Se vad som återstår med: handlingsplan check"
    return _read_again(tree, Draft(address.folder, files, step), address)


def _read_again(tree: Tree, draft: Draft, address: ReportAddress) -> tuple[Draft | None, list[Problem]]:
    """Give the draft if it can be read, and its units have plans."""
    taken = set(tree.paths())
    new = {path: text for path, text in zip(draft.paths(), draft.files.values(), strict=True) if path not in taken}
    municipality, found = read_part(tree, below(f"plans/{address.municipality}"), new)
    problems = [each for each in found if each.place.path in new]
    for report in municipality.reports if municipality else ():
        if municipality is not None and report.facts.path in new:
            problems += (each for each in check_report(report, municipality) if each.severity is Severity.ERROR)
    return (None if problems else draft), problems


def _committee(municipality: Municipality, asked: NewReport) -> tuple[Committee | None, list[Problem]]:
    """Find the committee that was asked for, else the first one with a plan of the year."""
    committees = municipality.organisation.committees
    if asked.committee:
        found = next((each for each in committees if each.id == asked.committee), None)
        known = [each.id for each in committees]
        message = f"nämnden «{asked.committee}» finns inte{suggestion(asked.committee, known) or _one_of(known)}"
        return found, [] if found else [error("okänd-nämnd", Place(asked.address.organisation), message)]
    planning = [plan.placement.committee for plan in municipality.plans if plan.year == asked.address.year]
    if planning:
        return planning[0], []
    message = f"kommunen har ingen plan för {asked.address.year} att rapportera om"
    return None, [error("plan-saknas", Place(asked.address.organisation), message)]


def _plans(
    municipality: Municipality, committee: Committee, asked: NewReport
) -> tuple[list[PlanDocument], list[Problem]]:
    """Give the plans that the report is of, in the order of the organisation."""
    year = asked.address.year
    plans = [each for each in municipality.plans if each.year == year]
    known = [each.unit for each in plans]
    unknown = [unit for unit in asked.units if unit not in known]
    problems = [
        error(
            "okänd-enhet",
            Place(asked.address.organisation),
            f"enheten «{unit}» har ingen plan för {year}{suggestion(unit, known) or _one_of(known)}",
        )
        for unit in unknown
    ]
    if asked.units:
        return [each for each in plans if each.unit in asked.units], problems
    found = [each for each in plans if each.placement.committee.id == committee.id]
    if not found:
        message = f"{committee.name} har ingen plan för {year} att rapportera om"
        return [], [error("plan-saknas", Place(asked.address.organisation), message)]
    return found, []


def _one_of(known: Sequence[str]) -> str:
    return f"; det finns {listed(known)}" if known else ""


def _facts(committee: Committee, plans: Sequence[PlanDocument], asked: NewReport, answers: Sequence[str]) -> str:
    return filled(
        "rapport.yml",
        title=f"Uppföljning av handlingsplaner per {_in_words(asked.period)}",
        body=yaml_word(committee.name),
        period=str(asked.period),
        units="".join(f"  - {yaml_word(plan.unit)}\n" for plan in plans),
        answers=_answers(answers),
    )


def _open_assignments(municipality: Municipality, committee: Committee, day: date) -> list[str]:
    """Give the committee's assignments that are open on the day: the report may be the answer to them."""
    return [
        str(link.decision.reference)
        for link in case_chain(municipality, day)
        if link.is_open and not link.answers and link.decision.body in ("", committee.name)
    ]


def _answers(references: Sequence[str]) -> str:
    key = swedish("answers")
    if not references:
        return f"{key}:   # till exempel [2025-11-19 § 70]\n"
    return f"{key}:\n" + "".join(f"  - {each}\n" for each in references)


def _text(plans: Sequence[PlanDocument], answers: Sequence[str]) -> str:
    return filled(
        "rapport.md",
        enough="{{ räcker_det() }}\n\n" if any(plan.plan.requirement for plan in plans) else "",
        risks="## Risker\n\n{{ risktabell() }}\n\n" if any(plan.plan.risks for plan in plans) else "",
        case="## Ärendet\n\n{{ ärendekedja() }}\n\n" if answers else "",
        units="\n".join("".join(_section(plan)) for plan in plans),
    )


def _section(plan: PlanDocument) -> Iterator[str]:
    yield f"## {plan.placement.unit.name} {{: #{plan.unit} }}\n"
    if plan.plan.actions:
        yield f'\n{{{{ åtgärdstabell("{plan.unit}", kolumner=["{swedish("status")}"]) }}}}\n'
    else:
        yield "\nPlanen har inga åtgärder ännu.\n"


def _in_words(day: date) -> str:
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"
