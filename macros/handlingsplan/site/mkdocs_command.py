"""MkDocs' own command, which is gone when it is done: Python would first let go of all it has read, piece by piece.

For a thousand plans that takes a second. `python -m handlingsplan.site.mkdocs_command build` is `mkdocs build`.
"""

from __future__ import annotations

import logging
import os
import sys

from mkdocs.__main__ import cli


def main() -> None:
    """Run MkDocs' command, and end this process with its exit code. What it does not expect is raised."""
    try:
        cli()
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else int(end.code is not None)
    else:
        code = 0
    logging.shutdown()
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)


if __name__ == "__main__":
    main()
