"""Workflow commands, which GitHub shows at the lines of a pull request."""

from __future__ import annotations

from collections.abc import Mapping


def workflow_command(kind: str, fields: Mapping[str, object], message: str) -> str:
    """Write a command: `::error file=plan.yml,line=3::okänt fält`."""
    written = ",".join(f"{key}={_escaped(str(value), ',:')}" for key, value in fields.items())
    return f"::{kind} {written}::{_escaped(message)}"


def _escaped(text: str, further: str = "") -> str:
    """Escape a value; % first, since it begins every escape."""
    for character in f"%\r\n{further}":
        text = text.replace(character, f"%{ord(character):02X}")
    return text
