"""What revisions changed is the same out of the store as when it was compared, also over what could not be read."""

from __future__ import annotations

from pathlib import Path

import pytest
from reading.memory import ORGANISATION, PLAN, TEXT
from sources.repositories import Scripted

from handlingsplan.analysis import history as analysis_history
from handlingsplan.analysis.changes.version import Version, version_of
from handlingsplan.analysis.history import History, fold
from handlingsplan.analysis.line import CommitFacts, Line
from handlingsplan.reading.archive import read_archive
from handlingsplan.reading.kept import Kept
from handlingsplan.site.history.states import States
from handlingsplan.site.warm import kept_steps
from handlingsplan.site.warm.keeper import Keeper
from handlingsplan.site.warm.kept_steps import KeptSteps
from handlingsplan.site.warm.store import Store
from handlingsplan.sources.repository import Repository

ORGANISATION_FILE, OTHER = "plans/storby/organisation.yml", "plans/storby/2025/81515/plan.yml"
ACTION = "åtgärdskrav: 200 tkr\nåtgärder:\n  - {id: bilar, namn: Färre bilar, startdatum: 2025-01-01, "
REVISIONS: tuple[dict[str, str | None], ...] = (
    {ORGANISATION_FILE: ORGANISATION, OTHER: f"{ACTION}helårseffekt: 100 tkr}}\n"},
    {OTHER: None, PLAN: f"{ACTION}helårseffekt: 100 tkr}}\n"},
    {PLAN: f"{ACTION}helårseffekt: 120 tkr}}\n", TEXT: "## Färre bilar\n\nVi delar.\n"},
    {TEXT: "## Färre bilar\n\nVi går.\n", PLAN: "titl: fel\n"},
    {ORGANISATION_FILE: "formatversion: [\n"},
    {ORGANISATION_FILE: ORGANISATION, PLAN: f"{ACTION}helårseffekt: 140 tkr}}\n"},
)


@pytest.fixture
def scripted(tmp_path: Path) -> Scripted:
    made = Scripted(tmp_path / "repo")
    for number, files in enumerate(REVISIONS):
        made.commit(files, f"Ändring {number}")
    return made


def folded(scripted: Scripted, store: Path | None = None) -> History:
    """Fold as a build of its own; its repository is closed afterwards."""
    kept = Kept()
    keeper = Keeper(Store(store, b"k" * 32) if store else None)
    with Repository(scripted.root) as repository:

        def read(commit: CommitFacts) -> Version:
            with repository.reopened() as again:
                return version_of(*read_archive(again.revision(commit.id), kept))

        line = Line(reversed(repository.main_line()), read)
        steps = KeptSteps(keeper, States(line.commits, repository, kept))
        history = fold(line, steps.revise if store else None)
    if store:
        keeper.finish()
    return history


def same(one: History, other: History) -> bool:
    def told(history: History) -> object:
        steps = [(each.commit, each.paths, each.changes, each.consequences, each.gaps) for each in history.steps]
        plans = {
            path: [(each.path, each.state, each.changes, each.consequences, each.gap) for each in parts]
            for path, parts in history.plans.items()
        }
        return steps, plans

    return told(one) == told(other)


def test_the_history_is_the_same_and_nothing_is_compared_again(
    scripted: Scripted, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plain = folded(scripted)
    assert [len(each.changes) > 0 for each in plain.steps] == [True, True, True, False, False, True]
    assert [len(each.gaps) for each in plain.steps] == [0, 0, 0, 1, 1, 0]
    assert same(folded(scripted, tmp_path / "store"), plain)
    monkeypatch.setattr(analysis_history, "compare_versions", lambda *_: pytest.fail("compared again"))
    for _ in range(2):
        assert same(folded(scripted, tmp_path / "store"), plain)


def test_a_new_commit_is_all_that_is_compared(
    scripted: Scripted, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folded(scripted, tmp_path / "store")
    scripted.commit({PLAN: f"{ACTION}helårseffekt: 150 tkr}}\n"}, "Ny")
    compared: list[int] = []
    original = kept_steps.compare_revision
    monkeypatch.setattr(
        kept_steps, "compare_revision", lambda line, number: compared.append(number) or original(line, number)
    )
    history = folded(scripted, tmp_path / "store")
    assert compared == [6]
    monkeypatch.undo()
    assert same(history, folded(scripted))


def test_what_is_gone_is_compared_again(scripted: Scripted, tmp_path: Path) -> None:
    folded(scripted, tmp_path / "store")
    for path in (tmp_path / "store").glob("objects/*/*"):
        path.write_bytes(b"spoilt")
    assert same(folded(scripted, tmp_path / "store"), folded(scripted))
