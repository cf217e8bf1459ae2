"""What Markdown makes of a text is the same, whether plain texts are passed over or not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown import Markdown
from markdown.blockparser import BlockParser
from markdown.blockprocessors import ParagraphProcessor
from markdown.inlinepatterns import SimpleTextInlineProcessor

from handlingsplan.site.plain_texts import SIGNS, pass_plain_texts

_EXTENSIONS = ["admonition", "attr_list", "def_list", "footnotes", "tables", "toc"]
_PIECES = (
    *(
        "a",
        "Å 1",
        " ",
        "  \n",
        "\n",
        "\n\n",
        "# ",
        "- ",
        "> ",
        "| ",
        "*",
        "**",
        "_",
        "__",
        "`",
        "``",
        "\\",
        "\\*",
        "[",
        "]",
    ),
    *(
        "(",
        ")",
        "](b)",
        "![",
        "[^1]",
        "\n[^1]: c\n",
        "<",
        ">",
        "<b>",
        "<!-- ",
        "-->",
        "&",
        "&amp;",
        "&#8211;",
        "{: #i }",
    ),
    *("## A\n\n", "\n\nA", "\n\n\ue0002\ue001\n\n", "\n\n\n", "\n===\n", "---", "    "),
    *("<https://a.se>", "<a@b.se>", "@", ".", "1. ", ": ", "!!! note\n    ", "~", "\u00a0", "\ue0001\ue001"),
)
_TEXTS = st.lists(st.sampled_from(_PIECES), max_size=25).map("".join)


def _markdown() -> Markdown:
    return Markdown(extensions=_EXTENSIONS)


@given(_TEXTS)
def test_the_page_is_the_same(text: str) -> None:
    faster = _markdown()
    pass_plain_texts(faster)
    assert faster.convert(text) == _markdown().convert(text)


@given(_TEXTS)
def test_what_a_pattern_finds_has_a_sign(text: str) -> None:
    found = [pattern for pattern in _markdown().inlinePatterns if pattern.getCompiledRegExp().search(text)]
    assert not found or SIGNS.search(text)


def test_plain_texts_are_passed_over() -> None:
    md = _markdown()
    pass_plain_texts(md)
    looked = [0]
    pattern = md.inlinePatterns["backtick"]
    compiled = pattern.getCompiledRegExp()

    def counted() -> object:
        looked[0] += 1
        return compiled

    pattern.getCompiledRegExp = counted  # type: ignore[assignment, method-assign]
    md.convert("En mening.\n\n- En till.")
    assert looked == [0]
    md.convert("En *mening*.")
    assert looked[0] > 0


@pytest.mark.parametrize(
    "text", ["# A \\", "# A\\# b", "#", "", "\n", "A\n===", "\ue0001\ue001\n: b", "_ _ _", "1. a", "Å\n---"]
)
def test_a_block_that_is_nearly_plain(text: str) -> None:
    faster = _markdown()
    pass_plain_texts(faster)
    for around in ("{}", "A\n\n{}\n\nB", "- A\n\n    {}\n\n{}", "!!! note\n    A\n\n{}", "    A\n\n\n{}\n\n\n    B"):
        assert faster.reset().convert(around.format(text, text)) == _markdown().convert(around.format(text, text))


def test_plain_blocks_are_shown_to_the_one_they_are_for() -> None:
    md = _markdown()
    pass_plain_texts(md)
    asked: list[str] = []
    md.parser.blockprocessors["quote"].test = lambda _, block: asked.append(block)  # type: ignore[func-returns-value, method-assign, return-value]
    md.convert("# Rubrik\n\n\n\nEn mening.\n\n\ue0001\ue001\n\n(En till.)")
    assert asked == ["(En till.)"]


@pytest.mark.parametrize("known", [True, False])
def test_with_another_processor_every_block_is_shown_to_all(known: bool) -> None:
    md = _markdown()
    if not known:
        md.parser.blockprocessors.register(ParagraphProcessor(md.parser), "another", 50)
    pass_plain_texts(md)
    assert (type(md.parser) is not BlockParser) is known


@pytest.mark.parametrize("known", [True, False])
def test_with_another_pattern_nothing_is_passed_over(known: bool) -> None:
    md = _markdown()
    if not known:
        md.inlinePatterns.register(SimpleTextInlineProcessor(r"(mening)"), "another", 50)
    stock = md.treeprocessors["inline"]
    pass_plain_texts(md)
    assert (md.treeprocessors["inline"] is not stock) is known
