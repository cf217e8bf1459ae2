"""Builds the whole site beside the one that is shown, and changes over only when it is complete.

A reader never meets a half-built site, and a build that fails leaves the earlier one as it was. So does one that is
complete but not sound (`soundness.py`). How the change is made, and how earlier sites are kept: `shelf.py`.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from handlingsplan.model.audience import Audience
from handlingsplan.site.mkdocs_command import WHEN_TOLD
from handlingsplan.site.shelf import Shelf, remove_empty_folders
from handlingsplan.site.soundness import faults_of_site
from handlingsplan.site.unchanged import inputs_of, is_unchanged, remember

#: What mkdocs.yml takes the plugin's option `today` from.
TODAY = "HANDLINGSPLAN_TODAY"
#: What it takes the plugin's option `at` from.
AT = "HANDLINGSPLAN_AT"
#: What decides the audience, whatever mkdocs.yml says.
AUDIENCE = "HANDLINGSPLAN_AUDIENCE"


#: Builds the site of a folder into another, with the lock to keep open meanwhile; gives an exit code.
Build = Callable[[Path, int], int]


@dataclass(frozen=True, slots=True)
class Edition:
    """What is published: the day that the pages are made for, the version of the files, and the audience.

    None and empty are what mkdocs.yml says, and the files as they are.
    """

    today: date | None = None
    at: str = ""
    audience: Audience | None = None

    def environment(self) -> Iterator[tuple[str, str]]:
        """Give what the build is told by environment variables."""
        if self.today is not None:
            yield TODAY, str(self.today)  # mkdocs.yml gives it to the plugin
        if self.at:
            yield AT, self.at
        if self.audience is not None:
            yield AUDIENCE, self.audience.value


@dataclass(frozen=True, slots=True)
class Keeping:
    """How many earlier sites are kept, and whether the new one may be less than half of the one shown."""

    earlier: int = 1
    may_shrink: bool = False


def publish_site(
    root: Path,
    target: Path | None = None,
    edition: Edition | None = None,
    keeping: Keeping | None = None,
    build: Build | None = None,
) -> int:
    """Build the site of the folder with mkdocs.yml into `target`, by default its folder site/.

    Gives MkDocs' exit code: 0 when the new site is in place, something else when the earlier one still is. What is
    wrong has then been written to stderr. Raises `OSError` when the folders cannot be written, and `BusyError` when
    somebody else is building it.
    """
    edition, keeping = edition or Edition(), keeping or Keeping()
    shelf = Shelf(target or root / "site")
    with shelf.held() as lock, _started(root, shelf.new, lock, edition) if not build else nullcontext() as mkdocs:
        inputs = None if build else inputs_of(root, edition)
        if is_unchanged(root, shelf.site, inputs):
            sys.stderr.write("Inget har ändrats sedan webbplatsen byggdes. Den är kvar som den är.\n")
            return 0
        code = build(shelf.new, lock) if build else _build(root, shelf.new, mkdocs)
        remove_empty_folders(shelf.new)
        if code == 0 and (faults := faults_of_site(shelf.new, shelf.site, may_shrink=keeping.may_shrink)):
            _tell(faults)
            return 1
        if code == 0:
            shelf.show()
            with ThreadPoolExecutor(1) as beside:
                done = beside.submit(shelf.keep_only, keeping.earlier)
                now = inputs_of(root, edition) if inputs else None
                done.result()  # only now: a file of the new site is often the very one of an earlier site
            # Somebody may have gone on writing: then it is not known which text the site was built from.
            remember(root, shelf.site, inputs if inputs == now else None)
        return code


def go_back(root: Path, target: Path | None = None) -> bool:
    """Show the site that was shown before this one; False if none is kept. Raises as `publish_site`."""
    shelf = Shelf(target or root / "site")
    with shelf.held():
        return shelf.go_back()


def _tell(faults: list[str]) -> None:
    for fault in faults:
        sys.stderr.write(f"FEL: {fault}\n")
    sys.stderr.write("Webbplatsen byggdes men lades inte ut. Den tidigare versionen är kvar.\n")


@contextmanager
def _started(root: Path, site: Path, lock: int, edition: Edition) -> Iterator[subprocess.Popen[bytes]]:
    """Start MkDocs: it loads what it needs while it is found out whether anything has changed, and then waits."""
    command = [sys.executable, "-m", "handlingsplan.site.mkdocs_command", WHEN_TOLD, "build", "--strict"]
    options = ["--config-file", str(root.absolute() / "mkdocs.yml"), "--site-dir", str(site)]
    # Material announces its end of life on every start; the versions are pinned, and it would hide our own messages.
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1", **dict(edition.environment())}
    whole = [*command, *options]
    with subprocess.Popen(whole, cwd=root, env=environment, pass_fds=(lock,), stdin=subprocess.PIPE) as process:  # noqa: S603
        try:
            yield process
        finally:
            process.kill()


def _build(_root: Path, _site: Path, mkdocs: subprocess.Popen[bytes] | None) -> int:
    assert mkdocs is not None  # noqa: S101  (it has been started)
    mkdocs.communicate(b"build\n")
    return mkdocs.returncode
