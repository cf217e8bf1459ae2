"""Material's search index, filled by our own reader of a page's sections instead of its HTML parser."""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import partial
from typing import Any

from handlingsplan.site.search_sections import read_sections

#: Writes JSON as Material does.
json_text = partial(json.dumps, separators=(",", ":"), default=str)


def read_pages_once(config: Any) -> None:
    """Let Material's search be told of a page's sections by our own reader instead of its HTML parser."""
    index = search_index(config)
    if index is not None:
        index.add_entry_from_context = partial(_add_entries, index)


def search_index(config: Any) -> Any:
    """Find the index that Material's search fills; None when the site has no search, or another one."""
    found = (getattr(each, "search_index", None) for each in config.plugins.values())
    return next((each for each in found if type(each).__module__.startswith("material.")), None)


def _add_entries(index: Any, page: Any) -> None:
    search = page.meta.get("search") or {}
    if search.get("exclude"):
        return
    boost = {"boost": search["boost"]} if "boost" in search else {}
    tags = page.meta.get("tags")
    tagged = {"tags": [str(each) for each in tags if each]} if isinstance(tags, list) else {}
    for section in read_sections(page.content or ""):
        location = f"{page.url}#{section.anchor}" if section.anchor else page.url
        title = section.title or str(page.meta.get("title", page.title))
        index.entries.append({"location": location, "title": title, "text": section.text, **tagged, **boost})


def index_of(index: Any, texts: Sequence[str], _: object) -> str:
    """Write the search index as Material does, from what the workers have written of each page."""
    config = {key: index.config[key] for key in ("lang", "separator", "pipeline", "fields")}
    return f"{json_text({'config': config, 'docs': []})[:-2]}{','.join(texts)}]}}"
