"""Objects of a repository, through one git process that is kept: a file or folder is read once, whatever names it."""

from __future__ import annotations

import hashlib
import subprocess
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from handlingsplan.reading.decoding import MAX_BYTES

from .git_command import GitError, git_command, git_environment

#: As much as the work tree gives of a file: far more than is allowed, so that it is told as too large.
_MOST = 50 * MAX_BYTES
_CHUNK = 1 << 20
#: Bounds of a revision: a few folders that hold each other's like many times over make more files than can be read.
MAX_FILES = 100_000
MAX_DEPTH = 50
_BROKEN = "historiken har en mapp som är trasig; kör git fsck i förvaret och hämta det på nytt"


@dataclass(frozen=True, slots=True)
class Entry:
    """What a folder of a revision holds under a path: its mode in Git and the id of its object."""

    path: str
    mode: str
    id: str

    @property
    def is_folder(self) -> bool:
        """Whether it is a folder of the revision itself."""
        return self.mode == "40000"


class GitObjects:
    """Reads objects by id or by name (`<commit>:<path>`). Closed at the end of a `with`."""

    def __init__(self, root: Path) -> None:
        self._process = subprocess.Popen(  # noqa: S603 - no argument comes from a user
            git_command(root, "cat-file", "--batch"),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=git_environment(),
        )
        self._blobs: dict[str, bytes | None] = {}
        self._folders: dict[str, tuple[Entry, ...]] = {}

    def __enter__(self) -> GitObjects:
        return self

    def __exit__(self, *fault: object) -> None:
        self.close()

    @property
    def is_closed(self) -> bool:
        """Whether the process has been ended."""
        return self._process.returncode is not None

    def close(self) -> None:
        """End the process."""
        self._process.communicate()
        self._blobs.clear()

    def blob(self, identity: str) -> bytes | None:
        """Give a file's bytes, or None when the repository does not have it."""
        if identity not in self._blobs:
            found = self._read(identity)
            self._blobs[identity] = found[2] if found and found[1] == "blob" else None
        return self._blobs[identity]

    def know(self, content: bytes) -> None:
        """Take what a file holds, so that a revision that has the same is read without asking Git."""
        if len(content) < _MOST:
            self._blobs[blob_id(content)] = content

    def files(self, commit: str, prefix: str, paths: Collection[str]) -> Iterator[Entry]:
        """Give some files, and all that lies below some folders, of a folder (`prefix`, with its /) of a commit.

        What is no folder is given as it is: a file, a link, a submodule.
        """
        for number, entry in enumerate(self._within(commit, prefix, paths)):
            if number >= MAX_FILES:
                raise GitError(f"en version har fler än {MAX_FILES} filer i plans/ och data/ och läses inte")
            yield entry

    def _within(self, commit: str, prefix: str, paths: Collection[str]) -> Iterator[Entry]:
        for folder in dict.fromkeys(path.rpartition("/")[0] for path in paths):
            top = self._read(f"{commit}:{prefix}{folder}")
            for entry in self._folder(top[0]) if top and top[1] == "tree" else ():
                path = f"{folder}/{entry.path}" if folder else entry.path
                if path in paths and entry.is_folder:
                    yield from self._below(entry.id, path)
                elif path in paths:
                    yield Entry(path, entry.mode, entry.id)

    def _below(self, identity: str, folder: str) -> Iterator[Entry]:
        if folder.count("/") >= MAX_DEPTH:
            raise GitError(f"en version har mappar i fler än {MAX_DEPTH} nivåer och läses inte")
        for entry in self._folder(identity):
            path = f"{folder}/{entry.path}"
            if entry.is_folder:
                yield from self._below(entry.id, path)
            else:
                yield Entry(path, entry.mode, entry.id)

    def _folder(self, identity: str) -> tuple[Entry, ...]:
        if identity not in self._folders:
            found = self._read(identity)
            if found and found[1] != "tree":
                raise GitError(_BROKEN)
            self._folders[identity] = tuple(_entries(found[2], len(identity) // 2)) if found else ()
        return self._folders[identity]

    def _read(self, name: str) -> tuple[str, str, bytes] | None:
        """Ask for one object: its id, kind and content; None when there is none, or the name cannot be one."""
        if "\n" in name:
            return None
        sender, answers = self._pipes()
        try:
            sender.write(name.encode("utf-8", "surrogateescape") + b"\n")
            sender.flush()
        except OSError as fault:
            raise GitError("Git slutade svara medan historiken lästes; kör kommandot igen") from fault
        header = answers.readline()
        words = header.decode("utf-8", "replace").split()
        if len(words) != 3 or not words[2].isdecimal():
            if not header:
                raise GitError("Git slutade svara medan historiken lästes; kör kommandot igen")
            return None
        return words[0], words[1], self._content(answers, int(words[2]))

    def _pipes(self) -> tuple[IO[bytes], IO[bytes]]:
        assert self._process.stdin is not None  # noqa: S101 - opened as pipes above
        assert self._process.stdout is not None  # noqa: S101
        return self._process.stdin, self._process.stdout

    @staticmethod
    def _content(answers: IO[bytes], size: int) -> bytes:
        """Take the whole answer, which a line feed ends, but keep only as much as is read of any file."""
        data = answers.read(min(size, _MOST))
        left = size + 1 - len(data)
        while left > 0:
            passed = answers.read(min(left, _CHUNK))
            if not passed:
                raise GitError("Git slutade svara medan historiken lästes; kör kommandot igen")
            left -= len(passed)
        return data


def blob_id(content: bytes) -> str:
    """Give the id that a file's content has in a repository (of the usual kind, by SHA-1)."""
    return hashlib.sha1(b"blob %d\0%b" % (len(content), content), usedforsecurity=False).hexdigest()


def _entries(data: bytes, width: int) -> Iterator[Entry]:
    """Read a folder's object: `<mode> <name>`, a zero byte and the id as bytes, again and again.

    Git gives an object as it is stored, so it may be anything. Raises GitError for what is no folder.
    """
    start = 0
    while start < len(data):
        end = data.find(b"\0", start)
        mode, _, name = data[start : max(end, start)].partition(b" ")
        start, identity = end + 1 + width, data[end + 1 : end + 1 + width]
        if end < 0 or len(identity) < width or not mode.isdigit() or not name or b"/" in name:
            raise GitError(_BROKEN)
        yield Entry(name.decode("utf-8", "surrogateescape"), mode.decode(), identity.hex())
