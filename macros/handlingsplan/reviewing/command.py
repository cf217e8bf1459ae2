"""The command `handlingsplan comment`."""

from __future__ import annotations

import os
import re
from pathlib import Path

import click

from handlingsplan.console import FAILED, NOTHING_FOUND, Command, OneOf, Value

from .comment_text import read_bounded

_FORGES = ["github", "gitlab"]


def read_number(text: str) -> int:
    """Read a pull request's number, which others may have written; raises ValueError."""
    if not re.fullmatch(r"[1-9][0-9]{0,9}", text.strip(), re.ASCII):
        raise ValueError("numret ska vara bara siffror, till exempel 12")
    return int(text)


def read_commit(text: str) -> str:
    """Read a commit's whole name; raises ValueError."""
    if not re.fullmatch(r"[0-9a-f]{40}([0-9a-f]{24})?", text):
        raise ValueError("versionen ska vara hela namnet i Git: 40 siffror och bokstäver a–f")
    return text


@click.command(cls=Command)
@click.option("--forge", type=OneOf(_FORGES), required=True, help="Var granskningen sker.")
@click.option(
    "--file",
    "text",
    metavar="FIL",
    type=Value("fil", lambda path: read_bounded(Path(path))),
    required=True,
    help="Kommentarens text, i Markdown.",
)
@click.option("--request", "number", type=Value("nummer", read_number), default=None, help="Numret att kommentera.")
@click.option(
    "--request-file",
    "file_number",
    metavar="FIL",
    type=Value("fil", lambda path: read_number(read_bounded(Path(path), 100))),
    default=None,
    help="En fil med numret, i stället för --request.",
)
@click.option(
    "--head",
    type=Value("version", read_commit),
    default=None,
    help="Versionen som granskades. Står ändringen vid en annan skrivs inget.",
)
def comment(forge: str, text: str, number: int | None, file_number: int | None, head: str | None) -> int:
    """Skriver granskningens kommentar, eller uppdaterar den som redan finns.

    Körs i det jobb som får kommentera. Token tas ur variabeln GITHUB_TOKEN eller GITLAB_TOKEN, och adressen
    ur de variabler som GitHub och GitLab själva sätter. Slutkoden är 0 om det gick bra, annars 2.
    """
    from .api import ForgeError  # noqa: PLC0415 - loaded when needed
    from .forges import FORGES  # noqa: PLC0415
    from .posting import Outcome, post_comment  # noqa: PLC0415

    try:
        target = FORGES[forge](os.environ, number if number is not None else file_number)
        outcome = post_comment(target, text, head)
    except ForgeError as fault:
        click.echo(f"Fel: {fault}", err=True)
        return FAILED
    where = f"{target.word} {target.number}"
    if outcome is Outcome.OUTDATED:
        click.echo(f"Kommentaren är inte skriven: {where} står vid en annan version än den granskade.", err=True)
    else:
        click.echo(f"Kommentaren på {where} är {outcome}.", err=True)
    return NOTHING_FOUND
