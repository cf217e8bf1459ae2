"""One Markdown for all pages of a build, which draws no contents that nobody shows.

MkDocs makes a new one for each page, with all its extensions: a fifth of the time that making HTML of a page takes.
One that is reset gives the same, if its extensions have nothing left of the last page, or forget it when they are
told. Markdown's own contents are for a text with a place for them; the theme's are made of something else.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.extensions.toc import TocTreeprocessor

from handlingsplan.site.bounded_markdown import BoundedMarkdown

#: The extensions that are known to leave nothing.
_KNOWN = frozenset({"admonition", "attr_list", "def_list", "fenced_code", "footnotes", "tables", "toc"})


class OneMarkdown:
    """Stands for the class `Markdown` while one site is built."""

    def __init__(self) -> None:
        self._made: Markdown | None = None

    def __call__(self, *, extensions: Sequence[str | Extension], **given: Any) -> Markdown:
        """Give a Markdown that is as new; with extensions that are not known it is."""
        if self._made is None or not all(each in _KNOWN or isinstance(each, BoundedMarkdown) for each in extensions):
            self._made = Markdown(extensions=extensions, **given)
            draw_no_contents(self._made)
        return self._made.reset()


def draw_no_contents(md: Markdown) -> None:
    """Let contents be drawn only for a text that shows them."""
    if "toc" in md.treeprocessors and type(md.treeprocessors["toc"]) is TocTreeprocessor:
        md.treeprocessors["toc"].__class__ = _Contents


class _Contents(TocTreeprocessor):
    """Markdown's own, for a text with a place for them."""

    md: Any

    def build_toc_div(self, toc_list: list[Any]) -> Element:
        if self.marker and any(self.marker in line for line in self.md.lines):
            return super().build_toc_div(toc_list)
        return Element("div")

    def replace_marker(self, root: Element, elem: Element) -> None:
        if len(elem):
            super().replace_marker(root, elem)
