"""Whoever waits at a terminal sees how far the work has come; nobody else, and nothing stays of it."""

import io
from itertools import count

import pytest

from handlingsplan.site import forking, progress
from handlingsplan.site.progress import progress as shown_progress


class Terminal(io.StringIO):
    """A terminal, or a file."""

    def __init__(self, *, is_terminal: bool = True) -> None:
        super().__init__()
        self._is_terminal = is_terminal

    def isatty(self) -> bool:
        return self._is_terminal


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """A clock that stands still until it is moved."""
    now = [0.0]
    monkeypatch.setattr(progress, "monotonic", lambda: now[0])
    return now


def at(monkeypatch: pytest.MonkeyPatch, terminal: Terminal) -> Terminal:
    monkeypatch.setattr("sys.stderr", terminal)
    return terminal


def test_a_bar_comes_after_a_second_and_goes_again(monkeypatch: pytest.MonkeyPatch, clock: list[float]) -> None:
    terminal = at(monkeypatch, Terminal())
    with shown_progress(4) as done:
        done(1)
        assert terminal.getvalue() == ""
        clock[0] = 1.5
        done(2)
        assert "2/4" in terminal.getvalue()
        done(3)
        assert "3/4" in terminal.getvalue()
    assert terminal.getvalue().endswith("\r\x1b[K\x1b[?25h")


def test_the_cursor_comes_back_when_the_work_is_stopped(monkeypatch: pytest.MonkeyPatch, clock: list[float]) -> None:
    terminal = at(monkeypatch, Terminal())

    def stopped() -> None:
        with shown_progress(4) as done:
            clock[0] = 2
            done(1)
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        stopped()
    assert terminal.getvalue().endswith("\x1b[?25h")


def test_what_is_soon_done_has_no_bar(monkeypatch: pytest.MonkeyPatch, clock: list[float]) -> None:
    terminal = at(monkeypatch, Terminal())
    with shown_progress(2) as done:
        done(1)
        done(2)
    assert terminal.getvalue() == ""


def test_a_file_is_told_nothing(monkeypatch: pytest.MonkeyPatch, clock: list[float]) -> None:
    file = at(monkeypatch, Terminal(is_terminal=False))
    with shown_progress(4) as done:
        clock[0] = 5
        done(4)
    assert file.getvalue() == ""


def test_work_made_of_smaller_work_has_one_bar(monkeypatch: pytest.MonkeyPatch, clock: list[float]) -> None:
    terminal = at(monkeypatch, Terminal())
    with shown_progress(2) as done:
        clock[0] = 5
        with shown_progress(100) as inner:
            inner(50)
        done(1)
    assert "50/100" not in terminal.getvalue()
    assert "1/2" in terminal.getvalue()


@pytest.mark.parametrize("processes", ["1", "2"])
def test_shared_work_is_shown_as_it_is_done(monkeypatch: pytest.MonkeyPatch, processes: str) -> None:
    seconds = count()  # each look at the clock is a second later
    monkeypatch.setattr(progress, "monotonic", lambda: next(seconds))
    terminal = at(monkeypatch, Terminal())
    monkeypatch.setenv("HANDLINGSPLAN_PROCESSES", processes)
    monkeypatch.setattr("threading.active_count", lambda: 1)

    assert forking.forked_map(lambda number: number * 2, list(range(20))) == [number * 2 for number in range(20)]
    assert "20/20" in terminal.getvalue()
