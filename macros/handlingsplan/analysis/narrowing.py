"""Two versions without what is the same object in both, so that comparing them costs what differs.

What is read from the same bytes is the same object. A year's plans are kept together, for the sums of a committee
are over all of them.
"""

from __future__ import annotations

from dataclasses import replace

from handlingsplan.analysis.changes.pair import is_same_plan
from handlingsplan.analysis.changes.version import Version
from handlingsplan.model.archive import (
    Archive,
    DatasetDocument,
    Municipality,
    ReportDocument,
)


def narrowed(before: Version, after: Version) -> tuple[Version, Version]:
    """Give both versions with only what can differ between them."""
    old = {each.id: each for each in before.archive.municipalities}
    new = {each.id: each for each in after.archive.municipalities}
    left: list[Municipality] = []
    right: list[Municipality] = []
    for name in sorted({*old, *new}):
        one, other = old.get(name), new.get(name)
        if one is other:
            continue
        if one and other and one.organisation is other.organisation:
            one, other = _pair(one, other)
        left += [one] if one else []
        right += [other] if other else []
    return Version(Archive(tuple(left)), before.faults), Version(Archive(tuple(right)), after.faults)


def _pair(one: Municipality, other: Municipality) -> tuple[Municipality, Municipality]:
    old, new = ({each.address: each for each in home.plans} for home in (one, other))
    plans = {each: is_same_plan(old.get(each), new.get(each)) for each in {*old, *new}}
    years = {plan.year for plan in (*one.plans, *other.plans) if not plans[plan.address]}
    earlier, later = ({each.address: each for each in home.reports} for home in (one, other))
    reports = {each for each in earlier if _same_report(earlier[each], later.get(each))}
    data = {name for name, each in one.datasets.items() if _same_data(each, other.datasets.get(name))}
    return _only(one, years, reports, data), _only(other, years, reports, data)


def _only(home: Municipality, years: set[int], reports: set[str], data: set[str]) -> Municipality:
    """Keep the plans of some years, and all but some reports and datasets."""
    return replace(
        home,
        plans=tuple(each for each in home.plans if each.year in years),
        reports=tuple(each for each in home.reports if each.address not in reports),
        datasets={name: each for name, each in home.datasets.items() if name not in data},
    )


def _same_report(one: ReportDocument, other: ReportDocument | None) -> bool:
    return other is not None and one.report is other.report and one.narrative is other.narrative


def _same_data(one: DatasetDocument, other: DatasetDocument | None) -> bool:
    return other is not None and one.descriptor is other.descriptor and one.dataset.rows == other.dataset.rows
