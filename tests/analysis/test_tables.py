"""Datasets as tables: selected, sorted, with computed columns and totals that are exact."""

from __future__ import annotations

import re
from fractions import Fraction

import pytest
from datasets import DESCRIPTOR, dataset, frame
from hypothesis import assume, given
from hypothesis import strategies as st
from reading.memory import read_files

from handlingsplan.analysis.tables import Frame, Table, is_computable
from handlingsplan.model.dataset import Cell
from handlingsplan.text.numbers import format_number
from handlingsplan.text.quantities import Quantity
from handlingsplan.text.words import sort_key

ROWS = "Personal;-31 200;-32 900\nÖvertid;-600;-1 150\nBilar;-1 900;\nÄrenden;;-20,5\nannat;;\n"


def keys(table: Table) -> list[str]:
    return [row.key for row in table.rows]


def column(table: Table, name: str) -> list[str | None]:
    """Give a column's cells as they are shown, None for empty ones."""
    return [None if cell is None else _number(cell) for cell in (row.cells[name] for row in table.rows)]


def _number(cell: Cell) -> str:
    return cell.number().replace("\u00a0", " ") if isinstance(cell, Quantity) else str(cell)


def refused(message: str) -> pytest.RaisesExc[ValueError]:
    """Expect exactly this message."""
    return pytest.raises(ValueError, match=f"^{re.escape(message)}$")


# cells and differences


def test_a_difference_is_the_first_minus_the_second() -> None:
    """An empty second counts as nothing, an empty first gives an empty difference."""
    assert column(frame(ROWS).table(), "avvikelse") == ["−1 700,0", "−550,0", None, "−20,5", None]


def test_the_total_of_differences_is_the_difference_of_totals() -> None:
    """Also where a row lacks its first value, and its difference is empty."""
    table = frame(ROWS).table(total=True)
    shown = {name: _number(value) for name, value in table.total.items()}
    assert shown == {"budget": "−33 700", "utfall": "−34 070,5", "avvikelse": "−370,5"}


def test_cells_are_found_by_row_and_column() -> None:
    given_frame = frame(ROWS)
    assert str(given_frame.value("Övertid", "avvikelse")) == "−550,0\u00a0tkr"
    assert given_frame.value("Övertid", "konto") == "Övertid"
    assert given_frame.value("Bilar", "utfall") is None
    assert given_frame.value("Bilar", "avvikelse") is None


@pytest.mark.parametrize(
    ("key", "name", "message"),
    [
        ("Övertd", "utfall", "datamängden «utfall» har ingen rad «Övertd» – menade du «Övertid»?"),
        ("Övertid", "utfal", "datamängden «utfall» har ingen kolumn «utfal» – menade du «utfall»?"),
        ("x", "utfall", "datamängden «utfall» har ingen rad «x»"),
    ],
)
def test_an_unknown_row_or_column_is_told(key: str, name: str, message: str) -> None:
    with refused(message):
        frame(ROWS).value(key, name)


def test_text_is_not_summed() -> None:
    with refused("kolumnen «konto» är text och kan inte summeras"):
        frame(ROWS).total("konto")


def test_a_column_without_values_has_no_total() -> None:
    """Nothing is not zero."""
    empty = frame("Personal;;\nBilar;;\n")
    assert empty.total("utfall") is None
    assert empty.total("avvikelse") is None
    assert empty.table(total=True).total == {}


def test_a_table_without_rows() -> None:
    empty = frame("")
    assert (empty.count(), empty.total("utfall"), keys(empty.table(sort="-utfall"))) == (0, None, [])


# selection


def test_rows_are_selected_by_the_text_of_their_cells() -> None:
    given_frame = frame(ROWS)
    selection = {"konto": ["Personal", "Övertid"]}
    assert keys(given_frame.table(selection=selection)) == ["Personal", "Övertid"]
    assert str(given_frame.total("utfall", selection)) == "−34\u00a0050,0\u00a0tkr"
    assert given_frame.count(selection) == 2
    assert given_frame.count() == 5


