"""A personal identity number in any file, name or commit message stops the plans, and no output shows it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from archives import FILES, PLAN, REPORT, TEXT, TODAY
from click.testing import CliRunner
from sources.repositories import Scripted

from handlingsplan.cli import main
from handlingsplan.site.history.past import Asked, find_moment
from handlingsplan.site.pages import read_site

NUMBER, LAST = "811218-9876", "9876"
WITH_NUMBER = {
    PLAN: FILES[PLAN].replace("Mindre övertid", f"Mindre övertid för {NUMBER}"),
    TEXT: f"{FILES[TEXT]}\nOm {NUMBER}\n",
    REPORT: f"{FILES[REPORT]}# {NUMBER}\n",
    f"plans/storby/2026/{NUMBER}/plan.yml": "titel: Handlingsplan\n",
    f"data/storby/{NUMBER}.csv": "post;belopp\n",
    f"data/storby/{NUMBER}.pdf": "",
}


@pytest.fixture
def made(tmp_path: Path) -> Scripted:
    """A repository that once had numbers, in files, names and the message, and has none now."""
    scripted = Scripted(tmp_path / "forvar")
    scripted.commit(FILES, "Planerna läggs in")
    scripted.commit(WITH_NUMBER, f"Ärende {NUMBER}\n\nSe även {NUMBER}.", GIT_AUTHOR_NAME=f"Anna {NUMBER}")
    without = dict.fromkeys(WITH_NUMBER)
    shorter = FILES[PLAN].replace("startdatum: 2025-04-01", "startdatum: 2025-07-01")
    scripted.commit({**without, **{path: FILES[path] for path in (TEXT, REPORT)}, PLAN: shorter}, "Rättat")
    return scripted


def run(*arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(main, arguments)
    return result.exit_code, result.output


@pytest.mark.parametrize("style", ["text", "github", "gitlab", "json"])
def test_check_stops_and_shows_nothing_of_the_last_digits(tmp_path: Path, style: str) -> None:
    for path, text in {**FILES, **WITH_NUMBER}.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, encoding="utf-8")
    code, said = run("check", "--root", str(tmp_path), "--format", style)
    assert (code, LAST in said) == (1, False)
    if style == "json":
        told = [(each["path"], each["code"]) for each in json.loads(said[: said.rindex("]") + 1])]
        assert set(told) >= {(PLAN, "personnummer"), (TEXT, "personnummer"), (REPORT, "personnummer")}
        assert ("plans/storby/2026/811218-****/plan.yml", "namn") in told
        assert ("data/storby/811218-****.csv", "namn") in told
        assert ("data/storby/811218-****.pdf", "namn") in told


def test_no_page_shows_what_an_earlier_version_had(made: Scripted) -> None:
    """The version is a gap, told with its reason; its message is shown masked."""
    site = read_site(made.root, TODAY)
    shown = {each.uri: site.fragments.insert(each.markdown) for each in site.pages}
    shown |= {each.uri: each.content.decode("utf-8", "replace") for each in site.downloads}
    assert [uri for uri, text in shown.items() if LAST in text or LAST in uri] == []
    told = "".join(shown.values())
    assert "Ärende 811218-****" in told
    assert "personnumret 811218-**** får inte stå här" in told


def test_the_version_itself_cannot_be_built(made: Scripted) -> None:
    moment = find_moment(made.root, "HEAD~1")
    site = read_site(made.root, moment.day, Asked(moment))
    assert (list(site.pages), site.downloads) == ([], ())
    assert any(each.code == "personnummer" for each in site.problems)


@pytest.mark.parametrize("style", ["text", "json", "markdown"])
@pytest.mark.parametrize("versions", [("HEAD~2", "HEAD~1"), ("HEAD~1", "HEAD")])
def test_no_comparison_shows_it(made: Scripted, style: str, versions: tuple[str, str]) -> None:
    code, said = run("diff", "--root", str(made.root), "--format", style, *versions)
    assert (code in (0, 1), LAST in said) == (True, False)
