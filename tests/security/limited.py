"""Runs the command as anybody would, in a process of its own with little memory and little time."""

from __future__ import annotations

import resource
import subprocess
import sys
from pathlib import Path

#: Address space in bytes, of which the libraries' code takes the larger part, and seconds of processor time.
MEMORY = 900_000_000
SECONDS = 20
_ENVIRONMENT = {"PATH": "/usr/bin:/bin", "OPENBLAS_NUM_THREADS": "1", "LC_ALL": "C.UTF-8"}


def _limit() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def run_limited(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """Run handlingsplan with arguments."""
    return subprocess.run(
        [Path(sys.executable).with_name("handlingsplan"), *map(str, arguments)],
        capture_output=True,
        check=False,
        encoding="utf-8",
        env=_ENVIRONMENT,
        preexec_fn=_limit,
        timeout=300,
    )
