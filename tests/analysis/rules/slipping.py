"""Slips of the keys: what people do to numbers and dates when they type them."""

from __future__ import annotations

import re
from random import Random


def random_at(seed: int) -> Random:
    """Give the random numbers of a seed: the same in every run."""
    return Random(seed)  # noqa: S311  (slips, not secrets)


def slipped(rng: Random, number: str) -> str:
    """Give a number with one digit changed or two exchanged, as they happen; never the same number."""
    positions = [index for index, character in enumerate(number) if character.isdigit()]
    while True:
        digits = list(number)
        if rng.random() < 0.3 and len(positions) > 1:
            index = rng.randrange(len(positions) - 1)
            first, second = positions[index], positions[index + 1]
            digits[first], digits[second] = digits[second], digits[first]
        else:
            position = rng.choice(positions)
            digits[position] = rng.choice("0123456789")
        result = "".join(digits)
        if result != number and not re.match(r"\D*0\d", result):
            return result


def grouped(number: int) -> str:
    """Write a whole number with spaces between thousands."""
    return f"{number:,}".replace(",", " ")


def decimal(tenths: int) -> str:
    """Write tenths with a decimal comma: 12395 is 1 239,5."""
    return f"{'-' if tenths < 0 else ''}{grouped(abs(tenths) // 10)},{abs(tenths) % 10}"


def negated(number: str) -> str:
    """Exchange plus and minus."""
    return number[1:] if number.startswith("-") else f"-{number}"
