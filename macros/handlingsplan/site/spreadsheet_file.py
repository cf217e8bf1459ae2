"""CSV files that a spreadsheet opens as Swedish, and never runs."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from handlingsplan.text.numbers import MINUS, NO_BREAK_SPACE
from handlingsplan.text.quantities import Quantity, Unit

#: What a spreadsheet would take for the beginning of a formula.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
#: Tells Excel that the file is UTF-8.
_BYTE_ORDER_MARK = "\ufeff"


def csv_line(cells: Sequence[str]) -> str:
    """Give cells as one line without its end. They are texts: see `number_cell` for numbers."""
    file = io.StringIO()
    csv.writer(file, delimiter=";", lineterminator="").writerow(cells)
    return file.getvalue()


def csv_bytes(lines: Iterable[str]) -> bytes:
    """Give lines as a file."""
    return (_BYTE_ORDER_MARK + "".join(f"{line}\r\n" for line in lines)).encode("utf-8")


def number_cell(quantity: Quantity, unit: Unit | None = None) -> str:
    """Write a number as a spreadsheet reads it."""
    return quantity.number(unit).replace(MINUS, "-").replace(NO_BREAK_SPACE, "")


def text_cell(text: str) -> str:
    """Keep a text from being run as a formula: a lone dash is no formula, anything longer gets an apostrophe."""
    return f"'{text}" if text.startswith(_FORMULA) and len(text) > 1 else text
