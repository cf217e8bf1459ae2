"""One comment, on both forges: made once, then updated; nobody else's is touched; faults are waited out or told."""

from __future__ import annotations

import time
from collections.abc import Iterator
from email.utils import formatdate
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from stand_in import HEAD, OTHER, TOKEN, Fault, Forge, standing_in

from handlingsplan.cli import main
from handlingsplan.reviewing import api, posting
from handlingsplan.reviewing.comment_text import MARKER
from handlingsplan.reviewing.forges import FORGES
from handlingsplan.reviewing.posting import ATTEMPTS, Outcome, post_comment

BOTH = pytest.mark.parametrize("name", ["github", "gitlab"])
NUMBER = 12


@pytest.fixture
def forge() -> Iterator[Forge]:
    with standing_in() as each:
        yield each


@pytest.fixture(autouse=True)
def no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    """The stand-in is on this machine, whatever the machine's settings say of others."""
    for name in ("http_proxy", "https_proxy", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)


def post(forge: Forge, name: str, text: str, head: str | None = None) -> tuple[Outcome, list[float]]:
    """Post a comment without really waiting; give also how long it would have waited."""
    waited: list[float] = []
    outcome = post_comment(FORGES[name](forge.environment(name), NUMBER), text, head, waited.append)
    return outcome, waited


@BOTH
def test_posting_twice_updates_the_same_comment(forge: Forge, name: str) -> None:
    forge.write("Ser bra ut!", OTHER)
    assert post(forge, name, "Effekten i år minskar.\n") == (Outcome.MADE, [])
    forge.write("Tack.", OTHER)
    assert post(forge, name, "Effekten i år är oförändrad.\n") == (Outcome.UPDATED, [])
    told = [text.replace("\r\n", "\n") for text in forge.texts()]
    assert told == ["Ser bra ut!", f"{MARKER}\nEffekten i år är oförändrad.\n", "Tack."]
    assert post(forge, name, "Effekten i år är oförändrad.\n") == (Outcome.UNCHANGED, [])
    assert set(forge.tokens) == {TOKEN}


@BOTH
def test_the_earlier_comment_is_found_on_a_later_page(forge: Forge, name: str) -> None:
    for number in range(120):
        forge.write(f"Kommentar {number}", OTHER)
    forge.write(f"{MARKER}\nTidigare")
    assert post(forge, name, "Ny") == (Outcome.UPDATED, [])
    assert len(forge.notes) == 121
    assert forge.texts()[-1].splitlines() == [MARKER, "Ny"]
    assert sum("page=" in path for method, path in forge.asked) == 3


@BOTH
def test_a_comment_of_somebody_else_with_the_marker_is_left_alone(forge: Forge, name: str) -> None:
    forge.write(f"{MARKER}\nInte granskningens", OTHER)
    forge.write(f"Se {MARKER} i texten")
    forge.write(f"{MARKER} borttagen användare", None)
    assert post(forge, name, "Text")[0] is Outcome.MADE
    assert forge.texts()[0] == f"{MARKER}\nInte granskningens"
    assert len(forge.notes) == 4
    assert post(forge, name, "Text 2")[0] is Outcome.UPDATED
    assert [len(forge.notes), forge.texts()[0]] == [4, f"{MARKER}\nInte granskningens"]


def test_what_gitlab_notes_itself_is_no_comment(forge: Forge) -> None:
    forge.write(f"{MARKER} changed the description", system=True)
    assert post(forge, "gitlab", "Text")[0] is Outcome.MADE


@BOTH
def test_nothing_is_written_when_the_request_has_moved_on(forge: Forge, name: str) -> None:
    """The number comes from an untrusted build: it must belong to the commit that was built."""
    assert post(forge, name, "Text", "b" * 40) == (Outcome.OUTDATED, [])
    assert forge.notes == []
    assert {method for method, _ in forge.asked} == {"GET"}
    assert post(forge, name, "Text", HEAD)[0] is Outcome.MADE


# faults that pass


@BOTH
@pytest.mark.parametrize("status", [429, 500, 502, 503])
def test_a_fault_that_passes_is_waited_out(forge: Forge, name: str, status: int) -> None:
    forge.faults = [Fault(status, {"Retry-After": "7"}), Fault(status)]
    assert post(forge, name, "Text") == (Outcome.MADE, [7.0, 4.0])
    assert len(forge.notes) == 1


@BOTH
def test_a_comment_whose_answer_was_lost_is_not_made_twice(forge: Forge, name: str) -> None:
    forge.write(f"{MARKER}\nAnnan", OTHER)
    path = "notes" if name == "gitlab" else "comments"
    forge.faults = [Fault(502, obeyed=True, method="POST", path=path)]
    assert post(forge, name, "Text")[0] is Outcome.UNCHANGED
    assert len(forge.notes) == 2


