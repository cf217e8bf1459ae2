"""The workflows follow their schemas, keep what is trusted apart, and every step of them runs."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from stand_in import TOKEN, Forge, standing_in
from workflow_steps import (
    PLAN,
    ROOT,
    WORKFLOWS,
    Machine,
    branch,
    evaluated,
    git,
    machine,
    make_origin,
    pipeline,
    run_github,
    run_gitlab,
    workflow,
)

from handlingsplan.reviewing.comment_text import MARKER

ALL = sorted(path.name for path in WORKFLOWS.glob("*.yml"))
OLD, NEW, WRONG = "helårseffekt: 100 000 kr", "helårseffekt: 90 000 kr", "helårseffekten: 100 000 kr"


# the files


@pytest.mark.parametrize(
    ("schema", "path"),
    [
        *[("vendor.github-workflows", f".github/workflows/{name}") for name in ALL],
        ("vendor.gitlab-ci", ".gitlab-ci.yml"),
    ],
)
def test_a_workflow_follows_the_published_schema(schema: str, path: str) -> None:
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", schema, str(ROOT / path)]
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout


@pytest.mark.parametrize("name", ALL)
def test_actions_are_pinned_and_expressions_never_stand_in_scripts(name: str) -> None:
    text = (WORKFLOWS / name).read_text(encoding="utf-8")
    uses = re.findall(r"uses: (.*)", text)
    assert uses
    assert [each for each in uses if not re.fullmatch(r"actions/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", each)] == []
    for job in workflow(name)["jobs"].values():
        assert "timeout-minutes" in job
        for step in job["steps"]:
            assert "${{" not in step.get("run", ""), "a value of others would become a part of the script"
            if step.get("uses", "").startswith("actions/checkout@"):
                assert step["with"]["persist-credentials"] is False


def test_an_action_is_the_same_everywhere() -> None:
    texts = [(WORKFLOWS / name).read_text(encoding="utf-8") for name in ALL]
    found = {tuple(each.split("@", 1)) for text in texts for each in re.findall(r"uses: (.*)", text)}
    assert len({action for action, _ in found}) == len(found) > 3


def test_no_job_may_more_than_it_needs() -> None:
    """Every right to write is named here; what a workflow does not name, GitHub would take from its settings."""
    granted = {}
    for name in ALL:
        each = workflow(name)
        assert each["permissions"] in ({}, {"contents": "read"}), name
        for job_name, job in each["jobs"].items():
            rights = job.get("permissions", each["permissions"])
            granted[job_name] = {right for right, level in rights.items() if level != "read"}
            assert set(rights.values()) <= {"read", "write"}
            # A workflow or an image of others would be code that no pin above speaks of.
            assert not {"uses", "container", "services", "secrets"} & set(job), job_name
            assert not job["runs-on"].endswith("latest"), job_name
        assert not {"pull_request_target", "issue_comment"} & set(each[True])
    assert granted == {
        "granska": set(),
        "kommentera": {"pull-requests"},
        "bygg": set(),
        "pages": {"pages", "id-token"},
    }


def test_gitlab_runs_this_file_alone_and_gives_no_other_rights() -> None:
    jobs = pipeline()
    assert "include" not in jobs
    assert re.fullmatch(r"python:3\.\d+-[a-z]+", jobs["default"]["image"]), (
        "an image by version and system, never latest"
    )
    for name, job in jobs.items():
        if "script" not in job:
            continue
        assert not {"image", "services", "id_tokens", "secrets", "trigger", "inherit"} & set(job), name
        assert ("environment" in job) is (name == "kommentera"), "the token has the scope of that environment"


def test_the_untrusted_build_can_read_and_nothing_else() -> None:
    text = (WORKFLOWS / "granska.yml").read_text(encoding="utf-8")
    review = workflow("granska.yml")
    assert list(review[True]) == ["pull_request"]
    assert review["permissions"] == {"contents": "read"}
    assert "permissions" not in review["jobs"]["granska"]
    assert not re.search(r"secrets\.|github\.token|pull_request_target", text)
    assert review["jobs"]["granska"]["steps"][0]["with"]["fetch-depth"] == 0
    assert review["concurrency"]["cancel-in-progress"] is True
    assert "GITLAB_TOKEN" not in json.dumps(pipeline()["granska"])


def test_the_trusted_job_takes_the_default_branch_and_one_artefact() -> None:
    comments = workflow("kommentera.yml")
    job = comments["jobs"]["kommentera"]
    assert comments["permissions"] == {}
    assert job["permissions"] == {"actions": "read", "contents": "read", "pull-requests": "write"}
    checkout, _, _, download, _ = job["steps"]
    assert checkout["with"]["ref"] == "${{ github.event.repository.default_branch }}"
    assert download["with"]["name"] == workflow("granska.yml")["jobs"]["granska"]["steps"][3]["with"]["name"]
    assert comments[True]["workflow_run"]["workflows"] == [workflow("granska.yml")["name"]]


# the steps


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the project's bare repository, and the work tree that branches are made in."""
    folder = tmp_path_factory.mktemp("forge")
    make_origin(folder)
    return folder


