"""Files by kind and by what they belong to."""

from __future__ import annotations

from handlingsplan.reading.file_index import FileIndex
from handlingsplan.reading.folders import FileKind, FileName, read_path

PATHS = (
    "plans/storby/2025/81516/plan.md",
    "plans/storby/2025/81516/plan.yml",
    "plans/storby/2025/81516/uppfoljning/2025-03-31.yml",
    "plans/storby/2025/81516/uppfoljning/2025-06-30.md",
    "plans/storby/2025/81516/uppfoljning/2025-06-30.yml",
    "plans/storby/2026/81516/plan.yml",
    "data/storby/2025/utfall.csv",
    "data/storby/2025/utfall.yml",
)


def file(path: str) -> FileName:
    found = read_path(path)
    assert isinstance(found, FileName)
    return found


def test_each_file_is_found_by_kind_and_beside_what_it_belongs_to() -> None:
    index = FileIndex()
    for path in PATHS:
        index.add(file(path))
    assert sorted(each.path for each in index) == sorted(PATHS)
    plan, later = index.of(FileKind.PLAN)
    assert index.companion(plan, FileKind.PLAN_TEXT) == file(PATHS[0])
    assert [each.day for each in index.beside(plan, FileKind.FOLLOW_UP)] == ["2025-03-31", "2025-06-30"]
    assert (index.companion(later, FileKind.PLAN_TEXT), index.beside(later, FileKind.FOLLOW_UP)) == (None, ())
    first, last = index.of(FileKind.FOLLOW_UP)
    assert index.companion(first, FileKind.FOLLOW_UP_TEXT) is None
    assert index.companion(last, FileKind.FOLLOW_UP_TEXT) == file(PATHS[3])
    assert index.companion(file(PATHS[7]), FileKind.TABLE) == file(PATHS[6])
    assert index.of(FileKind.REPORT) == ()
