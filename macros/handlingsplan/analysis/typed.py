"""What people typed: texts with macros, code and markup blanked out, every character at its place.

A macro prints what it computes, so nothing in it is a claim of the writer. One thing is: the source's own wording in
`uppgivet("…", …)`, which is kept and marked.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from handlingsplan.text.places import Place

#: Stands for every blanked character. The readers refuse it in files, so no text can hold it.
BLANK = "\0"
_NEWLINE = re.compile("\n")
_NOT_NEWLINE = re.compile(r"[^\n]")
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_MARKS = re.compile(r"\{%\s*raw\s*%\}|\{\{")
_END_RAW = re.compile(r"\{%\s*endraw\s*%\}")
_INSIDE = re.compile(r"\"[^\"\n]*\"|'[^'\n]*'|\{\{|\}\}")
_STATED = re.compile(r"\buppgivet\(\s*(?:\"([^\"\n]*)\"|'([^'\n]*)')")
_MARKUP = re.compile(
    r"`[^`\n]+`|<[A-Za-z/!][^<>]*>|\]\([^()\n]*\)|\{:[^{}\n]*\}|\bhttps?://\S+|(?<![\w.+-])[\w.+-]{1,64}@[\w.-]+"
)
#: What any of that has in it: most texts have none.
_SIGNS_OF_MARKUP = ("`", "<", "](", "{:", "://", "@")
_LONGEST_MACRO = 5_000
_BLOCK = re.compile(r"[ \t]*(?:[-*+]|\d{1,3}[.)])[ \t]+|[ \t]*#{1,6}[ \t]|[ \t]*\||[ \t]*$")
_BULLET = re.compile(r"[ \t]*(?:[-*+]|\d{1,3}[.)])[ \t]+(?=\S)")
_SENTENCE_END = re.compile(r"(?<![\s.])[.!?:;]+(?=\s+[\"”«(]?[A-ZÅÄÖ\0]|[ \t]*\n[ \t]*\d)")
_ABBREVIATION = re.compile(
    r"(?:^|\W)(?:ca|c:a|enl|bl\.a|t\.ex|d\.v\.s|dvs|resp|inkl|exkl|jan|feb|mar|apr|aug|sept?|okt|nov|dec|kl|nr|st"
    r"|fr\.o\.m|t\.o\.m|kap|prop|tf|f\.n|m\.m)$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence's span in its passage; `item` says that it stands in a list."""

    start: int
    end: int
    item: bool = False


@dataclass(frozen=True, slots=True)
class About:
    """What a passage belongs to: what holds it (for messages), its actions, and its section's heading and id."""

    source: str = ""
    actions: tuple[str, ...] = ()
    section: str = ""
    heading: str = ""
    follow_up: bool = False


@dataclass(frozen=True)  # without slots: it is cut into lines and sentences once, where anybody asks
class Passage:
    """A piece of typed text. `text` is as long as it was written, with blanks.

    A field of YAML may be folded, so only its beginning has an exact place.
    """

    text: str
    first: Place
    about: About
    exact: bool
    stated: tuple[tuple[int, int], ...]

    @cached_property
    def newlines(self) -> tuple[int, ...]:
        """Where its lines end."""
        return tuple(match.start() for match in _NEWLINE.finditer(self.text))

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """Its sentences, in order."""
        return tuple(_sentences(self.text))

    def place(self, offset: int) -> Place:
        """Give the place of a character."""
        if not self.exact:
            return self.first
        line = bisect_right(self.newlines, offset - 1)
        begins = self.newlines[line - 1] + 1 if line else 0
        return Place(self.first.path, self.first.line + line, offset - begins + 1)

    def sentence(self, offset: int) -> Sentence:
        """Give the sentence that holds a character, or the one before it."""
        index = bisect_right(self.sentences, offset, key=lambda each: each.start) - 1
        return self.sentences[max(index, 0)] if self.sentences else Sentence(0, len(self.text))

    def words_of(self, sentence: Sentence) -> str:
        """Give a sentence's text."""
        return self.text[sentence.start : sentence.end]

    def is_stated(self, offset: int) -> bool:
        """Whether a character is a source's own wording, which a macro already compares (*uppgivet*)."""
        return any(start <= offset < end for start, end in self.stated)


