"""Figures at a glance: a label, the figure, and what more there is to say in smaller lines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from markupsafe import Markup

from handlingsplan.analysis.effects import Total, coverage, full_year, this_year
from handlingsplan.analysis.unit_totals import Known, unit_totals
from handlingsplan.analysis.year_changes import change
from handlingsplan.site.context import TextContext
from handlingsplan.site.effect_tables import total_lines
from handlingsplan.site.origins import Trace, subtracted
from handlingsplan.site.rendering import piece
from handlingsplan.site.total_traces import Opener, Totals, percent, plan_origins, requirement_trace, unopened
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


def against_last_year(
    context: TextContext, tiles: Sequence[Tile], year: int, now: Known, before: Known
) -> list[Tile]:
    """Give a plan's tiles with a line of what last year's plan had: the value, and the change where it is one."""
    earlier, later = unit_totals("", before), unit_totals("", now)
    pairs = {
        "Åtgärdskrav": (later.requirement, earlier.requirement),
        f"Effekt {year}": (_sure(later.this_year), _sure(earlier.this_year)),
        "Effekt helår": (_sure(later.full_year), _sure(earlier.full_year)),
    }
    return [
        replace(tile, more=(*tile.more, line))
        if (line := _compared(context, year - 1, pairs.get(tile.label, (None, None)), [*now, *before]))
        else tile
        for tile in tiles
    ]


def _sure(total: Total) -> Quantity | None:
    """Give a sum in kronor that is known as one value: an interval has no one change."""
    return total.money.low if total.money and not total.money.is_interval else None


def _compared(
    context: TextContext, year: int, pair: tuple[Quantity | None, Quantity | None], known: Known
) -> str | Markup:
    now, before = pair
    if now is None or before is None:
        return ""
    found = change(now, before)
    difference = found.difference.text(sign="alltid")
    share = f" ({found.share.text(sign='alltid')})" if found.share else ""
    trace = Trace(subtracted(str(now), str(before)), plan_origins(known))
    return piece("{} mot {}", opened(context, f"{difference}{share}", difference, trace), year)


def gap_tile(year: int, requirement: Quantity, total: Total, opener: Opener = unopened) -> Tile:
    """Give what is left to find of a requirement, and how much the effects cover."""
    effect = total.money.low if total.money else money(0, requirement.unit)
    gap = requirement - effect if requirement.value > effect.value else money(Fraction(0), requirement.unit)
    share = opener(Dimension.MONEY, percent(coverage(total.money, requirement)))
    covers = piece("effekten täcker {} av kravet", share)
    return Tile(f"Kvar att hitta {year}", opener(Dimension.MONEY, str(gap)), (covers,))
