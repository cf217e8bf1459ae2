"""A text that is too much for Markdown is refused in a line; any other is read as before."""

import signal
from threading import Thread

import pytest
from markdown import Markdown

from handlingsplan.site.bounded_markdown import BoundedMarkdown

_LONG = "[" * 20_000
_NESTED = "- " * 2_000 + "x"


def _markdown(path: str, seconds: float = 10) -> Markdown:
    wall = BoundedMarkdown(ValueError, seconds)
    wall.path = path
    return Markdown(extensions=[wall])


def test_a_text_is_read_as_without() -> None:
    before = signal.getsignal(signal.SIGVTALRM)
    assert _markdown("plan.md").convert("*a* [b](c)") == Markdown().convert("*a* [b](c)")
    assert signal.getitimer(signal.ITIMER_VIRTUAL) == (0.0, 0.0)
    assert signal.getsignal(signal.SIGVTALRM) == before


def test_the_time_is_over() -> None:
    with pytest.raises(ValueError, match=r"^plan.md:1:1: texten tar längre tid än 10 sekunder att göra en sida av; "):
        _markdown("plan.md", 0.1).convert(_LONG)
    assert signal.getitimer(signal.ITIMER_VIRTUAL) == (0.0, 0.0)


def test_what_stands_in_each_other() -> None:
    with pytest.raises(ValueError, match=r"^texten har för mycket uppmärkning inuti annan; "):
        _markdown("").convert(_NESTED)


def test_in_another_thread_only_the_depth_is_bounded() -> None:
    """No signal comes there; a preview may read pages so."""
    told: list[str] = []

    def read() -> None:
        told.append(_markdown("", 0.01).convert("a"))

    thread = Thread(target=read)
    thread.start()
    thread.join()
    assert told == ["<p>a</p>"]
