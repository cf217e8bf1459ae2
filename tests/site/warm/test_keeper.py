"""What was made is used again exactly as long as all that it was made of is the same."""

from pathlib import Path

import pytest

from handlingsplan.model.asked import Name
from handlingsplan.site.warm.keeper import Keeper, open_keeper
from handlingsplan.site.warm.store import Store

KEY = b"k" * 32
PAGE: Name = ("page", "index.md")
FACTS, TEXT = ("facts", "plan.yml"), ("text", "plan.yml")


def opened(folder: Path, key: bytes = KEY, **files: str) -> Keeper:
    keeper = Keeper(Store(folder, key))
    keeper.begin_stage({"facts": lambda _: files.get("facts"), "text": lambda _: files.get("text")})
    return keeper


def left(folder: Path) -> None:
    keeper = opened(folder, facts="a", text="b")
    keeper.keep(PAGE, {FACTS}, "made", [keeper.write(b"html")])
    keeper.finish()


def test_nothing_is_there_at_first(tmp_path: Path) -> None:
    assert opened(tmp_path).find(PAGE) is None


def test_it_is_used_again_while_what_it_was_made_of_is_the_same(tmp_path: Path) -> None:
    left(tmp_path)
    made = opened(tmp_path, facts="a", text="changed").find(PAGE)
    assert made is not None
    assert (made.value, len(made.objects)) == ("made", 1)


def test_it_is_not_when_that_has_changed_or_is_gone(tmp_path: Path) -> None:
    left(tmp_path)
    assert opened(tmp_path, facts="changed", text="b").find(PAGE) is None
    assert opened(tmp_path, text="b").find(PAGE) is None


def test_one_kind_can_be_left_out_of_account(tmp_path: Path) -> None:
    left(tmp_path)
    keeper = opened(tmp_path, facts="changed")
    assert keeper.peek(PAGE, but="facts") is not None
    assert keeper.find(PAGE) is None


def test_another_edition_has_nothing(tmp_path: Path) -> None:
    left(tmp_path)
    """An edition has a key of its own: what the program looked like before cannot even be read by it."""
    assert opened(tmp_path, b"x" * 32, facts="a").find(PAGE) is None


def test_editions_are_told_apart(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "own"))
    for edition, known in (("1", False), ("1", True), ("2", False)):
        keeper = open_keeper(tmp_path / "kept", edition)
        assert keeper.is_keeping
        assert (keeper.find(PAGE) is not None) is known
        keeper.keep(PAGE, (), "made")
        keeper.finish()
    assert not open_keeper(tmp_path / "kept", None).is_keeping


def test_only_what_a_build_used_is_left_for_the_next(tmp_path: Path) -> None:
    left(tmp_path)
    unused = opened(tmp_path, facts="a")
    unused.finish()
    assert opened(tmp_path, facts="a").find(PAGE) is None
    assert not list(tmp_path.glob("objects/*/*"))


def test_what_is_found_is_left_too(tmp_path: Path) -> None:
    left(tmp_path)
    used = opened(tmp_path, facts="a")
    used.find(PAGE)
    used.finish()
    assert opened(tmp_path, facts="a").find(PAGE) is not None
    assert len(list(tmp_path.glob("objects/*/*"))) == 1


def test_an_object_gives_its_value_while_it_is_whole(tmp_path: Path) -> None:
    keeper = opened(tmp_path)
    name = keeper.object_of({"a": 1})
    assert keeper.load(name) == {"a": 1}
    Store(tmp_path, KEY).path(name).write_bytes(b"spoilt")
    assert (keeper.load(name), keeper.path(name), keeper.put(name, tmp_path / "x")) == (None, None, False)


def test_without_a_store_what_is_made_is_known_to_this_build_alone(tmp_path: Path) -> None:
    keeper = Keeper()
    keeper.keep(PAGE, {FACTS}, "made")
    assert keeper.find(PAGE) is not None
    assert (keeper.is_keeping, keeper.write(b"x"), keeper.load("x")) == (False, "", None)
    keeper.finish()
