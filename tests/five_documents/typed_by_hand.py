"""The five documents as their writers typed them: every figure of a sentence as plain text, tables still drawn.

So the rules of texts are held against what people write, and nothing tells them which figure is which.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from functools import lru_cache
from pathlib import Path

from handlingsplan.reading.tree import UnreadableError
from handlingsplan.site.context import TextContext
from handlingsplan.site.environment import render_text
from handlingsplan.site.publication import plan_context, read_publication, report_context
from handlingsplan.sources.worktree import WorkTree

ROOT = Path(__file__).parents[2]
TODAY = date(2026, 11, 22)
_MACRO = re.compile(r"\{\{.*?\}\}")
_DRAWN = re.compile(r"\{\{\s*(?:plantext|faktaruta|\w*diagram)\b")
_STATED = re.compile(r"\{\{\s*uppgivet\(\"([^\"]*)\"")
_STATED_MACRO = re.compile(r"\{\{ uppgivet\(\"([^\"]*)\".*?\}\}")
_FIGURE = re.compile(r"<[^<>]*>")


class Files:
    """Files by path, as a source."""

    def __init__(self, files: Mapping[str, str]) -> None:
        self.files = dict(files)

    def paths(self) -> list[str]:
        return sorted(self.files)

    def read(self, path: str) -> bytes:
        if path not in self.files:
            raise UnreadableError("filen finns inte")
        return self.files[path].encode()


def repository() -> dict[str, str]:
    """The files of plans/ and data/."""
    tree = WorkTree(ROOT)
    return {path: tree.read(path).decode() for path in tree.paths()}


def typed() -> dict[str, str]:
    """The files with the macros of sentences exchanged for what they print, the source's wording where it is kept."""
    return dict(_typed_files())


@lru_cache(maxsize=1)
def _typed_files() -> Mapping[str, str]:
    files = repository()
    publication = read_publication(Files(files), TODAY)
    for municipality in publication.library.archive.municipalities:
        for plan in municipality.plans:
            context = plan_context(publication.library, municipality, plan)
            narratives = [plan.narrative, *(each.narrative for each in plan.follow_ups)]
            for narrative in narratives:
                if narrative is not None:
                    files[narrative.path] = _typed(files[narrative.path], context)
        for report in municipality.reports:
            if report.narrative is not None:
                context = report_context(publication.library, municipality, report)
                files[report.narrative.path] = _typed(files[report.narrative.path], context)
    return files


def _typed(text: str, context: TextContext) -> str:
    return _MACRO.sub(lambda found: _printed(found.group(), context), text)


def _printed(macro: str, context: TextContext) -> str:
    if _DRAWN.match(macro):
        return macro
    if stated := _STATED.match(macro):
        return stated.group(1)
    output, errors = render_text(context.library.environment, macro, context)
    assert errors == [], (macro, errors)
    html = context.library.fragments.insert(output)
    return macro if "<table" in html else _FIGURE.sub("", html).replace("\u00a0", " ")


def stated_macros() -> list[tuple[str, Callable[[str], list[str]]]]:
    """Give the wordings of the source that agree with what is computed, with what is told of another in their place."""
    publication = read_publication(Files(repository()), TODAY)
    found: list[tuple[str, Callable[[str], list[str]]]] = []
    for municipality in publication.library.archive.municipalities:
        for plan in municipality.plans:
            context = plan_context(publication.library, municipality, plan)
            text = plan.narrative.text if plan.narrative else ""
            found += [(each[1], _told_of(each.group(), each[1], context)) for each in _STATED_MACRO.finditer(text)]
    return [(wording, told) for wording, told in found if re.search(r"\d", wording) and not told(wording)]


def _told_of(macro: str, wording: str, context: TextContext) -> Callable[[str], list[str]]:
    def told(other: str) -> list[str]:
        context.remarks.clear()
        _, errors = render_text(context.library.environment, macro.replace(wording, other), context)
        assert errors == []
        return [each.code for each in context.remarks]

    return told