def test_every_named_column_narrows_a_selection() -> None:
    given_frame = frame(ROWS)
    assert given_frame.count({"konto": ["Personal", "Övertid"], "budget": ["-600"]}) == 1
    assert given_frame.count({"konto": ["Personal"], "budget": ["-600"]}) == 0


@pytest.mark.parametrize("written", ["-31 200", "−31 200", "−31\u00a0200"])
def test_numbers_are_selected_as_they_are_typed_or_shown(written: str) -> None:
    assert keys(frame(ROWS).table(selection={"budget": [written]})) == ["Personal"]


def test_a_selection_may_be_on_a_computed_column() -> None:
    assert keys(frame(ROWS).table(selection={"avvikelse": ["-550,0"]})) == ["Övertid"]


def test_a_value_that_no_row_has_is_told() -> None:
    """It is more likely misspelt than meant."""
    with refused("ingen rad har «Personl» i kolumnen «konto» – menade du «Personal»?"):
        frame(ROWS).table(selection={"konto": ["Personl"]})
    with refused("datamängden «utfall» har ingen kolumn «knto» – menade du «konto»?"):
        frame(ROWS).count({"knto": ["Personal"]})


def test_columns_are_shown_in_the_order_asked_for() -> None:
    table = frame(ROWS).table(["avvikelse", "konto"])
    assert [each.name for each in table.columns] == ["avvikelse", "konto"]
    with refused("datamängden «utfall» har ingen kolumn «konton» – menade du «konto»?"):
        frame(ROWS).table(["konton"])


# sorting


def test_text_is_sorted_as_in_a_swedish_register() -> None:
    """Å, ä and ö last, capitals aside, digits as numbers."""
    rows = "".join(f"{name};1;1\n" for name in ["Öster", "ängen", "Zon", "ås", "Ale", "projekt 10", "Projekt 9"])
    ordered = ["Ale", "Projekt 9", "projekt 10", "Zon", "ås", "ängen", "Öster"]
    assert keys(frame(rows).table(sort="konto")) == ordered
    assert keys(frame(rows).table(sort="-konto")) == ordered[::-1]


@pytest.mark.parametrize(
    ("sort", "order"),
    [
        ("utfall", ["Personal", "Övertid", "Ärenden", "Bilar", "annat"]),
        ("-utfall", ["Ärenden", "Övertid", "Personal", "Bilar", "annat"]),
        ("avvikelse", ["Personal", "Övertid", "Ärenden", "Bilar", "annat"]),
        ("-budget", ["Övertid", "Bilar", "Personal", "Ärenden", "annat"]),
    ],
)
def test_numbers_are_sorted_with_empty_cells_last_both_ways(sort: str, order: list[str]) -> None:
    assert keys(frame(ROWS).table(sort=sort)) == order


def test_equal_rows_keep_the_order_of_the_file() -> None:
    rows = "b;1;1\na;1;1\nc;1;1\n"
    assert keys(frame(rows).table(sort="utfall")) == ["b", "a", "c"]
    assert keys(frame(rows).table(sort="-utfall")) == ["b", "a", "c"]


def test_an_unknown_column_to_sort_by_is_told() -> None:
    with refused("datamängden «utfall» har ingen kolumn «utfal» – menade du «utfall»?"):
        frame(ROWS).table(sort="-utfal")


# decimals and headings


def test_a_column_has_the_decimals_of_its_most_exact_cell_unless_described() -> None:
    descriptor = DESCRIPTOR.replace("  utfall: tkr\n", "  utfall: {enhet: tkr, decimaler: 2, rubrik: Utfall 2025}\n")
    rows = "konto;budget;utfall\nPersonal;1,5;2\nBilar;1;3\n"
    shown = {each.name: (each.heading, each.decimals) for each in frame(rows, descriptor).table().columns}
    assert shown == {
        "konto": ("konto", 0),
        "budget": ("budget", 1),
        "utfall": ("Utfall 2025", 2),
        "avvikelse": ("avvikelse", 2),
    }


