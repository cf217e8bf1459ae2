"""The whole history, read and folded as for a site: no site is made of it.

Run in a repository: `python -m benchmarks.whole_history FOLDER`.
"""

from __future__ import annotations

import sys
from pathlib import Path

from handlingsplan.model.archive import Archive
from handlingsplan.site.forking import collect_seldom
from handlingsplan.site.history.past import Memory, Past, find_moment, read_past


def read_whole(folder: Path) -> Past:
    """Read every revision of the main line; what is not committed is left out."""
    past = read_past(folder, Archive(), Memory(), find_moment(folder, "HEAD"))
    if past.why_not:
        raise ValueError(past.why_not)
    return past


if __name__ == "__main__":
    collect_seldom()  # as every command of the program does
    read_whole(Path(sys.argv[1]))
