"""Precision and recall of the rules of figures, on documents made at random: silence before a slip, a remark after.

The slips are drawn from fixed seeds. Arithmetic leaves no doubt, so what is asked for is all of them, except
where a rule goes by magnitude and must let some pass so as not to call a small amount wrong. `pytest -s`
prints the table.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from random import Random

import pytest
from analysis.rules import slips_of_dates as dates
from analysis.rules import slips_of_follow_ups as follow_ups
from analysis.rules import slips_of_plans as plans
from analysis.rules import slips_of_tables as tables
from analysis.rules.documents import RefusedError, found
from analysis.rules.slipping import random_at

from handlingsplan.text.places import Problem

SLIPPED = range(200)
#: Precision needs no slip of its own: every fourth sound document is enough, 50 of each kind.
SOUND = range(0, 200, 4)
TOTALS = {"uppgiven-summa-skiljer", "summa-avrundning", "kopierad-summa"}
EFFECTS = {"effekt-i-år-skiljer", "hel-effekt-i-år"}
Slip = Callable[[Random], plans.Pair]
#: Each kind of slip, the codes of which one must be given, and how many of a hundred must be found.
SLIPS: tuple[tuple[Slip, set[str], int], ...] = (
    (plans.stated_effect, EFFECTS, 100),
    (plans.moved_start, EFFECTS, 100),
    (plans.whole_effect, {"hel-effekt-i-år"}, 100),
    (plans.before_target, {"hel-effekt-före-målet"}, 100),
    (plans.missed_target, {"mål-inte-nått"}, 100),
    (plans.calculation, {"beräkning-skiljer"}, 100),
    (plans.temporary, {"tillfällig-helårseffekt"}, 100),
    (plans.without_end, {"tillfällig-utan-slutdatum"}, 100),
    (plans.uncovered, {"krav-täcks-inte"}, 100),
    (plans.no_amounts, {"krav-utan-belopp"}, 100),
    (plans.one_off_cost, {"netto-skiljer"}, 100),
    (plans.double_counted, {"dubbelräkning"}, 100),
    (plans.wrong_unit, {"fel-enhet"}, 95),  # among unlike amounts, a thousand times less can be a small amount
    (plans.wrong_requirement_unit, {"fel-enhet"}, 100),
    (plans.wrong_sign, {"fel-tecken"}, 100),
    (plans.starting_position, {"underskott-skiljer"}, 100),
    (plans.stated_total, TOTALS, 100),
    (plans.copied_total, {"kopierad-summa"}, 100),
    (plans.left_out, {"effekt-saknas", "datum-saknas"}, 100),
    (tables.total, TOTALS, 100),
    (tables.rounded_total, {"summa-avrundning"}, 100),
    (tables.copied, {"kopierad-summa"}, 100),
    (tables.stated_row, {"uppgivet-värde-skiljer"}, 100),
    (tables.own_deviation, {"avvikelse-skiljer"}, 100),
    (tables.drawn_row, {"rad-skiljer"}, 100),
    (tables.same_row, {"rad-skiljer"}, 100),
    (tables.other_selection, {"urval-skiljer"}, 100),
    (tables.period_hours, {"timmar-per-period"}, 100),
    (tables.minutes_as_decimals, {"timmar-minuter"}, 100),
    (tables.full_time, {"timmar-per-årsarbetare"}, 100),
    (tables.column_unit, {"fel-enhet"}, 100),  # the larger half; a small amount in kronor is one of tkr
    (tables.row_sign, {"fel-tecken"}, 100),
    (tables.person_bound, {"personbunden"}, 100),
    (dates.without_decision, {"beslut-saknas"}, 100),
    (dates.other_decision_date, {"beslutsdatum-skiljer"}, 100),
    (dates.revised_before, {"datum-i-fel-ordning"}, 100),
    (dates.consulted_after, {"datum-i-fel-ordning"}, 100),
    (dates.decisions_out_of_order, {"datum-i-fel-ordning"}, 100),
    (dates.report_before_period, {"datum-i-fel-ordning"}, 100),
    (dates.effect_before_start, {"datum-i-fel-ordning"}, 100),
    (dates.outside_the_year, {"datum-utanför-året"}, 100),
    (follow_ups.contradicted, {"status-motsäger"}, 100),
    (follow_ups.without_data, {"period-utan-uppföljning"}, 100),
    (follow_ups.unknown_assignment, {"okänt-beslut"}, 100),
)


def told(files: plans.Files) -> list[Problem]:
    try:
        return found(files)
    except RefusedError as fault:
        raise AssertionError(f"{fault}\n{files}") from fault


@pytest.mark.parametrize(("slip", "codes", "floor"), SLIPS, ids=lambda value: getattr(value, "__name__", ""))
def test_a_slip_is_found_and_nothing_else_is_told(slip: Slip, codes: set[str], floor: int) -> None:
    alarms = [str(problem) for seed in SOUND for problem in told(slip(random_at(seed))[0])]
    caught = sum(bool(codes & {problem.code for problem in told(slip(random_at(seed))[1])}) for seed in SLIPPED)
    recall = Fraction(100 * caught, len(SLIPPED))
    print(f"{slip.__name__} | {', '.join(sorted(codes))} | {len(alarms)} of {len(SOUND)} | {float(recall):.1f} %")  # noqa: T201
    assert alarms == []
    assert recall >= floor
