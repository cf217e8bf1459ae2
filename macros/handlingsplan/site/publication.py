"""Everything read, filled in and checked: what the pages are made of, and what `check` tells.

The site and `check` share this one reading, so they can never disagree.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property, partial

from handlingsplan.analysis.checks import AnyDocument, check_document, documents_of, folders_of, handle_archive
from handlingsplan.analysis.decided import check_versions
from handlingsplan.model.archive import Archive, DatasetDocument, Municipality, PlanDocument, ReportDocument
from handlingsplan.model.narrative import Section
from handlingsplan.reading.archive import read_archive
from handlingsplan.reading.kept import Kept
from handlingsplan.reading.tree import Tree
from handlingsplan.site.assembly import Assembled, plan_markdown, report_markdown, section_numbers
from handlingsplan.site.context import Library, TextContext
from handlingsplan.site.environment import TextEnvironment
from handlingsplan.site.fact_boxes import fact_box_html
from handlingsplan.site.filling import fill
from handlingsplan.site.forking import forked_map
from handlingsplan.site.fragments import Fragments, Pieces
from handlingsplan.site.history.past import Past
from handlingsplan.site.macros import ARGUMENT_NAMES, FILTERS, MACROS
from handlingsplan.site.origins import Notes
from handlingsplan.site.tracing import written
from handlingsplan.text.places import Problem

#: With so few documents for each process, one process is done before another has begun.
_FEWEST_DOCUMENTS = 10


@dataclass(frozen=True)  # without slots: its problems are grouped once
class Publication:
    """The archive with every text filled in (Markdown by the document's address), and every problem."""

    library: Library
    texts: dict[str, str]
    problems: tuple[Problem, ...]
    past: Past = field(default_factory=Past)

    def problems_in(self, place: str) -> list[Problem]:
        """Give the problems of a file, or in the files of a folder, whose path ends in a slash."""
        return self._by_place.get(place, [])

    @cached_property
    def _by_place(self) -> dict[str, list[Problem]]:
        found: dict[str, list[Problem]] = {}
        for problem in self.problems:
            for place in (problem.place.path, *folders_of(problem.place.path)):
                found.setdefault(place, []).append(problem)
        return found


@dataclass(frozen=True, slots=True)
class _Filled:
    """A document that has been checked and filled in, as it is handed from one process to another."""

    checked: list[Problem]
    text: Assembled | None = None
    pieces: Pieces = ()
    notes: Notes | None = None
    charts: int = 0


def read_publication(
    tree: Tree, today: date, past: Callable[[Archive], Past] | None = None, kept: Kept | None = None
) -> Publication:
    """Read a tree, fill in its texts and check it all, with what `past` gives as the history of its archive."""
    archive, problems = read_archive(tree, kept)
    known = past(archive) if past else Past()
    library = new_library(archive, today)
    texts, found = fill_in(library)
    # A dataset whose description is wrong cannot be computed with; its problem is told, not its consequences.
    from_texts = [*check_versions(archive, known.unknown), *found.from_texts]
    told = sorted(
        [*problems, *handle_archive(archive, found.checked, from_texts)], key=lambda problem: problem.sort_key
    )
    return Publication(library, texts, tuple(dict.fromkeys(told)), known)


def new_library(archive: Archive, today: date, instead: str = "") -> Library:
    """Give what all texts of an archive share. `instead` stands where a macro has no answer; by default an error."""
    environment = TextEnvironment(MACROS, FILTERS, ARGUMENT_NAMES, finish=written, instead=instead)
    library = Library(archive, Fragments(), environment, today)
    environment.context = TextContext(library)
    return library


@dataclass(frozen=True, slots=True)
class Found:
    """The problems of each document by the path of its facts, and those of all texts, before anybody handled them."""

    checked: dict[str, list[Problem]]
    from_texts: list[Problem]


def fill_in(library: Library) -> tuple[dict[str, str], Found]:
    """Check and fill in all documents of a library; give their texts by address, and the problems."""
    documents = list(enumerate(documents_of(library.archive)))
    filled = forked_map(partial(_fill, library), documents, _FEWEST_DOCUMENTS)
    texts: dict[str, str] = {}
    found = Found({}, [])
    for (_, (_, document)), each in zip(documents, filled, strict=True):
        found.checked[document.facts.path] = each.checked
        if each.text is not None and not isinstance(document, DatasetDocument):
            texts[document.address] = each.text.markdown
            found.from_texts.extend(each.text.problems)
            _take_in(library, document.address, each)
    library.fragments.begin(len(documents))
    return texts, found


def _fill(library: Library, numbered: tuple[int, tuple[Municipality, AnyDocument]]) -> _Filled:
    """Check a document and fill in its text; what its macros put aside is numbered from the document's place."""
    number, (municipality, document) = numbered
    checked = check_document(document, municipality)
    if isinstance(document, DatasetDocument):
        return _Filled(checked)
    library.fragments.begin(number)
    if isinstance(document, PlanDocument):
        text = _plan_text(plan_context(library, municipality, document), document)
    else:
        text = _report_text(report_context(library, municipality, document), document)
    address = document.address
    return _Filled(checked, text, library.fragments.since_begin(), library.notes_of(address), library.charts[address])


def _take_in(library: Library, address: str, filled: _Filled) -> None:
    library.fragments.add(filled.pieces)
    library.charts[address] = filled.charts
    if filled.notes is not None:
        library.notes[address] = filled.notes


def plan_context(library: Library, municipality: Municipality, plan: PlanDocument) -> TextContext:
    """Give the context of a plan's own page."""
    return TextContext(
        library,
        path=plan.facts.path,
        address=plan.address,
        municipality=municipality,
        plan=plan,
        numbers=section_numbers(plan),
        notes=library.notes_of(plan.address),
        budget=library.budget(),
    )


def report_context(library: Library, municipality: Municipality, report: ReportDocument) -> TextContext:
    """Give the context of a report's page."""
    return TextContext(
        library,
        path=report.facts.path,
        address=report.address,
        municipality=municipality,
        report=report,
        notes=library.notes_of(report.address),
        budget=library.budget(),
    )


def _plan_text(context: TextContext, plan: PlanDocument) -> Assembled:
    assembled = plan_markdown(context, plan, _boxes(context, plan))
    for follow_up in plan.follow_ups:
        alone = replace(context.line(), budget=context.library.budget())
        for section in follow_up.narrative.sections if follow_up.narrative else ():
            assert follow_up.narrative is not None  # noqa: S101  (it has sections)
            assembled.problems += fill(alone, follow_up.narrative, section.body)[1]
    return assembled


def _boxes(context: TextContext, plan: PlanDocument) -> Callable[[Section], str]:
    """Give what stands first under each heading: the fact boxes of the section's actions."""
    effects = {each.action.id: each for each in context.library.plan_effects(context.home, plan)}

    def boxes(section: Section) -> str:
        known = [effects[action_id] for action_id in section.actions if action_id in effects]
        html = [fact_box_html(context, plan, each, named=len(known) > 1) for each in known]
        return "".join(map(context.library.fragments.put, html))

    return boxes


def _report_text(context: TextContext, report: ReportDocument) -> Assembled:
    return report_markdown(context, report.narrative) if report.narrative else Assembled()
