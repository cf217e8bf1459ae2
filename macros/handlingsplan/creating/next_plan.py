"""Next year's plan from this year's: the actions with their ids, names and texts, without what belonged to the year.

The file's text is edited, not written anew, so that comments, order and layout stay as the unit has them.
Afterwards the new text is read and held against what it should say; text that cannot be edited so safely
(for instance with references, & and *) is left to a person.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import yaml

from handlingsplan.model.plan import ActionStatus, Consultation, Plan, PlanStatus, StartingPosition
from handlingsplan.reading.decoding import decode
from handlingsplan.reading.tree import Tree, UnreadableError
from handlingsplan.reading.validation import read_model
from handlingsplan.text.places import Place, Problem, error
from handlingsplan.text.vocabulary import swedish
from handlingsplan.text.words import listed, nfc

from .addresses import PlanAddress
from .drafts import Draft
from .plans import Home, read_home

_DATE, _UNKNOWN = "ÅÅÅÅ-MM-DD", "XX"

#: What a new year's plan says instead, by field. Empty is left for the unit to fill in.
_PLAN = {
    "status": PlanStatus.DRAFT.value,
    "decision_date": _DATE,
    "case_number": _UNKNOWN,
    "validity": _UNKNOWN,
    "revise_by": _DATE,
    "decisions": "",
    "savings_requirement": "",
    "stated_totals": "",
    "handlings": "",
}
_BLOCKS = {
    "starting_position": dict.fromkeys(("budget", "forecast", "deficit", "comment"), ""),
    "consultation": dict.fromkeys(("date", "comment"), ""),
    "risk_assessment": dict.fromkeys(("date", "comment"), ""),
}
_ACTION = {
    "start_date": "",
    "effect_start": "",
    "end_date": "",
    "effect_this_year": "",
    "transition_cost": "",
    "status": ActionStatus.PLANNED.value,
}
_REST_OF_LINE = re.compile(r"[ \t]*(#[^\n]*)?(?=\n|\Z)")


@dataclass(frozen=True, slots=True)
class _Edit:
    """A piece of the text, from start to end, and what stands there instead."""

    start: int
    end: int
    text: str


def next_plan(tree: Tree, address: PlanAddress, earlier: int) -> tuple[Draft | None, list[Problem]]:
    """Give the draft of a plan made from the unit's plan of an earlier year; none, and why, when it cannot be."""
    home, problems = read_home(tree, address)
    if home is None:
        return None, problems
    source = PlanAddress(address.municipality, earlier, address.unit)
    path = f"{source.folder}/plan.yml"
    if path not in tree.paths():
        return None, [_no_plan(tree, source, path)]
    texts, problems = _texts(tree, source)
    if problems:
        return None, problems
    facts, problems = _facts(path, texts["plan.yml"], home)
    if facts is None:
        return None, problems
    step = f"Fyll i det som tömdes i {address.folder}/plan.yml. Se vad som återstår med: handlingsplan check"
    return Draft(address.folder, {**texts, "plan.yml": facts}, step), []


def _texts(tree: Tree, source: PlanAddress) -> tuple[dict[str, str], list[Problem]]:
    """Read the earlier plan's facts and text."""
    texts: dict[str, str] = {}
    problems: list[Problem] = []
    for name in ("plan.yml", "plan.md"):
        path = f"{source.folder}/{name}"
        if path not in tree.paths():
            continue
        try:
            texts[name], found = decode(path, tree.read(path))
        except UnreadableError as fault:
            found = [error("oläsbar-fil", Place(path), str(fault))]
        problems += found
    return texts, problems


def _no_plan(tree: Tree, source: PlanAddress, path: str) -> Problem:
    pattern = re.compile(rf"plans/{source.municipality}/([0-9]{{4}})/{source.unit}/plan\.yml")
    years = [match.group(1) for each in tree.paths() if (match := pattern.fullmatch(each))]
    hint = f"; det finns planer för {listed(years)}" if years else "; skapa planen ur mallen, utan --from"
    return error("plan-saknas", Place(path), f"enheten «{source.unit}» har ingen plan för {source.year}{hint}")


