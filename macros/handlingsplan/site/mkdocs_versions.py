"""Which MkDocs the site is built with, and what of its theme outlives a build."""

from __future__ import annotations

from importlib.metadata import version
from typing import Any

from jinja2 import FileSystemBytecodeCache

from handlingsplan.site.warm.store import own_folder

#: The versions whose inside `mkdocs_inside.py` knows.
KNOWN = {"mkdocs": ("1.6.1",), "mkdocs-material": ("9.8.1",)}


def unknown_versions() -> list[str]:
    """Give the packages whose version is not one that this module knows, each with its version."""
    found = {name: version(name) for name in KNOWN}
    return [f"{name} {number}" for name, number in found.items() if number not in KNOWN[name]]


def keep_compiled_templates(env: Any) -> None:
    """Let the theme's templates be compiled once for all builds. What is compiled is run, so it is the user's own."""
    if folder := own_folder():
        compiled = folder / "templates"
        compiled.mkdir(exist_ok=True, mode=0o700)
        env.bytecode_cache = FileSystemBytecodeCache(str(compiled))