def passage(text: str, first: Place, about: About | None = None, *, exact: bool = True) -> Passage:
    """Give a written text as a passage, blanked."""
    blanked, stated = blank(text)
    return Passage(blanked, first, about or About(), exact, stated)


def blank(text: str) -> tuple[str, tuple[tuple[int, int], ...]]:
    """Blank out what nobody typed as a claim; give the text with the spans of stated wordings."""
    if "```" in text or "~~~" in text:
        text = _without_fences(text)
    pieces: list[str] = []
    stated: list[tuple[int, int]] = []
    position = 0
    while mark := _MARKS.search(text, position):
        end = _end_of_raw(text, mark) if mark.group() != "{{" else _end_of_macro(text, mark.start())
        pieces.append(text[position : mark.start()])
        kept = list(_STATED.finditer(text, mark.start(), end))
        stated += [each.span(1 if each.group(1) is not None else 2) for each in kept]
        pieces.append(_keeping(text, mark.start(), end, stated[-len(kept) :] if kept else []))
        position = end
    text = "".join([*pieces, text[position:]])
    if any(map(text.__contains__, _SIGNS_OF_MARKUP)):
        text = _MARKUP.sub(lambda found: _blanks(found.group()), text)
    return text, tuple(stated)


def _blanks(text: str) -> str:
    return _NOT_NEWLINE.sub(BLANK, text)


def _keeping(text: str, start: int, end: int, spans: list[tuple[int, int]]) -> str:
    """Blank a macro but for some spans of it."""
    pieces, position = [], start
    for first, last in spans:
        pieces += [_blanks(text[position:first]), text[first:last]]
        position = last
    return "".join([*pieces, _blanks(text[position:end])])


def _end_of_raw(text: str, mark: re.Match[str]) -> int:
    end = _END_RAW.search(text, mark.end())
    return end.end() if end else len(text)


def _end_of_macro(text: str, start: int) -> int:
    """Where a macro ends; one that never does ends with its line."""
    for found in _INSIDE.finditer(text, start + 2, start + _LONGEST_MACRO):
        if found.group() == "}}":
            return found.end()
        if found.group() == "{{":
            break
    end = text.find("\n", start)
    return len(text) if end < 0 else end


def _without_fences(text: str) -> str:
    """Blank fenced code."""
    lines, fence = text.split("\n"), ""
    for number, line in enumerate(lines):
        match = _FENCE.match(line)
        if fence or match:
            lines[number] = _blanks(line)
        if match and not fence:
            fence = match.group(1)
        elif match and match.group(1).startswith(fence):
            fence = ""
    return "\n".join(lines)


def _sentences(text: str) -> Iterator[Sentence]:
    for start, end in _blocks(text):
        item = _BULLET.match(text, start, end)
        begins = item.end() if item else start
        for stop in _SENTENCE_END.finditer(text, begins, end):
            if not _ABBREVIATION.search(text[max(begins, stop.start() - 12) : stop.start()]):
                yield Sentence(begins, stop.end(), item is not None)
                begins = stop.end()
        if text[begins:end].strip():
            yield Sentence(begins, end, item is not None)


def _blocks(text: str) -> Iterator[tuple[int, int]]:
    """Give paragraphs, list items, headings and table rows, one after the other."""
    begins = position = 0
    for line in text.split("\n"):
        if _BLOCK.match(line) and position > begins:
            yield begins, position - 1
            begins = position
        position += len(line) + 1
        if not line.strip() or line.lstrip().startswith(("#", "|")):
            yield begins, position - 1
            begins = position
    if begins < len(text):
        yield begins, len(text)
