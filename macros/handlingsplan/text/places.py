"""Where something stands in a file, and what is wrong there.

A *problem* is the user's mistake and is a value; an *error* is ours and is an exception.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import StrEnum

from .identity_numbers import masked


class Severity(StrEnum):
    """How grave a problem is: a *fel* stops, an *anmärkning* stops until a person has handled it."""

    ERROR = "fel"
    REMARK = "anmärkning"


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A position in a file of the repository: path with forward slashes, line and column from 1."""

    path: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True)
class Handling:
    """How a person has handled a remark (*avstämning*): *förklarad* or *öppen*, with words and role."""

    position: str
    explanation: str = ""
    role: str = ""

    def __str__(self) -> str:
        words = [self.position]
        if self.role:
            words.append(f"ansvarig: {self.role}")
        return ", ".join(words) + (f". {self.explanation}" if self.explanation else "")


@dataclass(frozen=True, slots=True)
class Problem:
    """One mistake or remark at a place, in Swedish. `subject` is what an *avstämning* can point at.

    A remark prints its code, for that is what an *avstämning* is written with.
    """

    code: str
    severity: Severity
    place: Place
    message: str
    subject: str = field(default="", compare=False)
    handling: Handling | None = field(default=None, compare=False)

    def __str__(self) -> str:
        kind = "" if self.severity is Severity.ERROR else f"{self.severity} {self.code}: "
        return f"{self.place}: {kind}{self.message}"

    @property
    def stops(self) -> bool:
        """Whether the problem makes `check` fail: every *fel*, and remarks nobody has handled."""
        return self.severity is Severity.ERROR or self.handling is None

    @property
    def sort_key(self) -> tuple[Place, str, str]:
        """Order by place, so that a list of problems reads like the files."""
        return (self.place, self.code, self.message)


# What a terminal obeys instead of showing, or what turns the direction of the text around it.
_UNSHOWN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_LONG_QUOTE = re.compile("«([^«»]{100})[^«»]+»")


def visible(text: str) -> str:
    """Give a text of others as it can be shown on a line: a sign for what cannot be seen, a space for a tab.

    Personal identity numbers are masked. What comes out of plans/ and data/ is so when it is read, but an export may
    hold one too.
    """
    return _UNSHOWN.sub("\ufffd", masked(text).replace("\t", " "))


def _one_line(message: str) -> str:
    """Keep a message to one line of readable length, whatever it quotes from the file."""
    return _LONG_QUOTE.sub(r"«\1…»", visible(" ".join(part.strip() for part in message.split("\n"))))


def error(code: str, place: Place, message: str) -> Problem:
    """Give a *fel*: something that must be mended before the site is built."""
    return Problem(code, Severity.ERROR, place, _one_line(message))


def remark(code: str, place: Place, message: str, subject: str = "") -> Problem:
    """Give an *anmärkning*: something a person must explain or take on."""
    return Problem(code, Severity.REMARK, place, _one_line(message), masked(subject))
