"""How far a longer piece of work has come, as a bar on the terminal, for whoever waits for it."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import monotonic

import click

#: Work that is done sooner is not worth a bar, in seconds.
_SOON = 1.0
_under_way = False  # whether a bar is shown already: work may be made of smaller work


@contextmanager
def progress(count: int) -> Iterator[Callable[[int], None]]:
    """Give what is to be told how many of `count` are done. Only a terminal is shown a bar, and it goes again."""
    global _under_way  # noqa: PLW0603 - of the process, which has one terminal
    if _under_way or count < 2 or not sys.stderr.isatty():
        yield lambda _: None
        return
    _under_way = True
    try:
        with _Bar(count) as bar:
            yield bar.show
    finally:
        _under_way = False


class _Bar:
    """A bar of the library click that comes after a while and goes when the work is done."""

    def __init__(self, count: int) -> None:
        self._count = count
        self._begun = monotonic()
        self._bar = click.progressbar(length=count, file=sys.stderr, show_pos=True, show_eta=False, width=30)
        self._is_shown = False

    def __enter__(self) -> _Bar:
        return self

    def show(self, done: int) -> None:
        """Show how many are done."""
        if monotonic() - self._begun >= _SOON:
            self._is_shown = True
            self._bar.update(done - self._bar.pos)

    def __exit__(self, *_: object) -> None:
        if self._is_shown:
            sys.stderr.write("\r\x1b[K\x1b[?25h")  # the line is cleared, and the cursor, which click hides, is back
            sys.stderr.flush()
