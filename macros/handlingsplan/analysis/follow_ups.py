"""Checks of follow-ups: they speak of what the plan has, once a month, and are named by their period's last day."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from handlingsplan.analysis.schedule import periods
from handlingsplan.model.archive import FollowUpDocument, Municipality, PlanDocument
from handlingsplan.text.dates import MONTHS
from handlingsplan.text.places import Place, Problem, error
from handlingsplan.text.vocabulary import swedish
from handlingsplan.text.words import suggestion

#: A year is followed up until its accounts are closed.
_CLOSING_MONTH = 4


def check_follow_ups(document: PlanDocument, municipality: Municipality) -> Iterator[Problem]:
    """Check a plan's risks and follow-ups; none of this can be answered, only mended."""
    yield from _check_risks(document)
    for follow_up in document.follow_ups:
        yield from _check_actions(document, follow_up)
        yield from _check_outcomes(document, follow_up)
        yield from _check_text(document, follow_up)
    yield from _check_days(document, municipality)


def _check_risks(document: PlanDocument) -> Iterator[Problem]:
    for index, risk in enumerate(document.plan.risks):
        if risk.action is not None and document.plan.action(risk.action) is None:
            place = document.facts.place(swedish("risks"), index, swedish("action"))
            yield error("okänd-åtgärd", place, _no_action(document, risk.action))


def _check_actions(document: PlanDocument, follow_up: FollowUpDocument) -> Iterator[Problem]:
    for index, each in enumerate(follow_up.follow_up.actions):
        if document.plan.action(each.action) is None:
            place = follow_up.facts.place(swedish("actions"), index, swedish("action"))
            yield error("okänd-åtgärd", place, _no_action(document, each.action))


def _check_outcomes(document: PlanDocument, follow_up: FollowUpDocument) -> Iterator[Problem]:
    known = [risk.id for risk in document.plan.risks]
    for index, each in enumerate(follow_up.follow_up.risks):
        if each.risk not in known:
            place = follow_up.facts.place(swedish("risks"), index, swedish("risk"))
            hint = suggestion(each.risk, known) or f"; lägg till den under {swedish('risks')} i plan.yml"
            yield error("okänd-risk", place, f"planen har ingen risk «{each.risk}»{hint}")


def _check_text(document: PlanDocument, follow_up: FollowUpDocument) -> Iterator[Problem]:
    narrative = follow_up.narrative
    if narrative is None:
        return
    for section in narrative.sections:
        for action_id in section.actions:
            if document.plan.action(action_id) is None:
                yield error("okänd-åtgärd", narrative.place(section.line), _no_action(document, action_id))


def _no_action(document: PlanDocument, action_id: str) -> str:
    known = [action.id for action in document.plan.actions]
    return f"planen har ingen åtgärd «{action_id}»{suggestion(action_id, known)}"


def _check_days(document: PlanDocument, municipality: Municipality) -> Iterator[Problem]:
    """Check what the files are named: a day of the plan's year, the calendar's, and one a month."""
    ends = [period.end for period in periods(municipality.organisation, document.year)]
    first: dict[tuple[int, int], FollowUpDocument] = {}
    for follow_up in document.follow_ups:
        day, place = follow_up.day, Place(follow_up.facts.path)
        earlier = first.setdefault((day.year, day.month), follow_up)
        if day.year != document.year:
            yield error("fel-period", place, _outside(day, document.year))
        elif earlier is not follow_up:
            both = f"{earlier.day}.yml och {day}.yml är båda uppföljningar för {_month(day)}"
            yield error("dubblett", place, f"{both}; behåll en av dem{_named(day, ends)}")
        elif (end := _end_of(day, ends)) is not None and not _is_given(document, end):
            message = f"uppföljningen för {_month(day)} ska heta {end}, periodens sista dag; byt namn på filen"
            yield error("fel-period", place, message)


def _outside(day: date, year: int) -> str:
    """Say that a day is in another year than the plan, and what the file should be named."""
    what = f"uppföljningen är per {day}, men planen gäller {year}"
    if day.year == year + 1 and day.month < _CLOSING_MONTH:
        return f"{what}; uppföljningen av årsbokslutet ska heta som årets sista dag, {year}-12-31: byt namn på filen"
    return f"{what}; byt namn på filen, eller flytta den till planen för {day.year}"


def _end_of(day: date, ends: Sequence[date]) -> date | None:
    """Give the last day of the calendar's period in a day's month."""
    return next((end for end in ends if (end.year, end.month) == (day.year, day.month)), None)


def _is_given(document: PlanDocument, day: date) -> bool:
    return any(each.day == day for each in document.follow_ups)


def _named(day: date, ends: Sequence[date]) -> str:
    end = _end_of(day, ends)
    return f", och låt den heta {end}.yml" if end else ""


def _month(day: date) -> str:
    return f"{MONTHS[day.month - 1]} {day.year}"
