"""The words that a change is committed with: history keeps them too."""

from __future__ import annotations

import re

from handlingsplan.text.places import Problem

from .decoding import identity_problems

#: Lines that begin with # are Git's own, and so is all that follows its scissors (`git commit --verbose`).
_SCISSORS = re.compile(r"^# -{8,} >8 -{8,}$", re.MULTILINE)
_COMMENT = re.compile(r"^#.*", re.MULTILINE)


def check_message(name: str, data: bytes) -> list[Problem]:
    """Tell of personal identity numbers in the file that Git has written a commit's message to."""
    kept = _SCISSORS.split(data.decode("utf-8", "replace"), maxsplit=1)[0]
    return identity_problems(name, _COMMENT.sub("", kept))
