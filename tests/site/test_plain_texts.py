"""What Markdown makes of a text is the same, whether plain texts are passed over or not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown import Markdown
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


@pytest.mark.parametrize("known", [True, False])
def test_with_another_pattern_nothing_is_passed_over(known: bool) -> None:
    md = _markdown()
    if not known:
        md.inlinePatterns.register(SimpleTextInlineProcessor(r"(mening)"), "another", 50)
    stock = md.treeprocessors["inline"]
    pass_plain_texts(md)
    assert (md.treeprocessors["inline"] is not stock) is known
