"""The package is built in rings, and imports go inward only. See docs/utveckling/arkitektur.md."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import handlingsplan

PACKAGE = Path(handlingsplan.__file__).parent
RINGS = {"text": 0, "model": 1, "reading": 2, "analysis": 2, "cli": 4, "__main__": 5}
OUTER = 3
#: What rings 0-2 must not know of: disk, processes, network, git, clock and templates.
FORBIDDEN = {
    "os", "pathlib", "shutil", "tempfile", "glob", "subprocess", "socket", "urllib", "git", "time",
    "jinja2", "mkdocs", "logging", "click", "sys",
}  # fmt: skip
FORBIDDEN_CALLS = {"print", "open", "input", "exec", "eval"}
CLOCK = {"now", "utcnow", "today"}
MODULES = sorted(path for path in PACKAGE.rglob("*.py"))


def _part(path: Path) -> str:
    """The folder of a module, or its own name at the top."""
    relative = path.relative_to(PACKAGE)
    return relative.parts[0] if len(relative.parts) > 1 else relative.stem


def _ring(part: str) -> int:
    return RINGS.get(part, OUTER)


def _imports(path: Path) -> Iterator[tuple[int, str]]:
    """Every module that a module imports, by its full name, wherever in the file the import stands."""
    package = ["handlingsplan", *path.relative_to(PACKAGE).parts[:-1]]
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else []
            module = ".".join([*base, node.module] if node.module else base)
            yield node.lineno, module
            yield from ((node.lineno, f"{module}.{alias.name}") for alias in node.names)


def _name(path: Path) -> str:
    return path.relative_to(PACKAGE).as_posix()


@pytest.mark.parametrize("path", MODULES, ids=_name)
def test_imports_go_inward(path: Path) -> None:
    """A module imports inner rings; in rings 0-2, beside that only its own folder."""
    own = _part(path)
    for line, name in _imports(path):
        words = name.split(".")
        if words[0] != "handlingsplan" or len(words) < 2 or own == "__init__":
            continue
        allowed = words[1] == own or _ring(words[1]) < _ring(own) or _ring(words[1]) == _ring(own) == OUTER
        assert allowed, f"{_name(path)}:{line}: ring {_ring(own)} imports {name} of ring {_ring(words[1])}"


@pytest.mark.parametrize("path", [path for path in MODULES if _ring(_part(path)) < OUTER], ids=_name)
def test_inner_rings_compute_only(path: Path) -> None:
    """Rings 0-2 never touch disk, processes, clock, print or templates; today is an argument."""
    for line, name in _imports(path):
        assert name.split(".")[0] not in FORBIDDEN, f"{_name(path)}:{line}: imports {name}"
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            assert node.func.id not in FORBIDDEN_CALLS, f"{_name(path)}:{node.lineno}: calls {node.func.id}"
        if isinstance(node, ast.Attribute):
            assert node.attr not in CLOCK, f"{_name(path)}:{node.lineno}: reads the clock ({node.attr})"


def test_few_modules_know_mkdocs() -> None:
    """Only the adapter imports mkdocs, what makes it faster, and its command: so another builder can take its place."""
    knowing = {_name(path) for path in MODULES for _, name in _imports(path) if name.split(".")[0] == "mkdocs"}
    assert all(name == "site/plugin.py" or name.startswith("site/mkdocs_") for name in knowing)
