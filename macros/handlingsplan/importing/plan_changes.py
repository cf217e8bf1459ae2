"""What an import makes of a dataset: the texts of its two files, and what is to be told. Nothing is written here."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from handlingsplan.model.archive import DatasetDocument
from handlingsplan.model.dataset import Column, ColumnUnit, Descriptor
from handlingsplan.reading.decoding import decode
from handlingsplan.reading.stated import with_stated
from handlingsplan.reading.table import key_columns, read_table
from handlingsplan.reading.validation import read_model
from handlingsplan.text.places import Problem
from handlingsplan.text.words import listed, plural

from .descriptor_text import facts_of, new_descriptor
from .descriptor_update import updated_descriptor
from .deviations import Difference, find_differences, is_computed, known_difference
from .exports import Export
from .kinds import Kind
from .notations import NumberStyle
from .sheet import Number, RefusedError, Sheet, SheetProblem
from .source import Request
from .table_text import NewRow, TableChanges, edited_table, new_table


@dataclass(frozen=True, slots=True)
class Existing:
    """A dataset's files as they stand, line ends and all; None for a file that is not there."""

    descriptor_path: str
    table_path: str
    descriptor: str | None = None
    table: str | None = None


@dataclass(slots=True)
class Planned:
    """The new texts, and what to tell about them."""

    descriptor: str
    table: str
    notices: list[str] = field(default_factory=list)
    changes: TableChanges = field(default_factory=TableChanges)


def planned_dataset(
    request: Request, export: Export, sheet: Sheet, existing: Existing
) -> tuple[Planned | None, list[SheetProblem]]:
    """Make or change a dataset; none, and why, when the export does not fit it. Raises RefusedError."""
    if existing.descriptor is None and existing.table is None:
        return _new_dataset(request, export, sheet), []
    return _changed_dataset(request, export, sheet, existing)


def _new_dataset(request: Request, export: Export, sheet: Sheet) -> Planned:
    """Make a dataset that is not there yet."""
    kind = request.kind
    found = find_differences(export, kind)
    differences = {name: each for name, each in found.items() if is_computed(export, name, each)}
    facts = facts_of(export, differences, request.day)
    rows = [_new_row(kind, export, each, differences) for each in range(len(export.rows))]
    headers = list(rows[0].cells)
    planned = Planned(
        new_descriptor(kind, export, differences, facts, labelled=request.key is not None), new_table(headers, rows)
    )
    planned.notices += _unit_notice(export, kind)
    for name, difference in found.items():
        planned.notices += _difference_notices(export, sheet, name, difference, kept=name in differences)
    planned.changes.added += [row.key for row in rows]
    planned.notices += _label_notices(request)
    return planned


def _changed_dataset(
    request: Request, export: Export, sheet: Sheet, existing: Existing
) -> tuple[Planned | None, list[SheetProblem]]:
    """Change a dataset that is there; none, and why, when the export does not fit it. Raises RefusedError."""
    descriptor, table = _read_existing(existing)
    _check_existing(descriptor, existing, request, table)
    if problems := sorted(
        _misfits(export, sheet, descriptor, existing.descriptor_path), key=lambda each: each.column
    ):
        return None, problems
    columns = {column.name: descriptor.columns[column.name] for column in export.columns}
    differences = {
        name: known_difference(export, name, column.difference)
        for name, column in columns.items()
        if column.difference is not None
    }
    facts = facts_of(export, differences, request.day)
    rows = [_new_row(request.kind, export, each, differences, descriptor) for each in range(len(export.rows))]
    try:
        text, changes = edited_table(table, request.kind.key, descriptor.columns, rows)
    except RefusedError as fault:
        raise RefusedError(f"{existing.table_path}: {fault}") from fault
    edited = updated_descriptor(existing.descriptor_path, existing.descriptor or "", descriptor, facts, export)
    planned = Planned(edited, text, changes=changes)
    for name, difference in differences.items():
        planned.notices += _difference_notices(export, sheet, name, difference, kept=True)
    if changes.added:
        planned.notices += _label_notices(request)
    if request.key is not None and not request.has_labels(table):
        planned.notices.append(
            "koderna som stod här förut finns kvar i historiken; be den som förvaltar förvaret om hjälp"
        )
    if facts.day is None and descriptor.extraction_date and (text, edited) != (table, existing.descriptor):
        day = descriptor.extraction_date
        planned.notices.append(f"uttagsdatum är fortfarande {day}; ange den nya dagen med --extraction-date")
    return planned, []


def problems_of(planned: Planned, existing: Existing, name: str) -> list[Problem]:
    """Read what is to be written as it will be read."""
    text, refused = decode(existing.descriptor_path, planned.descriptor.encode())
    descriptor, source, problems = read_model(Descriptor, existing.descriptor_path, text)
    if refused or descriptor is None:
        return refused or problems
    dataset, faults = read_table(existing.table_path, planned.table.encode(), name, descriptor, source)
    return [*faults, *with_stated(DatasetDocument(dataset, source))[1]]


