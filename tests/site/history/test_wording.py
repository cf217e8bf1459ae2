"""What is told of a commit: its message and author without what cannot be shown or should not be."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from handlingsplan.site.for_audience import PublishedCommit
from handlingsplan.site.history.wording import author, further, message, number

MADE = datetime(2026, 3, 12, 9, tzinfo=UTC)
ID = "2e22e42" + "0" * 33


@pytest.mark.parametrize(
    ("subject", "told"),
    [
        ("Ändrat\u00a012\u00a0mars", "Ändrat 12 mars"),
        ("Flikar\toch \u202eomvänt", "Flikar och omvänt"),
        ("Tack <anna@storby.example>", "Tack"),
        ("", "Utan meddelande"),
    ],
)
def test_a_message_is_one_line_that_can_be_shown(subject: str, told: str) -> None:
    assert message(PublishedCommit(ID, MADE, subject)) == told


def test_the_rest_is_paragraphs() -> None:
    commit = PublishedCommit(ID, MADE, "Ändrat", body="Ett\nstycke.\n\nEtt till.\nSigned-off-by: A <a@b.example>\n")
    assert further(commit) == ["Ett stycke.", "Ett till."]


def test_what_is_withheld_is_nothing_and_what_is_missing_is_said() -> None:
    withheld = PublishedCommit("2026-03-12-1", MADE, "Ändring")
    assert (author(withheld), number(withheld)) == ("", "")
    assert (author(PublishedCommit(ID, MADE, "x")), number(PublishedCommit(ID, MADE, "x"))) == ("Okänd", "2e22e42")
