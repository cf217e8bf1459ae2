"""The command line: what is printed where, exit codes, and that all of it is Swedish."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from types import ModuleType

import click
import pytest
from click.testing import CliRunner, Result
from sources.repositories import Scripted

from handlingsplan.cli import main
from handlingsplan.model.audience import Audience
from handlingsplan.site.checking import Checked
from handlingsplan.site.publishing import Edition, Keeping
from handlingsplan.site.shelf import BusyError
from handlingsplan.text.places import Handling, Place, Problem, error, remark

PLAN = "plans/prov/2026/norr/plan.yml"
ERROR = error("okänt-fält", Place(PLAN, 14, 5), "okänt fält «nyckeltall» – menade du «nyckeltal»?")
REMARK = remark("platshållare", Place(PLAN, 3, 1), "«giltighetstid» är inte ifyllt", "giltighetstid")
HANDLED = Problem(
    REMARK.code,
    REMARK.severity,
    Place(PLAN, 9, 2),
    "100 % inom ramen",
    "gäller för",
    Handling("öppen", "Fylls i.\nSnart.", "Enhetschef"),
)
ORGANISATION = """\
formatversion: 1
namn: Prov
nämnder:
  - id: von
    namn: Vårdnämnden
    avdelningar:
      - id: mitt
        namn: Mitt
        enheter:
          - {id: norr, namn: Norr}
