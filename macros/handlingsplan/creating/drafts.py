"""A draft: new files that are all written, or none."""

from __future__ import annotations

import shutil
import uuid
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from string import Template

import yaml

from handlingsplan.text.places import Place, Problem, error


@dataclass(frozen=True, slots=True)
class Draft:
    """The files of one folder, by name, and what to do when they are written.

    A shared folder holds other files as well, as that of a plan's follow-ups does.
    """

    folder: str
    files: Mapping[str, str]
    next_step: str
    shared: bool = False

    def paths(self) -> list[str]:
        """Give the files' paths in the repository."""
        return [f"{self.folder}/{name}" for name in self.files]


def filled(template: str, **words: str) -> str:
    """Give a template's text with its words filled in."""
    text = files(__package__).joinpath("templates", template).read_text(encoding="utf-8")
    return Template(text).substitute(words)


def yaml_word(text: str) -> str:
    """Write a text as a YAML value: quoted only when it would otherwise be read as something else."""
    quoted = '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
    try:
        plain = yaml.safe_load(f"namn: {text}") == {"namn": text}
    except yaml.YAMLError:
        plain = False
    return text if plain else quoted


def write_draft(root: Path, draft: Draft) -> list[Problem]:
    """Write a draft's files below a root. What exists is never overwritten: it is a problem.

    The files are written in a hidden folder beside their own, which then gets its name: whatever
    interrupts the writing, there is a whole draft or none. Raises OSError.
    """
    folder = root / draft.folder
    if problems := list(_in_the_way(root, draft)):
        return problems
    with parents(folder), beside(folder) as hidden:
        for name, text in draft.files.items():
            (hidden / name).write_text(text, encoding="utf-8", newline="\n")
        if folder.exists() and any(folder.iterdir()):
            _add(folder, hidden, draft.files)
        else:
            if folder.exists():
                folder.rmdir()
            hidden.rename(folder)
    return []


def _add(folder: Path, hidden: Path, names: Iterable[str]) -> None:
    """Give the files their place beside others; a hard link, unlike a rename, never replaces a file."""
    added: list[Path] = []
    try:
        for name in names:
            (folder / name).hardlink_to(hidden / name)
            added.append(folder / name)
    except BaseException:
        for path in added:
            path.unlink()
        raise


def _in_the_way(root: Path, draft: Draft) -> Iterator[Problem]:
    """Give what stands where the draft is to be written. A file alone can be added, as can all of a shared folder."""
    folder = root / draft.folder
    taken = [path for path in draft.paths() if (root / path).exists()]
    for path in taken:
        yield error("finns-redan", Place(path), "filen finns redan; den skrivs inte över")
    if not folder.resolve().is_relative_to(root.resolve()):
        yield error("oläsbar-fil", Place(draft.folder), "mappen är en länk ut ur förvaret; inget skrivs dit")
    elif not taken and len(draft.files) > 1 and not draft.shared and folder.exists() and any(folder.iterdir()):
        message = "mappen finns redan och är inte tom; flytta undan det som ligger i den"
        yield error("finns-redan", Place(draft.folder), message)


@contextmanager
def parents(folder: Path) -> Iterator[None]:
    """Make the folders above; take them away again when the writing fails."""
    made = [each for each in folder.parents if not each.exists()]
    folder.parent.mkdir(parents=True, exist_ok=True)
    try:
        yield
    except BaseException:
        for each in made:
            with suppress(OSError):
                each.rmdir()
        raise


@contextmanager
def beside(folder: Path) -> Iterator[Path]:
    """Give a hidden folder on the same disk; the readers pass over it, and it is gone afterwards."""
    hidden = folder.parent / f".ny-{uuid.uuid4().hex[:8]}"
    hidden.mkdir()
    try:
        yield hidden
    finally:
        shutil.rmtree(hidden, ignore_errors=True)
