"""The floor: the same pages as plain Markdown, built by plain MkDocs with Material. No macros, checks or history.

What the program computes is written into the Markdown beforehand, tables as pipe tables and all else as words. There
are two floors. The strict one has the plans' own texts only, a page each, though the program's site has three pages
for a plan; the other has every page of the site.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from bs4 import BeautifulSoup, Tag

from handlingsplan.site.fragments import Fragments
from handlingsplan.site.pages import read_site
from handlingsplan.site.publication import read_publication
from handlingsplan.sources.worktree import WorkTree

_TOKEN = re.compile("(\n*)\ue000([0-9]+)\ue001(\n*)")
_CONFIG = """site_name: Handlingsplaner
strict: true
validation: {links: {not_found: ignore, anchors: ignore, unrecognized_links: ignore, absolute_links: ignore}}
theme:
  name: material
  language: sv
  font: false
  features: [navigation.prune]
plugins:
  - search:
      lang: sv
markdown_extensions: [admonition, attr_list, def_list, footnotes, tables, {toc: {permalink: true}}]
"""


def write_strict_floor(folder: Path, project: Path, today: str) -> int:
    """Write the floor of the plans' texts into a folder; give how many plan pages it has."""
    publication = read_publication(WorkTree(project), date.fromisoformat(today))
    fragments = publication.library.fragments
    plans = [plan for municipality in publication.library.archive.municipalities for plan in municipality.plans]
    pages = ((f"{plan.address.rstrip('/')}.md", plan.title, publication.texts[plan.address]) for plan in plans)
    return _write(folder, pages, fragments)


def write_full_floor(folder: Path, project: Path, today: str) -> int:
    """Write the floor of every generated page into a folder; give how many there are."""
    site = read_site(project, date.fromisoformat(today))
    return _write(folder, ((page.uri, page.title, page.markdown) for page in site.pages), site.fragments)


def _write(folder: Path, pages: Iterator[tuple[str, str, str]], fragments: Fragments) -> int:
    count = 0
    for uri, title, markdown in pages:
        path = folder / "docs" / uri
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"# {title}\n\n{_plain(markdown, fragments)}", encoding="utf-8")
        count += 1
    (folder / "docs/index.md").write_text("# Handlingsplaner\n", encoding="utf-8")
    (folder / "mkdocs.yml").write_text(_CONFIG, encoding="utf-8")
    return count


def _plain(markdown: str, fragments: Fragments) -> str:
    def written(token: re.Match[str]) -> str:
        soup = BeautifulSoup(fragments.insert(f"\ue000{token[2]}\ue001"), "lxml")
        tables = [_pipe_table(table.extract()) for table in soup.find_all("table")]
        words = _words(soup)
        return "\n\n".join(["", words, *tables, ""]) if tables else f"{token[1]}{words}{token[3]}"

    return _TOKEN.sub(written, markdown)


def _pipe_table(table: Tag) -> str:
    rows = [[_words(cell) for cell in row.find_all(["th", "td"])] for row in table.find_all("tr")]
    width = max(map(len, rows))
    lines = ["| " + " | ".join([*row, *[""] * (width - len(row))]) + " |" for row in rows]
    return "\n".join([lines[0], "|" + " --- |" * width, *lines[1:]])


def _words(element: Tag) -> str:
    return " ".join(element.get_text(" ").split()).replace("|", "/")
