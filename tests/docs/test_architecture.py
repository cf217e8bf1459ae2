"""The developer notes name modules that exist, and every folder of the package."""

from __future__ import annotations

import re
from pathlib import Path

from guide_text import DOCS

import handlingsplan

PACKAGE = Path(handlingsplan.__file__).parent
TEXT = (DOCS / "utveckling" / "arkitektur.md").read_text(encoding="utf-8")
_MODULES = TEXT.split("\n## Modules\n")[1].split("\n## ")[0]


def named() -> set[str]:
    """The paths that the list of modules names, below the headings of their folders."""
    found: set[str] = set()
    for part in re.split(r"^### ", _MODULES, flags=re.MULTILINE)[1:]:
        heading = part.split("\n", 1)[0]
        folder = heading if heading.endswith("/") else ""
        found |= {folder + name for name in re.findall(r"`([\w/]+\.py)`", part)}
    return found


def test_every_named_module_exists() -> None:
    assert sorted(name for name in named() if not (PACKAGE / name).is_file()) == []


def test_every_module_is_named() -> None:
    modules = {path.relative_to(PACKAGE).as_posix() for path in PACKAGE.rglob("*.py")}
    silent = {name for name in modules if name.endswith(("__init__.py", "__main__.py"))}
    assert sorted(modules - silent - named()) == []
