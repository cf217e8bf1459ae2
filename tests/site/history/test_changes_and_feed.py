"""*Ändringar* and its Atom feed: by day, bounded, valid; what people wrote is shown as text, and no address of theirs."""

from __future__ import annotations

import re
from datetime import datetime
from pathlib import Path

import pytest
from archives import FILES, ORGANISATION, PLAN, TODAY, page, write
from bs4 import BeautifulSoup
from lxml import etree
from sources.repositories import Scripted
from told_history import HISTORY, PUT_OFF, changed, page_of, pages_by_hand, read, revisions, soup, storby

from handlingsplan.site.history.changes_page import MOST_REVISIONS
from handlingsplan.site.pages import Site
from handlingsplan.site.publishing import Edition, publish_site

FEED = "andringar/flode.xml"
ATOM = {"a": "http://www.w3.org/2005/Atom"}
HOSTILE = "<script>alert(1)</script> {{ 7*7 }} *stjärna* [x](javascript:x) &amp; ]]>"


def feed(site: Site) -> etree._Element:
    """Give the feed, read strictly and held against the schema of RFC 4287."""
    [found] = [each for each in site.downloads if each.uri == FEED]
    root = etree.fromstring(found.content)
    schema = etree.RelaxNG(etree.parse(str(Path(__file__).parent / "atom.rng")))
    schema.assertValid(root)
    return root


def texts(root: etree._Element, path: str) -> list[str]:
    return [each.text or "" for each in root.iterfind(path, ATOM)]


def test_changes_stand_by_day_with_the_way_to_each_document(tmp_path: Path) -> None:
    made = storby(tmp_path)
    made.commit(PUT_OFF, "Skjuts upp")
    site = read(made)
    text = soup(site, "andringar/")
    assert [each.get_text() for each in text.select("h2")] == ["1 januari 2025".replace(" ", " ")]
    latest, first = text.select(".hp-version")
    links = {each.get_text(): each["href"] for each in latest.select(".hp-version__plan a")}
    assert links == {"Hemtjänsten, 2025": "../storby/2025/hemtjanst/historik/"}
    assert "Vård- och omsorgsnämnden" in latest.select("ul")[-1].get_text()
    names = {each.get_text(): each["href"] for each in first.select(".hp-version__plan a")}
    assert names["Storbys kommun"] == "../storby/"
    assert names["Läget, 2025"] == "../storby/2025/rapporter/laget/"
    assert names["Nyckeltal"] == "../storby/data/nyckeltal/"


def test_a_revision_that_changes_nothing_in_substance_is_left_out(tmp_path: Path) -> None:
    made = storby(tmp_path)
    made.commit(changed(PLAN, ("480 tkr", "480 000 kr")), "Annat skrivsätt")
    assert [each[0] for each in revisions(read(made), "andringar/")] == ["Planerna läggs in"]


def test_only_the_latest_are_shown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert MOST_REVISIONS == 100
    monkeypatch.setattr("handlingsplan.site.history.changes_page.MOST_REVISIONS", 2)
    made = storby(tmp_path)
    for amount in (481, 482, 483):
        made.commit(changed(PLAN, ("480 tkr", f"{amount} tkr")), f"Nu {amount}")
    site = read(made)
    assert [each[0] for each in revisions(site, "andringar/")] == ["Nu 483", "Nu 482"]
    assert texts(feed(site), "a:entry/a:title") == ["Nu 483", "Nu 482"]


def test_the_feed_is_valid_with_ids_that_last(tmp_path: Path) -> None:
    made = storby(tmp_path)
    first = feed(read(made))
    made.commit(PUT_OFF, "Skjuts upp")
    second = feed(read(made))
    assert texts(second, "a:id") == texts(first, "a:id")
    assert texts(second, "a:entry/a:id")[1:] == texts(first, "a:entry/a:id")
    ids = texts(second, "a:entry/a:id")
    assert len(ids) == len(set(ids))
    assert texts(second, "a:updated") == texts(second, "a:entry/a:updated")[:1]
    assert all(datetime.fromisoformat(each).tzinfo for each in texts(second, "a:entry/a:updated"))
    assert texts(second, "a:entry/a:author/a:name") == ["Enhetschef", "Enhetschef"]
    [content, _] = texts(second, "a:entry/a:content")
    assert "skjuts från" in BeautifulSoup(content, "lxml").li.get_text()
    anchor = second.find("a:entry/a:link", ATOM).get("href").partition("#")[2]
    assert soup(read(made), "andringar/").select_one(f"#{anchor}")


