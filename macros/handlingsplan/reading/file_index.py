"""The files of a municipality by kind and by what they belong to, so that none is looked for among all others."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from .folders import FileKind, FileName

_OF_PLANS = (FileKind.PLAN, FileKind.PLAN_TEXT, FileKind.FOLLOW_UP, FileKind.FOLLOW_UP_TEXT)


class FileIndex:
    """The files of one municipality."""

    def __init__(self) -> None:
        self._by_kind: dict[FileKind, list[FileName]] = {}
        self._by_folder: dict[tuple[FileKind, int, str], list[FileName]] = {}
        self._by_plan: dict[tuple[int, str], list[FileName]] = {}
        self._by_name: dict[tuple[FileKind, int, str, str], FileName] = {}

    def add(self, file: FileName) -> None:
        """Add a file."""
        self._by_kind.setdefault(file.kind, []).append(file)
        self._by_folder.setdefault((file.kind, file.year, file.name), []).append(file)
        if file.kind in _OF_PLANS:
            self._by_plan.setdefault((file.year, file.name), []).append(file)
        self._by_name.setdefault((file.kind, file.year, file.name, file.day), file)

    def __iter__(self) -> Iterator[FileName]:
        for files in self._by_kind.values():
            yield from files

    def of(self, kind: FileKind) -> Sequence[FileName]:
        """Give the files of a kind."""
        return self._by_kind.get(kind, ())

    def of_plan(self, file: FileName) -> Sequence[FileName]:
        """Give every file that a plan is read from: itself, its text, its follow-ups and theirs."""
        return self._by_plan.get((file.year, file.name), ())

    def beside(self, file: FileName, kind: FileKind) -> Sequence[FileName]:
        """Give the files of a kind for the same year and unit, such as a plan's follow-ups."""
        return self._by_folder.get((kind, file.year, file.name), ())

    def companion(self, file: FileName, kind: FileKind) -> FileName | None:
        """Find the file that belongs beside another, such as plan.md beside plan.yml."""
        return self._by_name.get((kind, file.year, file.name, file.day))
