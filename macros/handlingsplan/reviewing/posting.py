"""One comment on a pull request: found again by its marker and its author, and updated; else made."""

from __future__ import annotations

import time
from collections.abc import Callable
from enum import StrEnum

from .api import ForgeError, PassingError
from .comment_text import MARKER, comment_body
from .forges import Comment, Forge

#: How often it is tried, and the longest that is waited between two attempts.
ATTEMPTS, LONGEST_WAIT = 5, 90.0


class Outcome(StrEnum):
    """What became of the comment."""

    MADE = "skapad"
    UPDATED = "uppdaterad"
    UNCHANGED = "oförändrad"
    OUTDATED = "inte skriven"


def post_comment(
    forge: Forge, text: str, head: str | None = None, sleep: Callable[[float], object] | None = None
) -> Outcome:
    """Make or update the comment; raises ForgeError.

    A fault that may pass lets the whole be done anew, from the search for an earlier comment: what was made
    before the answer was lost is found, so there is never a second one. With a head, nothing is written
    when the request does not stand at that commit.
    """
    body = comment_body(text, forge.limit)
    for attempt in range(1, ATTEMPTS + 1):
        try:
            return _place(forge, body, head)
        except PassingError as fault:
            wait = fault.wait if fault.wait is not None else 2.0**attempt
            if wait > LONGEST_WAIT:
                raise ForgeError(f"{fault}; vänta {round(wait)} sekunder och kör om jobbet") from None
            if attempt == ATTEMPTS:
                raise ForgeError(f"{fault}, efter {ATTEMPTS} försök; kör om jobbet senare") from None
            (sleep or time.sleep)(wait)
    raise AssertionError("the last attempt returns or raises")


def _place(forge: Forge, body: str, head: str | None) -> Outcome:
    if head is not None and forge.head() != head:
        return Outcome.OUTDATED
    earlier = _earlier(forge)
    if earlier is None:
        forge.make(body)
        return Outcome.MADE
    if _as_kept(earlier.text) == _as_kept(body):
        return Outcome.UNCHANGED
    forge.update(earlier, body)
    return Outcome.UPDATED


def _earlier(forge: Forge) -> Comment | None:
    """Find our own comment. The marker alone proves nothing: anybody can write it."""
    author = forge.myself()
    return next((each for each in forge.comments() if each.text.startswith(MARKER) and each.author == author), None)


def _as_kept(text: str) -> str:
    """Give a text as a forge may keep it: other line ends, no line ends last."""
    return text.replace("\r\n", "\n").strip()
