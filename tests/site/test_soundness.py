"""Links are found and followed fast, and the same are told as if each were looked at by itself."""

import re
from html import unescape
from pathlib import Path
from posixpath import normpath
from urllib.parse import unquote, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlingsplan.site.soundness import faults_of_site

_WHOLE = ("index.html", "404.html", "sitemap.xml", "a/index.html", "a/b/index.html", "a/b/c/index.html", "logo.svg")
_HALF = ("../", "../../", "/", ".", "..", "a", "b", "c", "d", "index.html", "#", "?", "&amp;", "%62", ":", " ")
_TARGETS = st.lists(st.sampled_from(_HALF), max_size=6).map("".join)
_PIECES = st.one_of(
    st.sampled_from(["<a ", "<p>", 'title="', '"', ">", "'", " data-", "\n", 'href="', "src='", "</a>"]),
    _TARGETS.map(lambda target: f'<a class="x" href="{target}">'),
    _TARGETS.map(lambda target: f"<img src='{target}'>"),
)


def site_of(folder: Path, page: str, html: str) -> Path:
    for name in _WHOLE:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(f"{html if name == page else ''}</html>", encoding="utf-8")
    return folder


def told(page: str, html: str) -> list[str]:
    """What is to be told, by the plain meaning of links."""
    found = []
    for a, b in re.findall(r"""<[a-z][^<>]*?\s(?:href|src)=(?:"([^"]*)"|'([^']*)')""", f"{html}</html>"):
        try:
            parts = urlsplit(unescape(a or b).strip())
        except ValueError:
            continue
        if parts.scheme or parts.netloc or not parts.path or parts.path.startswith("/"):
            continue
        path = normpath(f"{page.rpartition('/')[0]}/{unquote(parts.path)}".lstrip("/"))
        path = "index.html" if path == "." else path
        if path not in _WHOLE and f"{path}/index.html" not in _WHOLE:
            found.append(f"sidan {page} länkar till {path}, som inte finns")
    return found


@given(
    page=st.sampled_from([name for name in _WHOLE if name.endswith("index.html")]), html=st.lists(_PIECES, max_size=8)
)
def test_what_is_told_is_told_of_each_link(
    page: str, html: list[str], tmp_path_factory: pytest.TempPathFactory
) -> None:
    text = "".join(html)
    folder = site_of(tmp_path_factory.mktemp("site"), page, text)
    assert dict.fromkeys(faults_of_site(folder, folder / "shown")) == dict.fromkeys(told(page, text))


@pytest.mark.parametrize(
    "html",
    [
        'text with href="../borta/" in it',
        '<a data-href="../borta/">',
        '<p title="a"> href="<a href="../b/">',
    ],
)
def test_what_only_looks_like_a_link_is_not_followed(tmp_path: Path, html: str) -> None:
    assert faults_of_site(site_of(tmp_path, "a/index.html", html), tmp_path / "shown") == told("a/index.html", html)


def test_a_link_after_what_looks_like_one_is_followed(tmp_path: Path) -> None:
    site = site_of(tmp_path, "a/b/index.html", 'href="<a href="../borta/">')
    assert faults_of_site(site, tmp_path / "shown") == ["sidan a/b/index.html länkar till a/borta, som inte finns"]
