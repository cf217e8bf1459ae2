"""*Revisionshistorik*: every revision of a plan as a reader meets it; without a history, why there is none."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from archives import FILES, ORGANISATION, OTHER, PLAN, TEXT, TODAY, page, site_of
from sources.repositories import Scripted
from told_history import ADDRESS, HISTORY, PUT_OFF, changed, read, revisions, soup, storby

from handlingsplan.site.history.past import Asked, Memory
from handlingsplan.site.pages import read_site

ROOT = Path(__file__).parents[3]
MOVED = (
    "Åtgärd 1 «Fler timvikarier» skjuts från 1 april till 1 juli 2025: "
    "effekten i år minskar med 120 tkr till 240 tkr; helårseffekten är oförändrad."
)


def test_each_revision_has_its_day_who_message_and_sentences(tmp_path: Path) -> None:
    made = storby(tmp_path)
    commit = made.commit(PUT_OFF, "Starten skjuts upp\n\nRekryteringen tar längre tid.", GIT_AUTHOR_NAME="Anna Ek")
    site = read(made)
    latest, first = revisions(site)
    assert latest[:2] == ["Starten skjuts upp", MOVED]
    assert first[0] == "Planerna läggs in"
    text = page(site, HISTORY)
    assert "<h2>1 januari 2025</h2>" in text
    assert f"Anna Ek, version\n<code>{commit[:7]}</code>" in text
    assert '<p lang="">Rekryteringen tar längre tid.</p>' in text
    assert "Ändrad 1 gång, senast 1 januari 2025." in text
    assert "Ändrad 1 gång, senast 1 januari 2025." in page(site, ADDRESS)
    assert soup(site, ADDRESS).select_one(".hp-andrad a")["href"] == "historik/"


def test_a_plan_that_has_not_changed_says_so(tmp_path: Path) -> None:
    site = read(storby(tmp_path))
    assert "Oförändrad sedan den lades in 1 januari 2025." in page(site, ADDRESS)


@pytest.mark.parametrize(
    ("address", "commit"),
    [
        ("https://github.com/storby/planer", "https://github.com/storby/planer/commit/"),
        ("https://gitlab.storby.se/planer/", "https://gitlab.storby.se/planer/-/commit/"),
        ("https://bitbucket.org/storby/planer.git", "https://bitbucket.org/storby/planer/commits/"),
        ("javascript:alert(1)", ""),
        ("", ""),
    ],
)
def test_a_version_leads_to_its_page_at_the_code_hosting(tmp_path: Path, address: str, commit: str) -> None:
    made = storby(tmp_path)
    identity = made.git("rev-parse", "HEAD").strip()
    links = soup(read(made, asked=Asked(repository_url=address)), HISTORY).select(".hp-version__vem a")
    assert [each["href"] for each in links] == ([f"{commit}{identity}"] if commit else [])


def test_an_action_whose_amount_changed_has_a_chart_of_it(tmp_path: Path) -> None:
    made = storby(tmp_path)
    made.commit(PUT_OFF)
    made.commit(changed(PLAN, ("startdatum: 2025-04-01", "startdatum: 2025-07-01"), ("480 tkr", "360 tkr")))
    text = soup(read(made), HISTORY)
    [caption] = [
        each.get_text() for each in text.select("figure figcaption strong, figcaption .hp-diagram__titel")
    ] or [text.select_one("caption").get_text()]
    assert "Fler timvikarier: beloppen över tid" in caption
    rows = [[cell.get_text() for cell in row.select("th, td")] for row in text.select("table tr")]
    assert [row[0] for row in rows[1:]] == ["Effekt 2025", "Helårseffekt"]
    assert [cell.replace("\u00a0", " ") for cell in rows[1][1:]] == ["360 000 kr", "240 000 kr", "180 000 kr"]


def test_without_a_changed_amount_there_is_no_chart(tmp_path: Path) -> None:
    made = storby(tmp_path)
    made.commit(changed(TEXT, ("Bilarna delas", "Bilarna delas av alla")))
    assert not soup(read(made), HISTORY).select("svg, table")


def test_a_merge_is_one_revision_told_by_what_was_merged(tmp_path: Path) -> None:
    made = storby(tmp_path)
    made.git("checkout", "--quiet", "-b", "forslag")
    made.commit(changed(PLAN, ("480 tkr", "400 tkr")), "Första försöket")
    made.commit(PUT_OFF, "Andra försöket")
    made.git("checkout", "--quiet", "main")
    made.commit(changed(OTHER, ("100 tkr", "120 tkr")), "Ett annat ärende")
    made.git(
        "merge", "--quiet", "--no-ff", "forslag", "-m", "Merge branch 'forslag' into 'main'\n\nStarten skjuts upp"
    )
    site = read(made)
    assert [each[0] for each in revisions(site)] == ["Starten skjuts upp", "Planerna läggs in"]
    assert revisions(site)[0][1] == MOVED
    assert [each[0] for each in revisions(site, "andringar/")] == [
        "Starten skjuts upp",
        "Ett annat ärende",
        "Planerna läggs in",
    ]


def test_a_plan_that_moved_keeps_its_history(tmp_path: Path) -> None:
    made = storby(tmp_path)
    made.commit(PUT_OFF, "Skjuts")
    organisation = FILES[ORGANISATION].replace("id: hemtjanst", "id: hemvard")
    text, report = FILES[TEXT], "plans/storby/2025/rapporter/laget"
    gone = {PLAN: None, TEXT: None, f"{report}/rapport.yml": None, f"{report}/rapport.md": None}
    new = {PLAN.replace("hemtjanst", "hemvard"): PUT_OFF[PLAN], TEXT.replace("hemtjanst", "hemvard"): text}
    made.commit({ORGANISATION: organisation, **gone, **new}, "Byter namn")
    assert [each[0] for each in revisions(read(made), "storby/2025/hemvard/historik/")] == [
        "Byter namn",
        "Skjuts",
        "Planerna läggs in",
    ]


def test_a_revision_that_could_not_be_read_is_a_gap_with_its_reason(tmp_path: Path) -> None:
    made = storby(tmp_path)
    made.commit({PLAN: b"titl: A\n\x00"}, "Trasig")
    made.commit(PUT_OFF, "Lagad")
    site = read(made)
    assert [each[0] for each in revisions(site)] == ["Lagad", "Trasig", "Planerna läggs in"]
    assert revisions(site)[0][1] == MOVED
    [gap] = soup(site, HISTORY).select(".hp-version__lucka")
    assert f"Skälet: {PLAN}:" in gap.get_text()


def test_what_is_not_committed_stands_first(tmp_path: Path) -> None:
    made = storby(tmp_path)
    (made.root / PLAN).write_text(PUT_OFF[PLAN], encoding="utf-8")
    site = read(made)
    assert revisions(site)[0] == ["", MOVED, *revisions(site)[0][2:]]
    assert "<h2>Ännu inte incheckat</h2>" in page(site, HISTORY)
    assert "<h2>Ännu inte incheckat</h2>" in page(site, "andringar/")
    assert "Ändringar som ännu inte är incheckade visas också." in page(site, ADDRESS)


def test_the_same_commit_and_day_give_the_same_pages(tmp_path: Path) -> None:
    made = storby(tmp_path)
    made.commit(PUT_OFF)
    one, other = read(made), read(made)
    texts = [
        {each.uri: page(site, each.uri.removesuffix("index.md")) for each in site.pages} for site in (one, other)
    ]
    assert texts[0] == texts[1]
    assert one.downloads == other.downloads


def test_history_is_folded_again_only_when_a_commit_has_come(tmp_path: Path) -> None:
    made = storby(tmp_path)
    asked = Asked(memory=Memory())
    read(made, asked=asked)
    folded = asked.memory.history
    (made.root / PLAN).write_text(PUT_OFF[PLAN], encoding="utf-8")
    assert "Ännu inte incheckat" in page(read(made, asked=asked), HISTORY)
    assert asked.memory.history is folded
    made.commit({})
    read(made, asked=asked)
    assert asked.memory.history is not folded


def shallow(made: Scripted, target: Path) -> Path:
    subprocess.run(
        ["git", "clone", "--quiet", "--depth", "1", f"file://{made.root}", str(target)],
        check=True,
        capture_output=True,
    )
    return target


def test_a_shallow_clone_says_so_instead_of_wrong_dates(tmp_path: Path) -> None:
    made = storby(tmp_path)
    made.commit(PUT_OFF)
    site = read_site(shallow(made, tmp_path / "grund"), TODAY)
    said = "Historiken är inte med: kopian av förvaret är grund och saknar äldre versioner"
    for address in (HISTORY, "andringar/"):
        assert said in page(site, address)
        assert not soup(site, address).select(".hp-version")
    assert "Ändrad" not in soup(site, ADDRESS).select_one(".hp-andrad").get_text()
    assert not [each for each in site.downloads if each.uri.endswith(".xml")]
    assert site.no_history.startswith("kopian av förvaret är grund")


def test_no_repository_an_unborn_branch_and_no_git_say_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    alone = site_of(tmp_path / "alone")
    assert "Historiken är inte med: mappen ligger inte i något Git-förvar." in page(alone, HISTORY)
    unborn = Scripted(tmp_path / "unborn")
    assert "inga incheckade versioner ännu" in page(site_of(unborn.root), HISTORY)
    elsewhere = Scripted(tmp_path / "elsewhere")
    elsewhere.commit({"README.md": "x"})
    assert "inget i plans/ eller data/ är incheckat ännu" in page(site_of(elsewhere.root), "andringar/")
    monkeypatch.setenv("PATH", "")
    assert "programmet git finns inte på datorn" in page(site_of(tmp_path / "alone"), HISTORY)


def test_a_plan_that_nobody_has_committed_yet(tmp_path: Path) -> None:
    made = storby(tmp_path)
    path = made.root / "plans/storby/2025/nattpatrull/plan.yml"
    path.parent.mkdir(parents=True)
    path.write_text("titel: Ny\n", encoding="utf-8")
    site = read(made)
    assert "Ännu inte incheckat." in page(site, "storby/2025/nattpatrull/")
    assert revisions(site, "storby/2025/nattpatrull/historik/") == [["", "Planen «Ny» tillkommer, med 0 åtgärder."]]


def test_plan_81516_is_shown_as_two_spellings_mended_and_no_amount_changed(tmp_path: Path) -> None:
    """Its two versions as published, in a scripted copy: wherever this runs, the clone may be shallow."""
    folder = "plans/alingsas/2025/81516"
    now = {
        path: (ROOT / path).read_text(encoding="utf-8")
        for path in ("plans/alingsas/organisation.yml", f"{folder}/plan.yml", f"{folder}/plan.md")
    }
    text = now[f"{folder}/plan.md"]
    before = text.replace("schemaläggningen", "schemalagningen").replace("timvikariebank", "timvikariebänk")
    assert before != text
    made = Scripted(tmp_path)
    made.commit({**now, f"{folder}/plan.md": before}, "Version 004")
    made.commit(now, "Version 001")
    site = read(made)
    address = "alingsas/2025/81516/historik/"
    [message, sentence] = revisions(site, address)[0]
    assert message == "Version 001"
    assert sentence == (
        "I avsnittet «Fler timvikarier och minskad övertid»: stavningen rättas på två ställen: "
        "«schemalagningen» blir «schemaläggningen» och «timvikariebänk» blir «timvikariebank»."
    )
    assert not soup(site, address).select("svg, .hp-version__lucka")
    assert "Följder" not in page(site, address)


def test_this_repositorys_own_history_tells_the_same_where_it_is_whole(tmp_path: Path) -> None:
    """Of a shallow clone the page says that the history is missing; the scripted copy above has the two versions."""
    site = read_site(ROOT, TODAY)
    text = page(site, "alingsas/2025/81516/historik/")
    if site.no_history:
        assert "Historiken är inte med" in text
        return
    [mended] = [
        each for each in revisions(site, "alingsas/2025/81516/historik/") if each[0].startswith("Plan 81516 rev")
    ]
    assert "stavningen rättas på två ställen" in mended[1]
    assert len(mended) == 2
