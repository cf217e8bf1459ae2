"""Storby's plans in a Git repository made commit by commit, and how a reader meets the pages of its history."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from archives import FILES, PLAN, TODAY, page
from bs4 import BeautifulSoup
from sources.repositories import Scripted

from handlingsplan.site.history.past import Asked
from handlingsplan.site.pages import Site, read_site

ROOT = Path(__file__).parents[3]
ADDRESS = "storby/2025/hemtjanst/"
HISTORY = f"{ADDRESS}historik/"
FOLLOW_UP = "plans/storby/2025/hemtjanst/uppfoljning/"


def storby(root: Path) -> Scripted:
    """Give a repository with Storby as first committed, 1 January 2025."""
    made = Scripted(root / "forvar")
    made.commit(FILES, "Planerna läggs in")
    return made


def changed(path: str = PLAN, *pairs: tuple[str, str]) -> Mapping[str, str]:
    """Give a file with places of it changed."""
    text = FILES[path]
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new)
    return {path: text}


PUT_OFF = changed(PLAN, ("startdatum: 2025-04-01", "startdatum: 2025-07-01"))


def read(made: Scripted, today: date = TODAY, asked: Asked | None = None) -> Site:
    """Lay out the pages of a repository."""
    return read_site(made.root, today, asked)


def soup(site: Site, address: str) -> BeautifulSoup:
    """Give a page as its reader gets it."""
    return BeautifulSoup(page(site, address), "lxml")


def revisions(site: Site, address: str = HISTORY) -> list[list[str]]:
    """Give each revision of a page: its message, and what it says."""
    return [
        [each.strong.get_text() if each.strong else "", *(line.get_text() for line in each.select("li"))]
        for each in soup(site, address).select(".hp-version")
    ]


def pages_by_hand(root: Path) -> None:
    """Write the repository's own mkdocs.yml and the pages it needs, but for the guide."""
    for name in ("index", "ordlista", "guide/index"):
        (root / f"docs/{name}.md").parent.mkdir(parents=True, exist_ok=True)
        (root / f"docs/{name}.md").write_text("# Sida\n", encoding="utf-8")
    first, _, rest = (ROOT / "mkdocs.yml").read_text(encoding="utf-8").partition("      - guide/index.md\n")
    text = f"{first}      - guide/index.md\n{rest[rest.index('  - Ordlista') :]}"
    text = text.replace("custom_dir: macros", f"custom_dir: {ROOT}/macros").replace(
        "watch: [plans, data, macros]\n", ""
    )
    (root / "mkdocs.yml").write_text(text, encoding="utf-8")


def page_of(root: Path, address: str) -> BeautifulSoup:
    """Give a page of a built site."""
    return BeautifulSoup((root / "site" / address / "index.html").read_text(encoding="utf-8"), "lxml")
