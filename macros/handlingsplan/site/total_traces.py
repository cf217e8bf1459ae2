"""The traces of totals: of the actions of one plan, of several plans, and against the requirement."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cache

from markupsafe import Markup

from handlingsplan.analysis.effects import Chosen, coverage, total_chosen
from handlingsplan.analysis.sufficiency import gap
from handlingsplan.analysis.unit_totals import Known, required
from handlingsplan.model.archive import PlanDocument
from handlingsplan.model.asked import remembered
from handlingsplan.model.effect import Effect
from handlingsplan.site.context import TextContext
from handlingsplan.site.origins import Origin, Trace, added, subtracted
from handlingsplan.site.tracing import opened
from handlingsplan.text.identity import Same
from handlingsplan.text.numbers import format_percent
from handlingsplan.text.quantities import Dimension, Quantity
from handlingsplan.text.vocabulary import swedish
from handlingsplan.text.words import plural

#: Makes what is shown of a total into a link to its note, by what the total measures.
Opener = Callable[[Dimension, str | Markup], str | Markup]

NOTHING = "–"
NO_KRONOR = "0\u00a0kr"
#: So many terms are written out in a formula.
_MOST_TERMS = 12


def unopened(_: Dimension, shown: str | Markup) -> str | Markup:
    """Show a total as it is, where there are no notes."""
    return shown


@dataclass(frozen=True, slots=True)
class Totals:
    """The totals over plans, of the effects that are chosen, as a page shows them.

    `against` tells that they are held against the requirement, as totals of one year are.
    """

    context: TextContext
    known: Known
    chosen: Chosen
    against: bool = True

    def opener(self) -> Opener:
        """Give what makes a total into a link to its note."""

        @cache  # a total and its share of the requirement stand side by side
        def noted(dimension: Dimension) -> tuple[str, Trace]:
            terms = self._terms(dimension)
            total = _added(terms)
            return str(total or NO_KRONOR), self._trace(dimension, terms, total)

        def open_total(dimension: Dimension, shown: str | Markup) -> str | Markup:
            return shown if self.context.notes is None else opened(self.context, shown, *noted(dimension))

        return open_total

    def trace(self, dimension: Dimension = Dimension.MONEY) -> Trace:
        """Give the trace of a total: its terms, and for money what it is of the requirement."""
        terms = self._terms(dimension)
        return self._trace(dimension, terms, _added(terms))

    def _trace(self, dimension: Dimension, terms: Sequence[Effect], total: Effect | None) -> Trace:
        held = self.against and dimension is Dimension.MONEY
        steps = against_requirement(required(self.known), total) if held else ()
        return Trace(sum_of(terms, self._counted(len(terms))), plan_origins(self.known), steps)

    def _terms(self, dimension: Dimension) -> list[Effect]:
        """Give the amounts of one plan's actions, or of each of several plans."""
        if len(self.known) == 1:
            [(_, effects)] = self.known
            return [effect for each in effects if (effect := self.chosen(each)) and effect.dimension is dimension]
        totals = (total_chosen(effects, self.chosen).sums for _, effects in self.known)
        return [sums[dimension] for sums in totals if dimension in sums]

    def _counted(self, number: int) -> str:
        if len(self.known) == 1:
            return plural(number, "åtgärd", "åtgärder")
        return plural(number, "plan", "planer")


def _added(effects: Sequence[Effect]) -> Effect | None:
    return sum(effects[1:], effects[0]) if effects else None


def sum_of(terms: Sequence[Effect | Quantity], counted: str) -> str:
    """Write a sum with its numbers put in, `480 tkr + 300–400 tkr`; only how many they are when they are too many."""
    if not terms:
        return "ingen åtgärd har ett belopp"
    if len(terms) > _MOST_TERMS:
        return f"summan av {counted}"
    written = [str(each) for each in terms]
    return added(written) if len(written) > 1 else f"{written[0]} ({counted})"


def against_requirement(requirement: Quantity | None, effect: Effect | None) -> tuple[str, ...]:
    """Write how much of the requirement an effect is, and what is left, with the numbers put in."""
    if requirement is None or not requirement.value:
        return ()
    low = effect.low if effect else None
    share = f"{percent(coverage(effect, requirement))} = {low or NO_KRONOR} / {requirement}"
    left = gap(requirement, effect)
    rest = f"{left} = {subtracted(str(requirement), str(low or NO_KRONOR))}" if left.value > 0 else "inget"
    counts = "; den lägre gränsen räknas" if effect and effect.is_interval else ""
    return f"Andel av kravet: {share}{counts}.", f"Kvar att hitta: {rest}."


def plan_origins(known: Known) -> tuple[Origin, ...]:
    """Give the plans that totals are made of, with the lines of their requirements and actions."""
    return tuple(_origin(Same(plan)) for plan, _ in known if plan.plan.requirement or plan.plan.actions)


@remembered(4096)  # the totals of a committee, a year and the register are all of the same plans
def _origin(same: Same[PlanDocument]) -> Origin:
    plan = same.value
    return Origin(plan.title, plan.facts.place(swedish("actions")), plan.address, lines=tuple(_lines(plan)))


def _lines(plan: PlanDocument) -> Iterable[int]:
    if plan.plan.requirement:
        yield plan.facts.place(swedish("savings_requirement")).line
    for index, _ in enumerate(plan.plan.actions):
        yield plan.facts.place(swedish("actions"), index).line


def requirement_trace(known: Known) -> Trace:
    """Give the trace of a requirement: one plan's own, or the sum of several."""
    having = [(plan, effects) for plan, effects in known if plan.plan.requirement]
    found = [plan.plan.requirement for plan, _ in having if plan.plan.requirement]
    if len(found) == 1:
        plan = having[0][0]
        place = plan.facts.place(swedish("savings_requirement"))
        return Trace("", (Origin(f"Åtgärdskrav. {plan.title}", place, plan.address),))
    return Trace(sum_of(found, plural(len(found), "plan", "planer")), plan_origins(known))


def percent(value: Fraction | None) -> str:
    """Write a share as `65 %`; a dash when it is not known."""
    return NOTHING if value is None else format_percent(value)
