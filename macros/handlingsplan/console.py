"""The command line in Swedish: click's headings, what it says about wrong usage, and our own failures.

Every way to fail ends here with exit code 2: wrong usage, a file that cannot be written, and a fault of
ours (*internt fel*), whose traceback is shown only with --debug.
"""

from __future__ import annotations

import sys
import traceback
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from importlib import import_module
from importlib.metadata import version
from pathlib import Path
from typing import Any

import click

from handlingsplan.text.dates import parse_date
from handlingsplan.text.identity_numbers import masked
from handlingsplan.text.words import listed, suggestion

NOTHING_FOUND, FOUND, FAILED = 0, 1, 2
_HEADINGS = {"Options": "Val", "Commands": "Kommandon", "Positional arguments": "Argument"}
_DEBUG = "handlingsplan.debug"


class _Formatter(click.HelpFormatter):
    """Help with Swedish headings."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        super().write_usage(prog, args, prefix or "Användning: ")

    def write_heading(self, heading: str) -> None:
        super().write_heading(_HEADINGS.get(heading, heading))

    def write_dl(self, rows: Iterable[tuple[str, str]], *args: Any, **settings: Any) -> None:
        super().write_dl([(name, text.replace("[required]", "[krävs]")) for name, text in rows], *args, **settings)


class _Context(click.Context):
    formatter_class = _Formatter


class Command(click.Command):
    """A command that speaks Swedish and takes --debug."""

    context_class = _Context

    def __init__(self, *args: Any, **settings: Any) -> None:
        super().__init__(*args, **{"options_metavar": "[VAL]", **settings})
        self.params.append(_debug_option())

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """Give --help, with its explanation in Swedish."""
        return _in_swedish(super().get_help_option(ctx))

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Parse the arguments; what is left over is wrong usage."""
        ctx.allow_extra_args = True
        with _usage_of(ctx):
            rest = super().parse_args(ctx, args)
        if rest:
            ctx.fail(f"för många argument: {' '.join(rest)}")
        return rest


class Group(click.Group):
    """Commands in Swedish, in the order they are written. Calling it runs the program and exits."""

    context_class = _Context
    command_class = Command
    group_class = type

    def __init__(self, *args: Any, **settings: Any) -> None:
        words = {"options_metavar": "[VAL]", "subcommand_metavar": "KOMMANDO [ARGUMENT]..."}
        self._modules: dict[str, tuple[str, str]] = {}
        super().__init__(*args, **{**words, **settings})

    def add_later(self, name: str, module: str, attribute: str = "") -> None:
        """Add a command whose module is imported when it is asked for, where it has the same name or another."""
        self._modules[name] = (module, attribute or name)
        self.commands[name] = click.Command(name)  # keeps its place among the others

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Give a command, imported if need be."""
        if cmd_name in self._modules:
            module, attribute = self._modules.pop(cmd_name)
            self.commands[cmd_name] = getattr(import_module(module), attribute)
        return super().get_command(ctx, cmd_name)

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """Give --help, with its explanation in Swedish."""
        return _in_swedish(super().get_help_option(ctx))

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Parse the arguments up to the command's name."""
        with _usage_of(ctx):
            return super().parse_args(ctx, args)

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """Give the commands in the order of the source."""
        return list(self.commands)

    def main(self, *args: Any, **settings: Any) -> Any:
        """Run the program and exit with what the command returns, or with 2 when it fails."""
        for stream in (sys.stdout, sys.stderr):
            # A terminal that cannot show a character is no reason to fail.
            if reconfigure := getattr(stream, "reconfigure", None):
                reconfigure(errors="backslashreplace")
        meta: dict[str, Any] = {}
        try:
            code = super().main(*args, **{**settings, "standalone_mode": False, "obj": meta})
        except click.exceptions.NoArgsIsHelpError as fault:
            click.echo(fault.format_message(), err=True)
            sys.exit(FAILED)
        except click.UsageError as fault:
            sys.exit(_say_usage(fault))
        except click.Abort:
            sys.exit(_say("Avbrutet."))
        except Exception as fault:
            sys.exit(_say_failure(fault, debug=_DEBUG in meta))
        sys.exit(code or 0)


@contextmanager
def _usage_of(ctx: click.Context) -> Iterator[None]:
    """Let every fault know its command; click's parser does not always say."""
    try:
        yield
    except click.UsageError as fault:
        fault.ctx = fault.ctx or ctx
        raise


def _debug_option() -> click.Option:
    def remember(ctx: click.Context, param: click.Parameter, value: bool) -> None:  # noqa: ARG001 - click's signature
        if value and isinstance(ctx.obj, dict):
            ctx.obj[_DEBUG] = True

    return click.Option(
        ["--debug"],
        is_flag=True,
        is_eager=True,
        expose_value=False,
        callback=remember,
        help="Visar teknisk felsökning om programmet går fel.",
    )


