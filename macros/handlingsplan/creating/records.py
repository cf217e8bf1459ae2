"""The part of the repository that a new follow-up or report is made from, read with the ordinary readers."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from handlingsplan.model.archive import Municipality
from handlingsplan.reading.archive import read_archive
from handlingsplan.reading.tree import Tree
from handlingsplan.text.places import Problem


@dataclass(frozen=True, slots=True)
class Part:
    """Some of a tree's files, and new ones beside them that are not written yet."""

    tree: Tree
    wanted: Callable[[str], bool]
    new: Mapping[str, str]

    def paths(self) -> Sequence[str]:
        """Give the paths of the wanted files and of the new ones."""
        return sorted({*filter(self.wanted, self.tree.paths()), *self.new})

    def read(self, path: str) -> bytes:
        """Give a file's bytes."""
        return self.new[path].encode() if path in self.new else self.tree.read(path)


def read_part(
    tree: Tree, wanted: Callable[[str], bool], new: Mapping[str, str] | None = None
) -> tuple[Municipality | None, list[Problem]]:
    """Read a part that holds one municipality; nothing when the municipality itself cannot be read."""
    archive, problems = read_archive(Part(tree, wanted, new or {}))
    return (archive.municipalities[0] if archive.municipalities else None), problems


def below(*folders: str) -> Callable[[str], bool]:
    """Give a test of whether a path is one of these, or stands below them."""
    return lambda path: any(path == folder or path.startswith(f"{folder}/") for folder in folders)
