"""Whether a site needs to be built at all: not when everything that it was built from is the same, and it is whole.

What a build reads is known only for a project that is set up as this one: Material, the plugins search, macros and
handlingsplan, and nothing of its own that runs. There a receipt of the build is kept in `.cache/`: what went in
(every file by its content, the commits of the repository, the versions of the packages, the environment that
mkdocs.yml names, the day) and what came out (every file by size, times and place on the disk). Of any other project,
and of a receipt that cannot be read, nothing is believed: the site is built.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import sys
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime
from importlib.metadata import distributions
from pathlib import Path
from typing import Any, Protocol

import yaml

import handlingsplan
from handlingsplan.sources.git_command import GitError, ask_git

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


class Edition(Protocol):
    """What is published of the files: the day, the version and the audience."""

    @property
    def at(self) -> str:
        """The version of the files; empty when they are as they are."""
        ...


def inputs_of(root: Path, edition: Edition) -> str | None:
    """Give what a build reads, as one text that differs when any of it does; None where that is not known."""
    try:
        text = (root / "mkdocs.yml").read_text(encoding="utf-8")
        folders = _folders(yaml.load(text, _Loader), root)  # noqa: S506 - a safe loader
        if edition.at or folders is None:
            return None
        digest = hashlib.blake2b()
        for part in (*_surroundings(root, text, edition), *_contents(folders)):
            digest.update(part)
        return digest.hexdigest()
    except (OSError, ValueError, yaml.YAMLError, GitError):
        return None


def _folders(config: Any, root: Path) -> list[Path] | None:
    """Give the folders that are read; None when the project may read others."""
    if not isinstance(config, dict) or _MORE & config.keys() or any((root / name).exists() for name in _MODULES):
        return None
    plugins, theme = config.get("plugins"), config.get("theme")
    if not isinstance(plugins, list) or not isinstance(theme, dict) or theme.get("name") != "material":
        return None
    options = [each if isinstance(each, dict) else {str(each): {}} for each in plugins]
    macros = next((each["macros"] for each in options if "macros" in each), None)
    if {name for each in options for name in each} != _PLUGINS or not _is_plain(macros):
        return None
    own = (config.get("docs_dir", "docs"), theme.get("custom_dir", "docs"))
    return [root / str(name) for name in (*_FOLDERS, *own)]


def _is_plain(macros: object) -> bool:
    """Whether mkdocs-macros is given nothing that makes it read files."""
    return isinstance(macros, dict) and set(macros) <= {"on_error_fail", "on_undefined"}


def _surroundings(root: Path, config: str, edition: Edition) -> Iterator[bytes]:
    names = {name for found in _VARIABLE.findall(config) for name in re.findall(r"\w+", found)}
    variables = [(name, value) for name, value in os.environ.items() if name in names or "HANDLINGSPLAN" in name]
    packages = sorted((each.name, each.version) for each in distributions())
    day = datetime.now().astimezone().date()
    yield repr(
        (config, sorted(variables), packages, sys.version, repr(edition), str(day), str(root.absolute()))
    ).encode()
    # A commit that a plan names may come with any branch that is fetched.
    yield repr(ask_git(root, "rev-parse", "HEAD", "--is-shallow-repository")).encode()
    yield repr(ask_git(root, "for-each-ref", "--format=%(objectname)")).encode()
    yield from _contents([Path(handlingsplan.__file__).parent])


def _contents(folders: list[Path]) -> Iterator[bytes]:
    """Give every file with its path. A link inside could lead anywhere, so then nothing is known."""
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


def is_unchanged(root: Path, site: Path, inputs: str | None) -> bool:
    """Whether the site that is shown is the one that was built from the same, with no file touched since."""
    try:
        receipt = json.loads(_receipt(root, site).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return False
    return inputs is not None and isinstance(receipt, dict) and receipt == {"inputs": inputs, "site": _state(site)}


def remember(root: Path, site: Path, inputs: str | None) -> None:
    """Keep the receipt of a build; none when it is not known what it read."""
    path = _receipt(root, site)
    with suppress(OSError):
        path.unlink(missing_ok=True)
        if inputs is not None:
            path.parent.mkdir(parents=True, exist_ok=True)
            half = path.with_suffix(".new")
            half.write_text(json.dumps({"inputs": inputs, "site": _state(site)}), encoding="utf-8")
            half.replace(path)


def _receipt(root: Path, site: Path) -> Path:
    name = hashlib.blake2b(str(site).encode(errors="surrogateescape"), digest_size=16).hexdigest()
    return root / ".cache" / "handlingsplan" / f"{name}.json"


def _state(site: Path) -> str:
    """Give the state of every file of a site. Whoever writes to one changes its times, whatever the content."""
    digest = hashlib.blake2b()
    for base, names, files in os.walk(site):
        names.sort()
        for name in sorted(files):
            found = os.lstat(os.path.join(base, name))  # noqa: PTH118 - thousands of them
            parts = (base[len(str(site)) :], name, found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino)
            digest.update(repr(parts).encode())
    return digest.hexdigest()
