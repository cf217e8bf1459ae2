"""Where pages lead: the navigation, with the pages of municipalities and years, and where a page's file is edited."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import quote, urljoin

from markupsafe import escape

_PLANS = "planer/index.md"
#: With more municipalities and years than this, the list of them is shown on their own pages alone.
MOST_SECTIONS = 20
_PRUNED = "navigation.prune"


def with_sections(nav: list[Any], sections: Iterable[tuple[str, str]]) -> list[Any]:
    """The navigation with the pages of municipalities and years below the page of all plans."""
    below = [{str(escape(title)): uri} for title, uri in sections]
    return [
        {title: [target, *below]} if target == _PLANS and below else item
        for item in nav
        for title, target in (item.items() if isinstance(item, dict) else [("", item)])
    ]


def features_for(sections: Sequence[object], features: Sequence[str]) -> list[str]:
    """Give the theme's features, with that of a navigation which shows no more than the page's own part of it.

    A list of a hundred years beside every page helps nobody, and would be a third of what the page weighs.
    """
    is_long = len(sections) > MOST_SECTIONS and _PRUNED not in features
    return [*features, *([_PRUNED] if is_long else [])]


def uris(nav: object) -> Iterator[str]:
    """Every page that is in a navigation."""
    if isinstance(nav, str):
        yield nav
    elif nav:
        for item in nav.values() if isinstance(nav, dict) else nav:  # type: ignore[attr-defined]
            yield from uris(item)


def all_of(items: Iterable[Any]) -> Iterator[object]:
    """Give what a navigation shows: titles and addresses, with their levels."""
    for item in items:
        yield str(item.title), getattr(item, "url", None), getattr(item, "meta", None), [*all_of(item.children or ())]


def take_titles(nav: Any, titles: Mapping[str, tuple[str | None, Any]]) -> None:
    """Let a navigation know the titles of pages that another process has read."""
    for page in nav.pages:
        if page.content is None and page.file.src_uri in titles:
            page.title, page.meta = titles[page.file.src_uri]


def edit_url(config: Any, path: str) -> str:
    """Where a file of the repository is edited; empty without an address of the repository."""
    if not (path and config.repo_url and config.edit_uri):
        return ""
    docs = Path(config.docs_dir).relative_to(Path(config.config_file_path).parent).as_posix()
    base_url: str = urljoin(config.repo_url.rstrip("/") + "/", config.edit_uri)
    return urljoin(base_url, "../" * (docs.count("/") + 1) + quote(path))
