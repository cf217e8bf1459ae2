"""CSV files that a spreadsheet opens as Swedish, and never runs."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from unicodedata import category, normalize

from handlingsplan.text.numbers import MINUS, NO_BREAK_SPACE
from handlingsplan.text.quantities import Quantity, Unit

# What begins a formula. Full width, small and raised forms of them count too: NFKC makes them these.
_SIGNS = frozenset("=+-@")
# What a cell begins after, besides our semicolon: Excel takes the separator from the country's settings, and one that
# looks for commas does not see that a cell stands in quotation marks.
_SEPARATORS = frozenset(",\t\r\n")
# What some programs take away first, or do not show, besides spaces and all that Unicode calls control and format.
_UNSEEN = frozenset("\"'\u034f\u115f\u1160\u2800\u3164\uffa0")
_END = "\r\n"
#: Tells Excel that the file is UTF-8.
_BYTE_ORDER_MARK = "\ufeff"


def csv_line(cells: Sequence[str]) -> str:
    """Give cells as one line without its end. They are texts: see `number_cell` for numbers."""
    file = io.StringIO()
    # Python quotes a line end inside a cell only when the line itself ends with one.
    csv.writer(file, delimiter=";", lineterminator=_END).writerow(cells)
    return file.getvalue().removesuffix(_END)


def csv_bytes(lines: Iterable[str]) -> bytes:
    """Give lines as a file."""
    return (_BYTE_ORDER_MARK + "".join(f"{line}{_END}" for line in lines)).encode("utf-8")


def number_cell(quantity: Quantity, unit: Unit | None = None) -> str:
    """Write a number as a spreadsheet reads it."""
    return quantity.number(unit).replace(MINUS, "-").replace(NO_BREAK_SPACE, "")


def text_cell(text: str) -> str:
    """Keep a text from being run as a formula, whatever separates the cells: an apostrophe stands before its sign.

    A lone dash is no formula. The rule is OWASP's (CSV Injection), and the only one: the script of the register takes
    the lines that were made here.
    """
    if len(text) < 2:
        return text
    parts, begun = [], 0
    for start in _beginnings(text):
        if _is_formula(text, start):
            parts.append(text[begun:start])
            begun = start
    return "'".join([*parts, text[begun:]])


def _beginnings(text: str) -> Iterator[int]:
    """Give the places where a cell could begin."""
    yield 0
    yield from (place for place, sign in enumerate(text, 1) if sign in _SEPARATORS and place < len(text))


def _is_formula(text: str, start: int) -> bool:
    """Say whether a spreadsheet could see a formula, or (at the beginning of a text) a cell of its own."""
    if start == 0 and text[0] in "\t\r\n":
        return True
    for place in range(start, len(text)):
        if text[place] in _SEPARATORS and place > start:
            return False  # another beginning, which is looked at by itself
        if not _is_unseen(text[place]):
            return normalize("NFKC", text[place])[:1] in _SIGNS
    return False


@cache
def _is_unseen(character: str) -> bool:
    return character in _UNSEEN or category(character)[0] in "CZ" or "\ufe00" <= character <= "\ufe0f"
