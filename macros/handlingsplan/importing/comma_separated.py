"""A CSV file as a sheet: semicolons, tabs or commas; UTF-8, UTF-16 or Windows' own encoding."""

from __future__ import annotations

import csv
import io
import re

from handlingsplan.text.words import nfc

from .sheet import Cell, Fault, RefusedError, Sheet, refuse_size

_DELIMITERS = ";\t,"
_QUOTED = re.compile(r'"[^"]*"')
_SEPARATOR_LINE = re.compile(r"sep=(.)\n", re.IGNORECASE)
#: What spreadsheets show where a formula has failed, in English and Swedish.
_FAULT = re.compile(r"#(?:[A-ZÅÄÖ]+(?:/0)?[!?]|N/A|S[AÅ]KNAS!?|#+)")
_MAX_FIELD = 10_000


def read_comma_separated(file: str, data: bytes) -> Sheet:
    """Read a CSV file. Raises RefusedError."""
    text = _decoded(data)
    if match := _SEPARATOR_LINE.match(text):
        delimiter, text = match.group(1), "\n" + text[match.end() :]
    else:
        delimiter = _delimiter(text)
    rows: list[list[Cell]] = []
    try:
        for number, fields in enumerate(csv.reader(io.StringIO(text), delimiter=delimiter, strict=True)):
            filled = [index for index, field in enumerate(fields) if field.strip()]
            if filled:
                refuse_size(number, filled[-1])
                rows.extend([] for _ in range(number - len(rows)))
                rows.append([_cell(field) for field in fields])
    except (csv.Error, ValueError) as fault:
        message = f"citattecknen går inte ihop (rad {len(rows) + 1}); exportera filen på nytt"
        raise RefusedError(message) from fault
    return Sheet(file, "", rows)


def _decoded(data: bytes) -> str:
    """Decode the file; what is not Unicode is Windows-1252, as Excel writes it."""
    try:
        text = data.decode("utf-16" if data.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp1252", "replace")
    if "\0" in text or "\ufffd" in text:
        raise RefusedError("filen är ingen textfil; exportera den som CSV UTF-8")
    return nfc(text.replace("\r\n", "\n").replace("\r", "\n"))


def _delimiter(text: str) -> str:
    """Give the delimiter that is on most lines."""
    lines = [_QUOTED.sub("", line) for line in text.split("\n")]
    return max(_DELIMITERS, key=lambda each: sum(each in line for line in lines))


def _cell(field: str) -> Cell:
    if len(field) > _MAX_FIELD:
        return Fault("texten är orimligt lång")
    if _FAULT.fullmatch(field.strip()):
        return Fault(f"cellen har felvärdet {field.strip()}; rätta det i källan")
    return field if field.strip() else None
