"""Rules of dates (*datum*): decisions in order, actions in their year, nothing before its cause."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise

from handlingsplan.model.archive import Municipality, Places, PlanDocument, ReportDocument
from handlingsplan.model.decision import Decision, DecisionKind
from handlingsplan.model.plan import PlanStatus
from handlingsplan.text.places import Problem, remark
from handlingsplan.text.vocabulary import swedish

_ADOPTING = (DecisionKind.ADOPTED, DecisionKind.APPROVED, DecisionKind.REVISED)
_DECIDED = (PlanStatus.DECIDED, PlanStatus.REVISED)
#: A year is followed up until its accounts are closed.
_CLOSING_MONTH = 4
#: An action that began longer ago than this is more likely a slip of the keys.
_LONG_AGO = 10


def check_decision(document: PlanDocument, _: Municipality) -> Iterator[Problem]:
    """Check a plan's decision: that a decided plan has one, in one place or the same in both, before its revision."""
    plan, facts = document.plan, document.facts
    decided = plan.decision_date if isinstance(plan.decision_date, date) else None
    adopting = [each for each in plan.decisions if each.kind in _ADOPTING]
    if plan.status in _DECIDED and decided is None and not adopting:
        message = f"planen har status {plan.status}, men inget beslut; skriv datum för beslut"
        yield remark("beslut-saknas", facts.place(swedish("status")), message, swedish("decision_date"))
    if decided and adopting and decided not in [each.date for each in adopting]:
        dates = ", ".join(f"{each.kind} {each.date}" for each in adopting)
        message = f"datum för beslut är {decided}, men bland besluten står {dates}"
        yield remark("beslutsdatum-skiljer", facts.place(swedish("decision_date")), message, swedish("decision_date"))
    last = decided or max((each.date for each in adopting), default=None)
    if last and isinstance(plan.revise_by, date) and plan.revise_by <= last:
        message = f"planen ska revideras senast {plan.revise_by}, men beslutet är från {last}"
        yield remark("datum-i-fel-ordning", facts.place(swedish("revise_by")), message, swedish("revise_by"))


def check_before_decision(document: PlanDocument, _: Municipality) -> Iterator[Problem]:
    """Check that consultation (*samverkan*) and risk assessment came before the decision that they are to inform."""
    plan = document.plan
    if not isinstance(plan.decision_date, date):
        return
    for name, given in (("consultation", plan.consultation), ("risk_assessment", plan.risk_assessment)):
        if given is not None and given.date is not None and given.date > plan.decision_date:
            key = swedish(name)
            message = f"{key} är {given.date}, efter beslutet {plan.decision_date}"
            yield remark("datum-i-fel-ordning", document.facts.place(key, swedish("date")), message, key)


def check_plan_decisions(document: PlanDocument, _: Municipality) -> Iterator[Problem]:
    """Check that a plan's decisions stand in order, oldest first."""
    return _decisions(document.plan.decisions, document.facts)


def check_report_decisions(document: ReportDocument, _: Municipality) -> Iterator[Problem]:
    """Check that a report's decisions stand in order, oldest first."""
    return _decisions(document.report.decisions, document.facts)


def _decisions(decisions: Sequence[Decision], facts: Places) -> Iterator[Problem]:
    for index, (first, second) in enumerate(pairwise(decisions), 1):
        place = facts.place(swedish("decisions"), index, swedish("date"))
        if second.date < first.date:
            earlier = f"beslutet {second.date} ({second.kind}) står efter beslutet {first.date} ({first.kind})"
            yield remark("datum-i-fel-ordning", place, f"{earlier}; äldst ska stå först", str(second.date))
    adopted = [index for index, each in enumerate(decisions) if each.kind is DecisionKind.ADOPTED]
    for index, each in enumerate(decisions):
        if each.kind in (DecisionKind.REVISED, DecisionKind.REPEALED) and adopted and index < adopted[0]:
            place = facts.place(swedish("decisions"), index, swedish("kind"))
            message = f"beslutet {each.date} är {each.kind}, men planen antas först {decisions[adopted[0]].date}"
            yield remark("datum-i-fel-ordning", place, message, str(each.date))
        if each.report_back_by and each.report_back_by < each.date:
            place = facts.place(swedish("decisions"), index, swedish("report_back_by"))
            message = f"uppdraget {each.date} ska återrapporteras senast {each.report_back_by}, före beslutet"
            yield remark("datum-i-fel-ordning", place, message, str(each.date))


def check_report_dates(document: ReportDocument, _: Municipality) -> Iterator[Problem]:
    """Check that a report is written after the day it tells of, and that this day is in its year."""
    report = document.report
    if report.period and report.date and report.date < report.period:
        message = f"rapporten är från {report.date}, före {report.period} som den redovisar läget per"
        yield remark("datum-i-fel-ordning", document.facts.place(swedish("date")), message, swedish("date"))
    if report.period and not _is_of_year(report.period, document.year):
        message = f"rapporten redovisar läget per {report.period}, men ligger under {document.year}"
        yield remark("datum-utanför-året", document.facts.place(swedish("period")), message, swedish("period"))


def check_action_dates(document: PlanDocument, _: Municipality) -> Iterator[Problem]:
    """Check that an action starts in reach of the plan's year, and does not have effect before it starts."""
    for index, action in enumerate(document.plan.actions):
        for name in ("start_date", "effect_start"):
            day: date | None = getattr(action, name)
            place = document.facts.place(swedish("actions"), index, swedish(name))
            if day and (far := _far_from(day, document)):
                message = f"åtgärden «{action.name}» har {swedish(name)} {day}, {far} planens år {document.year}"
                yield remark("datum-utanför-året", place, message, action.id)
        if action.start_date and action.effect_start and action.effect_start < action.start_date:
            place = document.facts.place(swedish("actions"), index, swedish("effect_start"))
            message = (
                f"åtgärden «{action.name}» ger effekt från {action.effect_start}, före starten {action.start_date}"
            )
            yield remark("datum-i-fel-ordning", place, message, action.id)
        if action.end_date and action.end_date.year < document.year:
            place = document.facts.place(swedish("actions"), index, swedish("end_date"))
            message = f"åtgärden «{action.name}» slutade {action.end_date}, före planens år {document.year}"
            yield remark("datum-utanför-året", place, message, action.id)


def _far_from(day: date, document: PlanDocument) -> str:
    """Say how a start is out of reach; a plan that is said to be valid in a later year may have starts then."""
    if day.year < document.year - _LONG_AGO:
        return "långt före"
    if day.year > document.year and str(day.year) not in str(document.plan.validity):
        return "efter"
    return ""


def check_follow_up_dates(document: PlanDocument, _: Municipality) -> Iterator[Problem]:
    """Check that follow-ups (*uppföljning*) are handed in when their period is over."""
    for follow_up in document.follow_ups:
        reported = follow_up.follow_up.reported_on
        if reported is not None and reported < follow_up.day:
            place = follow_up.facts.place(swedish("reported_on"))
            message = f"uppföljningen är lämnad {reported}, före {follow_up.day} som den följer upp till"
            yield remark("datum-i-fel-ordning", place, message, str(follow_up.day))


def _is_of_year(day: date, year: int) -> bool:
    return day.year == year or (day.year == year + 1 and day.month < _CLOSING_MONTH)
