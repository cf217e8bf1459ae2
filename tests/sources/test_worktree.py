"""The work tree: plain files below plans/ and data/, and nothing through a link."""

import os
from pathlib import Path

import pytest

from handlingsplan.reading.archive import read_archive
from handlingsplan.reading.tree import UnreadableError
from handlingsplan.sources.worktree import WorkTree


def _write(root: Path, *paths: str) -> None:
    for path in paths:
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text("x")


def test_paths_are_sorted_and_hidden_files_passed_over(tmp_path: Path) -> None:
    """Only files below plans/ and data/, with forward slashes."""
    _write(tmp_path, "plans/b/plan.yml", "plans/a/plan.yml", "data/a/x.csv", "README.md")
    _write(tmp_path, "plans/.git/x", "plans/a/.plan.yml.swp", "data/.cache/y/z.csv")
    assert WorkTree(tmp_path).paths() == ["data/a/x.csv", "plans/a/plan.yml", "plans/b/plan.yml"]


def test_an_empty_repository_has_no_files(tmp_path: Path) -> None:
    """No plans/ and no data/ is no mistake."""
    assert read_archive(WorkTree(tmp_path))[1] == []


def test_a_linked_root_is_no_link_out(tmp_path: Path) -> None:
    """The repository itself may be reached through a link."""
    _write(tmp_path / "real", "plans/a/plan.yml")
    (tmp_path / "link").symlink_to(tmp_path / "real")
    assert WorkTree(tmp_path / "link").read("plans/a/plan.yml") == b"x"


@pytest.mark.parametrize("path", ["../secret", "plans/../../secret", "/etc/hostname"])
def test_paths_out_of_the_repository_are_refused(tmp_path: Path, path: str) -> None:
    """Also when no link is involved."""
    _write(tmp_path, "secret", "root/plans/x")
    with pytest.raises(UnreadableError):
        WorkTree(tmp_path / "root").read(path)


def test_linked_plans_folder_is_refused(tmp_path: Path) -> None:
    """plans/ itself may not lead out of the repository."""
    _write(tmp_path, "outside/a/organisation.yml")
    (tmp_path / "root").mkdir()
    (tmp_path / "root/plans").symlink_to(tmp_path / "outside")
    problems = read_archive(WorkTree(tmp_path / "root"))[1]
    assert [str(problem) for problem in problems] == [
        "plans/a/organisation.yml:1:1: filen är en länk ut ur förvaret; lägg en vanlig fil här"
    ]


def test_what_was_walked_is_still_not_read_through_a_link(tmp_path: Path) -> None:
    """Folders that were seen to be plain are not looked at again; links in them, and folders of linked ones, are."""
    _write(tmp_path, "outside/a/b/plan.yml", "root/plans/a/b/plan.yml")
    (tmp_path / "root/data").symlink_to(tmp_path / "outside")
    (tmp_path / "root/plans/a/b/plan.md").symlink_to(tmp_path / "outside/a/b/plan.yml")
    (tmp_path / "root/plans/a/c").symlink_to(tmp_path / "outside/a/b")
    tree = WorkTree(tmp_path / "root")
    assert tree.paths() == ["data/a/b/plan.yml", "plans/a/b/plan.md", "plans/a/b/plan.yml", "plans/a/c"]
    assert tree.read("plans/a/b/plan.yml") == b"x"
    for path in ("data/a/b/plan.yml", "plans/a/b/plan.md", "plans/a/c", "plans/a/c/plan.yml"):
        with pytest.raises(UnreadableError, match="länk"):
            tree.read(path)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the system has no pipes")
def test_what_is_no_plain_file_is_refused(tmp_path: Path) -> None:
    """A pipe would be waited on for ever."""
    (tmp_path / "plans").mkdir()
    os.mkfifo(tmp_path / "plans/plan.yml")
    with pytest.raises(UnreadableError, match="detta är ingen vanlig fil; ta bort den"):
        WorkTree(tmp_path).read("plans/plan.yml")


def test_missing_and_oversized_files(tmp_path: Path) -> None:
    """A file that is gone is told of; of an enormous one only the beginning is read."""
    _write(tmp_path, "plans/x")
    with pytest.raises(UnreadableError):
        WorkTree(tmp_path).read("plans/y")
    with (tmp_path / "plans/x").open("wb") as file:
        file.truncate(10**9)
    assert len(WorkTree(tmp_path).read("plans/x")) == 100_000_000


@pytest.mark.skipif(os.name != "posix", reason="file names are bytes on POSIX only")
def test_names_that_cannot_be_shown(tmp_path: Path) -> None:
    """A name in Latin-1 or with a line break is told of in one line that can be printed."""
    folder = os.fsencode(tmp_path / "plans")
    Path(os.fsdecode(folder)).mkdir()
    for name in (b"\xe5r.yml", b"rad\nbrytning.yml"):
        Path(os.fsdecode(folder + b"/" + name)).touch()
    lines = [str(problem).encode().decode() for problem in read_archive(WorkTree(tmp_path))[1]]
    said = "filens eller mappens namn har tecken som inte går att visa; byt namn"
    assert lines == [f"plans/\\udce5r.yml:1:1: {said}", f"plans/rad\\nbrytning.yml:1:1: {said}"]


def test_a_folder_that_may_not_be_entered_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What cannot be listed is a path that cannot be read, not a folder without files."""
    _write(tmp_path, "plans/storby/2025/81516/plan.yml")
    scan = os.scandir

    def closed(path: str) -> object:
        if str(path).endswith("81516"):
            raise PermissionError(13, "Permission denied", str(path))
        return scan(path)

    monkeypatch.setattr(os, "scandir", closed)
    assert WorkTree(tmp_path).paths() == ["plans/storby/2025/81516"]
    lines = [str(problem) for problem in read_archive(WorkTree(tmp_path))[1]]
    assert lines == [
        "plans/storby/2025/81516:1:1: mappen går inte att läsa; se till att den får läsas och inte ligger så djupt (högst 50 nivåer, 1000 tecken)"
    ]


def test_a_folder_deeper_than_git_gives_is_told(tmp_path: Path) -> None:
    _write(tmp_path, "data/" + "m/" * 49 + "a.csv")
    assert WorkTree(tmp_path).paths() == ["data/" + "m/" * 49 + "a.csv"]
    _write(tmp_path, "data/" + "m/" * 60 + "b.csv")
    assert WorkTree(tmp_path).paths()[-1] == "data/" + "m/" * 50 + "m"
