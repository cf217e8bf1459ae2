"""A site that is built has the folders of an earlier one, and nothing else of it."""

from pathlib import Path

import pytest

from handlingsplan.site.publishing import publish_site
from handlingsplan.site.shelf import Shelf, begin_with_spare_folders, remove_empty_folders


def write(site: Path, *pages: str) -> int:
    """Write a site as MkDocs with our plugin does."""
    begin_with_spare_folders(site)
    for name in ("index.html", "404.html", "sitemap.xml", *pages):
        (site / name).parent.mkdir(parents=True, exist_ok=True)
        (site / name).write_text("<html></html>", encoding="utf-8")
    return 0


def all_of(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*")}


def publish(root: Path, *pages: str) -> set[str]:
    assert publish_site(root, build=lambda site, _: write(site, *pages)) == 0
    return all_of(root / "site")


def test_folders_are_used_again_and_what_is_not_written_is_gone(tmp_path: Path) -> None:
    whole = {"404.html", "index.html", "sitemap.xml"}
    for _ in range(3):
        publish(tmp_path, "a/b/c/index.html", "d/index.html")
    spare = tmp_path / "site.d/spare"
    assert all_of(spare) == {"a", "a/b", "a/b/c", "d"}
    number, outermost = (spare / "d").stat().st_ino, spare.stat().st_ino
    assert publish(tmp_path, "d/index.html", "a/e.html") == {*whole, "a", "a/e.html", "d", "d/index.html"}
    assert (tmp_path / "site/d").stat().st_ino == number
    assert (tmp_path / "site").stat().st_ino != outermost, "for those who still have it open"
    assert publish(tmp_path, "d/index.html") == {*whole, "d", "d/index.html"}
    assert publish(tmp_path) == whole


def test_a_link_to_a_folder_is_not_taken_over(tmp_path: Path) -> None:
    (tmp_path / "pictures").mkdir()
    (tmp_path / "pictures/a.png").touch()
    publish(tmp_path, "a/index.html")
    (tmp_path / "site/a/pictures").symlink_to(tmp_path / "pictures")
    (tmp_path / "site/d").symlink_to(tmp_path / "pictures")
    for _ in range(4):
        whole = publish(tmp_path, "a/index.html", "d/index.html")
        assert whole == {"404.html", "a", "a/index.html", "d", "d/index.html", "index.html", "sitemap.xml"}
    assert {path.name for path in (tmp_path / "pictures").iterdir()} == {"a.png"}


def test_folders_that_others_may_not_read_are_not_used(tmp_path: Path) -> None:
    for _ in range(3):
        publish(tmp_path, "a/index.html")
    (tmp_path / "site.d/spare").chmod(0o700)
    publish(tmp_path, "a/index.html")
    assert (tmp_path / "site").stat().st_mode & 0o777 != 0o700
    assert all_of(tmp_path / "site") == {"404.html", "a", "a/index.html", "index.html", "sitemap.xml"}


@pytest.mark.parametrize("missing", ["d", "lock", "new"])
def test_somebody_elses_folders_are_left_alone(tmp_path: Path, missing: str) -> None:
    """MkDocs may be told to build anywhere, also beside what somebody calls spare."""
    beside = tmp_path / ("site.d" if missing != "d" else "site")
    (beside / "spare/a").mkdir(parents=True)
    if missing != "lock":
        (beside / "lock").touch()
    begin_with_spare_folders(beside / ("new" if missing != "new" else "site"))
    assert (beside / "spare/a").is_dir()
    assert {path.name for path in beside.iterdir()} <= {"spare", "lock"}


def test_what_is_written_into_already_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "site.d/spare/a").mkdir(parents=True)
    (tmp_path / "site.d/new").mkdir()
    (tmp_path / "site.d/new/index.html").touch()
    (tmp_path / "site.d/lock").touch()
    begin_with_spare_folders(tmp_path / "site.d/new")
    assert all_of(tmp_path / "site.d/new") == {"index.html"}


def test_where_no_earlier_site_is_kept_no_folders_are(tmp_path: Path) -> None:
    for _ in range(3):
        publish(tmp_path, "a/index.html")
    shelf = Shelf(tmp_path / "site")
    with shelf.held():
        assert shelf.go_back()
    assert {path.name for path in tmp_path.iterdir()} == {"site"}


def test_folders_with_something_in_them_are_not_empty(tmp_path: Path) -> None:
    (tmp_path / "a/b").mkdir(parents=True)
    (tmp_path / "c/d").mkdir(parents=True)
    (tmp_path / "c/d/page.html").touch()
    remove_empty_folders(tmp_path)
    assert all_of(tmp_path) == {"c", "c/d", "c/d/page.html"}


def test_an_earlier_site_that_cannot_be_emptied_is_removed_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(folder: Path) -> None:
        raise PermissionError(folder)

    monkeypatch.setattr("handlingsplan.site.shelf._empty", refuse)
    for _ in range(3):
        publish(tmp_path, "a/index.html")
    assert {path.name for path in (tmp_path / "site.d").iterdir()} == {"2"}