@pytest.fixture
def forge() -> Iterator[Forge]:
    with standing_in() as each:
        yield each


def move_main(folder: Path) -> None:
    """Change another plan in main."""
    work, path = folder / "work", "plans/huddinge/2023/hemtjanst/plan.yml"
    git(work, "checkout", "--quiet", "main")
    text = (work / path).read_text(encoding="utf-8")
    assert "titel: " in text
    (work / path).write_text(text.replace("titel: ", "titel: Ändrad ", 1), encoding="utf-8")
    git(work, "commit", "--quiet", "--all", "--message", "Annan ändring")
    git(work, "push", "--quiet", "origin", "main")


def github_review(folder: Path, tmp_path: Path, head: str, name: str) -> tuple[Machine, str]:
    """Run the untrusted half on GitHub's merge of a branch into main; give the machine and what it printed."""
    at = machine(tmp_path / "untrusted", folder / "origin.git", GITHUB_ACTIONS="true", GITHUB_TOKEN="")
    at.git("merge", "--quiet", "--no-ff", "--no-edit", f"origin/{name}")
    at.git("checkout", "--quiet", "--detach")
    expressions = {
        "github.base_ref": "main",
        "github.event.pull_request.head.sha": head,
        "github.event.pull_request.number": "12",
        "github.server_url": "https://git.example",
        "github.repository": "kommunen/handlingsplan",
        "github.run_id": "4711",
    }
    (ran,) = run_github(at, workflow("granska.yml")["jobs"]["granska"], expressions)
    at.variables["CODE"] = str(ran.code)
    return at, ran.output


def github_comment(
    folder: Path, tmp_path: Path, review: Machine, forge: Forge, head: str
) -> tuple[Machine, list[int]]:
    """Run the trusted half on what the untrusted one has uploaded."""
    at = machine(tmp_path / "trusted", folder / "origin.git", GITHUB_ACTIONS="true", **forge.environment("github"))
    del at.variables["GITHUB_TOKEN"]
    job = workflow("kommentera.yml")["jobs"]["kommentera"]
    uploaded = workflow("granska.yml")["jobs"]["granska"]["steps"][3]["with"]["path"].split()
    target = at.folder / job["steps"][3]["with"]["path"]
    target.mkdir()
    for path in uploaded:
        shutil.copy(review.folder / path, target / Path(path).name, follow_symlinks=False)
    expressions = {"github.token": TOKEN, "github.event.workflow_run.head_sha": head}
    ran = run_github(at, job, expressions)
    assert TOKEN not in "".join(each.output for each in ran)
    return at, [each.code for each in ran]


