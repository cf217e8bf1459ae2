"""Problems as GitLab's Code Quality report, which a merge request shows at the changed lines."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from hashlib import sha256
from typing import Any

from handlingsplan.text.places import Problem, Severity


def render_code_quality(problems: Sequence[Problem]) -> str:
    """Give the report. A problem keeps its fingerprint when lines above it come or go."""
    seen: Counter[str] = Counter()
    return json.dumps([_entry(each, seen) for each in problems], indent=2, ensure_ascii=False)


def _entry(problem: Problem, seen: Counter[str]) -> dict[str, Any]:
    identity = f"{problem.code}\0{problem.place.path}\0{problem.message}"
    seen[identity] += 1
    return {
        "description": f"{problem.message} [{problem.handling}]" if problem.handling else problem.message,
        "check_name": problem.code,
        "fingerprint": sha256(f"{identity}\0{seen[identity]}".encode()).hexdigest(),
        "severity": "info" if problem.handling else "critical" if problem.severity is Severity.ERROR else "minor",
        "location": {"path": problem.place.path, "lines": {"begin": problem.place.line}},
    }
