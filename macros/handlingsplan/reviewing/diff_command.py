"""The command `handlingsplan diff`."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import click

from handlingsplan.console import FAILED, FOUND, NOTHING_FOUND, Command, OneOf, Value, in_root, on_day


def read_kronor(text: str) -> int:
    """Read a whole amount of kronor from 0; raises ValueError."""
    digits = "".join(text.split())
    if not (digits.isascii() and digits.isdecimal() and len(digits) <= 12):
        raise ValueError(f"«{text}» ska vara hela kronor, till exempel 1000")
    return int(digits)


@click.command(cls=Command)
@click.argument(
    "base", metavar="FÖRE", help="Versionen att jämföra med: en gren, en etikett, en incheckning, HEAD~1."
)
@click.argument("head", metavar="EFTER", required=False, help="Den senare versionen. Annars arbetskopian.")
@click.option(
    "--format",
    "form",
    type=OneOf(["text", "markdown", "json", "github"]),
    default="text",
    help="Hur ändringarna skrivs ut. Förval: text.",
)
@click.option(
    "--threshold",
    type=Value("KRONOR", read_kronor),
    default=0,
    help="Ändringar där alla belopp är mindre än så räknas bara.",
)
@click.option("--merge-base", "from_fork", is_flag=True, help="Jämför med där EFTER lämnade FÖRE.")
@on_day
@in_root
def diff(root: Path, base: str, head: str | None, form: str, threshold: int, from_fork: bool, today: date) -> int:
    """Visar vad som har ändrats i planer, rapporter och data mellan två versioner, i kronor och ord.

    Slutkoden säger hur den senare versionen är: 0 om inget behöver rättas i den, 1 om den har fel eller
    anmärkningar som ingen har hanterat, 2 om versionerna inte kunde jämföras.
    """
    from handlingsplan.sources.git_command import GitError  # noqa: PLC0415 - loaded when needed

    from .diff_forms import FORMS  # noqa: PLC0415
    from .review import read_review  # noqa: PLC0415

    try:
        review = read_review(root, base, head, today, from_fork=from_fork)
    except GitError as fault:
        click.echo(f"Fel: {fault}", err=True)
        return FAILED
    if text := FORMS[form](replace(review, threshold=threshold)):
        # As bytes: the output is UTF-8 whatever the terminal says, since other programs read it.
        click.echo(text.encode())
    return FOUND if any(each.stops for each in review.problems) else NOTHING_FOUND
