"""Whether a site needs to be built at all: not when everything that it was built from is the same, and it is whole.

A receipt of the build is kept in `.cache/`, where it is known what a build reads (`settings.py`): what went in (every
file by its content, the commits of the repository, the settings, the day) and what came out (every file by size,
times and place on the disk). Of any other project, and of a receipt that cannot be read, nothing is believed: the
site is built.
"""

from __future__ import annotations

import hashlib
import json
import os
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Protocol

from handlingsplan.site.settings import PACKAGE, contents_of, read_settings
from handlingsplan.sources.git_command import GitError, ask_git


class Edition(Protocol):
    """What is published of the files: the day, the version and the audience."""

    @property
    def at(self) -> str:
        """The version of the files; empty when they are as they are."""
        ...


def inputs_of(root: Path, edition: Edition) -> str | None:
    """Give what a build reads, as one text that differs when any of it does; None where that is not known."""
    try:
        settings = read_settings(root)
        if edition.at or settings is None:
            return None
        day = datetime.now().astimezone().date()
        digest = hashlib.blake2b(repr((settings.text, repr(edition), str(day))).encode())
        # A commit that a plan names may come with any branch that is fetched.
        digest.update(repr(ask_git(root, "rev-parse", "HEAD", "--is-shallow-repository")).encode())
        digest.update(repr(ask_git(root, "for-each-ref", "--format=%(objectname)")).encode())
        for part in contents_of([*settings.folders, PACKAGE]):
            digest.update(part)
        return digest.hexdigest()
    except (OSError, ValueError, GitError):
        return None


def is_unchanged(root: Path, site: Path, inputs: str | None) -> bool:
    """Whether the site that is shown is the one that was built from the same, with no file touched since."""
    try:
        receipt = json.loads(_receipt(root, site).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return False
    return inputs is not None and isinstance(receipt, dict) and receipt == {"inputs": inputs, "site": _state(site)}


def remember(root: Path, site: Path, inputs: str | None) -> None:
    """Keep the receipt of a build; none when it is not known what it read."""
    path = _receipt(root, site)
    with suppress(OSError):
        path.unlink(missing_ok=True)
        if inputs is not None:
            path.parent.mkdir(parents=True, exist_ok=True)
            half = path.with_suffix(".new")
            half.write_text(json.dumps({"inputs": inputs, "site": _state(site)}), encoding="utf-8")
            half.replace(path)


def _receipt(root: Path, site: Path) -> Path:
    name = hashlib.blake2b(str(site).encode(errors="surrogateescape"), digest_size=16).hexdigest()
    return root / ".cache" / "handlingsplan" / f"{name}.json"


def _state(site: Path) -> str:
    """Give the state of every file of a site. Whoever writes to one changes its times, whatever the content."""
    digest = hashlib.blake2b()
    for base, names, files in os.walk(site):
        names.sort()
        for name in sorted(files):
            found = os.lstat(os.path.join(base, name))  # noqa: PTH118 - thousands of them
            parts = (base[len(str(site)) :], name, found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino)
            digest.update(repr(parts).encode())
    return digest.hexdigest()
