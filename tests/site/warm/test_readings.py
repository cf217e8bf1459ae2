"""What was read is not read again, and is the same; what is broken is."""

from __future__ import annotations

from pathlib import Path

import pytest
from reading.memory import ORGANISATION, PLAN, TEXT, Memory

from handlingsplan.model.archive import Archive
from handlingsplan.reading import files
from handlingsplan.reading.archive import read_archive
from handlingsplan.reading.kept import Kept
from handlingsplan.site.warm.keeper import Keeper
from handlingsplan.site.warm.readings import KeptReadings
from handlingsplan.site.warm.store import Store
from handlingsplan.text.places import Problem

FILES = {
    "plans/storby/organisation.yml": ORGANISATION,
    PLAN: "titel: Planen\nåtgärder:\n  - {id: bilar, namn: Färre bilar, startdatum: 2025-01-01}\n",
    TEXT: "## Färre bilar\n\nVi delar bilar.\n",
    "plans/storby/2025/81516/uppfoljning/2025-04-30.yml": "kommentar: Det går framåt.\n",
    "plans/storby/2025/rapporter/delar/rapport.yml": "titel: Delårsrapport\n",
    "data/storby/utfall.yml": "titel: Utfall\nnyckel: [konto]\nkolumner:\n  konto: text\n  belopp: tkr\n",
    "data/storby/utfall.csv": "konto;belopp\nLöner;100\n",
}


@pytest.fixture
def read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The files that were parsed, in order."""
    found: list[str] = []
    original = files.read_model
    monkeypatch.setattr(files, "read_model", lambda *args: found.append(args[1]) or original(*args))
    return found


def build(folder: Path, texts: dict[str, str]) -> tuple[Archive, list[Problem], Keeper]:
    """Read as a build of its own, and leave what was read."""
    keeper = Keeper(Store(folder, b"k" * 32))
    tree = Memory({path: text.encode() for path, text in texts.items()})
    archive, problems = read_archive(tree, KeptReadings(Kept(), keeper))
    keeper.finish()
    return archive, problems, keeper


def test_all_that_was_read_is_the_same_and_nothing_is_read_again(tmp_path: Path, read: list[str]) -> None:
    first, problems, _ = build(tmp_path, FILES)
    assert problems == []
    assert len(read) == 5
    again, _, _ = build(tmp_path, FILES)
    third, _, _ = build(tmp_path, FILES)
    assert len(read) == 5
    for archive in (again, third):
        assert [each.facts.path for each in archive.plans()] == [PLAN]
        assert archive == first
        [plan], [as_read] = archive.plans(), first.plans()
        assert plan.facts.place("titel") == as_read.facts.place("titel")
        assert plan.facts.key_place("åtgärder", 0, "namn") == as_read.facts.key_place("åtgärder", 0, "namn")
        assert plan.section_id("bilar") == as_read.section_id("bilar")


def test_where_a_document_is_is_known_without_what_it_says(tmp_path: Path) -> None:
    build(tmp_path, FILES)
    archive, _, _ = build(tmp_path, FILES)
    for path in tmp_path.glob("objects/*/*"):
        path.unlink()
    [plan] = archive.plans()
    assert (plan.address, plan.facts.path, plan.placement.unit.id) == ("storby/2025/81516/", PLAN, "81516")
    assert plan.title == "Planen", "what is gone is read again"


def test_only_what_changed_is_read_again(tmp_path: Path, read: list[str]) -> None:
    build(tmp_path, FILES)
    read.clear()
    archive, _, _ = build(tmp_path, FILES | {TEXT: "## Färre bilar\n\nVi går.\n"})
    assert set(read) == {PLAN, "plans/storby/2025/81516/uppfoljning/2025-04-30.yml"}
    [plan] = archive.plans()
    assert plan.narrative is not None
    assert "Vi går." in plan.narrative.text


def test_a_fault_is_told_until_it_is_mended(tmp_path: Path) -> None:
    broken = FILES | {PLAN: "titl: Planen\n", "data/storby/utfall.csv": "konto;belopp\nLöner;x\n"}
    told = [[str(each) for each in build(tmp_path, texts)[1]] for texts in (broken, broken, FILES)]
    assert len(told[0]) == 2
    assert told == [told[0], told[0], []]


def test_what_was_gone_is_kept_again(tmp_path: Path, read: list[str]) -> None:
    build(tmp_path, FILES)
    for path in tmp_path.glob("objects/*/*"):
        path.write_bytes(b"spoilt")
    archive, _, keeper = build(tmp_path, FILES)
    assert [plan.title for plan in archive.plans()] == ["Planen"]
    keeper.finish()
    read.clear()
    assert [plan.title for plan in build(tmp_path, FILES)[0].plans()] == ["Planen"]
    assert read == []
