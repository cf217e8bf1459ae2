"""The site that is shown is a whole, good one: after kill -9 at any moment, on a full disk, with two builds at once."""

from __future__ import annotations

import json
import os
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from publish_and_die import PAGES, build, read_whole

from handlingsplan.site import shelf
from handlingsplan.site.publishing import Keeping, go_back, publish_site
from handlingsplan.site.shelf import BusyError, Shelf

HERE = Path(__file__).parent


def publish(root: Path, generation: int, **keeping: object) -> int:
    return publish_site(root, keeping=Keeping(**keeping), build=lambda site, _lock: build(generation, site))  # type: ignore[arg-type]


def shown(root: Path) -> str:
    assert read_whole(root / "site") == ""
    return (root / "site/index.html").read_text(encoding="utf-8").removeprefix("<html>").removesuffix("</html>")


def test_kill_9_at_200_random_moments(tmp_path: Path) -> None:
    command = [sys.executable, str(HERE / "publish_and_die.py"), str(tmp_path), "200", "7"]
    answer = subprocess.run(command, capture_output=True, text=True, check=True, timeout=120)
    told = json.loads(answer.stdout)
    assert told["faults"] == []
    assert told["readings"] > 200
    assert (told["after"], told["last"], told["kept"]) == (0, "<html>-1</html>", ["", ""])


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project of a hundred pages with a plain theme, that MkDocs takes about a second for."""
    (tmp_path / "docs").mkdir()
    for number in range(100):
        name = f"sida-{number}" if number else "index"
        (tmp_path / f"docs/{name}.md").write_text(f"# Sida {number}\n\n[Start](index.md)\n", encoding="utf-8")
    (tmp_path / "mkdocs.yml").write_text("site_name: Prov\ntheme: mkdocs\nplugins: []\n", encoding="utf-8")
    return tmp_path


def test_kill_9_of_the_real_build(project: Path) -> None:
    """The program that writes may live on when its parent is killed: nobody else builds until it has ended."""
    assert publish_site(project) == 0
    pages = {path.relative_to(project / "site"): path.read_bytes() for path in project.glob("site/**/*.html")}
    for wait in (0.1, 0.5, 0.9, 1.3):
        code = f"from pathlib import Path; from handlingsplan.site.publishing import *; publish_site(Path({str(project)!r}))"
        process = subprocess.Popen([sys.executable, "-c", code], stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
        time.sleep(wait)
        process.send_signal(signal.SIGKILL)
        process.wait()
        assert {path.relative_to(project / "site") for path in project.glob("site/**/*.html")} == set(pages)
    until = time.monotonic() + 60
    while time.monotonic() < until:
        try:
            assert publish_site(project) == 0
            break
        except BusyError:
            time.sleep(0.1)
    assert {path.name for path in project.glob("site.d/*")} <= {"spare", *map(str, range(20))}
    assert [path for path in project.glob("site.d/spare/**/*") if path.is_file()] == []


@contextmanager
def full_disk(root: Path) -> Iterator[None]:
    """A disk with half a megabyte, or if this machine allows no such thing, files that may not grow."""
    mounted = os.geteuid() == 0 and not subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=512k", "none", str(root)], capture_output=True, check=False
    ).returncode  # fmt: skip
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
        if mounted:
            subprocess.run(["umount", "-l", str(root)], check=True)


def too_large(root: Path, site: Path) -> int:
    """A renderer that fills the disk and, like many a program, does not notice."""
    build(2, site)
    if not os.path.ismount(root):
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, resource.getrlimit(resource.RLIMIT_FSIZE)[1]))
    try:
        (site / "sida-3/index.html").write_text("<html>" + "x" * 2_000_000 + "</html>", encoding="utf-8")
    except OSError:
        return 0
    raise AssertionError("the disk is not full")


def test_a_full_disk(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = tmp_path / "disk"
    root.mkdir()
    with full_disk(root):
        assert publish(root, 1) == 0
        assert publish_site(root, build=lambda site, _lock: too_large(root, site)) == 1
        assert shown(root) == "1"
    assert "sidan sida-3/index.html är inte hel" in capsys.readouterr().err


@pytest.mark.parametrize("in_one_step", [True, False])
def test_earlier_sites_are_kept_and_shown_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, in_one_step: bool
) -> None:
    if not in_one_step:
        monkeypatch.setattr(shelf, "_exchanged", lambda *_: False)
    for generation in range(1, 6):
        assert publish(tmp_path, generation, earlier=3) == 0
    assert [read_whole(path) for path in Shelf(tmp_path / "site").kept()] == ["", "", ""]
    assert [(go_back(tmp_path), shown(tmp_path)) for _ in range(4)] == [
        (True, "4"), (True, "3"), (True, "2"), (False, "2"),
    ]  # fmt: skip
    assert {path.name for path in tmp_path.iterdir()} == {"site"}


def test_a_change_in_two_steps_that_was_stopped_is_put_right(tmp_path: Path) -> None:
    publish(tmp_path, 1)
    (tmp_path / "site.d").mkdir()
    (tmp_path / "site").rename(tmp_path / "site.d/old")
    assert not go_back(tmp_path)
    assert shown(tmp_path) == "1"


def test_a_link_is_followed(tmp_path: Path) -> None:
    (tmp_path / "disk").mkdir()
    (tmp_path / "site").symlink_to("disk/planer")
    (tmp_path / "disk/planer").mkdir()
    assert publish(tmp_path, 1) == publish(tmp_path, 2) == 0
    assert (tmp_path / "site").is_symlink()
    assert (go_back(tmp_path), shown(tmp_path)) == (True, "1")


def test_two_builds_do_not_mix(tmp_path: Path) -> None:
    def meanwhile(site: Path, _lock: int) -> int:
        with pytest.raises(BusyError):
            publish(tmp_path, 2)
        with pytest.raises(BusyError):
            go_back(tmp_path)
        return build(1, site)

    assert publish_site(tmp_path, build=meanwhile) == 0
    assert shown(tmp_path) == "1"
    assert publish(tmp_path, 3) == 0


class TestSoundness:
    """What is complete but not fit to be shown never is."""

    def test_a_site_of_less_than_half_must_be_asked_for(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        publish(tmp_path, 1)
        for number in range(40):
            (tmp_path / f"site/mer-{number}.html").write_text("x", encoding="utf-8")
        assert publish(tmp_path, 2) == 1
        told = f"den nya webbplatsen har {len(PAGES)} sidor och den förra {len(PAGES) + 40}"
        assert told in capsys.readouterr().err
        assert shown(tmp_path) == "1"
        assert publish(tmp_path, 2, may_shrink=True) == 0

    @pytest.mark.parametrize(
        ("name", "text", "told"),
        [
            ("index.html", "", "filen index.html saknas"),
            ("sida-1/index.html", "<html>halv", "sidan sida-1/index.html är inte hel"),
            ("index.html", '<a href="borta/">x</a></html>', "sidan index.html länkar till borta, som inte finns"),
            (
                "sida-1/index.html",
                "<img src='../b%C3%A5t.png'></html>",
                "sidan sida-1/index.html länkar till båt.png",
            ),
            ("sida-1/index.html", '<a class="x" href="../../x">x</a></html>', "länkar till ../x, som inte finns"),
        ],
    )
    def test_a_site_that_is_not_whole(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str, text: str, told: str
    ) -> None:
        def broken(site: Path, _lock: int) -> int:
            build(2, site)
            (site / name).write_text(text, encoding="utf-8")
            return 0

        publish(tmp_path, 1)
        assert publish_site(tmp_path, build=broken) == 1
        assert told in capsys.readouterr().err
        assert shown(tmp_path) == "1"

    def test_other_links_are_left_alone(self, tmp_path: Path) -> None:
        links = (
            "https://x.se/y",
            "//x.se",
            "mailto:a@b.se",
            "#här",
            "?q=1",
            "sida-1/",
            "sida-1/#a",
            "./",
            "/x",
            "//[",
        )

        def linking(site: Path, _lock: int) -> int:
            build(1, site)
            html = "".join(f'<a href="{link}">x</a>' for link in links)
            (site / "index.html").write_text(f"{html}</html>", encoding="utf-8")
            return 0

        assert publish_site(tmp_path, build=linking) == 0