def test_what_is_not_committed_is_not_in_the_feed(tmp_path: Path) -> None:
    made = storby(tmp_path)
    before = read(made).downloads
    (made.root / PLAN).write_text(PUT_OFF[PLAN], encoding="utf-8")
    assert [each for each in read(made).downloads if each.uri == FEED] == [
        each for each in before if each.uri == FEED
    ]


def test_a_plan_that_is_gone_has_no_link(tmp_path: Path) -> None:
    made = storby(tmp_path)
    extra = "plans/storby/2024/nattpatrull/plan.yml"
    made.commit({extra: "titel: Natten\n"}, "Kom")
    made.commit({extra: None}, "Gick")
    latest = soup(read(made), "andringar/").select_one(".hp-version")
    assert [each.get_text() for each in latest.select("li")] == ["Planen «Natten» tas bort, med 0 åtgärder."]
    assert not latest.select("a")


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Scripted:
    """A repository whose commits, names and files are as bad as they can be."""
    made = storby(tmp_path_factory.mktemp("hostile"))
    made.commit(PUT_OFF, f"{HOSTILE}\n\n{HOSTILE}\n\nSigned-off-by: A <a@b.se>", GIT_AUTHOR_NAME=HOSTILE)
    made.commit(changed(PLAN, ("480 tkr", "490 tkr")), "x" * 1_000_000 + "\n\n" + "y\u202e " * 400_000)
    made.commit(
        changed(PLAN, ("480 tkr", "470 tkr")),
        "Fråga anna.ek@storby.se <bo@storby.se>",
        GIT_AUTHOR_NAME="anna@storby.se",
    )
    made.commit(
        {"plans/storby/2025/hemtjanst/a\nb😀<b>.yml": "x: 1\n", "plans/storby/skräp.bin": b"\x00\xff"}, "Skräp"
    )
    made.commit({PLAN: FILES[PLAN].replace("Fler timvikarier", f"'{HOSTILE}'")}, "\x1b[31m\x07")
    made.commit({"plans/storby/2025/hemtjanst/a\nb😀<b>.yml": None, "plans/storby/skräp.bin": None}, "Städat")
    return made


def test_nothing_that_people_commit_is_run_or_rendered(hostile: Scripted) -> None:
    site = read(hostile)
    for address in (HISTORY, "andringar/"):
        text = soup(site, address)
        assert not text.select("script, b, em, a[href^=javascript]"), address
        said = " ".join(text.get_text().split())
        assert HOSTILE.replace("&amp;", "&amp;") in said, address
        assert not re.search(r"\b49\b", said), address
        assert "@" not in said, address
        assert "\u202e" not in page(site, address)
        assert "\x1b" not in page(site, address)
        assert len(page(site, address)) < 60_000, address
    [address] = {each[0] for each in revisions(site) if each[0].startswith("Fråga")}
    assert address == "Fråga"


def test_the_feed_of_what_people_commit_is_valid_too(hostile: Scripted) -> None:
    root = feed(read(hostile))
    content = "".join(texts(root, "a:entry/a:content"))
    assert not BeautifulSoup(content, "lxml").select("script, b, em")
    assert "@" not in etree.tostring(root, encoding="unicode")
    assert {"Okänd"} <= set(texts(root, "a:entry/a:author/a:name"))
    assert HOSTILE in texts(root, "a:entry/a:title")


def test_the_built_site_shows_it_as_text_and_links_to_the_feed(hostile: Scripted) -> None:
    """Through MkDocs, Markdown and the theme."""
    root = hostile.root
    pages_by_hand(root)
    assert publish_site(root, edition=Edition(TODAY)) == 0
    for address in ("andringar", HISTORY.rstrip("/")):
        built = page_of(root, address)
        assert HOSTILE in " ".join(built.article.get_text().split())
        assert not [each for each in built.select("script") if "alert(1)" in each.get_text()]
        [link] = built.select('link[rel="alternate"]')
        assert (root / "site" / address / link["href"]).resolve() == root / "site" / FEED


def test_everything_deleted_builds(tmp_path: Path) -> None:
    made = storby(tmp_path)
    made.commit(dict.fromkeys(FILES), "Allt bort")
    site = read(made)
    assert "Planen «Handlingsplan Hemtjänsten» tas bort" in page(site, "andringar/")
    feed(site)


def test_a_municipality_cannot_take_the_address_of_the_changes(tmp_path: Path) -> None:
    made = Scripted(tmp_path)
    write(made.root, {"plans/andringar/organisation.yml": FILES[ORGANISATION]})
    assert any("kan inte heta «andringar»" in str(each) for each in read(made).problems)