def _in_swedish(option: click.Option | None) -> click.Option | None:
    if option is not None:
        option.help = "Visar den här hjälpen."
    return option


def _say(line: str) -> int:
    """Say why the command has failed. A fault of ours or of Git may quote anything, so what it quotes is masked."""
    click.echo(masked(line), err=True)
    return FAILED


def _say_usage(fault: click.UsageError) -> int:
    """Say what was wrong with how the command was given, and how to learn more."""
    hint = f"; se {fault.ctx.command_path} --help" if fault.ctx else ""
    return _say(f"Fel: {_usage(fault)}{hint}")


def _usage(fault: click.UsageError) -> str:
    """Give click's English message in Swedish."""
    command = fault.ctx.command if fault.ctx else None
    match fault:
        case click.NoSuchOption():
            known = [name for param in (command.params if command else []) for name in param.opts]
            return f"valet {fault.option_name} finns inte{suggestion(fault.option_name, known)}"
        case click.exceptions.NoSuchCommand():
            commands = list(command.commands) if isinstance(command, click.Group) else []
            near = suggestion(fault.command_name, commands) or f"; välj {listed(commands, 'eller')}"
            return f"kommandot «{fault.command_name}» finns inte{near}"
        case click.MissingParameter():
            return f"{_name(fault)} saknas"
        case click.BadParameter():
            return f"{_name(fault)}: {fault.message}"
        case click.BadOptionUsage():
            return f"valet {fault.option_name} {_wrong_value(fault, command)}"
    return {"Missing command.": "kommando saknas"}.get(fault.message, fault.message)


def _name(fault: click.BadParameter) -> str:
    param = fault.param
    if param is None or fault.ctx is None:
        return "värdet"
    return param.opts[0] if isinstance(param, click.Option) else param.make_metavar(fault.ctx)


def _wrong_value(fault: click.BadOptionUsage, command: click.Command | None) -> str:
    params = command.params if command else []
    flag = any(fault.option_name in each.opts and getattr(each, "is_flag", False) for each in params)
    return "tar inget värde" if flag or fault.option_name == "--help" else "behöver ett värde"


def _say_failure(fault: Exception, *, debug: bool) -> int:
    if debug:
        click.echo("".join(traceback.format_exception(fault)), err=True, nl=False)
    if isinstance(fault, OSError) and fault.filename:
        return _say(f"Fel: {fault.filename} går inte att läsa eller skriva ({fault.strerror})")
    what = " ".join(f"{type(fault).__name__}: {fault}".split())
    how = "" if debug else "; kör om med --debug och skicka utskriften till den som förvaltar programmet"
    return _say(f"internt fel i handlingsplan {version('handlingsplan')}: {what}{how}")


class Value(click.ParamType[Any]):
    """A value read by a function that raises ValueError with a Swedish message."""

    def __init__(self, name: str, read: Callable[[str], Any]) -> None:
        self.name = name
        self._read = read

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Read the value; a default that is already read is kept."""
        if not isinstance(value, str):
            return value
        try:
            return self._read(value)
        except ValueError as fault:
            self.fail(str(fault), param, ctx)


class OneOf(click.Choice[str]):
    """One of some words."""

    def get_invalid_choice_message(self, value: Any, ctx: click.Context | None) -> str:  # noqa: ARG002 - click's
        """Say which words there are."""
        return f"«{value}» ska vara {listed(map(str, self.choices), 'eller')}"


def read_folder(text: str) -> Path:
    """Read the path of an existing folder; raises ValueError."""
    path = Path(text)
    if not path.is_dir():
        raise ValueError(f"mappen {text} finns inte")
    return path


def read_file(text: str) -> Path:
    """Read the path of an existing file; raises ValueError."""
    path = Path(text)
    if not path.is_file():
        raise ValueError(f"filen {text} finns inte")
    return path


def _found_root() -> Path:
    """Give the nearest folder upwards with an mkdocs.yml, else the current one."""
    here = Path.cwd()
    return next((each for each in (here, *here.parents) if (each / "mkdocs.yml").is_file()), here)


def _today() -> date:
    return datetime.now().astimezone().date()


on_day = click.option(
    "--today",
    type=Value("ÅÅÅÅ-MM-DD", parse_date),
    default=_today,
    help="Dagen som kommandot räknar med. Annars dagens datum.",
)
in_root = click.option(
    "--root",
    type=Value("mapp", read_folder),
    default=_found_root,
    help="Förvarets mapp. Annars närmaste mapp uppåt med mkdocs.yml.",
)
