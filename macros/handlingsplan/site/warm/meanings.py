"""What the names that are told stand for: files by their content, and the few things that are not files."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from handlingsplan.analysis.history import PlanStep, Step
from handlingsplan.model.archive import Archive, Municipality, PlanDocument
from handlingsplan.model.asked import Name
from handlingsplan.reading.tree import Tree, UnreadableError
from handlingsplan.site.history.past import Past
from handlingsplan.site.warm.digests import Meaning
from handlingsplan.site.warm.keeper import Keeper
from handlingsplan.site.warm.store import name_of
from handlingsplan.site.warm.watched import plan_path, report_path, text_path

#: What each file holds, by path.
Files = Mapping[str, str]


def digests_of_files(tree: Tree) -> Files:
    """Give the digest of every file of a tree."""
    return {path: _digest(tree, path) for path in tree.paths()}


def _digest(tree: Tree, path: str) -> str:
    try:
        return name_of(tree.read(path))
    except UnreadableError as fault:
        return str(fault)


def meanings_of_archive(
    archive: Archive, keeper: Keeper, today: date, wholly: Mapping[str, str] | None = None
) -> Mapping[str, Meaning]:
    """Give what the names of an archive's parts stand for (`watched.py`), and the day.

    Of some municipalities another archive than their own files decides what is read: those in `wholly`, each with
    a digest of all that it may depend on. Any of their names stands for that.
    """
    homes = {each.id: each for each in archive.municipalities}
    plans = {plan_path(plan): plan for plan in archive.plans()}
    files, whole = keeper.files, wholly or {}
    below = _by_folder(files)
    stage = "sections for others" if wholly is not None else "sections"

    def of(meaning: Callable[[str], Any]) -> Meaning:
        return lambda key: (whole.get(_home(key)), meaning(key))

    def facts(path: str) -> Any:
        home = homes.get(_home(path))
        return files.get(path), home and home.organisation.format_version

    return {
        "municipalities": lambda _: list(homes),
        "organisation": of(lambda home: files.get(f"plans/{home}/organisation.yml")),
        "documents": of(lambda home: _documents(homes.get(home))),
        "datasets": of(lambda home: sorted(homes[home].datasets) if home in homes else None),
        "facts": of(facts),
        "text": of(lambda path: files.get(text_path(path))),
        "sections": lambda path: _kept_sections(keeper, (stage, path), plans.get(path)),
        "follow-ups": of(lambda path: below.get(f"{path.rsplit('/', 1)[0]}/uppfoljning")),
        "dataset": of(lambda path: _dataset(path, files, below)),
        "today": lambda _: str(today),
    }


def digest_of_municipality(home: str, files: Files) -> str:
    """Give the digest of all files of a municipality."""
    return name_of(repr([each for each in files.items() if _home(each[0]) == home]).encode())


def _home(key: str) -> str:
    """Give the municipality of a path, or of its own id."""
    return key.split("/")[1] if "/" in key else key


def _by_folder(files: Files) -> Mapping[str, list[tuple[str, str]]]:
    """Give the files below each folder of follow-ups, and below each municipality's data."""
    found: dict[str, list[tuple[str, str]]] = {}
    for path, digest in files.items():
        parts = path.split("/")
        folder = "/".join(parts[:2] if parts[0] == "data" else parts[:-1])
        found.setdefault(folder, []).append((path, digest))
    return found


def _documents(home: Municipality | None) -> Any:
    if home is None:
        return None
    return [plan_path(each) for each in home.plans], [report_path(each) for each in home.reports]


def _kept_sections(keeper: Keeper, name: Name, plan: PlanDocument | None) -> Any:
    """Give a plan's sections without reading its text, if that is the same."""
    made = keeper.find(name) or keeper.keep(name, [("text", name[1])], _sections(plan))
    return made.value


def _sections(plan: PlanDocument | None) -> Any:
    narrative = plan.narrative if plan else None
    return [(each.id, each.actions) for each in narrative.sections] if narrative else None


def _dataset(path: str, files: Files, below: Mapping[str, list[tuple[str, str]]]) -> Any:
    """Give what a dataset is read from: its two files, or all of the municipality's data if it has no rows itself."""
    table = files.get(f"{path.removesuffix('.yml')}.csv")
    return (files.get(path), table) if table else below.get("/".join(path.split("/")[:2]))


def meanings_of_past(past: Past, surroundings: str, *, is_whole: bool) -> Mapping[str, Meaning]:
    """Give what the names of a history stand for: commits, each of which says all that came before it.

    `surroundings` is a digest of all that a history may depend on beside commits: what is not committed yet, and,
    where it `is_whole` no longer, what is withheld from the readers.
    """
    around = "" if is_whole else surroundings

    def of(path: str) -> Any:
        steps = past.history.of_file(path) if path else past.history.steps
        pending = surroundings if past.history.pending and not path else ""
        return around, pending, [_commit(each, surroundings) for each in steps]

    return {
        "history": of,
        "committed": lambda _: (around, [_commit(each, surroundings) for each in past.history.steps]),
        "step": lambda _: around,  # a commit says itself what it changed
        "changing": lambda path: (around, [_commit(each, surroundings) for each in past.history.changing(path)]),
        "decided": lambda pin: (around, past.pins.get(pin)),
    }


def _commit(part: PlanStep | Step, surroundings: str) -> str:
    step = part.step if isinstance(part, PlanStep) else part
    return step.commit.id if step.commit else surroundings
