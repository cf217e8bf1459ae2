"""A review for a terminal, for programs, and for the lines of a pull request on GitHub."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Callable, Iterator
from typing import Any

from handlingsplan.analysis.changes.change import Change, Shift
from handlingsplan.analysis.changes.consequences import Consequence
from handlingsplan.text.quantities import Dimension

from .diff_markdown import render_markdown
from .review import Review
from .workflow_command import workflow_command

_DIMENSIONS = {Dimension.MONEY: "kronor", Dimension.TIME: "hours", Dimension.POSITIONS: "full_time_equivalents"}


def render_text(review: Review) -> str:
    """Give the sentences by document, then what they mean."""
    return _printable("\n".join(_text_lines(review)))


def _text_lines(review: Review) -> Iterator[str]:
    yield review.summary()
    subject = None
    for change in review.shown():
        if change.subject != subject:
            subject = change.subject
            yield ""
            yield str(subject)
        yield f"  {change.sentence}"
    if review.consequences():
        yield ""
        yield "Vad det betyder"
        yield from (f"  {each.sentence}" for each in review.consequences())
    if hidden := review.hidden():
        yield ""
        yield hidden


def _printable(text: str) -> str:
    """Leave out what would steer a terminal or turn the text."""
    return "".join(
        each for each in text if each == "\n" or unicodedata.category(each) not in ("Cc", "Cf", "Cs", "Co")
    )


def render_github(review: Review) -> str:
    """Give workflow commands: each change as a notice at its line."""
    return "\n".join(_notice(each) for each in review.shown() if each.place)


def _notice(change: Change) -> str:
    assert change.place is not None  # noqa: S101 - chosen so
    fields = {"file": change.place.path, "line": change.place.line, "title": f"Ändring: {change.subject}"}
    return workflow_command("notice", fields, _printable(change.sentence))


def render_json(review: Review) -> str:
    """Give everything, small changes too. The keys are stable: other programs read them."""
    whole = {
        "base": review.base,
        "head": review.head,
        "summary": review.summary(),
        "changes": [_change(each, review) for each in review.comparison.changes],
        "consequences": [_consequence(each) for each in review.consequences()],
        "problems": review.problem_counts(),
    }
    return json.dumps(whole, indent=2, ensure_ascii=False)


def _change(change: Change, review: Review) -> dict[str, Any]:
    subject, place = change.subject, change.place
    return {
        "kind": change.kind.value,
        "municipality": subject.municipality,
        "year": subject.year,
        "document": subject.path,
        "name": subject.name,
        "action": change.action or None,
        "sentence": change.sentence,
        "before": change.before,
        "after": change.after,
        "this_year": _shift(change.this_year),
        "full_year": _shift(change.full_year),
        "below_threshold": review.is_small(change),
        "leaves": ["/".join(each) for each in change.leaves],
        "parts": [{"label": each.label, "before": each.before, "after": each.after} for each in change.parts],
        "path": place and place.path,
        "line": place and place.line,
    }


def _shift(shift: Shift) -> dict[str, dict[str, float]]:
    return {
        _DIMENSIONS[dimension]: {"low": _number(low), "high": _number(high)}
        for dimension, (low, high) in shift.amounts.items()
    }


def _number(value: Any) -> float | int:
    return int(value) if value.denominator == 1 else float(value)


def _consequence(each: Consequence) -> dict[str, Any]:
    before, after = each.gaps()
    return {
        "level": each.level.value,
        "municipality": each.municipality,
        "year": each.year,
        "name": each.name,
        "sentence": each.sentence,
        "this_year": _shift(each.this_year),
        "full_year": _shift(each.full_year),
        "requirement_gap": {"before": before and int(before.value), "after": after and int(after.value)},
    }


FORMS: dict[str, Callable[[Review], str]] = {
    "text": render_text,
    "markdown": render_markdown,
    "json": render_json,
    "github": render_github,
}
