"""Change against the year before: of two amounts, and as two columns of a table."""

from __future__ import annotations

import pytest
from datasets import frame
from hypothesis import given
from hypothesis import strategies as st

from handlingsplan.analysis.year_changes import change, with_change
from handlingsplan.text.quantities import Quantity, money, parse_quantity

YEARS = "titel: Utfall\nkolumner: {konto: text, utfall 2023: tkr, utfall 2022: tkr, andel: procent}\n"
HEADER = "konto;utfall 2023;utfall 2022;andel\n"
KRONOR = st.integers(-(10**9), 10**9)


@pytest.mark.parametrize(
    ("now", "before", "difference", "share"),
    [
        ("120 tkr", "100 tkr", "20 tkr", "20 %"),
        ("80 tkr", "100 tkr", "−20 tkr", "−20 %"),
        ("-150 tkr", "-100 tkr", "−50 tkr", "−50 %"),
        ("-50 tkr", "-100 tkr", "50 tkr", "50 %"),
        ("5 tkr", "0 tkr", "5 tkr", "None"),
        ("0,6 mkr", "500 tkr", "100 tkr", "20 %"),
    ],
)
def test_what_has_changed(now: str, before: str, difference: str, share: str) -> None:
    found = change(parse_quantity(now), parse_quantity(before))
    assert [str(each).replace("\u00a0", " ") for each in (found.difference, found.share)] == [difference, share]


@given(KRONOR, KRONOR)
def test_before_and_the_change_are_now(now: int, before: int) -> None:
    found = change(money(now), money(before))
    assert before + found.difference.kronor == now
    assert (found.share is None) == (before == 0)
    if found.share is not None:
        assert (found.share.value > 0) <= (now > before)


def test_a_table_has_the_change_in_its_unit_and_in_percent() -> None:
    data = frame(HEADER + "Lön;-120;-100;\nBil;-50;;\nNy;;-4;\n", YEARS)
    table = with_change(data, data.table(total=True), ["utfall 2023", "utfall 2022"])
    assert [column.heading for column in table.columns][-2:] == ["Förändring", "Förändring"]
    names = [column.name for column in table.columns[-2:]]
    shown = [[str(row.cells[name] or "").replace("\u00a0", " ") for name in names] for row in table.rows]
    assert shown == [["−20 tkr", "−20 %"], ["", ""], ["", ""]]
    assert [str(table.total[name]).replace("\u00a0", " ") for name in names] == ["−66 tkr", "−63 %"]


@pytest.mark.parametrize(
    ("pair", "expected"),
    [
        (["utfall 2023"], "två kolumner, den senare först"),
        (["utfall 2023", "konto"], "«konto» är text och kan inte jämföras"),
        (["utfall 2023", "andel"], "har olika enheter"),
        (["utfall 2023", "utfal 2022"], "menade du «utfall 2022»"),
    ],
)
def test_columns_that_cannot_be_compared(pair: list[str], expected: str) -> None:
    data = frame(HEADER + "Lön;-120;-100;\n", YEARS)
    with pytest.raises(ValueError, match=expected):
        with_change(data, data.table(), pair)


def test_the_share_is_exact_enough_for_a_percent() -> None:
    found = change(money(2), money(3)).share
    assert isinstance(found, Quantity)
    assert found.number(decimals=2) == "−33,33"
