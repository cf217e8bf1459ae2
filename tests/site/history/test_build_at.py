"""`handlingsplan build --at`: the plans as they were, marked on every page; what is unknown is refused plainly."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from archives import FILES, PLAN, TODAY
from bs4 import BeautifulSoup
from click.testing import CliRunner
from sources.repositories import Scripted
from told_history import ADDRESS, HISTORY, PUT_OFF, page_of, pages_by_hand, read, revisions, storby

from handlingsplan.cli import main
from handlingsplan.site.history.past import Asked, Moment, find_moment
from handlingsplan.site.publishing import Edition, publish_site


@pytest.fixture
def made(tmp_path: Path) -> Scripted:
    """Storby on 1, 2 and 3 January 2025, each day with one version."""
    scripted = storby(tmp_path)
    scripted._hour = 24
    scripted.commit(PUT_OFF, "Skjuts upp")
    scripted._hour = 48
    scripted.commit({PLAN: PUT_OFF[PLAN].replace("480 tkr", "500 tkr")}, "Mer")
    scripted.git("tag", "beslutad", "HEAD~1")
    return scripted


def build(made: Scripted, *options: str) -> tuple[int, str]:
    result = CliRunner().invoke(main, ["build", "--root", str(made.root), *options])
    return result.exit_code, result.stderr


def test_a_day_means_the_last_version_until_then(made: Scripted) -> None:
    line = made.git("rev-list", "HEAD").split()
    assert find_moment(made.root, "2025-01-02") == Moment(line[1], date(2025, 1, 2))
    assert find_moment(made.root, "2025-02-28") == Moment(line[0], date(2025, 2, 28))
    assert find_moment(made.root, "beslutad") == Moment(line[1], date(2025, 1, 2))
    assert find_moment(made.root, line[2][:8]) == Moment(line[2], date(2025, 1, 1))


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("2024-12-31", "det finns ingen incheckad version från 31 december 2024 eller tidigare; den första är från"),
        ("beslutat", "versionen «beslutat» finns inte i förvaret – menade du «beslutad»?"),
        ("2999-01-01", "dagen 2999-01-01 har inte varit än"),
        ("--exec=x", "«--exec=x» kan inte vara namnet på en version i Git"),
    ],
)
def test_what_does_not_exist_is_refused_before_anything_is_built(made: Scripted, name: str, message: str) -> None:
    pages_by_hand(made.root)
    code, said = build(made, f"--at={name}")
    assert code == 2
    assert message in said.replace("\u00a0", " ")
    assert not (made.root / "site").exists()


def test_outside_a_repository_it_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    pages_by_hand(tmp_path)
    result = CliRunner().invoke(main, ["build", "--root", str(tmp_path), "--at", "2025-01-01"])
    assert (result.exit_code, "inte i något Git-förvar" in result.stderr) == (2, True)


def test_the_pages_are_those_of_that_version_with_its_history(made: Scripted) -> None:
    (made.root / PLAN).write_text(FILES[PLAN].replace("480 tkr", "1 tkr"), encoding="utf-8")
    moment = find_moment(made.root, "2025-01-02")
    site = read(made, moment.day, Asked(moment))
    assert [each[0] for each in revisions(site, HISTORY)] == ["Skjuts upp", "Planerna läggs in"]
    assert not [each for each in site.pages if "Ännu inte incheckat" in each.markdown]


def test_the_built_site_says_on_every_page_when_it_is_of(made: Scripted, capfd: pytest.CaptureFixture[str]) -> None:
    pages_by_hand(made.root)
    assert build(made, "--at", "2025-01-02")[0] == 0, capfd.readouterr()
    said = "Så här såg planerna ut den 2 januari 2025."
    pages = list((made.root / "site").rglob("*.html"))
    assert len(pages) > 20
    for path in pages:
        banner = BeautifulSoup(path.read_text(encoding="utf-8"), "lxml").select_one(".md-banner .hp-som-da")
        assert banner is not None, path
        assert said in banner.get_text().replace("\u00a0", " "), path
    plan = page_of(made.root, ADDRESS)
    assert "480" in plan.article.get_text()
    assert "500" not in plan.article.get_text()
    assert build(made, "--today", str(TODAY))[0] == 0
    assert not page_of(made.root, ADDRESS).select(".hp-som-da")


def test_a_shallow_clone_builds_and_says_once_that_the_history_is_missing(
    made: Scripted, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "grund"
    made.git("clone", "--quiet", "--depth", "1", f"file://{made.root}", str(target))
    pages_by_hand(target)
    assert publish_site(target, edition=Edition(TODAY)) == 0
    said = capfd.readouterr().err
    assert said.count("Historiken är inte med: kopian av förvaret är grund") == 1
    assert "Historiken är inte med" in page_of(target, HISTORY).article.get_text()
    assert not page_of(target, HISTORY).select('link[rel="alternate"]')
    assert not (target / "site/andringar/flode.xml").exists()
