"""The least that reading a whole history can cost: git's log, every distinct file once, and YAML read by libyaml.

Run in a repository: `python -m benchmarks.bare_history FOLDER`.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import yaml


def read_bare(folder: Path) -> int:
    """Read every distinct file of every revision; give how many there were."""
    log = _git(folder, b"", "log", "--raw", "--no-abbrev", "--no-renames", "--first-parent", "-m")
    changed = [line.split() for line in log.splitlines() if line.startswith(b":")]
    blobs = {parts[3]: parts[5] for parts in changed if parts[3].strip(b"0")}
    contents = _git(folder, b"\n".join(blobs) + b"\n", "cat-file", "--batch")
    at = 0
    for path in blobs.values():
        head, _, _ = contents[at : at + 200].partition(b"\n")
        start = at + len(head) + 1
        at = start + int(head.split()[2]) + 1
        if path.endswith(b".yml"):
            yaml.load(contents[start : at - 1], yaml.CSafeLoader)
    return len(blobs)


def _git(folder: Path, given: bytes, *arguments: str) -> bytes:
    command = ["git", *arguments]
    return subprocess.run(command, cwd=folder, input=given, capture_output=True, check=True).stdout  # noqa: S603


if __name__ == "__main__":
    read_bare(Path(sys.argv[1]))
