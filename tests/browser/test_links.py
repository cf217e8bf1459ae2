"""Every page of the built site: each link leads somewhere, each id stands once, nothing comes from elsewhere."""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import pytest
from lxml import html

from handlingsplan.site.publishing import publish_site

ROOT = Path(__file__).parents[2]
BASE = "http://site.invalid/"
Pages = dict[str, html.HtmlElement]
LOADED = (
    "script/@src",
    "img/@src",
    "link[not(@rel='canonical')]/@href",
    "iframe/@src",
    "source/@src",
    "object/@data",
)


@pytest.fixture(scope="session")
def pages(built_site: Path) -> Pages:
    """Every page by its address below the root."""
    return {_address(path, built_site): html.parse(str(path)).getroot() for path in built_site.rglob("*.html")}


def _address(path: Path, root: Path) -> str:
    return path.relative_to(root).as_posix().removesuffix("index.html")


def links(pages: Pages) -> Iterator[tuple[str, str]]:
    """Give every link of every page with the page it stands on, as an address of the site or elsewhere."""
    for address, root in pages.items():
        for target in root.xpath("//a/@href"):
            yield address, urljoin(BASE + address, target)


def test_the_site_has_every_kind_of_page(pages: Pages) -> None:
    wanted = {"", "planer/", "atgarder/", "ordlista/", "guide/", "404.html"}
    wanted |= {"alingsas/2025/81516/", "alingsas/2024/81511/"}
    units = ("hemtjanst", "sarskilt-boende", "korttidsboende", "dagverksamhet", "personlig-assistans", "boendestod")
    wanted |= {f"huddinge/2023/{unit}/" for unit in (*units, "daglig-verksamhet")}
    wanted |= {"huddinge/2023/rapporter/atgardsplan-2023-03-31/", "alingsas/2023/rapporter/personlig-assistans/"}
    assert wanted - set(pages) == set()


def test_every_link_leads_to_a_page_or_file_and_its_fragment(pages: Pages, built_site: Path) -> None:
    ids = {address: set(root.xpath("//@id")) for address, root in pages.items()}
    broken = []
    for address, target in links(pages):
        parts = urlsplit(target)
        if not target.startswith(BASE):
            continue
        path, fragment = unquote(parts.path.lstrip("/")), unquote(parts.fragment)
        if path not in pages and not (built_site / path).is_file():
            broken.append(f"{address}: {target}")
        elif fragment and path in pages and fragment not in ids[path]:
            broken.append(f"{address}: {target}")
    assert broken == []


def test_no_link_leads_to_another_site(pages: Pages) -> None:
    """But for where faults of accessibility are reported. A plan that gets one may have it; this then says which."""
    elsewhere = {target for _, target in links(pages) if not target.startswith(BASE)}
    assert {target for target in elsewhere if not target.startswith("mailto:")} == {"https://www.digg.se/tdosanmalan"}


def test_no_id_is_used_twice(pages: Pages) -> None:
    twice = {
        address: [identity for identity, count in Counter(root.xpath("//@id")).items() if count > 1]
        for address, root in pages.items()
    }
    assert {address: found for address, found in twice.items() if found} == {}


def test_what_is_referred_to_by_id_is_there(pages: Pages) -> None:
    names = ("aria-labelledby", "aria-describedby", "aria-controls")
    missing = [
        f"{address}: {name}={identity}"
        for address, root in pages.items()
        for name in names
        for value in root.xpath(f"//@{name}")
        for identity in value.split()
        if not root.xpath("//*[@id=$identity]", identity=identity)
    ]
    assert missing == []


def test_nothing_is_fetched_from_another_host(pages: Pages, built_site: Path) -> None:
    fetched = {
        (address, urljoin(BASE + address, target))
        for address, root in pages.items()
        for path in LOADED
        for target in root.xpath(f"//{path}")
        if not target.startswith("data:")
    }
    assert [each for each in fetched if not each[1].startswith(BASE)] == []
    paths = {unquote(urlsplit(target).path.lstrip("/")) for _, target in fetched}
    assert [path for path in paths if path not in pages and not (built_site / path).is_file()] == []


def test_every_table_has_a_name_and_told_headings(pages: Pages) -> None:
    faults = []
    for address, root in pages.items():
        for table in root.xpath("//article//table"):
            named = table.xpath("caption[normalize-space()]") or table.xpath(
                "ancestor::*[@role='region'][@aria-label]"
            )
            headings = table.xpath(".//th")
            if not named or not headings or any(cell.get("scope") not in ("col", "row") for cell in headings):
                faults.append(f"{address}: {html.tostring(table)[:100]!r}")
    assert faults == []


def test_names_of_regions_of_a_page_differ(pages: Pages) -> None:
    """Those who go from one to the next can tell them apart."""
    twice = {
        address: [name for name, count in Counter(root.xpath("//*[@role='region']/@aria-label")).items() if count > 1]
        for address, root in pages.items()
    }
    assert {address: found for address, found in twice.items() if found} == {}


def test_headings_of_a_page_skip_no_level(pages: Pages) -> None:
    skipped = []
    for address, root in pages.items():
        levels = [
            int(each.tag[1]) for each in root.xpath("//article//*[self::h1 or self::h2 or self::h3 or self::h4]")
        ]
        if levels[:1] != [1] or any(after > before + 1 for before, after in pairwise(levels)):
            skipped.append(f"{address}: {levels}")
    assert skipped == []


# where pages are edited


def test_without_a_repository_there_are_no_edit_links(pages: Pages) -> None:
    assert [address for address, root in pages.items() if root.xpath("//a[contains(@rel, 'edit')]")] == []


def test_with_a_repository_each_page_leads_to_its_own_files(tmp_path: Path) -> None:
    settings = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    repository = "repo_url: https://git.example.se/kommunen/planer\nedit_uri: edit/main/docs/\n"
    (tmp_path / "mkdocs.yml").write_text(f"{settings}\n{repository}", encoding="utf-8")
    for name in ("macros", "docs"):
        (tmp_path / name).symlink_to(ROOT / name)
    (tmp_path / "data").mkdir()
    plan = "plans/alingsas/2025/81516"
    shutil.copytree(ROOT / plan, tmp_path / plan)
    shutil.copy(ROOT / "plans/alingsas/organisation.yml", tmp_path / "plans/alingsas/organisation.yml")
    assert publish_site(tmp_path) == 0
    root = html.parse(str(tmp_path / "site/alingsas/2025/81516/index.html")).getroot()
    start = "https://git.example.se/kommunen/planer/edit/main/"
    assert {each.text_content(): each.get("href") for each in root.xpath("//a[contains(@rel, 'edit')]")} == {
        "Ändra fakta": f"{start}{plan}/plan.yml",
        "Ändra text": f"{start}{plan}/plan.md",
    }
    guide = html.parse(str(tmp_path / "site/guide/index.html")).getroot()
    assert guide.xpath("//a[contains(@rel, 'edit')]/@href") == [f"{start}docs/guide/index.md"]
    written = html.parse(str(tmp_path / "site/planer/index.html")).getroot()
    assert written.xpath("//a[contains(@rel, 'edit')]") == []