def test_the_limit_of_github_is_told_in_other_headers(forge: Forge) -> None:
    reset = str(round(time.time()) + 30)
    forge.faults = [Fault(403, {"X-RateLimit-Remaining": "0", "X-RateLimit-Reset": reset})]
    outcome, waited = post(forge, "github", "Text")
    assert outcome is Outcome.MADE
    assert 25 < waited[0] < 31


def test_a_day_can_be_waited_for(forge: Forge) -> None:
    forge.faults = [Fault(503, {"Retry-After": formatdate(time.time() + 20, usegmt=True)})]
    assert 15 < post(forge, "gitlab", "Text")[1][0] < 21
    forge.faults = [Fault(503, {"Retry-After": "snart"})]
    assert post(forge, "gitlab", "Text 2")[1] == [2.0]


@BOTH
def test_it_gives_up_after_some_attempts(forge: Forge, name: str) -> None:
    forge.faults = [Fault(503)] * ATTEMPTS
    with pytest.raises(api.ForgeError, match=f"tillfälligt fel.*efter {ATTEMPTS} försök"):
        post(forge, name, "Text")
    assert len(forge.asked) == ATTEMPTS


def test_a_long_wait_is_told_instead(forge: Forge) -> None:
    forge.faults = [Fault(429, {"Retry-After": "3600"})]
    with pytest.raises(api.ForgeError, match=r"för många frågor .*vänta 3600 sekunder och kör om jobbet"):
        post(forge, "gitlab", "Text")


# faults that stay, as the command tells them


