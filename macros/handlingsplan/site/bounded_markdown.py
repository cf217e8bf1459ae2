"""A wall around Python-Markdown: a text that it cannot read in time, or that is too deep, is told in a line.

Python-Markdown's time grows with the square of much that is never closed. What people can be told of at its line is
refused where texts are read (`reading/markup.py`); this is for the rest.
"""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import NoReturn

from markdown import Markdown
from markdown.extensions import Extension

from handlingsplan.site.plain_texts import pass_plain_texts
from handlingsplan.text.places import Place

#: Seconds of processor time for one page. The longest of the real documents takes a tenth of one.
MOST_SECONDS = 10.0
_DEEP = "texten har för mycket uppmärkning inuti annan; ta bort punkter, citat eller * och _ som står i varandra"
_SLOW = (
    f"texten tar längre tid än {MOST_SECONDS:.0f} sekunder att göra en sida av; "
    "sök efter [, < eller | som upprepas, eller dela upp den"
)


_LARGE = "texten blir för stor att göra en sida av; dela upp den"


class _SlowError(Exception):
    """The time is over."""


class BoundedMarkdown(Extension):
    """Lets `refuse` make the exception that is raised for a text that is too much; it is given why, in Swedish."""

    def __init__(self, refuse: Callable[[str], Exception], seconds: float = MOST_SECONDS) -> None:
        super().__init__()
        self._refuse, self._seconds = refuse, seconds
        #: The file of the page that comes next, relative to the repository; it is where the fault is told.
        self.path = ""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - the library's name
        """Put the wall around what is called for each page, which is also made faster."""
        pass_plain_texts(md)
        md.convert = partial(self._convert, md.convert)  # type: ignore[method-assign]

    def _convert(self, convert: Callable[[str], str], text: str) -> str:
        try:
            with _within(self._seconds):
                return convert(text)
        except RecursionError:
            reason = _DEEP
        except MemoryError:
            reason = _LARGE
        except _SlowError:
            reason = _SLOW
        raise self._refuse(f"{Place(self.path)}: {reason}" if self.path else reason)


@contextmanager
def _within(seconds: float) -> Iterator[None]:
    """Raise `_SlowError` after so much of the process's time. Only Unix, and only the main thread, can be told so."""
    if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGVTALRM, _over)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def _over(*_: object) -> NoReturn:
    raise _SlowError
