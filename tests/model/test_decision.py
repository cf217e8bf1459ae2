"""How documents point at decisions: by day, and by paragraph where it is known."""

from __future__ import annotations

import pytest

from handlingsplan.model.decision import Decision, parse_reference


def decision(paragraph: str = "") -> Decision:
    return Decision.model_validate({"datum": "2021-12-17", "paragraf": paragraph, "typ": "uppdrag"})


@pytest.mark.parametrize("written", ["2021-12-17 § 84", "2021-12-17 §84", "2021-12-17, § 84", "2021-12-17  §  84"])
def test_a_reference_is_one_however_it_is_written(written: str) -> None:
    assert str(parse_reference(written)) == "2021-12-17 § 84"
    assert all(decision(each).is_meant_by(parse_reference(written)) for each in ("§ 84", "§84"))
    assert str(decision("§84").reference) == "2021-12-17 § 84"


def test_a_day_alone_means_every_decision_of_it() -> None:
    only_day = parse_reference("2021-12-17")
    assert str(only_day) == "2021-12-17"
    assert [decision(each).is_meant_by(only_day) for each in ("", "§ 84")] == [True, True]
    assert not decision("§ 83").is_meant_by(parse_reference("2021-12-17 § 84"))
    assert not decision().is_meant_by(parse_reference("2021-12-16"))


@pytest.mark.parametrize("written", ["§ 84", "17 december 2021 § 84", "2021-12-32", "2021-12-17 84", ""])
def test_what_is_no_reference_is_refused(written: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        parse_reference(written)