@pytest.fixture
def run(forge: Forge, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> object:
    """Run the command against the stand-in."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "comment.md").write_text("Effekten minskar.\n", encoding="utf-8")
    for variable in (*forge.environment("github"), *forge.environment("gitlab")):
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.setattr(posting.time, "sleep", lambda _: None)

    def command(name: str, *args: str, **changed: str) -> Result:
        for variable, value in {**forge.environment(name), **changed}.items():
            monkeypatch.setenv(variable, value)
        request = ["--request", "12"] if name == "github" else []
        return CliRunner().invoke(
            main, ["comment", "--forge", name, "--file", "comment.md", *request, *args], prog_name="handlingsplan"
        )

    return command


@BOTH
def test_the_command_tells_what_became_of_the_comment(run, forge: Forge, name: str) -> None:  # type: ignore[no-untyped-def]
    word = "pull request" if name == "github" else "merge request"
    told = [run(name), run(name), run(name, "--head", HEAD), run(name, "--head", "c" * 40)]
    assert [each.exit_code for each in told] == [0, 0, 0, 0]
    assert [each.stderr for each in told] == [
        f"Kommentaren på {word} 12 är skapad.\n",
        *[f"Kommentaren på {word} 12 är oförändrad.\n"] * 2,
        f"Kommentaren är inte skriven: {word} 12 står vid en annan version än den granskade.\n",
    ]
    assert len(forge.notes) == 1


ELSEWHERE = "http://127.0.0.1:9/annan"


@BOTH
@pytest.mark.parametrize(
    ("fault", "message"),
    [
        (Fault(401), "godtar inte token: den är fel, återkallad eller för gammal (svar 401: nej)"),
        (Fault(403), "tillåter inte det: token saknar rätt att läsa eller kommentera (svar 403: nej)"),
        (Fault(404), "hittar inte det som efterfrågas: adressen eller numret är fel, eller så får token inte se det"),
        (Fault(422, content=b"<html>"), "tog inte emot kommentaren (svar 422)"),
        (Fault(418), "säger nej (svar 418: nej)"),
        (Fault(307, {"Location": ELSEWHERE}), "hänvisar till en annan adress (svar 307), och dit skickas inte token"),
        (Fault(301, {"Location": "/api"}), "hänvisar till en annan adress (svar 301), och dit skickas inte token"),
        (Fault(200, content=b"<html>Logga in</html>"), "går inte att läsa: det är inte JSON. Är adressen rätt?"),
        (Fault(200, content=b"[]"), "svaret från API:et saknar "),
    ],
)
def test_a_fault_is_one_swedish_line(run, forge: Forge, name: str, fault: Fault, message: str) -> None:  # type: ignore[no-untyped-def]
    forge.faults = [fault]
    result = run(name)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith("Fel: ")
    assert result.stderr.count("\n") == 1
    assert message in result.stderr
    assert TOKEN not in result.output
    assert forge.notes == []
    assert len(forge.asked) == 1


@BOTH
def test_the_token_is_never_printed(run, forge: Forge, name: str) -> None:  # type: ignore[no-untyped-def]
    """Not even when the forge repeats it, or something breaks."""
    variable = "GITHUB_TOKEN" if name == "github" else "GITLAB_TOKEN"
    result = run(name, **{variable: "fel-token-99"})
    assert "bad token …" in result.stderr
    assert "fel-token-99" not in result.output
    spaced = run(name, **{variable: "fel token\n99"})
    assert (spaced.exit_code, "fel token" in spaced.output) == (2, False)
    assert f"variabeln {variable} har tecken som en token inte kan ha" in spaced.stderr
    api_root = FORGES[name](forge.environment(name), NUMBER)
    assert TOKEN not in repr(api_root)


@BOTH
def test_a_forge_that_does_not_answer(run, name: str) -> None:  # type: ignore[no-untyped-def]
    variable = "GITHUB_API_URL" if name == "github" else "CI_API_V4_URL"
    result = run(name, "--head", HEAD, **{variable: "http://127.0.0.1:9/api"})
    assert result.exit_code == 2
    assert "Fel: 127.0.0.1:9 svarar inte (" in result.stderr
    assert f"efter {ATTEMPTS} försök" in result.stderr


@pytest.mark.parametrize(
    ("name", "changed", "message"),
    [
        ("github", {"GITHUB_TOKEN": ""}, "ingen token: sätt variabeln GITHUB_TOKEN i jobbet som kommenterar"),
        ("gitlab", {"GITLAB_TOKEN": ""}, "ingen token: sätt variabeln GITLAB_TOKEN i jobbet som kommenterar"),
        ("github", {"GITHUB_REPOSITORY": "../x/y"}, "variabeln GITHUB_REPOSITORY saknas eller är fel: den ska vara"),
        (
            "gitlab",
            {"CI_PROJECT_ID": ""},
            "variabeln CI_PROJECT_ID saknas eller är fel: den ska vara projektets nummer",
        ),
        ("gitlab", {"CI_MERGE_REQUEST_IID": ""}, "numret saknas: ange --request, --request-file eller variabeln"),
        ("gitlab", {"CI_API_V4_URL": "file:///etc/passwd"}, "adressen till API:et ska vara som https://"),
        ("gitlab", {"CI_API_V4_URL": "https://a:b@git.se/"}, "adressen till API:et ska vara som https://"),
        ("gitlab", {"CI_API_V4_URL": ""}, "adressen till API:et ska vara som https://"),
        ("github", {"GITHUB_GRAPHQL_URL": "gopher://x"}, "adressen till API:et ska vara som https://"),
    ],
)
def test_what_the_ci_system_should_have_set(run, name: str, changed: dict[str, str], message: str) -> None:  # type: ignore[no-untyped-def]
    result = run(name, **changed)
    assert result.exit_code == 2
    assert f"Fel: {message}" in result.stderr


@pytest.mark.parametrize("number", ["0", "-1", "1 2", "12; id", "٣", "1" * 11, "", "../1"])
def test_a_number_of_an_untrusted_build_is_digits(run, forge: Forge, tmp_path: Path, number: str) -> None:  # type: ignore[no-untyped-def]
    (tmp_path / "number").write_text(f"{number}\n", encoding="utf-8")
    result = run("github", "--request-file", "number")
    assert result.exit_code == 2
    assert "--request-file: numret ska vara bara siffror, till exempel 12" in result.stderr
    result = run("github", f"--request={number}")
    assert result.exit_code == 2
    assert forge.asked == []


def test_a_file_with_the_number(run, forge: Forge, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:  # type: ignore[no-untyped-def]
    (tmp_path / "number").write_text("12\n", encoding="utf-8")
    assert run("gitlab", "--request-file", "number", CI_MERGE_REQUEST_IID="99").exit_code == 0
    assert len(forge.notes) == 1


def test_a_version_is_a_whole_name(run, forge: Forge) -> None:  # type: ignore[no-untyped-def]
    for head in ("main", "abc123", "A" * 40):
        assert "--head: versionen ska vara hela namnet i Git" in run("github", "--head", head).stderr
    assert forge.asked == []


def test_a_slow_answer_is_left(forge: Forge, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(api, "WHOLE_ANSWER", -1.0)
    with pytest.raises(api.ForgeError, match="kommer för långsamt"):
        post(forge, "gitlab", "Text")


def test_a_large_answer_is_left(forge: Forge, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(api, "_LARGEST_ANSWER", 10)
    with pytest.raises(api.ForgeError, match="för stort"):
        post(forge, "gitlab", "Text")
