"""The guide's pictures: all there, small, used, and showing what their pages show."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser
from screenshots import DAY, MOST_BYTES, PICTURES, ROOT, SHOTS, stale
from serving import served

from handlingsplan.site.publishing import Edition, publish_site

ROLES = ("enhetschef", "controller", "avdelningschef", "namndsekreterare", "politiker")


@pytest.fixture
def site_of_the_day(tmp_path: Path) -> Iterator[str]:
    assert publish_site(ROOT, tmp_path / "site", Edition(DAY)) == 0
    with served(tmp_path / "site") as address:
        yield address


def test_no_picture_is_stale(browser: Browser, site_of_the_day: str) -> None:
    assert stale(browser, site_of_the_day) == [], "run make screenshots and look at the pictures"


def test_every_picture_is_taken_by_the_script_used_and_small() -> None:
    used = set()
    for role in ROLES:
        text = (PICTURES.parent / f"{role}.md").read_text("utf-8")
        pictures = re.findall(r"!\[([^\]]{20,})\]\(bilder/([\w-]+)\.png\)", text)
        assert 1 <= len(pictures) <= 2, role
        assert len(pictures) == text.count("!["), "every picture says what it shows"
        assert 5 <= len(re.findall(r"^\d\. ", text, re.MULTILINE)) <= 8, role
        used |= {name for _, name in pictures}
    assert used == set(SHOTS)
    sizes = {path.stem: path.stat().st_size for path in PICTURES.glob("*.png")}
    assert set(sizes) == set(SHOTS)
    assert max(sizes.values()) <= MOST_BYTES
