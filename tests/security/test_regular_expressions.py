"""No regular expression of the package takes time that grows with the square of a text, or worse."""

import re
import resource
import subprocess
import sys
from pathlib import Path

import pytest
import regular_expressions
from regular_expressions import MOST, attacks, growth, has_possessive_groups, patterns

_PROGRAM = Path(__file__).with_name("regular_expressions.py")
_SECONDS = 40


def test_every_pattern_is_linear() -> None:
    """In a process of its own: no signal is heard while a pattern is matched."""
    ended = subprocess.run(
        [sys.executable, _PROGRAM],
        capture_output=True,
        check=False,
        encoding="utf-8",
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_CPU, (_SECONDS, _SECONDS)),
        timeout=600,
    )
    assert (ended.returncode, ended.stdout) == (0, ""), ended.stderr[-500:]


def test_the_patterns_are_found_with_their_calls() -> None:
    found = patterns()
    assert len(found) > 180
    assert found["handlingsplan.importing.exports._CODE.0"][1] == {"match"}
    assert found["handlingsplan.reading.narrative._UNDERLINE.0"][1] == {"fullmatch"}
    assert found["handlingsplan.reading.folders._PATTERNS.8"][1] == {"finditer"}


def test_only_single_characters_are_repeated_possessively() -> None:
    """Python before 3.11.5, as in Debian 12, matches possessive groups wrongly: github.com/python/cpython/issues/106052."""
    assert [name for name, (pattern, _) in patterns().items() if has_possessive_groups(pattern)] == []
    assert has_possessive_groups(re.compile(r"x(?:a|b(?=c))*+"))
    assert has_possessive_groups(re.compile(r"(?>a|bc)"))
    assert not has_possessive_groups(re.compile(r"(?:a|[bc]++)*"))


@pytest.mark.parametrize(
    ("pattern", "way"),
    [
        (r"\s+$", "search"),
        (r"\d+kr", "finditer"),
        (r"a*b?a*c", "match"),
        (r"<th(?![^>]*\bscope=)", "sub"),
        (r"\s*(?:i)?\s*:?\s*kr", "fullmatch"),
        (r"§+\s?$", "search"),
        (r"\{\{(?:[^}]|\}(?!\}))*+\}\}", "sub"),
    ],
)
def test_a_slow_pattern_is_found(pattern: str, way: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """With longer texts than the package's patterns get, so that it is seen on any machine."""
    monkeypatch.setattr(regular_expressions, "LENGTHS", (40, 300, 6_000))
    compiled = re.compile(pattern)
    assert any(growth(compiled, way, each) > MOST for each in attacks(compiled))
