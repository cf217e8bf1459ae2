"""Material's search index, filled by our own reader of a page's sections instead of its HTML parser.

Material also takes attributes for the search away from every page, with a pattern that may begin anywhere. No page of
ours has one that the pattern matches, so they are looked for by the word that they begin with.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from functools import partial
from typing import Any

from handlingsplan.site.search_sections import read_sections

#: Writes JSON as Material does.
json_text = partial(json.dumps, separators=(",", ":"), default=str)
#: What Material removes from a page, but for a space before it.
_ATTRIBUTE = re.compile(r'data-search-\w+="[^"]+"')
_REMOVED = re.compile(rf"\s?{_ATTRIBUTE.pattern}")


def read_pages_once(config: Any) -> None:
    """Let Material's search be told of a page's sections by our own reader instead of its HTML parser."""
    told = config.plugins.events["page_context"]
    for place, method in enumerate(told):
        if _is_filling(plugin := getattr(method, "__self__", None)):
            told[place] = partial(_read_page, plugin)


def search_index(config: Any) -> Any:
    """Find the index that Material's search fills; None when the site has no search, or another one."""
    return next((each.search_index for each in config.plugins.values() if _is_filling(each)), None)


def _is_filling(plugin: Any) -> bool:
    return type(getattr(plugin, "search_index", None)).__module__.startswith("material.")


def _read_page(plugin: Any, _: object, *, page: Any, **__: object) -> None:
    """Do what Material's search does with a page that is about to be put into the theme."""
    _add_entries(plugin.search_index, page)
    if _ATTRIBUTE.search(page.content):
        page.content = _REMOVED.sub("", page.content)


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
