"""Measures everything and writes RESULTS.md: `python -m benchmarks --sizes 100,300 --rounds 5`."""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import Path

from benchmarks.corpus import TODAY, Size, write_corpus
from benchmarks.edits import data_edit, macro_edit, text_edit
from benchmarks.floor import write_full_floor, write_strict_floor
from benchmarks.measuring import Task, in_turns, median, run
from benchmarks.results import Growth, Row, write_results
from benchmarks.revisions import commit_all, write_history

PROJECT = Path(__file__).parents[1]
_BIN = Path(sys.executable).parent
_LEFT = ("project/site", "project/site.d", "project/.cache")
_FULL, _STRICT = "every page of the site, pre-rendered", "the plans' texts only, pre-rendered"


class Project:
    """A corpus of one size in a folder, with its floors beside it."""

    def __init__(self, folder: Path, size: Size, revisions: int) -> None:
        self.size, self.folder = size, folder / "project"
        self.folder.mkdir(parents=True)
        write_corpus(self.folder, size, PROJECT)
        write_history(self.folder, size, revisions)
        self.strict, self.full = folder / "strict", folder / "full"
        self._gone = folder / "gone"

    def write_floors(self) -> None:
        """Write what the full build is held against."""
        write_strict_floor(self.strict, self.folder, TODAY)
        write_full_floor(self.full, self.folder, TODAY)

    def forget(self, *names: str) -> None:
        """Put aside what a command leaves: the next run is a first one.

        It is removed at the end. A file system that has just removed thousands of files makes new ones slowly.
        """
        self._gone.mkdir(exist_ok=True)
        for path in (self.folder.parent / name for name in names):
            if path.exists():
                path.rename(self._gone / str(len(list(self._gone.iterdir()))))

    def tool(self, name: str, *arguments: str, **options: object) -> Task:
        """Give a measurement of a command of the program."""
        return Task(name, [str(_BIN / "handlingsplan"), *arguments], self.folder, **options)  # type: ignore[arg-type]

    def builds(self) -> list[Task]:
        """Give the full build and its floors."""
        mkdocs = [str(_BIN / "mkdocs"), "build", "--quiet", "--strict"]
        return [
            self.tool("full build", "build", "--today", TODAY, before=partial(self.forget, *_LEFT)),
            Task(_FULL, mkdocs, self.full, partial(self.forget, "full/site")),
            Task(_STRICT, mkdocs, self.strict, partial(self.forget, "strict/site")),
        ]

    def rebuilds(self) -> list[Task]:
        """Give the rebuilds after an edit, each after its own edit."""
        plan = self.size.plan_addresses[-1]
        edits = {"a text": text_edit, "a macro": macro_edit, "a number in data": data_edit}
        build = ("build", "--today", TODAY)
        tasks = [self.tool("rebuild, nothing changed", *build)]
        tasks += [
            self.tool(f"rebuild, {name} edited", *build, before=edit(self.folder, *plan))
            for name, edit in edits.items()
        ]
        return tasks

    def checks(self) -> list[Task]:
        """Give `check`, and the tools that only look at the form of the same YAML files."""
        plans = [str(path) for path in sorted(self.folder.glob("plans/*/*/*/plan.yml"))]
        every = [str(path) for path in sorted(self.folder.glob("plans/**/*.yml"))]
        schema = str(PROJECT / "schemas/plan.schema.json")
        return [
            self.tool("check", "check", "--today", TODAY),
            Task("yamllint", [str(_BIN / "yamllint"), "-d", "relaxed", *every], self.folder, allowed=(0, 1)),
            Task("check-jsonschema", [str(_BIN / "check-jsonschema"), "--schemafile", schema, *plans], self.folder),
        ]

    def histories(self) -> list[Task]:
        """Give a comparison of two revisions, the whole history, one more commit, and the least that it can cost."""
        folders = str(self.folder), str(self.folder.parent / "history")
        whole = [sys.executable, "-m", "benchmarks.whole_history", *folders]
        bare = [sys.executable, "-m", "benchmarks.bare_history", str(self.folder)]
        commit = text_edit(self.folder, *self.size.plan_addresses[-1])
        return [
            self.tool("diff of the last two revisions", "diff", "HEAD~1", "HEAD", allowed=(0, 1)),
            Task("whole history", whole, PROJECT, partial(self.forget, "history")),
            Task("history, one new commit", whole, PROJECT, lambda: commit_all(self.folder, commit)),
            Task("start of the program", [*whole[:3], "--start-only"], PROJECT),
            Task("bare history", bare, PROJECT),
        ]


