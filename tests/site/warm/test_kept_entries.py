"""What the search knows of pages is used again by page."""

from pathlib import Path

from handlingsplan.site.warm.keeper import Keeper
from handlingsplan.site.warm.kept_entries import KeptEntries
from handlingsplan.site.warm.store import Store


def opened(folder: Path) -> tuple[Keeper, KeptEntries]:
    keeper = Keeper(Store(folder, b"k" * 32))
    return keeper, KeptEntries(keeper)


def test_entries_are_those_of_before_and_those_of_now_in_the_order_of_the_pages(tmp_path: Path) -> None:
    keeper, entries = opened(tmp_path)
    for uri, text in (("a.md", '{"a":1}'), ("b.md", '{"å":2},{"b":3}'), ("c.md", "")):
        assert not entries.has(uri)
        entries.add(uri, text)
    assert entries.leave(["a.md", "b.md", "c.md"]) == ['{"a":1}', '{"å":2},{"b":3}']
    keeper.finish()
    keeper, entries = opened(tmp_path)
    assert all(entries.has(uri) for uri in ("a.md", "b.md", "c.md"))
    entries.add("c.md", '{"c":4}')
    assert entries.leave(["c.md", "b.md"]) == ['{"c":4}', '{"å":2},{"b":3}']
    keeper.finish()
    assert not opened(tmp_path)[1].has("a.md"), "a page that is gone"


def test_none_are_known_when_the_object_is_gone(tmp_path: Path) -> None:
    keeper, entries = opened(tmp_path)
    entries.add("a.md", "{}")
    entries.leave(["a.md"])
    keeper.finish()
    for path in tmp_path.glob("objects/*/*"):
        path.write_bytes(b"spoilt")
    assert not opened(tmp_path)[1].has("a.md")


def test_where_nothing_is_kept_they_are_given_all_the_same() -> None:
    entries = KeptEntries(Keeper())
    entries.add("a.md", "{}")
    assert entries.leave(["a.md"]) == ["{}"]
