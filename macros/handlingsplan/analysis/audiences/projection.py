"""An archive as an audience may read it (*publicering*).

Pages, figures, search, charts, history, feeds and files to fetch are all made of an archive. So nothing is taken out
of any of them: the archive they are made of does not have it. Where nothing is withheld from a municipality it is the
very same object, which is how to tell.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Container, Mapping
from dataclasses import dataclass, field, replace

from handlingsplan.model.archive import (
    Archive,
    DatasetDocument,
    FollowUpDocument,
    Municipality,
    PlanDocument,
    ReportDocument,
)
from handlingsplan.model.audience import Audience
from handlingsplan.model.dataset import Cell, Dataset
from handlingsplan.model.narrative import Narrative
from handlingsplan.model.organisation import Organisation

from .aggregation import Aggregation
from .ceilings import NO_LIMIT, Ceilings, ceilings_of, document_part, lead_part, names, section_part

_CALL = re.compile(r"""\{\{(?:"[^"\n]*"|'[^'\n]*'|[^"'{}]|\{(?!\{)|\}(?!\}))*\}\}""")
#: What stands where a figure would.
NOT_TOLD = "(uppgiften publiceras inte)"


@dataclass(slots=True)
class Projection:
    """What an audience may read. `present` has the ceilings as they are, which hold for earlier
    versions too.

    Sums of rows about persons are only published as they are now (`with_sums`): two versions of a sum tell what was
    added to it. `withheld` grows with the files of which something is withheld. Projected municipalities are kept, so
    that what is the same object stays the same.
    """

    audience: Audience
    present: Mapping[str, Ceilings] = field(default_factory=dict)
    with_sums: bool = True
    withheld: set[str] = field(default_factory=set)
    _kept: dict[int, tuple[Municipality, Municipality]] = field(default_factory=dict)

    def of(self, archive: Archive) -> Archive:
        """Give an archive as the audience may read it."""
        return Archive(tuple(map(self.municipality, archive.municipalities)))

    def municipality(self, whole: Municipality) -> Municipality:
        """Give a municipality as the audience may read it; the same object when that is all of it."""
        if id(whole) not in self._kept:
            reader = _Reader(self.audience, whole, ceilings_of(whole).within(self.present.get(whole.id, NO_LIMIT)))
            read = reader.read(with_sums=self.with_sums)
            self.withheld |= _touched(read, whole)
            self._kept[id(whole)] = (whole, _without_answers(read) if _touched(read, whole) else whole)
        return self._kept[id(whole)][1]


def present_ceilings(archive: Archive) -> dict[str, Ceilings]:
    """Give the ceilings of every municipality, to hold its earlier versions to."""
    return {each.id: ceilings_of(each) for each in archive.municipalities}


@dataclass(frozen=True, slots=True)
class _Reader:
    """An audience that reads one municipality."""

    audience: Audience
    whole: Municipality
    ceilings: Ceilings

    def may_read(self, *part: str) -> bool:
        return self.audience.may_read(self.ceilings.of(part))

    def read(self, *, with_sums: bool) -> Municipality:
        """Give the municipality as it is read; every document that is read as a whole is the same object."""
        datasets = self._datasets(with_sums=with_sums)
        as_they_are = {name for name, each in datasets.items() if each is self.whole.datasets[name]}
        withheld = frozenset(self.whole.datasets) - (frozenset(datasets) if with_sums else as_they_are)
        plans = tuple(self._plan(each, withheld, as_they_are) for each in self.whole.plans if self._may(each))
        reports = tuple(self._report(each, withheld, plans) for each in self.whole.reports if self._may(each))
        organisation = self._organisation()
        return replace(self.whole, organisation=organisation, plans=plans, reports=reports, datasets=datasets)

    def _may(self, document: PlanDocument | ReportDocument) -> bool:
        return self.may_read(*document_part(document))

    def _datasets(self, *, with_sums: bool) -> dict[str, DatasetDocument]:
        found: dict[str, DatasetDocument] = {}
        sums = Aggregation(self.whole.organisation.smallest_group)
        for name, document in self.whole.datasets.items():
            if self.may_read("dataset", name):
                found[name] = self._with_columns(document)
                sums.knows(found[name].dataset)
        for name, document in self.whole.datasets.items():
            if name not in found and with_sums and self.may_read("sums", name):
                rows = self._with_columns(document).dataset
                if (aggregated := sums.aggregated(rows)) is not None:
                    found[name] = replace(document, dataset=_explained(aggregated, rows, sums.smallest))
        return {name: found[name] for name in self.whole.datasets if name in found}

    def _with_columns(self, document: DatasetDocument) -> DatasetDocument:
        """Give a dataset with the columns that the audience may read. What is computed needs both that it is of."""
        dataset = document.dataset
        may = {name for name in dataset.columns if self.may_read("column", dataset.name, name)}
        shown = {
            name: column
            for name, column in dataset.columns.items()
            if name in may and set(column.difference or ()) <= may
        }
        return document if len(shown) == len(dataset.columns) else replace(document, dataset=_only(dataset, shown))

    def _plan(self, document: PlanDocument, withheld: Collection[str], as_they_are: Collection[str]) -> PlanDocument:
        figures = tuple(
            each if each.dataset_name in ("", *as_they_are) else each.model_copy(update={"dataset_name": ""})
            for each in document.plan.key_figures
        )
        plan = document.plan
        if figures != plan.key_figures:
            plan = plan.model_copy(update={"key_figures": figures})
        narrative = self._text(document.narrative, withheld)
        follow_ups = tuple(self._follow_up(each, withheld) for each in document.follow_ups)
        if plan is document.plan and narrative is document.narrative and _same(follow_ups, document.follow_ups):
            return document
        return replace(document, plan=plan, narrative=narrative, follow_ups=follow_ups)

    def _follow_up(self, document: FollowUpDocument, withheld: Collection[str]) -> FollowUpDocument:
        narrative = self._text(document.narrative, withheld)
        return document if narrative is document.narrative else replace(document, narrative=narrative)

    def _report(
        self, document: ReportDocument, withheld: Collection[str], plans: Collection[PlanDocument]
    ) -> ReportDocument:
        hidden = {each.unit for each in self.whole.plans if each.year == document.year} - {
            each.unit for each in plans if each.year == document.year
        }
        narrative = self._text(document.narrative, withheld)
        if narrative is document.narrative and not hidden & set(document.report.units):
            return document
        units = tuple(each for each in document.report.units if each not in hidden)
        return replace(document, report=document.report.model_copy(update={"units": units}), narrative=narrative)

    def _text(self, narrative: Narrative | None, withheld: Collection[str]) -> Narrative | None:
        """Give a text with the sections that the audience may read, and no call that names what is withheld."""
        if narrative is None:
            return None
        shown = [each for each in narrative.sections if self.may_read(*section_part(narrative, each))]
        lead = self.may_read(*lead_part(narrative))
        is_whole = lead and len(shown) == len(narrative.sections)
        cut = narrative if is_whole else narrative.only(shown, lead=lead)
        said = _CALL.sub(lambda call: _told(call.group(), withheld), cut.text)
        return cut if said == cut.text else replace(cut, text=said)

    def _organisation(self) -> Organisation:
        """Give the organisation without the units whose plans are all withheld: they are not units without plans."""
        shown = {each.unit for each in self.whole.plans if self._may(each)}
        hidden = {each.unit for each in self.whole.plans} - shown
        if not hidden:
            return self.whole.organisation
        return _kept_units(self.whole.organisation, lambda unit: unit not in hidden)


def _told(call: str, withheld: Collection[str]) -> str:
    """Give a call as it is; one that names what is withheld becomes words, on as many lines."""
    return NOT_TOLD + "\n" * call.count("\n") if any(names(call, each) for each in withheld) else call


def _same(one: tuple[object, ...], other: tuple[object, ...]) -> bool:
    return all(each is before for each, before in zip(one, other, strict=True))


def _touched(read: Municipality, whole: Municipality) -> set[str]:
    """Give the files of the documents that are not the same objects as before, or that are missing."""
    kept = {id(each) for each in (*read.plans, *read.reports, *read.datasets.values())}
    documents: list[PlanDocument | ReportDocument | DatasetDocument] = [*whole.plans, *whole.reports]
    documents += whole.datasets.values()
    return {each.facts.path for each in documents if id(each) not in kept}


def _only(dataset: Dataset, shown: Mapping[str, object]) -> Dataset:
    """Give a dataset with some of its columns, in its rows and in what its source states."""
    rows = tuple(replace(row, cells=_cells(row.cells, shown)) for row in dataset.rows)
    stated = tuple(replace(row, cells=_cells(row.cells, shown)) for row in dataset.stated)
    columns = {name: column for name, column in dataset.columns.items() if name in shown}
    return replace(dataset, rows=rows, stated=stated, columns=columns)


def _cells(cells: Mapping[str, Cell], shown: Container[str]) -> dict[str, Cell]:
    return {name: cell for name, cell in cells.items() if name in shown}


def _explained(sums: Dataset, whole: Dataset, smallest: int) -> Dataset:
    """Say on the dataset itself why there are only sums, and of what there are none."""
    missing = [
        each.heading or name
        for name, each in whole.columns.items()
        if name not in sums.columns and each.unit.measure is not None
    ]
    left_out = f" Inte med, för att de kan röja för få: {', '.join(missing)}." if missing else ""
    reason = f"Därför visas bara summor av minst {smallest} rader.{left_out}"
    update = {"person_bound": True, "person_bound_reason": reason}
    return replace(sums, descriptor=sums.descriptor.model_copy(update=update))


def _without_answers(municipality: Municipality) -> Municipality:
    """Give a municipality without the answers to remarks: they speak of what is withheld."""
    return replace(
        municipality,
        plans=tuple(
            replace(each, plan=each.plan.model_copy(update={"handlings": ()})) for each in municipality.plans
        ),
        reports=tuple(
            replace(each, report=each.report.model_copy(update={"handlings": ()})) for each in municipality.reports
        ),
        datasets={
            name: replace(each, dataset=_unanswered(each.dataset)) for name, each in municipality.datasets.items()
        },
    )


def _unanswered(dataset: Dataset) -> Dataset:
    return replace(dataset, descriptor=dataset.descriptor.model_copy(update={"handlings": ()}))


def _kept_units(organisation: Organisation, keep: Callable[[str], bool]) -> Organisation:
    committees = tuple(
        committee.model_copy(
            update={
                "departments": tuple(
                    department.model_copy(update={"units": tuple(unit for unit in department.units if keep(unit.id))})
                    for department in committee.departments
                )
            }
        )
        for committee in organisation.committees
    )
    return organisation.model_copy(update={"committees": committees})
