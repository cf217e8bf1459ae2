"""Ids that must be given once: an id stands in addresses, texts and history, and must mean one thing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from handlingsplan.model.calendar import FollowUpPeriod
from handlingsplan.model.dataset import Descriptor
from handlingsplan.model.follow_up import FollowUp
from handlingsplan.model.organisation import Organisation
from handlingsplan.model.plan import Plan
from handlingsplan.model.report import Report
from handlingsplan.text.places import Problem, error
from handlingsplan.text.vocabulary import swedish

from .yaml_tree import Location, Source

_Named = tuple[str, Location]
#: Later than the year of any plan.
_NO_END = 9999


def check_repeated(model: object, facts: Source) -> Iterator[Problem]:
    """Give a problem for each id that the file has given before, at its own place."""
    for what, ids in _ids(model):
        yield from _repeated(what, ids, facts)
    if isinstance(model, Organisation):
        yield from _repeated_periods(model, facts)
        yield from _repeated_meetings(model, facts)


def _repeated_periods(organisation: Organisation, facts: Source) -> Iterator[Problem]:
    """A plan is followed up once a month, so two periods of one year cannot end in the same month."""
    every = organisation.follow_up_periods
    for index, period in enumerate(every):
        earlier = next((number for number in range(index) if _meet(every[number], period)), None)
        if earlier is not None:
            line = facts.place(swedish("follow_up_periods"), earlier, swedish("period_end")).line
            place = facts.place(swedish("follow_up_periods"), index, swedish("period_end"))
            message = (
                f"perioden till och med {period.period_end} slutar i samma månad som perioden på rad {line}; "
                "en plan följs upp högst en gång i månaden"
            )
            yield error("dubblett", place, message)


def _meet(first: FollowUpPeriod, second: FollowUpPeriod) -> bool:
    """Whether two periods end in the same month of some year."""
    starts = max(each.first_year or 0 for each in (first, second))
    ends = min(each.last_year or _NO_END for each in (first, second))
    return first.period_end.month == second.period_end.month and starts <= ends


def _repeated_meetings(organisation: Organisation, facts: Source) -> Iterator[Problem]:
    for number, committee in enumerate(organisation.committees):
        location = (swedish("committees"), number, swedish("meetings"))
        for index, day in enumerate(committee.meetings):
            earlier = committee.meetings.index(day)
            if earlier < index:
                line = facts.place(*location, earlier).line
                message = f"sammanträdet {day} finns redan på rad {line}; ta bort det ena"
                yield error("dubblett", facts.place(*location, index), message)


def _repeated(what: str, ids: Iterable[_Named], facts: Source) -> Iterator[Problem]:
    seen: dict[str, Location] = {}
    for each, location in ids:
        if each in seen:
            line = facts.place(*seen[each]).line
            message = f"{what} «{each}» finns redan på rad {line}; varje id får finnas en gång"
            yield error("dubblett", facts.place(*location), message)
        seen.setdefault(each, location)


def _ids(model: object) -> Iterator[tuple[str, list[_Named]]]:
    """Give what each kind of file names, with where the names stand."""
    match model:
        case Organisation():
            yield "nämnden", _each("committees", "id", [each.id for each in model.committees])
            yield "enheten", list(_units(model))
        case Plan():
            yield "åtgärden", _each("actions", "id", [each.id for each in model.actions])
            yield "nyckeltalet", _each("key_figures", "id", [each.id for each in model.key_figures])
            yield "risken", _each("risks", "id", [each.id for each in model.risks])
        case FollowUp():
            yield "åtgärden", _each("actions", "action", [each.action for each in model.actions])
            yield "risken", _each("risks", "risk", [each.risk for each in model.risks])
        case Report():
            yield "enheten", _each("units", "", list(model.units))
        case Descriptor():
            yield "datamängden", _each("drawn_from", "", list(model.drawn_from))
            yield "raden", _each("rows", "", list(model.rows))


def _each(field: str, name: str, ids: list[str]) -> list[_Named]:
    end = (swedish(name),) if name else ()
    return [(each, (swedish(field), index, *end)) for index, each in enumerate(ids)]


def _units(organisation: Organisation) -> Iterator[_Named]:
    for first, committee in enumerate(organisation.committees):
        for second, department in enumerate(committee.departments):
            above = (swedish("committees"), first, swedish("departments"), second, swedish("units"))
            for third, unit in enumerate(department.units):
                yield unit.id, (*above, third, swedish("id"))
