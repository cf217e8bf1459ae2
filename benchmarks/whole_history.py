"""The whole history, read and folded as for a site: no site is made of it.

Run in a repository: `python -m benchmarks.whole_history FOLDER STORE`. What revisions changed is left in the store,
as by a build; a second run finds it there. With `--start-only` it loads what it needs, and ends.
"""

from __future__ import annotations

import sys
from contextlib import ExitStack
from pathlib import Path

from handlingsplan.model.archive import Archive
from handlingsplan.reading.tree import ReadOnce
from handlingsplan.site.garbage import collect_seldom
from handlingsplan.site.history.past import Asked, Past, Present
from handlingsplan.site.history.reading import read_ahead, read_past
from handlingsplan.site.warm.keeper import Keeper
from handlingsplan.site.warm.store import Store
from handlingsplan.sources.worktree import WorkTree


def read_whole(folder: Path, store: Path) -> Past:
    """Read every revision of the main line as a build does."""
    keeper = Keeper(Store(store, b"k" * 32))
    asked, tree = Asked(keeper=keeper), ReadOnce(WorkTree(folder))
    with ExitStack() as opened:
        read_ahead(folder, tree, asked)
        past = read_past(folder, Present(tree, Archive(), ()), asked, opened)
    keeper.finish()
    if past.why_not:
        raise ValueError(past.why_not)
    return past


if __name__ == "__main__":
    collect_seldom()  # as every command of the program does
    if sys.argv[1:] != ["--start-only"]:
        read_whole(Path(sys.argv[1]), Path(sys.argv[2]))
