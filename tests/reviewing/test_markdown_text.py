"""Texts of others in Markdown: shown as they are, whatever they try."""

from __future__ import annotations

import markdown
import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st

from handlingsplan.reviewing.markdown_text import escaped

UNSEEN = "\u200b"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Vård- och omsorgsnämnden, 2025", "Vård- och omsorgsnämnden, 2025"),
        ("<b> & c", "&lt;b&gt; &amp; c"),
        ("[x](y) `k` *f* _u_ | ~s~ $m$", r"\[x\](y) \`k\` \*f\* \_u\_ \| " + rf"\~{UNSEEN}s\~ \${UNSEEN}m\$"),
        ("@alla #12 !7", f"@{UNSEEN}alla #{UNSEEN}12 !{UNSEEN}7"),
        ("https://x.se www.x.se", f"https:{UNSEEN}//x.se www{UNSEEN}.x.se"),
        ("rad\n\n# rubrik", "rad # rubrik"),
        ("\u202eomvänt\u0007", "omvänt"),
        ("2e22e42f och 1234567", f"2e22e4{UNSEEN}2f och 1234567"),
    ],
)
def test_what_a_forge_would_obey_is_taken_apart(text: str, expected: str) -> None:
    assert escaped(text) == expected


@given(st.text(alphabet=st.sampled_from("<>&[]()!`*_~|\\#@/:ahref \n\"'=-+1."), max_size=60))
def test_no_markup_comes_of_any_text(text: str) -> None:
    page = BeautifulSoup(markdown.markdown(f"Först {escaped(text)}", extensions=["tables"]), "html.parser")
    assert {tag.name for tag in page.find_all(True)} == {"p"}
