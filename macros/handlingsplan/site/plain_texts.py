"""Plain texts pass what Python-Markdown looks for in each block, and in each piece of text, at once.

Every piece of text of a page (a paragraph, an item of a list, a heading) is searched for fifteen patterns, one after
the other. Most have nothing for any of them to find: none of the characters that the patterns begin with. And every
block is shown to sixteen processors until one of them takes it. Most are but a line that begins with a letter, with
a token of our own or with the sign of a heading, or the nothing between two blocks, so it is known which one that is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.blockparser import BlockParser
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
#: The processors of blocks that are known to leave the blocks below to those that are named there.
_PROCESSORS = frozenset(
    {
        *("empty", "indent", "code", "hashheader", "setextheader", "hr", "olist", "ulist", "quote", "reference"),
        *("paragraph", "admonition", "defindent", "deflist", "footnote", "table"),
    }
)
_BLOCK = re.compile(r"(?P<empty>)$|(?P<paragraph>[^\W\d_]|\ue000)|(?P<hashheader>#[^\\]*$)")


def pass_plain_texts(md: Markdown) -> None:
    """Let texts without signs pass, if all patterns are known, and plain blocks, if all processors are."""
    if _are_among(_KNOWN, md.inlinePatterns):
        md.treeprocessors.register(_PlainTexts(md), "inline", 20)
    if _are_among(_PROCESSORS, md.parser.blockprocessors) and type(md.parser) is BlockParser:
        md.parser.__class__ = _PlainBlocks


def _are_among(known: Iterable[str], registry: Any) -> bool:
    return sum(name in registry for name in known) == len(registry)


class _PlainTexts(InlineProcessor):
    """Markdown's own search for inline markup, where there may be some."""

    def _InlineProcessor__handleInline(self, data: str, patternIndex: int = 0) -> str:  # noqa: N802, N803 - theirs
        if SIGNS.search(data) is None:
            return data
        return super()._InlineProcessor__handleInline(data, patternIndex)  # type: ignore[misc,no-any-return]


class _PlainBlocks(BlockParser):
    """Markdown's own parser, which shows plain blocks to the processor that they are for."""

    def parseBlocks(self, parent: Element, blocks: list[str]) -> None:  # noqa: N802 - theirs
        processors = [*self.blockprocessors]
        while blocks:
            plain = _BLOCK.match(blocks[0])
            if plain and "\n" not in blocks[0]:
                self.blockprocessors[str(plain.lastgroup)].run(parent, blocks)
                continue
            for processor in processors:
                if processor.test(parent, blocks[0]) and processor.run(parent, blocks) is not False:
                    break
