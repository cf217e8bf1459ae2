"""The hooks of scripts/hooks with real git: what must not be in history does not come there."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from archives import FILES, PLAN, TEXT

ROOT = Path(__file__).parents[2]
PROGRAM = Path(sys.executable).with_name("handlingsplan")
NUMBER, LAST = "811218-9876", "9876"
#: Every step of writing has remarks, which stop too: a text that has none.
FAULTLESS = {path: text for path, text in FILES.items() if path.endswith("organisation.yml")}
ANONYMOUS = {
    f"GIT_{who}_{what}": "chef@storby.example" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")
}


class Clone:
    """A repository with the hooks turned on as the guide says."""

    def __init__(self, root: Path) -> None:
        self.root = root
        shutil.copytree(ROOT / "scripts" / "hooks", root / "scripts" / "hooks")
        self.git("init", "--quiet", "--initial-branch", "main")
        self.git("config", "core.hooksPath", "scripts/hooks")

    def git(self, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
        known = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
        quiet = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1", "HANDLINGSPLAN": str(PROGRAM)}
        everything = {**known, **quiet, **ANONYMOUS, **environment}
        return subprocess.run(
            ["git", "-C", str(self.root), *arguments], env=everything, capture_output=True, text=True, check=False
        )

    def write(self, path: str, text: str) -> None:
        (self.root / path).parent.mkdir(parents=True, exist_ok=True)
        (self.root / path).write_text(text, encoding="utf-8")

    def commit(self, *options: str, message: str = "Ändrat") -> subprocess.CompletedProcess[str]:
        return self.git("commit", "--quiet", "-m", message, *options)

    def commits(self) -> int:
        return int(self.git("rev-list", "--all", "--count").stdout or 0)


@pytest.fixture
def clone(tmp_path: Path) -> Clone:
    """A clone with an organisation added and nothing committed."""
    made = Clone(tmp_path / "klon")
    for path, text in FAULTLESS.items():
        made.write(path, text)
    made.git("add", "plans")
    return made


def refused(result: subprocess.CompletedProcess[str], *said: str) -> None:
    assert result.returncode == 1
    assert LAST not in result.stdout + result.stderr
    assert [each for each in (*said, "Inget är incheckat") if each not in result.stdout + result.stderr] == []


def test_what_is_right_is_committed(clone: Clone) -> None:
    result = clone.commit()
    assert (result.returncode, clone.commits()) == (0, 1), result.stderr


@pytest.mark.parametrize(
    "path", [PLAN, TEXT, "data/storby/lista.csv", "plans/storby/.plan.md.swp", f"plans/storby/2025/{NUMBER}/plan.yml"]
)
def test_a_personal_identity_number_is_refused_and_nothing_is_in_history(clone: Clone, path: str) -> None:
    clone.write(path, f"# {NUMBER}\n")
    clone.git("add", "--all")
    refused(clone.commit(), "811218-****")
    assert clone.commits() == 0


@pytest.mark.parametrize("options", [("--all",), ("--only", "plans/storby/organisation.yml")])
def test_what_git_adds_by_itself_is_looked_at(clone: Clone, options: tuple[str, ...]) -> None:
    """`git commit -a` and `git commit FILE` have an index of their own."""
    assert clone.commit().returncode == 0
    path = "plans/storby/organisation.yml"
    clone.write(path, f"{FILES[path]}# {NUMBER}\n")
    refused(clone.commit(*options), f"{path}:")
    assert clone.commits() == 1


def test_what_is_only_in_the_work_tree_stops_nothing(clone: Clone) -> None:
    clone.write(PLAN, f"# {NUMBER}\n")
    clone.write("plans/storby/organisation.yml", "trasig: [\n")
    result = clone.commit()
    assert (result.returncode, clone.commits()) == (0, 1), result.stderr


def test_it_is_refused_also_when_the_work_tree_has_been_mended(clone: Clone) -> None:
    path = "plans/storby/organisation.yml"
    clone.write(path, f"{FILES[path]}# {NUMBER}\n")
    clone.git("add", "plans")
    clone.write(path, FILES[path])
    refused(clone.commit(), path)


def test_a_number_in_the_message_is_refused(clone: Clone) -> None:
    refused(clone.commit(message=f"Om {NUMBER}"), "COMMIT_EDITMSG:1:4: personnumret 811218-****")
    assert clone.commits() == 0


def test_a_number_that_is_taken_away_is_no_number_in_the_message(clone: Clone) -> None:
    """`git commit --verbose` shows what is taken away below the message."""
    path = "plans/storby/organisation.yml"
    clone.write(path, f"{FILES[path]}# {NUMBER}\n")
    clone.git("add", "plans")
    clone.commit("--no-verify")
    clone.write(path, FILES[path])
    editor = 'sh -c \'printf "Rättat\\n%s" "$(cat "$1")" >"$1"\' -'
    result = clone.git("commit", "--all", "--verbose", GIT_EDITOR=editor)
    assert (result.returncode, clone.commits()) == (0, 2), result.stderr


def test_without_the_program_nothing_is_committed(clone: Clone) -> None:
    result = clone.git("commit", "-m", "Ändrat", HANDLINGSPLAN="finns-inte")
    refused(result, "kommandot handlingsplan finns inte. Kör make setup")
    assert (result.stderr.count("\n"), clone.commits()) == (1, 0)


@pytest.mark.parametrize("name", ["pre-commit", "commit-msg"])
def test_a_hook_can_be_run_by_any_shell(name: str) -> None:
    path = ROOT / "scripts" / "hooks" / name
    assert os.access(path, os.X_OK)
    assert path.read_text(encoding="utf-8").startswith("#!/bin/sh\n")
    subprocess.run(["sh", "-n", str(path)], check=True)
