"""The case as a chain: assignments, what answers them, what closes them, and what is left open."""

from __future__ import annotations

from datetime import date

import pytest
from followed_up import files_of, municipality

from handlingsplan.analysis.cases import AssignmentState, case_chain, decisions_of, unknown_references
from handlingsplan.model.decision import DecisionKind, parse_reference

ASSIGNED = "  - {datum: 2025-01-20, instans: VON, paragraf: § 7, typ: uppdrag, återrapporteras senast: 2025-09-30}\n"
ADOPTED = "  - {datum: 2025-02-10, typ: antagen}\n"
TODAY = date(2025, 6, 1)


def reported(facts: str = "", name: str = "laget") -> dict[str, str]:
    return {f"2025/rapporter/{name}/rapport.yml": f"titel: Läget\n{facts}"}


def state(*reports: dict[str, str], today: date = TODAY) -> AssignmentState | None:
    files = files_of(facts=f"beslut:\n{ASSIGNED}")
    for each in reports:
        files |= each
    return case_chain(municipality(files), today)[0].state


def test_a_decision_that_several_documents_tell_of_is_one() -> None:
    told = f"beslut:\n{ASSIGNED}"
    place = municipality(files_of(facts=told + ADOPTED) | reported(told.replace("§ 7", "§7")))
    first, second = case_chain(place, TODAY)
    assert [document.address for document in first.told_in] == ["storby/2025/81516/", "storby/2025/rapporter/laget/"]
    assert (second.decision.kind, second.state, second.is_open) == (DecisionKind.ADOPTED, None, False)
    assert [len(decisions_of(each)) for each in (place.plans[0], place.reports[0])] == [2, 1]


@pytest.mark.parametrize(
    ("reports", "today", "expected"),
    [
        ((), TODAY, AssignmentState.OPEN),
        ((), date(2025, 9, 30), AssignmentState.OPEN),
        ((), date(2025, 10, 1), AssignmentState.LATE),
        ((reported("återrapporterar: [2025-01-20 § 7]\n"),), date(2025, 10, 1), AssignmentState.REPORTED),
        ((reported("återrapporterar: [2025-01-20]\n"),), TODAY, AssignmentState.REPORTED),
        ((reported("återrapporterar: [2025-01-20 § 8]\n"),), TODAY, AssignmentState.OPEN),
        (
            (reported("beslut:\n  - {datum: 2025-04-28, typ: godkänd, avslutar: [2025-01-20 § 7]}\n"),),
            TODAY,
            AssignmentState.CLOSED,
        ),
    ],
)
def test_how_far_an_assignment_has_come(
    reports: tuple[dict[str, str], ...], today: date, expected: AssignmentState
) -> None:
    assert state(*reports, today=today) is expected


def test_what_comes_after_the_day_is_not_known_then() -> None:
    """So that an earlier report stays as it was."""
    answer = reported("datum: 2025-05-15\nåterrapporterar: [2025-01-20 § 7]\n", "svar")
    closing = reported("beslut:\n  - {datum: 2025-05-26, typ: godkänd, avslutar: [2025-01-20 § 7]}\n", "beslut")
    days = [date(2025, 5, 14), date(2025, 5, 15), date(2025, 5, 26)]
    assert [state(answer, closing, today=day) for day in days] == [
        AssignmentState.OPEN,
        AssignmentState.REPORTED,
        AssignmentState.CLOSED,
    ]
    place = municipality(files_of(facts=f"beslut:\n{ASSIGNED}") | answer | closing)
    assert [len(case_chain(place, day)) for day in (date(2025, 1, 19), *days)] == [0, 1, 1, 2]


def test_the_chain_of_some_documents_is_answered_by_all() -> None:
    files = files_of(facts=f"beslut:\n{ASSIGNED}") | reported(f"återrapporterar: [2025-01-20]\nbeslut:\n{ADOPTED}")
    place = municipality(files)
    [link] = case_chain(place, TODAY, place.plans)
    assert [report.name for report in link.answers] == ["laget"]
    # What a report answers stands in its chain, though another document tells of it.
    assert [link.decision.kind for link in case_chain(place, TODAY, place.reports)] == [
        DecisionKind.ASSIGNED,
        DecisionKind.ADOPTED,
    ]


def test_references_that_nobody_has_decided() -> None:
    place = municipality(files_of(facts=f"beslut:\n{ASSIGNED}"))
    asked = [parse_reference(each) for each in ("2025-01-20", "2025-01-20 § 8", "2025-01-20 §7", "2024-01-20")]
    assert [(index, str(each)) for index, each in unknown_references(place, asked)] == [
        (1, "2025-01-20 § 8"),
        (3, "2024-01-20"),
    ]
