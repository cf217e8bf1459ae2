"""Writing a draft: all of it or nothing, and never over what exists."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from handlingsplan.creating.drafts import Draft, write_draft

PLAN = Draft("plans/prov/2026/norr", {"plan.yml": "titel: Å\n", "plan.md": "## Ö\n"}, "Fyll i.")
MUNICIPALITY = Draft("plans/prov", {"organisation.yml": "namn: Prov\n"}, "Fyll i.")


def files(root: Path) -> dict[str, str]:
    """Give everything below a folder, empty folders included."""
    return {
        path.relative_to(root).as_posix(): path.read_text(encoding="utf-8") if path.is_file() else ""
        for path in root.rglob("*")
        if path.is_file() or not any(path.iterdir())
    }


def test_a_draft_is_written_with_the_folders_above(tmp_path: Path) -> None:
    assert write_draft(tmp_path, PLAN) == []
    assert files(tmp_path) == {
        "plans/prov/2026/norr/plan.yml": "titel: Å\n",
        "plans/prov/2026/norr/plan.md": "## Ö\n",
    }
    # Others may read it: it is no private temporary folder.
    folder = tmp_path / PLAN.folder
    assert folder.stat().st_mode == folder.parent.stat().st_mode


def test_files_that_exist_are_not_written_over(tmp_path: Path) -> None:
    write_draft(tmp_path, PLAN)
    (tmp_path / PLAN.folder / "plan.md").write_text("egen text", encoding="utf-8")
    before = files(tmp_path)
    other = Draft(PLAN.folder, {"plan.yml": "annat", "plan.md": "annat"}, "")
    assert [str(problem) for problem in write_draft(tmp_path, other)] == [
        "plans/prov/2026/norr/plan.yml:1:1: filen finns redan; den skrivs inte över",
        "plans/prov/2026/norr/plan.md:1:1: filen finns redan; den skrivs inte över",
    ]
    assert files(tmp_path) == before


def test_a_folder_with_other_files_is_left_alone(tmp_path: Path) -> None:
    other = tmp_path / PLAN.folder / "uppfoljning" / "2026-03-31.yml"
    other.parent.mkdir(parents=True)
    other.write_text("", encoding="utf-8")
    before = files(tmp_path)
    message = "plans/prov/2026/norr:1:1: mappen finns redan och är inte tom; flytta undan det som ligger i den"
    assert [str(problem) for problem in write_draft(tmp_path, PLAN)] == [message]
    assert files(tmp_path) == before


def test_an_empty_folder_made_by_hand_is_used(tmp_path: Path) -> None:
    (tmp_path / PLAN.folder).mkdir(parents=True)
    assert write_draft(tmp_path, PLAN) == []
    assert len(files(tmp_path)) == 2


def test_a_municipality_that_has_plans_can_still_get_its_organisation(tmp_path: Path) -> None:
    write_draft(tmp_path, PLAN)
    assert write_draft(tmp_path, MUNICIPALITY) == []
    assert set(files(tmp_path)) == {
        "plans/prov/organisation.yml",
        "plans/prov/2026/norr/plan.yml",
        "plans/prov/2026/norr/plan.md",
    }


@pytest.mark.parametrize("method", ["write_text", "rename"])
@pytest.mark.parametrize("fault", [OSError(28, "No space left on device"), KeyboardInterrupt()])
def test_an_interrupted_writing_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, method: str, fault: BaseException
) -> None:
    original = getattr(Path, method)

    def interrupted(path: Path, *args: Any, **settings: Any) -> Any:
        if method == "rename" or path.name == "plan.md":
            raise fault
        return original(path, *args, **settings)

    monkeypatch.setattr(Path, method, interrupted)
    with pytest.raises(type(fault)):
        write_draft(tmp_path, PLAN)
    assert files(tmp_path) == {}


def test_an_interrupted_writing_leaves_what_was_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_draft(tmp_path, PLAN)
    before = files(tmp_path)

    def interrupted(*args: Any) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "hardlink_to", interrupted)
    with pytest.raises(OSError, match="No space"):
        write_draft(tmp_path, MUNICIPALITY)
    assert files(tmp_path) == before


def test_nothing_is_written_through_a_link_out_of_the_repository(tmp_path: Path) -> None:
    root, outside = tmp_path / "root", tmp_path / "outside"
    (root / "plans").mkdir(parents=True)
    outside.mkdir()
    (root / "plans" / "prov").symlink_to(outside)
    message = "plans/prov/2026/norr:1:1: mappen är en länk ut ur förvaret; inget skrivs dit"
    assert [str(problem) for problem in write_draft(root, PLAN)] == [message]
    assert list(outside.iterdir()) == []


def test_a_shared_folder_takes_all_files_or_none(tmp_path: Path) -> None:
    folder = tmp_path / PLAN.folder
    folder.mkdir(parents=True)
    (folder / "annat.yml").write_text("", encoding="utf-8")
    shared = Draft(PLAN.folder, PLAN.files, "", shared=True)
    assert write_draft(tmp_path, shared) == []
    assert sorted(path.name for path in folder.iterdir()) == ["annat.yml", "plan.md", "plan.yml"]
    (folder / "plan.yml").unlink()
    assert [str(problem) for problem in write_draft(tmp_path, shared)] == [
        "plans/prov/2026/norr/plan.md:1:1: filen finns redan; den skrivs inte över"
    ]
    assert sorted(path.name for path in folder.iterdir()) == ["annat.yml", "plan.md"]
