"""Dates in an action's own texts that say when it starts, held against its dates in plan.yml."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from handlingsplan.analysis.rules.text_reading import TextReading
from handlingsplan.analysis.set_aside import TypedDate, read_dates
from handlingsplan.analysis.typed import Passage
from handlingsplan.analysis.words import all_stems, stem, words
from handlingsplan.model.plan import Action
from handlingsplan.text.places import Problem, remark

_START = re.compile(
    r"(?:\bfrån(?:\s+och\s+med)?|\bfr\.?\s?o\.?\s?m\.?|\bmed\s+start(?:\s+i)?|\bstart(?:ar|ade)?(?:\s+i|\s+den)?"
    r"|\bbörja(?:r|de)?(?:\s+\w+)?(?:\s+i|\s+den)?|\binför(?:s|des)(?:\s+i|\s+den)?|\bträder\s+i\s+kraft(?:\s+den)?"
    r"|\binled(?:s|des)(?:\s+i|\s+den)?|\bpåbörja(?:s|des)(?:\s+i|\s+den)?"
    r"|\b(?:inför|inleder|påbörjar|startar)\s+\w+\s+i)\s+(?:den\s+)?$",
    re.IGNORECASE,
)
#: What a start can be the start of, beside the words of the action's name.
_MATTERS = frozenset(
    stem(word)
    for word in ("åtgärden", "åtgärder", "effekten", "effekt", "besparing", "schemat", "minskar", "införs", "arbetet")
)
_LOOK_BACK = 40
_SHORTEST = 5


def find_dates(reading: TextReading) -> Iterator[Problem]:
    """Find starts that are neither the action's start, nor its effect's start, nor its end."""
    if reading.plan is None:
        return
    for passage in reading.passages:
        actions = [action for each in passage.about.actions if (action := reading.plan.plan.action(each))]
        if actions and not passage.about.follow_up:
            yield from _in_passage(passage, actions)


def _in_passage(passage: Passage, actions: list[Action]) -> Iterator[Problem]:
    known = [day for action in actions for day in (action.start_date, action.effect_start, action.end_date) if day]
    if not known:
        return
    for written in read_dates(passage):
        if not _is_start(written) or any(_is(written, day) for day in known) or not _is_about(written, actions):
            continue
        first = next(action for action in actions if action.starts)
        starts = f"börjar {first.start_date or first.starts}"
        effect = f" med effekt från {first.effect_start}" if first.effect_start else ""
        said = " ".join(written.written.split())
        message = f"texten säger «{said}», men åtgärden «{first.name}» {starts}{effect} i plan.yml (säkerhet: medel)"
        yield remark("datum-i-text-skiljer", passage.place(written.start), message, said)


def _is_start(written: TypedDate) -> bool:
    before = written.passage.text[max(0, written.start - _LOOK_BACK) : written.start]
    return _START.search(before) is not None


def _is(written: TypedDate, day: date) -> bool:
    """Whether a written date is a day, as exactly as it was written."""
    return written.month == day.month and written.year in (0, day.year) and (written.day in (0, day.day))


def _is_about(written: TypedDate, actions: list[Action]) -> bool:
    """Whether the sentence speaks of the action: it has a word of its name, or one for what an action does."""
    sentence = written.passage.words_of(written.passage.sentence(written.start))
    said = set(all_stems(sentence))
    names = {each for action in actions for each in _long_stems(action.name)}
    return bool(said & (names | _MATTERS)) or any(
        a[:_SHORTEST] == b[:_SHORTEST] for a in said for b in names if min(len(a), len(b)) >= _SHORTEST
    )


def _long_stems(name: str) -> list[str]:
    return [stem(word) for word in words(name) if len(word) >= _SHORTEST]
