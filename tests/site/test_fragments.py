"""The program's HTML gets past Markdown unharmed, and other people's HTML does not."""

import markdown
import pytest
from markupsafe import Markup

from handlingsplan.site.fragments import Fragments, frame_tables, sanitise

TABLE = Markup('<div class="hp-tablewrap"><table><tr><td>1</td></tr></table></div>')


def to_html(text: str) -> str:
    """As the site does it: the same extensions, and the permalinks of the theme."""
    extensions = ["attr_list", "tables", "def_list", "footnotes", "admonition", "toc"]
    settings = {"toc": {"permalink": True, "permalink_title": "Länk till avsnittet"}}
    return markdown.markdown(text, extensions=extensions, extension_configs=settings)


class TestFragments:
    def test_a_block_stands_by_itself_and_takes_the_place_of_its_paragraph(self) -> None:
        fragments = Fragments()
        text = f"Före\n{fragments.put(TABLE)}\nefter"
        assert fragments.insert(to_html(text)) == f"<p>Före</p>\n{TABLE}\n<p>efter</p>"

    def test_an_inline_piece_stays_in_its_paragraph(self) -> None:
        fragments = Fragments()
        mark = fragments.put(Markup("<span>1 kr</span>"), inline=True)
        assert fragments.insert(to_html(mark)) == "<p><span>1 kr</span></p>"
        assert fragments.insert(to_html(f"ca {mark}, {mark}")) == ("<p>ca <span>1 kr</span>, <span>1 kr</span></p>")

    def test_several_blocks_in_one_paragraph(self) -> None:
        fragments = Fragments()
        first, second = (fragments.put(Markup("<div>{}</div>").format(n)).strip() for n in (1, 2))
        assert fragments.insert(to_html(f"{first}\n{second}")) == "<div>1</div>\n<div>2</div>"

    def test_in_list_items_and_table_cells(self) -> None:
        fragments = Fragments()
        block = fragments.put(TABLE).strip()
        assert f"<li>{TABLE}</li>" in fragments.insert(to_html(f"- {block}"))
        assert f"<td>{TABLE}</td>" in fragments.insert(to_html(f"| a |\n|---|\n| {block} |"))

    def test_pieces_inside_pieces(self) -> None:
        fragments = Fragments()
        inner = fragments.put(TABLE)
        outer = fragments.put(Markup("<section><p>{}</p></section>").format(inner))
        assert fragments.insert(f"<p>{outer}</p>") == f"<section>{TABLE}</section>"

    def test_numbers_follow_the_order_they_were_put_in(self) -> None:
        tokens = [[fragments.put(TABLE, inline=True) for _ in range(3)] for fragments in (Fragments(), Fragments())]
        assert tokens[0] == tokens[1]
        assert len(set(tokens[0])) == 3

    @pytest.mark.parametrize("forged", ["\ue0000\ue001", "\ue0002\ue001", f"\ue000{'9' * 9}\ue001"])
    def test_a_token_that_nobody_put_is_an_error(self, forged: str) -> None:
        fragments = Fragments()
        fragments.put(TABLE)
        with pytest.raises(LookupError):
            fragments.insert(forged)
        with pytest.raises(LookupError):
            fragments.insert(f"<p>{forged}</p>")

    def test_a_piece_cannot_hold_itself_or_a_later_one(self) -> None:
        fragments = Fragments()
        token = fragments.put(Markup("<b>\ue0001\ue001</b>"))
        with pytest.raises(LookupError):
            fragments.insert(token)

    def test_html_is_never_put_into_an_attribute(self) -> None:
        fragments = Fragments()
        mark = fragments.put(Markup('<b title="x onclick=alert(1) ">1</b>'), inline=True)
        html = fragments.insert(to_html(f"[länk](http://x/{mark}) [b](y '{mark}')"))
        assert html == '<p><a href="http://x/">länk</a> <a href="y" title="">b</a></p>'

    def test_as_text_for_titles(self) -> None:
        fragments = Fragments()
        mark = fragments.put(Markup("<b>1&nbsp;kr &amp; 2</b>"), inline=True)
        assert fragments.text(f"Minst {mark}") == "Minst 1\xa0kr &amp; 2"
        assert fragments.text("A &amp; B") == "A &amp; B"
        assert fragments.text("<img src=x onerror=alert(1)> &lt;b&gt;") == "&lt;b&gt;"


