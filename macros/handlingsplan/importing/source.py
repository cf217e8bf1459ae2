"""What is asked for: a file, what it is, and where it goes; and the file as a sheet."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from .comma_separated import read_comma_separated
from .kinds import Kind
from .pseudonyms import LABEL
from .sheet import MAX_FILE_BYTES, RefusedError, Sheet
from .targets import Target
from .workbooks import read_workbook


@dataclass(frozen=True, slots=True)
class Request:
    """One import. The key is where pseudonyms are kept; None means that codes stay as they are."""

    file: Path
    kind: Kind
    target: Target
    root: Path
    sheet: str | None = None
    day: date | None = None
    key: Path | None = None

    def has_labels(self, table: str) -> bool:
        """Whether a table has pseudonyms for keys."""
        return re.search(rf"^\"?{LABEL.pattern}\"?;", table, re.MULTILINE) is not None


def read_sheet(request: Request) -> Sheet:
    """Read the file. Raises RefusedError, OSError."""
    file = request.file
    size = file.stat().st_size
    if size > MAX_FILE_BYTES:
        shown = f"{size / 1_000_000:.1f}".replace(".", ",")
        raise RefusedError(f"filen är {shown} MB; högst {MAX_FILE_BYTES // 1_000_000} MB läses")
    data = file.read_bytes()
    if file.suffix.lower() not in (".csv", ".txt", ".tsv"):
        return read_workbook(file.name, data, request.sheet)
    if request.sheet is not None:
        raise RefusedError("en CSV-fil har inga blad; ta bort --sheet")
    if data.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        raise RefusedError("filen heter CSV men är en arbetsbok; ge den rätt namn")
    return read_comma_separated(file.name, data)
