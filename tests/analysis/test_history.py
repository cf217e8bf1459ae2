"""The fold of revisions: each plan's changes, followed through moves and over what could not be read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from reading.memory import ORGANISATION, PLAN, TEXT, Memory

from handlingsplan.analysis.changes.change import ChangeKind
from handlingsplan.analysis.changes.version import Version, version_of
from handlingsplan.analysis.decided import deciding, since
from handlingsplan.analysis.history import History, PlanState, fold
from handlingsplan.analysis.line import Line
from handlingsplan.reading.archive import read_archive
from handlingsplan.reading.kept import Kept

FIRST = datetime(2025, 1, 1, 12, tzinfo=UTC)
OTHER = "plans/storby/2025/81515/plan.yml"
ACTION = "åtgärder:\n  - {id: bilar, namn: Färre bilar, startdatum: 2025-01-01, helårseffekt: 120 tkr}\n"
LATER = ACTION.replace("2025-01-01", "2025-07-01")
Files = Mapping[str, str]


@dataclass(frozen=True)
class Made:
    """A commit on its day."""

    id: str
    committed: datetime
    parents: tuple[str, ...] = ()
    author: str = "Enhetschef"
    subject: str = "Ändrat"
    body: str = ""


def versions(*revisions: Files) -> list[Version]:
    """Read revisions of the municipality storby, each its files and no others, as a history does: kept between."""
    kept = Kept()
    whole = [{"plans/storby/organisation.yml": ORGANISATION, **files} if files else {} for files in revisions]
    trees = [Memory({path: text.encode() for path, text in files.items()}) for files in whole]
    return [version_of(*read_archive(tree, kept)) for tree in trees]


def folded(*revisions: Files) -> History:
    """Fold revisions committed a day after each other."""
    return fold(line_of(versions(*revisions)))


def line_of(read: list[Version]) -> Line:
    days = (Made(f"{number:040x}", FIRST + timedelta(days=number)) for number in range(len(read)))
    return Line.of(zip(days, read, strict=True))


def told(history: History, path: str = PLAN) -> list[list[str]]:
    """Give the sentences of each revision of a plan; of a gap its reason."""
    steps = history.plans.get(path, ())
    return [
        [*(each.sentence for each in step.changes), *([f"gick inte att läsa: {step.gap}"] if step.gap else [])]
        for step in steps
    ]


def plain(lines: list[list[str]]) -> list[list[str]]:
    return [[line.replace("\u00a0", " ") for line in each] for each in lines]


def test_each_revision_tells_what_it_changed_of_a_plan() -> None:
    history = folded({PLAN: ACTION}, {PLAN: LATER}, {PLAN: LATER, TEXT: "## Färre bilar\n\nVi delar.\n"})
    added, later, text = plain(told(history))
    assert added == [
        "Planen «Handlingsplan Ansvar 81516» tillkommer, med 1 åtgärd: effekt i år 120 tkr, helårseffekt 120 tkr."
    ]
    [later_sentence] = later
    assert later_sentence == (
        "Åtgärd 1 «Färre bilar» skjuts från 1 januari till 1 juli 2025: "
        "effekten i år minskar med 60 tkr till 60 tkr; helårseffekten är oförändrad."
    )
    assert len(text) == 1


def test_what_a_revision_moves_in_sums_is_told_with_the_plan() -> None:
    history = folded({PLAN: f"åtgärdskrav: 200 tkr\n{ACTION}"}, {PLAN: f"åtgärdskrav: 200 tkr\n{LATER}"})
    [_, step] = history.plans[PLAN]
    [consequence] = step.consequences
    assert "effekten i år minskar med 60" in consequence.sentence


def test_a_revision_of_another_plan_is_none_of_this_one() -> None:
    history = folded({PLAN: ACTION}, {PLAN: ACTION, OTHER: "titel: B\n"}, {PLAN: ACTION, OTHER: "titel: C\n"})
    assert len(history.plans[PLAN]) == 1
    assert len(history.plans[OTHER]) == 2
    assert len(history.steps) == 3


def test_another_notation_is_no_change() -> None:
    history = folded({PLAN: ACTION}, {PLAN: ACTION.replace("120 tkr", "120 000 kr")})
    assert len(history.plans[PLAN]) == 1
    assert history.steps[1].changes == ()


def test_a_plan_is_followed_when_it_gets_another_address() -> None:
    history = folded({OTHER: ACTION}, {PLAN: ACTION}, {PLAN: LATER})
    assert OTHER not in history.plans
    assert [[change.kind for change in step.changes] for step in history.plans[PLAN]] == [
        [ChangeKind.PLAN_ADDED],
        [ChangeKind.PLAN_MOVED],
        [ChangeKind.DATE],
    ]
    assert [step.path for step in history.plans[PLAN]] == [OTHER, PLAN, PLAN]


def test_a_revision_that_does_not_parse_is_a_gap_and_the_comparison_goes_over_it() -> None:
    history = folded(
        {PLAN: ACTION}, {PLAN: "titl: A\n"}, {PLAN: "titl: A\n", OTHER: "titel: B\n"}, {PLAN: "x: A\n"}, {PLAN: LATER}
    )
    added, gap, again, later = told(history)
    assert len(added) == len(later) == 1
    assert gap[0].startswith(f"gick inte att läsa: {PLAN}:1:1: okänt fält «titl»")
    assert again[0].startswith(f"gick inte att läsa: {PLAN}:1:1: okänt fält «x»")
    assert "skjuts" in later[0]
    assert [len(step.gaps) for step in history.steps] == [0, 1, 0, 1, 0], "the same reason is told once"


def test_a_plan_that_is_broken_from_the_beginning_is_added_when_it_can_be_read() -> None:
    history = folded({PLAN: "titl: A\n"}, {PLAN: "titl: A\n", OTHER: "titel: B\n"}, {PLAN: ACTION})
    gap, added = told(history)
    assert "okänt fält «titl»" in gap[0]
    assert "tillkommer" in added[0]


def test_a_text_that_cannot_be_read_leaves_the_whole_plan_as_it_was() -> None:
    kept = Kept()
    files = [{PLAN: b"titel: A\n", TEXT: b"## A\n\nOrd.\n"}, {PLAN: b"titel: A\n", TEXT: b"\xff\xfe\x00"}]
    read = [
        version_of(*read_archive(Memory({"plans/storby/organisation.yml": ORGANISATION.encode(), **each}), kept))
        for each in [*files, files[0]]
    ]
    history = fold(line_of(read))
    assert [len(step.changes) for step in history.plans[PLAN]] == [1, 0]


def test_a_municipality_that_cannot_be_read_is_a_gap_of_its_plans() -> None:
    broken = {"plans/storby/organisation.yml": "formatversion: [\n", PLAN: ACTION}
    read = [*versions({PLAN: ACTION}), version_of(*read_archive(Memory({k: v.encode() for k, v in broken.items()})))]
    history = fold(line_of([*read, *versions({PLAN: LATER})]))
    assert [len(step.changes) for step in history.plans[PLAN]] == [1, 0, 1]
    assert [bool(step.gap) for step in history.plans[PLAN]] == [False, True, False]


def test_a_file_that_belongs_to_nothing_is_no_gap() -> None:
    history = folded({PLAN: ACTION}, {PLAN: LATER, "plans/storby/2025/81516/😀.txt": "x"})
    assert history.steps[1].gaps == ()
    assert len(history.plans[PLAN]) == 2


def test_everything_deleted_is_told_and_comes_back() -> None:
    history = folded({PLAN: ACTION}, {}, {PLAN: ACTION})
    assert [[each.kind for each in step.changes] for step in history.plans[PLAN]] == [
        [ChangeKind.PLAN_ADDED],
        [ChangeKind.PLAN_REMOVED],
        [ChangeKind.PLAN_ADDED],
    ]


def test_what_is_not_committed_comes_last_and_leaves_the_history_as_it_was() -> None:
    history = folded({PLAN: ACTION})
    [changed] = versions({PLAN: LATER})
    coming = history.with_uncommitted(history.line.last, changed.archive)
    [plan] = changed.archive.plans()
    assert [bool(each.step.commit) for each in coming.of_plan(plan)] == [True, False]
    assert history.pending is None
    assert history.with_uncommitted(history.line.last, history.line.last.archive).pending is None


def test_unchanged_documents_are_the_same_objects_from_revision_to_revision() -> None:
    one, other = versions({PLAN: ACTION, OTHER: "titel: B\n"}, {PLAN: LATER, OTHER: "titel: B\n"})
    before, after = ({plan.unit: plan for plan in each.archive.plans()} for each in (one, other))
    assert before["81515"].plan is after["81515"].plan
    same, again = versions({PLAN: ACTION}, {PLAN: ACTION})
    assert same.archive.municipalities[0] is again.archive.municipalities[0]


DECIDED = "beslut: [{datum: 2025-01-20, typ: antagen}]\nstatus: beslutad\n"


def states(one: str, other: str) -> tuple[PlanState, PlanState]:
    """Give a plan in two versions."""
    read = versions({PLAN: one}, {PLAN: other})
    first, second = (
        PlanState(next(each.archive.plans()), each.archive.municipalities[0].organisation) for each in read
    )
    return first, second


def test_the_decision_itself_is_no_change_of_what_was_decided() -> None:
    assert since(*states(ACTION, DECIDED + ACTION)).changes == ()
    [change] = since(*states(ACTION, DECIDED + LATER)).changes
    assert change.kind is ChangeKind.DATE


def test_a_plan_stands_on_its_latest_decision_unless_it_was_repealed() -> None:
    def decision(kinds: str) -> str | None:
        made = "".join(f"  - {{datum: 2025-01-{10 + n}, typ: {kind}}}\n" for n, kind in enumerate(kinds.split()))
        [version] = versions({PLAN: f"beslut:\n{made}"})
        found = deciding(next(version.archive.plans()), FIRST.date() + timedelta(days=30))
        return found and str(found.date)

    assert decision("uppdrag") is None
    assert decision("antagen uppdrag") == "2025-01-10"
    assert decision("antagen återremitterad reviderad") == "2025-01-12"
    assert decision("antagen upphävd") is None
