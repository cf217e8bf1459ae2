"""What `handlingsplan check` tells: every problem of a checkout, the same ones as the site is built with."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path

from handlingsplan.analysis.reminders import reminder_lines
from handlingsplan.model.archive import Archive
from handlingsplan.site.history.past import Past, read_unknown
from handlingsplan.site.publication import read_publication
from handlingsplan.sources.worktree import WorkTree
from handlingsplan.text.places import Problem


@dataclass(frozen=True, slots=True)
class Checked:
    """Every problem, and what somebody should be reminded of, line by line.

    A reminder is no problem: nobody's change has made it, only the calendar.
    """

    problems: list[Problem]
    reminders: tuple[str, ...] = ()


def check_tree(root: Path, today: date) -> list[Problem]:
    """Read and check plans/ and data/ below a folder; give every problem, handled remarks included."""
    return check_day(root, today).problems


def check_day(root: Path, today: date) -> Checked:
    """Check as `check_tree`, and tell which follow-ups are waited for on the day."""
    publication = read_publication(WorkTree(root), today, partial(_unknown_versions, root))
    return Checked(list(publication.problems), tuple(reminder_lines(publication.library.archive, today)))


def _unknown_versions(root: Path, archive: Archive) -> Past:
    return Past(unknown=read_unknown(root, archive))
