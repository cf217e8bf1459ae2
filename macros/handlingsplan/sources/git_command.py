"""Git, asked to read and nothing else: no hooks, no programs named in its configuration, no network.

A repository's own configuration is written by others. Everything in it that can start a program when
objects and the log are read is switched off here: the pager, signatures, file watching and fetching.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

_OPTIONS = (
    "--no-pager",
    "--no-optional-locks",
    "--no-replace-objects",
    "--literal-pathspecs",
    *("-c", "core.fsmonitor=false"),
    *("-c", f"core.hooksPath={os.devnull}"),
    *("-c", "log.showSignature=false"),
    *("-c", "log.showRoot=true"),
)
_ENVIRONMENT = {
    "LC_ALL": "C",
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_ALLOW_PROTOCOL": "none",
}
_KEPT = ("GIT_CONFIG_GLOBAL", "GIT_CEILING_DIRECTORIES")


class GitError(Exception):
    """Git cannot give what was asked for; the message is Swedish and for the user."""


def git_command(root: Path, *arguments: str) -> list[str]:
    """Give the command line of a git that only reads."""
    program = shutil.which("git")
    if program is None:
        raise GitError("programmet git finns inte på datorn; installera det för att läsa historiken")
    return [program, "-C", str(root), *_OPTIONS, *arguments]


def git_environment() -> dict[str, str]:
    """Give the environment of a git that only reads; which repository is meant is told by its folder alone."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("GIT_") or name in _KEPT}
    return kept | _ENVIRONMENT


def ask_git(root: Path, *arguments: str) -> bytes | None:
    """Give what git answers; None when it answers with a failure that the caller knows the reason of."""
    result = _run(root, arguments)
    return result.stdout if result.returncode == 0 else None


def run_git(root: Path, *arguments: str, **environment: str) -> bytes:
    """Give what git answers; raises GitError with the reason in Swedish where it is known."""
    result = _run(root, arguments, environment)
    if result.returncode:
        raise GitError(_why(result.stderr.decode("utf-8", "replace")))
    return result.stdout


def _run(
    root: Path, arguments: tuple[str, ...], environment: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(  # noqa: S603 - a list of arguments, with the names given by users after --end-of-options
        git_command(root, *arguments),
        capture_output=True,
        check=False,
        env={**git_environment(), **(environment or {})},
        stdin=subprocess.DEVNULL,
    )


def _why(said: str) -> str:
    if "not a git repository" in said:
        return "mappen ligger inte i något Git-förvar; kör kommandot i förvaret eller ange --root"
    if "dubious ownership" in said:
        return (
            "Git vägrar läsa förvaret, för det ägs av en annan användare; "
            "kör git config --global --add safe.directory med mappens sökväg om du litar på det"
        )
    first = next((line.removeprefix("fatal: ") for line in said.splitlines() if line.strip()), "inget skäl angivet")
    return f"Git kunde inte läsa förvaret ({first[:200]})"
