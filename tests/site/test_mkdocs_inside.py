"""The site is the same, byte for byte, whatever the number of processes, and faults are told as MkDocs tells them."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from benchmarks.corpus import TODAY, Size, write_corpus
from material.plugins.search.plugin import Parser

from handlingsplan.site import mkdocs_versions
from handlingsplan.site.search_sections import read_sections

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("project")
    write_corpus(folder, Size(plans=4, units=2, years=2), ROOT)
    return folder


#: MkDocs where a process tells of few pages at a time, and forgets after each of them all that it has read.
FORGETFUL = (
    "from handlingsplan.site import mkdocs_inside; from handlingsplan.site.warm import unread; "
    "from mkdocs.__main__ import cli; "
    "mkdocs_inside._AT_A_TIME, unread._MOST = 3, 1; cli(prog_name='mkdocs')"
)


def built(
    project: Path, target: Path, processes: int, *, forgetful: bool = False
) -> subprocess.CompletedProcess[str]:
    environment = {
        **os.environ,
        "HANDLINGSPLAN_PROCESSES": str(processes),
        "HANDLINGSPLAN_TODAY": TODAY,
        "NO_MKDOCS_2_WARNING": "1",
    }
    mkdocs = ["-c", FORGETFUL] if forgetful else ["-m", "mkdocs"]
    command = [sys.executable, *mkdocs, "build", "--strict", "--site-dir", str(target)]
    return subprocess.run(command, cwd=project, env=environment, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def sites(project: Path, tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """The same project built by one process, by two, and by five that forget what they have read."""
    found = []
    for number in (1, 2, 5):
        shutil.rmtree(project / ".cache", ignore_errors=True)  # or the second site would be made of the first one
        found.append(tmp_path_factory.mktemp("sites") / str(number))
        done = built(project, found[-1], number, forgetful=number == 5)
        assert done.returncode == 0, done.stderr
        assert "WARNING" not in done.stderr
    return found


def files(site: Path) -> dict[str, bytes]:
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("*") if path.is_file()}


def test_the_number_of_processes_leaves_no_trace(sites: list[Path]) -> None:
    one, *others = (files(site) for site in sites)
    assert len([name for name in one if name.endswith(".html")]) > 60
    for other in others:
        assert other.keys() == one.keys()
        # The gzipped sitemap holds the time of the build.
        assert [name for name in one if one[name] != other[name] and not name.endswith(".gz")] == []


def test_the_search_finds_every_page_and_no_list_of_sources(sites: list[Path]) -> None:
    for site in sites[:2]:
        documents = json.loads((site / "search/search_index.json").read_text(encoding="utf-8"))["docs"]
        found = {each["location"].partition("#")[0] for each in documents}
        pages = {path.parent.relative_to(site).as_posix() for path in site.rglob("index.html")}
        assert found == {f"{page}/" if page != "." else "" for page in pages}
        assert not [each for each in documents if each["title"] == "Siffrornas källor"]


def articles(site: Path) -> Iterator[str]:
    for path in site.rglob("index.html"):
        html = path.read_text(encoding="utf-8")
        yield html[html.index(">", html.index("<article")) + 1 : html.index("</article>")]


def test_sections_are_those_of_materials_own_parser(sites: list[Path]) -> None:
    compared = 0
    for article in articles(sites[0]):
        parser = Parser()
        parser.feed(article)
        parser.close()
        stock = [
            (each.id or "", "".join(each.title).strip(), "".join(each.text).strip())
            for each in parser.data
            if not each.is_excluded() and each.id != "siffrornas-kallor"
        ]
        assert [(each.anchor, each.title, each.text) for each in read_sections(article)] == stock
        compared += len(stock)
    assert compared > 300


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>a</p>", [("", "", "<p>a</p>")]),
        ('<h1 id="x">T</h1><p>a &amp; b</p>', [("", "T", "<p>a &amp; b</p>")]),
        ('<p>a</p><h2 id="x">T<a class="headerlink" href="#x">¶</a></h2>b', [("", "", "<p>a</p>"), ("x", "T", "b")]),
        ("<div data-search-exclude><div>a</div>b</div>c", [("", "", "c")]),
        ('<h2 id="x" data-search-exclude>T</h2>a', [("", "", "")]),
        ("<svg data-search-exclude><rect/><path d='M0'/>a</svg>b<br>c", [("", "", "bc")]),
        ("<ol data-search-exclude><li>a<ol><li>b</ol><ol></ol></ol>c<ol><li>d</ol>", [("", "", "c<ol><li>d")]),
        ("a<div data-search-exclude>b", [("", "", "a")]),
        ('<h2 id="siffrornas-kallor">K</h2>a', [("", "", "")]),
        ("<pre>a\n b</pre><p></p>", [("", "", "<pre>a\n b</pre>")]),
        ("<dl><dt>a\n</dt> <dd><b>b</b></dd></dl>c", [("", "", "a  bc")]),
        ("<dl><dt>a<dl><dd>b</dd></dl></dt><dd><ul><li>c</ul></dd></dl>d", [("", "", "ab<ul><li>cd")]),
    ],
)
def test_what_the_search_knows_of_a_page(html: str, expected: list[tuple[str, str, str]]) -> None:
    assert [(each.anchor, each.title, each.text) for each in read_sections(html)] == expected


def test_a_link_that_leads_nowhere_stops_the_build(tmp_path: Path) -> None:
    project = tmp_path / "project"
    project.mkdir()
    write_corpus(project, Size(plans=4, units=2, years=2), ROOT)
    (project / "plans/kommun-001/2025/enhet-01/plan.md").write_text("## Text\n\n[bort](borta.md)\n", encoding="utf-8")
    done = built(project, tmp_path / "site", 3)
    assert done.returncode == 1
    assert "contains a link 'borta.md', but the target" in done.stderr
    assert done.stderr.count("WARNING") == 1


def test_another_version_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    assert mkdocs_versions.unknown_versions() == [], "try the new version, then add it to KNOWN"
    monkeypatch.setattr(mkdocs_versions, "KNOWN", {"mkdocs": ("1.5.0",), "mkdocs-material": ("9.8.1",)})
    [unknown] = mkdocs_versions.unknown_versions()
    assert unknown.startswith("mkdocs 1.")


@pytest.mark.parametrize(
    "inside",
    [
        "",
        "<tr><td>a</td> <td>b</td>\n</tr>\n\n<tr><td></td><td>c\nd</td></tr>",
        "<caption>a &lt; b</caption><tr><td title='>' class=\"x>y\">&amp;</td><td>&nbsp;</td> <td> e </td></tr>",
        "<tr><td><p>a</p> <p>b</p></td><td><code>c</code><br>d</td></tr>",
        '<tr><td>a</td></tr><tr data-search-exclude><td>b</td></tr><tr><td id="x"/>c</tr>',
        '<tr><td>a</td><td><h3 id="y">b<a class="headerlink">¶</a></h3>c</td></tr><!-- d -->',
        "<tr><td>a<pre>b\nc</pre></td></tr>",
    ],
)
@pytest.mark.parametrize("around", ["{}", "a {}b", '<div><div><h2 id="x">T</h2>{}</div>{}</div> {}', "<pre>{}</pre>"])
def test_a_table_is_read_as_any_other_element(inside: str, around: str) -> None:
    table, other = (around.replace("{}", f" <{tag}>{inside}</{tag}> z") for tag in ("table", "section"))
    assert list(read_sections(table)) == list(read_sections(other))
