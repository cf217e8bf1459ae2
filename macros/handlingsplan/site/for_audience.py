"""A publication as an audience may read it (*publicering*): made of an archive that has nothing else.

Everything is read, filled in and checked as a whole first. So a fault stops every site alike, and a macro that has no
answer now has none because of what is withheld.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from handlingsplan.analysis.audiences.projection import NOT_TOLD, Projection, present_ceilings
from handlingsplan.analysis.changes.version import Version
from handlingsplan.analysis.history import Step, fold
from handlingsplan.analysis.line import CommitFacts, Line
from handlingsplan.model.archive import Archive
from handlingsplan.model.audience import Audience
from handlingsplan.site.history.past import Past
from handlingsplan.site.publication import Publication, fill_in, new_library
from handlingsplan.site.warm.keeper import Keeper
from handlingsplan.site.warm.meanings import digest_of_municipality, meanings_of_archive
from handlingsplan.site.warm.watched import watched_past
from handlingsplan.text.dates import long_date
from handlingsplan.text.places import Problem


@dataclass(frozen=True, slots=True)
class PublishedCommit:
    """A commit without its number, which follows from all that is in it; perhaps also without author and message."""

    id: str
    committed: datetime
    subject: str
    author: str = ""
    body: str = ""
    parents: tuple[str, ...] = ()


def for_audience(
    whole: Publication, audience: Audience, today: date, present: Archive | None = None, keeper: Keeper | None = None
) -> Publication:
    """Give a publication as the audience may read it. `present` is the archive as it is, where `whole` is earlier.

    The restricted audience reads everything.
    """
    if audience is Audience.RESTRICTED:
        return whole
    archive = whole.read
    ceilings = present_ceilings(present or archive)
    projection = Projection(audience, ceilings)
    projected = projection.of(archive)
    library = new_library(projected, today, keeper, NOT_TOLD)
    library.audience = audience
    library.withheld = _not_whole(archive, projected, audience)
    library.incomplete = frozenset(projection.withheld)
    if keeper and keeper.is_keeping:
        pairs = zip(archive.municipalities, projected.municipalities, strict=True)
        files = {each.id: digest_of_municipality(each.id, keeper.files) for each, read in pairs if each is not read}
        keeper.begin_stage(meanings_of_archive(projected, keeper, today, files))
    fill_in(library, keeper or Keeper(), f"fill for {audience.name.lower()}")
    past = _past(whole.past, Projection(audience, ceilings, with_sums=False), archive)
    if keeper and keeper.is_keeping and past is not whole.past:
        past = watched_past(past)
    return Publication(library, tuple(_told(whole.problems, library.withheld)), past, projected)


def _not_whole(archive: Archive, projected: Archive, audience: Audience) -> frozenset[str]:
    """Give the municipalities of which something is withheld. From the public it is at least their own remarks."""
    pairs = zip(archive.municipalities, projected.municipalities, strict=True)
    return frozenset(whole.id for whole, read in pairs if read is not whole or audience is Audience.PUBLIC)


def _told(problems: tuple[Problem, ...], withheld: frozenset[str]) -> Iterator[Problem]:
    """Give the remarks that are shown. They are the municipality's own work, and may speak of anything in it."""
    for problem in problems:
        if not withheld & set(problem.place.path.split("/")[1:2]):
            yield problem


def _past(past: Past, projection: Projection, archive: Archive) -> Past:
    if past.why_not:
        return past
    line = past.history.line
    versions = [Version(projection.of(line.version(number).archive)) for number in range(len(line.commits))]
    current = projection.of(archive)
    decided = {pin: Version(projection.of(version.archive)) for pin, version in past.decided.items()}
    if projection.audience is Audience.INTERNAL and not projection.withheld:
        return past
    steps = fold(Line.of(zip(line.commits, versions, strict=True))).steps
    known = dict(_published(past.history.steps, steps, projection))
    published = fold(Line.of((known[number], versions[number]) for number in known))
    if past.history.pending:
        published = published.with_uncommitted(published.line.last, current)
    return replace(past, history=published, decided=decided, repository_url="")


def _published(
    whole: Sequence[Step], read: Sequence[Step], projection: Projection
) -> Iterator[tuple[int, CommitFacts]]:
    """Give the commits that changed anything for the audience, by their place; named by days, not by numbers."""
    days: Counter[date] = Counter()
    for number, (all_of_it, step) in enumerate(zip(whole, read, strict=True)):
        commit = all_of_it.commit
        if commit is None or not step.changes:
            continue
        day = commit.committed.date()
        days[day] += 1
        name, title = f"{day}-{days[day]}", f"Ändring {long_date(day)}"
        if projection.audience is Audience.INTERNAL and not _touches(all_of_it, projection.withheld):
            yield (
                number,
                PublishedCommit(name, commit.committed, commit.subject, commit.author, commit.body, commit.parents),
            )
        else:
            yield number, PublishedCommit(name, commit.committed, title)


def _touches(step: Step, withheld: set[str]) -> bool:
    """Whether a commit changed a file of which something is withheld: then its message may speak of that."""
    return bool(step.gaps) or any(change.subject.path in withheld for change in step.changes)