def _rows(project: Project, rounds: int) -> Iterator[Row]:
    size = project.size.plans
    project.write_floors()
    tasks = [*project.builds(), *project.checks(), *project.histories()]
    found = {name: median(runs) for name, runs in in_turns(tasks, rounds).items()}
    for against in (_FULL, _STRICT):
        yield Row(size, "full build", against, found["full build"], found[against], 0.5)
    yield from _check_rows(size, found)
    diff = "diff of the last two revisions"
    bare = "git and libyaml alone, whole history"
    yield Row(size, diff, bare, found[diff], found["bare history"])
    yield Row(size, "whole history", bare, found["whole history"], found["bare history"], 3)
    new, start = "history, one new commit", found["start of the program"]
    yield Row(size, new, "whole history", found[new], found["whole history"])
    alone = "one new commit, without the start"
    yield Row(
        size, alone, "whole history, without the start", found[new] - start, found["whole history"] - start, 0.05
    )
    run(project.tool("to start from", "build", "--today", TODAY))
    warm = in_turns(project.rebuilds(), rounds)
    goals = (0.03, 0.05, 0.08, 0.08)
    for against in (_FULL, _STRICT):
        for (name, runs), goal in zip(warm.items(), goals, strict=True):
            yield Row(size, name, against, median(runs), found[against], goal)


def _check_rows(size: int, found: Mapping[str, float]) -> Iterator[Row]:
    yield Row(size, "check", "yamllint", found["check"], found["yamllint"], 0.5)
    yield Row(size, "check", "check-jsonschema", found["check"], found["check-jsonschema"], 1)


def _growth(project: Project) -> Growth:
    measured = run(project.builds()[0])
    peak = run(project.builds()[0], memory=True).peak_bytes
    files = [path for path in (project.folder / "site").rglob("*") if path.is_file()]
    pages = sum(path.suffix == ".html" for path in files)
    return Growth(project.size.plans, pages, measured.seconds, peak, sum(path.stat().st_size for path in files))


def main() -> None:
    """Measure the sizes that were asked for, smallest first, and write what was found."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--sizes", default="100,300,1000", help="numbers of plans whose ratios are measured")
    parser.add_argument(
        "--growth", default="100,300,1000,3000", help="numbers of plans that are built once and checked"
    )
    parser.add_argument("--rounds", type=int, default=5, help="how many times each command is run")
    parser.add_argument("--revisions", type=int, default=20, help="how many commits the archives have")
    options = parser.parse_args()
    sizes, growing = ([int(each) for each in text.split(",") if each] for text in (options.sizes, options.growth))
    rows: list[Row] = []
    growth: list[Growth] = []
    with tempfile.TemporaryDirectory(prefix="handlingsplan-bench-") as work:
        for number in sorted({*sizes, *growing}):
            project = Project(Path(work, str(number)), Size(number), options.revisions)
            if number in growing:
                growth.append(_growth(project))
            if number in sizes:
                rows += _rows(project, options.rounds)
            else:
                checks = in_turns(project.checks(), options.rounds)
                rows += _check_rows(number, {name: median(runs) for name, runs in checks.items()})
            shutil.rmtree(Path(work, str(number)))
            write_results(PROJECT / "benchmarks/RESULTS.md", _command(options), options.rounds, rows, growth)
    print((PROJECT / "benchmarks/RESULTS.md").read_text(encoding="utf-8"))  # noqa: T201 - what was asked for


def _command(options: argparse.Namespace) -> str:
    return f"make bench SIZES={options.sizes} GROWTH={options.growth} ROUNDS={options.rounds}"


if __name__ == "__main__":
    main()
