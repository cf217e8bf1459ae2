"""Cuts a plan text into plain text and the expressions between «{{» and «}}».

Jinja's own lexer stops at the first fault. Here every fault is found, because a writer who gets one message
per build gives up after the third. Each expression is cut out by itself and later read by Jinja's parser by
itself.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_OUTSIDE = re.compile(
    r"\{%\s*raw\s*%\}(?P<raw>.*?)\{%\s*endraw\s*%\}|(?P<expression>\{\{)|(?P<statement>\{%)|(?P<comment>\{#)",
    re.DOTALL,
)
_INSIDE = re.compile(r"\"[^\"\n]*\"|'[^'\n]*'|\{\{|[\[\](){}\"'\\]")
_STATEMENT = re.compile(r"\{%[-+]?\s*(?P<word>\w*)[^\n]*?(?:%\}|(?=\n)|\Z)")
#: What the tokens of `fragments.py` are made of.
RESERVED = ("\ue000", "\ue001")
_RESERVED = re.compile(f"[{''.join(RESERVED)}]")
_PAIRS = {")": "(", "]": "[", "}": "{"}
_CONTINUATIONS = ("end", "else", "elif")

_LONGEST_EXPRESSION = 5_000  # characters
_MOST_ERRORS = 50  # After that many the text is broken as a whole, and finding the place of each takes time.


class TextError(Exception):
    """A fault in a text, at a line and a column of it (both counted from 1). The message is Swedish."""

    def __init__(self, message: str, line: int, column: int) -> None:
        super().__init__(message)
        self.message = message
        self.line = line
        self.column = column

    def __str__(self) -> str:
        return f"{self.line}:{self.column}: {self.message}"


@dataclass(frozen=True, slots=True)
class Source:
    """A text whose character offsets can be turned into lines and columns."""

    text: str

    def error(self, message: str, offset: int) -> TextError:
        """The error that says `message` about the character at `offset`."""
        line = self.text.count("\n", 0, offset) + 1
        column = offset - (self.text.rfind("\n", 0, offset) + 1) + 1
        return TextError(message, line, column)


@dataclass(frozen=True, slots=True)
class Cut:
    """What stands between «{{» and «}}», and the offset in the text where it begins."""

    code: str
    offset: int


_Marked = tuple[str | Cut | None, int, TextError | None]


def split_text(source: Source) -> tuple[list[str | Cut], list[TextError]]:
    """The pieces of a text in order, and the faults in how they are marked off. A faulty piece is missing."""
    pieces: list[str | Cut] = []
    errors = _reserved_characters(source)
    position = 0
    while len(errors) < _MOST_ERRORS and (found := _OUTSIDE.search(source.text, position)):
        pieces.append(source.text[position : found.start()])
        piece, position, error = _marked(source, found)
        pieces.extend([] if piece is None else [piece])
        errors.extend([] if error is None else [error])
    pieces.append(source.text[position:])
    return pieces, errors


def _reserved_characters(source: Source) -> list[TextError]:
    """At most one error.

    The tokens of `fragments.py` are made of these characters, so no text may hold them.
    """
    found = _RESERVED.search(source.text)
    if found is None:
        return []
    name = f"U+{ord(found[0]):04X}"
    return [source.error(f"tecknet {name} är reserverat för programmet; ta bort det", found.start())]


def _marked(source: Source, found: re.Match[str]) -> _Marked:
    """The piece that begins at a mark, where the text goes on after it, and the fault if there is one."""
    if found["expression"]:
        return _expression(source, found.start())
    if found["statement"]:
        return _statement(source, found.start())
    if found["comment"]:
        message = "«{#» börjar en kommentar; skriv {: #id } för att ge rubriken ett id"
        return None, found.end(), source.error(message, found.start())
    return found["raw"], found.end(), None


def _statement(source: Source, start: int) -> _Marked:
    found = _STATEMENT.match(source.text, start)
    word, end = (found["word"], found.end()) if found else ("", start + 2)
    if word == "raw":
        return None, end, source.error("{% raw %} saknar avslutande {% endraw %}", start)
    # The end of a statement was complained about where it began.
    if word.startswith(_CONTINUATIONS) and 0 <= source.text.find("{%") < start:
        return None, end, None
    message = f"satsen {{% {word} %}} får inte användas i plantexter; använd makron"
    return None, end, source.error(message, start)


def _expression(source: Source, start: int) -> _Marked:
    end, fault = _end_of_expression(source.text, start)
    if fault is not None:
        return None, end, source.error(*fault)
    code = source.text[start + 2 : end]
    for sign, offset in ((code[:1], start + 2), (code[-1:], end - 1)):
        if sign in ("-", "+"):
            message = f"«{sign}» får inte stå intill klamrarna; skriv {{{{ makro() }}}}"
            return None, end + 2, source.error(message, offset)
    return Cut(code, start + 2), end + 2, None


def _end_of_expression(text: str, start: int) -> tuple[int, tuple[str, int] | None]:
    """Where the «}}» of an expression begins. If faulty, where to go on, and the message with its offset."""
    position, stop, open_brackets = start + 2, start + _LONGEST_EXPRESSION, list[str]()
    while True:
        found, closing = _INSIDE.search(text, position, stop), text.find("}}", position, stop)
        if closing >= 0 and not open_brackets and (found is None or closing <= found.start()):
            return closing, None
        if found is None or found[0] == "{{":
            return _end_of_line(text, start), ("«{{» saknar avslutande «}}»", start)
        if message := _character_fault(found[0]):
            return _end_of_line(text, found.start()), (message, found.start())
        if not _balances(open_brackets, found[0]) and text.startswith("}}", found.start()):
            return found.start(), None  # Jinja's parser tells which bracket is missing.
        position = found.end()


def _character_fault(found: str) -> str:
    if found in ('"', "'"):
        return f"citattecknet {found} avslutas inte på samma rad"
    if "\\" in found:
        return "omvänt snedstreck (\\) får inte användas inom {{ }}; skriv tecknet som det är"
    return ""


def _balances(open_brackets: list[str], token: str) -> bool:
    """Follows one bracket. False for a closing bracket that closes nothing."""
    if token in _PAIRS.values():
        open_brackets.append(token)
    elif token in _PAIRS:
        if open_brackets[-1:] != [_PAIRS[token]]:
            return False
        open_brackets.pop()
    return True


def _end_of_line(text: str, position: int) -> int:
    end = text.find("\n", position)
    return len(text) if end < 0 else end
