"""The command `handlingsplan`: parses arguments, prints, and exits 0 nothing found, 1 found, 2 failed.

What a command needs is imported when it runs: the site's libraries take longer to load than most
commands take to run.
"""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from handlingsplan.console import FOUND, NOTHING_FOUND, Group, OneOf, Value, in_root, on_day, read_file
from handlingsplan.model.audience import Audience
from handlingsplan.reviewing.problem_forms import PROBLEM_FORMS, summarised
from handlingsplan.text.dates import parse_date

if TYPE_CHECKING:
    from handlingsplan.site.checking import Checked

NO_PLANS = "Inga planer ännu. Börja med: handlingsplan new kommun --help"


@click.group(cls=Group)
@click.version_option(package_name="handlingsplan", message="%(prog)s %(version)s", help="Visar versionen.")
def main() -> None:
    """Kommunens handlingsplaner: kontrollera, publicera och skapa.

    Slutkoden är 0 om allt är bra, 1 om något behöver rättas och 2 om kommandot inte kunde utföras.
    """


@main.command
@in_root
@click.option(
    "--format",
    "style",
    type=OneOf(list(PROBLEM_FORMS)),
    default="text",
    help="Hur problemen skrivs ut. Förval: text.",
)
@on_day
@click.option("--all", "with_handled", is_flag=True, help="Visar också anmärkningar som är hanterade i avstämningen.")
@click.option(
    "--staged", is_flag=True, help="Kontrollerar det som är på väg att checkas in, inte filerna som de är nu."
)
@click.option("--message", type=Value("fil", read_file), help="Söker bara personnummer i texten till en incheckning.")
def check(root: Path, style: str, today: date, with_handled: bool, **what: Any) -> int:
    """Kontrollerar alla planer, rapporter och datafiler.

    Skriver varje fel och varje anmärkning med fil, rad och kolumn. En anmärkning som någon har hanterat i
    planens avstämning räknas inte. Sist står vilka uppföljningar som ska lämnas och vilka som saknas; de
    påverkar inte slutkoden.
    """
    from handlingsplan.site.garbage import collect_seldom  # noqa: PLC0415 - loaded when needed

    collect_seldom()
    checked = _checked(root, today, **what)
    problems = checked.problems if checked else []
    after = [summarised(problems), *(checked.reminders if style == "text" else ())] if checked else [NO_PLANS]
    shown = [each for each in problems if each.stops or with_handled]
    if text := PROBLEM_FORMS[style](shown):
        # As bytes: the output is UTF-8 whatever the terminal says, since other programs read it.
        click.echo(text.encode())
    click.echo("\n".join(after), err=True)
    return FOUND if any(each.stops for each in problems) else NOTHING_FOUND


def _checked(root: Path, today: date, *, staged: bool, message: Path | None) -> Checked | None:
    """Check what was asked for; None where there are no plans to check."""
    if message:
        from handlingsplan.reading.commit_message import check_message  # noqa: PLC0415 - loaded when needed
        from handlingsplan.site.checking import Checked  # noqa: PLC0415

        return Checked(check_message(message.name, message.read_bytes()))
    if staged:
        from handlingsplan.site.checking import check_staged  # noqa: PLC0415
        from handlingsplan.sources.git_command import GitError  # noqa: PLC0415

        try:
            return check_staged(root, today)
        except GitError as fault:
            raise click.UsageError(f"--staged: {fault}") from fault
    if not any((root / folder).exists() for folder in ("plans", "data")):
        return None
    from handlingsplan.site.checking import check_day  # noqa: PLC0415

    return check_day(root, today)


@main.command
@in_root
@click.option("--site-dir", type=Value("mapp", Path), default=None, help="Mappen att bygga i. Annars site.")
@click.option(
    "--today",
    type=Value("ÅÅÅÅ-MM-DD", parse_date),
    default=None,
    help="Dagen som sidorna gäller. Annars den som mkdocs.yml anger, eller dagens datum.",
)
@click.option(
    "--at",
    metavar="VERSION|ÅÅÅÅ-MM-DD",
    default="",
    help="Planerna och siffrorna så som de var: en dag, eller en version i Git (gren, tagg eller nummer).",
)
@click.option(
    "--audience",
    type=OneOf([each.value for each in Audience]),
    default=None,
    help="Vilka webbplatsen är för: begränsad (allt), intern eller publik. Annars den som mkdocs.yml anger.",
)
@click.option(
    "--keep",
    type=click.IntRange(0, 100),
    default=1,
    metavar="ANTAL",
    help="Hur många tidigare som sparas. Förval: 1.",
)
@click.option("--allow-smaller", is_flag=True, help="Godtar en webbplats som är mindre än hälften av den förra.")
@click.option("--rollback", is_flag=True, help="Bygger inget, utan visar den förra webbplatsen igen.")
def build(root: Path, site_dir: Path | None, **how: Any) -> int:
    """Bygger webbplatsen. Om något är fel står den tidigare kvar som den var.

    Med --today byggs den så som den såg ut den dagen, ur filerna som de är nu. Med --at byggs den ur filerna
    som de var, och varje sida säger det. Med --audience är bara det med som de läsarna får läsa.
    """
    from handlingsplan.site.publishing import Edition, Keeping, go_back, publish_site  # noqa: PLC0415 - loaded when needed
    from handlingsplan.site.shelf import BusyError  # noqa: PLC0415

    if not (root / "mkdocs.yml").is_file():
        raise click.UsageError(f"mappen {root} har ingen mkdocs.yml; kör kommandot i förvaret eller ange --root")
    if how["at"]:
        _known_version(root, how["at"])
    audience = Audience(how["audience"]) if how["audience"] else None
    try:
        if not how["rollback"]:
            return publish_site(
                root,
                site_dir,
                Edition(how["today"], how["at"], audience),
                Keeping(how["keep"], how["allow_smaller"]),
            )
        if go_back(root, site_dir):
            return NOTHING_FOUND
    except BusyError:
        raise click.UsageError("någon annan bygger just nu samma webbplats; vänta tills det är klart") from None
    raise click.UsageError("--rollback: ingen tidigare webbplats är sparad")


def _known_version(root: Path, name: str) -> None:
    """Refuse a version that the repository does not have before anything is built."""
    from handlingsplan.site.history.past import find_moment  # noqa: PLC0415 - loaded when needed
    from handlingsplan.sources.git_command import GitError  # noqa: PLC0415

    try:
        moment = find_moment(root, name)
    except GitError as fault:
        raise click.UsageError(f"--at: {fault}") from fault
    if name == str(moment.day) and moment.day > datetime.now().astimezone().date():
        raise click.UsageError(f"--at: dagen {name} har inte varit än")


main.add_later("new", "handlingsplan.creating.commands")
main.add_later("comment", "handlingsplan.reviewing.command")
main.add_later("diff", "handlingsplan.reviewing.diff_command")
main.add_later("import", "handlingsplan.importing.command", "import_")


@main.command
@in_root
def schemas(root: Path) -> int:
    """Skriver JSON-scheman för alla slags YAML-filer till schemas/."""
    from handlingsplan.documents.schemas import write_schemas  # noqa: PLC0415 - loaded when needed

    for path in write_schemas(root):
        click.echo(path)
    return NOTHING_FOUND
