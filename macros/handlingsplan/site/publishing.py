"""Builds the whole site beside the one that is shown, and changes over only when it is complete.

A reader never meets a half-built site, and a build that fails leaves the earlier one as it was.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path

#: What mkdocs.yml takes the plugin's option `today` from.
TODAY = "HANDLINGSPLAN_TODAY"
#: What it takes the plugin's option `at` from.
AT = "HANDLINGSPLAN_AT"


def publish_site(root: Path, target: Path | None = None, today: date | None = None, at: str = "") -> int:
    """Builds the site of the folder with mkdocs.yml into `target`, by default its folder site/, for a day.

    With `at` it is built of an earlier version: a day, or a name in Git.
    Gives MkDocs' exit code: 0 when the new site is in place, something else when the earlier one still is. What is
    wrong has then been written to stderr. Raises `OSError` when the folders cannot be written.
    """
    target = (target or root / "site").absolute()
    target.parent.mkdir(parents=True, exist_ok=True)
    # A folder beside the target is on the same disk, so the change is a matter of names. It is not made by tempfile,
    # which would hide it from the web server.
    new = target.with_name(f"{target.name}.new-{os.getpid()}")
    try:
        code = _build(root, new, today, at)
        if code == 0:
            _swap(new, target)
        return code
    finally:
        shutil.rmtree(new, ignore_errors=True)


def _build(root: Path, site: Path, today: date | None, at: str) -> int:
    command = [sys.executable, "-m", "mkdocs", "build", "--strict"]
    options = ["--config-file", str(root.absolute() / "mkdocs.yml"), "--site-dir", str(site)]
    # Material announces its end of life on every start; the versions are pinned, and it would hide our own messages.
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    if today is not None:
        environment[TODAY] = str(today)  # mkdocs.yml gives it to the plugin
    if at:
        environment[AT] = at
    return subprocess.run([*command, *options], cwd=root, env=environment, check=False).returncode  # noqa: S603 - ours


def _swap(new: Path, target: Path) -> None:
    """Puts `new` in the place of `target`. If that fails, the earlier one is put back."""
    old = target.with_name(f"{target.name}.old-{os.getpid()}")
    existed = target.exists()
    if existed:
        target.rename(old)
    try:
        new.rename(target)
    except OSError:
        if existed:
            old.rename(target)
        raise
    shutil.rmtree(old, ignore_errors=True)
