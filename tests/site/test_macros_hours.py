"""Macros of hours: what they give, how it can be followed, what they refuse."""

from __future__ import annotations

import pytest
from archives import context_of, filled, publish

from handlingsplan.site.context import TextContext


@pytest.fixture(scope="module")
def plan() -> TextContext:
    return context_of(publish())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('{{ timmar_per(värde("timmar", "beslutade"), "månad", "år") }}', "7 221 timmar"),
        ('{{ timmar_per(värde("timmar", "beslutade"), "månad", "vecka") }}', "138,87 timmar"),
        (
            '{{ timmar_per(värde("timmar", "beslutade"), "månad", "vecka") | som("timmar och minuter") }}',
            "138 timmar och 52 minuter",
        ),
        ('{{ årsarbetare(värde("timmar", "utförda"), "165 timmar") }}', "3,92 årsarbetare"),
        ('{{ årsarbetare(värde("timmar", "utförda"), heltid="165") }}', "3,92 årsarbetare"),
        ('{{ årsarbetare(värde("timmar", "utförda"), värde("timmar", "beslutade")) }}', "1,08 årsarbetare"),
    ],
)
def test_hours(plan: TextContext, text: str, expected: str) -> None:
    assert filled(plan, text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('{{ timmar_per(åtgärdskrav(), "månad", "år") }}', "«0,6 mkr» är inte timmar"),
        ('{{ årsarbetare(värde("timmar", "utförda"), "0") }}', "heltid ska vara mer än 0 timmar"),
        ('{{ årsarbetare(värde("timmar", "utförda"), "många") }}', "många"),
    ],
)
def test_what_cannot_be_reckoned_is_said(plan: TextContext, text: str, expected: str) -> None:
    assert expected in filled(plan, text)
