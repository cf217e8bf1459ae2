"""Two models to the leaves that differ: lists matched by ids, and notations of the same value alike."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from handlingsplan.model.archive import Places
from handlingsplan.model.base import Model
from handlingsplan.model.calculation import Calculation
from handlingsplan.model.calendar import FollowUpPeriod
from handlingsplan.model.dataset import StatedRow
from handlingsplan.model.decision import Decision
from handlingsplan.model.effect import Effect
from handlingsplan.model.follow_up import ActionFollowUp, RiskFollowUp
from handlingsplan.model.organisation import Committee, Department, Unit
from handlingsplan.model.plan import Action, KeyFigure, RemarkHandling
from handlingsplan.model.report import Signer
from handlingsplan.model.risk import Risk
from handlingsplan.text.places import Place
from handlingsplan.text.quantities import Quantity
from handlingsplan.text.vocabulary import swedish

#: Where a value is, by ids and English names: ("actions", "timvikarier", "start_date").
Location = tuple[str, ...]
ORDER = "<order>"

_IDS: dict[type[Model], Callable[[Any], str]] = {
    Action: lambda item: item.id,
    Risk: lambda item: item.id,
    KeyFigure: lambda item: item.id,
    Unit: lambda item: item.id,
    Department: lambda item: item.id,
    Committee: lambda item: item.id,
    Decision: lambda item: str(item.reference),
    ActionFollowUp: lambda item: item.action,
    RiskFollowUp: lambda item: item.risk,
    RemarkHandling: lambda item: f"{item.remark} {item.concerns}".strip(),
    FollowUpPeriod: lambda item: f"{item.period_end} {item.kind.value}",
    StatedRow: lambda item: item.row,
    Signer: lambda item: item.name,
}
#: Lists whose order is seen by a reader: of models by their class, of plain values by their field.
_ORDERED_MODELS = (Action, KeyFigure, Unit, Department, Committee)
_ORDERED_FIELDS = ("rows", "key", "difference", "units", "drawn_from")


@dataclass(frozen=True, slots=True)
class Leaf:
    """A value that differs, or an item that only one version has (the other is None). `place` is in the later one."""

    location: Location
    before: Any
    after: Any
    place: Place | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class _At:
    """Where the walk is: by ids, and in the later file."""

    location: Location
    file: tuple[str | int, ...]
    facts: Places

    def inside(self, name: str, *steps: str | int) -> _At:
        return _At((*self.location, name), (*self.file, *steps), self.facts)

    def leaf(self, before: Any, after: Any) -> Leaf:
        return Leaf(self.location, before, after, self.facts.place(*self.file))


def differences(before: Model, after: Model, facts: Places, location: Location = ()) -> Iterator[Leaf]:
    """Give every leaf that differs. `facts` are the places of the later version."""
    if before != after:
        yield from _models(before, after, _At(location, (), facts))


def _models(before: Model, after: Model, at: _At) -> Iterator[Leaf]:
    for name in type(before).model_fields:
        one, other = getattr(before, name), getattr(after, name)
        if not _is_same(one, other):
            yield from _values(one, other, at.inside(name, swedish(name)))


def _is_same(before: Any, after: Any) -> bool:
    """Whether two values are at once seen to be alike: read from the same bytes, or the same text."""
    return before is after or (type(before) is str and before == after)


def _values(before: Any, after: Any, at: _At) -> Iterator[Leaf]:
    if isinstance(before, Model) and type(before) is type(after):
        yield from _models(before, after, at)
    elif isinstance(before, tuple) and isinstance(after, tuple):
        yield from _lists(before, after, at)
    elif isinstance(before, Mapping) and isinstance(after, Mapping):
        steps: dict[str, str | int] = {name: name for name in after}
        yield from _items(dict(before), dict(after), steps, at)
    elif canonical(before) != canonical(after):
        yield at.leaf(*(None if each in ("", ()) else each for each in (before, after)))


def _lists(before: tuple[Any, ...], after: tuple[Any, ...], at: _At) -> Iterator[Leaf]:
    old, new = keyed(before), keyed(after)
    yield from _items(old, new, {key: index for index, key in enumerate(new)}, at)
    if _is_ordered((*before, *after), at.location[-1]):
        common = tuple(key for key in old if key in new), tuple(key for key in new if key in old)
        if common[0] != common[1]:
            yield at.inside(ORDER).leaf(*common)


def _items(old: dict[str, Any], new: dict[str, Any], steps: Mapping[str, str | int], at: _At) -> Iterator[Leaf]:
    for key in dict.fromkeys([*new, *old]):
        if key in old and key in new and _is_same(old[key], new[key]):
            continue
        inner = at.inside(key, *([steps[key]] if key in steps else []))
        if key not in old or key not in new:
            yield inner.leaf(old.get(key), new.get(key))
        else:
            yield from _values(old[key], new[key], inner)


def _is_ordered(items: tuple[Any, ...], name: str) -> bool:
    if items and isinstance(items[0], Model):
        return isinstance(items[0], _ORDERED_MODELS)
    return name in _ORDERED_FIELDS


def keyed(items: tuple[Any, ...]) -> dict[str, Any]:
    """Give the items by what tells them apart; one that stands several times is numbered."""
    found: dict[str, Any] = {}
    for item in items:
        key = _IDS[type(item)](item) if isinstance(item, Model) else str(canonical(item))
        number, numbered = 1, key
        while numbered in found:
            number += 1
            numbered = f"{key} ({number})"
        found[numbered] = item
    return found


def canonical(value: Any) -> Any:
    """Give what a value says, whatever its notation: units, decimals, signs and white space."""
    match value:
        case Quantity():
            return (value.dimension, value.value, value.approximate)
        case Effect():
            return (canonical(value.low), canonical(value.high), canonical(value.wording))
        case Calculation():
            return " × ".join(part.strip() for part in re.split(r"\s*[×*]\s*|\s+x\s+", canonical(value.text) or ""))
        case str():
            return " ".join(str(value).split()) or None
    return value


class Leaves:
    """The leaves that nothing has told of yet. Each is taken once."""

    def __init__(self, leaves: Iterator[Leaf]) -> None:
        self._left = {leaf.location: leaf for leaf in leaves}

    def take(self, *location: str) -> Leaf | None:
        """Take one leaf, if it differs."""
        return self._left.pop(location, None)

    def take_items(self, *location: str) -> list[Leaf]:
        """Take the items that were added to or removed from a list."""
        found = [each for each in self._left if each[:-1] == location and each[-1] != ORDER]
        return [self._left.pop(each) for each in found]

    def has_below(self, *location: str) -> bool:
        """Whether any leaf is left at or below a location."""
        return any(each[: len(location)] == location for each in self._left)

    def take_below(self, *location: str) -> list[Leaf]:
        """Take every leaf at or below a location."""
        found = [each for each in self._left if each[: len(location)] == location]
        return [self._left.pop(each) for each in found]
