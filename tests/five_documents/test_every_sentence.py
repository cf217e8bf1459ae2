"""The five real documents: every sentence and every table cell stands on its page.

`sources/` holds the documents' text as it was extracted from PDF and Word. Contents lists, page numbers and
typed numbering are left aside, for they are generated; 001 is the current text of plan 81516, 004 its first
version with the cover.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from bs4 import BeautifulSoup, Tag

SOURCES = Path(__file__).parent / "sources"
PAGES = {
    "000": "alingsas/2024/81511",
    "001": "alingsas/2025/81516",
    "002": "alingsas/2023/rapporter/personlig-assistans",
    "003": "huddinge/2023/rapporter/atgardsplan-2023-03-31",
    "004": "alingsas/2025/81516",
}
#: What each source has that its page rightly lacks or says otherwise, with the reason.
LEFT_ASIDE = {
    "000": {
        ".": "a stray full stop after the table",
        "Beskrivning av åtgärd 1": "the action's number is generated",
        "Beskrivning av åtgärd 2": "the action's number is generated",
        "Beskrivning av åtgärd 3": "the action's number is generated",
        "Beskrivning av åtgärd 4": "the heading is empty in the source",
    },
    "004": {
        "schemalagningen": "spelt schemaläggningen in the later version",
        "timvikariebänk": "spelt timvikariebank in the later version",
    },
}
#: What stands in two columns in a source, as it is read.
REPLACED = {
    "ÖK 35,27 januari 2023 februari 2024": ["enl. ÖK 35,27", "januari 2023", "februari 2024"],
    "Lenita Petersson Eva Emanuelsson Tf. förvaltningschef Avdelningschef personlig assistans och stöd": [
        "Lenita Petersson Tf. förvaltningschef",
        "Eva Emanuelsson Avdelningschef personlig assistans och stöd",
    ],
}
#: What the page adds to the source's words: computed values, marks of status, links and sources.
ADDED = ".hp-beraknat, .hp-saknas, .hp-status, .headerlink, .hp-not"


def squeezed(text: str) -> str:
    """Give the text without white space, colons and tkr (the page has it in the heading), with one kind of minus."""
    text = text.replace("\u2212", "-").replace("\uf0b7", "")
    return re.sub(r"\*\*|[•:\s\u00ad]|\(uppgivet\)|tkr", "", text)


def source_pieces(name: str) -> list[str]:
    """Give a source's sentences and cells: lines joined where a word or sentence was broken."""
    text = (SOURCES / f"{name}.txt").read_text(encoding="utf-8").replace("\f", "\n")
    text = re.sub(r"Innehåll\n.*?\n(?=1\. Sammanfattning\n)", "", text, flags=re.DOTALL)
    text = re.sub(r"(?<=[a-zåäö])-\s*\n\s*(?=[a-zåäö])", "", text)
    pieces = []
    for block in re.split(r"\n[ \t]*\n|\t|\n[ \t]*(?=[•-][ \t])", text):
        joined = " ".join(block.split())
        pieces += re.split(
            r"(?<=[.:])\s+(?=[A-ZÅÄÖ])|(?=\b\d{5} ?(?:personlig|Förmedlings|Beredskaps)|\bBilaga \d$)", joined
        )
    pieces = [part for piece in pieces for part in REPLACED.get(piece.strip(), [piece])]
    return [piece for piece in (without_number(piece) for piece in pieces) if piece]


def without_number(piece: str) -> str:
    """Take away a typed list or section number, which the page generates."""
    return re.sub(r"^(?:\d\.\s?|[•-]\s+)(?=\D)|\s\d\.$", "", piece.strip())


@pytest.fixture(scope="session")
def page_texts(built_site: Path) -> dict[str, str]:
    texts = {}
    for name, address in PAGES.items():
        soup = BeautifulSoup((built_site / address / "index.html").read_text(encoding="utf-8"), "lxml")
        article = soup.select_one("article")
        assert article is not None
        texts[name] = squeezed(source_words(article))
    return texts


def source_words(article: Tag) -> str:
    """Give what a page says in the source's own words: stated values in the place of computed ones."""
    for added in article.select(ADDED):
        added.decompose()
    for cell in article.select("td:has(.hp-uppgivet)"):
        stated = cell.select_one(".hp-uppgivet")
        assert stated is not None
        cell.string = stated.get_text().replace("uppgivet", "")
    return article.get_text()


@pytest.mark.parametrize("name", sorted(PAGES))
def test_every_sentence_and_cell_is_on_the_page(name: str, page_texts: dict[str, str]) -> None:
    """A piece is looked for as one run of characters, white space aside."""
    missing = [
        piece
        for piece in source_pieces(name)
        if squeezed(piece) not in page_texts[name] and not any(known in piece for known in LEFT_ASIDE.get(name, {}))
    ]
    assert missing == []
