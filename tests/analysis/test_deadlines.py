"""The days to keep, and whether they were kept."""

from __future__ import annotations

from datetime import date

from followed_up import CALENDAR, files_of, municipality

from handlingsplan.analysis.deadlines import Deadline, DeadlineKind, DeadlineState, deadlines
from handlingsplan.model.archive import Municipality

FACTS = """\
status: {}
revideras senast: 2025-10-31
beslut:
  - {{datum: 2025-01-20, instans: VON, paragraf: § 7, typ: uppdrag, återrapporteras senast: 2025-05-31}}
  - {{datum: 2025-02-10, typ: uppdrag, återrapportering: löpande}}
"""


def place(status: str = "beslutad", told: dict[str, str] | None = None, **more: str) -> Municipality:
    return municipality(files_of(follow_ups=told, facts=FACTS.format(status)) | more, CALENDAR)


def of(found: list[Deadline], kind: DeadlineKind) -> list[tuple[str, DeadlineState]]:
    return [(each.day.isoformat(), each.state) for each in found if each.kind is kind]


def test_every_day_to_keep_in_order() -> None:
    found = deadlines(place(told={"03-31": "bilar"}), date(2025, 10, 1))
    assert [(each.day.isoformat(), each.kind.value, each.state.value) for each in found] == [
        ("2025-04-15", "Uppföljning lämnas", "klart"),
        ("2025-04-28", "Nämnden sammanträder", "har varit"),
        ("2025-05-31", "Uppdrag återrapporteras", "försenat"),
        ("2025-09-20", "Uppföljning lämnas", "försenat"),
        ("2025-09-29", "Nämnden sammanträder", "har varit"),
        ("2025-10-31", "Plan revideras", "kommande"),
        ("2026-01-31", "Uppföljning lämnas", "kommande"),
    ]
    assert len({each.key for each in found}) == len(found)


def test_a_key_stays_when_the_day_is_kept() -> None:
    """A calendar program knows an event by its key."""
    before = deadlines(place(), date(2025, 3, 1))
    after = deadlines(place("reviderad", {"03-31": "bilar"}), date(2025, 12, 1))
    assert [each.key for each in before] == [each.key for each in after]


def test_a_day_itself_is_not_late() -> None:
    days = [deadlines(place(), day) for day in (date(2025, 10, 31), date(2025, 11, 1))]
    assert [of(each, DeadlineKind.REVISION)[0][1] for each in days] == [DeadlineState.COMING, DeadlineState.LATE]


def test_a_revised_plan_is_done_and_a_closed_one_is_waited_for_no_more() -> None:
    late = date(2025, 12, 1)
    assert of(deadlines(place("reviderad"), late), DeadlineKind.REVISION) == [("2025-10-31", DeadlineState.DONE)]
    closed = deadlines(place("avslutad", {"03-31": "bilar"}), late)
    assert of(closed, DeadlineKind.REVISION) == []
    assert of(closed, DeadlineKind.FOLLOW_UP) == [("2025-04-15", DeadlineState.DONE)]


def test_an_assignment_that_is_answered_is_done() -> None:
    report = {"2025/rapporter/laget/rapport.yml": "titel: Läget\nåterrapporterar: [2025-01-20 § 7]\n"}
    found = deadlines(place(**report), date(2025, 12, 1))
    assert of(found, DeadlineKind.REPORT_BACK) == [("2025-05-31", DeadlineState.DONE)]


def test_nobody_waits_for_a_follow_up_for_ever() -> None:
    states = {each.state for each in deadlines(place(), date(2027, 1, 1)) if each.kind is DeadlineKind.FOLLOW_UP}
    assert states == {DeadlineState.NEVER}
