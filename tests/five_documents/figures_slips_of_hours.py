"""Slips at random in hours beside positions (*årsarbetare*): those of 81511, with the hours that they make."""

from __future__ import annotations

import re
from collections.abc import Mapping
from random import Random

from analysis.rules.slipping import grouped, slipped

from five_documents.figures_mutations import Change, Expected, Slip

POSITIONS = "data/alingsas/arsarbetare-81511.csv"
STAFF = "data/alingsas/bemanning-81511"
#: Hours of one full-time equivalent, from what is worked to what is paid.
FULL_TIME = {"vecka": (34, 38), "månad": (150, 165), "år": (1750, 1980)}
IN_A_YEAR = {"vecka": 52, "månad": 12, "år": 1}

Rows = dict[str, tuple[str, int]]


def staff(rng: Random, files: Change) -> tuple[str, Rows]:
    """Give a period, and the positions of a month with the hours that they make in it."""
    period, month = rng.choice(list(FULL_TIME)), rng.choice([1, 2])
    each = rng.randrange(*FULL_TIME[period])
    rows = [line.split(";") for line in files[POSITIONS].splitlines()[1:] if line]
    return period, {row[0]: (row[month], int(row[month].replace(",", "")) * each // 100) for row in rows}


def table(period: str, rows: Mapping[str, tuple[str, int]]) -> Change:
    """Give the dataset."""
    facts = f"titel: Bemanning\nkolumner: {{anställning: text, tjänster: årsarbetare, timmar per {period}: timmar}}\n"
    lines = "".join(f"{name};{positions};{grouped(hours)}\n" for name, (positions, hours) in rows.items())
    return {f"{STAFF}.yml": facts, f"{STAFF}.csv": f"anställning;tjänster;timmar per {period}\n{lines}"}


def hours_of_another_period(rng: Random, files: Change) -> Slip:
    """The hours of a week, a month or a year under the heading of another, in one row or in all."""
    period, rows = staff(rng, files)
    other = rng.choice([each for each in IN_A_YEAR if each != period])
    concerned = rng.choice([list(rows), *([name] for name in rows)])
    wrong = {name: (rows[name][0], rows[name][1] * IN_A_YEAR[period] // IN_A_YEAR[other]) for name in concerned}
    return Slip(table(period, {**rows, **wrong}), table(period, rows))


def misplaced_comma(rng: Random, files: Change) -> Slip:
    """Positions without their comma, or with it a digit off."""
    period, rows = staff(rng, files)
    name = rng.choice(list(rows))
    digits = rows[name][0].replace(",", "")
    wrong = rng.choice([digits, f"{digits[:-1]},{digits[-1]}", f"{digits[:-3] or '0'},{digits[-3:]}"])
    return Slip(table(period, {**rows, name: (wrong, rows[name][1])}), table(period, rows))


def digit_of_hours(rng: Random, files: Change) -> Slip:
    """Hours with a digit lost, doubled or wrong. Many still are what somebody can work."""
    period, rows = staff(rng, files)
    name = rng.choice(list(rows))
    digits = str(rows[name][1])
    at = rng.randrange(len(digits))
    wrong = [digits[:at] + digits[at + 1 :], digits[: at + 1] + digits[at:], slipped(rng, digits)]
    hours = int(rng.choice([each for each in wrong if not re.match("0|$", each) and each != digits]))
    return Slip(table(period, {**rows, name: (rows[name][0], hours)}), table(period, rows))


ABOUT = frozenset({"timmar-per-årsarbetare"})
KINDS: tuple[Expected, ...] = (
    Expected(hours_of_another_period, ABOUT),
    Expected(misplaced_comma, ABOUT),
    Expected(digit_of_hours, ABOUT, floor=60),
)
