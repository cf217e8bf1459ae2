"""Objects that Git stores but that no Git made: broken folders, and few folders that unfold to many files."""

from pathlib import Path

import pytest
from repositories import Scripted

from handlingsplan.sources import git_objects
from handlingsplan.sources.commits import read_commits
from handlingsplan.sources.git_command import GitError
from handlingsplan.sources.git_objects import GitObjects
from handlingsplan.sources.revision import Revision


def _stored(repository: Scripted, kind: str, data: bytes) -> str:
    file = repository.root / ".git" / "object"
    file.write_bytes(data)
    return repository.git("hash-object", "-t", kind, "-w", "--literally", str(file)).strip()


def _folder(repository: Scripted, *entries: tuple[str, str]) -> str:
    data = b"".join(f"40000 {name}\0".encode() + bytes.fromhex(identity) for name, identity in entries)
    return _stored(repository, "tree", data)


def _paths(repository: Scripted, plans: str) -> list[str]:
    top = _folder(repository, ("plans", plans))
    with GitObjects(repository.root) as objects:
        return Revision(objects, top).paths()


@pytest.mark.parametrize(
    "data",
    [
        b"100644",
        b"100644 a\0short",
        b"\xff\xfe a\0" + bytes(20),
        b"100644 \0" + bytes(20),
        b"100644 a/b\0" + bytes(20),
    ],
)
def test_a_broken_folder_is_told(tmp_path: Path, data: bytes) -> None:
    repository = Scripted(tmp_path)
    with pytest.raises(GitError, match="trasig"):
        _paths(repository, _stored(repository, "tree", data))


def test_a_file_that_says_it_is_a_folder_is_told(tmp_path: Path) -> None:
    repository = Scripted(tmp_path)
    with pytest.raises(GitError, match="trasig"):
        _paths(repository, _stored(repository, "blob", b"text"))


def test_folders_that_unfold_to_too_many_files_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(git_objects, "MAX_FILES", 1_000)
    repository = Scripted(tmp_path)
    blob = _stored(repository, "blob", b"")
    folder = _stored(repository, "tree", b"100644 a\0" + bytes.fromhex(blob))
    for _ in range(12):
        folder = _folder(repository, *((f"m{number}", folder) for number in range(10)))
    with pytest.raises(GitError, match="fler än 1000 filer"):
        _paths(repository, folder)


def test_folders_in_too_many_levels_are_refused(tmp_path: Path) -> None:
    repository = Scripted(tmp_path)
    folder = _stored(repository, "tree", b"100644 a\0" + bytes(20))
    for _ in range(60):
        folder = _folder(repository, ("m", folder))
    with pytest.raises(GitError, match="nivåer"):
        _paths(repository, folder)


def test_a_commit_without_a_time_is_read(tmp_path: Path) -> None:
    repository = Scripted(tmp_path)
    tree = _stored(repository, "tree", b"")
    commit = _stored(repository, "commit", f"tree {tree}\nauthor A <>\ncommitter A <>\n\nText\n".encode())
    assert [each.committed.year for each in read_commits(tmp_path, commit, ())] == [1970]
