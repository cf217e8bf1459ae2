"""Sound dates and decisions made at random, and the same with one slip."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

from analysis.rules.documents import REPORT, YEAR, plan
from analysis.rules.slips_of_plans import Pair


def day(rng: Random, first: date, last: date) -> date:
    """Give a day from first to last."""
    return first + timedelta(rng.randrange((last - first).days + 1))


def decided(rng: Random) -> date:
    return day(rng, date(YEAR, 1, 15), date(YEAR, 6, 30))


def without_decision(rng: Random) -> Pair:
    """A decided plan whose decision is left out, or still the form's placeholder."""
    status = f"status: {rng.choice(['beslutad', 'reviderad'])}\n"
    left = rng.choice(["", "datum för beslut: ÅÅÅÅ-MM-DD\n", "datum för beslut: XX\n"])
    return plan(f"{status}datum för beslut: {decided(rng)}\n"), plan(status + left)


def other_decision_date(rng: Random) -> Pair:
    """A date of decision that is not among the decisions."""
    right = decided(rng)
    wrong = rng.choice([right + timedelta(rng.choice([-10, -7, -1, 1, 7, 30])), right.replace(year=YEAR - 1)])
    decisions = f"beslut:\n  - {{datum: {YEAR - 1}-12-01, typ: uppdrag}}\n  - {{datum: {right}, typ: antagen}}\n"
    return tuple(plan(f"datum för beslut: {each}\n{decisions}") for each in (right, wrong))  # type: ignore[return-value]


def revised_before(rng: Random) -> Pair:
    """A day of revision before the decision, often with last year's number."""
    right = decided(rng)
    until = day(rng, right + timedelta(30), date(YEAR, 12, 31))
    wrong = rng.choice([until.replace(year=YEAR - 1), right - timedelta(rng.randrange(1, 400)), right])
    return tuple(plan(f"datum för beslut: {right}\nrevideras senast: {each}\n") for each in (until, wrong))  # type: ignore[return-value]


def consulted_after(rng: Random) -> Pair:
    """Consultation or risk assessment after the decision they are to inform."""
    right, name = decided(rng), rng.choice(["samverkan", "riskbedömning"])
    days = right - timedelta(rng.randrange(1, 60)), right + timedelta(rng.randrange(1, 200))
    return tuple(plan(f"datum för beslut: {right}\n{name}:\n  datum: {each}\n") for each in days)  # type: ignore[return-value]


def decisions_out_of_order(rng: Random) -> Pair:
    """Two decisions exchanged, or one with a year wrong."""
    days = sorted(day(rng, date(YEAR - 2, 1, 1), date(YEAR, 6, 30)) for _ in range(rng.randrange(2, 5)))
    days = [each + timedelta(index) for index, each in enumerate(days)]
    at = rng.randrange(len(days) - 1)
    wrong = list(days)
    if rng.random() < 0.5:
        wrong[at], wrong[at + 1] = wrong[at + 1], wrong[at]
    else:
        wrong[at] = wrong[at].replace(year=YEAR + rng.randrange(1, 8), day=min(wrong[at].day, 28))
    head = "titel: Läget\nbeslut:\n"

    def listed(each: list[date]) -> str:
        return head + "".join(
            f"  - {{datum: {one}, typ: {rng.choice(['uppdrag', 'återremitterad'])}}}\n" for one in each
        )

    if rng.random() < 0.5:
        return {REPORT: listed(days)}, {REPORT: listed(wrong)}
    return plan(listed(days)), plan(listed(wrong))


def report_before_period(rng: Random) -> Pair:
    """A report dated before the day that it tells of."""
    period = day(rng, date(YEAR, 2, 1), date(YEAR, 10, 31))
    days = period + timedelta(rng.randrange(0, 60)), period - timedelta(rng.randrange(1, 300))
    return tuple({REPORT: f"titel: Läget\nperiod: {period}\ndatum: {each}\n"} for each in days)  # type: ignore[return-value]


def effect_before_start(rng: Random) -> Pair:
    """An effect that begins before its action."""
    start = day(rng, date(YEAR, 2, 1), date(YEAR, 8, 31))
    days = start + timedelta(rng.randrange(0, 100)), start - timedelta(rng.randrange(1, 300))
    head = f"åtgärder:\n  - id: a\n    namn: Färre bilar\n    helårseffekt: 120 tkr\n    startdatum: {start}\n"
    return tuple(plan(f"{head}    effektstart: {each}\n") for each in days)  # type: ignore[return-value]


def outside_the_year(rng: Random) -> Pair:
    """A start, an end or a report's period in another year."""
    right = day(rng, date(YEAR, 1, 1), date(YEAR, 12, 27))
    later = right.replace(year=YEAR + rng.choice([1, 1, 4, 10, 40]))
    kind = rng.randrange(3)
    if kind == 0:
        head = "åtgärder:\n  - id: a\n    namn: Färre bilar\n    helårseffekt: 120 tkr\n    startdatum: "
        wrong = rng.choice([later, right.replace(year=YEAR - rng.choice([20, 60, 100]))])
        return plan(f"{head}{right}\n"), plan(f"{head}{wrong}\n")
    if kind == 1:
        head = f"åtgärder:\n  - id: a\n    namn: Bilar\n    helårseffekt: 120 tkr\n    startdatum: {YEAR - 2}-01-01\n"
        head += "    slutdatum: "
        return plan(f"{head}{right}\n"), plan(f"{head}{right.replace(year=YEAR - 1)}\n")
    wrong = rng.choice([right.replace(year=YEAR - 1), date(YEAR + 1, 5, 1), right.replace(year=YEAR + 10)])
    return {REPORT: f"titel: Läget\nperiod: {right}\n"}, {REPORT: f"titel: Läget\nperiod: {wrong}\n"}