def _new_row(
    kind: Kind,
    export: Export,
    number: int,
    differences: Mapping[str, Difference],
    descriptor: Descriptor | None = None,
) -> NewRow:
    """Give a row with all its cells but those that are computed."""
    row = export.rows[number]
    names = {kind.key: row.key, kind.label: row.label}
    kept = {name: text for name, text in names.items() if descriptor is None or name in descriptor.columns}
    figures = {each.name: row.figures.get(each.name) for each in export.columns if each.name not in differences}
    return NewRow(row.key, {**kept, **figures})


def _read_existing(existing: Existing) -> tuple[Descriptor, str]:
    """Read the descriptor that is there. Raises RefusedError."""
    if existing.descriptor is None or existing.table is None:
        missing, other = existing.descriptor_path, existing.table_path
        if existing.table is None:
            missing, other = other, missing
        raise RefusedError(f"{missing} saknas, men {other} finns; ta bort den, eller importera till ett annat namn")
    text, refused = decode(existing.descriptor_path, existing.descriptor.encode())
    descriptor, _, problems = read_model(Descriptor, existing.descriptor_path, text)
    if refused or descriptor is None:
        raise RefusedError("\n".join(map(str, refused or problems)))
    return descriptor, existing.table


def _check_existing(descriptor: Descriptor, existing: Existing, request: Request, table: str) -> None:
    path, kind = existing.descriptor_path, request.kind
    if descriptor.drawn_from:
        raise RefusedError(f"{path}: datamängden är ett urval ur andra; importera till dem i stället")
    if key_columns(descriptor) != (kind.key,):
        named = listed(f"«{name}»" for name in key_columns(descriptor))
        raise RefusedError(f"{path}: nyckeln är {named} men ska vara «{kind.key}» för {kind.name}")
    if request.key is None and request.has_labels(table):
        raise RefusedError(f"{existing.table_path}: raderna har pseudonymer; importera med --pseudonymise")


def _misfits(export: Export, sheet: Sheet, descriptor: Descriptor, path: str) -> Iterator[SheetProblem]:
    """Give what the descriptor and the export do not agree on."""
    names = {column.name for column in export.columns}
    top = min(column.row for column in export.columns)
    for name, described in descriptor.columns.items():
        if name not in names and described.unit.measure is not None and described.difference is None:
            yield sheet.problem(top, 0, f"kolumnen «{name}» saknas; den finns i {path}")
    for column in export.columns:
        known = descriptor.columns.get(column.name)
        if fault := _misfit(known, column.unit, column.name, path):
            yield sheet.problem(column.row, column.index, fault)
    for stated in descriptor.stated:
        if stated.is_total and (export.total is None or export.total.label != stated.row):
            yield sheet.problem(top, 0, f"summaraden «{stated.row}» saknas; den finns i {path}")


def _misfit(known: Column | None, unit: ColumnUnit | None, name: str, path: str) -> str:
    if known is None:
        what = f"kolumnen «{name}» finns inte i {path}"
        return f"{what}; lägg till den under kolumner där, eller importera till ett nytt namn"
    if known.unit.measure is None or (unit is not None and unit is not known.unit):
        return f"kolumnen «{name}» har enheten {unit or 'tal'} men {known.unit} i {path}"
    return ""


def _label_notices(request: Request) -> Iterable[str]:
    if request.key is not None:
        yield f"bara koder har bytts ut; läs igenom {request.kind.label}, så att ingen person nämns där"


def _unit_notice(export: Export, kind: Kind) -> Iterable[str]:
    if all(column.unit is None for column in export.columns):
        yield f"filen säger inte vilken enhet beloppen har; de läses som {kind.unit}"


def _difference_notices(
    export: Export, sheet: Sheet, name: str, difference: Difference, *, kept: bool
) -> Iterator[str]:
    """Tell where a column of deviations is not what can be computed."""
    column = next(each for each in export.columns if each.name == name)
    style = NumberStyle()
    if not kept:
        count = plural(len(difference.differing), "rad", "rader")
        yield f"«{name}» är inte {difference.first} minus {difference.second} i {count}; den sparas som egen kolumn"
        return
    for row in difference.differing:
        first, second = row.figures.get(difference.first), row.figures.get(difference.second) or Number(0)  # type: ignore[arg-type]
        computed = style.text(_less(first, second)) if first else "tom"
        stated = style.text(row.figures[name]) if name in row.figures else "tom"
        where = sheet.address(row.row, column.index)
        yield f"{where}: «{name}» är {stated} i källan men {computed} om den räknas ut"


def _less(first: Number, second: Number) -> Number:
    return Number(first.value - second.value, max(first.decimals, second.decimals))
