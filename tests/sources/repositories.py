"""A Git repository made for a test, commit by commit."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping
from pathlib import Path

_ENVIRONMENT = {
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_AUTHOR_NAME": "Enhetschef",
    "GIT_AUTHOR_EMAIL": "enhetschef@storby.example",
    "GIT_COMMITTER_NAME": "Enhetschef",
    "GIT_COMMITTER_EMAIL": "enhetschef@storby.example",
}


class Scripted:
    """A repository whose commits are made one hour apart, so that their ids are the same at every run."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._hour = 0
        root.mkdir(parents=True, exist_ok=True)
        self.git("init", "--quiet", "--initial-branch", "main")

    def git(self, *arguments: str, **environment: str) -> str:
        """Run git here and give what it says."""
        moment = f"2025-01-{1 + self._hour // 24:02d}T{self._hour % 24:02d}:00:00+01:00"
        dates = {"GIT_AUTHOR_DATE": moment, "GIT_COMMITTER_DATE": moment}
        known = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
        result = subprocess.run(
            ["git", "-C", str(self.root), *arguments],
            env=known | _ENVIRONMENT | dates | environment,
            capture_output=True,
            check=True,
        )
        return result.stdout.decode()

    def commit(self, files: Mapping[str, str | bytes | None], message: str = "Ändrat", **environment: str) -> str:
        """Write files (None takes one away), commit everything and give the commit's id."""
        for path, content in files.items():
            target = self.root / path
            if content is None:
                target.unlink()
                continue
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content if isinstance(content, bytes) else content.encode())
        self._hour += 1
        self.git("add", "--all")
        message_file = self.root / ".git" / "message"
        message_file.write_text(message, "utf-8")
        self.git("commit", "--quiet", "--allow-empty", "--cleanup=verbatim", "-F", str(message_file), **environment)
        return self.git("rev-parse", "HEAD").strip()
