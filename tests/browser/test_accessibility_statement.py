"""The accessibility statement tells what is tested: the kinds of pages, the widths, and that people are still needed."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from page_types import KINDS

ROOT = Path(__file__).parents[2]
TEXT = (ROOT / "docs/tillganglighet.md").read_text("utf-8")


def listed(after: str) -> list[str]:
    """Give the items of the list that follows a line."""
    items = []
    for line in TEXT.partition(after)[2].strip().splitlines():
        if not line.startswith("- "):
            break
        items.append(line.removeprefix("- ").rstrip("."))
    return items


def test_the_kinds_of_pages_are_those_that_are_tested() -> None:
    assert listed("De slags sidor som testas:") == list(KINDS)


@pytest.mark.parametrize(
    "words", ["delvis förenlig", "https://www.digg.se/tdosanmalan", "Inget test ersätter människor"]
)
def test_it_claims_no_more_than_automation_can(words: str) -> None:
    assert words in TEXT
    assert "helt förenlig" not in TEXT.replace("inte att webbplatsen är helt\nförenlig", "")


def test_it_can_be_reached_from_every_page(built_site: Path) -> None:
    for page in built_site.rglob("*.html"):
        assert re.search(r'href="[./]*/?tillganglighet/"|href="\./"', page.read_text("utf-8")), page
