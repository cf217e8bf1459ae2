"""Changes of a municipality's own file: units that moved, rules that move every effect, and all else."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from handlingsplan.analysis.effects import action_effect
from handlingsplan.model.archive import Municipality, PlanDocument
from handlingsplan.model.organisation import Organisation
from handlingsplan.text.quantities import money

from .change import Change, ChangeKind, Shift, Subject, located, shift
from .facts import fact_changes
from .leaves import Leaf, Leaves, differences
from .version import Version, municipality_subject
from .wording import from_to, quoted, sentence

_RULE = ("effect_rule", "cutoff_day")


def municipality_changes(before: Municipality | None, after: Municipality | None, other: Version) -> Iterator[Change]:
    """Give the changes of a municipality. `other` is the version that may lack it."""
    if before is None or after is None:
        if known := before or after:
            yield _lone(known, other, added=before is None)
        return
    subject, location = municipality_subject(after), ("organisations", after.id)
    leaves = Leaves(differences(before.organisation, after.organisation, after.facts))
    changes = [*_rules(before, after, leaves), *_moved_units(before, after, leaves)]
    versions = (before.organisation, after.organisation)
    changes += fact_changes(leaves.take_below(), subject, versions, ChangeKind.ORGANISATION)
    for change in changes:
        yield replace(change, leaves=tuple((*location, *each) for each in change.leaves))


def _lone(municipality: Municipality, other: Version, *, added: bool) -> Change:
    subject = municipality_subject(municipality)
    location = ("organisations", municipality.id)
    place = municipality.facts.place() if added else None
    if fault := other.faults.get(subject.path):
        when = "före ändringen" if added else "efter ändringen"
        said = f"kommunens fil går inte att läsa {when}, så inget i kommunen kan jämföras"
        said = f"{said} ({fault.place}: {fault.message})"
        return Change(
            ChangeKind.UNREADABLE, subject, sentence(said), (location,), place=None if added else fault.place
        )
    said = f"{quoted(subject.name)} {'tillkommer' if added else 'tas bort'}"
    return Change(ChangeKind.ORGANISATION, subject, sentence(said), (location,), place=place)


def _rules(before: Municipality, after: Municipality, leaves: Leaves) -> Iterator[Change]:
    """Tell of the rule of effects this year: what each part of its change moves in the plans as they were."""
    now = before.organisation
    for field in _RULE:
        leaf = leaves.take(field)
        if leaf is None:
            continue
        then = now.model_copy(update={field: getattr(after.organisation, field)})
        moved = sum((_rule_shift(each, now, then) for each in before.plans), Shift())
        low, high = moved.money
        what = "hur effekten i år räknas" if field == "effect_rule" else "brytdagen"
        total = f"; effekterna i år i planerna som de var {_moved_by(low, high)}" if low or high else ""
        said = sentence(f"{what} {from_to(leaf.before, leaf.after)}{total}")
        locations, place = located([leaf])
        yield Change(
            ChangeKind.ORGANISATION,
            municipality_subject(after),
            said,
            locations,
            str(leaf.before),
            str(leaf.after),
            place=place,
            this_year=moved,
        )
        now = then


def _moved_by(low: int, high: int) -> str:
    if low != high:
        return f"ändras tillsammans med mellan {money(low)} och {money(high)}"
    return f"{'ökar' if low > 0 else 'minskar'} tillsammans med {money(abs(low))}"


def _rule_shift(plan: PlanDocument, now: Organisation, then: Organisation) -> Shift:
    moved = Shift()
    for action in plan.plan.actions:
        one, other = (action_effect(action, plan.year, each) for each in (now, then))
        moved = moved + shift(one.this_year, other.this_year)
    return moved


def _moved_units(before: Municipality, after: Municipality, leaves: Leaves) -> Iterator[Change]:
    """Tell of units that went from one department to another: gone in one place and come in the other."""
    subject = municipality_subject(after)
    for new in after.organisation.placements():
        old = before.organisation.placement(new.unit.id)
        if old is None or (old.committee.id, old.department.id) == (new.committee.id, new.department.id):
            continue
        gone = leaves.take(*_location(old.committee.id, old.department.id, old.unit.id))
        came = leaves.take(*_location(new.committee.id, new.department.id, new.unit.id))
        if not (gone and came):
            for leaf in (each for each in (gone, came) if each):
                yield _moved(subject, leaf, [leaf], old.department.name, new.department.name)
            continue
        yield _moved(subject, came, [gone, came], old.department.name, new.department.name)


def _moved(subject: Subject, leaf: Leaf, leaves: list[Leaf], origin: str, to: str) -> Change:
    unit = leaf.after or leaf.before
    said = f"enheten {quoted(unit.name)} flyttas från {origin} till {to}"
    locations, place = located(leaves)
    return Change(ChangeKind.ORGANISATION, subject, sentence(said), locations, origin, to, place=place)


def _location(committee: str, department: str, unit: str) -> tuple[str, ...]:
    return ("committees", committee, "departments", department, "units", unit)