def _facts(path: str, text: str, home: Home) -> tuple[str | None, list[Problem]]:
    """Give the new plan.yml, held against what it should say."""
    plan, _, problems = read_model(Plan, path, text, home.version)
    if plan is None:
        return None, problems
    edited = _edited(text, list(_edits(text, yaml.compose(text, Loader=yaml.CSafeLoader))))
    written, _, _ = read_model(Plan, path, edited, home.version)
    if written != _cleared(plan):
        message = (
            "planen är skriven så att den inte kan kopieras (till exempel med & och *, eller flera fält på en rad); "
            "skriv fälten under varandra, eller skapa planen ur mallen"
        )
        return None, [error("kan-inte-kopieras", Place(path), message)]
    return edited, []


def _cleared(plan: Plan) -> Plan:
    """Give what the new plan should say."""
    blank = type(plan)()
    fields: dict[str, Any] = {name: text or getattr(blank, name) for name, text in _PLAN.items()}
    kept = {name: value for name, value in fields.items() if getattr(plan, name) != getattr(blank, name)}
    blocks = {"starting_position": StartingPosition(), "consultation": Consultation()}
    blocks["risk_assessment"] = blocks["consultation"]
    actions = [
        action.model_copy(update={name: text or None for name, text in _ACTION.items()}) for action in plan.actions
    ]
    present = {name: empty for name, empty in blocks.items() if getattr(plan, name) is not None}
    return plan.model_copy(update={**kept, **present, "actions": tuple(actions)})


def _edits(text: str, plan: yaml.Node | None) -> Iterator[_Edit]:
    """Give the changes of a plan's text, in any order."""
    yield from _in_block(text, plan, _PLAN)
    for name, fields in _BLOCKS.items():
        yield from _in_block(text, _value(plan, name), fields)
    actions = _value(plan, "actions")
    for action in actions.value if isinstance(actions, yaml.SequenceNode) else []:
        yield from _in_block(text, action, _ACTION)


def _in_block(text: str, block: yaml.Node | None, fields: Mapping[str, str]) -> Iterator[_Edit]:
    for name, instead in fields.items():
        value = _value(block, name)
        if value is not None and _end(text, value) > value.start_mark.index:
            yield _replaced(text, value, instead)


def _value(block: yaml.Node | None, name: str) -> yaml.Node | None:
    """Find a field's value; None when the field is not written."""
    if not isinstance(block, yaml.MappingNode):
        return None
    return next((value for key, value in block.value if nfc(key.value) == swedish(name)), None)


def _replaced(text: str, value: yaml.Node, instead: str) -> _Edit:
    """Give the change of one value. An emptied value leaves no spaces behind, nor lines of its own."""
    start, end = value.start_mark.index, _end(text, value)
    rest = _REST_OF_LINE.match(text, end)
    if instead or rest is None:
        return _Edit(start, end, instead)
    before = len(text[:start].rstrip(" \t"))
    if text[before - 1 : before] == "\n":
        return _Edit(before - 1, rest.end(), "")
    return _Edit(start if rest.group(1) else before, end, "")


def _end(text: str, node: yaml.Node) -> int:
    """Give where a value ends. A block's own mark stands after the blank lines and comments that follow it."""
    if isinstance(node, yaml.CollectionNode) and not node.flow_style:
        last = node.value[-1]
        return _end(text, last[1] if isinstance(last, tuple) else last)
    start = node.start_mark.index
    return start + len(text[start : node.end_mark.index].rstrip())


def _edited(text: str, edits: list[_Edit]) -> str:
    for edit in sorted(edits, key=lambda each: each.start, reverse=True):
        text = text[: edit.start] + edit.text + text[edit.end :]
    return text
