"""Work shared among processes that are forked when everything has been read, so that nothing is read or copied twice.

A worker inherits all that its parent knows, takes the next number from a queue as soon as it is free, and sends what
it made of them. Nothing depends on which worker took which number.
"""

from __future__ import annotations

import gc
import os
import sys
import tempfile
import threading
import traceback
import warnings
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing import Pipe
from multiprocessing.connection import Connection, wait
from typing import Any, NoReturn, TypeVar

from handlingsplan.site.progress import progress

#: How many processes share the work; by default as many as there are cores.
PROCESSES = "HANDLINGSPLAN_PROCESSES"
_Item = TypeVar("_Item")
_Result = TypeVar("_Result")
_NUMBER_BYTES = 4
_sharing = False  # whether this process already shares work with others


class WorkerError(Exception):
    """A worker failed. The message is its traceback, or that it ended without a word."""


def processes() -> int:
    """Give how many processes may share the work: one where the system cannot fork, or where other threads run.

    On macOS a library of the system may refuse to work in a forked process, so there it must be asked for.
    """
    if not hasattr(os, "fork") or threading.active_count() > 1:
        return 1
    asked = os.environ.get(PROCESSES, "")
    if asked.isdecimal():
        return max(1, int(asked))
    if sys.platform == "darwin":
        return 1
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


class Queue:
    """Numbers that several processes take from, each number once: they share the place in one open file."""

    def __init__(self, numbers: Iterable[int] = ()) -> None:
        self._file = tempfile.TemporaryFile(buffering=0)  # noqa: SIM115 - it is read as long as the queue is
        self.extend(numbers)

    def extend(self, numbers: Iterable[int]) -> None:
        """Add numbers; who has found the end already is not told."""
        given = b"".join(number.to_bytes(_NUMBER_BYTES, "big") for number in numbers)
        # Not by the place in the file: all processes have that in common, and read on from it.
        os.pwrite(self._file.fileno(), given, os.fstat(self._file.fileno()).st_size)

    def __enter__(self) -> Queue:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the numbers; may be called again."""
        self._file.close()

    def taken(self) -> int:
        """Give how many numbers have been taken, by all processes."""
        return os.lseek(self._file.fileno(), 0, os.SEEK_CUR) // _NUMBER_BYTES

    def is_done(self) -> bool:
        """Whether all numbers have been taken."""
        return self.taken() * _NUMBER_BYTES >= os.fstat(self._file.fileno()).st_size

    def __iter__(self) -> Iterator[int]:
        while number := os.read(self._file.fileno(), _NUMBER_BYTES):
            yield int.from_bytes(number, "big")


@dataclass(frozen=True, slots=True)
class Worker:
    """A forked process, and the connection to it."""

    pid: int
    connection: Connection

    def receive(self) -> Any:
        """Wait for what the worker sends; raises `WorkerError` when it has failed."""
        try:
            sound, value = self.connection.recv()
        except (EOFError, OSError) as error:
            raise WorkerError("a process that built pages ended without a word; is there enough memory?") from error
        if not sound:
            raise WorkerError(value)
        return value

    def send(self, value: object) -> None:
        """Send something to the worker."""
        self.connection.send(value)

    def end(self) -> None:
        """Wait until the process is gone."""
        self.connection.close()
        with suppress(ChildProcessError):
            os.waitpid(self.pid, 0)


def ready(workers: Iterable[Worker]) -> list[Worker]:
    """Wait until any of some workers has sent something, or has ended; give those."""
    known = {each.connection: each for each in workers}
    return [known[connection] for connection in wait(known) if isinstance(connection, Connection)]


class Parent:
    """The connection of a worker to the process that forked it."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def send(self, value: object) -> None:
        """Send a result."""
        self._connection.send((True, value))

    def receive(self) -> Any:
        """Wait for something from the parent."""
        return self._connection.recv()

    def fail(self, message: str) -> None:
        """Tell that the work failed."""
        self._connection.send((False, message))


def fork(count: int, work: Callable[[Parent], None]) -> list[Worker]:
    """Fork workers that each do the work and end. What they do to the memory of this process, it never sees."""
    sys.stdout.flush()
    sys.stderr.flush()
    gc.freeze()  # a collection would touch, and so copy, every page of memory that is shared
    return [_forked(work) for _ in range(count)]


def _forked(work: Callable[[Parent], None]) -> Worker:
    ours, theirs = Pipe()
    with warnings.catch_warnings():
        # From 3.12 Python warns of threads that it does not know: numpy has some, which sleep and are never forked.
        warnings.simplefilter("ignore", DeprecationWarning)
        pid = os.fork()
    if pid == 0:
        ours.close()
        _work_and_end(work, Parent(theirs))
    theirs.close()
    return Worker(pid, ours)


def _work_and_end(work: Callable[[Parent], None], parent: Parent) -> NoReturn:
    """Do the work in a new process, and end it at once: what the parent does when it ends is not for this one."""
    gc.disable()  # it ends soon, and what it makes is hardly ever circular
    code = 1
    try:
        work(parent)
        code = 0
    except BaseException:
        parent.fail(traceback.format_exc())
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


def forked_map(
    function: Callable[[_Item], _Result], items: list[_Item], least: int = 2, *, apart: bool = False
) -> list[_Result]:
    """Apply a function to all items, in as many processes as may be; results must be picklable.

    This process is one of them, so with one process, or fewer than `least` items for each, nothing is forked. Nor is
    it by a function that is itself applied here: all cores are at work then. What is done `apart` is done by others
    alone, so that this process holds nothing of what it takes.
    """
    global _sharing  # noqa: PLW0603 - of the process, which is what is forked
    count = min(processes(), len(items) // least)
    if count < 2 or _sharing:
        return _alone(function, items)
    _sharing = True
    try:
        return _shared(function, items, count, apart=apart)
    finally:
        _sharing = False


def _alone(function: Callable[[_Item], _Result], items: list[_Item]) -> list[_Result]:
    results = []
    with progress(0 if _sharing else len(items)) as done:
        for number, item in enumerate(items, start=1):
            results.append(function(item))
            done(number)
    return results


def _shared(function: Callable[[_Item], _Result], items: list[_Item], count: int, *, apart: bool) -> list[_Result]:
    with Queue(range(len(items))) as queue, progress(len(items)) as done:

        def work(parent: Parent) -> None:
            parent.send([(number, function(items[number])) for number in queue])

        workers = fork(count if apart else count - 1, work)
        try:
            results = {}
            for number in () if apart else queue:
                results[number] = function(items[number])
                done(queue.taken())
            for worker in workers:
                results.update(worker.receive())
                done(len(results))
        finally:
            for worker in workers:
                worker.end()
    return [results[number] for number in range(len(items))]
