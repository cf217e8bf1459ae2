"""Rules of an action's effect: this year against the full year, the calculation, the one-off cost, the duration."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from handlingsplan.analysis.effects import ActionEffect, part_of, plan_effects
from handlingsplan.analysis.rules.key_figures import Missed, missed_targets
from handlingsplan.model.archive import Municipality, PlanDocument
from handlingsplan.model.effect import Effect
from handlingsplan.model.organisation import EffectRule
from handlingsplan.model.plan import Action, Duration
from handlingsplan.text.places import Place, Problem, remark
from handlingsplan.text.quantities import Dimension
from handlingsplan.text.vocabulary import swedish

_MONTHS = 12
#: How finely each rule divides a year.
_PARTS = {EffectRule.WHOLE_MONTHS: 12, EffectRule.HALF_MONTHS: 24, EffectRule.DAYS: 365}


def check_effects_this_year(document: PlanDocument, municipality: Municipality) -> Iterator[Problem]:
    """Hold each stated effect this year (*effekt i år*) against the municipality's rule and the full year."""
    missed = missed_targets(document, municipality)
    for index, effect in enumerate(plan_effects(document, municipality.organisation)):
        place = document.facts.place(swedish("actions"), index, swedish("effect_this_year"))
        if effect.differs:
            yield _differs(effect, place)
        elif effect.computed_this_year is None:
            yield from _without_start(effect, municipality.organisation.effect_rule, place)
        if _is_whole(effect):
            yield from _before_the_target(effect, missed, place)


def _differs(effect: ActionEffect, place: Place) -> Problem:
    action, computed = effect.action, effect.computed_this_year
    if _is_whole(effect) and computed and computed.high.value < _high(effect.full_year):
        message = (
            f"åtgärden «{action.name}» räknar hela helårseffekten {effect.full_year} i år, "
            f"men från {action.starts} ger den {computed}"
        )
        return remark("hel-effekt-i-år", place, message, action.id)
    message = (
        f"åtgärden «{action.name}» anger {action.effect_this_year} i år, "
        f"men helårseffekten {effect.full_year} från {action.starts} ger {computed}"
    )
    return remark("effekt-i-år-skiljer", place, message, action.id)


def _high(effect: Effect | None) -> Fraction:
    return effect.high.value if effect else Fraction(0)


def _is_whole(effect: ActionEffect) -> bool:
    """Whether the stated effect this year is the whole of the full year's, and not nothing."""
    stated, full = effect.action.effect_this_year, effect.full_year
    return stated is not None and full is not None and _same(stated, full) and stated.high.value != 0


def _same(first: Effect, second: Effect) -> bool:
    return (first.low, first.high) == (second.low, second.high)


def _without_start(effect: ActionEffect, rule: EffectRule, place: Place) -> Iterator[Problem]:
    """Without a date, some start must still give the effect this year, and none gives more than the full year's."""
    stated, full, action = effect.action.effect_this_year, effect.full_year, effect.action
    if stated is None or full is None or stated.dimension is not full.dimension or full.low.value <= 0:
        return
    if stated.low.value > full.high.value and not stated.low.agrees_exactly(full.high):
        message = f"åtgärden «{action.name}» ger {stated} i år, mer än {full} under ett helt år"
        yield remark("effekt-i-år-skiljer", place, message, action.id)
    elif not any(_agrees(stated, part_of(full, Fraction(part, _PARTS[rule]))) for part in range(_PARTS[rule] + 1)):
        whole = Fraction(_MONTHS) * stated.low.value // full.low.value
        below, above = (part_of(full, Fraction(months, _MONTHS)) for months in (whole, whole + 1))
        message = (
            f"åtgärden «{action.name}» ger {stated} i år av {full} under ett helt år, vilket ingen startdag ger: "
            f"{whole} månader är {below} och {whole + 1} månader {above}"
        )
        yield remark("effekt-i-år-skiljer", place, message, action.id)


def _agrees(stated: Effect, computed: Effect) -> bool:
    return stated.low.agrees_exactly(computed.low) and stated.high.agrees_exactly(computed.high)


def _before_the_target(effect: ActionEffect, missed: list[Missed], place: Place) -> Iterator[Problem]:
    """The whole effect is counted this year, though the key figure it should move has not reached its target."""
    action = effect.action
    words = f"{action.name} {action.description}".casefold()
    for each in missed:
        if each.figure.name.casefold() in words:
            message = (
                f"åtgärden «{action.name}» räknar hela helårseffekten {effect.full_year} i år, "
                f"men nyckeltalet {each.figure.name} är {each.outcome} ({each.period}) och målet {each.figure.target}"
            )
            yield remark("hel-effekt-före-målet", place, message, action.id)


def check_calculations(document: PlanDocument, _: Municipality) -> Iterator[Problem]:
    """Hold a stated full-year effect against the action's own calculation (*beräkning*)."""
    for index, action in enumerate(document.plan.actions):
        full, calculation = action.full_year_effect, action.calculation
        if full is None or calculation is None or full.dimension is not calculation.effect.dimension:
            continue
        result = calculation.effect.low
        agrees = full.low.agrees_exactly(result) or full.low.value <= result.value <= full.high.value
        if not agrees and not result.agrees_exactly(full.low):
            place = document.facts.place(swedish("actions"), index, swedish("full_year_effect"))
            message = f"åtgärden «{action.name}» anger helårseffekten {full}, men beräkningen ger {calculation}"
            yield remark("beräkning-skiljer", place, message, action.id)


def check_durations(document: PlanDocument, _: Municipality) -> Iterator[Problem]:
    """Check that what is temporary (*tillfällig*, *engång*) says when it ends, and is not carried on."""
    for index, action in enumerate(document.plan.actions):
        if action.duration is Duration.PERMANENT:
            continue
        full = action.full_year_effect
        if (
            _ends_with_the_year(action, document.year)
            and full
            and full.dimension is Dimension.MONEY
            and full.high.value
        ):
            place = document.facts.place(swedish("actions"), index, swedish("full_year_effect"))
            yield remark("tillfällig-helårseffekt", place, _carried_on(action, full), action.id)
        elif action.duration is Duration.TEMPORARY and action.end_date is None and action.is_quantified:
            place = document.facts.place(swedish("actions"), index, swedish("duration"))
            message = f"åtgärden «{action.name}» är tillfällig men har inget slutdatum, så effekten räknas hela året"
            yield remark("tillfällig-utan-slutdatum", place, message, action.id)


def _ends_with_the_year(action: Action, year: int) -> bool:
    if action.duration is Duration.ONE_OFF:
        return True
    return action.end_date is None or action.end_date.year <= year


def _carried_on(action: Action, full: Effect) -> str:
    counted = f"åtgärden «{action.name}» räknas med {full} i helårseffekten, som om den fortsatte varje år"
    if action.duration is Duration.ONE_OFF:
        return f"{counted}, men den ger effekt en enda gång"
    if action.end_date is None:
        return f"{counted}, men den är tillfällig; slutdatum saknas"
    return f"{counted}, men den slutar {action.end_date}"
