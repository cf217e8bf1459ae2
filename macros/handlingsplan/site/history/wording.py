"""The sentences of the pages of history: how often, since when, by whom; bounded, and without e-mail addresses."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from handlingsplan.analysis.changes.change import ChangeKind
from handlingsplan.analysis.history import PlanStep, Step
from handlingsplan.analysis.line import CommitFacts
from handlingsplan.site.history.addresses import is_number
from handlingsplan.text.dates import long_date
from handlingsplan.text.places import Problem
from handlingsplan.text.words import plural

_ADDRESS = re.compile(r"(?:[<(\[]|(?<![^\s<>()\[\]@]))(?:mailto:)?[^\s<>()\[\]@]++@[^\s<>()\[\]@]++[>)\]]?")
_WHO_ELSE = re.compile(r"^[\w-]+-by:.*$", re.IGNORECASE | re.MULTILINE)
_LONGEST_BODY, _LONGEST_SENTENCE = 2_000, 600
NO_NAME = "Okänd"
PENDING = "Ännu inte incheckat"


def bounded(text: str, longest: int = _LONGEST_SENTENCE) -> str:
    """Cut a text that is too long for a page."""
    return text if len(text) <= longest else text[: longest - 1].rstrip() + "…"


@lru_cache(maxsize=1024)
def _without_addresses(text: str) -> str:
    return _ADDRESS.sub("", text)


def author(commit: CommitFacts) -> str:
    """Give who made a commit, as committed but for an e-mail address; nothing where that is withheld."""
    name = " ".join(_without_addresses(_visible(commit.author)).split())
    return name or (NO_NAME if is_number(commit.id) else "")


def message(commit: CommitFacts) -> str:
    """Give the first line of a message; of a merge the title of what was merged, which stands below it."""
    subject, below = commit.subject, commit.body.partition("\n")[0]
    is_merge = len(commit.parents) > 1 and subject.startswith("Merge ")
    line = below if is_merge and below.strip() else subject
    return " ".join(_without_addresses(_visible(line)).split()) or "Utan meddelande"


def further(commit: CommitFacts) -> list[str]:
    """Give the rest of a message as paragraphs."""
    text = _without_addresses(_WHO_ELSE.sub("", _visible(commit.body)))
    paragraphs = (" ".join(part.split()) for part in re.split(r"\n\s*\n", bounded(text, _LONGEST_BODY)))
    shown = [each for each in paragraphs if each]
    return shown[1:] if shown and shown[0] == message(commit) else shown


@lru_cache(maxsize=1024)  # a commit stands on the page of each plan that it changed
def _visible(text: str) -> str:
    """Give a text without characters that cannot be shown, or that turn the direction of the text around them."""
    spaced = (" " if each.isspace() and each != "\n" else each for each in text)  # a no-break space cannot be shown
    return "".join(each for each in spaced if each.isprintable() or each == "\n")


def number(commit: CommitFacts) -> str:
    """Give a version's number as it is shown: its first seven digits; nothing where that is withheld."""
    return commit.id[:7] if is_number(commit.id) else ""


def when(step: Step) -> str:
    """Give the day of a revision: `12 mars 2026`."""
    return long_date(step.day) if step.day else PENDING


def gap_text(problem: Problem) -> str:
    """Say that a revision could not be read, and why."""
    told = "Versionen gick inte att läsa, så det som ändrades visas vid nästa version som går att läsa."
    return bounded(f"{told} Skälet: {problem}")


def changed_text(steps: Sequence[PlanStep]) -> str:
    """Give `Ändrad 3 gånger, senast 12 mars 2026`."""
    known = [each.step for each in steps if each.step.commit]
    coming = " Ändringar som ännu inte är incheckade visas också." if len(known) < len(steps) else ""
    if not known:
        return f"{PENDING}."
    added = any(each.kind is ChangeKind.PLAN_ADDED for each in steps[0].changes)
    times = len(known) - added
    if not times:
        return f"Oförändrad sedan den lades in {when(known[-1])}.{coming}"
    return f"Ändrad {plural(times, 'gång', 'gånger')}, senast {when(known[-1])}.{coming}"


def no_history(why: str) -> str:
    """Say why there is no history."""
    return f"Historiken är inte med: {why}."
