"""A comment's text, written by an untrusted build: read within bounds, made harmless, and cut to the forge's limit.

The comment is posted with a token that its writer does not have. So what a forge would obey or fetch in it is
taken out: names that would be told (`@name`), GitLab's quick actions (`/merge` at the start of a line), images,
and characters that hide or turn text.
"""

from __future__ import annotations

import os
import re
from pathlib import Path

#: What the earlier comment is found by. It is first in the comment, and shown nowhere.
MARKER = "<!-- handlingsplan -->"
_CUT = "\n\n*Texten är för lång för en kommentar. Resten finns i granskningens utskrift.*\n"
_LARGEST_FILE = 20_000_000
_UNSEEN = "\u200b"
_HIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_FOLDED = re.compile(r"<(/?)details\b", re.IGNORECASE)


def read_bounded(path: Path, largest: int = _LARGEST_FILE) -> str:
    """Read a file that others wrote: no link, not too large, UTF-8. Raises ValueError, in Swedish.

    A link could lead to any file of the machine that posts, its tokens among them.
    """
    try:
        with open(path, "rb", opener=_open_itself) as file:
            content = file.read(largest + 1)
    except OSError as fault:
        raise ValueError(f"filen {path} går inte att läsa ({fault.strerror})") from None
    if len(content) > largest:
        raise ValueError(f"filen {path} är större än {largest} byte")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        raise ValueError(f"filen {path} är inte UTF-8") from None


def _open_itself(path: str, flags: int) -> int:
    """Open a file but no link, and wait for no writer of a pipe."""
    return os.open(path, flags | os.O_NOFOLLOW | os.O_NONBLOCK)


def comment_body(text: str, limit: int) -> str:
    """Give the whole comment: the marker, then the text, harmless and no longer than the limit."""
    start = f"{MARKER}\n"
    return start + fitted(harmless(text).strip("\n") + "\n", limit - len(start))


def harmless(text: str) -> str:
    """Take out what the forge would obey or fetch; what people read stays as it was."""
    text = _HIDDEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).replace(MARKER, "")
    text = re.sub(r"@(?=\w)", f"@{_UNSEEN}", text)
    text = re.sub(r"!(?=\[)", f"!{_UNSEEN}", text)
    text = re.sub(r"<(?=(?:img|picture|source|video|audio)\b)", "&lt;", text, flags=re.IGNORECASE)
    return re.sub(r"^([ \t>*+-]*)/(?=\w)", r"\1\\/", text, flags=re.MULTILINE)


def fitted(text: str, limit: int) -> str:
    """Cut a text at a line, with a notice, so that nothing of it is left open."""
    if len(text) <= limit:
        return text
    room = limit - len(_CUT)
    while True:
        kept = text[: max(room, 0)]
        kept = kept[: kept.rfind("\n") + 1] or kept
        cut = kept.rstrip("\n") + _closing(kept) + _CUT
        if len(cut) <= limit or room <= 0:
            return cut[:limit]
        room -= len(cut) - limit


def _closing(text: str) -> str:
    """Give what closes the code and the folded parts that are open at the end of a text."""
    fence, folded = "", 0
    for line in text.split("\n"):
        mark = _FENCE.match(line)
        if fence:
            if mark and mark[1].startswith(fence) and not line[mark.end() :].strip():
                fence = ""
        elif mark:
            fence = mark[1]
        else:
            folded += sum(-1 if each[1] else 1 for each in _FOLDED.finditer(line))
    return (f"\n{fence}" if fence else "") + "\n\n</details>" * max(folded, 0)
