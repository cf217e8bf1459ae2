"""The text of a comment: what a forge would obey is taken out, and a long one is cut whole."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlingsplan.reviewing.comment_text import MARKER, comment_body, fitted, harmless, read_bounded


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Åtgärd 3 «Fler timvikarier» skjuts: −16 667 kr.", "Åtgärd 3 «Fler timvikarier» skjuts: −16 667 kr."),
        ("/merge", "\\/merge"),
        ("rad\n  /assign @chef", "rad\n  \\/assign @\u200bchef"),
        ("> /close", "> \\/close"),
        ("och/eller, 1/2, plans/a/plan.yml", "och/eller, 1/2, plans/a/plan.yml"),
        ("skriv till chef@kommun.se eller @alla", "skriv till chef@\u200bkommun.se eller @\u200balla"),
        ("![bild](http://x.se/a.png)", "!\u200b[bild](http://x.se/a.png)"),
        ("<IMG src=x> <details><summary>a</summary>", "&lt;IMG src=x> <details><summary>a</summary>"),
        (f"{MARKER}\ntext", "\ntext"),
        ("a\r\nb\rc\x00\x1b[31m\u202e", "a\nb\nc[31m"),
    ],
)
def test_what_a_forge_would_obey_is_taken_out(text: str, told: str) -> None:
    assert harmless(text) == told


def test_a_command_cannot_hide_behind_what_is_removed() -> None:
    assert harmless("\x00/merge\n\u202e/close\n<!-- handlingsplan -->/approve") == "\\/merge\n\\/close\n\\/approve"


def test_a_short_comment_is_the_marker_and_the_text() -> None:
    assert comment_body("\nInga ändringar.\n\n", 65_536) == f"{MARKER}\nInga ändringar.\n"


def test_a_long_comment_is_cut_at_a_line_with_a_notice() -> None:
    body = comment_body("".join(f"Rad {number}\n" for number in range(20_000)), 65_536)
    assert 65_400 < len(body) <= 65_536
    *rest, last, _, notice = body.rstrip("\n").split("\n")
    assert last == f"Rad {len(rest) - 1}"
    assert notice == "*Texten är för lång för en kommentar. Resten finns i granskningens utskrift.*"


def test_what_is_open_where_it_is_cut_is_closed() -> None:
    text = "<details><summary>A</summary>\n\n<details>\n\n````text\n```\n</details>\n" + "rad\n" * 100
    cut = fitted(text, 300)
    assert "rad\n````\n\n</details>\n\n</details>\n\n*Texten är för lång" in cut
    assert len(cut) <= 300


@given(
    st.lists(st.sampled_from(["<details>", "</details>", "```", "~~~~", "text", "å" * 40, ""]), max_size=200),
    st.integers(90, 900),
)
def test_a_cut_text_is_never_too_long(lines: list[str], limit: int) -> None:
    text = "\n".join(lines) + "\n"
    cut = fitted(text, limit)
    assert len(cut) <= limit
    assert cut == text or len(text) > limit


def test_a_file_of_others_is_read_within_bounds(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("hemligt", encoding="utf-8")
    link = tmp_path / "comment.md"
    link.symlink_to(secret)
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "latin").write_bytes(b"\xe5")
    (tmp_path / "large").write_bytes(b"a" * 11)
    assert read_bounded(secret) == "hemligt"
    for name, why in (
        ("comment.md", "går inte att läsa"),
        ("none", "går inte att läsa"),
        (".", "går inte att läsa"),
        ("latin", "är inte UTF-8"),
        ("large", "är större än 10 byte"),
    ):
        with pytest.raises(ValueError, match=why):
            read_bounded(tmp_path / name, 10)
    assert read_bounded(tmp_path / "pipe") == ""
