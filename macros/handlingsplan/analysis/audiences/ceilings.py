"""For whom each part of a municipality is meant at the widest: as its files say, and as their data makes it.

What is drawn from rows about persons (*personbunden*, OSL 26 kap.) is about persons too: a selection of such a
dataset, and a section that names one.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from handlingsplan.model.archive import DatasetDocument, Municipality, PlanDocument, ReportDocument
from handlingsplan.model.audience import Audience, narrowest
from handlingsplan.model.narrative import Narrative, Section

#: What is not there any more may have been taken away because all could read it.
_GONE = Audience.INTERNAL
#: A part by what it is: ("dataset", name), ("column", name, column), ("section", path, id) …
_Part = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Ceilings:
    """The widest audience of each part of a municipality; of a part that it does not have, `missing`."""

    parts: dict[_Part, Audience] = field(default_factory=dict)
    missing: Audience = Audience.PUBLIC

    def of(self, part: _Part) -> Audience:
        """Give the widest audience of a part."""
        return self.parts.get(part, self.missing)

    def within(self, later: Ceilings) -> Ceilings:
        """Give the narrower of what was then and what is now: what has been made secret was not meant to be read."""
        return Ceilings({part: narrowest(each, later.of(part)) for part, each in self.parts.items()})


NO_LIMIT = Ceilings()


def ceilings_of(municipality: Municipality) -> Ceilings:
    """Give the widest audience of every part."""
    found = dict(_datasets(municipality))
    person_bound = [name for name in municipality.datasets if found["person", name] is Audience.RESTRICTED]
    documents: list[PlanDocument | ReportDocument] = [*municipality.plans, *municipality.reports]
    for document in documents:
        for part, audience in _document(document, person_bound):
            found[part] = narrowest(audience, found.get(part, audience))
    return Ceilings(found, _GONE)


def document_part(document: PlanDocument | ReportDocument) -> _Part:
    """Give what a plan or report is called here."""
    return ("document", document.address)


def section_part(narrative: Narrative, section: Section) -> _Part:
    """Give what a section is called here."""
    return ("section", narrative.path, section.id or section.title)


def lead_part(narrative: Narrative) -> _Part:
    """Give what the text before the first heading is called here."""
    return ("lead", narrative.path)


def _datasets(municipality: Municipality) -> Iterator[tuple[_Part, Audience]]:
    for name, document in municipality.datasets.items():
        sources = [municipality.datasets.get(each) for each in document.descriptor.drawn_from]
        family = [document, *filter(None, sources)]
        is_person_bound = None in sources or any(each.descriptor.person_bound for each in family)
        yield ("person", name), Audience.RESTRICTED if is_person_bound else Audience.PUBLIC
        rows = (_rows_audience(each, is_person_bound or each.descriptor.person_bound) for each in family)
        yield ("dataset", name), narrowest(*rows)
        yield ("sums", name), document.descriptor.aggregated_audience
        for column in document.dataset.columns:
            drawn = [each.dataset.columns[column].audience for each in family if column in each.dataset.columns]
            yield ("column", name, column), narrowest(*drawn)


def _rows_audience(document: DatasetDocument, person_bound: bool) -> Audience:
    """Give who may read a dataset's rows: as it says; else all in the municipality, or few if they are persons'."""
    return document.descriptor.audience or (Audience.RESTRICTED if person_bound else Audience.INTERNAL)


def _document(document: PlanDocument | ReportDocument, person_bound: list[str]) -> Iterator[tuple[_Part, Audience]]:
    facts = document.plan if isinstance(document, PlanDocument) else document.report
    yield document_part(document), facts.audience
    narratives = [document.narrative]
    if isinstance(document, PlanDocument):
        narratives += [each.narrative for each in document.follow_ups]
    for narrative in filter(None, narratives):
        yield lead_part(narrative), narrowest(facts.audience, _by_data(narrative, narrative.lead, person_bound))
        for section in narrative.sections:
            audience = section.audience or _by_data(narrative, (section.line, section.body[1]), person_bound)
            yield section_part(narrative, section), narrowest(facts.audience, audience)


def _by_data(narrative: Narrative, span: tuple[int, int], person_bound: list[str]) -> Audience:
    """Give who may read a text that does not say it: few if it takes anything from rows about persons."""
    text = narrative.lines(span)
    return Audience.RESTRICTED if any(names(text, each) for each in person_bound) else Audience.PUBLIC


def names(text: str, dataset: str) -> bool:
    """Whether a text names a dataset as a macro does, within quotation marks."""
    return any(f"{mark}{dataset}{mark}" in text for mark in "\"'")
