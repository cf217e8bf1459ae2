"""The values of an existing descriptor that an import changes: selection, day, and what the source states."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from handlingsplan.model.dataset import Column, Descriptor, StatedRow
from handlingsplan.reading.decoding import decode
from handlingsplan.reading.table import read_cell
from handlingsplan.reading.validation import read_model
from handlingsplan.text.quantities import Quantity
from handlingsplan.text.vocabulary import swedish

from .descriptor_text import DescriptorFacts, Replacement, StatedValues, edited_descriptor, number_word, stated_lines
from .exports import Export
from .notations import NumberStyle
from .sheet import Number, RefusedError


@dataclass(slots=True)
class _Update:
    """The changes of a text, and the descriptor that it is to become."""

    expected: Descriptor
    replacements: list[Replacement] = field(default_factory=list)

    def set(self, name: str, value: object, text: str) -> None:
        """Change a field of the file."""
        self.expected = self.expected.model_copy(update={name: value})
        after = tuple(map(swedish, ("selection", "source", "title")))
        self.replacements.append(Replacement((swedish(name),), text, after))


def updated_descriptor(path: str, text: str, descriptor: Descriptor, facts: DescriptorFacts, export: Export) -> str:
    """Give the text with changed values, and every other character as it was. Raises RefusedError."""
    update = _Update(descriptor)
    if facts.selection and facts.selection.split() != descriptor.selection.split():
        update.set("selection", facts.selection, _quoted(facts.selection))
    if facts.day and facts.day != descriptor.extraction_date:
        update.set("extraction_date", facts.day, facts.day.isoformat())
    _update_stated(update, [*facts.stated, *_restated(descriptor, export)])
    if not update.replacements:
        return text
    edited = edited_descriptor(text, update.replacements)
    written, _, _ = read_model(Descriptor, path, decode(path, edited.encode())[0])
    if written != update.expected:
        names = sorted({str(each.location[0]) for each in update.replacements})
        raise RefusedError(
            f"{path}: filen är skriven så att {' och '.join(names)} inte kan ändras här; "
            "skriv fälten under varandra, utan klamrar, & och *"
        )
    return edited


def _restated(descriptor: Descriptor, export: Export) -> Iterator[StatedValues]:
    """Give what the source now states in the rows and computed columns that the file states."""
    rows = {row.key: row for row in export.rows}
    for stated in descriptor.stated:
        row = rows.get(stated.row)
        if not stated.is_total and row:
            names = [name for name in stated.values if name in descriptor.columns and name in row.figures]
            computed = [name for name in names if descriptor.columns[name].difference]
            yield StatedValues(stated.row, False, {name: row.figures[name] for name in computed})


def _update_stated(update: _Update, facts: list[StatedValues]) -> None:
    stated = list(update.expected.stated)
    known = {(row.row, row.is_total): index for index, row in enumerate(stated)}
    added: list[StatedValues] = []
    for fact in facts:
        index = known.get((fact.row, fact.is_total))
        if index is None:
            known[fact.row, fact.is_total] = -1
            added.append(fact)
        elif index >= 0:
            stated[index] = _restate(update, index, stated[index], fact)
    key = swedish("stated")
    if added and stated:
        for number, fact in enumerate(added, start=len(stated)):
            update.replacements.append(Replacement((key, number), "\n".join(stated_lines(fact, ""))))
    elif added:
        lines = [line for fact in added for line in stated_lines(fact, "  ")]
        update.replacements.append(Replacement((key,), "\n" + "\n".join(lines)))
    new = [StatedRow.model_validate(_as_data(fact)) for fact in added]
    update.expected = update.expected.model_copy(update={"stated": (*stated, *new)})


def _restate(update: _Update, index: int, row: StatedRow, fact: StatedValues) -> StatedRow:
    """Change the values of one row that differ."""
    values = dict(row.values)
    for name, number in fact.values.items():
        if not _is_same(values.get(name), number, update.expected.columns.get(name)):
            values[name] = NumberStyle().text(number)
            location = (swedish("stated"), index, swedish("values"), name)
            update.replacements.append(Replacement(location, number_word(number)))
    return row.model_copy(update={"values": values})


def _is_same(text: str | None, number: Number, column: Column | None) -> bool:
    unit = column.unit.measure if column else None
    try:
        cell = read_cell(text or "", column)
    except ValueError:
        return False
    return isinstance(cell, Quantity) and unit is not None and cell.value == number.value * unit.size


def _as_data(fact: StatedValues) -> Mapping[str, object]:
    return {
        swedish("row"): fact.row,
        swedish("is_total"): "ja" if fact.is_total else "nej",
        swedish("values"): {name: NumberStyle().text(number) for name, number in fact.values.items()},
    }


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
