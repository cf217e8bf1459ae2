"""What the search knows of pages is used again by page."""

from pathlib import Path

import pytest

from handlingsplan.site.warm.keeper import Keeper
from handlingsplan.site.warm.kept_entries import KeptEntries
from handlingsplan.site.warm.store import Store


def opened(folder: Path) -> tuple[Keeper, KeptEntries]:
    keeper = Keeper(Store(folder, b"k" * 32))
    return keeper, KeptEntries(keeper)


def add(entries: KeptEntries, uri: str, text: str) -> None:
    entries.add(uri, entries.write(entries.open_spool(), text))


def test_entries_are_those_of_before_and_those_of_now_in_the_order_of_the_pages(tmp_path: Path) -> None:
    keeper, entries = opened(tmp_path)
    for uri, text in (("a.md", '{"a":1}'), ("b.md", '{"å":2},{"b":3}'), ("c.md", "")):
        assert not entries.has(uri)
        add(entries, uri, text)
    assert entries.leave(["a.md", "b.md", "c.md"]) == ['{"a":1}', '{"å":2},{"b":3}']
    keeper.finish()
    keeper, entries = opened(tmp_path)
    assert all(entries.has(uri) for uri in ("a.md", "b.md", "c.md"))
    add(entries, "c.md", '{"c":4}')
    assert entries.leave(["c.md", "b.md"]) == ['{"c":4}', '{"å":2},{"b":3}']
    keeper.finish()
    assert not opened(tmp_path)[1].has("a.md"), "a page that is gone"


def test_none_are_known_when_the_object_is_gone(tmp_path: Path) -> None:
    keeper, entries = opened(tmp_path)
    add(entries, "a.md", "{}")
    entries.leave(["a.md"])
    keeper.finish()
    for path in tmp_path.glob("objects/*/*"):
        path.write_bytes(b"spoilt")
    assert not opened(tmp_path)[1].has("a.md")


def test_where_nothing_is_kept_they_are_given_all_the_same() -> None:
    entries = KeptEntries(Keeper())
    add(entries, "a.md", "{}")
    assert entries.leave(["a.md"]) == ["{}"]


def test_what_is_not_left_is_let_go_of() -> None:
    entries = KeptEntries(Keeper())
    add(entries, "a.md", "{}")
    entries.let_go()
    entries.let_go()
    with pytest.raises(ValueError, match="closed"):
        entries.leave(["a.md"])


def test_each_process_writes_to_a_spool_of_its_own() -> None:
    entries = KeptEntries(Keeper())
    one, other = entries.open_spool(), entries.open_spool()
    for uri, spool in (("a.md", one), ("b.md", other), ("c.md", one), ("d.md", other)):
        entries.add(uri, entries.write(spool, f'{{"å":"{uri}"}}'))
    assert entries.leave(["d.md", "c.md", "a.md"]) == ['{"å":"d.md"}', '{"å":"c.md"}', '{"å":"a.md"}']
