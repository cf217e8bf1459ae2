"""The log as values: merges, markup, odd names and very long messages."""

from __future__ import annotations

from pathlib import Path

from sources.repositories import Scripted

from handlingsplan.sources.repository import Repository

PLAN = "plans/storby/2025/hemtjanst/plan.yml"


def test_each_commit_with_what_it_changed(tmp_path: Path) -> None:
    scripted = Scripted(tmp_path)
    scripted.commit({PLAN: "a", "README.md": "x"}, "Planen skapad\n\nEfter mötet\n:100644 i texten\n")
    scripted.commit({"README.md": "y"}, "Rör ingen plan")
    scripted.commit({PLAN: None, "data/ö\n😀.csv": "x"}, "Allt flyttat")
    with Repository(tmp_path) as repository:
        latest, first = repository.commits()
        assert [each.id for each in repository.commits(paths=("data",))] == [latest.id]
    assert (first.subject, first.body) == ("Planen skapad", "Efter mötet\n:100644 i texten")
    assert (first.author, first.committed.isoformat()) == ("Enhetschef", "2025-01-01T01:00:00+01:00")
    assert latest.paths == ("data/ö\n😀.csv", PLAN)
    assert first.parents == ()
    assert len(latest.parents) == 1


def test_a_merge_names_only_what_it_made_itself(tmp_path: Path) -> None:
    scripted = Scripted(tmp_path)
    scripted.commit({PLAN: "a\n", "data/x.csv": "a"})
    scripted.git("checkout", "--quiet", "-b", "gren")
    scripted.commit({PLAN: "b\n"})
    scripted.git("checkout", "--quiet", "main")
    scripted.commit({"data/x.csv": "b"})
    scripted.git("merge", "--quiet", "--no-commit", "gren")
    merge = scripted.commit({PLAN: "c\n"}, "Sammanfogat")
    with Repository(tmp_path) as repository:
        found = {each.id: each for each in repository.commits()}
    assert len(found) == 4
    assert found[merge].paths == (PLAN,)
    assert len(found[merge].parents) == 2


def test_messages_and_names_are_bounded_and_kept_as_text(tmp_path: Path) -> None:
    scripted = Scripted(tmp_path)
    scripted.commit({PLAN: "a"}, "x" * 1_000_000, GIT_AUTHOR_NAME="<script>alert(1)</script> @alla [x](y)")
    scripted.commit({PLAN: "b"}, "Ämne\n\n" + "\x01ord " * 200_000)
    with Repository(tmp_path) as repository:
        last, first = repository.commits()
    assert (len(first.subject), first.subject[-1], first.body) == (200, "…", "")
    assert (last.subject, len(last.body)) == ("Ämne", 10_000)
    assert first.author == "scriptalert(1)/script @alla [x](y)"  # Git itself takes away < and >


def test_messages_that_are_not_utf8(tmp_path: Path) -> None:
    scripted = Scripted(tmp_path)
    scripted.commit({PLAN: "a"})
    raw = scripted.git("cat-file", "commit", "HEAD").encode().replace("Ändrat".encode(), "Ändrat".encode("latin-1"))
    (tmp_path / ".git/raw").write_bytes(raw)
    scripted.git(
        "update-ref", "HEAD", scripted.git("hash-object", "-t", "commit", "-w", str(tmp_path / ".git/raw")).strip()
    )
    with Repository(tmp_path) as repository:
        assert repository.commits()[0].subject.endswith("ndrat")
