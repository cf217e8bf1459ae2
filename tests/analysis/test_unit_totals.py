"""Sums by department, committee and municipality say the same, whatever the order and however units are grouped."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st
from reading.memory import Memory

from handlingsplan.analysis.effects import plan_effects
from handlingsplan.analysis.unit_totals import Known, UnitTotals, by_committee, unit_totals
from handlingsplan.reading.archive import read_archive

ORGANISATION = "formatversion: 1\nnamn: Storby\nnämnder:\n" + "".join(
    f"  - id: n{committee}\n    namn: Nämnd {committee}\n    avdelningar:\n"
    + "".join(
        f"      - id: a{committee}{department}\n        namn: Avdelning {committee}{department}\n        enheter:\n"
        + "".join(
            f"          - {{id: e{committee}{department}{unit}, namn: Enhet {committee}{department}{unit}}}\n"
            for unit in (1, 2)
        )
        for department in (1, 2)
    )
    for committee in (1, 2)
)
UNITS = [f"e{committee}{department}{unit}" for committee in (1, 2) for department in (1, 2) for unit in (1, 2)]
EFFECTS = st.sampled_from(["100 tkr", "250 000 kr", "300–400 tkr", "168 timmar", "1,5 årsarbetare", ""])


def known(effects: dict[str, str]) -> Known:
    files = {"plans/storby/organisation.yml": ORGANISATION.encode()}
    for unit, effect in effects.items():
        given = f"helårseffekt: {effect}" if effect else "ej beräknad: Vet inte"
        text = f"åtgärdskrav: 200 tkr\nåtgärder:\n  - {{id: a, namn: A, startdatum: 2025-01-01, {given}}}\n"
        files[f"plans/storby/2025/{unit}/plan.yml"] = text.encode()
    archive, _ = read_archive(Memory(files))
    [municipality] = archive.municipalities
    return [(plan, plan_effects(plan, municipality.organisation)) for plan in municipality.plans]


def said(totals: UnitTotals) -> tuple[object, ...]:
    """Give sums as values, whatever unit they are shown in."""
    sums = {kind: (each.low.value, each.high.value) for kind, each in totals.this_year.sums.items()}
    return (totals.requirement and totals.requirement.value, sums, len(totals.this_year.left_out))


@given(st.dictionaries(st.sampled_from(UNITS), EFFECTS, min_size=1), st.randoms())
def test_departments_make_committees_and_committees_make_the_municipality(
    effects: dict[str, str], order: object
) -> None:
    plans = list(known(effects))
    whole = unit_totals("Storby", plans)
    committees = by_committee(plans)
    assert said(unit_totals("", [each for committee in committees for each in committee.totals.known])) == said(whole)
    for committee in committees:
        every = [each for department in committee.departments for each in department.known]
        assert said(unit_totals("", every)) == said(committee.totals)
    order.shuffle(plans)  # type: ignore[attr-defined]
    assert said(unit_totals("Storby", plans)) == said(whole)


def test_groups_stand_in_the_order_of_the_organisation_with_their_coverage() -> None:
    plans = known({"e212": "100 tkr", "e111": "300–400 tkr", "e121": "168 timmar"})
    committees = by_committee(plans)
    assert [(each.totals.name, [one.name for one in each.departments]) for each in committees] == [
        ("Nämnd 1", ["Avdelning 11", "Avdelning 12"]),
        ("Nämnd 2", ["Avdelning 21"]),
    ]
    assert committees[0].totals.covered_this_year == Fraction(3, 4)
    assert committees[1].totals.covered_full_year == Fraction(1, 2)
