"""Texts without a sign of inline markup pass Python-Markdown's inline patterns at once.

Every piece of text of a page (a paragraph, an item of a list, a heading) is searched for fifteen patterns, one after
the other. Most have nothing for any of them to find: none of the characters that the patterns begin with.
"""

from __future__ import annotations

import re

from markdown import Markdown
from markdown.treeprocessors import InlineProcessor

#: The patterns whose signs are known: Markdown's own, and that of footnotes. With any other nothing is passed over.
_KNOWN = frozenset(
    {
        *("backtick", "escape", "footnote", "reference", "link", "image_link", "image_reference", "short_reference"),
        *("short_image_ref", "autolink", "automail", "linebreak", "html", "entity", "em_strong"),
    }
)
#: What each of them has in it: code, escapes, links and images, addresses and tags, entities, emphasis, line breaks.
SIGNS = re.compile(r"[`\\\[<&*_]|  \n")


def pass_plain_texts(md: Markdown) -> None:
    """Let texts without signs pass, if all patterns are known."""
    if sum(name in md.inlinePatterns for name in _KNOWN) == len(md.inlinePatterns):
        md.treeprocessors.register(_PlainTexts(md), "inline", 20)


class _PlainTexts(InlineProcessor):
    """Markdown's own search for inline markup, where there may be some."""

    def _InlineProcessor__handleInline(self, data: str, patternIndex: int = 0) -> str:  # noqa: N802, N803 - theirs
        if SIGNS.search(data) is None:
            return data
        return super()._InlineProcessor__handleInline(data, patternIndex)  # type: ignore[misc,no-any-return]
