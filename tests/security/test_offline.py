"""After set-up a build needs no network, and writes nowhere but in the site's folders and its caches."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
HOOK = Path(__file__).parent / "no_network"
NAMES = ("docs", "plans", "data", "mkdocs.yml", "macros/handlingsplan/site/theme")
#: What a build may write: below the project's folder, and its key and compiled templates in the user's own folder.
OWN = ("project/site", "project/site.d", "project/.cache", "home/.cache/handlingsplan")
# Commands of Git that speak with other machines.
_ASKING = re.compile(r"^ran (?:\S*/)?git .*\b(?:fetch|pull|push|clone|ls-remote|remote|submodule)\b", re.MULTILINE)


def own_network() -> list[str]:
    """A command that takes the network away from all that it runs, where this machine lets us."""
    command = ["unshare", "--map-root-user", "--net"]
    tried = shutil.which("unshare") and subprocess.run([*command, "true"], capture_output=True, check=False)
    return command if tried and tried.returncode == 0 else []


def snapshot(folder: Path) -> dict[str, str]:
    """Every file, link and folder with its kind and content; what is Git's own too."""
    found = {}
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.is_symlink():
            found[name] = f"link {path.readlink()}"
        elif path.is_file():
            found[name] = hashlib.sha256(path.read_bytes()).hexdigest()
        else:
            found[name] = "folder"
    return found


class Machine:
    """A project with its history, and folders of its own for all that a program may think of writing to."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.project, self.log = folder, folder / "world/project", folder / "log"
        for name in ("home", "tmp", "run"):
            (folder / "world" / name).mkdir(parents=True)
        self.environment = {
            "PATH": os.environ["PATH"],
            "HOME": str(folder / "world/home"),
            "TMPDIR": str(folder / "world/tmp"),
            "XDG_RUNTIME_DIR": str(folder / "world/run"),
            "PYTHONPATH": str(HOOK),
            "PYTHONDONTWRITEBYTECODE": "1",  # the program's own folder is not what is looked at
            "NO_NETWORK_LOG": str(self.log),
            "GIT_TRACE": str(folder / "git-trace"),
            "LANG": "C.UTF-8",
        }

    def run(self, *command: str) -> subprocess.CompletedProcess[str]:
        """Run a command in the project, without network."""
        return subprocess.run(
            [*own_network(), *command],
            cwd=self.project,
            env=self.environment,
            capture_output=True,
            text=True,
            check=False,
        )


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    made = Machine(tmp_path)
    for name in NAMES:
        source, target = ROOT / name, made.project / name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copytree(source, target) if source.is_dir() else shutil.copy(source, target)
    for command in (["init", "--quiet"], ["add", "--all"], ["commit", "--quiet", "--message", "Allt"]):
        git = ["git", "-c", "user.name=A", "-c", "user.email=a@b.example", *command]
        subprocess.run(git, cwd=made.project, check=True)
    # A place that cannot be reached: whoever asks it is heard in Git's trace.
    remote = ["git", "remote", "add", "origin", "https://git.invalid/a.git"]
    subprocess.run(remote, cwd=made.project, check=True)
    return made


def test_the_network_is_truly_gone(machine: Machine) -> None:
    """The hook refuses connections, names and datagrams, in children too, and leaves the machine's own sockets."""
    code = """
import socket, subprocess, sys
for attempt in (
    lambda: socket.create_connection(("127.0.0.1", 9)),
    lambda: socket.getaddrinfo("localhost", 80),
    lambda: socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(b"x", ("127.0.0.1", 9)),
    lambda: socket.socket(socket.AF_INET6).connect(("::1", 9)),
):
    try:
        attempt()
    except OSError as error:
        assert "no network here" in str(error), error
    else:
        sys.exit("reached")
one, other = socket.socketpair()
one.send(b"x")
if len(sys.argv) == 1:
    sys.exit(subprocess.run([sys.executable, "-W", "ignore", __file__, "child"]).returncode)
"""
    (machine.folder / "try.py").write_text(code, encoding="utf-8")
    ran = machine.run(sys.executable, "-W", "ignore", str(machine.folder / "try.py"))
    assert (ran.returncode, ran.stdout, ran.stderr) == (0, "", "")
    assert machine.log.read_text(encoding="utf-8").count("refused ") == 8


def test_a_build_needs_no_network_and_writes_nothing_else(machine: Machine) -> None:
    world = machine.folder / "world"
    program = Path(sys.executable).parent / "handlingsplan"
    before = snapshot(world)
    for _ in range(2):
        ran = machine.run(str(program), "build", "--today", "2026-11-30")
        assert ran.returncode == 0, ran.stderr
    after = snapshot(world)
    changed = sorted(name for name in before.keys() | after.keys() if before.get(name) != after.get(name))
    assert [
        name
        for name in changed
        if name not in (*OWN, "home/.cache") and not name.startswith(tuple(f"{each}/" for each in OWN))
    ] == []
    assert "project/site/index.html" in changed
    told = machine.log.read_text(encoding="utf-8")
    assert "started" in told
    assert "ran " in told
    assert "refused" not in told
    assert _ASKING.findall(told) == []
    trace = (machine.folder / "git-trace").read_text(encoding="utf-8")
    assert "built-in: git" in trace
    assert "git.invalid" not in trace
    assert "remote-https" not in trace


def test_what_asks_another_machine_is_seen() -> None:
    assert _ASKING.search("ran git -C x fetch origin")
    assert _ASKING.search("ran /usr/bin/git ls-remote")
    assert not _ASKING.search("ran git log --name-only")
