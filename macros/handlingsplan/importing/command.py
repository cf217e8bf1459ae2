"""What `handlingsplan import data` does with its options, and what it prints."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from .imports import import_data
from .kinds import KINDS
from .source import Request
from .targets import Target


def run_import(
    *,
    file: Path,
    kind: str,
    target: Target,
    root: Path,
    sheet: str | None,
    day: date | None,
    pseudonymise: bool,
    key: Path | None,
) -> int:
    """Import, and print what was done, or what is wrong; give 1 when something is."""
    if key is not None and not pseudonymise:
        raise click.UsageError("--key används bara tillsammans med --pseudonymise")
    place = (key or _own_key(target)) if pseudonymise else None
    imported = import_data(Request(file, KINDS[kind], target, root, sheet, day, place))
    for problem in imported.problems:
        click.echo(problem, err=True)
    if imported.problems:
        click.echo("Inget har skrivits.", err=True)
        return 1
    for change in imported.changes:
        click.echo(change)
    for notice in imported.notices:
        click.echo(f"Obs: {notice}", err=True)
    if place is not None:
        click.echo(f"Nyckeln till etiketterna är {place}. Spara den, och lägg den aldrig i förvaret.")
    return 0


def _own_key(target: Target) -> Path:
    """Give the place of a municipality's key in the user's own folder for settings."""
    return Path(click.get_app_dir("handlingsplan")) / f"nyckel-{target.municipality}.csv"
