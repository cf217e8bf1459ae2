"""The store believes nothing that it has not written itself, and nothing that is not whole."""

import os
import pickle
from pathlib import Path

import pytest

from handlingsplan.site.warm.store import Store, name_of, own_folder, read_key

KEY = b"k" * 32


class Harmful:
    """Would write a file when it is read."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def __reduce__(self) -> tuple[object, tuple[object, ...]]:
        return Path.touch, (self.path,)


def test_a_list_is_read_as_it_was_written(tmp_path: Path) -> None:
    Store(tmp_path, KEY).write_list(("utgåva", {("page", "index.md"): 1}))
    assert Store(tmp_path, KEY).read_list() == ("utgåva", {("page", "index.md"): 1})
    assert [path.name for path in tmp_path.iterdir()] == ["list"]


def test_there_is_no_list_at_first(tmp_path: Path) -> None:
    assert Store(tmp_path / "ingen", KEY).read_list() is None


def test_a_list_of_somebody_else_is_never_opened(tmp_path: Path) -> None:
    mark = tmp_path / "mark"
    Store(tmp_path, b"x" * 32).write_list(Harmful(mark))
    assert Store(tmp_path, KEY).read_list() is None
    assert not mark.exists()


@pytest.mark.parametrize(
    "spoil", [lambda text: text[:-1], lambda text: text + b"x", lambda _: b"", lambda _: b"x" * 40]
)
def test_a_spoilt_list_is_none(tmp_path: Path, spoil: object) -> None:
    store = Store(tmp_path, KEY)
    store.write_list({"a": 1})
    path = tmp_path / "list"
    path.write_bytes(spoil(path.read_bytes()))  # type: ignore[operator]
    assert store.read_list() is None


def test_every_single_changed_byte_is_seen(tmp_path: Path) -> None:
    store = Store(tmp_path, KEY)
    store.write_list(["abc"])
    whole = (tmp_path / "list").read_bytes()
    for place in range(len(whole)):
        (tmp_path / "list").write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        assert store.read_list() is None


def test_an_object_is_what_its_name_says_or_not_there(tmp_path: Path) -> None:
    store = Store(tmp_path, KEY)
    name = store.write(b"innehall")
    assert (name, store.read(name)) == (name_of(b"innehall"), b"innehall")
    store.path(name).write_bytes(b"annat")
    assert store.read(name) is None
    assert store.put(name, tmp_path / "site/index.html") is False
    assert not (tmp_path / "site/index.html").exists()
    assert store.write(b"innehall") == name
    assert store.read(name) == b"innehall"


def test_a_page_is_placed_without_being_copied(tmp_path: Path) -> None:
    store, page = Store(tmp_path / "kept", KEY), tmp_path / "one/index.html"
    page.parent.mkdir()
    page.write_bytes(b"<html>")
    name = store.take_in(page)
    assert store.put(name, tmp_path / "two/a/index.html")
    assert (tmp_path / "two/a/index.html").samefile(page)


def test_a_page_is_copied_where_there_are_no_links(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object) -> None:
        raise OSError("no links here")

    monkeypatch.setattr(Path, "hardlink_to", refused)
    store, page = Store(tmp_path / "kept", KEY), tmp_path / "index.html"
    page.write_bytes(b"<html>")
    assert store.put(store.take_in(page), tmp_path / "two/index.html")
    assert (tmp_path / "two/index.html").read_bytes() == b"<html>"


def test_one_build_at_a_time_holds_it(tmp_path: Path) -> None:
    one, other = Store(tmp_path, KEY), Store(tmp_path, KEY)
    assert (one.hold(), other.hold()) == (True, False)
    one.let_go()
    assert other.hold()
    other.let_go()


def test_what_is_not_used_is_swept_away(tmp_path: Path) -> None:
    store = Store(tmp_path, KEY)
    one, other = store.write(b"1"), store.write(b"2")
    store.sweep({one})
    assert (store.read(one), store.read(other)) == (b"1", None)


def test_a_folder_that_cannot_be_written_only_means_that_nothing_is_kept(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    store = Store(tmp_path / "file" / "kept", KEY)
    store.write_list({})
    assert (store.read(store.write(b"1")), store.read_list()) == (None, None)


def test_the_key_is_made_once_and_is_the_users_own(tmp_path: Path) -> None:
    key = read_key(tmp_path)
    assert key is not None
    assert (len(key), read_key(tmp_path)) == (32, key)
    assert (tmp_path / "key").stat().st_mode & 0o077 == 0
    assert [each.name for each in tmp_path.iterdir()] == ["key"]


def test_a_key_that_is_too_short_is_none(tmp_path: Path) -> None:
    (tmp_path / "key").write_bytes(b"short")
    assert read_key(tmp_path) is None


def test_the_folder_is_the_users_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "a"))
    assert own_folder() == tmp_path / "a/handlingsplan"
    assert (tmp_path / "a/handlingsplan").stat().st_mode & 0o077 == 0
    monkeypatch.setenv("XDG_CACHE_HOME", os.devnull)
    assert own_folder() is None
    monkeypatch.delenv("XDG_CACHE_HOME")
    monkeypatch.setenv("HOME", str(tmp_path / "b"))
    assert own_folder() == tmp_path / "b/.cache/handlingsplan"


def test_the_list_is_a_pickle_behind_its_seal(tmp_path: Path) -> None:
    """So that the tests above are of what would otherwise run."""
    mark = tmp_path / "mark"
    Store(tmp_path, KEY).write_list(Harmful(mark))
    pickle.loads((tmp_path / "list").read_bytes()[32:])  # noqa: S301 - what it would do is seen here
    assert mark.exists()
