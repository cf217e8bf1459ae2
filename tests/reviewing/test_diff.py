"""`handlingsplan diff` on a repository of its own: every form, exit codes, small amounts and texts that mean harm."""

from __future__ import annotations

import json
import re
from pathlib import Path

import markdown
import pytest
from bs4 import BeautifulSoup
from click.testing import CliRunner
from reading.memory import ORGANISATION, PLAN, TEXT
from sources.repositories import Scripted

from handlingsplan.cli import main

HOSTILE = "</details><img src=x onerror=alert(1)> @admin #12 !7 [x](http://evil.se) `k` | **b** https://evil.se www.evil.se <!--"
START = """\
åtgärdskrav: 700 tkr
åtgärder:
  - {id: timvikarier, namn: Fler timvikarier, startdatum: 2025-01-01, helårseffekt: 100 000 kr}
  - {id: bilar, namn: Färre bilar, startdatum: 2025-01-01, helårseffekt: 50 000 kr}
"""


@pytest.fixture
def scripted(tmp_path: Path) -> Scripted:
    """A repository with a first version of a plan."""
    made = Scripted(tmp_path / "repo")
    made.commit({"plans/storby/organisation.yml": ORGANISATION, PLAN: START, TEXT: "## Sammanfattning\nVi sparar.\n"})
    return made


def run(root: Path, *arguments: str) -> tuple[int, str, str]:
    """Run the command; give its exit code and what it says, with ordinary spaces."""
    done = CliRunner().invoke(main, ["diff", "--root", str(root), *arguments])
    return done.exit_code, done.stdout_bytes.decode().replace("\u00a0", " "), done.stderr


def put_off(scripted: Scripted) -> None:
    """Put the first action off, and lessen the other by little."""
    text = START.replace("2025-01-01", "2025-03-01", 1).replace("50 000", "49 500")
    scripted.commit({PLAN: text, TEXT: "## Sammanfattning\nVi sparar mycket.\n"})


def test_the_comment_begins_with_what_it_means(scripted: Scripted) -> None:
    put_off(scripted)
    code, said, _ = run(scripted.root, "HEAD~1", "HEAD", "--format", "markdown", "--threshold", "1000")
    assert code == 1  # the plan has remarks that nobody has handled
    assert said == (Path(__file__).parent / "diff_comment.md").read_text("utf-8")


def test_the_same_as_text_and_as_annotations(scripted: Scripted) -> None:
    put_off(scripted)
    _, said, _ = run(scripted.root, "HEAD~1")
    assert (
        "Åtgärd 1 «Fler timvikarier» skjuts från 1 januari till 1 mars 2025: effekten i år minskar med 16 667 kr"
        in said
    )
    assert "med 500 kr" in said
    _, notices, _ = run(scripted.root, "HEAD~1", "--format", "github")
    assert (
        f"::notice file={PLAN},line=3,title=Ändring%3A Ansvar 81516%2C 2025::Åtgärd 1 «Fler timvikarier»" in notices
    )


def test_json_has_stable_keys_and_kronor(scripted: Scripted) -> None:
    put_off(scripted)
    _, said, _ = run(scripted.root, "HEAD~1", "--format", "json", "--threshold", "1 000")
    told = json.loads(said)
    assert list(told) == ["base", "head", "summary", "changes", "consequences", "problems"]
    date, amount, text = told["changes"]
    assert (date["kind"], date["action"], date["this_year"]) == (
        "date",
        "timvikarier",
        {"kronor": {"low": -16667, "high": -16667}},
    )
    assert (amount["kind"], amount["below_threshold"], text["kind"]) == ("amount", True, "text")
    assert [each["level"] for each in told["consequences"]] == ["committee", "unit"]
    assert told["consequences"][0]["requirement_gap"] == {"before": 550000, "after": 567167}


def test_nothing_changed(scripted: Scripted) -> None:
    _, said, _ = run(scripted.root, "HEAD")
    assert said == "Inget har ändrats i planer, rapporter och data.\n"


def test_only_the_own_branch_is_told_from_where_it_left(scripted: Scripted) -> None:
    scripted.git("checkout", "--quiet", "-b", "gren")
    scripted.commit({TEXT: "## Sammanfattning\nVi sparar allt.\n"})
    scripted.git("checkout", "--quiet", "main")
    put_off(scripted)
    _, said, _ = run(scripted.root, "main", "gren", "--merge-base")
    assert said.splitlines()[0] == "Inga belopp ändras. 1 ändring i 1 plan."


@pytest.mark.parametrize("name", ["finns-inte", "--upload-pack=x", "HEAD\nHEAD"])
def test_a_version_that_is_not_there(scripted: Scripted, name: str) -> None:
    code, said, why = run(scripted.root, "--", name)
    assert (code, said) == (2, "")
    assert re.match("Fel: .*(finns inte|kan inte vara)", why, re.DOTALL)
    assert "Traceback" not in why


def test_outside_git_and_without_commits(tmp_path: Path) -> None:
    assert run(tmp_path, "HEAD") == (
        2,
        "",
        "Fel: mappen ligger inte i något Git-förvar; kör kommandot i förvaret eller ange --root\n",
    )
    assert run(Scripted(tmp_path / "ny").root, "HEAD")[0] == 2


def test_binary_junk_and_a_commit_that_deletes_everything(scripted: Scripted) -> None:
    scripted.commit({PLAN: bytes(range(256)), "plans/storby/2025/å\n😀/plan.yml": b"\0"})
    code, said, _ = run(scripted.root, "HEAD~1", "HEAD")
    assert code == 1
    assert "Allt kan inte jämföras." in said
    assert "Planen går inte att läsa efter ändringen och kan därför inte jämföras" in said
    scripted.git("rm", "-r", "--quiet", ".")
    scripted.commit({})
    code, said, _ = run(scripted.root, "HEAD~2", "HEAD")
    assert code == 0
    assert "Planen «Handlingsplan Ansvar 81516» tas bort" in said


def test_texts_that_mean_harm_are_only_shown(scripted: Scripted) -> None:
    """Names, texts and remarks of others: no tag, link, message or closed fold comes of them."""
    quoted = HOSTILE.replace('"', "")
    items = "".join(
        f'  - {{id: a{n}, namn: "{quoted}", startdatum: 2025-01-01, helårseffekt: {n} tkr}}\n' for n in range(1, 20)
    )
    scripted.commit(
        {
            "plans/storby/organisation.yml": ORGANISATION.replace("namn: Ansvar 81516", f'namn: "{quoted}"'),
            PLAN: f'titel: "{quoted}"\nåtgärdskrav: 800 tkr\nåtgärder:\n{items}',
            TEXT: f"## {quoted}\n\n{quoted}\n\n## Två\n\n```\n</details>\n",
        }
    )
    _, said, _ = run(scripted.root, "HEAD~1", "HEAD", "--format", "markdown")
    assert said.count("<details>") == said.count("</details>") == 1
    assert not re.search(r"[@#!]\w|https?://\w|www\.\w|<!--|<img", said.replace("### ", "").replace("## ", ""))
    page = BeautifulSoup(markdown.markdown(said, extensions=["tables"]), "html.parser")
    tags = {tag.name for tag in page.find_all(True)}
    assert tags <= {"h2", "h3", "p", "strong", "ul", "li", "del", "ins", "table", "thead", "tbody", "tr", "th", "td", "details", "summary"}  # fmt: skip
    assert "Vad ändringen betyder" in page.get_text()
