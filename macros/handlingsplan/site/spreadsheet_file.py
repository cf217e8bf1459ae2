"""CSV files that a spreadsheet opens as Swedish, and never runs."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence

from handlingsplan.text.numbers import MINUS, NO_BREAK_SPACE
from handlingsplan.text.quantities import Quantity, Unit

# What a spreadsheet would take for the beginning of a formula, in full width too, and also after what some programs
# take away first: spaces, quotation marks and what does not show.
_FORMULA = re.compile("[\\s\"'\u200b-\u200f\u2060\ufeff]*+[=+@\uff1d\uff0b\uff0d\uff20-]|[\t\r\n]")
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
    """Keep a text from being run as a formula: a lone dash is no formula, anything longer gets an apostrophe."""
    return f"'{text}" if _FORMULA.match(text) and len(text) > 1 else text
