"""A follow-up as its file says it."""

from __future__ import annotations

from typing import Any

import pytest

from handlingsplan.model.follow_up import ActionFollowUp, Assessment, FollowUp
from handlingsplan.model.plan import ActionStatus
from handlingsplan.model.risk import RiskOutcome


def told(**fields: Any) -> ActionFollowUp:
    return ActionFollowUp.model_validate(
        {"åtgärd": "bilar", **{name.replace("_", " "): value for name, value in fields.items()}}
    )


def test_what_is_left_empty_is_not_told() -> None:
    found = told(status="", bedömning=None, effekt_hittills=" ", kommentar="")
    assert (found.status, found.assessment, found.effect_so_far, found.comment) == (None, None, None, "")


def test_what_is_told_is_found_by_its_id() -> None:
    given = {
        "åtgärder": [{"åtgärd": "bilar", "status": "klar", "bedömning": "grön"}],
        "risker": [{"risk": "hyror", "utfall": "inträffad"}],
    }
    found = FollowUp.model_validate(given)
    action, risk = found.of("bilar"), found.of_risk("hyror")
    assert action is not None
    assert risk is not None
    assert (action.status, action.assessment, risk.outcome) == (
        ActionStatus.DONE,
        Assessment.GREEN,
        RiskOutcome.OCCURRED,
    )
    assert (found.of("apt"), found.of_risk("bilar")) == (None, None)


@pytest.mark.parametrize("share", ["0 %", "50 %", "33,5 %", "100 procent"])
def test_a_completion_is_a_share(share: str) -> None:
    completion = told(genomförandegrad=share).completion
    assert completion is not None
    assert 0 <= completion.value <= 1


@pytest.mark.parametrize("share", ["101 %", "-1 %", "50", "50 tkr", "halva"])
def test_what_is_no_share_is_refused(share: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        told(genomförandegrad=share)


@pytest.mark.parametrize(
    ("outcome", "occurred"),
    [("inte inträffad", False), ("delvis inträffad", True), ("inträffad", True), ("inte längre aktuell", False)],
)
def test_which_risks_came_true(outcome: str, occurred: bool) -> None:
    assert RiskOutcome(outcome).has_occurred is occurred
