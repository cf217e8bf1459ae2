"""Documents read once, of which one is changed at a time: what rules, by default those of texts and form, say of that one."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

from analysis.rules.documents import RefusedError, read

from handlingsplan.analysis.rules.text_rules import PLAN_CHECKS, REPORT_CHECKS
from handlingsplan.analysis.structure import check_cover, check_text
from handlingsplan.model.archive import Municipality
from handlingsplan.text.places import Problem

#: A file's new text, or None when it is taken away.
Changed = Mapping[str, str | None]
#: What is said of a part of a municipality beside the whole of it.
Told = Callable[[Municipality, Municipality], Iterator[Problem]]


def told_in(part: Municipality, whole: Municipality) -> Iterator[Problem]:
    """What the rules of texts and of form say of a part's plans and reports, beside all of the municipality's."""
    for plan in part.plans:
        yield from check_cover(plan)
        yield from check_text(plan)
        yield from (each for check in PLAN_CHECKS for each in check(plan, whole))
    for report in part.reports:
        yield from (each for check in REPORT_CHECKS for each in check(report, whole))


class Texts:
    """Files of sound documents."""

    def __init__(self, files: Mapping[str, str], told: Told = told_in) -> None:
        self.files = dict(files)
        self._told = told
        archive, problems = read(self.files)
        assert [str(problem) for problem in problems] == []
        self._read = {each.id: each for each in archive.municipalities}

    def told(self) -> list[Problem]:
        """What is said of all documents."""
        return [problem for each in self._read.values() for problem in self._told(each, each)]

    def of(self, changed: Changed) -> list[Problem]:
        """What is said of the document that changed files belong to. The others, and all data, are not read again."""
        folder = next(iter(changed)).rpartition("/")[0] + "/"
        organisation = "/".join(folder.split("/")[:2]) + "/organisation.yml"
        near = {path: text for path, text in self.files.items() if path.startswith(folder) or path == organisation}
        files = {path: text for path, text in {**near, **changed}.items() if text is not None}
        archive, problems = read(files)
        if problems:
            raise RefusedError(str(problems[0]))
        [part] = archive.municipalities
        whole = self._read[part.id]
        plans = {(each.year, each.unit): each for each in (*whole.plans, *part.plans)}
        return list(self._told(part, replace(whole, plans=tuple(plans.values()))))
