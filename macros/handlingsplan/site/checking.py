"""What `handlingsplan check` tells: every problem of a checkout, the same ones as the site is built with."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from handlingsplan.site.publication import read_publication
from handlingsplan.sources.worktree import WorkTree
from handlingsplan.text.places import Problem


def check_tree(root: Path, today: date) -> list[Problem]:
    """Read and check plans/ and data/ below a folder; give every problem, handled remarks included."""
    return list(read_publication(WorkTree(root), today).problems)
