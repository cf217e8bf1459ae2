"""Every code that the program can give a problem is explained in the guide, and the guide explains no other."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from guide_text import ROOT, page

import handlingsplan

PACKAGE = Path(handlingsplan.__file__).parent
#: `TextContext.remark` hands on the code that a macro gives it.
HANDED_ON = {"context.py"}


def codes() -> Iterator[str]:
    """The first argument of every `error(…)`, `remark(…)` and `….remark(…)` of the package."""
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and _makes_problem(node.func):
                code = node.args[0]
                if path.name in HANDED_ON and isinstance(code, ast.Name):
                    continue
                assert isinstance(code, ast.Constant), f"{path.relative_to(ROOT)}:{node.lineno} computes its code"
                yield str(code.value)


def _makes_problem(function: ast.expr) -> bool:
    if isinstance(function, ast.Name):
        return function.id in ("error", "remark")
    return isinstance(function, ast.Attribute) and function.attr == "remark"


def documented() -> list[str]:
    return re.findall(r"^`([^`]+)` \{: #[a-z-]+ \}\n:   ", page("kontroller.md"), re.MULTILINE)


def test_every_code_is_explained() -> None:
    assert sorted(set(codes()) - set(documented())) == []


def test_the_guide_explains_no_code_that_does_not_exist() -> None:
    assert sorted(set(documented()) - set(codes())) == []


def test_every_code_is_explained_once() -> None:
    assert len(documented()) == len(set(documented()))
