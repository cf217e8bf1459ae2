"""Work shared among processes gives what one process gives, and a worker that fails is never silent."""

import os
import time

import pytest

from handlingsplan.site.forking import PROCESSES, Parent, Queue, WorkerError, fork, forked_map, processes


@pytest.fixture(params=["1", "2", "3"])
def count(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> int:
    """How many processes there are. The tests' own process may have a thread, which is not at work in these tests."""
    monkeypatch.setattr("handlingsplan.site.forking.threading.active_count", lambda: 1)
    monkeypatch.setenv(PROCESSES, request.param)
    return int(request.param)


def test_results_come_in_order_whoever_made_them(count: int) -> None:
    def squared(number: int) -> tuple[int, int]:
        time.sleep(0.001 * (number % 3))
        return number * number, os.getpid()

    found = forked_map(squared, list(range(60)))
    assert [square for square, _ in found] == [number * number for number in range(60)]
    assert len({pid for _, pid in found}) == count


def test_few_items_are_not_worth_a_process(count: int) -> None:
    assert set(forked_map(lambda _: os.getpid(), [1, 2, 3], least=10)) == {os.getpid()}


def test_a_fault_in_a_worker_is_told_with_its_place(count: int) -> None:
    parent_pid = os.getpid()

    def failing(number: int) -> int:
        if os.getpid() != parent_pid or count == 1:
            raise ValueError(f"cannot do {number}")
        time.sleep(0.01)
        return number

    with pytest.raises((WorkerError, ValueError), match=r"cannot do \d+"):
        forked_map(failing, list(range(20)))


def test_a_worker_that_is_killed_is_told(count: int) -> None:
    def killed(_: Parent) -> None:
        os.kill(os.getpid(), 9)

    workers = fork(count, killed)
    for worker in workers:
        with pytest.raises(WorkerError, match="without a word"):
            worker.receive()
        worker.end()


def test_every_number_is_taken_once(count: int) -> None:
    with Queue(range(500)) as queue:
        workers = fork(count, lambda parent: parent.send(list(queue)))
        taken = [number for worker in workers for number in worker.receive()]
    for worker in workers:
        worker.end()
    assert sorted(taken) == list(range(500))


def test_nothing_is_forked_beside_other_threads(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(PROCESSES, "4")
    monkeypatch.setattr("handlingsplan.site.forking.threading.active_count", lambda: 2)
    assert processes() == 1
