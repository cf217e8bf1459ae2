"""`handlingsplan new`: its commands, their options, and what they print."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from handlingsplan.console import FOUND, NOTHING_FOUND, Group, Value, in_root, on_day
from handlingsplan.sources.worktree import WorkTree
from handlingsplan.text.dates import parse_date
from handlingsplan.text.places import Problem

from .addresses import (
    PlanAddress,
    ReportAddress,
    read_address,
    read_id,
    read_ids,
    read_line,
    read_municipality,
    read_report_address,
    read_year,
)
from .drafts import Draft, write_draft
from .follow_ups import NewFollowUp, new_follow_up
from .municipalities import new_municipality
from .next_plan import next_plan
from .plans import new_plan
from .reports import NewReport, new_report

_DAY = Value("ÅÅÅÅ-MM-DD", parse_date)


@click.group(cls=Group)
def new() -> None:
    """Skapar en kommun, en plan, en uppföljning eller en rapport. Inget som redan finns skrivs över."""


@new.command
@click.argument(
    "municipality", metavar="ID", type=Value("id", read_municipality), help="Kommunens id, till exempel alingsas."
)
@click.option(
    "--name", type=Value("namn", read_line), required=True, help="Kommunens namn, till exempel Alingsås kommun."
)
@click.option(
    "--committee",
    type=Value("namn", read_line),
    default="Kommunstyrelsen",
    help="Den första nämndens namn. Förval: Kommunstyrelsen.",
)
@click.option(
    "--department",
    type=Value("namn", read_line),
    default="Avdelning 1",
    help="Den första avdelningens namn. Förval: Avdelning 1.",
)
@in_root
def kommun(root: Path, municipality: str, name: str, committee: str, department: str) -> int:
    """Skapar en kommun: plans/ID/organisation.yml.

    Fler nämnder, avdelningar och enheter skrivs sedan i filen.
    """
    return _created(root, new_municipality(municipality, name, committee, department), [])


@new.command
@click.argument(
    "address",
    metavar="KOMMUN/ÅR/ENHET",
    type=Value("adress", read_address),
    help="Planens mapp under plans/, till exempel alingsas/2026/81516.",
)
@click.option(
    "--from", "earlier", type=Value("ÅR", read_year), default=None, help="Utgå från enhetens plan för detta år."
)
@in_root
def plan(root: Path, address: PlanAddress, earlier: int | None) -> int:
    """Skapar en plan ur mallen, eller nästa års plan ur ett tidigare års.

    Med --from följer åtgärdernas id, namn, texter och helårseffekter med. Datum, beslut, status, effekt i år,
    uppgivna summor och avstämning töms.
    """
    tree = WorkTree(root)
    draft, problems = new_plan(tree, address) if earlier is None else next_plan(tree, address, earlier)
    return _created(root, draft, problems)


@new.command
@click.argument(
    "address",
    metavar="KOMMUN/ÅR/ENHET",
    type=Value("adress", read_address),
    help="Planens mapp under plans/, till exempel alingsas/2026/81516.",
)
@click.argument(
    "period",
    metavar="[PERIOD]",
    type=_DAY,
    required=False,
    default=None,
    help="Periodens sista dag, ÅÅÅÅ-MM-DD. Annars den i kalendern som ligger närmast och inte är lämnad.",
)
@click.option("--text", "with_text", is_flag=True, help="Skapar också en textfil, för kommentarer med siffror.")
@on_day
@in_root
def uppfoljning(root: Path, address: PlanAddress, period: date | None, with_text: bool, today: date) -> int:
    """Skapar en uppföljning, ifylld med det som senast rapporterades.

    Alla planens åtgärder och risker finns med. Ändra det som har ändrats, och skriv en kommentar.
    """
    return _created(root, *new_follow_up(WorkTree(root), NewFollowUp(address, today, period, with_text)))


@new.command
@click.argument(
    "address",
    metavar="KOMMUN/ÅR/NAMN",
    type=Value("adress", read_report_address),
    help="Var rapporten ska ligga, till exempel alingsas/2026/delar-ett.",
)
@click.option("--period", type=_DAY, required=True, help="Dagen som rapporten redovisar läget per.")
@click.option(
    "--committee", type=Value("id", read_id), default=None, help="Nämndens id. Annars den första som har en plan."
)
@click.option(
    "--units",
    type=Value("id,id", read_ids),
    default=(),
    help="Enheterna, med komma emellan. Annars alla med en plan.",
)
@in_root
def rapport(root: Path, address: ReportAddress, period: date, committee: str | None, units: tuple[str, ...]) -> int:
    """Skapar en rapport till en nämnd, med enheternas tabeller och summor på plats.

    Öppna uppdrag från nämnden skrivs in som återrapporterade. Ta bort dem som rapporten inte svarar på.
    """
    return _created(root, *new_report(WorkTree(root), NewReport(address, period, committee or "", units)))


def _created(root: Path, draft: Draft | None, problems: list[Problem]) -> int:
    """Write a draft, and say which files there are now; or say why there are none."""
    problems = problems or (write_draft(root, draft) if draft else [])
    for problem in problems:
        click.echo(str(problem), err=True)
    if problems or draft is None:
        return FOUND
    for path in draft.paths():
        click.echo(f"Skapade {path}")
    click.echo(draft.next_step)
    return NOTHING_FOUND
