"""A review as Markdown for the comment of a pull request: what it means first, then amounts, sentences and texts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction

from handlingsplan.analysis.changes.change import Change, ChangeKind, Part
from handlingsplan.analysis.changes.consequences import Consequence, Level
from handlingsplan.model.effect import Effect
from handlingsplan.text.numbers import format_number
from handlingsplan.text.quantities import Dimension, Quantity
from handlingsplan.text.words import plural

from .markdown_text import escaped
from .review import Review

_TEXTS = (ChangeKind.TEXT, ChangeKind.SPELLING)
_FOLDED_FROM, _MOST_ROWS, _MOST_CHANGES = 12, 60, 300


def render_markdown(review: Review) -> str:
    """Give the whole comment."""
    lines = ["## Vad ändringen betyder", "", f"**{escaped(review.summary())}**", ""]
    lines += _moved(review)
    lines += _amounts(review.consequences())
    shown = review.shown()
    lines += _section("Ändringar", [each for each in shown if each.kind not in _TEXTS])
    lines += _section("Texter", [each for each in shown if each.kind in _TEXTS])
    if hidden := review.hidden():
        lines += [escaped(hidden), ""]
    return "\n".join(lines).rstrip()


def _moved(review: Review) -> list[str]:
    """Give a line for each committee and unit that is moved, but for what the summary has said."""
    found = review.consequences()
    units = [each for each in found if each.level is Level.UNIT]
    committees = [each for each in found if each.level is Level.COMMITTEE]
    told = [*(committees if len(committees) > 1 else ()), *(units if len(units) > 1 or not committees else ())]
    lines = [f"- {escaped(each.sentence)}" for each in told[:_MOST_ROWS]]
    return [*lines, ""] if lines else []


def _amounts(consequences: Sequence[Consequence]) -> list[str]:
    """Give the table of amounts before and after."""
    rows = [row for each in consequences for row in _rows(each) if not row.endswith("| 0 |")]
    if not rows:
        return []
    head = [
        "### Belopp före och efter",
        "",
        "| Vad | Belopp | Före | Efter | Skillnad |",
        "| --- | --- | ---: | ---: | ---: |",
    ]
    more = [f"| … och {len(rows) - _MOST_ROWS} rader till | | | | |"] if len(rows) > _MOST_ROWS else []
    return [*head, *rows[:_MOST_ROWS], *more, ""]


def _rows(each: Consequence) -> Iterator[str]:
    name = f"{each.name}, {each.year}"
    sums = {"Effekt i år": (each.before.this_year, each.after.this_year)}
    sums["Helårseffekt"] = (each.before.full_year, each.after.full_year)
    for label, (before, after) in sums.items():
        for dimension in (Dimension.MONEY, Dimension.TIME, Dimension.POSITIONS):
            old, new = before.sums.get(dimension), after.sums.get(dimension)
            if old or new:
                yield _row(name, label, _shown(old), _shown(new), _difference(old, new))
    required = each.before.requirement, each.after.requirement
    if any(required):
        yield _row(name, "Åtgärdskrav", *map(_shown, required), _between(*required))
        gaps = each.gaps()
        yield _row(name, "Saknas i år", *map(_shown, gaps), _between(*gaps))


def _row(*cells: str) -> str:
    return f"| {' | '.join(escaped(each) for each in cells)} |"


def _shown(value: Effect | Quantity | None) -> str:
    return "–" if value is None else str(value)


def _difference(before: Effect | None, after: Effect | None) -> str:
    low = _between(before.low if before else None, after.low if after else None)
    high = _between(before.high if before else None, after.high if after else None)
    return low if low == high else f"{low} till {high}"


def _between(before: Quantity | None, after: Quantity | None) -> str:
    known = after or before
    if known is None:
        return "–"
    nothing = Fraction(0)
    change = (after.value if after else nothing) - (before.value if before else nothing)
    exact = (change / known.unit.size * 10**known.decimals).denominator == 1
    if not change:
        return "0"
    if known.dimension is Dimension.MONEY and not exact:
        return f"{format_number(change, 0, 'alltid')} kr"
    return Quantity(change, known.unit, known.decimals).text(sign="alltid")


def _section(title: str, changes: Sequence[Change]) -> list[str]:
    """Give the sentences by document; folded when they are many."""
    if not changes:
        return []
    body = list(_by_subject(changes[:_MOST_CHANGES]))
    if len(changes) > _MOST_CHANGES:
        body += [f"… och {len(changes) - _MOST_CHANGES} ändringar till.", ""]
    if len(changes) < _FOLDED_FROM:
        return [f"### {title}", "", *body]
    summary = f"{title}: {plural(len(changes), 'ändring', 'ändringar')}"
    return [f"<details><summary>{summary}</summary>", "", *body, "</details>", ""]


def _by_subject(changes: Iterable[Change]) -> Iterator[str]:
    subject = None
    for change in changes:
        if change.subject != subject:
            if subject is not None:
                yield ""
            subject = change.subject
            yield f"**{escaped(str(subject))}**"
            yield ""
        yield f"- {escaped(change.sentence)}"
        if change.kind is ChangeKind.TEXT:
            yield from (f"  - {_words(part)}" for part in change.parts)
    yield ""


def _words(part: Part) -> str:
    """Give exchanged words with those around them, struck out and inserted."""
    pieces = [
        f"… {escaped(part.lead)}" if part.lead else "",
        f"<del>{escaped(part.before)}</del>" if part.before else "",
        f"<ins>{escaped(part.after)}</ins>" if part.after else "",
        f"{escaped(part.trail)} …" if part.trail else "",
    ]
    return " ".join(each for each in pieces if each)
