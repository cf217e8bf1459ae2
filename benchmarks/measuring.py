"""Runs commands in turns and tells what they took. A measurement is a process: its start-up is part of it."""

from __future__ import annotations

import os
import statistics
import subprocess
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

_SAMPLE_SECONDS = 0.1


@dataclass(frozen=True)
class Task:
    """Something to measure: a command in a folder. `before` makes ready for each run, and is not measured."""

    name: str
    command: Sequence[str]
    folder: Path
    before: Callable[[], None] = lambda: None
    environment: Mapping[str, str] = field(default_factory=dict)
    allowed: tuple[int, ...] = (0,)


@dataclass(frozen=True)
class Run:
    """What one run took: seconds on the clock, seconds of all its processes, and bytes of memory at most."""

    seconds: float
    processor_seconds: float
    peak_bytes: int = 0


class FailedError(Exception):
    """A measured command failed: what it took would say nothing."""


def in_turns(tasks: Sequence[Task], rounds: int) -> dict[str, list[Run]]:
    """Run all tasks once, then all once more, and so on, so that a slow minute is slow for all of them."""
    found: dict[str, list[Run]] = {task.name: [] for task in tasks}
    for _ in range(rounds):
        for task in tasks:
            found[task.name].append(run(task))
    return found


def median(runs: Sequence[Run]) -> float:
    """Give the median of the seconds on the clock."""
    return statistics.median(each.seconds for each in runs)


def run(task: Task, *, memory: bool = False) -> Run:
    """Run a task once. Memory is only measured when asked for, since looking at it costs time."""
    task.before()
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1", **task.environment}
    started = time.perf_counter()
    process = subprocess.Popen(  # noqa: S603 - our own commands
        task.command, cwd=task.folder, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    )
    watch = _Watch(process.pid) if memory else None
    assert process.stdout is not None
    output = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - started
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in task.allowed:
        raise FailedError(f"{task.name}: exit code {process.returncode}\n{output.decode(errors='replace')[-3000:]}")
    return Run(seconds, usage.ru_utime + usage.ru_stime, watch.stop() if watch else 0)


class _Watch:
    """Looks again and again at the memory of a process and all that it started, what they share counted once."""

    def __init__(self, pid: int) -> None:
        self._pid, self._peak, self._stopped = pid, 0, threading.Event()
        self._thread = threading.Thread(target=self._look, daemon=True)
        self._thread.start()

    def stop(self) -> int:
        """Give the most bytes that were seen."""
        self._stopped.set()
        self._thread.join()
        return self._peak

    def _look(self) -> None:
        while not self._stopped.wait(_SAMPLE_SECONDS):
            self._peak = max(self._peak, sum(map(_bytes_of, _family(self._pid))))


def _family(pid: int) -> list[int]:
    children: list[int] = []
    with suppress(OSError):
        for path in Path(f"/proc/{pid}/task").glob("*/children"):
            children += map(int, path.read_text().split())
    return [pid, *(each for child in children for each in _family(child))]


def _bytes_of(pid: int) -> int:
    """Give a process's share (Pss): a page that two processes share counts half for each."""
    with suppress(OSError):
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) * 1024
    return 0
