"""The guide as the tests read it: its fenced examples, and the files that they are.

An example that is a whole file has the file's path, as code, on the line above it. Together these files are a
small repository, and every other example of the guide draws on it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
GUIDE = DOCS / "guide"
_FENCE = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_FILE = re.compile(r"`((?:plans|data)/[^`<>]+\.\w+)`\n\n\Z")


@dataclass(frozen=True)
class Example:
    """A fenced example. `path` is set when it is a whole file, `output` when the page says what it gives."""

    page: str
    line: int
    language: str
    text: str
    path: str = ""
    output: str = ""

    def __str__(self) -> str:
        return f"{self.page}:{self.line}"


def page(name: str) -> str:
    return (GUIDE / name).read_text(encoding="utf-8")


def examples() -> list[Example]:
    return [each for path in sorted(GUIDE.glob("*.md")) for each in _examples(path)]


def _examples(path: Path) -> Iterator[Example]:
    text = path.read_text(encoding="utf-8")
    fences = list(_FENCE.finditer(text))
    for fence, following in pairwise([*fences, None]):
        assert fence is not None
        named = _FILE.search(text[: fence.start()])
        adjacent = following is not None and not text[fence.end() : following.start()].strip()
        is_output = adjacent and following is not None and following[1] == "text" and fence[1] == "markdown"
        yield Example(
            path.name,
            text.count("\n", 0, fence.start()) + 1,
            fence[1],
            fence[2],
            named[1] if named else "",
            following[2] if is_output and following is not None else "",
        )


class GuideTree:
    """The files of the guide as a source."""

    def __init__(self) -> None:
        self._files = {each.path: each.text.encode() for each in examples() if each.path}

    def paths(self) -> Sequence[str]:
        return sorted(self._files)

    def read(self, path: str) -> bytes:
        return self._files[path]
