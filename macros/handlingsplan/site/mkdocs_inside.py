"""What this program changes inside MkDocs: pages by all cores, pages used again, one Markdown and one frame for many.

MkDocs builds a site in two loops over the pages: `_populate_page` makes HTML of Markdown, `_build_page` puts it into
the theme and writes the file. Between the loops it calls the plugins' `on_env`. Here the first loop only lists the
pages. In `on_env` the pages are taken from an earlier build where nothing that they were made of has changed
(`warm/kept_pages.py`), and the others are made, by MkDocs' own functions for one page at a time. When they are many,
that is done by processes that are forked, which inherit everything that has been read; each takes a page as soon as
it is free. They meet once: the navigation shows the titles of other pages, so these are read first, and no page is
put into the theme, or used again, before their titles are known. The second loop then finds the files written.

Everything is exchanged for the time of one build and put back. For another version of MkDocs or Material than those
that this was written for nothing is exchanged at all: the site is the same, and a notice says that it took longer.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from itertools import chain, islice
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import markdown
from mkdocs.commands import build as mkdocs_build
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import BuildError
from mkdocs.structure import pages as mkdocs_pages
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from handlingsplan.model.asked import Name, listening
from handlingsplan.site.forking import Parent, Queue, Worker, fork, processes, ready
from handlingsplan.site.markdown_once import OneMarkdown
from handlingsplan.site.mkdocs_files import AskedFiles
from handlingsplan.site.navigation import all_of, take_titles
from handlingsplan.site.page_frames import draw_frames_once
from handlingsplan.site.search_index import index_of, json_text, search_index
from handlingsplan.site.told import Listening, Told, tell_log
from handlingsplan.site.warm.keeper import Keeper
from handlingsplan.site.warm.kept_entries import Spooled
from handlingsplan.site.warm.kept_pages import KeptPage, KeptPages

#: With fewer pages to make, one process is done before another has begun.
_FEWEST_PAGES = 60
#: How many pages a process builds before it tells of them.
_AT_A_TIME = 100
#: Another plugin may remember what it sees of the pages, and would see them in another process, or not at all.
_PLUGINS = {"material/search", "macros", "handlingsplan"}
_LOOPS: Any = mkdocs_build  # its functions are exchanged
_PAGES: Any = mkdocs_pages  # it makes a Markdown for each page


@dataclass(slots=True)
class _Built:
    """What a worker tells of a page that it has written."""

    number: int
    asked: set[Name]
    page: KeptPage
    entries: Spooled


@dataclass(frozen=True, slots=True)
class _Failed:
    """What a worker tells when a page could not be built; MkDocs has then told which."""

    message: str
    told: list[Told]


@dataclass(slots=True)
class _Theme:
    """What pages are put into."""

    env: Any
    files: Files
    nav: Navigation


class PagesByAllCores:
    """The two loops of one build, in the hands of several processes."""

    def __init__(self, config: MkDocsConfig, keeper: Keeper, let_go: Callable[[], None]) -> None:
        self.keeper = keeper
        self._config = config
        self._kept = KeptPages(keeper)
        self._let_go = let_go
        self._pages: list[Page] = []
        self._workers: list[Worker] = []
        self._mine: list[_Built] = []
        self._rest = Queue()
        self._theme: _Theme
        self._known: tuple[Callable[..., None], Callable[..., None]] | None = None

    @classmethod
    def for_build(cls, config: MkDocsConfig, keeper: Keeper, let_go: Callable[[], None]) -> PagesByAllCores | None:
        """Take over the loops of the build that has begun; None where other plugins may see the pages.

        `let_go` is called when a page is HTML: what it was laid out from is needed no more.
        """
        if not set(config.plugins) <= _PLUGINS:
            return None
        found = cls(config, keeper, let_go)
        found._known = (_LOOPS._populate_page, _LOOPS._build_page)
        _LOOPS._populate_page, _LOOPS._build_page = found._list_page, found._page_is_built
        _PAGES.markdown = SimpleNamespace(Markdown=OneMarkdown())
        return found

    def give_back(self) -> None:
        """Put MkDocs' own functions back, and let no process live on; may be called again."""
        if self._known is not None:
            _LOOPS._populate_page, _LOOPS._build_page = self._known
            _PAGES.markdown = markdown
            self._known = None
        for worker in self._workers:
            worker.end()
        self._workers = []
        self._rest.close()
        self._kept.entries.let_go()

    def _list_page(self, page: Page, *_: object) -> None:
        self._pages.append(page)

    def begin(self, env: Any, files: Files, nav: Navigation) -> None:
        """Use pages again, and let the others be made. The workers meet when every title is known, and then go on."""
        draw_frames_once(env, nav)
        self._theme = _Theme(env, AskedFiles.of(files), nav)
        self._kept.begin(files.get_file_from_path)
        likely = {number for number, page in enumerate(self._pages) if self._kept.is_likely(page.file.src_uri)}
        take_titles(nav, {uri: kept for page in nav.pages if (kept := self._kept.title(uri := page.file.src_uri))})
        titled = {page.file.src_uri for page in nav.pages}
        rest = [number for number in range(len(self._pages)) if number not in likely]
        first = [number for number in rest if self._pages[number].file.src_uri in titled]
        others = [number for number in rest if self._pages[number].file.src_uri not in titled]
        if len(rest) >= _FEWEST_PAGES and processes() > 1:
            self._begin_by_many(first, others, sorted(likely))
        else:
            self._build_by_one(first, others, sorted(likely))

    def _begin_by_many(self, first: list[int], others: list[int], likely: list[int]) -> None:
        with Queue(first) as queue:
            self._workers = [self._forked(partial(self._work, queue)) for _ in range(processes())]
            told: list[Told] = []
            titles: dict[str, tuple[str | None, Any]] = {}
            for worker in self._workers:
                known, said = self._sound(worker.receive())
                titles.update(known)
                told += said
            take_titles(self._theme.nav, titles)
            kept, rest = self._divided(likely, self._theme.nav)
            self._rest.extend([*others, *rest])
            for worker in self._workers:
                worker.send(titles)
        tell_log(told)
        with Listening() as said_here:
            self._mine = list(self._built_here(self._populated(self._lost(kept)), said_here))

    def _forked(self, work: Callable[[int, Parent], None]) -> Worker:
        return fork(1, partial(work, self._kept.entries.open_spool()))[0]

    def _build_by_one(self, first: list[int], others: list[int], likely: list[int]) -> None:
        """Build in this process, while others put the pages that are used again in their places."""
        with Listening() as told:
            mine = list(self._populated(first))
        tell_log(told.taken())
        kept, rest = self._divided(likely, self._theme.nav)
        many = len(kept) >= _FEWEST_PAGES and processes() > 1
        shares = [kept[start :: processes()] for start in range(processes())] if many else []
        placing = [fork(1, partial(self._place, share))[0] for share in shares]
        try:
            with Listening() as told:
                self._mine = list(self._built_here(chain(mine, self._populated([*others, *rest])), told))
                lost = chain.from_iterable(each.receive() for each in placing) if placing else self._lost(kept)
                self._mine += self._built_here(self._populated(lost), told)
        finally:
            for worker in placing:
                worker.end()

    def _divided(self, likely: Iterable[int], nav: Navigation) -> tuple[list[int], list[int]]:
        """Give the pages that are the same, as the navigation is known, and those that are not."""
        self._kept.know_navigation(([*all_of(nav.items)], sorted(self._config.extra.items())))
        same = {number: self._kept.holds(self._uri(number)) for number in likely}
        return [each for each in same if same[each]], [each for each in same if not same[each]]

    def _uri(self, number: int) -> str:
        return self._pages[number].file.src_uri

    def _place(self, kept: list[int], parent: Parent) -> None:
        parent.send(list(self._lost(kept)))

    def _lost(self, kept: Iterable[int]) -> Iterator[int]:
        """Put pages in their places; give those whose objects are gone or spoilt."""
        for number in kept:
            if not self._kept.place(self._uri(number), Path(self._pages[number].file.abs_dest_path)):
                yield number

    def _page_is_built(self, page: Page, *_: object, **__: object) -> None:
        """Stands for MkDocs' second loop: at its first page, wait until all are written."""
        if page is self._pages[0]:
            for each in chain(self._mine, self._sent()):
                self._kept.keep(self._uri(each.number), each.asked, each.page, each.entries)
            self._take_in()

    def _sent(self) -> Iterator[_Built]:
        """Give what the workers have built. When one is gone another goes on in its place, as long as there is more.

        Those that make the pages in the navigation have read every plan, and are not to live on with all of that.
        """
        while self._workers:
            for worker in ready(self._workers):
                found = self._sound(worker.receive())
                yield from found
                if not found:
                    self._workers.remove(worker)
                    worker.end()
                    if not self._rest.is_done():
                        self._workers.append(self._forked(self._go_on))

    def _take_in(self) -> None:
        by_uri = {page.file.src_uri: page.file for page in self._pages}
        for page in self._pages:
            kept = self._kept.page(page.file.src_uri)
            page.present_anchor_ids = kept.anchors
            page.links_to_anchors = {by_uri[uri]: links for uri, links in kept.links.items() if uri in by_uri}
            tell_log(kept.told)
        index = search_index(self._config)
        entries = self._kept.entries.leave([page.file.src_uri for page in self._pages])
        if index is not None:
            index.generate_search_index = partial(index_of, index, entries)

    def _sound(self, found: Any) -> Any:
        if isinstance(found, _Failed):
            tell_log(found.told)
            raise BuildError(found.message)
        return found

    def _work(self, first: Queue, spool: int, parent: Parent) -> None:
        """Build the pages whose titles others show, in a forked process."""
        with _telling(parent) as told:
            mine = list(self._populated(first))
            titled = [page for page, _ in mine]
            titles = {each.file.src_uri: (each.title, each.meta) for each in map(self._pages.__getitem__, titled)}
            parent.send((titles, told.taken()))
            take_titles(self._theme.nav, parent.receive())
            _send(parent, self._built(mine, told, spool))

    def _go_on(self, spool: int, parent: Parent) -> None:
        """Build the other pages in a forked process, when all titles are known."""
        with _telling(parent) as told:
            _send(parent, self._built(self._populated(self._rest), told, spool))

    def _populated(self, numbers: Iterable[int]) -> Iterator[tuple[int, set[Name]]]:
        """Make HTML of the next page, and the next, as long as there is one; give what was asked for meanwhile."""
        assert self._known is not None  # noqa: S101  (the loops have been taken over)
        for number in numbers:
            with listening() as asked:
                self._kept.tell_source(self._pages[number].file.src_uri)
                self._known[0](self._pages[number], self._config, self._theme.files)
            self._let_go()
            yield number, asked

    def _built(self, mine: Iterable[tuple[int, set[Name]]], told: Listening, spool: int) -> Iterator[_Built]:
        assert self._known is not None  # noqa: S101  (the loops have been taken over)
        index = search_index(self._config)
        documents = [each.file for each in self._pages]
        for number, asked in mine:
            page = self._pages[number]
            inclusion: Any = page.file.inclusion
            if index is not None:
                index.entries = []
            with listening() as more:
                self._known[1](
                    page, self._config, documents, self._theme.nav, self._theme.env, excluded=inclusion.is_excluded()
                )
            entries = json_text(index.entries)[1:-1] if index is not None else ""
            spooled = self._kept.entries.write(spool, entries)
            yield _Built(number, asked | more, self._as_kept(page, told), spooled)
            page.content, page.markdown, page.toc = "", "", []  # type: ignore[assignment]  # it is written: let go

    def _built_here(self, mine: Iterable[tuple[int, set[Name]]], told: Listening) -> Iterator[_Built]:
        return self._built(mine, told, self._kept.entries.open_spool())

    def _as_kept(self, page: Page, told: Listening) -> KeptPage:
        links = {file.src_uri: found for file, found in (page.links_to_anchors or {}).items()}
        html = self._kept.take_in(Path(page.file.abs_dest_path))
        return KeptPage(page.title, page.meta, page.present_anchor_ids, links, told.taken(), html)


def _send(parent: Parent, built: Iterator[_Built]) -> None:
    """Tell of some pages at a time, and at last of none."""
    while some := list(islice(built, _AT_A_TIME)):
        parent.send(some)
    parent.send([])


@contextmanager
def _telling(parent: Parent) -> Iterator[Listening]:
    """Listen to what a worker says, and tell its parent if a page cannot be built."""
    with Listening() as told:
        try:
            yield told
        except BuildError as error:
            parent.send(_Failed(str(error), told.taken()))
