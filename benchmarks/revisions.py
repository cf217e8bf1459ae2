"""The Git history of an archive: the whole archive in the first commit, and then some plans changed in each."""

from __future__ import annotations

import random
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

from benchmarks.corpus import Size, corpus_files, plan_files

#: The first commit's day, in seconds since 1970: 1 January 2022. A commit a week follows.
_FIRST = 1_640_995_200
_WEEK = 7 * 24 * 3600


def write_history(folder: Path, size: Size, revisions: int, share: float = 0.2) -> None:
    """Make a folder a repository with so many commits; each changes amounts in a share of the plans.

    The work tree is left as it is in the last commit. `git fast-import` takes seconds where commits one by one
    would take minutes.
    """
    _git(folder, "init", "--quiet", "--initial-branch=main")
    stream = "".join(_stream(size, revisions, share))
    _git(folder, "fast-import", "--quiet", given=stream)
    _git(folder, "reset", "--quiet", "--hard")


def commit_all(folder: Path, edit: Callable[[], None]) -> None:
    """Edit something and commit it."""
    edit()
    who = ("-c", "user.name=Ekonomicontroller", "-c", "user.email=ekonomi@example.se")
    _git(folder, *who, "commit", "--quiet", "--all", "--message", "Texten ändrad")


def _stream(size: Size, revisions: int, share: float) -> Iterator[str]:
    draw = random.Random(size.seed)  # noqa: S311 - not a secret
    yield _commit(1, "Alla planer", corpus_files(size))
    for revision in range(2, revisions + 1):
        changed = draw.sample(size.plan_addresses, max(1, round(share * len(size.plan_addresses))))
        files = [
            (path, text)
            for municipality, year, unit in sorted(changed)
            for path, text in plan_files(size, municipality, year, unit, revision - 1)
            if path.endswith("plan.yml")
        ]
        yield _commit(revision, f"Nya belopp, omgång {revision}", files)


def _commit(number: int, title: str, files: Iterator[tuple[str, str]] | list[tuple[str, str]]) -> str:
    who = f"Ekonomicontroller <ekonomi@example.se> {_FIRST + number * _WEEK} +0100"
    head = f"commit refs/heads/main\nmark :{number}\ncommitter {who}\n{_data(title)}"
    before = f"from :{number - 1}\n" if number > 1 else ""
    return head + before + "".join(f"M 100644 inline {path}\n{_data(text)}" for path, text in files) + "\n"


def _data(text: str) -> str:
    return f"data {len(text.encode())}\n{text}\n"


def _git(folder: Path, *arguments: str, given: str = "") -> None:
    subprocess.run(  # noqa: S603 - our own command
        ["git", *arguments],  # noqa: S607 - found through PATH, as the program does
        cwd=folder,
        input=given.encode(),
        check=True,
    )
