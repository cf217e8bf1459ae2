"""Everything read, filled in and checked: what the pages are made of, and what `check` tells.

The site and `check` share this one reading, so they can never disagree. A build keeps the filled-in texts and the
problems of each document with all that they were made of (`warm/keeper.py`), and makes only what is not the same.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property, partial

from handlingsplan.analysis.checks import AnyDocument, Checked, checked, documents_of, folders_of, handle_archive
from handlingsplan.analysis.decided import check_versions, pinned
from handlingsplan.model.archive import Archive, DatasetDocument, Municipality, PlanDocument, ReportDocument
from handlingsplan.model.asked import Name, listening, tell
from handlingsplan.model.narrative import Section
from handlingsplan.reading.archive import read_archive
from handlingsplan.reading.kept import Kept
from handlingsplan.reading.tree import ReadOnce, Tree
from handlingsplan.site.assembly import Assembled, plan_markdown, report_markdown, section_numbers
from handlingsplan.site.budget import is_too_long
from handlingsplan.site.context import Library, TextContext
from handlingsplan.site.environment import TextEnvironment
from handlingsplan.site.fact_boxes import put_fact_box
from handlingsplan.site.filling import fill
from handlingsplan.site.forking import forked_map
from handlingsplan.site.fragments import Fragments
from handlingsplan.site.history.past import Past, Present
from handlingsplan.site.macros import ARGUMENT_NAMES, FILTERS, MACROS
from handlingsplan.site.texts import FilledText, Texts
from handlingsplan.site.tracing import written
from handlingsplan.site.unseen import Unseen
from handlingsplan.site.warm.keeper import Keeper
from handlingsplan.site.warm.meanings import digests_of_files, meanings_of_archive
from handlingsplan.site.warm.readings import KeptReadings
from handlingsplan.site.warm.watched import plan_path, report_path, watched, watched_past
from handlingsplan.text.places import Problem

#: With so few documents for each process, one process is done before another has begun.
_FEWEST_DOCUMENTS = 10


@dataclass(frozen=True)  # without slots: its problems are grouped once
class Publication:
    """The archive with every text filled in, and every problem. `read` is the archive as it was read."""

    library: Library
    problems: tuple[Problem, ...]
    past: Past = field(default_factory=Past)
    read: Archive = field(default_factory=Archive)

    @property
    def texts(self) -> Texts:
        """The texts by the addresses of their pages."""
        return self.library.texts

    def problems_in(self, place: str) -> list[Problem]:
        """Give the problems of a file, or in the files of a folder, whose path ends in a slash; else all."""
        tell(("problems", place))
        return self._by_place.get(place, []) if place else list(self.problems)

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

    checked: Checked
    from_texts: list[Problem] = field(default_factory=list)
    text: FilledText | None = None
    pins: Sequence[str] = ()


def read_publication(
    tree: Tree,
    today: date,
    past: Callable[[Present], Past] | None = None,
    kept: Kept | None = None,
    keeper: Keeper | None = None,
    *,
    is_shown: bool = True,
) -> Publication:
    """Read a tree, fill in its texts and check it all, with what `past` gives as the history of its archive.

    A `keeper` gives what an earlier build made, where all that it was made of is the same. A publication that is not
    to be shown has its problems, but no texts.
    """
    tree = ReadOnce(tree)  # what is kept is kept of the very bytes that were read
    readings = KeptReadings(kept or Kept(), keeper) if keeper and keeper.is_keeping else kept
    archive, problems = read_archive(tree, readings)
    library = new_library(archive, today, keeper, fragments=None if is_shown else Unseen())
    if keeper and keeper.is_keeping:
        keeper.files = digests_of_files(tree)
        keeper.begin_stage(meanings_of_archive(archive, keeper, today))
    found = fill_in(library, keeper or Keeper())
    known = past(Present(tree, archive, found.pins)) if past else Past()
    if keeper and keeper.is_keeping:
        known = watched_past(known)
    # A dataset whose description is wrong cannot be computed with; its problem is told, not its consequences.
    from_texts = [*check_versions(archive, known.unknown), *found.from_texts]
    told = sorted(
        [*problems, *handle_archive(archive, found.checked, from_texts)], key=lambda problem: problem.sort_key
    )
    return Publication(library, tuple(dict.fromkeys(told)), known, archive)


def new_library(
    archive: Archive,
    today: date,
    keeper: Keeper | None = None,
    instead: str = "",
    fragments: Fragments | None = None,
) -> Library:
    """Give what all texts of an archive share. `instead` stands where a macro has no answer; by default an error.

    Where something is kept, the archive is one that tells what is read of it.
    """
    environment = TextEnvironment(MACROS, FILTERS, ARGUMENT_NAMES, finish=written, instead=instead)
    told = watched(archive) if keeper and keeper.is_keeping else archive
    library = Library(told, fragments or Fragments(), environment, today)
    environment.context = TextContext(library)
    return library


@dataclass(frozen=True, slots=True)
class Found:
    """The problems of each document by the path of its facts, and those of all texts, before anybody handled them.

    Also every version that a decision says was decided.
    """

    checked: dict[str, Checked] = field(default_factory=dict)
    from_texts: list[Problem] = field(default_factory=list)
    pins: list[str] = field(default_factory=list)


def fill_in(library: Library, keeper: Keeper, kind: str = "fill") -> Found:
    """Check and fill in all documents of a library, which has their texts then; give their problems.

    What is kept is kept under the path of the document's facts, and as `kind`.
    """
    documents = [(home, document, (kind, _path_of(document))) for home, document in documents_of(library.archive)]
    missing = [each for each in documents if keeper.find(each[2]) is None]
    if len(missing) >= 2 * _FEWEST_DOCUMENTS and any(isinstance(each, DatasetDocument) for _, each, _ in missing):
        import pandas as _  # noqa: F401, PLC0415 - or each of the processes that are forked would load it for itself
    # What is kept is read from the store, so this process need hold none of it.
    work = partial(keeper.apart, partial(_fill, library, keeper))
    for made_now in forked_map(work, missing, _FEWEST_DOCUMENTS, apart=keeper.is_keeping):
        keeper.take(made_now)
    found = Found()
    for home, document, name in documents:
        made = keeper.find(name)
        assert made is not None  # noqa: S101  (it has been made)
        found.checked[name[1]] = made.value.checked
        found.from_texts.extend(made.value.from_texts)
        found.pins.extend(made.value.pins)
        if library.is_seen and not isinstance(document, DatasetDocument):
            fetched = made.value.text or partial(_fetched, library, keeper, (home, document), made.objects[0])
            library.texts.take_in(document.address, fetched, made.objects[0] if made.objects else "")
    return found


def _fetched(library: Library, keeper: Keeper, of: tuple[Municipality, AnyDocument], name: str) -> FilledText:
    """Give a text that is kept as an object; one that is gone is filled in anew, beside what is being made."""
    found: FilledText | None = keeper.load(name)
    if found is None:
        found = _checked_and_filled(_beside(library), *of).text
    return found or FilledText()


def _beside(library: Library) -> Library:
    """Give a library whose texts are put aside beside what is being made."""
    return replace(library, fragments=Fragments(), charts=Counter(), notes={})


def _path_of(document: AnyDocument) -> str:
    match document:
        case PlanDocument():
            return plan_path(document)
        case ReportDocument():
            return report_path(document)
    return document.facts.path


def _fill(library: Library, keeper: Keeper, named: tuple[Municipality, AnyDocument, Name]) -> None:
    """Check a document and fill in its text, and keep both with all that was asked for."""
    municipality, document, name = named
    with listening() as asked:
        filled = _checked_and_filled(library, municipality, document)
    if filled.text is None or not keeper.is_keeping:
        keeper.keep(name, asked, filled)
    else:
        keeper.keep(name, asked, replace(filled, text=None), [keeper.object_of(filled.text)])


def _checked_and_filled(library: Library, municipality: Municipality, document: AnyDocument) -> _Filled:
    found = checked(document, municipality)
    if isinstance(document, DatasetDocument):
        return _Filled(found)
    before = library.fragments.size()
    text = _text(library, municipality, document)
    pins = pinned(document)
    if library.is_seen:
        return _Filled(found, text.problems, library.filled(document.address, text.markdown), pins)
    if is_too_long(library.fragments.size() - before):  # at the most; what it is shows when it is drawn
        text = _text(_beside(library), municipality, document)
    return _Filled(found, text.problems, pins=pins)


def _text(library: Library, municipality: Municipality, document: PlanDocument | ReportDocument) -> Assembled:
    if isinstance(document, PlanDocument):
        return _plan_text(plan_context(library, municipality, document), document)
    return _report_text(report_context(library, municipality, document), document)


def plan_context(
    library: Library, municipality: Municipality, plan: PlanDocument, *, elsewhere: bool = False
) -> TextContext:
    """Give the context of a plan's own page; `elsewhere`, of another page about it, which numbers no sections."""
    return TextContext(
        library,
        path=plan_path(plan),
        address=plan.address,
        municipality=municipality,
        plan=plan,
        numbers={} if elsewhere else section_numbers(plan),
        notes=None if elsewhere or not library.is_seen else library.notes_of(plan.address),
        budget=library.budget(),
    )


def report_context(
    library: Library, municipality: Municipality, report: ReportDocument, *, elsewhere: bool = False
) -> TextContext:
    """Give the context of a report's page; `elsewhere`, of another page, which has notes of its own."""
    return TextContext(
        library,
        path=report_path(report),
        address=report.address,
        municipality=municipality,
        report=report,
        notes=None if elsewhere or not library.is_seen else library.notes_of(report.address),
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
        return "".join(put_fact_box(context, plan, each, named=len(known) > 1) for each in known)

    return boxes


def _report_text(context: TextContext, report: ReportDocument) -> Assembled:
    return report_markdown(context, report.narrative) if report.narrative else Assembled()
