"""Runs a target on inputs changed at random, the same for the same seed, and measures the worst: `make fuzz`.

The changes are our own, on `random`: pieces of the seeds are cut, doubled, swapped and mixed with what has
broken readers before. No engine guided by coverage, for that would be a compiled package more to trust.
"""

from __future__ import annotations

import random
import resource
import signal
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from fuzz_targets import TARGETS, repack

SECONDS = 60
#: Address space in bytes of `make fuzz`: an input that needs more fails.
MEMORY = 1_500_000_000
_LONGEST = 3_000
_TOKENS = [
    *(each.encode() for each in (
        "- ", ": ", "\n", "\n  ", '"', "'", ";", ",", "#", "## ", "{: #a }", "{{", "}}", "{%", "&a ", "*a", "!!python/x ",
        "|", ">", "---\n", "[", "]", "{", "}", "?", "~", "null", "<<: *a", "```", "<", "&amp;", "\r", "\r\n", "\t",
        "1e999", "9" * 400, "-0", "−1 000,50 tkr", "1/0", "²", "٣", "%", "2025-02-30", "å", "a\u030a", "\u00a0", "😀",
        "\u202e", "\u2028", "\ue000", "data-galler=", "formatversion: 1\n", "kolumner:\n", "Summa", "=1+1", "sep=;\n",
    )),
    b"\0", b"\xff", b"\xff\xfe", b"\xef\xbb\xbf", b"\x1b[2J", b"40000 x\0", b"100644 ", b"<v>", b"</c>", b' r="ZZZ9"',
]  # fmt: skip


class SlowError(BaseException):
    """An input took longer than any may. No reader may catch it."""


def changed(data: bytes, seeds: Sequence[bytes], chance: random.Random) -> bytes:
    """Change an input in one to five places."""
    for _ in range(chance.randint(1, 5)):
        start = chance.randint(0, len(data))
        end = min(len(data), start + chance.choice((0, 1, 1, 2, 8, 40)))
        match chance.randrange(6):
            case 0:
                new = chance.choice(_TOKENS)
            case 1:
                new = b""
            case 2:
                new = data[start:end] * chance.randint(2, 9)
            case 3:
                new = bytes((chance.randrange(256),))
            case 4:
                other = chance.choice(seeds)
                at = chance.randint(0, len(other))
                new = other[at : at + chance.randint(1, 60)]
            case _:
                new = chance.choice(_TOKENS) * chance.choice((1, 2, 50))
        data = data[:start] + new + data[end:]
    return data


def inputs(name: str, number: int, seed: int) -> list[bytes]:
    """Give the seeds alone first, then as many changed inputs as are left."""
    return [each for each, _ in zip(_endless(name, seed), range(number), strict=False)]


def _endless(name: str, seed: int):
    chance = random.Random(f"{name} {seed}")  # noqa: S311 - not for secrets
    seeds = TARGETS[name].seeds()
    yield from seeds
    while True:
        whole = chance.choice(seeds)
        if name == "xlsx":
            if chance.random() < 0.3:
                yield changed(whole, seeds, chance)
            else:
                yield repack(whole, lambda part: changed(part, [part], chance), chance.randrange(99))
            continue
        start = 0 if chance.random() < 0.7 else chance.randrange(max(1, len(whole)))
        yield changed(whole[:1] + whole[start + 1 : start + chance.choice((200, 600, _LONGEST))], seeds, chance)


@dataclass(slots=True)
class Found:
    """The worst of a run."""

    executions: int = 0
    slowest: float = 0.0
    slow_input: bytes = b""
    memory_input: bytes = b""
    memory: int = 0
    seconds: float = 0.0


def fuzz(name: str, number: int, seed: int, keep: Path | None = None) -> Found:
    """Run a target. What fails is kept as a file and raised."""
    found = Found()
    before = time.perf_counter()
    signal.signal(signal.SIGALRM, _slow)
    with TARGETS[name].opened() as run:
        for data in _endless(name, seed):
            if found.executions == number:
                break
            _one(run, data, found, keep and keep / f"{name}-failed")
    found.seconds = time.perf_counter() - before
    return found


def _slow(*_: object) -> None:
    raise SlowError


def _one(run, data: bytes, found: Found, kept: Path | None) -> None:
    start = time.perf_counter()
    signal.alarm(SECONDS)
    try:
        run(data)
    except BaseException:
        if kept:
            kept.write_bytes(data)
        raise
    finally:
        signal.alarm(0)
    took = time.perf_counter() - start
    found.executions += 1
    if took > found.slowest:
        found.slowest, found.slow_input = took, data
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    if peak > found.memory:
        found.memory, found.memory_input = peak, data


def main() -> None:
    """Run `fuzzing TARGET [EXECUTIONS [SEED]]`, or all targets."""
    name, number, seed = [*sys.argv[1:], *["all", "0", "1"][len(sys.argv) - 1 :]][:3]
    folder = Path(".cache") / "fuzz"
    folder.mkdir(parents=True, exist_ok=True)
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    for each in TARGETS if name == "all" else [name]:
        found = fuzz(each, int(number) or TARGETS[each].executions, int(seed), folder)
        (folder / f"{each}-slowest").write_bytes(found.slow_input)
        (folder / f"{each}-memory").write_bytes(found.memory_input)
        speed = found.executions / found.seconds
        worst = f"slowest {found.slowest * 1000:.0f} ms, process at most {found.memory / 1024:.0f} MB"
        sys.stdout.write(f"{each}: {found.executions} executions, {speed:.0f} a second, {worst} (seed {seed})\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
