"""One review: two versions of a repository compared, with the problems of the later one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from handlingsplan.analysis.changes.change import Change, ChangeKind
from handlingsplan.analysis.changes.comparison import Comparison, compare_versions
from handlingsplan.analysis.changes.consequences import Consequence, Level
from handlingsplan.analysis.changes.version import version_of
from handlingsplan.reading.archive import read_archive
from handlingsplan.reading.kept import Kept
from handlingsplan.reading.tree import Tree
from handlingsplan.site.publication import read_publication
from handlingsplan.sources.repository import Repository
from handlingsplan.sources.worktree import WorkTree
from handlingsplan.text.places import Problem, Severity
from handlingsplan.text.quantities import money
from handlingsplan.text.words import listed, plural

WORK_TREE = "arbetskopian"


@dataclass(frozen=True, slots=True)
class Review:
    """What a change means. Changes whose amounts all are below `threshold` kronor are only counted."""

    base: str
    head: str
    comparison: Comparison
    problems: tuple[Problem, ...]
    threshold: int = 0

    def shown(self) -> list[Change]:
        """Give the changes to tell."""
        return [each for each in self.comparison.changes if not self.is_small(each)]

    def consequences(self) -> list[Consequence]:
        """Give what the changes mean up the tree, committees first."""
        order = list(Level)
        return sorted(self.comparison.consequences, key=lambda each: -order.index(each.level))

    def is_small(self, change: Change) -> bool:
        """Whether a change moves amounts, all of them less than the threshold."""
        moved = [*change.this_year.money, *change.full_year.money]
        return any(moved) and all(abs(each) < self.threshold for each in moved)

    def hidden(self) -> str:
        """Say how many changes are too small to be told; nothing when there is none."""
        count = len(self.comparison.changes) - len(self.shown())
        what = plural(count, "ändring", "ändringar")
        return f"{what} under {money(self.threshold)} visas inte." if count else ""

    def summary(self) -> str:
        """Say the most important in a sentence or two, as one who leads a meeting needs it."""
        changes = self.comparison.changes
        if not changes:
            return "Inget har ändrats i planer, rapporter och data."
        return " ".join([*self._amounts(), *_mended(changes), _counts(changes)])

    def _amounts(self) -> list[str]:
        found = [each for each in self.consequences() if each.level is Level.COMMITTEE]
        committees = [each.sentence for each in found]
        moved = any(each.this_year.amounts or each.full_year.amounts for each in self.comparison.changes)
        unread = any(each.kind is ChangeKind.UNREADABLE for each in self.comparison.changes)
        if unread:
            return ["Allt kan inte jämföras.", *(committees if len(committees) == 1 else [])]
        if len(committees) > 1:
            count = len({each.name for each in found})
            return [f"Beloppen ändras för {plural(count, 'nämnd', 'nämnder')}."]
        return committees or ([] if moved else ["Inga belopp ändras."])

    def problem_counts(self) -> dict[str, int]:
        """Count the problems of the later version: faults, and remarks that nobody has handled."""
        faults = sum(each.severity is Severity.ERROR for each in self.problems)
        return {"errors": faults, "remarks": sum(each.stops for each in self.problems) - faults}


def _mended(changes: Sequence[Change]) -> list[str]:
    count = sum(len(each.parts) for each in changes if each.kind is ChangeKind.SPELLING)
    return [f"Stavningen rättas på {plural(count, 'ställe', 'ställen')}."] if count else []


def _counts(changes: Sequence[Change]) -> str:
    """Say how many changes there are, of how many documents."""
    plans = {each.subject for each in changes if each.subject.path.endswith("/plan.yml")}
    others = {each.subject for each in changes} - plans
    where = [plural(len(plans), "plan", "planer")] if plans else []
    where += [plural(len(others), "annat dokument", "andra dokument")] if others and plans else []
    where += [plural(len(others), "dokument", "dokument")] if others and not plans else []
    return f"{plural(len(changes), 'ändring', 'ändringar')} i {listed(where)}."


def read_review(root: Path, base: str, head: str | None, today: date, *, from_fork: bool = False) -> Review:
    """Compare two versions; without `head` the work tree is the later one. Raises GitError.

    `from_fork` compares with where the later version left the base, so that what others did since is not told.
    """
    with Repository(root) as repository:
        earlier = repository.common_ancestor(base, head or "HEAD") if from_fork else repository.revision(base)
        later: Tree = repository.revision(head) if head else WorkTree(root)
        kept = Kept()  # what is the same in both is read once, and not compared
        publication = read_publication(later, today, kept=kept, is_shown=False)
        before = version_of(*read_archive(earlier, kept))
    after = version_of(publication.library.archive, publication.problems)
    return Review(base, head or WORK_TREE, compare_versions(before, after), publication.problems)
