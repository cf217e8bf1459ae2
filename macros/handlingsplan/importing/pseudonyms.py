"""Local labels in place of codes that are persons. The key is kept outside the repository.

The labels are drawn at random, and the rows are put in order of the labels: neither tells the order of the codes.
"""

from __future__ import annotations

import csv
import io
import os
import re
import secrets
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from handlingsplan.text.words import sort_key

from .exports import Export, ExportRow
from .sheet import RefusedError

LABEL = re.compile(r"P-\d{2,}")
_HEADINGS = ["kod", "etikett"]
_CODE = re.compile(r"\S*\d\S*")
_LIKE_CODE = re.compile(r"(?<!\d)\d{4,}(?!\d)")
_YEAR = re.compile(r"(?:19|20)\d\d")


def refuse_key_place(key: Path, root: Path) -> None:
    """Refuse a key that is or would be under version control. Raises RefusedError."""
    real = key.expanduser().resolve()
    if real.is_relative_to(root.resolve()) or any((folder / ".git").exists() for folder in real.parents):
        raise RefusedError("nyckeln ligger i ett förvar, där alla kan läsa den; lägg den utanför med --key")


def read_key(key: Path) -> dict[str, str]:
    """Read a key; a file that is not there is an empty key. Raises RefusedError, OSError."""
    if not key.exists():
        return {}
    try:
        rows = list(csv.reader(io.StringIO(key.read_text(encoding="utf-8-sig")), delimiter=";", strict=True))
    except (UnicodeDecodeError, csv.Error) as fault:
        raise RefusedError(_BROKEN) from fault
    pairs = [row for row in rows[1:] if row]
    if not rows or rows[0] != _HEADINGS or any(len(row) != 2 or not LABEL.fullmatch(row[1]) for row in pairs):
        raise RefusedError(_BROKEN)
    known = {row[0]: row[1] for row in pairs}
    if len(known) < len(pairs) or len(set(known.values())) < len(pairs):
        raise RefusedError("nyckeln har samma kod eller etikett två gånger; rätta den")
    return known


_BROKEN = "filen är ingen nyckel: den ska ha kolumnerna kod;etikett; ange en annan fil med --key"


def with_labels(known: Mapping[str, str], codes: Iterable[str]) -> dict[str, str]:
    """Give the key with labels for new codes, in random order. A label is never given twice."""
    new = sorted(set(codes) - set(known))
    secrets.SystemRandom().shuffle(new)
    last = max((int(label[2:]) for label in known.values()), default=0)
    return {**known, **{code: f"P-{last + number:02}" for number, code in enumerate(new, start=1)}}


def write_key(key: Path, labels: Mapping[str, str]) -> None:
    """Write a key for its owner's eyes only, all of it or nothing. Raises OSError."""
    key.parent.mkdir(parents=True, exist_ok=True)
    text = io.StringIO()
    rows = csv.writer(text, delimiter=";", lineterminator="\n")
    rows.writerow(_HEADINGS)
    pairs = sorted(labels.items(), key=_by_label)
    rows.writerows(pairs)
    hidden = key.with_name(f".ny-{uuid.uuid4().hex[:8]}")
    try:
        with os.fdopen(os.open(hidden, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
            file.write(text.getvalue())
        hidden.replace(key)
    finally:
        hidden.unlink(missing_ok=True)


def _by_label(pair: tuple[str, str]) -> tuple[tuple[int, int], ...]:
    return sort_key(pair[1])


def codes_of(export: Export) -> list[str]:
    """Give the keys that are codes, and what looks like a code in the rows' names (a year does not)."""
    codes = [row.key for row in export.rows if _CODE.fullmatch(row.key)]
    return codes + [
        each for row in export.rows for each in _LIKE_CODE.findall(row.label) if not _YEAR.fullmatch(each)
    ]


def pseudonymised(export: Export, labels: Mapping[str, str]) -> Export:
    """Give the export with labels for codes, in the rows' names and the titles too, in order of the labels."""
    if not labels:
        return export
    longest_first = sorted(labels, key=len, reverse=True)
    pattern = re.compile(rf"(?<!\d)(?:{'|'.join(map(re.escape, longest_first))})(?!\d)")

    def exchanged(text: str) -> str:
        return pattern.sub(lambda match: labels[match.group()], text)

    def with_label(row: ExportRow) -> ExportRow:
        return replace(row, key=labels.get(row.key, row.key), label=exchanged(row.label))

    rows = sorted(map(with_label, export.rows), key=lambda row: sort_key(row.key))
    titles = replace(export.titles, selection=exchanged(export.titles.selection))
    return replace(export, rows=tuple(rows), titles=titles)
