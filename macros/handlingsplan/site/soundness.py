"""Whether a built site is fit to be shown: pages present and whole, links that lead somewhere, and a sane size."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from pathlib import Path, PurePosixPath
from posixpath import normpath
from urllib.parse import unquote, urlsplit

from handlingsplan.site.forking import forked_map

_LINK = re.compile(rb"""<[a-z][^<>]*?\s(?:href|src)=(?:"([^"]*)"|'([^']*)')""")
_NEEDED = ("index.html", "404.html", "sitemap.xml")
_MOST_TOLD = 20
_AT_A_TIME = 100  # pages that a process looks at before it asks for more


@dataclass(frozen=True, slots=True)
class Contents:
    """The files of a site with their sizes."""

    sizes: dict[str, int]

    @classmethod
    def of(cls, site: Path) -> Contents:
        """List a folder; one that does not exist is empty."""
        return cls({path.relative_to(site).as_posix(): path.stat().st_size for path in _files(site)})

    def pages(self) -> list[str]:
        """Give the pages."""
        return [name for name in self.sizes if name.endswith(".html")]

    def has(self, name: str) -> bool:
        """Whether a file is there, or a folder with a page of its own."""
        return name in self.sizes or str(PurePosixPath(name, "index.html")) in self.sizes


def faults_of_site(site: Path, shown: Path, *, may_shrink: bool = False) -> list[str]:
    """Give in Swedish why a built site should not take the place of the one shown; nothing if it may."""
    new = Contents.of(site)
    faults = [f"filen {name} saknas" for name in _NEEDED if not new.sizes.get(name)]
    faults += [] if may_shrink else _shrinkage(new, Contents.of(shown))
    pages = new.pages()
    some = [pages[start : start + _AT_A_TIME] for start in range(0, len(pages), _AT_A_TIME)]
    for found in forked_map(
        lambda names: [each for name in names for each in _faults_of_page(site, name, new)], some
    ):
        faults += found
    return faults if len(faults) <= _MOST_TOLD else [*faults[:_MOST_TOLD], "med mera"]


def _files(site: Path) -> Iterator[Path]:
    return (path for path in site.rglob("*") if path.is_file())


def _shrinkage(new: Contents, shown: Contents) -> Iterator[str] | list[str]:
    pages = (len(new.pages()), len(shown.pages()))
    size = (sum(new.sizes.values()) // 1_000, sum(shown.sizes.values()) // 1_000)
    told = [("sidor", *pages), ("kB", *size)]
    return [
        f"den nya webbplatsen har {now} {unit} och den förra {before}; är det rätt, bygg med --allow-smaller"
        for unit, now, before in told
        if 2 * now < before
    ]


def _faults_of_page(site: Path, name: str, contents: Contents) -> Iterator[str]:
    html = (site / name).read_bytes()
    if b"</html>" not in html[-200:].lower():
        yield f"sidan {name} är inte hel"
        return
    if name == "404.html":  # shown at any address: its links begin at the server's own root
        return
    for target in dict.fromkeys(unescape((a or b).decode("utf-8", "replace")) for a, b in _LINK.findall(html)):
        if (path := _linked(name, target)) and not contents.has(path):
            yield f"sidan {name} länkar till {path}, som inte finns"


def _linked(page: str, target: str) -> str:
    """The file or folder of the site that a link leads to; nothing for other sites and for the page itself."""
    try:
        parts = urlsplit(target.strip())
    except ValueError:
        return ""
    if parts.scheme or parts.netloc or not parts.path or parts.path.startswith("/"):
        return ""
    path = normpath(str(PurePosixPath(page).parent / unquote(parts.path)))
    return "index.html" if path == "." else path
