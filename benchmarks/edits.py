"""Edits of an archive, as people make them, and back again: what a rebuild is measured after."""

from __future__ import annotations

from collections.abc import Callable
from itertools import count
from pathlib import Path

_numbers = count(1)


def text_edit(project: Path, municipality: str, year: int, unit: str) -> Callable[[], None]:
    """Give what changes a sentence of one plan, to a new one each time."""
    path = project / f"plans/{municipality}/{year}/{unit}/plan.md"
    whole = path.read_text(encoding="utf-8")
    return lambda: _write(path, f"{whole}\nArbetet är igång, och det här är omgång {_word()}.\n")


def macro_edit(project: Path, municipality: str, year: int, unit: str) -> Callable[[], None]:
    """Give what adds a macro to a plan's text, another one each time."""
    path = project / f"plans/{municipality}/{year}/{unit}/plan.md"
    whole = path.read_text(encoding="utf-8")
    return lambda: _write(
        path, f'{whole}\nÅtgärden ger {{{{ belopp("atgard-{next(_numbers) % 5 + 1}") }}}} per år.\n'
    )


def data_edit(project: Path, municipality: str, year: int, unit: str) -> Callable[[], None]:
    """Give what changes a unit's first number in a dataset that its plan shows, to a new one each time."""
    path = project / f"data/{municipality}/utfall-{year}.csv"
    lines = path.read_text(encoding="utf-8").splitlines()
    at = next(number for number, line in enumerate(lines) if line.startswith(f"{unit};"))
    cells = lines[at].split(";")

    def edit() -> None:
        changed = ";".join([*cells[:3], f"-{5_000 + next(_numbers)}"])
        _write(path, "\n".join([*lines[:at], changed, *lines[at + 1 :]]) + "\n")

    return edit


def _word() -> str:
    """Give a word that has not been given before, without a digit, which would be a typed number."""
    return "".join(chr(ord("a") + int(digit)) for digit in str(next(_numbers)))


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8")