def test_a_change_is_reviewed_on_github(folder: Path, tmp_path: Path, forge: Forge) -> None:
    forge.head = head = branch(folder, "sankt-belopp", PLAN, OLD, NEW)
    # What somebody else has changed in main since is no part of the review.
    move_main(folder)
    review, output = github_review(folder, tmp_path, head, "sankt-belopp")
    text = (review.folder / "review" / "comment.md").read_text(encoding="utf-8")
    assert "### Kontrollen" in text
    assert f"Granskad version: {head[:7]}" in text
    assert "[Förhandsvisa webbplatsen](https://git.example/kommunen/handlingsplan/actions/runs/4711)" in text
    assert (review.folder / "review" / "site" / "index.html").is_file()
    assert (review.folder / "review" / "number").read_text(encoding="utf-8") == "12\n"
    assert text.startswith("## Vad ändringen betyder\n")
    assert "effekten i år minskar med 10 000 kr till 90 000 kr" in text.replace("\u00a0", " ")
    assert "Hemtjänsten" not in text
    assert review.variables["CODE"] == "0"
    assert f"::notice file={PLAN},line=19,title=Ändring" in output
    trusted, codes = github_comment(folder, tmp_path, review, forge, head)
    assert codes == [0, 0]
    assert len(forge.notes) == 1
    assert forge.texts()[0].startswith(f"{MARKER}\n")
    assert trusted.git("rev-parse", "HEAD") == trusted.git("rev-parse", "origin/main")


def test_a_fault_is_annotated_and_told(folder: Path, tmp_path: Path) -> None:
    head = branch(folder, "fel-falt", PLAN, OLD, WRONG)
    review, output = github_review(folder, tmp_path, head, "fel-falt")
    assert review.variables["CODE"] == "1", output
    assert re.search(rf"^::error file={PLAN},line=19,col=5,title=Fel%3A okänt-fält::okänt fält", output, re.MULTILINE)
    text = (review.folder / "review" / "comment.md").read_text(encoding="utf-8")
    assert f"    {PLAN}:19:5: okänt fält «helårseffekten» – menade du «helårseffekt»?" in text
    assert "Webbplatsen kunde inte byggas för förhandsvisning." in text


def test_the_trusted_job_believes_nothing_of_the_artefact(folder: Path, tmp_path: Path, forge: Forge) -> None:
    """A build that lies of its number, or leaves a link for the text, has nothing posted."""
    forge.head = "a" * 40
    files = tmp_path / "untrusted" / "review"
    files.mkdir(parents=True)
    (files / "number").write_text("12\n", encoding="utf-8")
    (files / "comment.md").write_text("/merge\n", encoding="utf-8")
    review = Machine(tmp_path / "untrusted", "")
    assert github_comment(folder, tmp_path, review, forge, "b" * 40)[1] == [0, 0]
    shutil.rmtree(tmp_path / "trusted")
    (files / "number").write_text("12/../13\n", encoding="utf-8")
    assert github_comment(folder, tmp_path, review, forge, "a" * 40)[1] == [0, 2]
    shutil.rmtree(tmp_path / "trusted")
    (files / "number").write_text("12\n", encoding="utf-8")
    (files / "comment.md").unlink()
    (files / "comment.md").symlink_to("/proc/self/environ")
    assert github_comment(folder, tmp_path, review, forge, "a" * 40)[1] == [0, 2]
    assert forge.notes == []
    shutil.rmtree(tmp_path / "trusted")
    (files / "comment.md").unlink()
    (files / "comment.md").write_text("/merge\n", encoding="utf-8")
    assert github_comment(folder, tmp_path, review, forge, "a" * 40)[1] == [0, 0]
    assert forge.texts()[0].splitlines() == [MARKER, "\\/merge"]


