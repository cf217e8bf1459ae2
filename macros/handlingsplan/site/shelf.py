"""The site that is shown, the earlier ones beside it, and the change from one to another in a single step.

Beside the folder `site` lies `site.d`: the lock, the site that is being built, the earlier ones, numbered, and the
folders of one before them, without a file, which are used again. The
two folders change names in one call of the system (on Linux and macOS), so a reader always meets a whole site,
whenever the program is stopped. A symbolic link would do the same, but is no folder to `find`, `cp -r`, `tar`,
`rsync` and the stores of a CI system. If `site` is a link already, what it leads to is exchanged.
"""

from __future__ import annotations

import ctypes
import fcntl
import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

_AT_FDCWD = -2 if sys.platform == "darwin" else -100
_EXCHANGE = 2  # RENAME_EXCHANGE on Linux, RENAME_SWAP on macOS
_CALLS = ("renameat2", "renameatx_np")
_BESIDE, _NEW, _SPARE, _LOCK = ".d", "new", "spare", "lock"


class BusyError(Exception):
    """Somebody else is building the same site."""


class Shelf:
    """The folder of a site with what lies beside it."""

    def __init__(self, target: Path) -> None:
        self.site = target.resolve() if target.is_symlink() else target.absolute()
        self._beside = self.site.with_name(self.site.name + _BESIDE)
        self.new = self._beside / _NEW
        self._old = self._beside / "old"
        self._gone = self._beside / "gone"
        self._spare = self._beside / _SPARE
        self._lock = self._beside / _LOCK

    @contextmanager
    def held(self) -> Iterator[int]:
        """Keep others away; gives the open lock. Raises `BusyError` if somebody else has it.

        The lock ends with the last process that has it open. A build passes it on to the program that it starts: if
        the build is killed, that program may still be writing.
        """
        lock = self._locked()
        try:
            self._tidy()
            yield lock
        finally:
            _remove(self.new)
            if not self.kept():
                _remove(self._spare)
            self._lock.unlink(missing_ok=True)  # while it is held: see _locked
            with suppress(OSError):
                self._beside.rmdir()
            os.close(lock)

    def kept(self) -> list[Path]:
        """The earlier sites, the oldest first."""
        found = self._beside.iterdir() if self._beside.is_dir() else ()
        return sorted((path for path in found if path.name.isdigit()), key=lambda path: int(path.name))

    def show(self) -> None:
        """Put the new site in the place of the one shown, and keep that beside it.

        Stopped between the change and the numbering, the site is the new one, and the one before it is not kept.
        """
        if not self.site.exists():
            self.new.rename(self.site)
        else:
            self._exchange(self.new)
            last = int(self.kept()[-1].name) if self.kept() else 0
            self.new.rename(self._beside / str(last + 1))

    def keep_only(self, keep: int) -> None:
        """Remove the oldest of the earlier sites, so that so many are left."""
        kept = self.kept()
        for path in kept[: max(len(kept) - keep, 0)]:
            self._discard(path)

    def go_back(self) -> bool:
        """Show the latest of the earlier sites and remove the one shown; False if there is none."""
        if not (kept := self.kept()):
            return False
        if self.site.exists():
            self._exchange(kept[-1])
            self._discard(kept[-1])
        else:
            kept[-1].rename(self.site)
        return True

    def _locked(self) -> int:
        while True:
            self._beside.mkdir(parents=True, exist_ok=True)
            try:
                lock = os.open(self._lock, os.O_RDWR | os.O_CREAT, 0o644)
            except FileNotFoundError:  # another build has just removed the folder
                continue
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                os.close(lock)
                raise BusyError from None
            # Another build may have removed the file between the two calls; then this lock holds nothing.
            with suppress(FileNotFoundError):
                if os.path.samestat(os.fstat(lock), self._lock.stat()):
                    return lock
            os.close(lock)

    def _tidy(self) -> None:
        """Put right what a build that was stopped has left."""
        if not self.site.exists() and self._old.exists():
            self._old.rename(self.site)
        for path in (self.new, self._old, self._gone):
            _remove(path)

    def _exchange(self, other: Path) -> None:
        """Let the site and another folder change names."""
        if _exchanged(self.site, other):
            return
        # A file system that cannot do it in one step, such as NFS: for a moment there is no site. _tidy knows.
        self.site.rename(self._old)
        try:
            other.rename(self.site)
        except OSError:
            self._old.rename(self.site)
            raise
        self._old.rename(other)

    def _discard(self, kept: Path) -> None:
        """Remove an earlier site: first its name, so that nobody goes back to what is half removed.

        Its folders are left for the next site, unless there are some already.
        """
        _remove(self._gone)
        kept.rename(self._gone)
        if not self._spare.exists():
            with suppress(OSError):
                _empty(self._gone)
                self._gone.rename(self._spare)
        _remove(self._gone)


def begin_with_spare_folders(site: Path) -> None:
    """Let a site that is to be written into the folder `new` have the folders of an earlier one.

    Thousands of folders are made for thousands of plans. A file system takes several times as long for that when as
    many have just been removed, so those of an earlier site are used again, if they are what new ones would be. The
    outermost is another: who still has that of the earlier site open finds nothing in it.
    """
    spare = site.with_name(_SPARE)
    is_ours = site.name == _NEW and site.parent.suffix == _BESIDE and site.with_name(_LOCK).is_file()
    if not is_ours or not spare.is_dir():
        return
    site.mkdir(exist_ok=True)
    if _owner(spare) == _owner(site) and not any(site.iterdir()):
        with suppress(OSError):  # those that cannot be moved are made
            for folder in list(spare.iterdir()):
                folder.rename(site / folder.name)
    _remove(spare)


def _owner(folder: Path) -> tuple[int, int, int]:
    found = folder.stat()
    return found.st_uid, found.st_gid, found.st_mode


def remove_empty_folders(site: Path) -> None:
    """Remove the folders that nothing has been written into."""
    for base, _, files in os.walk(site, topdown=False):
        if not files:
            with suppress(OSError):  # there are folders in it
                os.rmdir(base)  # noqa: PTH106 - thousands of them


def _empty(folder: Path) -> None:
    """Remove all but the folders of a folder. A link to one is none: what it leads to is somebody else's."""
    for base, folders, files in os.walk(folder):
        for path in (f"{base}/{name}" for name in files):
            os.unlink(path)  # noqa: PTH108 - thousands of them
        for path in (f"{base}/{name}" for name in folders):
            if os.path.islink(path):  # noqa: PTH114 - thousands of them
                os.unlink(path)  # noqa: PTH108


def _remove(folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)


def _exchanged(one: Path, other: Path) -> bool:
    library = ctypes.CDLL(None, use_errno=True)
    call = next((getattr(library, name) for name in _CALLS if hasattr(library, name)), None)
    return call is not None and call(_AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(other), _EXCHANGE) == 0
