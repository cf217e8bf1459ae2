"""What the macros of a text know: which plan or report it belongs to, and where its HTML is put aside."""

from __future__ import annotations

import functools
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date
from posixpath import commonprefix
from typing import Concatenate, ParamSpec

from handlingsplan.analysis.checks import check_and_handle
from handlingsplan.analysis.effects import ActionEffect, PlanEffects, plan_effects
from handlingsplan.analysis.progress import PlanProgress, plan_progress
from handlingsplan.analysis.tables import Frame, is_computable
from handlingsplan.model.archive import Archive, DatasetDocument, Municipality, PlanDocument, ReportDocument
from handlingsplan.model.asked import Remembered, tell
from handlingsplan.model.audience import Audience
from handlingsplan.model.dataset import Row
from handlingsplan.model.plan import KeyFigure
from handlingsplan.site.arguments import MacroContext, MacroError
from handlingsplan.site.budget import Budget
from handlingsplan.site.environment import TextEnvironment
from handlingsplan.site.fragments import Fragments
from handlingsplan.site.origins import NOWHERE, Notes, Trace
from handlingsplan.site.publisher import Publisher
from handlingsplan.site.texts import FilledText, Texts
from handlingsplan.site.unseen import Unseen
from handlingsplan.text.places import Place, Problem, remark
from handlingsplan.text.quantities import Quantity
from handlingsplan.text.words import suggestion

#: The ids of a page's own parts, which no heading of a text may have.
PAGE_IDS = frozenset(
    {"uppfoljning-av-planen", "sedan-beslutet", "beslut-i-arendet", "att-stamma-av", "siffrornas-kallor"}
)
_Arguments = ParamSpec("_Arguments")


@dataclass
class Library:
    """What all texts of one build share: the archive, and frames and effects computed once.

    `withheld` are the municipalities of which the audience may not read everything. Of those no remarks are told, and
    no lines of files: both speak of the whole. `incomplete` are the files of which something is withheld.
    """

    archive: Archive
    fragments: Fragments
    environment: TextEnvironment
    day: date
    charts: Counter[str] = field(default_factory=Counter)
    notes: dict[str, Notes] = field(default_factory=dict)
    publisher: Publisher = field(default_factory=Publisher)
    audience: Audience = Audience.RESTRICTED
    withheld: frozenset[str] = frozenset()
    incomplete: frozenset[str] = frozenset()
    texts: Texts = field(init=False)
    _computed: Remembered = field(default_factory=Remembered)

    def __post_init__(self) -> None:
        self.texts = Texts(self.fragments)

    @property
    def is_seen(self) -> bool:
        """Whether the texts are to be shown, or only their faults told."""
        return not isinstance(self.fragments, Unseen)

    @property
    def today(self) -> date:
        """The day that everything is made for; who asks for it is not the same tomorrow."""
        tell(("today", ""))
        return self.day

    def frame(self, municipality: Municipality, name: str) -> Frame:
        """Give a dataset as a frame; raises MacroError with a suggestion when there is none."""
        return self._computed.get(("frame", municipality.id, name), lambda: _frame(municipality, name))

    def notes_of(self, address: str) -> Notes:
        """Give the notes of a page, which begin with those of its text, and grow while it is laid out."""
        if address not in self.notes:
            text = self.texts.filled(address)
            self.notes[address], self.charts[address] = Notes(dict(text.notes.entries)), text.charts
        return self.notes[address]

    def let_go(self) -> None:
        """Forget the notes and charts of the pages that have been laid out."""
        self.notes.clear()
        self.charts.clear()

    def filled(self, address: str, markdown: str) -> FilledText:
        """Give a text that has just been filled in, with all that it left here, where nothing of it stays."""
        notes, charts = self.notes.pop(address, Notes()), self.charts.pop(address, 0)
        return FilledText(markdown, self.fragments.taken_out(), notes, charts)

    def remarks_of(self, municipality: Municipality, document: DatasetDocument) -> list[Problem]:
        """Give the problems of a dataset with their answers; every table that shows rows of it tells them."""
        if municipality.id in self.withheld:
            return []
        return self._computed.get(("remarks", document.facts.path), lambda: check_and_handle(document, municipality))

    def budget(self) -> Budget:
        """Give what the macros of one page may do."""
        return Budget(self.fragments.size)

    def plan_effects(self, municipality: Municipality, plan: PlanDocument) -> PlanEffects:
        """Give the effects of a plan's actions."""
        return self._computed.get(("effects", plan.address), lambda: plan_effects(plan, municipality.organisation))

    def plan_progress(self, municipality: Municipality, plan: PlanDocument, day: date) -> PlanProgress:
        """Give how a plan stands at the end of a day; the pages of its unit, period and committee all ask."""
        return self._computed.get(
            ("progress", plan.address, day), lambda: plan_progress(plan, municipality.organisation, day)
        )


def _frame(municipality: Municipality, name: str) -> Frame:
    document = municipality.datasets.get(name)
    if document is None:
        hint = suggestion(name, municipality.datasets)
        raise MacroError(f"datamängden «{name}» finns inte i data/{municipality.id}/{hint}")
    if not is_computable(document.dataset):
        raise MacroError(f"datamängden «{name}» går inte att räkna med; rätta {document.facts.path} först")
    return Frame(document.dataset)


