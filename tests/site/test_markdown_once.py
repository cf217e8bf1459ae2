"""One Markdown gives what a new one gives for each text, whatever the texts before it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown import Markdown
from markdown.extensions import Extension

from handlingsplan.site.bounded_markdown import BoundedMarkdown
from handlingsplan.site.markdown_once import OneMarkdown, draw_no_contents

_EXTENSIONS: list[str | Extension] = [
    "admonition",
    "attr_list",
    "def_list",
    "fenced_code",
    "footnotes",
    "tables",
    "toc",
]
_CONFIGS = {"toc": {"permalink": True}, "tables": {"use_align_attribute": True}}
_PIECES = (
    *(
        "a",
        " ",
        "\n",
        "\n\n",
        "    ",
        "# ",
        "## A\n",
        "- ",
        "1. ",
        "> ",
        "| a | b |\n|---|--:|\n| c | d |\n",
        "*",
        "`",
    ),
    *("[^1]", "\n\n[^1]: not\n", "[a][b]", "\n\n[b]: c\n", ": ", '!!! note "N"\n    ', "{: #i .fri }", "```\n"),
    *("<div>", "</div>", "<!-- ", "[TOC]", "\n\n[TOC]\n\n", "&amp;", "\ue0001\ue001"),
)
_TEXTS = st.lists(st.sampled_from(_PIECES), max_size=20).map("".join)


def tokens(md: Markdown) -> object:
    return md.toc_tokens  # type: ignore[attr-defined]


@given(st.lists(_TEXTS, min_size=2, max_size=4))
def test_no_text_leaves_anything_for_the_next(texts: list[str]) -> None:
    one = OneMarkdown()
    for text in texts:
        stock = Markdown(extensions=_EXTENSIONS, extension_configs=_CONFIGS)
        ours = one(extensions=[*_EXTENSIONS, BoundedMarkdown(ValueError)], extension_configs=_CONFIGS)
        assert ours.convert(text) == stock.convert(text)
        assert tokens(ours) == tokens(stock)


def test_it_is_the_same_one_where_all_its_extensions_are_known() -> None:
    one = OneMarkdown()
    assert one(extensions=["toc"]) is one(extensions=["toc"])
    assert one(extensions=["toc", "smarty"]) is not one(extensions=["toc", "smarty"])


@pytest.mark.parametrize(("text", "drawn"), [("# A", False), ("# A\n\n[TOC]", True)])
def test_contents_are_drawn_for_a_text_that_shows_them(text: str, drawn: bool) -> None:
    md = Markdown(extensions=["toc"])
    draw_no_contents(md)
    assert ('<div class="toc">' in md.convert(text)) is drawn
    assert bool(md.toc) is True  # type: ignore[attr-defined]
    assert ("href" in md.toc) is drawn  # type: ignore[attr-defined]
