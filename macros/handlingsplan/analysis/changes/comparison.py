"""Two versions of everything to all their changes, each leaf that differs in exactly one of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from handlingsplan.analysis.effects import ActionEffect, plan_effects, total_full_year, total_this_year
from handlingsplan.model.archive import DatasetDocument, Municipality, PlanDocument, ReportDocument
from handlingsplan.text.places import Problem
from handlingsplan.text.words import listed, plural

from .change import Change, ChangeKind, Shift, Subject, shift
from .consequences import Consequence, consequences
from .facts import fact_changes
from .leaves import Location, differences
from .matching import PlanKey, moved_plans
from .organisations import municipality_changes
from .pair import PlanPair, is_same_plan
from .plans import moved_actions, plan_changes, plan_location, plan_pair
from .sections import text_changes, text_leaves
from .tables import dataset_changes
from .version import Version, dataset_subject, plan_subject, report_subject
from .wording import quoted, sentence


@dataclass(frozen=True, slots=True)
class Comparison:
    """All that differs between two versions, and what it means up the tree."""

    changes: tuple[Change, ...]
    consequences: tuple[Consequence, ...]


def compare_versions(base: Version, head: Version) -> Comparison:
    """Compare two versions, municipality by municipality: its own file first, then plans, reports and data."""
    old, new = base.plans(), head.plans()
    removed = {key: plan for key, plan in old.items() if key not in new and not _fault(head, plan)}
    added = {key: plan for key, plan in new.items() if key not in old and not _fault(base, plan)}
    renamed = moved_plans(removed, added)
    changes: list[Change] = []
    found: list[Consequence] = []
    for homes in _together(base, head, renamed):
        mine = {before: after for before, after in renamed.items() if after[0] in homes}
        part = _compare(base.only(homes), head.only(homes), mine)
        changes += part.changes
        found += part.consequences
    return Comparison(tuple(changes), tuple(found))


def _together(base: Version, head: Version, renamed: dict[PlanKey, PlanKey]) -> Iterable[set[str]]:
    """Give the municipalities, each alone but for those that plans have moved between."""
    ids = sorted({each.id for version in (base, head) for each in version.archive.municipalities})
    groups = {each: {each} for each in ids}
    for before, after in renamed.items():
        joined = groups[before[0]] | groups[after[0]]
        groups.update(dict.fromkeys(joined, joined))
    return {id(group): group for group in groups.values()}.values()


def _compare(base: Version, head: Version, renamed: dict[PlanKey, PlanKey]) -> Comparison:
    changes = [
        *_municipalities(base, head),
        *_plans(base, head, renamed),
        *_reports(base, head),
        *_datasets(base, head),
    ]
    touched = {(each.subject.municipality, each.subject.year) for each in changes if each.kind is not ChangeKind.DATA}
    found = consequences(base, head, _unreadable(base, head), renamed, touched)
    return Comparison(tuple(changes), tuple(found))


def _fault(version: Version, plan: PlanDocument | ReportDocument) -> Problem | None:
    return version.fault_of(plan.facts.path, plan.municipality)


def _unreadable(base: Version, head: Version) -> set[PlanKey]:
    old, new = base.plans(), head.plans()
    gone = {key for key, plan in old.items() if key not in new and _fault(head, plan)}
    return gone | {key for key, plan in new.items() if key not in old and _fault(base, plan)}


def _municipalities(base: Version, head: Version) -> Iterator[Change]:
    for after in head.archive.municipalities:
        yield from municipality_changes(base.municipality(after.id), after, base)
    for before in base.archive.municipalities:
        if head.municipality(before.id) is None:
            yield from municipality_changes(before, None, head)


def _plans(base: Version, head: Version, renamed: dict[PlanKey, PlanKey]) -> Iterator[Change]:
    old, new = base.plans(), head.plans()
    origins = {after: before for before, after in renamed.items()}
    matched = [  # what was read from the same bytes is not looked at
        (key, plan, before)
        for key, plan in new.items()
        if not is_same_plan(before := old.get(origins.get(key, key)), plan) or key in origins
    ]
    pairs = {key: plan_pair(before, plan, _home(head, plan).organisation) for key, plan, before in matched if before}
    moved = list(moved_actions(list(pairs.values())))
    for key, plan, before in matched:
        if before is None:
            yield from _lone_plan(plan, base, head, added=True)
            continue
        if key in origins:
            yield _moved_plan(before, pairs[key])
        yield from (each for each in moved if each.subject == pairs[key].subject)
        yield from plan_changes(pairs[key])
    for key, plan in old.items():
        if key not in new and key not in renamed:
            yield from _lone_plan(plan, base, head, added=False)


def _home(version: Version, plan: PlanDocument) -> Municipality:
    return next(each for each in version.archive.municipalities if each.id == plan.municipality)


def _moved_plan(before: PlanDocument, pair: PlanPair) -> Change:
    said = f"planen flyttas från {before.address.strip('/')} till {pair.after.address.strip('/')}"
    return Change(
        ChangeKind.PLAN_MOVED,
        pair.subject,
        sentence(said),
        (plan_location(before), plan_location(pair.after)),
        before.address,
        pair.after.address,
        place=pair.after.facts.place(),
    )


def _lone_plan(plan: PlanDocument, base: Version, head: Version, *, added: bool) -> Iterator[Change]:
    """Tell of a plan that only one version has, or that the other cannot read."""
    location, subject = plan_location(plan), plan_subject(plan)
    other = base if added else head
    if fault := _fault(other, plan):
        yield from _unread("planen", subject, location, fault, other, before=added)
        return
    home = head.municipality(plan.municipality) or _home(base, plan)
    effects = plan_effects(plan, home.organisation)
    this_year = sum((shift(None, each.this_year) for each in effects), Shift())
    full_year = sum((shift(None, each.full_year) for each in effects), Shift())
    count = plural(len(effects), "åtgärd", "åtgärder")
    verb = "tillkommer" if added else "tas bort"
    said = f"planen {quoted(plan.title)} {verb}, med {count}{_gives(effects)}"
    kind = ChangeKind.PLAN_ADDED if added else ChangeKind.PLAN_REMOVED
    change = Change(kind, subject, sentence(said), (location,), place=plan.facts.place() if added else None)
    if added:
        yield replace(change, this_year=this_year, full_year=full_year, after=plan.title)
    else:
        yield replace(change, this_year=this_year.negative(), full_year=full_year.negative(), before=plan.title)


def _gives(effects: Sequence[ActionEffect]) -> str:
    totals = {"effekt i år": total_this_year(effects), "helårseffekt": total_full_year(effects)}
    said = [f"{label} {listed(map(str, total.sums.values()))}" for label, total in totals.items() if total.sums]
    return f": {', '.join(said)}" if said else ""


def _unread(
    what: str, subject: Subject, location: Location, fault: Problem, other: Version, *, before: bool
) -> Iterator[Change]:
    """Tell that a document cannot be read; of a whole municipality that cannot, only its own file is told."""
    if other.municipality(subject.municipality) is None:
        return
    when = "före ändringen" if before else "efter ändringen"
    said = f"{what} går inte att läsa {when} och kan därför inte jämföras ({fault.place}: {fault.message})"
    place = None if before else fault.place
    yield Change(ChangeKind.UNREADABLE, subject, sentence(said), (location,), place=place)


def _reports(base: Version, head: Version) -> Iterator[Change]:
    old, new = base.reports(), head.reports()
    for key in dict.fromkeys([*new, *old]):
        before, after = old.get(key), new.get(key)
        if before and after:
            yield from _report_changes(before, after)
        elif known := after or before:
            yield from _lone_report(known, base if after else head, added=after is not None)


def _report_location(report: ReportDocument) -> Location:
    return ("reports", report.municipality, str(report.year), report.name)


def _report_changes(before: ReportDocument, after: ReportDocument) -> Iterator[Change]:
    location, subject = _report_location(after), report_subject(after)
    leaves = differences(before.report, after.report, after.facts, location)
    yield from fact_changes(leaves, subject, (before.report, after.report), ChangeKind.REPORT, len(location))
    yield from text_changes(list(text_leaves(before.narrative, after.narrative, (*location, "text"))), subject)


def _lone_report(report: ReportDocument, other: Version, *, added: bool) -> Iterator[Change]:
    location, subject = _report_location(report), report_subject(report)
    if fault := _fault(other, report):
        yield from _unread("rapporten", subject, location, fault, other, before=added)
        return
    said = f"rapporten {quoted(report.report.title)} {'tillkommer' if added else 'tas bort'}"
    place = report.facts.place() if added else None
    yield Change(ChangeKind.REPORT, subject, sentence(said), (location,), place=place)


def _is_drawn(key: tuple[str, str], data: DatasetDocument, source: tuple[str, str]) -> bool:
    return key[0] == source[0] and source[1] in data.descriptor.drawn_from


def _datasets(base: Version, head: Version) -> Iterator[Change]:
    old, new = base.datasets(), head.datasets()
    for key in dict.fromkeys([*new, *old]):
        before, after = old.get(key), new.get(key)
        location = ("data", *key)
        if before and after:
            drawn = [(old[each], data) for each, data in new.items() if each in old and _is_drawn(each, data, key)]
            yield from dataset_changes(before, after, dataset_subject(key[0], after), location, drawn)
        elif known := after or before:
            subject = dataset_subject(key[0], known)
            other = base if after else head
            if fault := other.fault_of(subject.path, key[0]):
                yield from _unread("datamängden", subject, location, fault, other, before=after is not None)
                continue
            said = f"datamängden {quoted(subject.name)} {'tillkommer' if after else 'tas bort'}"
            place = known.facts.place() if after else None
            yield Change(ChangeKind.DATA, subject, sentence(said), (location,), place=place)
