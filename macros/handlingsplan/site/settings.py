"""What a build depends on beside plans, data and docs/: mkdocs.yml, the environment, the versions, the program.

That is known only for a project that is set up as this one: Material, the plugins search, macros and handlingsplan,
and nothing of its own that runs.
"""

from __future__ import annotations

import hashlib
import os
import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

import handlingsplan

#: The program itself, with its templates and theme.
PACKAGE = Path(handlingsplan.__file__).parent
_PLUGINS = {"search", "macros", "handlingsplan"}
_FOLDERS = ("plans", "data")
#: What mkdocs-macros would run; and keys of mkdocs.yml that take in more than is looked at here.
_MODULES = ("main.py", "main")
_MORE = {"INHERIT", "hooks"}
_VARIABLE = re.compile(r"!ENV\s*(\[[^\]]*\]|\S+)")


class _Loader(yaml.SafeLoader):
    """Reads mkdocs.yml for what it names; tags stand for values that are found elsewhere."""


_Loader.add_multi_constructor("!", lambda *_: "")
_Loader.add_multi_constructor("tag:yaml.org,2002:python/", lambda *_: "")


@dataclass(frozen=True, slots=True)
class Settings:
    """All of mkdocs.yml, the environment and the versions, as one text; the folders that a build reads."""

    text: str
    folders: tuple[Path, ...]
    theme: Path


def read_settings(root: Path) -> Settings | None:
    """Read what a build of a project depends on; None where that is not known. Raises `OSError` and `ValueError`."""
    text = (root / "mkdocs.yml").read_text(encoding="utf-8")
    try:
        config = yaml.load(text, _Loader)  # noqa: S506 - a safe loader
    except yaml.YAMLError:
        return None
    if not _is_known(config, root):
        return None
    folders = tuple(root / name for name in (*_FOLDERS, str(config.get("docs_dir", "docs"))))
    theme = root / str(config["theme"].get("custom_dir", "docs"))
    names = {name for found in _VARIABLE.findall(text) for name in re.findall(r"\w+", found)}
    variables = sorted(
        (name, value) for name, value in os.environ.items() if name in names or "HANDLINGSPLAN" in name
    )
    packages = sorted(name for folder in map(Path, sys.path) if folder.is_dir() for name in _packages(folder))
    whole = repr((text, variables, packages, sys.version, str(root.absolute())))
    return Settings(whole, (*folders, theme), theme)


def _packages(folder: Path) -> Iterator[str]:
    """Give what is installed in a folder, with versions. What each package says of itself would take much longer."""
    for each in os.scandir(folder):
        if each.name.endswith((".dist-info", ".egg-info")):
            yield each.name


def _is_known(config: Any, root: Path) -> bool:
    """Whether the project is set up so that it is known what is read."""
    if not isinstance(config, dict) or _MORE & config.keys() or any((root / name).exists() for name in _MODULES):
        return False
    plugins, theme = config.get("plugins"), config.get("theme")
    if not isinstance(plugins, list) or not isinstance(theme, dict) or theme.get("name") != "material":
        return False
    options = [each if isinstance(each, dict) else {str(each): {}} for each in plugins]
    macros = next((each["macros"] for each in options if "macros" in each), None)
    return {name for each in options for name in each} == _PLUGINS and _is_plain(macros)


def _is_plain(macros: object) -> bool:
    """Whether mkdocs-macros is given nothing that makes it read files."""
    return isinstance(macros, dict) and set(macros) <= {"on_error_fail", "on_undefined"}


def contents_of(folders: Iterable[Path]) -> Iterator[bytes]:
    """Give every file with its path. Raises `OSError` at a link, which could lead anywhere."""
    for folder in folders:
        for base, names, files in os.walk(folder.resolve()):
            names[:] = sorted(name for name in names if name != "__pycache__")
            for name in sorted(files):
                path = os.path.join(base, name)  # noqa: PTH118 - thousands of them
                if os.path.islink(path):  # noqa: PTH114
                    raise OSError("a link")
                with open(path, "rb") as file:  # noqa: PTH123
                    yield f"\n{path}\n".encode(errors="surrogateescape") + hashlib.blake2b(file.read()).digest()
            if any(os.path.islink(os.path.join(base, name)) for name in names):  # noqa: PTH114, PTH118
                raise OSError("a link")


def edition_of(root: Path, *parts: object) -> str | None:
    """Give a digest of all that every page depends on, and of some `parts`; None where that is not known."""
    try:
        settings = read_settings(root)
        if settings is None:
            return None
        digest = hashlib.blake2b(repr((settings.text, parts)).encode("utf-8", "surrogatepass"))
        for part in contents_of([settings.theme, PACKAGE]):
            digest.update(part)
    except (OSError, ValueError):
        return None
    return digest.hexdigest()
