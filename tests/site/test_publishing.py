"""The shown site is whole at all times: a new one takes its place, or it stays."""

from contextlib import AbstractContextManager, nullcontext
from datetime import date
from pathlib import Path
from types import SimpleNamespace

import pytest

from handlingsplan.site import shelf
from handlingsplan.site.publishing import Edition, Keeping, publish_site
from handlingsplan.site.soundness import Contents, faults_of_site


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A project of one page, and an earlier site that no longer agrees with it."""
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs/index.md").write_text("# Nytt\n", encoding="utf-8")
    (tmp_path / "mkdocs.yml").write_text("site_name: Prov\ntheme: mkdocs\nplugins: []\n", encoding="utf-8")
    (tmp_path / "site").mkdir()
    (tmp_path / "site/index.html").write_text("Gammalt", encoding="utf-8")
    (tmp_path / "site/borttagen.html").write_text("Gammalt", encoding="utf-8")
    return tmp_path


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def test_the_new_site_takes_the_place_of_the_earlier_one(root: Path) -> None:
    assert publish_site(root, keeping=Keeping(0)) == 0
    assert "Nytt" in (root / "site/index.html").read_text(encoding="utf-8")
    assert not (root / "site/borttagen.html").exists()
    assert names(root) == {"docs", "mkdocs.yml", "site"}


def test_into_another_folder_that_is_not_there_yet(root: Path) -> None:
    assert publish_site(root, root / "www/planer") == 0
    assert (root / "www/planer/index.html").exists()
    assert names(root / "www") == {"planer"}
    assert (root / "site/borttagen.html").exists()


def test_a_site_is_built_for_a_day(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """mkdocs.yml takes the plugin's `today` from the environment; without a day that is as it was."""
    asked: list[str | None] = []

    def start(*_: object, env: dict[str, str], **__: object) -> AbstractContextManager[SimpleNamespace]:
        asked.append(env.get("HANDLINGSPLAN_TODAY"))
        return nullcontext(SimpleNamespace(returncode=1, communicate=lambda _: None, kill=lambda: None))

    monkeypatch.setattr("handlingsplan.site.publishing.subprocess.Popen", start)
    monkeypatch.setenv("HANDLINGSPLAN_TODAY", "2025-02-03")
    assert [publish_site(root, edition=Edition(day)) for day in (date(2026, 1, 31), None)] == [1, 1]
    assert asked == ["2026-01-31", "2025-02-03"]


def test_others_may_read_the_site(root: Path) -> None:
    """A folder made for temporary files would be readable for its owner only."""
    publish_site(root)
    assert (root / "site").stat().st_mode & 0o777 == (root / "docs").stat().st_mode & 0o777


def test_a_build_that_fails_leaves_the_earlier_site(root: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (root / "docs/index.md").write_text("[trasig](finns-inte.md)", encoding="utf-8")
    assert publish_site(root) == 1
    assert (root / "site/index.html").read_text(encoding="utf-8") == "Gammalt"
    assert names(root) == {"docs", "mkdocs.yml", "site"}
    assert "finns-inte.md" in capfd.readouterr().err


@pytest.mark.parametrize("in_one_step", [True, False])
def test_the_earlier_site_is_put_back_when_the_change_fails(
    root: Path, monkeypatch: pytest.MonkeyPatch, in_one_step: bool
) -> None:
    rename = Path.rename

    def fails_for_the_new_one(path: Path, target: Path) -> Path:
        if path.name == "new":
            raise OSError("full disk")
        return rename(path, target)

    if not in_one_step:
        monkeypatch.setattr(shelf, "_exchanged", lambda *_: False)
    monkeypatch.setattr(Path, "rename", fails_for_the_new_one)
    with pytest.raises(OSError, match="full disk"):
        publish_site(root)
    assert (root / "site/borttagen.html").exists() is not in_one_step  # in one step only the keeping can fail
    assert (root / "site/index.html").exists()
    assert names(root) == {"docs", "mkdocs.yml", "site"}


def test_a_page_that_is_shown_is_followed_again_only_where_a_file_has_gone(tmp_path: Path) -> None:
    """The very same file has had its links followed before; they hold as long as nothing is taken away."""
    shown, new = tmp_path / "shown", tmp_path / "new"
    for name in ("index.html", "404.html", "sitemap.xml", "a/index.html", "b/index.html"):
        (shown / name).parent.mkdir(parents=True, exist_ok=True)
        (shown / name).write_text(
            '<a href="a/">a</a></html>' if name == "index.html" else "</html>", encoding="utf-8"
        )
        (new / name).parent.mkdir(parents=True, exist_ok=True)
        (new / name).hardlink_to(shown / name)
    assert Contents.of(new).not_in(Contents.of(shown)) == []
    (new / "b/index.html").unlink()
    (new / "b/index.html").write_text('<a href="../c/">c</a></html>', encoding="utf-8")
    assert Contents.of(new).not_in(Contents.of(shown)) == ["b/index.html"]
    assert faults_of_site(new, shown) == ["sidan b/index.html länkar till c, som inte finns"]
    (new / "a/index.html").unlink()
    assert sorted(faults_of_site(new, shown)) == [
        "sidan b/index.html länkar till c, som inte finns",
        "sidan index.html länkar till a, som inte finns",
    ]