def test_a_change_is_reviewed_on_gitlab(folder: Path, tmp_path: Path, forge: Forge) -> None:
    forge.head = head = branch(folder, "gitlab", PLAN, OLD, NEW)
    at = machine(tmp_path / "gitlab", folder / "origin.git", GITLAB_CI="true", **forge.environment("gitlab"))
    del at.variables["GITLAB_TOKEN"]
    at.git("checkout", "--quiet", "--detach", "origin/gitlab")
    at.variables |= {
        "CI_JOB_URL": "https://git.example/job/1",
        "CI_MERGE_REQUEST_DIFF_BASE_SHA": at.git("rev-parse", "origin/main"),
        "CI_COMMIT_SHA": head,
        "CI_DEFAULT_BRANCH": "main",
    }
    jobs = pipeline()
    ran = run_gitlab(at, jobs["granska"])
    assert "::error" not in ran.output
    assert isinstance(json.loads((at.folder / "review" / "code-quality.json").read_text(encoding="utf-8")), list)
    text = (at.folder / "review" / "comment.md").read_text(encoding="utf-8")
    assert "[Förhandsvisa webbplatsen](https://git.example/job/1/artifacts/browse/review/site)" in text
    without = run_gitlab(at, jobs["kommentera"])
    assert (without.code, forge.notes) == (2, [])
    assert "Fel: ingen token: sätt variabeln GITLAB_TOKEN" in without.output
    at.git("checkout", "--quiet", "--detach", "origin/gitlab")
    at.variables["GITLAB_TOKEN"] = TOKEN
    for told in ("skapad", "oförändrad"):
        ran = run_gitlab(at, jobs["kommentera"])
        assert ran.code == 0, ran.output
        assert f"Kommentaren på merge request 12 är {told}." in ran.output
        assert TOKEN not in ran.output
    assert len(forge.notes) == 1
    assert at.git("rev-parse", "HEAD") == at.git("rev-parse", "origin/main")


def test_the_site_is_built_for_publishing(folder: Path, tmp_path: Path) -> None:
    at = machine(tmp_path / "main", folder / "origin.git")
    (ran,) = run_github(at, workflow("publicera.yml")["jobs"]["bygg"], {})
    assert ran.code == 0, ran.output
    assert (
        at.folder / workflow("publicera.yml")["jobs"]["bygg"]["steps"][3]["with"]["path"] / "index.html"
    ).is_file()
    jobs = pipeline()
    assert jobs["pages"]["script"] == jobs["webbplats"]["script"] == ["make site"]
    assert jobs["pages"]["pages"]["publish"] == "site"


def test_a_history_that_is_not_whole_is_told(folder: Path, tmp_path: Path) -> None:
    branch(folder, "grund", PLAN, OLD, NEW)
    at = machine(tmp_path / "grund", folder / "origin.git")
    at.git("clone", "--quiet", "--depth", "1", "--branch", "grund", f"file://{folder}/origin.git", "shallow")
    at.folder /= "shallow"
    # The check and the preview do nothing here.
    only_diff = tmp_path / "only-diff"
    program = Path(sys.prefix) / "bin" / "handlingsplan"
    only_diff.write_text(f'#!/bin/sh\n[ "$1" != diff ] || exec "{program}" "$@"\n', encoding="utf-8")
    only_diff.chmod(0o755)
    ran = at.bash("scripts/review.sh", HANDLINGSPLAN=str(only_diff))
    assert ran.code == 2
    assert "Fel: versionen «origin/main» finns inte" in ran.output
    assert "--unshallow" in ran.output
    text = (at.folder / "review" / "comment.md").read_text(encoding="utf-8")
    assert text.startswith("Ändringarna kunde inte jämföras med det som gäller.")
    assert "### Kontrollen" in text


def test_an_unknown_expression_fails_the_test() -> None:
    assert evaluated("a ${{ x.y }} b", {"x.y": "1"}) == "a 1 b"
    with pytest.raises(KeyError):
        evaluated("${{ z }}", {})
