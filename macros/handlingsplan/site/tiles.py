"""Figures at a glance: a label, the figure, and what more there is to say in smaller lines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from markupsafe import Markup

from handlingsplan.analysis.effects import Total, coverage
from handlingsplan.analysis.unit_totals import Known, unit_totals
from handlingsplan.site.context import TextContext
from handlingsplan.site.effect_tables import total_lines
from handlingsplan.site.total_traces import (
    Opener,
    Totals,
    full_year,
    percent,
    requirement_trace,
    this_year,
    unopened,
)
from handlingsplan.site.tracing import opened
from handlingsplan.text.quantities import Dimension, Quantity, money


@dataclass(frozen=True, slots=True)
class Tile:
    """A figure with its label."""

    label: str
    value: str | Markup
    more: Sequence[str | Markup] = ()


def total_tile(label: str, total: Total, opener: Opener = unopened) -> Tile:
    """Give a total as a tile: kronor large, the rest small."""
    first, *rest = total_lines(total, opener=opener)
    return (
        Tile(label, first, tuple(rest)) if total.sums else Tile(label, "–", (first, *rest) if total.left_out else ())
    )


def sufficiency_tiles(context: TextContext, year: int, known: Known) -> list[Tile]:
    """Answer "is it enough?" of plans: the requirement, the effects, how much they cover and what is left to find."""
    totals = unit_totals("", known)
    opener = Totals(context, known, this_year).opener()
    effects = [
        total_tile(f"Effekt {year}", totals.this_year, opener),
        total_tile("Effekt helår", totals.full_year, Totals(context, known, full_year).opener()),
    ]
    if totals.requirement is None:
        return effects
    text = str(totals.requirement)
    written = opened(context, text, text, requirement_trace(known))
    return [Tile("Åtgärdskrav", written), *effects, gap_tile(year, totals.requirement, totals.this_year, opener)]


def gap_tile(year: int, requirement: Quantity, total: Total, opener: Opener = unopened) -> Tile:
    """Give what is left to find of a requirement, and how much the effects cover."""
    effect = total.money.low if total.money else money(0, requirement.unit)
    gap = requirement - effect if requirement.value > effect.value else money(Fraction(0), requirement.unit)
    share = opener(Dimension.MONEY, percent(coverage(total.money, requirement)))
    covers = Markup("effekten täcker {} av kravet").format(share)
    return Tile(f"Kvar att hitta {year}", opener(Dimension.MONEY, str(gap)), (covers,))
