"""Revisions by name, also of repositories that are odd; nothing in their configuration is run."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from sources.repositories import Scripted

from handlingsplan.reading import files
from handlingsplan.reading.archive import read_archive
from handlingsplan.reading.kept import Kept
from handlingsplan.reading.tree import UnreadableError
from handlingsplan.sources.git_command import GitError
from handlingsplan.sources.repository import Repository
from handlingsplan.sources.worktree import WorkTree

PLAN = "plans/storby/2025/hemtjanst/plan.yml"


@pytest.fixture
def scripted(tmp_path: Path) -> Scripted:
    """A repository with two versions of a plan."""
    made = Scripted(tmp_path / "repo")
    made.commit({PLAN: "titel: Ett\n", "README.md": "hej"}, "Första")
    made.commit({PLAN: "titel: Två\n", "data/storby/a.csv": "a;b\n"}, "Andra")
    return made


def test_a_revision_has_the_files_of_its_time(scripted: Scripted) -> None:
    with Repository(scripted.root) as repository:
        before, after = repository.revision("HEAD~1"), repository.revision("main")
        assert before.paths() == [PLAN]
        assert after.paths() == ["data/storby/a.csv", PLAN]
        assert (before.read(PLAN), after.read(PLAN)) == (b"titel: Ett\n", "titel: Två\n".encode())


def test_a_revision_reads_as_the_work_tree_does(scripted: Scripted) -> None:
    scripted.commit({"plans/storby/organisation.yml": "x", "plans/.dold": "x", "plans/ö\n😀/plan.yml": b"\xff\x00"})
    with Repository(scripted.root) as repository:
        revision, tree = repository.revision("HEAD"), WorkTree(scripted.root)
        assert revision.paths() == tree.paths()
        assert read_archive(revision)[1] == read_archive(tree)[1]


def test_a_folder_below_the_top_is_a_root_of_its_own(scripted: Scripted) -> None:
    scripted.commit({f"kommunen/{PLAN}": "titel: Inre\n"})
    with Repository(scripted.root / "kommunen") as repository:
        assert repository.revision("HEAD").paths() == [PLAN]
        assert repository.revision("HEAD").read(PLAN) == b"titel: Inre\n"
        assert [each.paths for each in repository.commits()] == [(PLAN,)]


def test_what_is_the_same_is_parsed_once(scripted: Scripted, monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []
    original = files.read_model
    monkeypatch.setattr(files, "read_model", lambda *args: read.append(args[1]) or original(*args))
    scripted.commit({"plans/storby/organisation.yml": "formatversion: 1\nnamn: Storby\n"})
    kept = Kept()
    with Repository(scripted.root) as repository:
        for name in ("HEAD", "HEAD~1", "HEAD"):
            read_archive(repository.revision(name), kept)
    assert read == ["plans/storby/organisation.yml", PLAN]


def test_links_submodules_and_missing_files_cannot_be_read(scripted: Scripted) -> None:
    (scripted.root / "plans/lank.yml").symlink_to("/etc/passwd")
    head = scripted.git("rev-parse", "HEAD").strip()
    scripted.git("update-index", "--add", "--cacheinfo", f"160000,{head},plans/annat")
    scripted.git("add", "plans/lank.yml")
    scripted.git("commit", "--quiet", "-m", "x")
    with Repository(scripted.root) as repository:
        revision = repository.revision("HEAD")
        assert {"plans/lank.yml", "plans/annat"} < set(revision.paths())
        for path, why in {"plans/lank.yml": "en länk", "plans/annat": "undermodul", "plans/x": "finns inte"}.items():
            with pytest.raises(UnreadableError, match=why):
                revision.read(path)


def test_a_folder_that_is_a_link_is_told(scripted: Scripted) -> None:
    scripted.git("rm", "-r", "--quiet", "plans")
    (scripted.root / "plans").symlink_to("data")
    scripted.commit({})
    with Repository(scripted.root) as repository:
        assert "plans:1:1: filen är en länk; lägg en vanlig fil här" in map(
            str, read_archive(repository.revision("HEAD"))[1]
        )


def test_a_commit_that_deletes_everything_has_no_files(scripted: Scripted) -> None:
    scripted.git("rm", "-r", "--quiet", ".")
    scripted.commit({})
    with Repository(scripted.root) as repository:
        assert repository.revision("HEAD").paths() == []


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("mian", "versionen «mian» finns inte i förvaret – menade du «main»?"),
        ("zzz", "versionen «zzz» finns inte i förvaret"),
        ("--output=x", "«--output=x» kan inte vara namnet på en version i Git"),
        ("", "«» kan inte vara namnet på en version i Git"),
        ("HEAD\nHEAD", "kan inte vara namnet på en version i Git"),
        ("HEAD:plans", "versionen «HEAD:plans» finns inte i förvaret"),
        ("main..HEAD", "versionen «main..HEAD» finns inte i förvaret"),
    ],
)
def test_unknown_names_are_told(scripted: Scripted, name: str, message: str) -> None:
    with Repository(scripted.root) as repository, pytest.raises(GitError) as fault:
        repository.revision(name)
    assert message in str(fault.value)


def test_a_branch_known_only_from_the_forge_is_suggested(scripted: Scripted) -> None:
    scripted.git("update-ref", "refs/remotes/origin/utveckling", "HEAD")
    with Repository(scripted.root) as repository, pytest.raises(GitError, match="menade du «origin/utveckling»"):
        repository.revision("utveckling")


def test_no_commits_yet(tmp_path: Path) -> None:
    with Repository(Scripted(tmp_path / "ny").root) as repository, pytest.raises(GitError, match="checka in något"):
        repository.revision("HEAD")


def test_no_repository_and_no_git(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(GitError, match="ligger inte i något Git-förvar"):
        Repository(tmp_path)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(GitError, match="programmet git finns inte"):
        Repository(tmp_path)


def test_a_detached_head_is_fine(scripted: Scripted) -> None:
    scripted.git("checkout", "--quiet", "--detach", "HEAD~1")
    with Repository(scripted.root) as repository:
        assert len(repository.commits("HEAD")) == 1


def test_a_shallow_clone_is_told(scripted: Scripted, tmp_path: Path) -> None:
    address = scripted.root.as_uri()
    subprocess.run(["git", "clone", "--quiet", "--depth", "1", address, str(tmp_path / "grund")], check=True)
    with Repository(tmp_path / "grund") as repository:
        assert repository.is_shallow
        with pytest.raises(GitError, match=r"grund kopia utan äldre versioner; hämta hela historiken"):
            repository.revision("HEAD~1")
    with Repository(scripted.root) as repository:
        assert not repository.is_shallow


def test_the_common_ancestor_of_branches(scripted: Scripted) -> None:
    scripted.git("checkout", "--quiet", "-b", "gren", "HEAD~1")
    scripted.commit({PLAN: "titel: Gren\n"})
    scripted.git("checkout", "--quiet", "--orphan", "ensam")
    scripted.commit({})
    with Repository(scripted.root) as repository:
        assert repository.common_ancestor("main", "gren").read(PLAN) == b"titel: Ett\n"
        with pytest.raises(GitError, match="ingen gemensam utgångspunkt i historiken"):
            repository.common_ancestor("main", "ensam")


def test_nothing_in_the_configuration_is_run(scripted: Scripted, tmp_path: Path) -> None:
    trap = tmp_path / "trap"
    program = tmp_path / "program"
    program.write_text(f"#!/bin/sh\ntouch {trap}\n")
    program.chmod(0o755)
    for key in ("core.fsmonitor", "core.pager", "pager.log", "gpg.program", "diff.external", "diff.x.textconv"):
        scripted.git("config", key, str(program))
    scripted.git("config", "log.showSignature", "true")
    scripted.git("config", "remote.origin.url", f"ext::{program}")
    scripted.git("config", "remote.origin.promisor", "true")
    scripted.git("config", "protocol.ext.allow", "always")
    (scripted.root / ".gitattributes").write_text("* diff=x\n")
    for hook in ("pre-commit", "post-checkout"):
        (scripted.root / ".git/hooks" / hook).write_text(program.read_text())
    scripted.git("update-index", "--add", "--cacheinfo", f"100644,{'1' * 40},plans/borta.yml")
    lacking = scripted.git("write-tree", "--missing-ok").strip()
    commit = scripted.git("commit-tree", lacking, "-m", "x").strip()
    scripted.git("status")
    assert trap.exists()  # an ordinary git runs what the configuration names
    trap.unlink()
    with Repository(scripted.root) as repository:
        repository.commits()
        with pytest.raises(UnreadableError, match="finns inte i den här kopian"):
            repository.revision(commit).read("plans/borta.yml")
    assert not trap.exists()


def test_the_files_that_differ_from_a_version_are_found_by_their_content(scripted: Scripted) -> None:
    there = {PLAN: "titel: Två\n".encode(), "data/storby/a.csv": b"a;b\n"}
    with Repository(scripted.root) as repository:
        assert repository.differing("HEAD", there) == set()
        assert repository.differing("HEAD", there | {PLAN: b"titel: Tre\n"}) == {PLAN}
        assert repository.differing("HEAD", {PLAN: there[PLAN]}) == {"data/storby/a.csv"}
        assert repository.differing("HEAD~1", there) == {PLAN, "data/storby/a.csv"}
        assert repository.differing("HEAD", there | {"plans/å\n😀.md": b""}) == {"plans/å\n😀.md"}
    scripted.commit({f"kommunen/{PLAN}": "titel: Inre\n", "kommunen/plans/.dold": "x"})
    with Repository(scripted.root / "kommunen") as repository:
        assert repository.differing("HEAD", {PLAN: b"titel: Inre\n"}) == set()


def test_a_repository_that_was_closed_is_opened_again(scripted: Scripted) -> None:
    with Repository(scripted.root) as repository:
        assert not repository.is_closed
    assert repository.is_closed
    with repository.reopened() as again:
        assert again.within("HEAD", (PLAN,)).paths() == [PLAN]
        assert again.within("HEAD", ("data",)).paths() == ["data/storby/a.csv"]
        assert again.within("HEAD", (PLAN, "plans/annan")).read(PLAN) == "titel: Två\n".encode()
