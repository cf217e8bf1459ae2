"""MkDocs' own command, which is gone when it is done: Python would first let go of all it has read, piece by piece.

For a thousand plans that takes a second. `python -m handlingsplan.site.mkdocs_command build` is `mkdocs build`.
"""

from __future__ import annotations

import logging
import os
import sys
from importlib import import_module

from handlingsplan.site.garbage import collect_seldom

#: The first argument of one who is to load everything, and wait for a word on stdin. Without a word it ends.
WHEN_TOLD = "--when-told"
_LOADED = ("handlingsplan.site.plugin", "mkdocs_macros.plugin", "material.plugins.search.plugin")


def main() -> None:
    """Run MkDocs' command, and end this process with its exit code. What it does not expect is raised."""
    collect_seldom()
    from mkdocs.__main__ import cli  # noqa: PLC0415 - who asks for `WHEN_TOLD` loads none of it

    if WHEN_TOLD in sys.argv[1:2]:
        del sys.argv[1]
        for name in _LOADED:
            import_module(name)
        if not sys.stdin.buffer.read(1):
            os._exit(1)
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
