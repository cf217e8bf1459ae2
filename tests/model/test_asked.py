"""What is read is told, also when it comes out of something that was kept."""

import ast
import re
from pathlib import Path

import pytest

from handlingsplan.model import asked
from handlingsplan.model.asked import Remembered, listening, remembered, tell

A, B = ("facts", "a"), ("facts", "b")


def test_nobody_needs_to_listen() -> None:
    tell(A)


def test_whoever_listens_around_hears_too() -> None:
    with listening() as outer:
        tell(A)
        with listening() as inner:
            tell(B)
    assert (inner, outer) == ({B}, {A, B})


def test_who_listens_later_hears_nothing_of_before() -> None:
    with listening():
        tell(A)
    with listening() as later:
        pass
    assert later == set()


def test_what_fails_has_been_told_all_the_same() -> None:
    def fails() -> None:
        with listening():
            tell(A)
            raise LookupError

    with listening() as outer, pytest.raises(LookupError):
        fails()
    assert outer == {A}


def test_a_kept_result_tells_what_it_was_made_of_each_time() -> None:
    calls = []

    @remembered(2)
    def read(name: str) -> str:
        calls.append(name)
        tell(("facts", name))
        return name.upper()

    found = []
    for _ in range(2):
        with listening() as heard:
            assert read("a") == "A"
        found.append(heard)
    assert (calls, found) == (["a"], [{A}, {A}])


def test_a_result_by_key_tells_what_it_was_made_of_each_time() -> None:
    kept, calls = Remembered(), []

    def compute() -> int:
        calls.append(1)
        tell(B)
        return 5

    found = []
    for _ in range(2):
        with listening() as heard:
            assert kept.get("x", compute) == 5
        found.append(heard)
    assert (calls, found) == ([1], [{B}, {B}])


#: What tells what is read of it, so that whoever is given it may not be remembered without a word. Versions of the past
#: (`analysis/changes`, `analysis/history.py`) are not watched: of those a commit tells all.
TELLING = re.compile(
    r"\b(?:PlanDocument|ReportDocument|DatasetDocument|Municipality|Archive|Library|TextContext|Datasets)\b"
)
OF_THE_PAST = ("analysis/changes/", "analysis/history.py")


def test_nothing_that_reads_an_archive_is_kept_without_a_word() -> None:
    package = Path(asked.__file__).parents[1]
    found = []
    for path in sorted(package.rglob("*.py")):
        name = path.relative_to(package).as_posix()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef) and not name.startswith(OF_THE_PAST):
                kept = [ast.unparse(each) for each in node.decorator_list]
                if any(re.match(r"(?:functools\.)?(?:lru_cache|cache)\b", each) for each in kept):
                    found += [f"{name}: {node.name}"] if TELLING.search(ast.unparse(node.args)) else []
    assert found == []
