"""The table of units: requirement, effects and coverage, with the sums of departments, committees and all."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from handlingsplan.analysis.effects import full_year, this_year
from handlingsplan.analysis.unit_totals import Known, UnitTotals, by_committee, unit_totals
from handlingsplan.model.archive import PlanDocument
from handlingsplan.site.context import TextContext
from handlingsplan.site.effect_tables import total_text
from handlingsplan.site.grids import Grid, GridRow, Heading
from handlingsplan.site.origins import Trace
from handlingsplan.site.rendering import piece
from handlingsplan.site.total_traces import NOTHING, Opener, Totals, percent, plan_origins, requirement_trace
from handlingsplan.site.tracing import opened
from handlingsplan.text.quantities import Dimension

_HEADINGS = (
    Heading("Enhet"),
    Heading("Åtgärdskrav", True),
    Heading("Effekt i år", True),
    Heading("Helårseffekt", True),
    Heading("Andel av kravet i år", True),
    Heading("Andel av kravet, helår", True),
)


def unit_grid(context: TextContext, plans: Sequence[PlanDocument], caption: str = "") -> Grid:
    """Lay out units; with several departments or committees, each has its sum after its units."""
    known = [(plan, context.library.plan_effects(context.home, plan)) for plan in plans]
    footer = [_sum_row(context, unit_totals("Totalt", known), "summa")] if len(plans) > 1 else []
    return Grid(caption or "Åtgärdskrav och effekt per enhet", _HEADINGS, list(_rows(context, known)), footer)


def _rows(context: TextContext, known: Known) -> Iterator[GridRow]:
    committees = by_committee(known)
    columns = _Columns(context, known)
    for committee in committees:
        for department in committee.departments:
            yield from (columns.row(unit_totals("", [each])) for each in department.known)
            if len(committee.departments) > 1:
                yield _sum_row(context, department, "delsumma")
        if len(committees) > 1:
            yield _sum_row(context, committee.totals, "delsumma")


@dataclass(frozen=True, slots=True)
class _Columns:
    """The columns of the units' own rows: each column has one note, which leads to every plan."""

    context: TextContext
    known: Known

    def row(self, totals: UnitTotals) -> GridRow:
        [(plan, _)] = totals.known
        name = piece('<a href="{}">{}</a>', self.context.link(plan.address), plan.placement.unit.name)
        required = str(totals.requirement) if totals.requirement else NOTHING
        return GridRow([name, required, *_cells(totals, self._opener(2), self._opener(3))])

    def _opener(self, column: int) -> Opener:
        return unit_by_unit(self.context, self.known, _HEADINGS[column].text)


def unit_by_unit(context: TextContext, known: Known, heading: str) -> Opener:
    """Give what makes the units' own figures of a column into links to one note."""
    trace = Trace(
        "summan av åtgärderna i enhetens plan",
        plan_origins(known),
        ("Andel av kravet = effekten / enhetens åtgärdskrav. I ett intervall räknas den lägre gränsen.",),
    )
    return lambda _, shown: opened(context, shown, f"{heading}, enhet för enhet", trace)


def _sum_row(context: TextContext, totals: UnitTotals, kind: str) -> GridRow:
    openers = [Totals(context, totals.known, chosen).opener() for chosen in (this_year, full_year)]
    required: str | Markup = NOTHING
    if totals.requirement:
        text = str(totals.requirement)
        required = opened(context, text, text, requirement_trace(totals.known))
    label = totals.name if kind == "summa" else f"Summa {totals.name}"
    return GridRow([label, required, *_cells(totals, openers[0], openers[1])], kind)


def _cells(totals: UnitTotals, in_year: Opener, whole: Opener) -> list[str | Markup]:
    return [
        total_text(totals.this_year, opener=in_year),
        total_text(totals.full_year, opener=whole),
        _share(percent(totals.covered_this_year), in_year),
        _share(percent(totals.covered_full_year), whole),
    ]


def _share(shown: str, opener: Opener) -> str | Markup:
    return shown if shown == NOTHING else opener(Dimension.MONEY, shown)
