"""Carries the program's own HTML past Markdown, and lets only harmless HTML through from the texts of others.

A table that Markdown has to read costs more than all the rest of a page. Instead a macro puts its HTML aside
and leaves a token in the text; when Markdown is done, the text's HTML is sanitised and the tokens are
exchanged for the HTML. In that order: what the program wrote itself may hold what no text may.

A token is a number between two characters that are reserved for this: the readers refuse them in every file,
and `sanitise` removes them when they are written as character references.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import count

import nh3
from markupsafe import Markup, escape

_MARK = "\ue000[0-9]{1,15}\ue001"
_TOKEN = re.compile(_MARK)
_PARAGRAPH = re.compile(rf"<p(?:\s[^<>]*)?>\s*({_MARK}(?:\s*{_MARK})*)\s*</p>")
_TAG_OR_TOKEN = re.compile(rf"""</?[a-zA-Z](?:[^"'>]|"[^"]*"|'[^']*')*>|{_MARK}""")
_TABLE = re.compile(r"<table>(.*?)</table>", re.DOTALL)
_ALIGNED = re.compile(r'(<t[hd]\b[^>]*?) align="(right|center|left)"')
_HEADING_CELL = re.compile(r"<th(?![^<>]*\bscope=)(?=[ >])")
#: Pieces with their numbers, and whether each is part of a line of text.
Pieces = Sequence[tuple[int, str, bool]]
_REFERENCE = re.compile(r"&#(?:[xX]0*[eE]00[01](?![0-9a-fA-F])|0*5734[45](?![0-9]));?")


class Fragments:
    """The pieces of HTML that were put aside, numbered from 1 in the order they came.

    A text that is filled in by itself numbers its own from 1, and gets others on the page that takes it in (`adopt`).
    """

    def __init__(self) -> None:
        self._html: dict[int, str] = {}
        self._inline: set[int] = set()
        self._size = self._last = 0

    def taken_out(self) -> Pieces:
        """Give all pieces, and forget them: the next one is number 1 again."""
        pieces = [(number, html, number in self._inline) for number, html in self._html.items()]
        self._html.clear()
        self._inline.clear()
        self._last = 0
        return pieces

    def adopt(self, markdown: str, pieces: Pieces) -> str:
        """Take in a text with its pieces, numbered from 1; give it with the numbers that they have here."""
        before = self._last

        def renumbered(token: re.Match[str]) -> str:
            return f"\ue000{int(token[0][1:-1]) + before}\ue001"

        for number, html, inline in pieces:
            self._html[number + before] = _TOKEN.sub(renumbered, html) if "\ue000" in html else html
            self._last = max(self._last, number + before)
            if inline:
                self._inline.add(number + before)
        return _TOKEN.sub(renumbered, markdown) if pieces else markdown

    def let_go(self) -> None:
        """Forget all pieces; numbers are never used again."""
        self._html.clear()
        self._inline.clear()

    def put(self, html: Markup, inline: bool = False) -> str:
        """The token to write into the Markdown text instead of `html`, which may itself hold earlier tokens.

        A block stands by itself between blank lines; what is `inline` is part of a line of text.
        """
        self._last += 1
        self._html[self._last] = str(html)
        if inline:
            self._inline.add(self._last)
        self._size += len(html)
        token = f"\ue000{self._last}\ue001"
        return token if inline else f"\n\n{token}\n\n"

    def put_later(self, draw: Callable[[], Markup], longest: int) -> str:  # noqa: ARG002 - see `unseen.py`
        """The token to write instead of a block, which is drawn here; `longest` is more characters than it has."""
        return self.put(draw())

    def size(self) -> int:
        """How many characters of HTML have been put aside."""
        return self._size

    def insert(self, html: str) -> str:
        """The page with every token exchanged for its HTML. Raises `LookupError` for a token not put here."""
        return self._insert(html, self._last)

    def text(self, html: str) -> str:
        """The same as text without tags, escaped for HTML: for titles and tables of contents."""
        return str(escape(Markup(self.insert(html)).striptags()))  # noqa: S704 - it is escaped again

    def _insert(self, html: str, newest: int) -> str:
        if "\ue000" not in html:
            return html
        html = _PARAGRAPH.sub(self._unwrapped, html)
        return _TAG_OR_TOKEN.sub(lambda found: self._exchanged(found, newest), html)

    def _unwrapped(self, paragraph: re.Match[str]) -> str:
        """Blocks may not stand inside a paragraph; a paragraph of inline pieces stays one."""
        tokens = _TOKEN.findall(paragraph[1])
        return paragraph[0] if all(map(self._is_inline, tokens)) else "\n".join(tokens)

    def _is_inline(self, token: str) -> bool:
        return int(token[1:-1]) in self._inline

    def _exchanged(self, found: re.Match[str], newest: int) -> str:
        if found[0].startswith("<"):  # HTML inside an attribute would break out of it.
            return _TOKEN.sub("", found[0])
        number = int(found[0][1:-1])
        if number > newest or number not in self._html:
            raise LookupError(f"no fragment {number} was put before this place")
        return self._insert(self._html[number], number - 1)


def frame_tables(html: str) -> str:
    """Gives the tables that Markdown made what our own have: scrolling with the keyboard, and headings that are told.

    Each is a region with its own name, so that they are told apart by those who go from one to the next. HTML has no
    attribute for alignment any more, and no text may hold a style, so alignment becomes a class.
    """
    numbers = count(1)

    def framed(table: re.Match[str]) -> str:
        start = f'<div class="hp-tablewrap" role="region" tabindex="0" aria-label="Tabell {next(numbers)} i texten">'
        cells = _ALIGNED.sub(_aligned, _HEADING_CELL.sub('<th scope="col"', table[1]))
        return f'{start}<table class="hp-table">{cells}</table></div>'

    return _TABLE.sub(framed, html)


def _aligned(cell: re.Match[str]) -> str:
    name = {"right": "hoger", "center": "mitt"}.get(cell[2])
    return f'{cell[1]} class="{name}"' if name else cell[1]


_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_PLAIN = (
    *("p", "br", "hr", "div", "blockquote", "pre", "ul", "dl", "dt", "dd"),
    *("table", "caption", "thead", "tbody", "tfoot", "tr"),
    *("strong", "b", "em", "i", "code", "kbd", "del", "ins", "s", "mark", "small", "sub", "cite", "q"),
)
_ATTRIBUTES = {
    **{tag: set[str]() for tag in _PLAIN},
    **{tag: {"id"} for tag in (*_HEADINGS, "li", "sup")},
    **{tag: {"align", "colspan", "rowspan"} for tag in ("th", "td")},
    "a": {"href", "title"},
    "abbr": {"title"},
    "ol": {"start"},
}
_CLASSES = {
    **{tag: {"bilaga", "fri"} for tag in _HEADINGS},
    "a": {"headerlink", "footnote-ref", "footnote-backref"},
    "div": {"footnote", "admonition", "note", "tip", "info", "warning"},
    "p": {"admonition-title"},
}


def _attribute(_tag: str, name: str, value: str) -> str | None:
    """Ids that begin with two underscores belong to the theme: a second one could take over its switches."""
    return None if name == "id" and value.startswith("__") else value


_CLEANER = nh3.Cleaner(
    tags=set(_ATTRIBUTES),
    attributes=_ATTRIBUTES,
    attribute_filter=_attribute,
    allowed_classes=_CLASSES,
    url_schemes={"http", "https", "mailto"},
    link_rel=None,
)


def sanitise(html: str) -> str:
    """What Markdown made of somebody's text, with everything removed that could act or look like the program.

    Headings keep their ids and permalinks, and the tokens of `Fragments` stay where they are.
    """
    return _CLEANER.clean(_REFERENCE.sub("", html))