"""


def run(*args: str) -> Result:
    """Run the command as its own process would be run."""
    return CliRunner().invoke(main, args, prog_name="handlingsplan")


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a checkout with a municipality, and be in it."""
    (tmp_path / "plans" / "prov").mkdir(parents=True)
    (tmp_path / "plans" / "prov" / "organisation.yml").write_text(ORGANISATION, encoding="utf-8")
    (tmp_path / "mkdocs.yml").write_text("", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def stub(monkeypatch: pytest.MonkeyPatch, module: str, **functions: Callable[..., object]) -> None:
    """Put functions in the place of a module that is loaded when it is needed."""
    stubbed = ModuleType(module)
    for name, function in functions.items():
        setattr(stubbed, name, function)
    monkeypatch.setitem(sys.modules, module, stubbed)


@pytest.fixture
def finding(root: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Let the check find some problems."""

    def find(*problems: Problem) -> None:
        stub(monkeypatch, "handlingsplan.site.checking", check_day=lambda *_: Checked(list(problems)))

    return find


# check


def test_check_prints_every_problem_and_a_summary(finding: Callable[..., None]) -> None:
    finding(ERROR, REMARK, HANDLED)
    result = run("check")
    assert result.exit_code == 1
    assert result.stdout.splitlines() == [
        f"{PLAN}:14:5: okänt fält «nyckeltall» – menade du «nyckeltal»?",
        f"{PLAN}:3:1: anmärkning platshållare: «giltighetstid» är inte ifyllt",
    ]
    assert result.stderr == "1 fel, 1 anmärkning, 1 hanterad anmärkning\n"


@pytest.mark.parametrize(("problems", "code"), [((), 0), ((HANDLED,), 0), ((REMARK,), 1), ((ERROR,), 1)])
def test_check_exits_1_for_what_nobody_has_handled(
    finding: Callable[..., None], problems: tuple[Problem, ...], code: int
) -> None:
    finding(*problems)
    for style in ("text", "github", "json"):
        assert run("check", "--format", style).exit_code == code


def test_handled_remarks_are_listed_with_all(finding: Callable[..., None]) -> None:
    finding(HANDLED)
    assert run("check").stdout == ""
    result = run("check", "--all")
    assert result.exit_code == 0
    assert result.stdout.endswith(" [öppen, ansvarig: Enhetschef. Fylls i. Snart.]\n")
    assert result.stdout.count("\n") == 1
    assert run("check", "--all", "--format", "github").stdout.startswith("::notice ")
    assert json.loads(run("check", "--all", "--format", "json").stdout)[0]["handling"] == {
        "position": "öppen",
        "explanation": "Fylls i.\nSnart.",
        "role": "Enhetschef",
    }


def test_the_github_format_escapes_what_the_command_itself_uses(finding: Callable[..., None]) -> None:
    place = Place("plans/a,b:c%/plan.yml", 2, 3)
    explained = replace(REMARK, handling=Handling("förklarad", "Två\r\nrader"))
    finding(error("kod", place, "50 % klart, råd: vänta"), REMARK, explained)
    said = f"file={PLAN},line=3,col=1,title=Anmärkning%3A platshållare::«giltighetstid» är inte ifyllt"
    assert run("check", "--all", "--format", "github").stdout.split("\n") == [
        "::error file=plans/a%2Cb%3Ac%25/plan.yml,line=2,col=3,title=Fel%3A kod::50 %25 klart, råd: vänta",
        f"::warning {said}",
        f"::notice {said} [förklarad. Två%0D%0Arader]",
        "",
    ]


def test_the_json_format_has_stable_keys(finding: Callable[..., None]) -> None:
    finding(REMARK)
    result = run("check", "--format", "json")
    assert "«giltighetstid» är inte ifyllt" in result.stdout
    assert json.loads(result.stdout) == [
        {
            "code": "platshållare",
            "severity": "remark",
            "path": PLAN,
            "line": 3,
            "column": 1,
            "message": "«giltighetstid» är inte ifyllt",
            "subject": "giltighetstid",
            "handling": None,
        }
    ]
    finding(ERROR)
    assert json.loads(run("check", "--format", "json").stdout)[0]["severity"] == "error"
    finding()
    assert json.loads(run("check", "--format", "json").stdout) == []


def test_check_is_told_the_root_and_the_day(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[Path, date]] = []

    def check_day(root: Path, today: date) -> Checked:
        asked.append((root, today))
        return Checked([])

    stub(monkeypatch, "handlingsplan.site.checking", check_day=check_day)
    below = root / "plans" / "prov"
    monkeypatch.chdir(below)
    assert run("check", "--today", "2026-01-31").exit_code == 0
    assert run("check").exit_code == 0
    assert run("check", "--root", str(root)).exit_code == 0
    assert [each for each, _ in asked] == [root, root, root]
    assert asked[0][1] == date(2026, 1, 31)
    assert abs((asked[1][1] - date.today()).days) <= 1  # noqa: DTZ011 - around midnight either is right


def test_a_folder_without_plans_is_no_fault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    result = run("check")
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == "Inga planer ännu. Börja med: handlingsplan new kommun --help\n"
    assert json.loads(run("check", "--format", "json").stdout) == []


def test_check_reads_the_real_tree(root: Path) -> None:
    assert run("check").exit_code == 0
    (root / PLAN).parent.mkdir(parents=True)
    (root / PLAN).write_text("titl: A\n", encoding="utf-8")
    result = run("check", "--today", "2026-01-01")
    assert result.exit_code == 1
    assert f"{PLAN}:1:1: okänt fält «titl» – menade du «titel»?" in result.stdout


def test_check_staged_reads_what_is_about_to_be_committed(root: Path) -> None:
    Scripted(root).git("add", "plans")
    (root / "plans" / "prov" / "organisation.yml").write_text("trasig: [\n", encoding="utf-8")
    assert (run("check").exit_code, run("check", "--staged").exit_code) == (1, 0)
    assert run("check", "--staged").stderr == "Inga fel.\n"


def test_check_staged_outside_a_repository_is_one_line(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(root.parent))
    result = run("check", "--staged")
    assert (result.exit_code, result.stdout, result.stderr.count("\n")) == (2, "", 1)
    assert result.stderr.startswith("Fel: --staged: mappen ligger inte i något Git-förvar; ")


def test_a_failure_shows_no_personal_identity_number(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def check_day(*_: object) -> Checked:
        raise ValueError("811218-9876 är fel")

    stub(monkeypatch, "handlingsplan.site.checking", check_day=check_day)
    result = run("check")
    assert (result.exit_code, "811218-**** är fel" in result.stderr, "9876" in result.output) == (2, True, False)


def test_check_message_finds_only_numbers(root: Path) -> None:
    (root / "text").write_text("Rättat\n\nOm 811218-9876\n# 811218-9876\n", encoding="utf-8")
    result = run("check", "--message", str(root / "text"))
    assert (result.exit_code, result.stderr) == (1, "1 fel\n")
    assert result.stdout.startswith("text:3:4: personnumret 811218-**** får inte stå här; ")
    assert run("check", "--message", str(root / "mkdocs.yml")).exit_code == 0
    assert "filen finns-inte finns inte" in run("check", "--message", "finns-inte").stderr


def test_check_reminds_of_follow_ups_without_failing(root: Path) -> None:
    """A pull request must not fail because a day has passed."""
    organisation = root / "plans" / "prov" / "organisation.yml"
    calendar = "uppföljningsperioder:\n  - {till och med: 31 mars, lämnas senast: 15 april}\n"
    organisation.write_text(ORGANISATION.replace("nämnder:", f"{calendar}nämnder:"), encoding="utf-8")
    (root / PLAN).parent.mkdir(parents=True)
    (root / PLAN).write_text("typ av styrdokument: Åtgärdsplan\n", encoding="utf-8")
    (root / PLAN.replace(".yml", ".md")).write_text("", encoding="utf-8")
    told = [run("check", "--today", day) for day in ("2026-03-31", "2026-04-15", "2026-04-16")]
    assert [(each.exit_code, each.stdout) for each in told] == [(0, "")] * 3
    assert [each.stderr.splitlines() for each in told] == [
        ["Inga fel."],
        [
            "Inga fel.",
            "Uppföljningar: 1 ska lämnas senast 2026-04-15.",
            "  prov/2026/norr per 2026-03-31 (månad): ska lämnas senast 2026-04-15",
        ],
        [
            "Inga fel.",
            "Uppföljningar: 1 saknas.",
            "  prov/2026/norr per 2026-03-31 (månad): saknas, skulle ha lämnats senast 2026-04-15",
        ],
    ]
    for style in ("github", "json"):
        assert run("check", "--today", "2026-04-16", "--format", style).stderr == "Inga fel.\n"


# failures


def test_a_fault_of_ours_is_one_swedish_line(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def check_day(root: Path, today: date) -> Checked:
        raise KeyError("åtgärd\nrad")

    stub(monkeypatch, "handlingsplan.site.checking", check_day=check_day)
    result = run("check")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith("internt fel i handlingsplan ")
    assert result.stderr.endswith("; kör om med --debug och skicka utskriften till den som förvaltar programmet\n")
    assert result.stderr.count("\n") == 1
    debugged = run("check", "--debug")
    assert debugged.exit_code == 2
    assert "Traceback" in debugged.stderr
    assert "internt fel" in debugged.stderr


def test_a_file_that_cannot_be_written_is_no_fault_of_ours(root: Path) -> None:
    (root / "schemas").write_text("", encoding="utf-8")
    result = run("schemas")
    assert result.exit_code == 2
    assert result.stderr.startswith(f"Fel: {root / 'schemas'}")
    assert "går inte att läsa eller skriva" in result.stderr


def test_an_interrupted_command_says_so(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def check_day(root: Path, today: date) -> Checked:
        raise KeyboardInterrupt

    stub(monkeypatch, "handlingsplan.site.checking", check_day=check_day)
    result = run("check")
    assert (result.exit_code, result.stderr.strip()) == (2, "Avbrutet.")


@pytest.mark.parametrize(
    ("args", "message"),
    [
        ("chek", "kommandot «chek» finns inte – menade du «check»?; se handlingsplan --help"),
        (
            "xyz",
            "kommandot «xyz» finns inte; välj check, build, new, comment, diff, import eller schemas; se handlingsplan --help",
        ),
        ("--", "kommando saknas; se handlingsplan --help"),
        ("check --formt x", "valet --formt finns inte – menade du «--format»?; se handlingsplan check --help"),
        ("check --format", "valet --format behöver ett värde; se handlingsplan check --help"),
        ("check --all=ja", "valet --all tar inget värde; se handlingsplan check --help"),
        ("check --help=ja", "valet --help tar inget värde; se handlingsplan check --help"),
        (
            "check --format xml",
            "--format: «xml» ska vara text, github, gitlab eller json; se handlingsplan check --help",
        ),
        (
            "check --today 2025-02-30",
            "--today: datumet 2025-02-30 finns inte: februari 2025 har 28 dagar; se handlingsplan check --help",
        ),
        ("check --root saknas", "--root: mappen saknas finns inte; se handlingsplan check --help"),
        ("check a b", "för många argument: a b; se handlingsplan check --help"),
        ("new plan", "KOMMUN/ÅR/ENHET saknas; se handlingsplan new plan --help"),
        ("new kommun ale", "--name saknas; se handlingsplan new kommun --help"),
        (
            "new kommun Alingsås --name A",
            (
                "ID: «Alingsås» ska vara ett id: små bokstäver a–z, siffror och bindestreck, till exempel alingsas; "
                "se handlingsplan new kommun --help"
            ),
        ),
        (
            "new plan prov/2026/norr --from i-fjol",
            "--from: «i-fjol» är inget år; skriv fyra siffror, till exempel 2026; se handlingsplan new plan --help",
        ),
    ],
)
def test_wrong_usage_is_one_swedish_line(root: Path, args: str, message: str) -> None:
    result = run(*args.split())
    assert (result.exit_code, result.stdout, result.stderr) == (2, "", f"Fel: {message}\n")


# build


def test_build_passes_the_exit_code_through(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[Path, Path | None, Edition, Keeping]] = []

    def publish_site(root: Path, target: Path | None, edition: Edition, keeping: Keeping) -> int:
        asked.append((root, target, edition, keeping))
        return len(asked) - 1

    named = {"Edition": Edition, "Keeping": Keeping, "go_back": None}
    stub(monkeypatch, "handlingsplan.site.publishing", **named, publish_site=publish_site)
    options = ("--today", "2026-01-31", "--audience", "publik")
    assert [run("build", *options).exit_code, run("build", "--site-dir", "ut").exit_code] == [0, 1]
    run("build", "--keep", "2")
    edition = Edition(date(2026, 1, 31), "", Audience.PUBLIC)
    assert asked == [
        (root, None, edition, Keeping(1)),
        (root, Path("ut"), Edition(), Keeping(1)),  # as mkdocs.yml says
        (root, None, Edition(), Keeping(2)),
    ]


def test_build_goes_back_or_says_why_not(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "--rollback: ingen tidigare webbplats är sparad" in run("build", "--rollback").stderr

    def go_back(*_: object) -> bool:
        raise BusyError

    stub(
        monkeypatch,
        "handlingsplan.site.publishing",
        Edition=Edition,
        Keeping=Keeping,
        publish_site=None,
        go_back=go_back,
    )
    result = run("build", "--rollback")
    assert result.exit_code == 2
    assert "någon annan bygger just nu samma webbplats" in result.stderr


def test_build_needs_a_folder_with_mkdocs_yml(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    result = run("build")
    assert result.exit_code == 2
    assert "har ingen mkdocs.yml" in result.stderr


# new and schemas


def test_new_kommun_and_new_plan_make_a_tree_without_errors(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    result = run("new", "kommun", "ale", "--name", "Ale kommun", "--committee", "Vårdnämnden", "--department", "Mitt")
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.splitlines()[0] == "Skapade plans/ale/organisation.yml"
    assert run("check").exit_code == 0
    missing = run("new", "plan", "ale/2026/norr")
    assert (missing.exit_code, missing.stdout) == (1, "")
    line = missing.stderr.strip().rpartition("under enheter: ")[2]
    organisation = tmp_path / "plans" / "ale" / "organisation.yml"
    text = organisation.read_text(encoding="utf-8")
    organisation.write_text(f"{text}          {line}\n", encoding="utf-8")
    result = run("new", "plan", "ale/2026/norr")
    assert result.exit_code == 0
    assert result.stdout.splitlines() == [
        "Skapade plans/ale/2026/norr/plan.yml",
        "Skapade plans/ale/2026/norr/plan.md",
        "Fyll i plans/ale/2026/norr/plan.yml och plan.md. Se vad som återstår med: handlingsplan check",
    ]
    check = run("check")
    assert check.exit_code == 1
    assert all(": anmärkning " in line for line in check.stdout.splitlines())


def test_new_plan_from_an_earlier_year(root: Path) -> None:
    assert run("new", "plan", "prov/2026/norr").exit_code == 0
    result = run("new", "plan", "prov/2027/norr", "--from", "2026")
    assert result.exit_code == 0
    first, second = (root / f"plans/prov/{year}/norr" for year in (2026, 2027))
    assert (first / "plan.yml").read_bytes() == (second / "plan.yml").read_bytes()
    assert (first / "plan.md").read_bytes() == (second / "plan.md").read_bytes()


def test_new_writes_over_nothing(root: Path) -> None:
    before = sorted(root.rglob("*"))
    result = run("new", "kommun", "prov", "--name", "Annan")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == "plans/prov/organisation.yml:1:1: filen finns redan; den skrivs inte över\n"
    assert (root / "plans" / "prov" / "organisation.yml").read_text(encoding="utf-8") == ORGANISATION
    assert sorted(root.rglob("*")) == before


def test_schemas_writes_and_lists_the_files(root: Path) -> None:
    result = run("schemas")
    assert result.exit_code == 0
    assert "schemas/plan.schema.json" in result.stdout.splitlines()
    assert json.loads((root / "schemas" / "plan.schema.json").read_text(encoding="utf-8"))["title"] == "Handlingsplan"


# help


def commands(command: click.Command, *path: str) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    """Give every command with what is typed to reach it."""
    yield path, command
    context = click.Context(command)
    for name in command.list_commands(context) if isinstance(command, click.Group) else []:
        found = command.get_command(context, name)  # type: ignore[attr-defined]
        assert found is not None
        yield from commands(found, *path, name)


COMMANDS = dict(commands(main))


@pytest.mark.parametrize("path", COMMANDS, ids=" ".join)
def test_every_command_and_option_has_help_in_swedish(path: tuple[str, ...]) -> None:
    command = COMMANDS[path]
    assert command.help
    assert command.help.split("\n")[0].endswith(".")
    for param in command.params:
        assert getattr(param, "help", None), f"{param.name} has no help"
    result = run(*path, "--help")
    assert result.exit_code == 0
    assert result.stdout.startswith(f"Användning: {' '.join(('handlingsplan', *path))} [VAL]")
    assert "Visar den här hjälpen." in result.stdout
    for english in ("Usage", "Options", "Commands", "arguments", "Show", "OPTIONS", "COMMAND", "required", "default"):
        assert english not in result.stdout


@pytest.mark.parametrize("path", [(), ("new",)])
def test_a_group_without_a_command_gives_its_help(path: tuple[str, ...]) -> None:
    result = run(*path)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith("Användning: handlingsplan")


def test_the_program_runs_as_a_module(tmp_path: Path) -> None:
    result = subprocess.run(
        [sys.executable, "-m", "handlingsplan", "check"],
        cwd=tmp_path,
        capture_output=True,
        encoding="utf-8",
        check=False,
        env={"PYTHONIOENCODING": "utf-8"},
    )
    assert (result.returncode, result.stdout) == (0, "")
    assert result.stderr.startswith("Inga planer ännu.")


def test_a_terminal_that_lacks_characters_is_no_failure(tmp_path: Path) -> None:
    result = subprocess.run(
        [sys.executable, "-m", "handlingsplan", "chek"],
        cwd=tmp_path,
        capture_output=True,
        encoding="iso-8859-1",
        check=False,
        env={"PYTHONIOENCODING": "iso-8859-1"},
    )
    assert result.returncode == 2
    assert result.stderr.startswith("Fel: kommandot «chek» finns inte \\u2013 menade du «check»?")


def test_new_uppfoljning_and_new_rapport(root: Path) -> None:
    assert run("new", "plan", "prov/2026/norr").exit_code == 0
    result = run("new", "uppfoljning", "prov/2026/norr", "2026-03-31", "--text")
    assert (result.exit_code, result.stderr) == (0, "")
    folder = "plans/prov/2026/norr/uppfoljning/2026-03-31"
    assert result.stdout.splitlines()[:2] == [f"Skapade {folder}.yml", f"Skapade {folder}.md"]
    again = run("new", "uppfoljning", "prov/2026/norr", "2026-03-31")
    assert (again.exit_code, again.stdout) == (1, "")
    assert again.stderr == f"{folder}.yml:1:1: filen finns redan; den skrivs inte över\n"
    result = run("new", "rapport", "prov/2026/delar-ett", "--period", "2026-03-31", "--units", "norr")
    assert result.exit_code == 0
    assert result.stdout.splitlines()[0] == "Skapade plans/prov/2026/rapporter/delar-ett/rapport.yml"
    assert all(": anmärkning " in line for line in run("check").stdout.splitlines())


# start


@pytest.mark.parametrize(
    ("arguments", "heavy"), [("--version", "pydantic pandas mkdocs"), ("check", "pandas mkdocs")]
)
def test_nothing_is_loaded_that_a_command_does_not_need(root: Path, arguments: str, heavy: str) -> None:
    """These take longer to load than most commands take to run."""
    (root / "plans").mkdir(exist_ok=True)
    told = "import atexit, sys; atexit.register(lambda: print('loaded:', *(set(sys.modules) & set(sys.argv[2:]))))"
    code = f"{told}\nsys.argv[1:1] = []; from handlingsplan.cli import main; main([sys.argv[1]])"
    command = [sys.executable, "-c", code, arguments, *heavy.split()]
    said = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
    assert said.stdout.splitlines()[-1] == "loaded:", said.stderr