@dataclass
class TextContext(MacroContext):
    """The place of a text: its file, its page's address, and the plan or report it belongs to.

    `page_ids` are the ids that the page's headings have so far; all texts of a page share them. `in_line` tells
    that the text becomes one line of a table or box. `budget` is what the macros of the page may still do.
    """

    library: Library
    path: str = ""
    address: str = ""
    municipality: Municipality | None = None
    plan: PlanDocument | None = None
    report: ReportDocument | None = None
    first_line: int = 1
    numbers: dict[str, str] = field(default_factory=dict)
    remarks: list[Problem] = field(default_factory=list)
    notes: Notes | None = None
    page_ids: set[str] = field(default_factory=lambda: set(PAGE_IDS))
    in_line: bool = False
    budget: Budget | None = None

    @property
    def home(self) -> Municipality:
        """The municipality of the text; raises MacroError on a page that belongs to none."""
        if self.municipality is None:
            raise MacroError("makrot kan bara användas i en plan eller rapport")
        return self.municipality

    def plan_of(self, unit: str = "") -> PlanDocument:
        """Give the text's own plan, or a unit's plan the same year; raises MacroError."""
        if not unit:
            if self.plan is None:
                raise MacroError('skriv vilken enhet det gäller, till exempel enhet="hemtjanst"')
            return self.plan
        document = self.plan or self.report
        if document is None:
            raise MacroError("makrot kan bara användas i en plan eller rapport")
        found = self.home.plan(document.year, unit)
        if found is None:
            known = [plan.unit for plan in self.home.plans if plan.year == document.year]
            raise MacroError(f"enheten «{unit}» har ingen plan för {document.year}{suggestion(unit, known)}")
        return found

    def effect_of(self, action_id: str, unit: str = "") -> ActionEffect:
        """Find an action's effects; raises MacroError with a suggestion."""
        effects = self.library.plan_effects(self.home, self.plan_of(unit))
        for each in effects:
            if each.action.id == action_id:
                return each
        known = [each.action.id for each in effects]
        raise MacroError(f"planen har ingen åtgärd «{action_id}»{suggestion(action_id, known)}")

    def frame(self, name: str) -> Frame:
        """Give a dataset of the text's municipality."""
        return self.library.frame(self.home, name)

    def outcomes(self, figure: KeyFigure, unit: str) -> dict[str, Quantity]:
        """Give a unit's outcomes of a key figure by period, from its dataset."""
        if not figure.dataset_name:
            return {}
        found: dict[str, Quantity] = {}
        for row in self.frame(figure.dataset_name).dataset.rows:
            outcome = row.cells.get("värde")
            about = (row.cells.get("enhet"), row.cells.get("nyckeltal"))
            if about == (unit, figure.id) and isinstance(outcome, Quantity):
                found[str(row.cells.get("period") or "")] = outcome
        return found

    def outcome_row(self, figure: KeyFigure, unit: str, period: str) -> Row | None:
        """Give the row that a key figure's outcome stands in."""
        about = (unit, figure.id, period)
        rows = self.frame(figure.dataset_name).dataset.rows
        return next(
            (row for row in rows if tuple(row.cells.get(name) for name in ("enhet", "nyckeltal", "period")) == about),
            None,
        )

    def about(self, plan: PlanDocument, path: str) -> TextContext:
        """Give a context on the same page for a text that belongs to a plan. Its remarks are the plan's own."""
        return replace(self, plan=plan, path=path, remarks=[])

    def traced(self, make: Callable[[], Trace]) -> Trace:
        """Give where a figure of the text comes from; nowhere on a page without notes, which tells none of it."""
        return NOWHERE if self.notes is None else make()

    def chart_name(self) -> str:
        """Give a name that begins the ids of a chart and is the only one of its page."""
        self.library.charts[self.address] += 1
        return f"diagram_{self.library.charts[self.address]}"

    def line(self) -> TextContext:
        """Give the same context for a text that becomes one line of a table or box."""
        return replace(self, in_line=True)

    def link(self, address: str) -> str:
        """Give the relative link from the text's page to another address of the site."""
        return _relative(address, self.address)

    def link_to(self, address: str) -> str:
        """Give the relative link to an address that may end in a fragment."""
        page, mark, fragment = address.partition("#")
        return f"{self.link(page)}{mark}{fragment}"

    def remark(self, code: str, message: str, subject: str) -> None:
        """Note a remark at the macro that is being called."""
        line, column = self.position
        place = Place(self.path, line + self.first_line - 1, column)
        self.remarks.append(remark(code, place, message, subject))


@functools.lru_cache(maxsize=16_384)  # the pages of a unit link to each other, and to the same plans, again and again
def _relative(address: str, here: str) -> str:
    target, start = ([part for part in each.split("/") if part] for each in (address, here))
    common = len(commonprefix([target, start]))
    way = "/".join([".."] * (len(start) - common) + target[common:])
    return f"{way or '.'}/"


def new_id(wanted: str, taken: set[str]) -> str:
    """Give an id that is not taken, and take it: the wanted one, else with a number after it."""
    free, number = wanted, 2
    while free in taken:
        free, number = f"{wanted}-{number}", number + 1
    taken.add(free)
    return free


def block(
    macro: Callable[Concatenate[TextContext, _Arguments], str],
) -> Callable[Concatenate[TextContext, _Arguments], str]:
    """Make a macro one that gives a table, a box or a text: refused in a line, which such a table may hold itself."""

    @functools.wraps(macro)
    def placed(context: TextContext, /, *positional: _Arguments.args, **named: _Arguments.kwargs) -> str:
        if context.in_line:
            raise MacroError(
                "tabeller, rutor och hela texter får inte stå i en kort beskrivning eller en uppföljning; "
                "skriv bara text och siffror"
            )
        return macro(context, *positional, **named)

    return placed
