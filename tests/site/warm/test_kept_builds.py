"""Rebuilds use what is the same, mend what is broken, and believe nothing that came with the files."""

import shutil
from pathlib import Path

import pytest
from edits import Project
from test_random_edits import THEME, built, files

from handlingsplan.site.warm.store import Store

DAY = "2026-10-15"


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    """A project that has been built once, into `first`."""
    found = Project(tmp_path / "project")
    found.root.mkdir()
    found.write("begränsad", THEME)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("HANDLINGSPLAN_TODAY", DAY)
    assert built(found, tmp_path / "first")
    return found


def differing(one: Path, other: Path) -> list[str]:
    before, after = files(one), files(other)
    assert before.keys() == after.keys()
    return sorted(name for name in before if before[name] != after[name])


def places(site: Path) -> dict[str, int]:
    """Where each page lies on the disk: one that was used again lies where it was."""
    return {path.relative_to(site).as_posix(): path.stat().st_ino for path in site.rglob("*.html")}


def made_anew(project: Project, tmp_path: Path) -> set[str]:
    assert built(project, tmp_path / "second")
    first, second = places(tmp_path / "first"), places(tmp_path / "second")
    return {name for name in second if second[name] != first.get(name)} - {"404.html"}


def test_nothing_is_made_anew_when_nothing_has_changed(project: Project, tmp_path: Path) -> None:
    assert made_anew(project, tmp_path) == set()
    assert differing(tmp_path / "first", tmp_path / "second") == []


def test_a_sentence_makes_the_pages_anew_that_tell_of_it(project: Project, tmp_path: Path) -> None:
    plan = project.file("plans/kommun-001/2025/enhet-01/plan.md")
    plan.write_text(plan.read_text(encoding="utf-8") + "\nDet går bra.\n", encoding="utf-8")
    assert made_anew(project, tmp_path) == {
        "andringar/index.html",
        "kommun-001/2025/enhet-01/index.html",
        "kommun-001/2025/enhet-01/historik/index.html",
        "kommun-001/2025/enhet-01/uppfoljning/index.html",
    }


def test_pages_that_were_spoilt_or_lost_are_made_anew(project: Project, tmp_path: Path) -> None:
    objects = sorted(project.root.glob(".cache/handlingsplan/restricted/objects/*/*"))
    for number, path in enumerate(objects):
        path.unlink()
        if number % 2:
            path.write_bytes(b"<html>spoilt</html>")
    assert built(project, tmp_path / "second")
    assert differing(tmp_path / "first", tmp_path / "second") == []


def test_what_somebody_wrote_into_the_site_is_not_published_again(project: Project, tmp_path: Path) -> None:
    page = tmp_path / "first/planer/index.html"
    sound = page.read_bytes()
    page.write_bytes(b"<html>Somebody was here</html>")
    assert built(project, tmp_path / "second")
    assert (tmp_path / "second/planer/index.html").read_bytes() == sound


def test_a_list_that_came_with_the_files_is_not_believed(
    project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever proposes a change can add any file to it, but does not know the key of who builds."""
    for path in project.root.glob(".cache/handlingsplan/restricted/objects/*/*"):
        path.unlink()
        path.write_bytes(b"<html>spoilt</html>")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "another home"))
    assert built(project, tmp_path / "second")
    assert differing(tmp_path / "first", tmp_path / "second") == []


def test_while_another_build_is_at_work_nothing_is_kept(project: Project, tmp_path: Path) -> None:
    other = Store(project.root / ".cache/handlingsplan/restricted", b"k" * 32)
    assert other.hold()
    assert len(made_anew(project, tmp_path)) > 30
    other.let_go()
    assert differing(tmp_path / "first", tmp_path / "second") == []


def test_the_address_of_the_site_is_on_every_page(project: Project, tmp_path: Path) -> None:
    """A command may give another one than mkdocs.yml; a canonical link to somebody's own machine must not stay."""
    other = {"site_url": "http://127.0.0.1:8000/"}
    assert built(project, tmp_path / "second", **other)
    assert b"127.0.0.1" in (tmp_path / "second/planer/index.html").read_bytes()
    assert built(project, tmp_path / "third")
    assert differing(tmp_path / "first", tmp_path / "third") == []


def test_two_audiences_share_nothing(project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HANDLINGSPLAN_AUDIENCE", "publik")
    assert built(project, tmp_path / "second")
    folders = {path.name for path in project.root.glob(".cache/handlingsplan/*")}
    assert folders == {"restricted", "public"}
    shutil.rmtree(project.root / ".cache/handlingsplan/restricted")
    assert built(project, tmp_path / "third")
    assert differing(tmp_path / "second", tmp_path / "third") == []
