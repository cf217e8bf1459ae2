"""A site is kept only when nothing that it was built from has changed and nobody has touched it."""

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from benchmarks.corpus import TODAY, Size, write_corpus

from handlingsplan.model.audience import Audience
from handlingsplan.site import publishing
from handlingsplan.site.publishing import Edition, publish_site
from handlingsplan.site.unchanged import inputs_of, is_unchanged, remember

ROOT = Path(__file__).parents[2]
PLAN = "plans/kommun-001/2026/enhet-01/plan.md"
DATA = "data/kommun-001/utfall-2026.csv"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project without a symbolic link, so that every part of it can be changed."""
    folder = tmp_path / "project"
    folder.mkdir()
    write_corpus(folder, Size(plans=1, units=1, years=1), ROOT)
    for name in ("docs", "macros"):
        (folder / name).unlink()
    write(folder, "docs/index.md", "# Start\n")
    write(folder, "macros/handlingsplan/site/theme/main.html", "x")
    git(folder, "init", "--quiet")
    git(folder, "add", "plans", "data")
    git(folder, "commit", "--quiet", "--message", "Alla planer")
    return folder


def git(folder: Path, *arguments: str) -> None:
    identity = ("-c", "user.name=Prov", "-c", "user.email=prov@example.se")
    subprocess.run(["git", *identity, *arguments], cwd=folder, check=True)


def write(folder: Path, name: str, text: str) -> None:
    (folder / name).parent.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(text, encoding="utf-8")


def appended(name: str) -> Callable[[Path], None]:
    return lambda folder: write(folder, name, (folder / name).read_text(encoding="utf-8") + " ")


CHANGES: dict[str, Callable[[Path], None]] = {
    "a text": appended(PLAN),
    "a number": appended(DATA),
    "a page written by hand": appended("docs/index.md"),
    "the theme": appended("macros/handlingsplan/site/theme/main.html"),
    "the configuration": appended("mkdocs.yml"),
    "a new plan": lambda folder: write(folder, "plans/kommun-001/2026/enhet-09/plan.yml", "titel: Ny\n"),
    "a plan that is gone": lambda folder: (folder / PLAN).unlink(),
    "another name": lambda folder: (folder / PLAN).rename(folder / PLAN.replace("plan.md", "text.md")),
    "a commit": lambda folder: git(folder, "commit", "--quiet", "--allow-empty", "--message", "Tom"),
    "a branch": lambda folder: git(folder, "update-ref", "refs/heads/ny", write_commit(folder)),
}
UNKNOWN: dict[str, Callable[[Path], None]] = {
    "a module of mkdocs-macros": lambda folder: write(folder, "main.py", ""),
    "a link": lambda folder: (folder / "plans/lank").symlink_to(folder),
    "a linked file": lambda folder: (folder / "docs/lank.md").symlink_to(folder / PLAN),
    "a hook": lambda folder: append_line(folder, "hooks: [krok.py]"),
    "another configuration": lambda folder: append_line(folder, "INHERIT: ../annan.yml"),
    "another plugin": lambda folder: replace_in(folder, "  - macros:", "  - tags\n  - macros:"),
    "a folder of macros": lambda folder: replace_in(
        folder, "      on_error_fail: true", "      on_error_fail: true\n      include_dir: .."
    ),
    "another theme": lambda folder: replace_in(folder, "  name: material", "  name: mkdocs"),
    "no YAML": lambda folder: write(folder, "mkdocs.yml", "a: [\n"),
}


def write_commit(folder: Path) -> str:
    tree = subprocess.run(
        ["git", "write-tree"], cwd=folder, check=True, capture_output=True, text=True
    ).stdout.strip()
    command = ["git", "-c", "user.name=Prov", "-c", "user.email=prov@example.se", "commit-tree", tree, "-m", "Annan"]
    return subprocess.run(command, cwd=folder, check=True, capture_output=True, text=True).stdout.strip()


def append_line(folder: Path, line: str) -> None:
    write(folder, "mkdocs.yml", (folder / "mkdocs.yml").read_text(encoding="utf-8") + f"{line}\n")


def replace_in(folder: Path, old: str, new: str) -> None:
    text = (folder / "mkdocs.yml").read_text(encoding="utf-8")
    assert old in text
    write(folder, "mkdocs.yml", text.replace(old, new, 1))


@pytest.mark.parametrize("change", CHANGES)
def test_whatever_a_build_reads_counts(project: Path, change: str) -> None:
    before = inputs_of(project, Edition(TODAY))
    assert before is not None
    assert inputs_of(project, Edition(TODAY)) == before
    CHANGES[change](project)
    assert inputs_of(project, Edition(TODAY)) not in (None, before)


@pytest.mark.parametrize("change", UNKNOWN)
def test_what_cannot_be_known_is_built(project: Path, change: str) -> None:
    UNKNOWN[change](project)
    assert inputs_of(project, Edition(TODAY)) is None


def test_the_day_the_environment_and_the_version_count(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    public = Edition(TODAY, audience=Audience.PUBLIC)
    found = [inputs_of(project, each) for each in (Edition(TODAY), Edition(), public)]
    monkeypatch.setenv("HANDLINGSPLAN_AUDIENCE", "intern")
    found.append(inputs_of(project, Edition(TODAY)))
    (tmp_path / "packages" / "another-1.0.dist-info").mkdir(parents=True)
    monkeypatch.syspath_prepend(tmp_path / "packages")
    found.append(inputs_of(project, Edition(TODAY)))
    assert None not in found
    assert len(set(found)) == 5
    assert inputs_of(project, Edition(TODAY, "HEAD")) is None, "what a name in Git stands for may change"


def test_a_site_that_somebody_has_touched_is_built_anew(project: Path) -> None:
    site = project / "site"
    write(project, "site/index.html", "sida")
    write(project, "site/planer/index.html", "sida")
    for touch in (
        lambda: write(project, "site/index.html", "sidb"),
        lambda: write(project, "site/mer.html", "sida"),
        (site / "planer/index.html").unlink,
        lambda: (site / "index.html").rename(site / "annan.html"),
    ):
        remember(project, site, "allt")
        assert is_unchanged(project, site, "allt")
        assert not is_unchanged(project, site, "annat")
        assert not is_unchanged(project, site, None)
        assert not is_unchanged(project, project / "www", "allt")
        touch()
        assert not is_unchanged(project, site, "allt")


@pytest.mark.parametrize(
    "text", ["", "{", "[]", "null", '{"inputs": "allt"}', '{"inputs": null, "site": null}', "\udcff"]
)
def test_a_broken_receipt_is_not_believed(project: Path, text: str) -> None:
    write(project, "site/index.html", "sida")
    remember(project, project / "site", "allt")
    [receipt] = (project / ".cache/handlingsplan").iterdir()
    receipt.write_text(text, encoding="utf-8", errors="surrogateescape")
    assert not is_unchanged(project, project / "site", "allt")


def test_a_build_of_nothing_new_is_not_made(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    built: list[int] = []

    def build(_: Path, new: Path, *__: object) -> int:
        built.append(len(built))
        for name in ("index.html", "404.html", "sitemap.xml"):
            (new / name).parent.mkdir(parents=True, exist_ok=True)
            (new / name).write_text(f"<html>{(project / PLAN).read_text(encoding='utf-8')}</html>", encoding="utf-8")
        return 0

    monkeypatch.setattr(publishing, "_build", build)
    assert [publish_site(project), publish_site(project)] == [0, 0]
    assert len(built) == 1
    assert "Inget har ändrats sedan webbplatsen byggdes." in capsys.readouterr().err
    appended(PLAN)(project)
    assert [publish_site(project), publish_site(project)] == [0, 0]
    assert len(built) == 2


def test_a_text_that_is_written_during_the_build_is_not_taken_for_built(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    built: list[int] = []

    def build(_: Path, new: Path, *__: object) -> int:
        built.append(len(built))
        new.mkdir(parents=True)
        for name in ("index.html", "404.html", "sitemap.xml"):
            (new / name).write_text("<html></html>", encoding="utf-8")
        if len(built) == 1:
            appended(PLAN)(project)
        return 0

    monkeypatch.setattr(publishing, "_build", build)
    assert [publish_site(project) for _ in range(3)] == [0, 0, 0]
    assert len(built) == 2


def test_removing_an_earlier_site_with_the_same_files_in_it_touches_nothing(
    project: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept, built = tmp_path_factory.mktemp("kept"), []
    for name in ("index.html", "404.html", "sitemap.xml"):
        (kept / name).write_text("<html></html>", encoding="utf-8")

    def build(_: Path, new: Path, *__: object) -> int:
        built.append(len(built))
        new.mkdir(parents=True)
        for path in kept.iterdir():
            (new / path.name).hardlink_to(path)
        return 0

    monkeypatch.setattr(publishing, "_build", build)
    for _ in range(3):  # the third build removes the site of the first
        appended(PLAN)(project)
        assert publish_site(project) == 0
    assert publish_site(project) == 0
    assert len(built) == 3