# what the source states

STATED = f"""{DESCRIPTOR}\
uppgivet:
  - rad: Alla konton
    summa: ja
    värden: {{budget: "-33 700", utfall: "-34 070,4"}}
  - rad: Övertid
    värden: {{avvikelse: "-500", utfall: "-1 150"}}
  - rad: "-"
    värden: {{budget: "-46,0"}}
"""
HEADED = f"konto;budget;utfall\n{ROWS}"


def test_a_stated_total_makes_a_total_row() -> None:
    table = frame(HEADED, STATED).table()
    assert table.stated_total is not None
    assert table.stated_total.key == "Alla konton"
    assert frame(HEADED, STATED).table(total=False).total == {}
    assert frame(ROWS).table().total == {}


def test_a_stated_total_does_not_concern_a_selection() -> None:
    table = frame(HEADED, STATED).table(selection={"konto": ["Personal"]}, total=True)
    assert table.stated_total is None
    assert _number(table.total["utfall"]) == "−32 900,0"


def test_a_stated_cell_is_told_only_where_it_differs() -> None:
    table = frame(HEADED, STATED).table()
    told = {row.key: {name: _number(cell) for name, cell in row.differing.items()} for row in table.rows}
    assert {key: cells for key, cells in told.items() if cells} == {"Övertid": {"avvikelse": "−500"}}


def test_a_stated_row_that_the_data_lacks_is_shown_first() -> None:
    table = frame(HEADED, STATED).table()
    assert keys(table)[0] == "-"
    assert column(table, "budget")[0] == "−46,0"


# exactness

DECIMALS = st.integers(-(10**10), 10**10)
CELLS = st.lists(st.tuples(st.none() | DECIMALS, st.none() | DECIMALS), max_size=12)


def _csv(cells: list[tuple[int | None, int | None]], decimals: int) -> str:
    def written(value: int | None) -> str:
        return "" if value is None else format_number(Fraction(value, 10**decimals), decimals)

    return "".join(f"rad {number};{written(a)};{written(b)}\n" for number, (a, b) in enumerate(cells))


@given(CELLS, st.integers(0, 2))
def test_sums_and_differences_are_exact(cells: list[tuple[int | None, int | None]], decimals: int) -> None:
    """Held against fractions: tkr with up to two decimals is whole kronor, and no float comes near."""
    given_frame = frame(_csv(cells, decimals))
    size = Fraction(1000, 10**decimals)
    budgets, outcomes = ([row[index] for row in cells if row[index] is not None] for index in (0, 1))
    total_budget, total_outcome = given_frame.total("budget"), given_frame.total("utfall")
    assert (total_budget.value if total_budget else None) == (sum(budgets) * size if budgets else None)
    assert (total_outcome.value if total_outcome else None) == (sum(outcomes) * size if outcomes else None)
    deviation = given_frame.total("avvikelse")
    assert (deviation.value if deviation else None) == ((sum(outcomes) - sum(budgets)) * size if outcomes else None)
    for number, (budget, outcome) in enumerate(cells):
        cell = given_frame.value(f"rad {number}", "avvikelse")
        expected = None if outcome is None else (outcome - (budget or 0)) * size
        assert (cell.value if isinstance(cell, Quantity) else None) == expected


@given(CELLS)
def test_number_columns_are_whole_numbers(cells: list[tuple[int | None, int | None]]) -> None:
    data = frame(_csv(cells, 1))._data
    assert {name: str(data[name].dtype) for name in ("budget", "utfall", "avvikelse")} == dict.fromkeys(
        ("budget", "utfall", "avvikelse"), "Int64"
    )


