"""Numbers as exports write them: `1 239,5`, `1.239,5`, `1,239.5`, `(1 239)`, `−0,6`.

A number like `1.239` can be read in two ways. What the sheet's other numbers look like decides; when
they do not, nobody can know.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from .sheet import Number

_SPACES = " \u00a0\u2007\u2009\u202f"
_SPACE = f"[{_SPACES}]"
_MINUS = "-\u2212\u2013"
_SIGNED = re.compile(rf"([{_MINUS}+])?(.*?)([{_MINUS}])?")
_BRACKETED = re.compile(r"\((.*)\)")
_SPACED = re.compile(rf"([0-9]{{1,3}}(?:{_SPACE}[0-9]{{3}})+|[0-9]+)(?:([.,])([0-9]+))?")
_GROUPED = re.compile(r"([0-9]{1,3}(?:([.,])[0-9]{3})(?:\2[0-9]{3})*)(?:([.,])([0-9]+))?")
_MAX_DIGITS = 18
_MARKS = ",."

#: What a text means, by the character that begins the decimals. One that means the same either way has both.
Meanings = Mapping[str, Number]


def meanings(text: str) -> Meanings:
    """Give what a text can mean as a number; nothing when it is none."""
    body = text.strip()
    percent = body.endswith("%")
    bare, negative = _without_sign(body.removesuffix("%").strip())
    if bare is None or sum(character.isdigit() for character in bare) > _MAX_DIGITS:
        return {}
    found: dict[str, Number] = {}
    for whole, mark, decimals in _readings(bare):
        digits = re.sub(r"[^0-9]", "", whole)
        value = Fraction(int(digits + decimals), 10 ** len(decimals))
        for each in mark:
            found.setdefault(each, Number(-value if negative else value, len(decimals), percent))
    return found


def _without_sign(body: str) -> tuple[str | None, bool]:
    """Take away the sign; None when there is more than one."""
    bracketed = _BRACKETED.fullmatch(body)
    match = _SIGNED.fullmatch(bracketed.group(1).strip() if bracketed else body)
    if match is None:
        return None, False
    before, rest, after = match.groups()
    if bool(before) + bool(after) + bool(bracketed) > 1:
        return None, False
    return rest.strip(_SPACES), bool(bracketed or after or (before and before in _MINUS))


def _readings(body: str) -> Iterable[tuple[str, str, str]]:
    """Give the whole part, the marks that give this reading, and the decimals."""
    if match := _SPACED.fullmatch(body):
        whole, mark, decimals = match.groups()
        yield whole, mark or _MARKS, decimals or ""
    if (match := _GROUPED.fullmatch(body)) and not body.startswith("0"):
        whole, group, mark, decimals = match.groups()
        if mark != group:
            yield whole, mark or _other(group), decimals or ""


def _other(mark: str) -> str:
    return _MARKS.replace(mark, "")


def decimal_mark(texts: Iterable[str]) -> str:
    """Tell which mark begins the decimals in these texts; empty when nothing tells, or they differ."""
    found = {next(iter(each)) for each in map(meanings, texts) if len(each) == 1}
    return found.pop() if len(found) == 1 else ""


def chosen(text: str, mark: str) -> Number | None:
    """Give the number that a text means in a sheet with this mark. Raises ValueError when it is open."""
    found = meanings(text)
    if not found:
        return None
    if len(set(found.values())) == 1:
        return next(iter(found.values()))
    if mark:
        return found[mark]
    ways = " eller ".join(NumberStyle().text(found[each]) for each in _MARKS)
    raise ValueError(f"«{text.strip()}» kan betyda {ways}; inget annat tal i bladet visar vilket")


@dataclass(frozen=True, slots=True)
class NumberStyle:
    """How a file writes its numbers."""

    group: str = " "
    minus: str = "-"

    def text(self, number: Number, least_decimals: int = 0) -> str:
        """Write a number with its decimals, and zeros up to the least decimals."""
        decimals = max(number.decimals, least_decimals)
        scaled = abs(number.value) * 10**decimals
        digits = str(scaled.numerator // scaled.denominator).rjust(decimals + 1, "0")
        whole = f"{int(digits[: len(digits) - decimals]):,}".replace(",", self.group)
        sign = self.minus if number.value < 0 else ""
        return f"{sign}{whole},{digits[len(digits) - decimals :]}" if decimals else f"{sign}{whole}"
