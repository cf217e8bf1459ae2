"""What the names stand for that are told while pages are laid out: all that is no part of the archive itself."""

from __future__ import annotations

from collections.abc import Mapping

from handlingsplan.model.asked import Name
from handlingsplan.site.publication import Publication
from handlingsplan.site.warm.digests import Meaning
from handlingsplan.site.warm.keeper import Keeper
from handlingsplan.site.warm.meanings import meanings_of_past
from handlingsplan.site.warm.store import name_of

#: What every page may say, whatever it is about: who publishes, for whom, and why there is no history.
SITE: Name = ("site", "")


def meanings_of_publication(publication: Publication, keeper: Keeper, *, is_whole: bool) -> Mapping[str, Meaning]:
    """Give what the names of texts, problems and history stand for, and `SITE`.

    The history of a narrower audience (not `is_whole`) may depend on any file.
    """
    past, library = publication.past, publication.library
    commits = [each.commit.id for each in past.history.steps if each.commit]
    around = name_of(repr((sorted(keeper.files.items()), commits[-1:])).encode())
    return {
        **meanings_of_past(past, around, is_whole=is_whole),
        "filled": library.texts.digest,
        "problems": publication.problems_in,
        "site": lambda _: (
            past.why_not,
            past.repository_url,
            library.publisher,
            library.audience.value,
            sorted(library.withheld),
            sorted(library.incomplete),
        ),
    }
