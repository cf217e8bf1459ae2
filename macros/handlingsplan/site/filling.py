"""Filling in the macros of a text, a piece at a time, with every fault at its line of the file."""

from __future__ import annotations

from copy import copy

from handlingsplan.model.narrative import Narrative
from handlingsplan.site.context import TextContext
from handlingsplan.site.environment import is_plain, render_text
from handlingsplan.text.places import Place, Problem, error


def fill(context: TextContext, narrative: Narrative, span: tuple[int, int]) -> tuple[str, list[Problem]]:
    """Fill in the lines from first to last; give the Markdown and the problems and remarks of its macros."""
    lines = narrative.lines(span)
    if is_plain(lines) and not (context.budget and context.budget.spent()):
        return lines.replace("\r\n", "\n"), []
    here = copy(context)  # `replace` would ask for all its fields, and a page has some thirty pieces
    here.path, here.first_line, here.remarks = narrative.path, span[0], []
    text, faults = render_text(context.library.environment, lines, here)
    problems = [
        error("makro", Place(narrative.path, fault.line + span[0] - 1, fault.column), _message(fault))
        for fault in faults
    ]
    return text, problems + here.remarks


def _message(fault: Exception) -> str:
    """Give what is wrong without its place, which is in the text's own lines."""
    return str(getattr(fault, "message", fault))
