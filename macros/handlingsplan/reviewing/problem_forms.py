"""Problems as `check` prints them: for people, for GitHub and GitLab at the lines of a change, and as JSON."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from typing import Any

from handlingsplan.reviewing.code_quality import render_code_quality
from handlingsplan.reviewing.workflow_command import workflow_command
from handlingsplan.text.places import Problem, Severity
from handlingsplan.text.words import plural


def summarised(problems: Sequence[Problem]) -> str:
    """Give how many problems there are: `2 fel, 3 anmärkningar, 14 hanterade anmärkningar`."""
    errors = sum(each.severity is Severity.ERROR for each in problems)
    open_remarks = sum(each.stops for each in problems) - errors
    handled = len(problems) - errors - open_remarks
    parts = [f"{errors} fel"] if errors else []
    parts += [plural(open_remarks, "anmärkning", "anmärkningar")] if open_remarks else []
    words = plural(handled, "hanterad anmärkning", "hanterade anmärkningar")
    if parts:
        return ", ".join([*parts, words] if handled else parts)
    return f"Inga fel. {words[0].upper()}{words[1:]}." if handled else "Inga fel."


def _as_text(problems: Sequence[Problem]) -> str:
    """Give one line for each problem; an explanation of several lines becomes one."""
    return "\n".join(_with_handling(str(each), each).replace("\n", " ") for each in problems)


def _with_handling(said: str, problem: Problem) -> str:
    return f"{said} [{problem.handling}]" if problem.handling else said


def _as_github(problems: Sequence[Problem]) -> str:
    """Give workflow commands, which GitHub shows at the lines of a pull request."""
    return "\n".join(map(_annotation, problems))


def _annotation(problem: Problem) -> str:
    kind = "error" if problem.severity is Severity.ERROR else "notice" if problem.handling else "warning"
    place = problem.place
    title = f"{problem.severity.capitalize()}: {problem.code}"
    fields = {"file": place.path, "line": place.line, "col": place.column, "title": title}
    return workflow_command(kind, fields, _with_handling(problem.message, problem))


def _as_json(problems: Sequence[Problem]) -> str:
    return json.dumps([_fields(each) for each in problems], indent=2, ensure_ascii=False)


def _fields(problem: Problem) -> dict[str, Any]:
    """Give a problem as a JSON object. The keys are stable: other programs read them."""
    handling = problem.handling
    return {
        "code": problem.code,
        "severity": problem.severity.name.lower(),
        "path": problem.place.path,
        "line": problem.place.line,
        "column": problem.place.column,
        "message": problem.message,
        "subject": problem.subject,
        "handling": handling
        and {"position": handling.position, "explanation": handling.explanation, "role": handling.role},
    }


#: The forms that `check` prints problems in, by what a user calls them.
PROBLEM_FORMS: dict[str, Callable[[Sequence[Problem]], str]] = {
    "text": _as_text,
    "github": _as_github,
    "gitlab": render_code_quality,
    "json": _as_json,
}
