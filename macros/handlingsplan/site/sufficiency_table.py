"""The table that answers "is it enough?": stated, computed and net effect against the requirement."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from handlingsplan.analysis.sufficiency import Sufficiency, View, covered, gap, sufficiency
from handlingsplan.model.archive import PlanDocument
from handlingsplan.model.effect import Effect
from handlingsplan.site.context import TextContext
from handlingsplan.site.effect_tables import NOTHING, percent
from handlingsplan.site.grids import Grid, GridRow, Heading, draw
from handlingsplan.text.quantities import Quantity
from handlingsplan.text.words import listed, plural

_EXPLAINED = (
    "Rubrikerna på webbplatsen visar uppgiven effekt: den som planerna anger, och annars den som räknas fram. "
    "Beräknad effekt följer kommunens regel. Netto är beräknad effekt minus omställningskostnader under året."
)


def sufficiency_html(context: TextContext, plans: Sequence[PlanDocument], caption: str) -> Markup:
    """Draw the table for plans of one year; nothing when none of them has a requirement."""
    known = sufficiency([(plan, context.library.plan_effects(context.home, plan)) for plan in plans])
    if known.requirement is None:
        return Markup("")
    headings = [
        Heading(caption),
        *(Heading(text, True) for text in ("I år", "Andel av kravet", "Kvar att hitta")),
        *(Heading(text, True) for text in ("Helår", "Andel av kravet", "Kvar att hitta")),
    ]
    rows = [GridRow([view.name, *_cells(known.requirement, view)]) for view in known.views]
    title = f"Räcker det? Åtgärdskravet är {known.requirement}."
    return draw(Grid(title, headings, rows, notes=[*_without_amount(context, known, len(plans)), _EXPLAINED]))


def _cells(requirement: Quantity, view: View) -> list[str]:
    return [text for effect in (view.this_year, view.full_year) for text in _against(requirement, effect)]


def _against(requirement: Quantity, effect: Effect | None) -> tuple[str, str, str]:
    left = gap(requirement, effect)
    return (
        str(effect) if effect else NOTHING,
        percent(covered(requirement, effect)),
        str(left) if left.value > 0 else "Inget",
    )


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
