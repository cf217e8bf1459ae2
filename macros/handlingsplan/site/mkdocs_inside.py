"""What this program changes inside MkDocs, to build pages by all cores and to read each page once for the search.

MkDocs builds a site in two loops over the pages: `_populate_page` makes HTML of Markdown, `_build_page` puts it into
the theme and writes the file. Between the loops it calls the plugins' `on_env`. Here the first loop only lists the
pages. In `on_env` processes are forked, which inherit everything that has been read; each takes a page as soon as it
is free and calls MkDocs' own functions for it. They meet once: the navigation shows the titles of other pages, so
these are read first, and no page is put into the theme before their titles are known. Every other page is made, put
into the theme, written and let go of in one go. The second loop then finds the files written.

Everything is exchanged for the time of one build and put back. For another version of MkDocs or Material than those
that this was written for nothing is exchanged at all: the site is the same, and a notice says that it took longer.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from importlib.metadata import version
from itertools import chain
from typing import Any

from mkdocs.commands import build as mkdocs_build
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import BuildError
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from handlingsplan.site.forking import Parent, Queue, Worker, fork, processes
from handlingsplan.site.search_sections import read_sections

#: The versions whose inside this module knows.
KNOWN = {"mkdocs": ("1.6.1",), "mkdocs-material": ("9.8.1",)}
#: With fewer pages, one process is done before another has begun.
_FEWEST_PAGES = 60
#: Another plugin may remember what it sees of the pages, and would see them in another process.
_PLUGINS = {"material/search", "macros", "handlingsplan"}
_JSON = partial(json.dumps, separators=(",", ":"), default=str)
_Told = tuple[str, int, str]
_LOOPS: Any = mkdocs_build  # its functions are exchanged


def unknown_versions() -> list[str]:
    """Give the packages whose version is not one that this module knows, each with its version."""
    found = {name: version(name) for name in KNOWN}
    return [f"{name} {number}" for name, number in found.items() if number not in KNOWN[name]]


def read_pages_once(config: MkDocsConfig) -> None:
    """Let Material's search be told of a page's sections by our own reader instead of its HTML parser."""
    index = _search_index(config)
    if index is not None:
        index.add_entry_from_context = partial(_add_entries, index)


def _search_index(config: MkDocsConfig) -> Any:
    """Find the index that Material's search fills; None when the site has no search, or another one."""
    found = (getattr(each, "search_index", None) for each in config.plugins.values())
    return next((each for each in found if type(each).__module__.startswith("material.")), None)


def _add_entries(index: Any, page: Page) -> None:
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


@dataclass(slots=True)
class _Built:
    """What a worker tells of a page that it has written."""

    number: int
    anchors: set[str] | None
    links: dict[str, dict[str, str]]
    entries: str
    told: list[_Told] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Failed:
    """What a worker tells when a page could not be built; MkDocs has then told which."""

    message: str
    told: list[_Told]


