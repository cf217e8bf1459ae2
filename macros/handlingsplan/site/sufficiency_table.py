"""The table that answers "is it enough?": stated, computed and net effect against the requirement."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from markupsafe import Markup

from handlingsplan.analysis.effects import full_year, this_year
from handlingsplan.analysis.sufficiency import Sufficiency, computed, covered, gap, sufficiency
from handlingsplan.analysis.unit_totals import Known
from handlingsplan.model.archive import PlanDocument
from handlingsplan.model.effect import Effect
from handlingsplan.site.context import TextContext
from handlingsplan.site.grids import Grid, GridRow, Heading, draw
from handlingsplan.site.origins import Trace
from handlingsplan.site.total_traces import NO_KRONOR, NOTHING, Totals, against_requirement, percent
from handlingsplan.site.tracing import opened
from handlingsplan.text.numbers import MINUS
from handlingsplan.text.quantities import Quantity
from handlingsplan.text.words import listed, plural

_EXPLAINED = (
    "Rubrikerna på webbplatsen visar uppgiven effekt: den som planerna anger, och annars den som räknas fram. "
    "Beräknad effekt följer kommunens regel. Netto är beräknad effekt minus omställningskostnader under året."
)


def sufficiency_html(context: TextContext, plans: Sequence[PlanDocument], caption: str) -> Markup:
    """Draw the table for plans of one year; nothing when none of them has a requirement."""
    known = [(plan, context.library.plan_effects(context.home, plan)) for plan in plans]
    found = sufficiency(known)
    if found.requirement is None:
        return Markup("")
    headings = [
        Heading(caption),
        *(Heading(text, True) for text in ("I år", "Andel av kravet", "Kvar att hitta")),
        *(Heading(text, True) for text in ("Helår", "Andel av kravet", "Kvar att hitta")),
    ]
    rows = [GridRow(row) for row in _rows(context, found, known)]
    title = f"Räcker det? Åtgärdskravet är {found.requirement}."
    return draw(Grid(title, headings, rows, notes=[*_without_amount(context, found, len(plans)), _EXPLAINED]))


def _rows(context: TextContext, found: Sufficiency, known: Known) -> Iterator[list[str | Markup]]:
    """Give each view's cells: what one effect is of the requirement leads to the effect's own note."""
    whole = Totals(context, known, full_year).trace()
    for view, trace in zip(found.views, _traces(context, found, known), strict=True):
        pairs = ((view.this_year, trace), (view.full_year, whole))
        cells = (_against(context, found.requirement, effect, each) for effect, each in pairs)
        yield [view.name, *(cell for three in cells for cell in three)]


def _traces(context: TextContext, found: Sufficiency, known: Known) -> list[Trace]:
    """Give the traces of the views' effects this year; the net one says what is taken away from the computed."""
    stated, reckoned = (Totals(context, known, chosen).trace() for chosen in (this_year, computed))
    _, before, after = (view.this_year for view in found.views)
    if after is None or after == before:
        return [stated, reckoned, reckoned]
    costs = before.low - after.low if before else -after.low
    formula = f"{before or NO_KRONOR} {MINUS} {costs} i omställningskostnader"
    return [stated, reckoned, Trace(formula, reckoned.origins, against_requirement(found.requirement, after))]


def _against(
    context: TextContext, requirement: Quantity | None, effect: Effect | None, trace: Trace
) -> Iterator[str | Markup]:
    if requirement is None:
        return
    left = gap(requirement, effect)
    shown = (
        str(effect) if effect else NOTHING,
        percent(covered(requirement, effect)),
        str(left) if left.value > 0 else "Inget",
    )
    yield from (opened(context, each, str(effect or NO_KRONOR), trace) for each in shown)


def _without_amount(context: TextContext, known: Sufficiency, units: int) -> list[Markup]:
    """Name the units that have a requirement but no action with an amount."""
    lacking = known.without_amount
    if not lacking:
        return []
    if units == 1:
        return [Markup("Planen har ett åtgärdskrav men ingen åtgärd med belopp.")]
    link = Markup('<a href="{}">{}</a>')
    names = [link.format(context.link(plan.address), plan.placement.unit.name) for plan in lacking]
    count = plural(len(names), "enhet", "enheter")
    words = Markup("{} har ett åtgärdskrav men ingen åtgärd med belopp: {}.")
    return [words.format(count.capitalize(), Markup(listed(names)))]  # noqa: S704  (links made above)
