"""Whatever things are called, every file to fetch is read back by another program as the same names, and runs nothing."""

from __future__ import annotations

import csv
import io
import json
import tempfile
from pathlib import Path
from unicodedata import normalize

import icalendar
import pytest
import vobject
from archives import FILES, ORGANISATION, PLAN, TODAY, write
from hypothesis import example, given, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser, Route

from handlingsplan.reading.archive import read_archive
from handlingsplan.site.pages import Site, read_site
from handlingsplan.sources.worktree import WorkTree

REGISTER_SCRIPT = Path(__file__).parents[2] / "macros/handlingsplan/site/theme/assets/javascripts/register.js"
UNSEEN = " '\"\t\u00a0\ufeff\u200b\u202f"
SIGNS = "=+-@\uff1d\uff0b\uff0d\uff20"
# Each says something to one of the files' formats.
WORDS = (
    "cmd|' /C calc'!A0",
    "BEGIN:VEVENT",
    "\\n",
    "\\,",
    ";",
    ",",
    ";VALUE=x:y",
    "</entry>",
    "&amp;",
    "å" * 40,
    "]]>",
    '"',
)
NAMES = st.builds(
    "".join, st.lists(st.sampled_from([*SIGNS, *UNSEEN, *WORDS, "a", "1"]), min_size=1, max_size=6)
).map(lambda text: f"{text}x")


def hostile(name: str) -> dict[str, str]:
    """The small municipality, with everything that may have any name called so."""
    quoted = json.dumps(name)
    meetings = f"namn: {quoted}\n    sammanträden: [2025-05-20]"
    rows = io.StringIO()
    csv.writer(rows, delimiter=";", lineterminator="\n", quoting=csv.QUOTE_ALL).writerows(
        [("vad", "tid"), (name, "601:45"), (f"b{name}", "-647")]
    )
    return {
        ORGANISATION: FILES[ORGANISATION]
        .replace("namn: Vård- och omsorgsnämnden", meetings)
        .replace("namn: Storbys kommun", f"namn: {quoted}")
        .replace("namn: Hemtjänsten", f"namn: {quoted}"),
        PLAN: FILES[PLAN].replace("namn: Färre bilar", f"namn: {quoted}"),
        "data/storby/timmar.yml": f"titel: {quoted}\nkolumner: {{vad: {{enhet: text, rubrik: {quoted}}}, tid: timmar}}\n",
        "data/storby/timmar.csv": rows.getvalue(),
    }


def site_of(name: str) -> tuple[Site, str]:
    """Lay out the pages, and give the name as the readers understand it."""
    with tempfile.TemporaryDirectory() as folder:
        root = write(Path(folder), hostile(name))
        archive = read_archive(WorkTree(root))
        site = read_site(root, TODAY)
    assert site.pages, [str(each) for each in site.problems]
    [municipality] = (archive[0] if isinstance(archive, tuple) else archive.archive).municipalities
    return site, municipality.organisation.name


def content(site: Site, uri: str) -> str:
    [found] = [each.content for each in site.downloads if each.uri == uri]
    return found.decode("utf-8-sig")


def cells(site: Site, uri: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content(site, uri), newline=""), delimiter=";"))


def assert_harmless(cell: str, name: str) -> None:
    """A cell is its name, but for apostrophes, and begins no formula."""
    rest = list(name)
    for character in cell:
        if rest and rest[0] == character:
            rest.pop(0)
        else:
            assert character == "'", (cell, name)
    assert not rest, (cell, name)
    assert normalize("NFKC", cell.lstrip(UNSEEN.replace("'", "")))[:1] not in ("=", "+", "-", "@")
    assert not (name.lstrip(UNSEEN)[:1] in SIGNS and cell == name)


@settings(max_examples=30)
@given(NAMES)
@example("=1+1,=2x")
@example("\ufeff\u00a0'-x")
@example("\t=x")
@example("x;y\\nATTENDEE:mailto:a@b.example")
def test_names_come_back_from_every_file(name: str) -> None:
    site, understood = site_of(name)
    known = {each.uri.rsplit(".", 1)[-1] for each in site.downloads}
    assert known == {"css", "csv", "ics"}, "a new kind of file has its test here"
    header, *rows = cells(site, "atgarder/atgarder.csv")
    [row] = [dict(zip(header, each, strict=True)) for each in rows if each[8:10] == ["300000", "400000"]]
    for column in ("Åtgärd", "Kommun", "Nämnd", "Enhet"):
        assert_harmless(row[column], understood)
    assert_dataset(cells(site, "storby/data/timmar/timmar.csv"), name, understood)
    assert_calendar(content(site, "viktiga-datum/storby.ics"), understood)


def assert_dataset(table: list[list[str]], name: str, understood: str) -> None:
    """Numbers are numbers still, a negative one too."""
    header, first, second = table
    assert_harmless(header[0], understood)
    assert first[0].replace("'", "").strip() == name.replace("'", "").strip()
    assert second[0].startswith("b")
    assert second[1].startswith("-647")


def assert_calendar(text: str, name: str) -> None:
    """Two readers find one meeting, called by its name, and nothing that the name could have added."""
    lines = text.split("\r\n")
    assert all(len(line.encode()) <= 75 and "\n" not in line and "\r" not in line for line in lines)
    [event] = icalendar.Calendar.from_ical(text).walk("VEVENT")
    assert set(event) == {"UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "DESCRIPTION", "TRANSP", "CATEGORIES"}
    # A backslash with n is a line end to one of them, so the other is the one that is asked of the text.
    # icalendar takes a byte order mark away at the beginning, which nobody sees.
    seen = name.removeprefix("\ufeff")
    assert vobject.readOne(text).vevent.summary.value == f"{seen} sammanträder"


@pytest.mark.parametrize("name", ["=1+1,=2x", "\ufeff\u00a0-x", '\'\t@"x;"', "＝å&amp;<b>x"])
def test_the_register_gives_the_same_file_in_the_browser(browser: Browser, name: str) -> None:
    site, _ = site_of(name)
    [register] = [each for each in site.pages if each.uri == "atgarder/index.md"]
    html = f"<!doctype html><meta charset=utf-8><title>x</title>{site.fragments.insert(register.markdown)}"
    script = REGISTER_SCRIPT.read_text(encoding="utf-8")

    def answer(route: Route) -> None:
        path = route.request.url
        body, kind = (script, "text/javascript") if path.endswith(".js") else (html, "text/html")
        route.fulfill(body=body, content_type=f"{kind}; charset=utf-8")

    context = browser.new_context(accept_downloads=True)
    shown = context.new_page()
    shown.route("http://register.example/**", answer)
    shown.goto("http://register.example/atgarder/")
    with shown.expect_download() as waiting:
        shown.get_by_role("link", name="Hämta som CSV-fil").click()
    assert waiting.value.url.startswith("blob:")
    from_script = waiting.value.path().read_bytes()
    context.close()
    [file] = [each.content for each in site.downloads if each.uri == "atgarder/atgarder.csv"]
    assert from_script == file
