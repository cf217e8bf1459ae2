"""The steps of the workflows, taken out of their files and run with bash, as the CI systems run them.

The repository is a bare one on this machine. The set-up of .venv is left out: a `make` before the real one on
the PATH leads .venv to the one that the tests run in, and lets the real make do the rest.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).parents[2]
WORKFLOWS = ROOT / ".github" / "workflows"
PLAN = "plans/alingsas/2025/81516/plan.yml"
_PERSON = {
    "GIT_AUTHOR_NAME": "Enhetschef",
    "GIT_AUTHOR_EMAIL": "enhetschef@storby.example",
    "GIT_COMMITTER_NAME": "Enhetschef",
    "GIT_COMMITTER_EMAIL": "enhetschef@storby.example",
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
}


@dataclass
class Ran:
    """A step that was run: its exit code, and all that it printed."""

    code: int
    output: str


@dataclass
class Machine:
    """A CI machine with a clone, and with the variables that the CI system sets."""

    folder: Path
    path: str
    variables: dict[str, str] = field(default_factory=dict)

    def git(self, *arguments: str) -> str:
        """Run git in the clone."""
        return git(self.folder, *arguments)

    def bash(self, script: str, **variables: str) -> Ran:
        """Run a script as both CI systems do: it stops at the first command that fails."""
        known = {name: os.environ[name] for name in ("HOME", "TMPDIR", "LANG") if name in os.environ}
        result = subprocess.run(
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script],
            cwd=self.folder,
            env={**known, **_PERSON, "PATH": self.path, "CI": "true", **self.variables, **variables},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            check=False,
        )
        return Ran(result.returncode, result.stdout.decode())


def git(folder: Path, *arguments: str) -> str:
    """Run git in a folder, and give what it prints."""
    known = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    result = subprocess.run(
        ["git", "-C", str(folder), *arguments], env=known | _PERSON, capture_output=True, check=True
    )
    return result.stdout.decode().strip()


def make_origin(folder: Path) -> Path:
    """Make a bare repository of the project's own files, with a main branch; give its path."""
    work, bare = folder / "work", folder / "origin.git"
    for name in git(ROOT, "ls-files", "-z", "--cached", "--others", "--exclude-standard").split("\0"):
        if name and not name.startswith("tests/") and (source := ROOT / name).is_file():
            (work / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(source, work / name)
    git(work, "init", "--quiet", "--initial-branch", "main")
    git(work, "add", "--all")
    git(work, "commit", "--quiet", "--message", "Planerna")
    git(folder, "clone", "--quiet", "--bare", str(work), str(bare))
    git(work, "remote", "add", "origin", str(bare))
    return bare


def branch(folder: Path, name: str, path: str, old: str, new: str) -> str:
    """Make a branch of main where a text in a file is another; give its commit."""
    work = folder / "work"
    git(work, "checkout", "--quiet", "-B", name, "main")
    text = (work / path).read_text(encoding="utf-8")
    assert old in text
    (work / path).write_text(text.replace(old, new, 1), encoding="utf-8")
    git(work, "commit", "--quiet", "--all", "--message", f"Ändrat {path}")
    git(work, "push", "--quiet", "--force", "origin", name)
    return git(work, "rev-parse", "HEAD")


def machine(folder: Path, origin: Path, **variables: str) -> Machine:
    """Make a CI machine with a clone of the whole history."""
    folder.mkdir()
    programs = folder / "programs"
    programs.mkdir()
    stub = programs / "make"
    real = shutil.which("make")
    stub.write_text(f'#!/bin/sh\nln -sfn "{Path(sys.prefix)}" .venv\nexec "{real}" -o setup "$@"\n', encoding="utf-8")
    stub.chmod(0o755)
    git(folder, "clone", "--quiet", str(origin), "clone")
    return Machine(folder / "clone", f"{programs}:{os.environ['PATH']}", variables)


def workflow(name: str) -> dict[str, Any]:
    """Read a workflow of GitHub. (YAML 1.1 reads its key `on` as true.)"""
    read: dict[str, Any] = yaml.safe_load((WORKFLOWS / name).read_text(encoding="utf-8"))
    return read


def pipeline() -> dict[str, Any]:
    """Read the pipeline of GitLab."""
    read: dict[str, Any] = yaml.safe_load((ROOT / ".gitlab-ci.yml").read_text(encoding="utf-8"))
    return read


def evaluated(text: object, expressions: dict[str, str]) -> str:
    """Fill in GitHub's expressions; one that the test does not know is a KeyError."""
    return re.sub(r"\$\{\{\s*(.*?)\s*\}\}", lambda match: expressions[match[1]], str(text))


def run_github(at: Machine, job: dict[str, Any], expressions: dict[str, str]) -> list[Ran]:
    """Run every `run:` of a job; the steps of actions are for the test to do."""
    return [
        at.bash(step["run"], **{name: evaluated(value, expressions) for name, value in step.get("env", {}).items()})
        for step in job["steps"]
        if "run" in step
    ]


def run_gitlab(at: Machine, job: dict[str, Any]) -> Ran:
    """Run the whole script of a job, with the job's and the pipeline's variables."""
    own = {**pipeline()["variables"], **job.get("variables", {})}
    filled = {name: re.sub(r"\$(\w+)", lambda match: at.variables[match[1]], value) for name, value in own.items()}
    return at.bash("\n".join(job["script"]), **filled)
