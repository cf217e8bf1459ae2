"""What is about to be committed: the entries of Git's index."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from .git_command import GitError, run_git
from .git_objects import Entry
from .worktree import FOLDERS

_INDEX = "GIT_INDEX_FILE"
_UNMERGED = "U"


def index_entries(root: Path) -> Iterator[Entry]:
    """Give all that the index holds below plans/ and data/; not what `git add --intent-to-add` only announces.

    It is compared with nothing (the empty tree), so a repository without commits is no exception.
    """
    nothing = run_git(root, "hash-object", "-t", "tree", "--stdin").decode().strip()
    options = ("--cached", "--ita-invisible-in-index", "--raw", "-z", "--no-renames", "--relative", "--no-abbrev")
    said = run_git(root, "diff-index", *options, nothing, "--", *FOLDERS, **_index_of(root))
    fields = iter(said.decode("utf-8", "surrogateescape").split("\0"))
    for facts, path in zip(fields, fields, strict=False):
        _, mode, _, identity, status = facts.removeprefix(":").split()
        if status == _UNMERGED:
            raise GitError("en sammanslagning är inte klar; lös konflikterna och kör git add")
        yield Entry(path, mode, identity)


def _index_of(root: Path) -> dict[str, str]:
    """Give the index that Git tells a hook of, when it is this repository's: `git commit -a` has one of its own."""
    named = os.environ.get(_INDEX)
    if not named:
        return {}
    own = Path(os.fsdecode(run_git(root, "rev-parse", "--absolute-git-dir").rstrip(b"\n")))
    index = Path(named).absolute()
    return {_INDEX: str(index)} if index.resolve().parent == own.resolve() else {}
