"""A tree in memory, for tests of reading."""

from collections.abc import Mapping

from handlingsplan.model.archive import Archive
from handlingsplan.reading.archive import read_archive
from handlingsplan.reading.tree import UnreadableError

PLAN = "plans/storby/2025/81516/plan.yml"
TEXT = "plans/storby/2025/81516/plan.md"
ORGANISATION = """\
formatversion: 1
namn: Storbys kommun
nämnder:
  - id: von
    namn: Vård- och omsorgsnämnden
    avdelningar:
      - id: assistans
        namn: Personlig assistans
        enheter:
          - id: "81515"
            namn: Ansvar 81515
          - id: "81516"
            namn: Ansvar 81516
"""


class Memory:
    """Files by path."""

    def __init__(self, files: Mapping[str, bytes]) -> None:
        self._files = files

    def paths(self) -> list[str]:
        """Give the paths, sorted."""
        return sorted(self._files)

    def read(self, path: str) -> bytes:
        """Give a file's bytes."""
        if path not in self._files:
            raise UnreadableError("filen finns inte")
        return self._files[path]


def read_files(files: Mapping[str, str | bytes]) -> tuple[Archive, list[str]]:
    """Read files of the municipality storby; give the archive and the problems as lines."""
    given = {"plans/storby/organisation.yml": ORGANISATION, **files}
    tree = Memory({path: each.encode() if isinstance(each, str) else each for path, each in given.items()})
    archive, problems = read_archive(tree)
    return archive, [str(problem) for problem in problems]