class PagesByAllCores:
    """The two loops of one build, in the hands of several processes."""

    def __init__(self, config: MkDocsConfig, let_go: Callable[[], None]) -> None:
        self._config = config
        self._let_go = let_go
        self._pages: list[Page] = []
        self._workers: list[Worker] = []
        self._known: tuple[Callable[..., None], Callable[..., None]] | None = None

    @classmethod
    def for_build(cls, config: MkDocsConfig, files: Files, let_go: Callable[[], None]) -> PagesByAllCores | None:
        """Take over the loops of the build that has begun; None where that would gain nothing.

        `let_go` is called in a worker when a page is HTML: what it was laid out from is needed no more.
        """
        if processes() < 2 or len(files.documentation_pages()) < _FEWEST_PAGES or not set(config.plugins) <= _PLUGINS:
            return None
        found = cls(config, let_go)
        found._take_over()
        return found

    def _take_over(self) -> None:
        self._known = (_LOOPS._populate_page, _LOOPS._build_page)
        _LOOPS._populate_page, _LOOPS._build_page = self._list_page, self._page_is_built

    def give_back(self) -> None:
        """Put MkDocs' own functions back, and let no process live on; may be called again."""
        if self._known is not None:
            _LOOPS._populate_page, _LOOPS._build_page = self._known
            self._known = None
        for worker in self._workers:
            worker.end()
        self._workers = []

    def _list_page(self, page: Page, *_: object) -> None:
        self._pages.append(page)

    def begin(self, env: Any, files: Files, nav: Navigation) -> None:
        """Fork the workers, and let them meet when every title is known. They go on to the theme by themselves."""
        titled = {page.file.src_uri for page in nav.pages}
        first = [number for number, page in enumerate(self._pages) if page.file.src_uri in titled]
        rest = sorted(set(range(len(self._pages))) - set(first))
        with Queue(first) as queue, Queue(rest) as others:
            self._workers = fork(processes(), partial(self._work, queue, others, env, files, nav))
        told: list[_Told] = []
        titles: dict[str, tuple[str | None, Any]] = {}
        for worker in self._workers:
            known, said = self._sound(worker.receive())
            titles.update(known)
            told += said
        for worker in self._workers:
            worker.send(titles)
        _take_titles(nav, titles)
        _tell(told)

    def _page_is_built(self, page: Page, *_: object, **__: object) -> None:
        """Stands for MkDocs' second loop: at its first page, wait until all are written."""
        if self._workers and page is self._pages[0]:
            self._take_in([each for worker in self._workers for each in self._sound(worker.receive())])

    def _take_in(self, built: Sequence[_Built]) -> None:
        by_uri = {page.file.src_uri: page.file for page in self._pages}
        in_order = sorted(built, key=lambda each: each.number)
        for each in in_order:
            page = self._pages[each.number]
            page.present_anchor_ids = each.anchors
            page.links_to_anchors = {by_uri[uri]: links for uri, links in each.links.items() if uri in by_uri}
            _tell(each.told)
        index = _search_index(self._config)
        if index is not None:
            index.generate_search_index = partial(
                _index_of, index, [each.entries for each in in_order if each.entries]
            )

    def _sound(self, found: Any) -> Any:
        if isinstance(found, _Failed):
            _tell(found.told)
            raise BuildError(found.message)
        return found

    def _work(self, first: Queue, rest: Queue, env: Any, files: Files, nav: Navigation, parent: Parent) -> None:
        """Build pages in a forked process."""
        assert self._known is not None  # noqa: S101  (the loops have been taken over)
        build = partial(self._build, self._known[1], env, nav)
        with _Listening() as listening:
            try:
                mine = list(self._populated(first, files))
                titled = [self._pages[number] for number in mine]
                parent.send(({page.file.src_uri: (page.title, page.meta) for page in titled}, listening.taken()))
                _take_titles(nav, parent.receive())
                parent.send(list(self._built(chain(mine, self._populated(rest, files)), build, listening)))
            except BuildError as error:
                parent.send(_Failed(str(error), listening.taken()))

    def _populated(self, queue: Queue, files: Files) -> Iterator[int]:
        """Make HTML of the next page, and the next, as long as there is one."""
        assert self._known is not None  # noqa: S101  (the loops have been taken over)
        for number in queue:
            self._known[0](self._pages[number], self._config, files)
            self._let_go()
            yield number

    def _build(self, build: Callable[..., None], env: Any, nav: Navigation, page: Page) -> None:
        documents = [each.file for each in self._pages]
        inclusion: Any = page.file.inclusion
        build(page, self._config, documents, nav, env, excluded=inclusion.is_excluded())

    def _built(self, mine: Iterable[int], build: Callable[[Page], None], listening: _Listening) -> Iterator[_Built]:
        index = _search_index(self._config)
        for number in mine:
            page = self._pages[number]
            if index is not None:
                index.entries = []
            build(page)
            entries = _JSON(index.entries)[1:-1] if index is not None else ""
            links = {file.src_uri: found for file, found in (page.links_to_anchors or {}).items()}
            yield _Built(number, page.present_anchor_ids, links, entries, listening.taken())
            page.content, page.markdown, page.toc = "", "", []  # type: ignore[assignment]  # it is written: let go


def _take_titles(nav: Navigation, titles: dict[str, tuple[str | None, Any]]) -> None:
    """Let the navigation know the titles of pages that another process has read."""
    for page in nav.pages:
        if page.content is None and page.file.src_uri in titles:
            page.title, page.meta = titles[page.file.src_uri]


def _index_of(index: Any, texts: Sequence[str], _: object) -> str:
    """Write the search index as Material does, from what the workers have written of each page."""
    config = {key: index.config[key] for key in ("lang", "separator", "pipeline", "fields")}
    return f"{_JSON({'config': config, 'docs': []})[:-2]}{','.join(texts)}]}}"


class _Listening(logging.Handler):
    """Keeps what MkDocs would tell in a worker, for the parent to tell: it counts the warnings of a strict build."""

    def __init__(self) -> None:
        super().__init__()
        self._told: list[_Told] = []

    def __enter__(self) -> _Listening:
        logger = logging.getLogger("mkdocs")
        logger.handlers, logger.propagate = [self], False
        return self

    def __exit__(self, *_: object) -> None:
        """Nothing is put back: the process ends."""

    def emit(self, record: logging.LogRecord) -> None:
        self._told.append((record.name, record.levelno, record.getMessage()))

    def taken(self) -> list[_Told]:
        """Give what has been told since the last time."""
        told, self._told = self._told, []
        return told


def _tell(told: Sequence[_Told]) -> None:
    for name, level, message in told:
        logging.getLogger(name).log(level, "%s", message)