@given(st.lists(st.text("aåäöABz019 -", min_size=1, max_size=6), min_size=1, max_size=10))
def test_sorting_loses_no_row(names: list[str]) -> None:
    stripped = list(dict.fromkeys(name.strip() for name in names if name.strip()))
    assume(stripped)
    rows = "".join(f"{name};1;1\n" for name in stripped)
    ordered = keys(frame(rows).table(sort="konto"))
    assert sorted(ordered) == sorted(stripped)
    assert [sort_key(each) for each in ordered] == sorted(sort_key(each) for each in ordered)


@pytest.mark.parametrize("unit", ["kr", "tkr", "mkr", "timmar", "minuter", "veckor", "månader", "procent", "antal"])
def test_every_unit_adds_up(unit: str) -> None:
    """Thirds of an hour and twelfths of a year are fractions; they too are summed exactly."""
    descriptor = f"titel: Mått\nkolumner:\n  vad: text\n  värde: {unit}\n"
    total = frame("vad;värde\na;1\nb;2\nc;10\n", descriptor).total("värde")
    assert total is not None
    assert _number(total) == "13"


def test_hours_may_be_written_with_minutes() -> None:
    descriptor = "titel: Timmar\nkolumner:\n  vad: text\n  tid: timmar\n"
    total = frame("vad;tid\nbeslutade;601:45\nutförda;-647\n", descriptor).total("tid")
    assert total is not None
    assert total.value == Fraction(-181, 4)


@pytest.mark.parametrize("name", ["största", "nära"])
def test_numbers_near_the_largest_are_summed_exactly(name: str) -> None:
    """A float could not tell these apart."""
    largest = 10**13 - (0 if name == "största" else 1)
    rows = f"a;;{largest // 1000},{largest % 1000:03}\nb;;0,001\n"
    total = frame(rows).total("utfall")
    assert total is not None
    assert total.value == largest + 1


def test_a_sum_larger_than_any_machine_number_is_exact() -> None:
    descriptor = "titel: Timmar\nkolumner:\n  vad: text\n  tid: timmar\n"
    rows = "".join(f"{number};999999999,999999\n" for number in range(10_000))
    total = frame(f"vad;tid\n{rows}", descriptor).total("tid")
    assert total is not None
    assert total.value == 10_000 * Fraction(999_999_999_999_999, 10**6)


# descriptions that cannot be computed with


@pytest.mark.parametrize(
    ("columns", "computable"),
    [
        ("{enhet: tkr, differens: [utfall, budget]}", True),
        ("{enhet: kr, differens: [utfall, budget]}", False),
        ("{enhet: tkr, differens: [utfall, konto]}", False),
        ("{enhet: tkr, differens: [utfall, saknas]}", False),
        ("{enhet: tkr, differens: [utfall, avvikelse]}", False),
    ],
)
def test_only_differences_of_columns_with_the_same_unit_can_be_computed(columns: str, computable: bool) -> None:
    start = DESCRIPTOR.partition("  avvikelse")[0]
    archive, _ = read_files(
        {"data/storby/u.yml": f"{start}  avvikelse: {columns}\n", "data/storby/u.csv": "konto;budget;utfall\na;1;2\n"}
    )
    assert is_computable(archive.municipalities[0].datasets["u"].dataset) is computable


def test_a_selection_of_two_datasets_adds_up() -> None:
    """Rows with other decimals and from other files meet in one table."""
    more = {
        "data/storby/b.yml": DESCRIPTOR,
        "data/storby/b.csv": "konto;budget;utfall\nMåltider;0,001;\n",
        "data/storby/urval.yml": 'titel: Urval\nurval ur: [utfall, b]\nrader: ["Måltider", "Övertid"]\n',
    }
    dataset(ROWS, more=more)
    archive, problems = read_files(
        {"data/storby/utfall.yml": DESCRIPTOR, "data/storby/utfall.csv": f"konto;budget;utfall\n{ROWS}", **more}
    )
    assert problems == []
    selection = Frame(archive.municipalities[0].datasets["urval"].dataset)
    assert keys(selection.table()) == ["Måltider", "Övertid"]
    assert str(selection.total("budget")) == "−599,999\u00a0tkr"
