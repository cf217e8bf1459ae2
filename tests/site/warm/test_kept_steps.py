"""What revisions changed is the same out of the store as when it was compared, also over what could not be read."""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

import pytest
from reading.memory import ORGANISATION, PLAN, TEXT
from sources.repositories import Scripted

from handlingsplan.analysis import history as analysis_history
from handlingsplan.analysis.history import History, Revised
from handlingsplan.analysis.line import Line
from handlingsplan.model.archive import Archive
from handlingsplan.site.forking import PROCESSES
from handlingsplan.site.history.past import Asked, Present
from handlingsplan.site.history.reading import read_ahead, read_past
from handlingsplan.site.history.states import States
from handlingsplan.site.warm import kept_steps
from handlingsplan.site.warm.keeper import Keeper
from handlingsplan.site.warm.store import Store
from handlingsplan.sources.worktree import WorkTree

ORGANISATION_FILE, OTHER = "plans/storby/organisation.yml", "plans/storby/2025/81515/plan.yml"
OTHER_HOME, OTHERS_PLAN = "plans/smaby/organisation.yml", "plans/smaby/2025/81516/plan.yml"
ACTION = "åtgärdskrav: 200 tkr\nåtgärder:\n  - {id: bilar, namn: Färre bilar, startdatum: 2025-01-01, "
REVISIONS: tuple[dict[str, str | None], ...] = (
    {ORGANISATION_FILE: ORGANISATION, OTHER: f"{ACTION}helårseffekt: 100 tkr}}\n"},
    {OTHER: None, PLAN: f"{ACTION}helårseffekt: 100 tkr}}\n"},
    {PLAN: f"{ACTION}helårseffekt: 120 tkr}}\n", TEXT: "## Färre bilar\n\nVi delar.\n"},
    {
        OTHER_HOME: ORGANISATION,
        OTHERS_PLAN: f"{ACTION}helårseffekt: 50 tkr}}\n",
        PLAN: f"{ACTION}helårseffekt: 130 tkr}}\n",
    },
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


def folded(scripted: Scripted, store: Path | None = None, *, ahead: bool = True) -> History:
    """Fold as a build of its own; its repository is closed afterwards."""
    keeper = Keeper(Store(store, b"k" * 32) if store else None)
    asked, tree = Asked(keeper=keeper), WorkTree(scripted.root)
    with ExitStack() as opened:
        if ahead:
            read_ahead(scripted.root, tree, asked)
        past = read_past(scripted.root, Present(tree, Archive(), ()), asked, opened)
    keeper.finish()
    assert past.why_not == ""
    return replace(past.history, pending=None)


def same(one: History, other: History) -> bool:
    def told(history: History) -> object:
        steps = [(each.commit, each.paths, each.changes, each.consequences, each.gaps) for each in history.steps]
        plans = {
            path: [(each.path, each.state, each.figures, each.changes, each.consequences, each.gap) for each in parts]
            for path, parts in history.plans.items()
        }
        return steps, plans

    return told(one) == told(other)


def test_the_history_is_the_same_and_nothing_is_compared_again(
    scripted: Scripted, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plain = folded(scripted)
    assert [len(each.changes) > 0 for each in plain.steps] == [True, True, True, True, False, False, True]
    assert [len(each.gaps) for each in plain.steps] == [0, 0, 0, 0, 1, 1, 0]
    assert same(folded(scripted, tmp_path / "store"), plain)
    monkeypatch.setattr(analysis_history, "compare_versions", lambda *_: pytest.fail("compared again"))
    for _ in range(2):
        assert same(folded(scripted, tmp_path / "store"), plain)


def test_a_new_commit_is_all_that_is_compared(
    scripted: Scripted, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folded(scripted, tmp_path / "store")
    scripted.commit({PLAN: f"{ACTION}helårseffekt: 150 tkr}}\n"}, "Ny")
    compared: list[tuple[str, int]] = []
    original = kept_steps.compare_revision

    def compare(line: Line, number: int) -> Revised:
        compared.append((line.commits[number].subject, len(line.version(number).archive.municipalities)))
        return original(line, number)

    monkeypatch.setattr(kept_steps, "compare_revision", compare)
    history = folded(scripted, tmp_path / "store")
    assert compared == [("Ny", 1)]
    monkeypatch.undo()
    assert same(history, folded(scripted))


def test_what_is_gone_is_compared_again(scripted: Scripted, tmp_path: Path) -> None:
    folded(scripted, tmp_path / "store")
    for path in (tmp_path / "store").glob("objects/*/*"):
        path.write_bytes(b"spoilt")
    assert same(folded(scripted, tmp_path / "store"), folded(scripted))


@pytest.mark.parametrize("count", ["1", "3"])
def test_by_any_number_of_processes_and_without_reading_ahead_it_is_the_same(
    scripted: Scripted, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, count: str
) -> None:
    monkeypatch.setenv(PROCESSES, count)
    plain = folded(scripted)
    assert same(folded(scripted, tmp_path / "ahead"), plain)
    assert same(folded(scripted, tmp_path / "when asked", ahead=False), plain)


def test_a_plan_that_got_another_municipality_is_followed(scripted: Scripted, tmp_path: Path) -> None:
    moved = OTHERS_PLAN.replace("81516", "81515")
    scripted.commit({PLAN: None, TEXT: None, moved: f"{ACTION}helårseffekt: 140 tkr}}\n"}, "Ny kommun")
    plain = folded(scripted)
    assert PLAN not in plain.plans
    assert [each.path for each in plain.plans[moved]][-2:] == [PLAN, moved]
    assert same(folded(scripted, tmp_path / "store"), plain)


def test_the_plans_that_are_looked_back_to_are_kept(
    scripted: Scripted, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    day = "beslut:\n  - {datum: 2025-02-01, typ: antagen}\n"
    scripted.commit({PLAN: f"{day}{ACTION}helårseffekt: 150 tkr}}\n"}, "Beslutad")
    folded(scripted, tmp_path / "store")
    history = folded(scripted, tmp_path / "store")
    monkeypatch.setattr(States, "at", lambda *_: pytest.fail("read from Git"))
    [*_, last] = history.plans[PLAN]
    assert last.state is not None
    assert str(last.state.plan.plan.decisions[0].date) == "2025-02-01"
