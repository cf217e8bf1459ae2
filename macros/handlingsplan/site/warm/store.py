"""What earlier builds made, on disk: objects named by their content, and one list of them that is sealed.

The list tells which object belongs to what, so whoever could write it could put words into a plan's page. Its seal is
made with a key that lies in the user's own folder, outside the repository: what comes with a proposed change is never
believed, nor is a list that has been cut short. An object is what its name says, or it is not there.
"""

from __future__ import annotations

import fcntl
import hashlib
import hmac
import os
import pickle
import secrets
import shutil
from contextlib import suppress
from pathlib import Path
from typing import Any

from handlingsplan.site.warm.compact import as_bytes

_KEY_BYTES = 32


class Store:
    """A folder of objects with its sealed list. What cannot be written is not kept: it is made again next time."""

    def __init__(self, folder: Path, key: bytes) -> None:
        self._folder = folder
        self._objects = folder / "objects"
        self._key = key
        self._lock: int | None = None

    def hold(self) -> bool:
        """Keep other builds out until `let_go`, or until this process ends; False where one is at work."""
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            self._lock = os.open(self._folder / "lock", os.O_RDWR | os.O_CREAT, 0o600)
            fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            self.let_go()
            return False
        return True

    def let_go(self) -> None:
        """Let other builds in; may be called again."""
        if self._lock is not None:
            os.close(self._lock)
            self._lock = None

    def read_list(self) -> Any:
        """Give the list as it was written; None when there is none, or one that is not ours or not whole."""
        try:
            sealed = (self._folder / "list").read_bytes()
        except OSError:
            return None
        seal, text = sealed[:_KEY_BYTES], sealed[_KEY_BYTES:]
        if not hmac.compare_digest(seal, self._seal(text)):
            return None
        return pickle.loads(text)  # noqa: S301 - sealed by whoever runs this

    def write_list(self, found: object) -> None:
        """Write the list, in one step."""
        text = as_bytes(found)
        with suppress(OSError):
            self._write(str(self._folder / "list"), self._seal(text) + text)

    def _seal(self, text: bytes) -> bytes:
        return hashlib.blake2b(text, digest_size=_KEY_BYTES, key=self._key).digest()

    def read(self, name: str) -> bytes | None:
        """Give an object; None when it is not there, or not what its name says."""
        try:
            with open(self._at(name), "rb") as file:  # noqa: PTH123 - thousands of them
                content = file.read()
        except OSError:
            return None
        return content if name_of(content) == name else None

    def write(self, content: bytes) -> str:
        """Keep an object; give its name. One that is there already, and whole, is left as it is."""
        name = name_of(content)
        with suppress(OSError):
            if not os.path.exists(self._at(name)) or self.read(name) is None:  # noqa: PTH110 - thousands of them
                self._write(self._at(name), content)
        return name

    def take_in(self, file: Path) -> str:
        """Keep a file as it is, without copying it where the file system allows; give its name."""
        name = name_of(file.read_bytes())
        with suppress(OSError):
            half = _half(self._at(name))
            place(str(file), half)
            os.replace(half, self._at(name))  # noqa: PTH105 - thousands of them
        return name

    def put(self, name: str, file: Path) -> bool:
        """Place an object as a file of the site; False when it is not there, or not what its name says."""
        if self.read(name) is None:
            return False
        place(self._at(name), str(file))
        return True

    def sweep(self, used: set[str]) -> None:
        """Remove all objects but those that are used."""
        for folder in self._objects.iterdir() if self._objects.is_dir() else ():
            for path in folder.iterdir():
                if path.name not in used:
                    with suppress(OSError):
                        path.unlink()

    def path(self, name: str) -> Path:
        """Give where an object lies."""
        return Path(self._at(name))

    def _at(self, name: str) -> str:
        return f"{self._objects}/{name[:2]}/{name}"

    def _write(self, path: str, content: bytes) -> None:
        """Write a file in one step. Thousands are written by a build, so the folder is made when it is not there."""
        half = _half(path)
        try:
            file = open(half, "wb")  # noqa: PTH123, SIM115 - closed below
        except FileNotFoundError:
            Path(path).parent.mkdir(parents=True, exist_ok=True)
            file = open(half, "wb")  # noqa: PTH123, SIM115 - closed below
        with file:
            file.write(content)
        os.replace(half, path)  # noqa: PTH105 - thousands of them


def _half(path: str) -> str:
    """Give what a file is called until it is whole: only one thread of a process writes, and one build at a time."""
    return f"{path}.{os.getpid()}"


def name_of(content: bytes) -> str:
    """Give the name of an object."""
    return hashlib.sha256(content).hexdigest()


def place(source: str, target: str) -> None:
    """Let a file be at a second place too. On another file system, or one without links, it is copied."""
    try:
        os.link(source, target)
    except OSError as fault:
        Path(target).parent.mkdir(parents=True, exist_ok=True)
        if not isinstance(fault, FileNotFoundError):
            Path(target).unlink(missing_ok=True)
        try:
            os.link(source, target)
        except OSError:
            shutil.copyfile(source, target)


def own_folder() -> Path | None:
    """Give the user's own folder for what this program keeps; None where there can be none."""
    try:
        folder = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "handlingsplan"
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    except (OSError, RuntimeError):
        return None
    return folder


def read_key(folder: Path) -> bytes | None:
    """Give the key of a folder, made the first time; None where it cannot be."""
    path = folder / "key"
    try:
        if not path.exists():
            half = path.with_name(f"key.{secrets.token_hex(8)}")
            half.touch(mode=0o600)
            half.write_bytes(secrets.token_bytes(_KEY_BYTES))
            with suppress(FileExistsError):
                path.hardlink_to(half)  # the first one that came stays
            half.unlink()
        key = path.read_bytes()
    except OSError:
        return None
    return key if len(key) == _KEY_BYTES else None
