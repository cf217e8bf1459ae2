"""`handlingsplan import`: its command, the options, and what it prints."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import click

from handlingsplan.console import Group, OneOf, Value, in_root, read_file
from handlingsplan.text.dates import parse_date

from .imports import import_data
from .kinds import KINDS
from .source import Request
from .targets import Target, read_target


@click.group("import", cls=Group)
def import_() -> None:
    """Hämtar in siffror ur andra system."""


@import_.command
@click.argument("file", metavar="FIL", type=Value("fil", read_file), help="Exporten: en .xlsx- eller .csv-fil.")
@click.option("--as", "kind", type=OneOf(list(KINDS)), required=True, help="Vad exporten är.")
@click.option(
    "--to",
    "target",
    type=Value("KOMMUN/NAMN", read_target),
    required=True,
    help="Datamängden, till exempel alingsas/projektutfall-2025.",
)
@click.option("--sheet", metavar="BLAD", default=None, help="Arbetsbokens blad, om den har flera.")
@click.option(
    "--extraction-date",
    "day",
    type=Value("ÅÅÅÅ-MM-DD", parse_date),
    default=None,
    help="Dagen då siffrorna hämtades. Annars den som står i filen.",
)
@click.option("--pseudonymise", is_flag=True, help="Byter ut koder mot etiketter som bara nyckeln kan tyda.")
@click.option(
    "--key",
    type=Value("fil", Path),
    default=None,
    help="Nyckeln till etiketterna, utanför förvaret. Annars i din egen mapp för inställningar.",
)
@in_root
def data(**asked: Any) -> int:
    """Hämtar in en export ur ekonomisystemet till data/.

    Det som redan finns behålls: bara celler och värden som har ändrats skrivs om. Är något fel skrivs inget.
    """
    return run_import(**asked)


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
