"""Versions of the file format. Every earlier version stays readable: history is read with the same reader.

A municipality writes its version once, in organisation.yml. A change of the format that old files do
not follow adds one to CURRENT_VERSION and one step to UPGRADES, which turns the tree of an old file
into that of the next version before it is validated.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from handlingsplan.model.base import Model
from handlingsplan.text.places import Problem, error
from handlingsplan.text.vocabulary import swedish

from .decoding import decode
from .yaml_tree import read_yaml

CURRENT_VERSION = 1

#: From version n to n + 1: given the model's class and the tree of a file, gives the new tree.
Upgrade = Callable[[type[Model], Any], Any]
UPGRADES: dict[int, Upgrade] = {}


def upgraded(kind: type[Model], data: Any, version: int) -> Any:
    """Give the tree of a file as the current version writes it."""
    for step in range(version, CURRENT_VERSION):
        data = UPGRADES[step](kind, data)
    return data


def format_version(path: str, data: bytes) -> tuple[int, list[Problem]]:
    """Read which version a municipality's files are written in. A missing one is left to validation."""
    text, problems = decode(path, data)
    if problems and not text:
        return CURRENT_VERSION, problems
    tree, source, found = read_yaml(path, text)
    if found:
        return CURRENT_VERSION, []
    key = swedish("format_version")
    written = tree.get(key) if isinstance(tree, dict) else None
    if not isinstance(written, str):
        return CURRENT_VERSION, []
    place = source.place(key)
    if not re.fullmatch("[0-9]{1,6}", written):
        message = f"formatversion «{written}» ska vara ett heltal, till exempel {CURRENT_VERSION}"
        return CURRENT_VERSION, [error("formatversion", place, message)]
    version = int(written)
    if version > CURRENT_VERSION:
        message = f"formatversion {version} är nyare än programmets ({CURRENT_VERSION}); uppdatera programmet"
        return CURRENT_VERSION, [error("formatversion", place, message)]
    if version < 1:
        message = f"formatversion {version} finns inte; skriv {CURRENT_VERSION}"
        return CURRENT_VERSION, [error("formatversion", place, message)]
    return version, []
