"""An archive that is measured must be one that the program has nothing to say about, and always the same."""

from datetime import date
from pathlib import Path

import pytest
from benchmarks.corpus import TODAY, Size, corpus_files, write_corpus
from benchmarks.edits import data_edit, macro_edit, text_edit

from handlingsplan.site.checking import check_tree

ROOT = Path(__file__).parents[2]
SIZE = Size(plans=4, units=2, years=2)


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("corpus")
    write_corpus(folder, SIZE, ROOT)
    return folder


def test_the_same_size_gives_the_same_files() -> None:
    assert list(corpus_files(SIZE)) == list(corpus_files(Size(plans=4, units=2, years=2)))
    assert list(corpus_files(SIZE)) != list(corpus_files(Size(plans=4, units=2, years=2, seed=1)))


def test_it_has_as_many_plans_as_asked_for() -> None:
    assert len(SIZE.plan_addresses) == len([path for path, _ in corpus_files(SIZE) if path.endswith("plan.yml")])
    assert len(Size(plans=250).municipalities) == 3


def test_a_plan_is_as_long_as_real_ones(project: Path) -> None:
    for path in project.glob("plans/*/*/*/plan.md"):
        assert 140 <= path.read_text(encoding="utf-8").count("\n") <= 190


def test_the_program_has_nothing_to_say_about_it(project: Path) -> None:
    assert check_tree(project, date.fromisoformat(TODAY)) == []


def test_nor_after_the_edits_that_are_measured(project: Path) -> None:
    for make in (text_edit, macro_edit, data_edit):
        edit = make(project, *SIZE.plan_addresses[-1])
        before = {path: path.read_bytes() for path in project.glob("[pd]*/**/*") if path.is_file()}
        for _ in range(2):
            edit()
            changed = [path for path, content in before.items() if path.read_bytes() != content]
            assert len(changed) == 1
            assert check_tree(project, date.fromisoformat(TODAY)) == []
