"""The adapter between MkDocs and the rest. Beside it only `mkdocs_inside.py` imports `mkdocs`.

The order matters. `on_config` reads every plan before MkDocs empties the folder of the earlier site, so a fault in a
plan leaves that site as it was. mkdocs-macros has then made its own environment, which is exchanged for ours. When
Markdown is done, first what other people wrote is sanitised, and then our own HTML is inserted.
"""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Any, Literal, NoReturn

from markupsafe import Markup, escape
from mkdocs.config import base, config_options
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, PluginError
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import File, Files, InclusionLevel, get_files, set_exclusions
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink
from mkdocs.utils import meta

from handlingsplan.model.audience import Audience
from handlingsplan.site.bounded_markdown import BoundedMarkdown
from handlingsplan.site.docs_faults import HandWritten, faults_of_docs
from handlingsplan.site.environment import TextEnvironment
from handlingsplan.site.fragments import Fragments, frame_tables, sanitise
from handlingsplan.site.garbage import collect_seldom
from handlingsplan.site.history.addresses import FEED
from handlingsplan.site.history.past import Asked, Memory
from handlingsplan.site.history.wording import no_history
from handlingsplan.site.mkdocs_files import KeptFile
from handlingsplan.site.mkdocs_inside import PagesByAllCores
from handlingsplan.site.mkdocs_versions import keep_compiled_templates, unknown_versions
from handlingsplan.site.navigation import edit_url, features_for, uris, with_sections
from handlingsplan.site.options import Options, read_options
from handlingsplan.site.pages import Site, SitePage, read_site
from handlingsplan.site.paper import PAPER_FILE
from handlingsplan.site.publisher import COLOURS, colours_css
from handlingsplan.site.search_index import read_pages_once
from handlingsplan.site.settings import edition_of
from handlingsplan.site.shelf import begin_with_spare_folders
from handlingsplan.site.warm.downloads import made_downloads
from handlingsplan.site.warm.keeper import Keeper, open_keeper
from handlingsplan.text.dates import long_date
from handlingsplan.text.places import Severity

_LOG = logging.getLogger("mkdocs.plugins.handlingsplan")
#: The accessibility statement; the foot of every page leads to it.
_STATEMENT = "tillganglighet.md"
#: What the foot of every page says of who it is for.
_AUDIENCES = {
    Audience.RESTRICTED: "Begränsad: får bara läsas av dem som arbetar med ärendena.",
    Audience.INTERNAL: "Intern: för kommunens medarbetare och förtroendevalda.",
    Audience.PUBLIC: "",
}
#: How much more a hit in a plan or report counts than one elsewhere, such as in the guide.
_BOOST_OF_PLANS = 4
#: A character that JSON writes as two; YAML knows no halves of characters.
_HALVES = re.compile(r"\\ud[89ab][0-9a-f]{2}\\ud[c-f][0-9a-f]{2}")


class HandlingsplanConfig(base.Config):  # type: ignore[no-untyped-call]
    """The options of the plugin in mkdocs.yml."""

    today = config_options.Type((str, date), default="")  # YAML reads a date as a date
    """The day that the pages are made for, YYYY-MM-DD. Empty: the day they are built."""
    at = config_options.Type((str, date), default="")
    """An earlier version to build of: a day, or a name in Git. Empty: the files as they are."""
    audience = config_options.Choice(tuple(each.value for each in Audience), default=Audience.INTERNAL.value)
    """Who the site is for: begränsad (everything), intern (the default) or publik."""
    publisher = config_options.Type(dict, default={})
    """Who publishes the site: name, colour, contact, and when its accessibility was assessed (site/publisher.py)."""


