"""What is about to be committed as a source: the index of Git, also before the first commit."""

from __future__ import annotations

from pathlib import Path

import pytest
from sources.repositories import Scripted

from handlingsplan.sources.git_command import GitError
from handlingsplan.sources.repository import Repository

PLAN = "plans/storby/2025/hemtjanst/plan.yml"


@pytest.fixture
def scripted(tmp_path: Path) -> Scripted:
    """A repository without commits."""
    return Scripted(tmp_path / "förvar")


def write(scripted: Scripted, path: str, text: str = "titel: Ett\n") -> None:
    (scripted.root / path).parent.mkdir(parents=True, exist_ok=True)
    (scripted.root / path).write_text(text, encoding="utf-8")


def staged(root: Path) -> dict[str, bytes]:
    with Repository(root) as repository:
        index = repository.index()
        return {path: index.read(path) for path in index.paths()}


def test_it_has_what_was_added_and_not_what_was_written_since(scripted: Scripted) -> None:
    write(scripted, PLAN)
    scripted.git("add", PLAN)
    write(scripted, PLAN, "titel: Två\n")
    write(scripted, "data/storby/a.csv")
    assert staged(scripted.root) == {PLAN: b"titel: Ett\n"}


def test_it_has_what_earlier_commits_left_too(scripted: Scripted) -> None:
    scripted.commit({PLAN: "titel: Ett\n", "data/storby/a.csv": "a;b\n", "README.md": "hej"})
    scripted.git("rm", "--quiet", "data/storby/a.csv")
    write(scripted, "plans/ö/plan.yml")
    scripted.git("add", "plans/ö")
    assert list(staged(scripted.root)) == [PLAN, "plans/ö/plan.yml"]


def test_what_is_only_announced_is_not_about_to_be_committed(scripted: Scripted) -> None:
    write(scripted, PLAN)
    scripted.git("add", "--intent-to-add", PLAN)
    assert staged(scripted.root) == {}


def test_an_empty_index_has_nothing(scripted: Scripted) -> None:
    assert staged(scripted.root) == {}


def test_hidden_files_are_known_but_no_plans(scripted: Scripted) -> None:
    write(scripted, "plans/.plan.yml.swp", "x")
    scripted.git("add", "--all")
    with Repository(scripted.root) as repository:
        index = repository.index()
        assert (index.paths(), index.hidden()) == ([], ["plans/.plan.yml.swp"])
        assert index.read("plans/.plan.yml.swp") == b"x"


def test_a_folder_below_the_top_is_a_root_of_its_own(scripted: Scripted) -> None:
    write(scripted, f"kommunen/{PLAN}")
    write(scripted, "plans/annan/plan.yml")
    scripted.git("add", "--all")
    assert list(staged(scripted.root / "kommunen")) == [PLAN]


def test_a_merge_that_is_not_finished_is_told(scripted: Scripted) -> None:
    scripted.commit({PLAN: "titel: Ett\n"})
    scripted.git("checkout", "--quiet", "-b", "gren")
    scripted.commit({PLAN: "titel: Två\n"})
    scripted.git("checkout", "--quiet", "main")
    scripted.commit({PLAN: "titel: Tre\n"})
    with pytest.raises(Exception, match="merge"):
        scripted.git("merge", "gren")
    with pytest.raises(GitError, match="en sammanslagning är inte klar"):
        staged(scripted.root)


def test_another_repositorys_index_is_never_read(scripted: Scripted, monkeypatch: pytest.MonkeyPatch) -> None:
    """A hook of one repository may check another."""
    other = Scripted(scripted.root.parent / "annat")
    write(other, "plans/annan/plan.yml")
    other.git("add", "--all")
    monkeypatch.setenv("GIT_INDEX_FILE", str(other.root / ".git" / "index"))
    assert staged(scripted.root) == {}
    assert list(staged(other.root)) == ["plans/annan/plan.yml"]
