"""A dataset's descriptor: a new one, and an existing one with only the changed values exchanged.

An existing file is edited as text, so that comments, order and layout stay as somebody wrote them. What is written
is read again afterwards and held against what it should say (see `importing.plan_changes`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

import yaml

from handlingsplan.creating.drafts import yaml_word
from handlingsplan.text.vocabulary import swedish
from handlingsplan.text.words import nfc

from .deviations import Difference
from .exports import Export, ExportRow
from .kinds import Kind
from .notations import NumberStyle
from .sheet import Number

_YEAR = re.compile(r"\b(?:19|20)\d{2}\b")
_AND_OTHERS = re.compile(r",\s*\w{1,4}$")
PSEUDONYMS_REASON = "Koderna är utbytta mot pseudonymer, och nyckeln till dem finns inte här."


@dataclass(frozen=True, slots=True)
class StatedValues:
    """What the source states for a row or a total, by column."""

    row: str
    is_total: bool
    values: Mapping[str, Number]


@dataclass(frozen=True, slots=True)
class DescriptorFacts:
    """What an import says of a dataset."""

    selection: str
    day: date | None
    stated: tuple[StatedValues, ...]


def facts_of(export: Export, differences: Mapping[str, Difference], day: date | None) -> DescriptorFacts:
    """Give what an export says: its selection, its total, and deviations that it states otherwise than computed."""
    stated = [StatedValues(export.total.label, True, export.total.figures)] if export.total else []
    differing: dict[str, tuple[ExportRow, dict[str, Number]]] = {}
    for name, difference in differences.items():
        for row in difference.differing:
            if name in row.figures:
                differing.setdefault(row.key, (row, {}))[1][name] = row.figures[name]
    stated += [StatedValues(key, False, values) for key, (_, values) in differing.items()]
    return DescriptorFacts(export.titles.selection, day or export.titles.day, tuple(stated))


def new_descriptor(
    kind: Kind, export: Export, differences: Mapping[str, Difference], facts: DescriptorFacts, *, labelled: bool
) -> str:
    """Give the text of a new descriptor."""
    return "".join(f"{line}\n" for line in _lines(kind, export, differences, facts, labelled=labelled))


def _lines(
    kind: Kind, export: Export, differences: Mapping[str, Difference], facts: DescriptorFacts, *, labelled: bool
) -> Iterator[str]:
    yield f"{swedish('title')}: {yaml_word(_title(kind, export))}"
    yield f"{swedish('source')}: {kind.source}"
    if facts.selection:
        yield f"{swedish('selection')}: {yaml_word(facts.selection)}"
    if facts.day:
        yield f"{swedish('extraction_date')}: {facts.day}"
    yield f"{swedish('sign_convention')}: {kind.sign_convention}"
    yield f"{swedish('key')}: {kind.key}"
    if kind.person_bound:
        yield f"{swedish('person_bound')}: ja"
    if kind.person_bound and labelled:
        yield f"{swedish('person_bound_reason')}: {PSEUDONYMS_REASON}"
    yield f"{swedish('columns')}:"
    yield f"  {kind.key}: text"
    yield f"  {kind.label}: {{{swedish('unit')}: text, {swedish('heading')}: {kind.label_heading}}}"
    for column in export.columns:
        yield from _column_lines(column.name, str(column.unit or kind.unit), differences.get(column.name))
    if facts.stated:
        yield f"{swedish('stated')}:"
        for row in facts.stated:
            yield from stated_lines(row, "  ")


def _title(kind: Kind, export: Export) -> str:
    """Make a title of the year and the cost centre that the export names."""
    outcome = [column.name for column in export.columns if kind.figure(column.name) == kind.required[-1]]
    year = max((year for name in outcome for year in _YEAR.findall(name)), default="")
    whose = _AND_OTHERS.sub("", export.titles.part("Ansvar"))
    return " ".join(each for each in (kind.title, year, f"för {whose}" if whose else "") if each)


def _column_lines(name: str, unit: str, difference: Difference | None) -> Iterator[str]:
    if difference is None:
        yield f"  {yaml_word(name)}: {unit}"
    else:
        yield f"  {yaml_word(name)}:"
        yield f"    {swedish('unit')}: {unit}"
        pair = f"{_in_list(difference.first)}, {_in_list(difference.second)}"
        yield f"    {swedish('difference')}: [{pair}]"


def _in_list(text: str) -> str:
    """Write a text inside […], where commas and brackets need quotes."""
    return _double_quoted(text) if re.search(r"[,\[\]{}]", text) else yaml_word(text)


def stated_lines(row: StatedValues, indent: str) -> Iterator[str]:
    """Give the lines of one entry of *uppgivet*."""
    yield f"{indent}- {swedish('row')}: {yaml_word(row.row)}"
    if row.is_total:
        yield f"{indent}  {swedish('is_total')}: ja"
    yield f"{indent}  {swedish('values')}:"
    for name, number in row.values.items():
        yield f"{indent}    {yaml_word(name)}: {number_word(number)}"


def number_word(number: Number) -> str:
    """Write a number as a value, in quotes as numbers with a comma are."""
    return f'"{NumberStyle().text(number)}"'


def _double_quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


@dataclass(frozen=True, slots=True)
class _Edit:
    """A piece of the text, from start to end, and what stands there instead."""

    start: int
    end: int
    text: str
    depth: int = 0


@dataclass(frozen=True, slots=True)
class Replacement:
    """A value at a location, or a new one below a block: what it is to be, written as YAML.

    A new one comes last in its block, or behind the first field of `after` that there is.
    """

    location: tuple[str | int, ...]
    text: str
    after: tuple[str, ...] = ()


def edited_descriptor(text: str, replacements: list[Replacement]) -> str:
    """Give the text with values exchanged or added. A value below what is no block is left out; see above."""
    mark = "\ufeff" if text.startswith("\ufeff") else ""
    body = text.removeprefix(mark)
    root = yaml.compose(body, Loader=yaml.CSafeLoader)
    newline = "\r\n" if "\r\n" in body else "\n"
    edits = [edit for each in replacements if (edit := _edit(body, root, each))]
    # From the end of the text. At one place, what belongs to the inner block stands first, and so is put in last.
    edits.sort(key=lambda each: (each.start, -each.depth))
    for edit in edits[::-1]:
        body = body[: edit.start] + edit.text.replace("\n", newline) + body[edit.end :]
    return mark + body


def _edit(text: str, root: yaml.Node | None, replacement: Replacement) -> _Edit | None:
    *above, last = replacement.location
    block = root
    for part in above:
        block = _child(block, part)
    value = _child(block, last)
    if value is not None:
        start, end = value.start_mark.index, _end(text, value)
        return _Edit(start, end, replacement.text) if end > start else _Edit(start, start, f" {replacement.text}")
    if not isinstance(block, yaml.CollectionNode) or block.flow_style or not block.value:
        return None
    added = replacement.text if isinstance(last, int) else f"{yaml_word(last)}: {replacement.text}"
    indent = "\n" + " " * block.start_mark.column
    before = next((each for name in replacement.after if (each := _child(block, name))), block)
    end = _end(text, before)
    comment = re.compile(r"[ \t]+#[^\r\n]*").match(text, end)
    end = comment.end() if comment else end
    return _Edit(end, end, indent + added.replace(": \n", ":\n").replace("\n", indent), len(above))


def _child(block: yaml.Node | None, part: str | int) -> yaml.Node | None:
    if isinstance(block, yaml.MappingNode):
        return next((value for key, value in block.value if nfc(key.value).strip() == part), None)
    if isinstance(block, yaml.SequenceNode) and isinstance(part, int) and part < len(block.value):
        return block.value[part]  # type: ignore[no-any-return]
    return None


def _end(text: str, node: yaml.Node) -> int:
    """Give where a value ends. A block's own mark stands after the blank lines and comments that follow it."""
    if isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
        last = node.value[-1]
        return _end(text, last[1] if isinstance(last, tuple) else last)
    start = node.start_mark.index
    return start + len(text[start : node.end_mark.index].rstrip())
