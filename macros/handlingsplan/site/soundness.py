"""Whether a built site is fit to be shown: pages present and whole, links that lead somewhere, and a sane size."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from html import unescape
from pathlib import Path
from posixpath import normpath
from urllib.parse import unquote, urlsplit

from handlingsplan.site.forking import forked_map

_LINK = re.compile(rb"""<[a-z][^<>]*?\s(?:href|src)=(?:"([^"]*)"|'([^']*)')""")
#: All that may be a link, also where a text has it: found ten times as fast, by the words that they begin with.
_PERHAPS = tuple(re.compile(rb"""%s=(?="([^"]*)"|'([^']*)')""" % name) for name in (b"href", b"src"))
_NEEDED = ("index.html", "404.html", "sitemap.xml")
_MOST_TOLD = 20
_MOST_KNOWN = 10_000  # links
_AT_A_TIME = 100  # pages that a process looks at before it asks for more


@dataclass(frozen=True, slots=True)
class Contents:
    """The files of a site with their sizes, and where each lies on the disk."""

    sizes: dict[str, int]
    places: dict[str, tuple[int, int]]

    @classmethod
    def of(cls, site: Path) -> Contents:
        """List a folder; one that does not exist is empty."""
        found = {name: os.stat(path) for name, path in _files(str(site))}  # noqa: PTH116 - thousands of them
        places = {name: (each.st_dev, each.st_ino) for name, each in found.items()}
        return cls({name: each.st_size for name, each in found.items()}, places)

    def pages(self) -> list[str]:
        """Give the pages."""
        return [name for name in self.sizes if name.endswith(".html")]

    def has(self, name: str) -> bool:
        """Whether a file is there, or a folder with a page of its own."""
        return name in self.sizes or f"{name}/index.html" in self.sizes

    def leads(self, folder: str, target: bytes) -> bool:
        """Whether a link in a folder's page leads to what is there, or is none to follow."""
        while folder and target.startswith(b"../../"):  # most lead to the same places from all folders beside this
            folder, target = folder.rpartition("/")[0], target[3:]
        path = _linked(folder, target)
        return not path or self.has(path)

    def not_in(self, shown: Contents) -> list[str]:
        """Give the pages that are not the very files that are shown: of those, every link has been followed before.

        All of them, where a file that is shown is not here: a link may lead to it.
        """
        if shown.sizes.keys() - self.sizes.keys():
            return self.pages()
        return [name for name in self.pages() if self.places[name] != shown.places.get(name)]


def faults_of_site(site: Path, shown: Path, *, may_shrink: bool = False) -> list[str]:
    """Give in Swedish why a built site should not take the place of the one shown; nothing if it may."""
    new, old = Contents.of(site), Contents.of(shown)
    faults = [f"filen {name} saknas" for name in _NEEDED if not new.sizes.get(name)]
    faults += [] if may_shrink else _shrinkage(new, old)
    pages = new.not_in(old)
    some = [pages[start : start + _AT_A_TIME] for start in range(0, len(pages), _AT_A_TIME)]
    for found in forked_map(
        lambda names: [each for name in names for each in _faults_of_page(site, name, new)], some
    ):
        faults += found
    return faults if len(faults) <= _MOST_TOLD else [*faults[:_MOST_TOLD], "med mera"]


def _files(site: str) -> Iterator[tuple[str, str]]:
    """Give the files below a folder: how they are called from it, and their paths."""
    for base, _, names in os.walk(site):
        for name in names:
            path = f"{base}/{name}"
            if os.path.isfile(path):  # noqa: PTH113 - not a link that leads nowhere, or a pipe
                yield path[len(site) + 1 :], path


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
    folder = name.rpartition("/")[0]
    if all(contents.leads(folder, target) for target in _found(html, *_PERHAPS)):
        return
    for target in _found(html, _LINK):
        if not contents.leads(folder, target):
            yield f"sidan {name} länkar till {_linked(folder, target)}, som inte finns"


def _found(html: bytes, *links: re.Pattern[bytes]) -> Iterable[bytes]:
    """Give each target once, in order."""
    return dict.fromkeys(a or b for link in links for a, b in link.findall(html))


@lru_cache(maxsize=_MOST_KNOWN)
def _linked(folder: str, target: bytes) -> str:
    """The file or folder that a link in a folder's page leads to; nothing for other sites and for the page itself."""
    try:
        parts = urlsplit(unescape(target.decode("utf-8", "replace")).strip())
    except ValueError:
        return ""
    if parts.scheme or parts.netloc or not parts.path or parts.path.startswith("/"):
        return ""
    path = normpath(f"{folder}/{unquote(parts.path)}" if folder else unquote(parts.path))
    return "index.html" if path == "." else path
