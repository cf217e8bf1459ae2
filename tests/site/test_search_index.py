"""Material's search is told of a page by our own reader, which leaves the page as Material does."""

from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from material.plugins.search.plugin import SearchIndex, SearchPlugin
from mkdocs.plugins import PluginCollection

from handlingsplan.site.search_index import read_pages_once, search_index

_PIECES = ["<p>", " ", "\n", "data-search-", "exclude", "boost", "=", '"', "2", ">", "å"]


def site() -> Any:
    """A site with Material's search."""
    plugin, plugins = SearchPlugin(), PluginCollection()
    plugin.load_config({})
    plugin.search_index = SearchIndex(**plugin.config)
    plugins["material/search"] = plugin
    return SimpleNamespace(plugins=plugins)


def read(config: Any, html: str) -> str:
    page = SimpleNamespace(content=html, meta={"title": "T"}, title="T", url="a/", toc=[])
    assert config.plugins.on_page_context({"nav": []}, page=page, config=config, nav=None) == {"nav": []}
    return str(page.content)


@given(st.lists(st.sampled_from([*_PIECES, ' data-search-boost="2"']), max_size=12).map("".join))
def test_attributes_for_the_search_are_removed_as_material_removes_them(html: str) -> None:
    stock, ours = site(), site()
    read_pages_once(ours)
    assert read(ours, html) == read(stock, html)


def test_sections_are_read_once_also_for_the_next_build() -> None:
    config = site()
    for _ in range(2):
        read_pages_once(config)
        config.plugins["material/search"].search_index = SearchIndex(**config.plugins["material/search"].config)
        read(config, '<h1 id="a">A</h1><h2 id="siffrornas-kallor">K</h2>')
        assert [each["location"] for each in search_index(config).entries] == ["a/"]


@pytest.mark.parametrize("plugins", [PluginCollection(), {}])
def test_a_site_without_search_has_no_index(plugins: Any) -> None:
    assert search_index(SimpleNamespace(plugins=plugins)) is None
