"""Texts of others inside our Markdown: shown as they are written, never obeyed."""

from __future__ import annotations

import re
import unicodedata

_UNSEEN = "\u200b"
#: What becomes one space. A no-break space, as in 16 667 kr, is kept.
_SPACE = re.compile(r"[ \t\r\n\v\f\u0085\u2028\u2029]+")
_MARKUP = re.compile(r"([\\`*_{}\[\]|~^$])")
#: What a forge makes a link or a message of: names, numbers of cases, labels, addresses.
_REFERENCE = re.compile(r"([@#!~%&$^])(?=\w)")
_ADDRESS = re.compile(r"(:)(?=//)|\b(www)(?=\.)", re.IGNORECASE)
_CASE = re.compile(r"\b(GH)(?=-\d)", re.IGNORECASE)
_SHA = re.compile(r"\b(?=[0-9]*[a-f])([0-9a-f]{6})(?=[0-9a-f]{1,58}\b)")
_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}


def escaped(text: str) -> str:
    """Give a text for Markdown, on one line: no markup, no HTML, nobody is told and nothing is linked."""
    line = _SPACE.sub(" ", text).strip()
    line = "".join(each for each in line if unicodedata.category(each) not in ("Cc", "Cf", "Cs", "Co", "Zl", "Zp"))
    line = _REFERENCE.sub(rf"\1{_UNSEEN}", line)
    line = _ADDRESS.sub(lambda match: match.group() + _UNSEEN, line)
    line = _CASE.sub(rf"\1{_UNSEEN}", line)
    line = _SHA.sub(rf"\1{_UNSEEN}", line)
    line = "".join(_ENTITIES.get(each, each) for each in line)
    return _MARKUP.sub(r"\\\1", line)
