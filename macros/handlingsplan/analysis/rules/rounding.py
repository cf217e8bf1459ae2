"""How far rounded numbers can lead a sum astray (*avrundning*), and how likely that is.

A number written with one decimal is anywhere within half a tenth of what it was. A sum of such numbers may
therefore differ from the total that a source states, but not by more than all halves together; and large
differences, though possible, are rare: the errors mostly even out.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from math import comb, erfc, factorial, sqrt

from handlingsplan.text.quantities import Quantity

#: Above this many rows the sum of their errors is a normal distribution for every purpose.
_EXACT = 100
_SECONDS_A_CLOCK_LEAVES_OUT = Fraction(1, 120)


def half(quantity: Quantity) -> Fraction:
    """Give half a unit of the last digit that was written; of `601:45`, half a minute."""
    if quantity.in_clock:
        return _SECONDS_A_CLOCK_LEAVES_OUT
    return Fraction(quantity.unit.size, 2 * 10**quantity.decimals)


def within_rounding(deviation: Fraction, total: Quantity, rows: Sequence[Quantity]) -> bool:
    """Whether rounding of the rows and the total can explain a deviation."""
    return abs(deviation) <= half(total) + sum(map(half, rows))


def likelihood(deviation: Fraction, total: Quantity, rows: Sequence[Quantity]) -> Fraction:
    """Give how often rounding makes a deviation at least this large.

    Each row's error is uniform. The stated total is the rounded exact one, so that it differs from the sum of
    the rows by k of its last digits when their errors add up to more than k − ½ of them.
    """
    halves = [half(each) for each in rows]
    reach = abs(deviation) - half(total)
    if reach <= 0:
        return Fraction(1)
    if len(halves) <= _EXACT and len(set(halves)) == 1:
        return _beyond(reach / (2 * halves[0]), len(halves))
    variance = sum(each * each for each in halves) / 3
    return Fraction(erfc(float(reach) / sqrt(2 * variance))) if variance else Fraction(0)


def _beyond(reach: Fraction, count: int) -> Fraction:
    """Give the probability that `count` errors, uniform on ±½, add up to more than `reach` either way.

    By the distribution of such sums (Irwin–Hall), exactly.
    """
    start = Fraction(count, 2) - reach
    if start <= 0:
        return Fraction(0)
    terms = ((-1) ** k * comb(count, k) * (start - k) ** count for k in range(int(start) + 1))
    return 2 * sum(terms, Fraction(0)) / factorial(count)