class HandlingsplanPlugin(BasePlugin[HandlingsplanConfig]):  # type: ignore[no-untyped-call]
    """Publishes the plans. It must stand after `macros` among the plugins."""

    _serving = False
    _site: Site | None = None
    _told = ""
    _cores: PagesByAllCores | None = None
    _nav: Navigation

    def __init__(self) -> None:
        self._markdown = BoundedMarkdown(PluginError)
        self._keeper = Keeper()  # of the build that is under way
        self._memory = Memory()  # while serving, history is read again only when a commit has come

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:  # noqa: ARG002
        """Keeps mkdocs-macros from listing its variables at every build; `--verbose` still shows them."""
        self._serving = command == "serve"
        collect_seldom()
        if logging.getLogger("mkdocs").getEffectiveLevel() > logging.DEBUG:
            logging.getLogger("mkdocs.plugins.mkdocs_macros.util").setLevel(logging.WARNING)

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Reads the site, says what is wrong with it, and stops before anything is written if it must."""
        root = Path(config.config_file_path).parent
        options = self._options(root)
        moment, publisher, audience = options.moment, options.publisher, options.audience
        if audience is Audience.PUBLIC:
            # Those who may not read the repository need no way to it.
            config.repo_url = config.repo_name = config.edit_uri = config.edit_uri_template = None
        self._keeper.give_up()
        self._keeper = keeper = self._opened(root, options, config)
        asked = Asked(moment, config.repo_url or "", self._memory, publisher, audience, keeper)
        site = read_site(root, options.today, asked)
        faults = [str(problem) for problem in site.problems if problem.severity is Severity.ERROR]
        by_hand = list(faults_of_docs(site, _hand_written(config, root)))
        if faults or by_hand:
            keeper.give_up()
        if by_hand or (faults and not (self._serving and self._site)):
            _stop([*faults, *by_hand])
        # MkDocs' server answers no one while a build fails. A writer sees the earlier pages and the faults instead.
        config.extra["faults"] = faults
        config.extra["as_of"] = long_date(moment.day) if moment else ""
        config.extra["publisher"] = publisher
        config.extra["audience"] = _AUDIENCES[audience]
        if publisher.name:
            # The theme escapes it in some places only; what is escaped already is not escaped again.
            config.site_name = Markup("{} – {}").format(config.site_name, publisher.name)
        config.extra["feed"] = FEED if any(each.uri == FEED for each in site.downloads) else ""
        _tell(site)
        if site.no_history and site.no_history != self._told:
            _LOG.info(no_history(site.no_history))
            self._told = site.no_history
        self._site = self._site if faults and self._site else site
        self._use_environment(config, self._site.environment)
        config.nav = with_sections(config.nav or [], self._site.sections)
        config.theme["features"] = features_for(self._site.sections, config.theme.get("features") or [])
        config.markdown_extensions.append(self._markdown)  # type: ignore[arg-type]
        return config

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Adds the generated pages, not yet laid out. Only those in the navigation are looked for there."""
        in_navigation = set(uris(config.nav))
        for uri in self._site.pages.uris if self._site else ():
            undefined, outside = InclusionLevel.UNDEFINED, InclusionLevel.NOT_IN_NAV
            inclusion = undefined if uri in in_navigation else outside
            files.append(File.generated(config, uri, content="", inclusion=inclusion))
        for uri, made in made_downloads(self._site.downloads, self._site.keeper).items() if self._site else ():
            if isinstance(made, Path):
                files.append(KeptFile.generated(config, uri, abs_src_path=str(made)))
            else:
                files.append(File.generated(config, uri, content=made))
        if colour := config.extra["publisher"].colour:
            files.append(File.generated(config, COLOURS, content=colours_css(colour)))
        statement = files.get_file_from_path(_STATEMENT)
        config.extra["statement"] = statement.url if statement else ""
        self._take_over(config)
        return files

    def _take_over(self, config: MkDocsConfig) -> None:
        """Let all cores build the pages, if this is a MkDocs whose inside is known."""
        self._give_back()
        if unknown := unknown_versions():
            _LOG.info(f"Sidorna byggs en i taget: {', '.join(unknown)} är en annan version än den som prövats.")
            return
        read_pages_once(config)
        if self._site:
            # While faults are shown, the pages are those of an earlier moment: nothing of them is for the next build.
            keeper = Keeper() if config.extra["faults"] else self._site.keeper
            self._cores = PagesByAllCores.for_build(config, keeper, self._site.let_go)

    def _give_back(self) -> None:
        if self._cores is not None:
            self._cores.give_back()
            self._cores = None

    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:  # noqa: ARG002
        """Remembers the navigation for those who build the pages."""
        self._nav = nav
        return nav

    @event_priority(-100)  # after every plugin that changes the theme's environment
    def on_env(self, env: Any, *, config: MkDocsConfig, files: Files) -> Any:
        """Lets the other processes begin."""
        keep_compiled_templates(env)
        begin_with_spare_folders(Path(config.site_dir))
        if self._cores is not None:
            self._cores.begin(env, files, self._nav)
        return env

    def on_post_build(self, *, config: MkDocsConfig) -> None:  # noqa: ARG002
        """Puts MkDocs back as it was, and leaves what has been made for the next build."""
        if self._cores is not None:
            self._cores.keeper.finish()
        self._keeper.give_up()
        self._give_back()

    def on_build_error(self, *, error: Exception) -> None:  # noqa: ARG002
        """Puts MkDocs back as it was."""
        self._keeper.give_up()
        self._give_back()

    def on_page_read_source(self, *, page: Page, config: MkDocsConfig) -> str | None:  # noqa: ARG002
        """Lays out a generated page, in the process that builds it."""
        generated = self._generated(page)
        self._markdown.path = generated.text_path if generated else ""
        return None if generated is None else _front_matter(generated) + generated.markdown

    def _generated(self, page: Page) -> SitePage | None:
        return self._site.pages.page(page.file.src_uri) if self._site else None

    def on_page_content(self, html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:  # noqa: ARG002
        """Sanitises what other people wrote, inserts the program's own HTML and tells the theme where to edit."""
        generated = self._generated(page)
        fragments = self._site.fragments if self._site else Fragments()
        if generated is not None:
            is_now = not self.config.at  # an earlier version is not where anything is edited
            page.meta["facts_url"] = edit_url(config, generated.facts_path) if is_now else ""
            page.meta["text_url"] = edit_url(config, generated.text_path) if is_now else ""
            page.meta["changed"], page.meta["responsible"] = generated.changed, generated.responsible
            page.meta["paper"] = generated.paper and PAPER_FILE
            html = html if generated.trusted else sanitise(html)
        for item in _anchors(page.toc):
            # The theme prints both as HTML, and an id may hold quotes.
            item.title, item.id = fragments.text(item.title), str(escape(item.id))
        # The search reads the text between tags, and would read a term and its value as one word.
        return fragments.insert(frame_tables(html)).replace("</dt><dd", "</dt> <dd")

    def _opened(self, root: Path, options: Options, config: MkDocsConfig) -> Keeper:
        """Open what earlier builds left for this audience; nothing is kept of an earlier version of the files.

        While serving it is another folder: the pages have another address.
        """
        name = options.audience.name.lower()
        folder = root / ".cache" / "handlingsplan" / (f"{name}-served" if self._serving else name)
        given = (config.site_url, config.use_directory_urls, config.theme.name)  # the command decides over mkdocs.yml
        edition = None if options.moment else edition_of(root, options.audience, options.publisher, *given)
        return open_keeper(folder, edition)

    def _options(self, root: Path) -> Options:
        given = self.config
        try:
            return read_options(root, str(given.today), str(given.at), given.publisher, given.audience)
        except ValueError as error:
            raise PluginError(str(error)) from error

    def _use_environment(self, config: MkDocsConfig, environment: TextEnvironment) -> None:
        macros = config.plugins.get("macros")
        if macros is None or not hasattr(macros, "env"):
            raise PluginError("mkdocs.yml: under plugins ska macros stå före handlingsplan")
        macros._env = environment  # noqa: SLF001 - there is no other way in


def _stop(faults: list[str]) -> NoReturn:
    for fault in faults:
        _LOG.error(fault)
    raise Abort(f"Webbplatsen byggdes inte: {len(faults)} fel att rätta. Den tidigare versionen är kvar.")


def _tell(site: Site) -> None:
    """Tells every problem that needs somebody. A warning would stop a strict build, so none of this is one."""
    for problem in site.problems:
        if problem.stops:
            _LOG.info(str(problem))


def _hand_written(config: MkDocsConfig, root: Path) -> Iterator[HandWritten]:
    """Give the pages of docs/ whose macros mkdocs-macros fills in; it would tell their faults one by one, later."""
    files = get_files(config)
    set_exclusions(files, config)
    for file in files.documentation_pages():
        source = file.content_string
        text, options = meta.get_data(source)
        if options.get("render_macros") is not False:
            path = (Path(config.docs_dir) / file.src_uri).relative_to(root).as_posix()
            yield HandWritten(path, text, source[: len(source) - len(text)].count("\n"))


def _front_matter(page: SitePage) -> str:
    """What MkDocs is to know of a page. It also keeps the page's own text from passing for front matter.

    The macros are already filled in, and what looks like one now is somebody's example. The theme prints the title
    as HTML, so it is escaped here. JSON is YAML that needs no care, but for what it writes as two halves (emoji).
    """
    options: dict[str, object] = {"render_macros": False, "title": str(escape(page.title))}
    if page.is_list:
        options["hide"] = ["toc"]
    if page.paper:
        options["search"] = {"boost": _BOOST_OF_PLANS}
    if page.description:
        options["description"] = str(escape(page.description))
    written = _HALVES.sub(lambda found: str(json.loads(f'"{found[0]}"')), json.dumps(options))
    return f"---\n{written}\n---\n"


def _anchors(toc: Iterable[AnchorLink]) -> Iterator[AnchorLink]:
    for item in toc:
        yield item
        yield from _anchors(item.children)
