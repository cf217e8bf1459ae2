"""The files of one municipality as they are read: each once, and parsed once however many revisions share it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import TypeVar

from handlingsplan.model.dataset import Dataset, Descriptor
from handlingsplan.model.narrative import Narrative
from handlingsplan.text.places import Place, Problem, error

from .decoding import decode
from .file_index import FileIndex
from .folders import FileName
from .kept import Files, Kept, Origin
from .narrative import read_narrative
from .repeated import check_repeated
from .table import read_table
from .tree import Tree, UnreadableError
from .validation import T, read_model
from .versions import CURRENT_VERSION
from .yaml_tree import Source

Document = TypeVar("Document")
NOTHING: Mapping[str, object] = MappingProxyType({})
#: A file's bytes, or why it cannot be read.
Content = bytes | str


@dataclass(slots=True)
class Reading:
    """One municipality's files while they are read, and the problems found so far."""

    tree: Tree
    files: FileIndex = field(default_factory=FileIndex)
    problems: list[Problem] = field(default_factory=list)
    version: int = CURRENT_VERSION
    kept: Kept = field(default_factory=Kept)
    read: dict[str, Content] = field(default_factory=dict)

    def bytes(self, file: FileName) -> bytes | None:
        """Give a file's bytes; what cannot be read is a problem."""
        content = self._content(file)
        if isinstance(content, str):
            self.problems.append(error("oläsbar-fil", Place(file.path), content))
            return None
        return content

    def content(self, files: Iterable[FileName]) -> Files:
        """Give all that a document is read from: what has the same content is the same object."""
        return tuple((file.path, self._content(file)) for file in files)

    def document(
        self,
        kind: type[Document],
        files: Iterable[FileName],
        read: Callable[[Reading], Document | None],
        known: Mapping[str, object] = NOTHING,
    ) -> Document | None:
        """Give a document that is read from these files and no others, with its problems told here.

        `known` are its fields that are known without reading them.
        """

        def alone() -> tuple[Document | None, list[Problem]]:
            mine = replace(self, problems=[])
            return read(mine), mine.problems

        found, problems = self.kept.document(Origin(kind, self.version, self.content(files), known), alone)
        self.problems += problems
        return found

    def _content(self, file: FileName) -> Content:
        """Give a file's bytes, or why it cannot be read. It is asked for once."""
        if file.path not in self.read:
            try:
                self.read[file.path] = self.tree.read(file.path)
            except UnreadableError as fault:
                self.read[file.path] = str(fault)
        return self.read[file.path]

    def facts(self, kind: type[T], file: FileName) -> tuple[T | None, Source]:
        """Read a YAML file as a model; None when anything is wrong with it."""
        data = self.bytes(file)
        if data is None:
            return None, Source(file.path)
        key = (kind, file.path, self.version, data)
        model, source, problems = self.kept.get(key, lambda: _facts(kind, file.path, data, self.version))
        self.problems += problems
        return model, source

    def narrative(self, file: FileName | None) -> Narrative | None:
        """Read a Markdown file, where there is one."""
        data = self.bytes(file) if file else None
        if file is None or data is None:
            return None
        narrative, problems = self.kept.get((file.path, data), lambda: read_narrative(file.path, data))
        self.problems += problems
        return narrative

    def table(self, file: FileName, table: FileName, descriptor: Descriptor, facts: Source) -> Dataset | None:
        """Read a table with its descriptor, where its bytes can be read."""
        data = self.bytes(table)
        if data is None:
            return None
        key = (table.path, data, self.version, self.bytes(file))
        read = lambda: read_table(table.path, data, file.name, descriptor, facts)  # noqa: E731 - as short as it is
        dataset, problems = self.kept.get(key, read)
        self.problems += problems
        return dataset


def _facts(kind: type[T], path: str, data: bytes, version: int) -> tuple[T | None, Source, list[Problem]]:
    text, problems = decode(path, data)
    if problems and not text:
        return None, Source(path), problems
    model, source, found = read_model(kind, path, text, version)
    return model, source, [*problems, *found, *check_repeated(model, source)]
