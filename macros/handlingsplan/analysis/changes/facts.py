"""A leaf to its sentence where nothing special is to be said: which field of what, from what, to what."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from handlingsplan.model.base import Model
from handlingsplan.text.vocabulary import VOCABULARY, swedish
from handlingsplan.text.words import listed

from .change import Change, ChangeKind, Part, Subject
from .leaves import ORDER, Leaf, keyed
from .nouns import LABELS, NOUNS, Noun
from .sections import said_of_words, word_parts
from .wording import from_to, quoted, sentence, shown
from .words import word_changes

_KINDS: dict[str, ChangeKind] = {
    **dict.fromkeys(("savings_requirement", "starting_position", "stated_totals"), ChangeKind.AMOUNT),
    **dict.fromkeys(("revise_by", "decision_date"), ChangeKind.DATE),
    "status": ChangeKind.STATUS,
}
_LONG = 60


@dataclass(frozen=True, slots=True)
class _Walk:
    """What a location is followed in: the two versions, and names of what a model knows only by its id."""

    versions: tuple[Any, Any]
    called: Mapping[str, str]

    def name(self, noun: Noun, steps: tuple[str, ...]) -> str:
        """Name the item at a location, as the later version does if it has it."""
        if steps[-1] in self.called:
            return quoted(self.called[steps[-1]])
        items = (_at(version, steps) for version in reversed(self.versions))
        item = next((each for each in items if each is not None), None)
        return (noun.name(item) if isinstance(item, Model) else "") or quoted(steps[-1])


def fact_changes(
    leaves: Iterable[Leaf],
    subject: Subject,
    versions: tuple[Any, Any],
    kind: ChangeKind,
    skip: int = 0,
    within: str = "",
    called: Mapping[str, str] = MappingProxyType({}),
) -> Iterator[Change]:
    """Give one change for each leaf. `skip` is how much of a location leads to the two versions' models."""
    for leaf in leaves:
        steps = leaf.location[skip:]
        walk = _Walk(versions, called)
        found, phrase = _phrase(steps, leaf, walk)
        said = f"{within}{phrase}"
        parts: tuple[Part, ...] = ()
        if _is_long(leaf):
            changes = word_changes(leaf.before, leaf.after)
            said, parts = f"{within}{_label_of(steps, walk)}: {said_of_words(changes)}", word_parts(changes)
        yield Change(
            found or _KINDS.get(steps[0], kind),
            subject,
            sentence(said),
            (leaf.location,),
            _shown(leaf.before),
            _shown(leaf.after),
            place=leaf.place,
            parts=parts,
        )


def _is_long(leaf: Leaf) -> bool:
    return isinstance(leaf.before, str) and isinstance(leaf.after, str) and len(leaf.before + leaf.after) > _LONG * 2


def _shown(value: Any) -> str:
    if isinstance(value, Model | tuple) or value is None:
        return ""
    return shown(value).removeprefix("«").removesuffix("»") if isinstance(value, str) else shown(value)


def _phrase(steps: tuple[str, ...], leaf: Leaf, walk: _Walk) -> tuple[ChangeKind | None, str]:
    """Say what became of a leaf; with its kind where the list that it stands in tells it."""
    kind = next((NOUNS[step].kind for step in steps if step in NOUNS), None)
    if steps[-1] == ORDER:
        return kind, f"{_holder(steps[:-2], walk)}{NOUNS[steps[-2]].many} står i en annan ordning"
    if len(steps) > 1 and steps[-2] in NOUNS:
        return kind, _holder(steps[:-2], walk) + _item(NOUNS[steps[-2]], steps, leaf, walk)
    return kind, f"{_label_of(steps, walk)} {_became(leaf)}"


def _became(leaf: Leaf) -> str:
    """Say the values; of a block of fields, that it came or went."""
    if isinstance(leaf.before, Model) or isinstance(leaf.after, Model):
        return "fylls i" + _content(leaf.after) if leaf.before is None else f"tas bort{_content(leaf.before)}"
    return from_to(leaf.before, leaf.after)


def _content(block: Any) -> str:
    """Give what a block says, field by field: `: budget 41,6 mkr, prognos 43,1 mkr`."""
    fields = ((name, getattr(block, name)) for name in type(block).model_fields)
    known = {name: shown(value) for name, value in fields if value not in (None, "", ())}
    said = [value if name == "value" else f"{swedish(name)} {value}" for name, value in known.items()]
    return f": {', '.join(said)}" if said else ""


def _item(noun: Noun, steps: tuple[str, ...], leaf: Leaf, walk: _Walk) -> str:
    """Say that an item of a list came or went, or what a plain value by a key became."""
    if leaf.before is not None and leaf.after is not None:
        return f"{noun.one} {quoted(steps[-1])} {from_to(leaf.before, leaf.after)}"
    value = leaf.after if leaf.before is None else leaf.before
    name = walk.name(noun, steps) if isinstance(value, Model | str) else noun.name(value)
    if leaf.before is not None:
        return f"{noun.one} {name} tas bort"
    colon = "" if noun.new.endswith((" av", " för", " ur", " i", "uppdraget")) else ":"
    return f"{noun.new}{colon} {name}{_more(value)}"


def _more(item: Any) -> str:
    """Say the most important of a new item: a target, a position, the units of a department."""
    if hasattr(item, "position"):
        return f" ({item.position.value})"
    if getattr(item, "target", None):
        return f", mål {item.target}"
    within = getattr(item, "units", None) or getattr(item, "departments", None)
    return f", med {listed(quoted(each.name) for each in within)}" if within else ""


def _label_of(steps: tuple[str, ...], walk: _Walk) -> str:
    if steps == ("savings_requirement", "value"):
        return label("savings_requirement")
    return f"{_holder(steps[:-1], walk)}{label(steps[-1])}"


def label(name: str) -> str:
    """Give a field's name in running text."""
    if name in LABELS:
        return LABELS[name]
    return f"fältet «{swedish(name)}»" if name in VOCABULARY else quoted(name)


def _holder(steps: tuple[str, ...], walk: _Walk) -> str:
    """Name what a field stands in: `risken «X»: `, `utgångsläget: `; nothing for the document itself."""
    words: list[str] = []
    for index, step in enumerate(steps):
        if index and steps[index - 1] in NOUNS:
            noun = NOUNS[steps[index - 1]]
            words = [f"{noun.one} {walk.name(noun, steps[: index + 1])}"]
        elif step not in NOUNS:
            words.append(label(step))
    return f"{', '.join(words)}: " if words else ""


def _at(model: Any, steps: tuple[str, ...]) -> Any:
    """Follow a location into a model; None where it leads nowhere."""
    for step in steps:
        if isinstance(model, Model):
            model = getattr(model, step, None)
        elif isinstance(model, tuple):
            model = keyed(model).get(step)
        elif isinstance(model, Mapping):
            model = model.get(step)
        else:
            return None
    return model
