"""Precision and recall of every rule, as a table: `make recall`.

The tests of slips at random note how each kind of them fared. Run by itself, this runs those tests and prints the table.

A slip that the reader refuses counts as found, and is counted by itself too. A remark is true when it can be said why it
is given. Of texts: it stands in a changed line, or names what was changed. Of figures: that, or it is a consequence that
the kind of slip names, in the same document or a table drawn from it. All other remarks are false, also those of a true
sentence or fact that was added before the slip. Slips of texts all differ; of figures, 200 are drawn.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Protocol

import pytest

HERE = Path(__file__).parent
TESTS = (
    "test_figures_at_random.py",
    "test_figures_elsewhere.py",
    "test_texts_at_random.py",
    "test_persons_at_random.py",
)
HEADINGS = (
    "Rule",
    "Slip",
    "In",
    "Slips",
    "Different",
    "Found",
    "By the reader",
    "By another rule",
    "False",
    "Recall",
    "Precision",
)


@dataclass(frozen=True)
class Row:
    """A kind of slips in some documents: how many differ, how many are found, and how many remarks are false."""

    codes: str
    kind: str
    documents: str
    slips: int
    different: int
    found: int
    refused: int
    by_any: int
    false: int

    def cells(self) -> tuple[str, ...]:
        """Give what the table says of it. A slip with a remark is one true remark."""
        recall = f"{100 * self.found / self.slips:.1f} %" if self.slips else "–"
        precision = f"{100 * self.by_any / (self.by_any + self.false):.1f} %" if self.by_any else "–"
        counts = (self.slips, self.different, self.found, self.refused, self.by_any - self.found, self.false)
        return (self.codes, self.kind, self.documents, *(str(each) for each in counts), recall, precision)


ROWS: list[Row] = []


class Counted(Protocol):
    """How a kind of slips fared."""

    slips: int
    different: int
    found: int
    refused: int
    by_any: int
    false: list[str]


def note(codes: Iterable[str], kind: str, documents: str, counted: Counted) -> None:
    """Note how a kind of slips fared. Each is noted once, also when its test is run again."""
    counts = (counted.slips, counted.different, counted.found, counted.refused, counted.by_any, len(counted.false))
    row = Row(", ".join(sorted(codes)), kind.replace("_", " "), documents, *counts)
    if counted.slips and row not in ROWS:
        ROWS.append(row)


def table(rows: list[Row]) -> str:
    """Give the rows as a Markdown table, by rule."""
    lines = [HEADINGS, tuple("---" if index < 3 else "--:" for index in range(len(HEADINGS)))]
    lines += [row.cells() for row in sorted(rows, key=lambda row: (row.codes, row.documents, row.kind))]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


def main() -> int:
    """Run the tests of slips at random, and print the table also when they fail."""
    os.environ["RECALL"] = "1"  # all slips, not the tests' first fifty
    failed = pytest.main(["-q", "--no-header", "-p", "no:cacheprovider", *(str(HERE / each) for each in TESTS)])
    noted: list[Row] = import_module("five_documents.recall").ROWS  # this module, by the name that the tests know
    print(f"\n{table(noted)}")  # noqa: T201
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
