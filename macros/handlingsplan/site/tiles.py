"""Figures at a glance: a label, the figure, and what more there is to say in smaller lines."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from handlingsplan.analysis.effects import Total, coverage
from handlingsplan.site.effect_tables import percent, total_lines
from handlingsplan.text.quantities import Quantity, money


@dataclass(frozen=True, slots=True)
class Tile:
    """A figure with its label."""

    label: str
    value: str
    more: tuple[str, ...] = ()


def total_tile(label: str, total: Total) -> Tile:
    """Give a total as a tile: kronor large, the rest small."""
    first, *rest = total_lines(total)
    return (
        Tile(label, first, tuple(rest)) if total.sums else Tile(label, "–", (first, *rest) if total.left_out else ())
    )


def sufficiency_tiles(year: int, requirement: Quantity | None, this_year: Total, full_year: Total) -> list[Tile]:
    """Answer "is it enough?": the requirement, the effects, how much they cover and what is left to find."""
    effects = [total_tile(f"Effekt {year}", this_year), total_tile("Effekt helår", full_year)]
    if requirement is None:
        return effects
    effect = this_year.money.low if this_year.money else money(0, requirement.unit)
    gap = requirement - effect if requirement.value > effect.value else money(Fraction(0), requirement.unit)
    share = percent(coverage(this_year.money, requirement))
    return [
        Tile("Åtgärdskrav", str(requirement)),
        *effects,
        Tile(f"Kvar att hitta {year}", str(gap), (f"effekten täcker {share} av kravet",)),
    ]
