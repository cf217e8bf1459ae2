"""The whole history, read and folded as for a site: no site is made of it.

Run in a repository: `python -m benchmarks.whole_history FOLDER`.
"""

from __future__ import annotations

import sys
from contextlib import ExitStack
from pathlib import Path

from handlingsplan.model.archive import Archive
from handlingsplan.site.forking import collect_seldom
from handlingsplan.site.history.past import Asked, Past, Present, find_moment, tree_at
from handlingsplan.site.history.reading import read_past


def read_whole(folder: Path) -> Past:
    """Read every revision of the main line; what is not committed is left out."""
    asked = Asked(find_moment(folder, "HEAD"))
    with tree_at(folder, asked.moment) as tree, ExitStack() as opened:
        past = read_past(folder, Present(tree, Archive(), ()), asked, opened)
    if past.why_not:
        raise ValueError(past.why_not)
    return past


if __name__ == "__main__":
    collect_seldom()  # as every command of the program does
    read_whole(Path(sys.argv[1]))
