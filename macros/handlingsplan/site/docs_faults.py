"""The faults of the pages written by hand (docs/), at their lines, before any page is made."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial

from handlingsplan.model.asked import Name
from handlingsplan.site.environment import TextEnvironment, render_text
from handlingsplan.site.forking import forked_map
from handlingsplan.site.site_page import Site
from handlingsplan.site.warm.keeper import Keeper
from handlingsplan.site.warm.store import name_of
from handlingsplan.text.places import Place


@dataclass(frozen=True, slots=True)
class HandWritten:
    """A page whose macros are filled in: its file, its text, and how many lines come before that."""

    path: str
    text: str
    before: int


def faults_of_docs(site: Site, pages: Iterable[HandWritten]) -> Iterator[str]:
    """Give the faults of the pages' macros, of the site as those see it who may read everything."""
    environment = site.whole or site.environment
    keeper = site.keeper if environment is site.environment else Keeper()  # what it keeps is the audience's
    known = list(pages)
    look = partial(_kept_faults, environment, keeper)
    if keeper.is_keeping:  # a page may read every plan there is: then other processes do
        missing = [page for page in known if keeper.find(_name(page)) is None]
        for found in forked_map(partial(keeper.apart, look), missing, least=1, apart=True):
            keeper.take(found)
    for page in known:
        yield from look(page)


def _name(page: HandWritten) -> Name:
    return "faults", f"{page.path}:{page.before} {name_of(page.text.encode())}"


def _kept_faults(environment: TextEnvironment, keeper: Keeper, page: HandWritten) -> list[str]:
    return keeper.remember(_name(page), partial(_faults, environment, page))


def _faults(environment: TextEnvironment, page: HandWritten) -> list[str]:
    errors = render_text(environment, page.text, environment.context)[1]
    return [f"{Place(page.path, page.before + each.line, each.column)}: {each.message}" for each in errors]
