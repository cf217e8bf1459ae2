"""Rows about persons as sums over groups that are large enough."""

from __future__ import annotations

from analysis.datasets import dataset
from hypothesis import given
from hypothesis import strategies as st

from handlingsplan.analysis.audiences.aggregation import Aggregation, divide
from handlingsplan.analysis.tables import Frame
from handlingsplan.model.dataset import Dataset
from handlingsplan.text.quantities import Quantity

BY_KIND = """\
titel: Projekt
nyckel: projekt
personbunden: ja
personbunden förklaring: Ett prov.
sammanslagen per: sort
kolumner:
  projekt: text
  sort: text
  budget: tkr
  utfall: tkr
  avvikelse: {enhet: tkr, differens: [utfall, budget]}
"""


def projects(*rows: str) -> Dataset:
    return dataset("projekt;sort;budget;utfall\n" + "\n".join(rows) + "\n", BY_KIND).dataset


def shown(aggregated: Dataset | None) -> list[list[str]]:
    """Give the headings and rows as they are shown."""
    if aggregated is None:
        return []
    table = Frame(aggregated).table()
    rows = [[_text(row.cells[column.name]) for column in table.columns] for row in table.rows]
    return [[column.name for column in table.columns], *rows]


def _text(cell: Quantity | str | None) -> str:
    return (cell.number() if isinstance(cell, Quantity) else cell or "").replace("\u00a0", " ").replace("−", "-")


def rows(kind: str, first: int, count: int, outcome: int = 10) -> list[str]:
    return [f"p{number};{kind};1;{outcome + number}" for number in range(first, first + count)]


def test_all_rows_become_one() -> None:
    found = Aggregation(5).aggregated(projects(*rows("LSS", 1, 6)))
    assert shown(found) == [
        ["projekt", "sort", "budget", "utfall", "avvikelse"],
        ["Alla rader, sammanslagna", "Alla rader, sammanslagna", "6", "81", "75"],
    ]


def test_a_group_for_each_kind_and_the_small_ones_together() -> None:
    data = projects(*rows("LSS", 1, 6), *rows("SFB", 7, 5), *rows("PAN", 12, 3), *rows("Jour", 15, 2))
    assert shown(Aggregation(5).aggregated(data)) == [
        ["projekt", "sort", "budget", "utfall", "avvikelse"],
        ["LSS", "LSS", "6", "81", "75"],
        ["SFB", "SFB", "5", "95", "90"],
        ["Övriga", "Övriga", "5", "120", "115"],
    ]


def test_one_small_group_takes_the_smallest_of_the_others_with_it() -> None:
    data = projects(*rows("LSS", 1, 7), *rows("SFB", 8, 5), *rows("PAN", 13, 2))
    assert [row[0] for row in shown(Aggregation(5).aggregated(data))[1:]] == ["LSS", "Övriga"]


def test_too_few_rows_are_nothing() -> None:
    assert Aggregation(5).aggregated(projects(*rows("LSS", 1, 4))) is None


def test_empty_cells_do_not_count() -> None:
    data = projects(*rows("LSS", 1, 3), "p4;LSS;1;", "p5;LSS;1;", "p6;LSS;1;")
    assert shown(Aggregation(5).aggregated(data))[0] == ["projekt", "sort", "budget"]


def test_a_sum_that_is_mostly_one_row_is_left_out_with_what_is_computed_from_it() -> None:
    data = projects(*(f"p{number};LSS;100;{1000 if number == 1 else 5}" for number in range(1, 8)))
    assert shown(Aggregation(5).aggregated(data))[0] == ["projekt", "sort", "budget"]


def test_what_two_datasets_tell_together_counts() -> None:
    """The second is the first but for two rows: only one of them has sums."""
    sums = Aggregation(5)
    assert sums.aggregated(projects(*rows("LSS", 1, 9))) is not None
    assert sums.aggregated(projects(*rows("LSS", 3, 7))) is None
    assert sums.aggregated(projects(*rows("LSS", 20, 7))) is not None


def test_rows_that_are_published_are_nobodys_secret() -> None:
    """Six rows of which two are known are four."""
    sums = Aggregation(5)
    sums.knows(projects(*rows("LSS", 1, 2)))
    assert sums.aggregated(projects(*rows("LSS", 1, 6))) is None


KINDS = st.lists(st.sampled_from(["LSS", "SFB", "PAN", "", "Övriga"]), min_size=1, max_size=30)


@given(KINDS, st.integers(3, 8))
def test_a_division_is_of_all_rows_into_groups_that_are_large_enough(kinds: list[str], smallest: int) -> None:
    data = projects(*(f"p{number};{kind};1;1" for number, kind in enumerate(kinds)))
    groups = divide(data, smallest)
    assert sorted(row.key for each in groups.values() for row in each) == sorted(row.key for row in data.rows)
    assert all(len(each) >= min(smallest, len(kinds)) for each in groups.values())


@given(st.lists(st.integers(-1000, 1000), min_size=5, max_size=20))
def test_sums_are_the_sums(amounts: list[int]) -> None:
    data = projects(*(f"p{number};LSS;1;{amount}" for number, amount in enumerate(amounts)))
    found = Aggregation(5).aggregated(data)
    assert found is not None
    if "utfall" in found.columns:
        total = Frame(found).total("utfall")
        assert total is not None
        assert total.kronor == sum(amounts) * 1000
