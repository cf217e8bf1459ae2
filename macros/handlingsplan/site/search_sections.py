"""A page's HTML to what the search knows of it: a title and a text for each heading.

The result is that of Material's own search plugin, whose HTML parser took more time than Markdown and the templates
together. Here one regular expression walks over the tags, and a table or list of terms with nothing but text and
plain tags in it is divided into its texts at once. Differences, all on purpose: an element inside an excluded one of
the same kind does not end the exclusion, and a section that stands for the list of sources is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from html import escape, unescape

#: The attributes of a tag: runs of what is not quoted, with what is quoted between them.
_ATTRIBUTES = r"""([^"'>]*(?:(?:"[^"]*"|'[^']*')[^"'>]*)*)"""
_TAG = re.compile(rf"""<(/?)([a-zA-Z][^\s/>]*){_ATTRIBUTES}>|<!--.*?-->|<[!?][^>]*>""", re.DOTALL)
_ID = re.compile(r"""(?:^|\s)id=(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""")
_PERMALINK = re.compile(r"""(?:^|\s)class=["']?headerlink["']?(?:\s|$)""")
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_KEPT = frozenset({"p", "code", "pre", "li", "ol", "ul", "sub", "sup"})
_SKIPPED = frozenset({"object", "script", "style"})
_VOID = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"}
)
_EXCLUDED = "data-search-exclude"
#: What is divided into its texts at once, and what it may not hold for them alone to count: tags and attributes that
#: `_Reader` does not just pass over.
_PLAIN = frozenset({"table", "dl"})
_MARKED = re.compile(r"<(?i:h[1-6]|p|code|pre|li|[ou]l|su[bp]|object|script|style|table|dl)[\s/>]|<[!?]")
_MARKS = (_EXCLUDED, "headerlink", "linenodiv", "/>")
_ANY_TAG = re.compile(r"""</?[a-zA-Z][^"'>]*(?:(?:"[^"]*"|'[^']*')[^"'>]*)*>""")
#: Sections that say where other sections come from: a hit in one of them would be a hit twice.
_LEFT_OUT = frozenset({"siffrornas-kallor"})


@dataclass(frozen=True, slots=True)
class SearchSection:
    """What the search knows of one part of a page. `anchor` is empty for what stands before the first heading."""

    anchor: str
    title: str
    text: str


def _end_of(html: str, tag: str, start: int) -> int:
    """Find the tag that ends an element which has just begun; what is inside need not be looked at."""
    depth = 1
    for found in _tags_named(tag).finditer(html, start):
        if not found[2].endswith("/"):
            depth += -1 if found[1] else 1
        if depth == 0:
            return found.start()
    return len(html)


def _plain_inside(html: str, tag: str, start: int) -> str:
    """Give what stands before an element's end if only its texts count; else nothing."""
    inside = html[start : max(start, html.find(f"</{tag}>", start))]
    return "" if any(mark in inside for mark in _MARKS) or _MARKED.search(inside) else inside


@cache
def _tags_named(tag: str) -> re.Pattern[str]:
    return re.compile(rf"<(/?){re.escape(tag)}(?=[\s/>]){_ATTRIBUTES}>", re.IGNORECASE)


@dataclass(slots=True, eq=False)
class _Section:
    tag: str = ""
    anchor: str = ""
    depth: float = 0
    excluded: bool = False
    title: list[str] = field(default_factory=list)
    text: list[str] = field(default_factory=list)


def read_sections(html: str) -> Iterator[SearchSection]:
    """Divide a page's content at its headings; tags that say how a text hangs together are kept."""
    reader = _Reader()
    end = 0
    while found := _TAG.search(html, end):
        begins, before = found.start(), end
        if begins > before:
            reader.text(html[before:begins])
        end = found.end()
        closes, name, attributes = found.groups()
        if not name:
            continue
        if closes:
            reader.close(name.lower())
        elif reader.open(tag := name.lower(), attributes):
            end = _end_of(html, tag, end)
        elif tag in _PLAIN and reader.is_in_text() and (inside := _plain_inside(html, tag, end)):
            reader.texts(_ANY_TAG.split(inside))
            end += len(inside)
    if end < len(html):
        reader.text(html[end:])
    for each in reader.sections:
        if not each.excluded and each.anchor not in _LEFT_OUT:
            yield SearchSection(each.anchor, "".join(each.title).strip(), "".join(each.text).strip())


class _Reader:
    """Where the walk over the tags stands: the open elements, and the section that text goes to."""

    def __init__(self) -> None:
        self.sections: list[_Section] = []
        self._open: list[str] = []
        self._here: _Section | None = None
        self._skipped_from = 0  # how many elements were open when an excluded one began, itself included; 0 for none
        self._permalinks = self._preformatted = 0

    def text(self, text: str) -> None:
        """Take in what stands between two tags."""
        if self._skipped_from:
            return
        if "&" in text:
            text = unescape(text)
        blank = text.isspace()
        if not self._preformatted:
            text = " " if blank else text.replace("\n", " ")
        here = self._here or self._section()
        if here.tag in self._open:
            if not self._permalinks:
                here.title.append(_escaped(text))
        elif not blank:
            here.text.append(_escaped(text))
        elif self._preformatted or not here.text or not here.text[-1].isspace():
            here.text.append(text)

    def is_in_text(self) -> bool:
        """Tell whether what comes is text of a section that goes on, however many elements begin and end in it."""
        here = self._here or self._section()
        return here.tag not in self._open and here.depth <= len(self._open) and not self._preformatted

    def texts(self, texts: list[str]) -> None:
        """Take in what stands between tags that do not count, as `text` would where `is_in_text`."""
        taken = self._target()
        after_blank = bool(taken) and taken[-1].isspace()
        for text in filter(None, texts):
            read = unescape(text) if "&" in text else text
            blank = read.isspace()
            if not blank:
                taken.append(_escaped(read.replace("\n", " ")))
            elif not after_blank:
                taken.append(" ")
            after_blank = blank

    def open(self, tag: str, attributes: str) -> bool:
        """Take in a tag that begins an element; tell whether what is inside is to be passed over."""
        if tag in _VOID:
            return False
        self._open.append(tag)
        if not self._skipped_from:
            self._opened(tag, attributes)
        if attributes.endswith("/"):
            self._closed(tag)
        return bool(self._skipped_from)

    def close(self, tag: str) -> None:
        """Take in a tag that ends an element."""
        if self._open and self._open[-1] == tag:
            self._closed(tag)

    def _opened(self, tag: str, attributes: str) -> None:
        if tag == "pre":
            self._preformatted += 1
        elif attributes:
            self._look(tag, attributes)
        if self._here is None:
            self._section()
        if tag in _SKIPPED or (attributes and (_EXCLUDED in attributes or "linenodiv" in attributes)):
            self._skipped_from = len(self._open)
        elif tag in _KEPT:
            self._target().append(f"<{tag}>")

    def _look(self, tag: str, attributes: str) -> None:
        """Look whether an element is a heading's own link, or a heading that can be linked to."""
        if tag == "a":
            if "headerlink" in attributes and _PERMALINK.search(attributes):
                self._permalinks = len(self._open)
        elif tag in _HEADINGS and (anchor := _ID.search(attributes)):
            self._begin(tag, unescape(anchor[1] or anchor[2] or anchor[3] or ""), _EXCLUDED in attributes)

    def _begin(self, tag: str, anchor: str, excluded: bool) -> None:
        """Begin a section at a heading. The page's first heading of all stands for the page itself."""
        if tag != "h1" and not self.sections:
            self.sections.append(_Section(depth=len(self._open)))
        known = bool(self.sections)
        self._here = _Section(tag, anchor if known else "", len(self._open), excluded)
        self.sections.append(self._here)

    def _closed(self, tag: str) -> None:
        depth = len(self._open)
        if self._here is not None and self._here.depth > depth:
            self._leave(depth)
        self._open.pop()
        if self._skipped_from:
            if depth == self._skipped_from:
                self._skipped_from = 0
            return
        if tag == "pre":
            self._preformatted -= 1
        if self._permalinks == depth:
            self._permalinks = 0
        if tag in _KEPT:
            _close(self._target(), tag)

    def _leave(self, depth: int) -> None:
        """End a section whose heading stood inside an element that ends here; the one around it goes on."""
        assert self._here is not None  # noqa: S101  (the caller has looked)
        for section in reversed(self.sections):
            if section.depth <= depth:
                self._here.depth = float("inf")
                self._here = section
                return

    def _section(self) -> _Section:
        if self._here is None:
            self._here = _Section()
            self.sections.append(self._here)
        return self._here

    def _target(self) -> list[str]:
        here = self._section()
        return here.title if here.tag in self._open else here.text


def _escaped(text: str) -> str:
    return escape(text, quote=False) if "&" in text or "<" in text or ">" in text else text


def _close(parts: list[str], tag: str) -> None:
    """Close an element; one that turned out to be empty is removed."""
    start = f"<{tag}>"
    if start not in parts:
        return
    first = parts.index(start)
    if any(not each.isspace() for each in parts[first + 1 :]):
        parts.append(f"</{tag}>")
    else:
        del parts[first:]
