"""One import from beginning to end: the export is read, the dataset's files are made, checked and written."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from handlingsplan.reading.decoding import MAX_BYTES
from handlingsplan.reading.tree import UnreadableError
from handlingsplan.sources.worktree import WorkTree
from handlingsplan.text.words import nfc, plural

from .exports import Export, read_export
from .plan_changes import Existing, Planned, planned_dataset, problems_of
from .pseudonyms import codes_of, pseudonymised, read_key, refuse_key_place, with_labels, write_key
from .sheet import RefusedError, Sheet
from .source import Request, read_sheet
from .writing import write_files


@dataclass(slots=True)
class Imported:
    """What came of an import. With problems, nothing was written."""

    problems: list[str] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)
    changes: list[str] = field(default_factory=list)


def import_data(request: Request) -> Imported:
    """Import a file into data/, or say everything that is wrong. Raises OSError."""
    try:
        sheet = read_sheet(request)
    except RefusedError as fault:
        return Imported([fault.said(request.file.name)])
    export, problems = read_export(sheet, request.kind)
    if export is None:
        return Imported(list(map(str, problems)))
    try:
        return _into_dataset(request, export, sheet)
    except RefusedError as fault:
        return Imported(str(fault).split("\n"))


def _into_dataset(request: Request, export: Export, sheet: Sheet) -> Imported:
    labels: dict[str, str] = {}
    if request.key is not None:
        labels = _labels(request, export)
        export = pseudonymised(export, labels)
    existing = _existing(request)
    planned, problems = planned_dataset(request, export, sheet, existing)
    if planned is None:
        return Imported(list(map(str, problems)))
    if faults := problems_of(planned, existing, request.target.name):
        return Imported(list(map(str, faults)))
    if request.key is not None:
        write_key(request.key.expanduser(), labels)
    _write(request, planned, existing)
    notices = [*export.notices, *planned.notices]
    return Imported([], notices, list(_told(planned, existing)))


def _labels(request: Request, export: Export) -> dict[str, str]:
    """Give the key, complete for this export. Raises RefusedError."""
    if request.key is None:
        return {}
    try:
        refuse_key_place(request.key, request.root)
        return with_labels(read_key(request.key.expanduser()), codes_of(export))
    except RefusedError as fault:
        raise RefusedError(f"{request.key}: {fault}") from fault


def _existing(request: Request) -> Existing:
    """Read the files that stand there. Raises RefusedError."""
    descriptor, table = f"{request.target.path}.yml", f"{request.target.path}.csv"
    return Existing(descriptor, table, _text(request, descriptor), _text(request, table))


def _text(request: Request, path: str) -> str | None:
    """Read a file with the line ends and the marks it has; None when it is not there."""
    target = request.root.resolve() / path
    if not target.exists() and not target.is_symlink():
        return None
    try:
        data = WorkTree(request.root).read(path)
        if len(data) > MAX_BYTES:
            raise RefusedError(f"{path}: filen är för stor")
        return data.decode()
    except (UnreadableError, UnicodeDecodeError) as fault:
        said = "filen är inte UTF-8; spara den som UTF-8" if isinstance(fault, UnicodeDecodeError) else str(fault)
        raise RefusedError(f"{path}: {said}") from fault


def _write(request: Request, planned: Planned, existing: Existing) -> None:
    """Write the files that change."""
    folder, _, name = request.target.path.rpartition("/")
    texts = {}
    if planned.table != existing.table:
        texts[f"{name}.csv"] = planned.table
    if planned.descriptor != existing.descriptor:
        texts[f"{name}.yml"] = planned.descriptor
    if texts:
        write_files(request.root, folder, texts)


def _told(planned: Planned, existing: Existing) -> Iterator[str]:
    """Say what was done, a line for each file and each row that is gone."""
    changes = planned.changes
    if existing.table is None:
        yield f"Skapade {existing.table_path} med {plural(len(changes.added), 'rad', 'rader')}"
        yield f"Skapade {existing.descriptor_path}"
        return
    for key in changes.removed:
        yield f"Tog bort raden «{nfc(key)}», som inte finns i exporten"
    if planned.table != existing.table:
        counts = [
            plural(changes.cells, "ändrad cell", "ändrade celler") if changes.cells else "",
            plural(len(changes.added), "ny rad", "nya rader") if changes.added else "",
            plural(len(changes.removed), "borttagen rad", "borttagna rader") if changes.removed else "",
        ]
        yield f"Ändrade {existing.table_path}: {', '.join(filter(None, counts)) or 'kolumner'}"
    if planned.descriptor != existing.descriptor:
        yield f"Ändrade {existing.descriptor_path}"
    if (planned.table, planned.descriptor) == (existing.table, existing.descriptor):
        yield "Inget har ändrats."
