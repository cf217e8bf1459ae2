"""Sound follow-ups and reports made at random, and the same with one slip."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

from analysis.rules.documents import FOLLOW_UP, REPORT, YEAR, plan
from analysis.rules.slips_of_plans import Pair

MARCH, JUNE = date(YEAR, 3, 31), date(YEAR, 6, 30)


def contradicted(rng: Random) -> Pair:
    """A status, an assessment or an end that the numbers told with it contradict."""
    full = rng.randrange(20, 90) * 10
    so_far, forecast = rng.randrange(1, full // 2), rng.randrange(full // 2 + 1, full + 1)
    right, wrong = rng.choice(
        [
            (f"status: klar, prognos i år: {forecast} tkr", "status: klar, prognos i år: 0 kr"),
            ("status: klar, genomförandegrad: 100 %", f"status: klar, genomförandegrad: {rng.randrange(100)} %"),
            (f"status: pågår, effekt hittills: {so_far} tkr", f"status: planerad, effekt hittills: {so_far} tkr"),
            (
                f"status: avbruten, effekt hittills: {so_far} tkr, prognos i år: {so_far} tkr",
                f"status: avbruten, effekt hittills: {so_far} tkr, prognos i år: {forecast} tkr",
            ),
            (
                f"status: pågår, effekt hittills: {so_far} tkr, prognos i år: {forecast} tkr",
                f"status: pågår, effekt hittills: {forecast} tkr, prognos i år: {so_far} tkr",
            ),
            (f"bedömning: grön, prognos i år: {forecast} tkr", f"bedömning: grön, prognos i år: {so_far} tkr"),
            (f"prognos i år: {forecast} tkr", f"prognos i år: {forecast} timmar"),
            (f"status: klar, slutdatum: {JUNE}", f"status: pågår, slutdatum: {JUNE}"),
        ]
    )
    if full // 2 * 2 <= 2 * so_far + 1:  # too near the half to be a slip
        return contradicted(rng)
    facts = plan(
        "åtgärder:\n"
        f"  - {{id: bilar, namn: Färre bilar, startdatum: {YEAR}-01-01, helårseffekt: {full} tkr}}\n"
        f"  - {{id: apt, namn: Möten, startdatum: {YEAR}-01-01, ej beräknad: Prövas}}\n"
    )
    first, second = ({**facts, **_told(each, early=rng.random() < 0.5)} for each in (right, wrong))
    return first, second


def _told(said: str, *, early: bool) -> dict[str, str]:
    """Give what is said in June; the first half of it may have been told in March, and stand since then."""
    before, _, after = said.partition(", ")
    if not early or not after:
        return {f"{FOLLOW_UP}{JUNE}.yml": f"åtgärder:\n  - {{åtgärd: bilar, {said}}}\n"}
    return {
        f"{FOLLOW_UP}{day}.yml": f"åtgärder:\n  - {{åtgärd: bilar, {part}}}\n"
        for day, part in ((MARCH, before), (JUNE, after))
    }


def without_data(rng: Random) -> Pair:
    """A report of a month that nobody has followed up."""
    days = [date(YEAR, 3, 31), date(YEAR, 4, 30), date(YEAR, 8, 31)]
    right = rng.choice(days)
    wrong = rng.choice([day for day in (*days, date(YEAR, 12, 31)) if day != right])
    facts = {**plan("titel: Plan\n"), f"{FOLLOW_UP}{right}.yml": "kommentar: Bra\n"}
    first, second = (
        {**facts, REPORT: f"titel: Läget\nperiod: {each}\nenheter: [hemtjanst]\n"} for each in (right, wrong)
    )
    return first, second


def unknown_assignment(rng: Random) -> Pair:
    """An assignment answered or closed with a digit wrong in its day or its paragraph."""
    day, number = date(YEAR - 1, 1, 1) + timedelta(rng.randrange(300)), rng.randrange(10, 90)
    wrong = rng.choice([f"{day + timedelta(rng.choice([-1, 1, 7]))} § {number}", f"{day} § {number + 1}"])
    assigned = f"  - {{datum: {day}, paragraf: § {number}, typ: uppdrag}}\n"
    if rng.random() < 0.5:
        first, second = (
            {REPORT: f"titel: Läget\nbeslut:\n{assigned}återrapporterar: [{each}]\n"}
            for each in (f"{day} § {number}", wrong)
        )
        return first, second
    first, second = (
        plan(f"beslut:\n{assigned}  - {{datum: {YEAR}-02-10, typ: antagen, avslutar: [{each}]}}\n")
        for each in (f"{day} § {number}", wrong)
    )
    return first, second
