"""The commits of a repository with the files that each changed, from one reading of its log."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from handlingsplan.text.identity_numbers import masked

from .git_command import run_git

_FORMAT = "%x01%H%x00%P%x00%an%x00%cI%x00%B"
_LONGEST_NAME, _LONGEST_SUBJECT, _LONGEST_BODY = 200, 200, 10_000


@dataclass(frozen=True, slots=True)
class Commit:
    """One commit: who, when, why, and the files it changed, with those that it added and those that it removed.

    Of a merge: those it made other than all its parents. Its words are others', and are shown: personal identity
    numbers are masked in them.
    """

    id: str
    parents: tuple[str, ...]
    author: str
    committed: datetime
    subject: str
    body: str
    paths: tuple[str, ...]
    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()


def read_commits(
    root: Path, revision: str, paths: tuple[str, ...], *, main_line: bool = False, most: int | None = None
) -> list[Commit]:
    """Give the commits until a revision (an id) that changed any of the paths, latest first.

    On the main line only first parents are followed, and a merge is one commit with all that it brought.
    """
    line = ["--first-parent", "-m"] if main_line else ["-c"]
    line += [f"--max-count={most}"] if most else []
    options = ("--raw", "-z", *line, "--no-renames", "--relative", "--no-mailmap", "--encoding=UTF-8", "--no-abbrev")
    said = run_git(root, "log", *options, f"--format=tformat:{_FORMAT}", "--end-of-options", revision, "--", *paths)
    return list(_commits(said.split(b"\0")))


def _commits(fields: list[bytes]) -> Iterator[Commit]:
    """Read the fields of the log: five of a commit, then its changed files as pairs of facts and path."""
    position = 0
    while position + 4 < len(fields):
        head = [each.decode("utf-8", "replace") for each in fields[position : position + 5]]
        position += 5
        changed = {}
        while position < len(fields) and not fields[position].startswith(b"\x01"):
            if fields[position].lstrip(b"\n").startswith(b":"):
                changed[fields[position + 1].decode("utf-8", "surrogateescape")] = fields[position].split()[-1]
                position += 1
            position += 1
        yield _commit(head, changed)


def _commit(head: list[str], changed: dict[str, bytes]) -> Commit:
    identity, parents, author, committed, message = head
    subject, _, body = message.strip().partition("\n")
    return Commit(
        identity.removeprefix("\x01"),
        tuple(parents.split()),
        _bounded(" ".join(author.split()), _LONGEST_NAME),
        _moment(committed),
        _bounded(subject.strip(), _LONGEST_SUBJECT),
        _bounded(body.strip(), _LONGEST_BODY),
        tuple(changed),
        tuple(path for path, how in changed.items() if how == b"A"),
        tuple(path for path, how in changed.items() if how == b"D"),
    )


def _moment(text: str) -> datetime:
    """Read the time of a commit. One that is no time is the beginning of Git's time, as Git itself shows it."""
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return datetime.fromtimestamp(0, UTC)


def _bounded(text: str, longest: int) -> str:
    text = masked(text)
    return text if len(text) <= longest else text[: longest - 1] + "…"