class TestSanitise:
    @pytest.mark.parametrize(
        "text",
        [
            "## Rubrik {: #id .bilaga }\n\ntext",
            "## Rubrik {: #id .fri }",
            "- ett\n- två\n\n1. a\n2. b",
            "**fet** *kursiv* `kod` [länk](http://x/ 'titel') [post](mailto:a@b.se) [plan](../x/#id)",
            "> citat\n\n***\n\nord\n:   förklaring\n\n    kod",
            "text[^1]\n\n[^1]: not",
            '!!! note "Obs"\n    text',
            "&amp; &lt; 1&nbsp;kr x<sup>2</sup> a<br />b \ue0001\ue001",
        ],
    )  # fmt: skip
    def test_what_markdown_writes_stays(self, text: str) -> None:
        html = to_html(text)
        kept = sanitise(html)
        assert _simplified(kept) == _simplified(html)

    def test_permalinks_stay(self) -> None:
        expected = '<a class="headerlink" href="#id" title="Länk till avsnittet">¶</a></h2>'
        assert sanitise(to_html("## Rubrik {: #id }")).endswith(expected)

    @pytest.mark.parametrize(
        "text",
        [
            "<script>alert(1)</script>",
            "<style>body{display:none}</style>",
            "text\n{: onclick=alert(1) }",
            "text\n{: style='position:fixed' }",
            "[x](javascript:alert(1))",
            "[x](JaVaScRiPt:alert(1))",
            "[x](data:text/html;base64,PHNjcmlwdD4=)",
            "<a href='&#106;avascript:alert(1)'>x</a>",
            "<a href='java\tscript:alert(1)'>x</a>",
            "![x](https://annanstans.se/spion.png)",
            "<img src=x onerror=alert(1)>",
            "<iframe src='https://annanstans.se'></iframe>",
            "<svg><script>alert(1)</script></svg>",
            "<math><mi xlink:href='javascript:alert(1)'></math>",
            "<form action='https://annanstans.se'><input name=x></form>",
            "<object data='x'></object><embed src='x'>",
            "<meta http-equiv=refresh content='0;url=https://annanstans.se'>",
            "<!-- <script>alert(1)</script> -->",
            "## x {: #__search }",
            "text\n{: .md-button .hp-status }",
            "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
        ],
    )
    def test_what_could_act_or_deceive_goes(self, text: str) -> None:
        html = sanitise(to_html(text)).lower()
        for sign in ("<script", "<style", "<img", "<svg", "<iframe", "<form", "<input", "<meta", "<object", "<!--",
                     "onclick", "javascript:", "data:", "style=", "class=\"md", "hp-", 'id="__'):  # fmt: skip
            assert sign not in html
        assert "onerror=" not in html.replace("&lt;img src=x onerror=", "")

    @pytest.mark.parametrize(
        "number", ["&#xE000;", "&#xe000", "&#57344;", "&#0057344", "&#X0E000;", "&#xE001;", "&#57345;"]
    )
    def test_a_token_cannot_be_written_as_character_references(self, number: str) -> None:
        html = sanitise(to_html(f"{number}1&#xE001; <a title='{number}'>x</a>"))
        assert "\ue000" not in html
        assert "\ue001" not in html

    def test_other_references_are_left_alone(self) -> None:
        assert sanitise("&#xE0000; &#573441; &#8211;") == "\U000e0000 \U0008c001 –"


class TestTables:
    def test_a_markdown_table_can_be_scrolled_and_its_headings_are_told(self) -> None:
        html = frame_tables(sanitise(to_html("| a | b |\n|---|--:|\n| 1 | 2 |\n\ntext\n\n| c |\n|---|\n| 3 |")))
        assert html.count('<div class="hp-tablewrap" role="region" tabindex="0" aria-label="Tabell 1 i texten">') == 1
        assert html.count('aria-label="Tabell 2 i texten"') == 1
        assert '<th scope="col">a</th>' in html
        assert html.count("<th scope=") == html.count("<th") - html.count("<thead") == 3

    def test_alignment_becomes_a_class(self) -> None:
        cells = '<tr><th align="right">a</th><td align="center">b</td><td align="left">align="right"</td></tr>'
        html = frame_tables(f"<table>{cells}</table>")
        assert '<th scope="col" class="hoger">a</th><td class="mitt">b</td><td>align="right"</td>' in html

    def test_our_own_tables_are_left_alone(self) -> None:
        ours = TABLE.replace("<table>", '<table class="hp-table">')
        assert frame_tables(ours) == ours


def _simplified(html: str) -> str:
    """Without the differences in spelling between the two ways to write the same HTML."""
    for markdowns, ours in (
        (" />", ">"), ("&para;", "¶"), (' class="footnote-backref"', ""), ("&#160;", "&nbsp;"), ("&#8617;", "↩"),
        ("&#109;", "m"),
    ):  # fmt: skip
        html = html.replace(markdowns, ours)
    return html
