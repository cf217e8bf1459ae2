"""CSV: never an exception, every cell with its place."""

import csv
import io
from datetime import date
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st
from memory import read_files

from handlingsplan.analysis.tables import Frame
from handlingsplan.model.dataset import Descriptor
from handlingsplan.reading.table import read_table
from handlingsplan.reading.yaml_tree import Source
from handlingsplan.text.quantities import Quantity

DESCRIPTOR = Descriptor.model_validate(
    {"titel": "Utfall", "kolumner": {"projekt": "text", "budget": "tkr", "tid": "timmar"}}
)
HEADER = "projekt;budget;tid\n"
CSVISH = st.lists(st.sampled_from([*';,\t"\n\r1 ,.-−\0\x1a', "projekt", "budget", "\ufeff"])).map("".join)


def _read(data: bytes) -> tuple[list[dict[str, str]], list[str]]:
    dataset, problems = read_table("x.csv", data, "x", DESCRIPTOR, Source("x.yml"))
    rows = [{name: str(cell) for name, cell in row.cells.items()} for row in dataset.rows]
    return rows, [str(problem) for problem in problems]


@given(st.binary() | CSVISH.map(str.encode) | CSVISH.map(lambda text: (HEADER + text).encode()))
def test_reading_any_bytes(data: bytes) -> None:
    """Any bytes are rows or problems, each one line."""
    _, lines = _read(data)
    assert all(line.startswith(("x.csv:", "x.yml:")) and "\n" not in line for line in lines)


CELLS = st.text(st.characters(codec="utf-8", exclude_categories=["C", "Zl", "Zp"]) | st.sampled_from('";\n'))


@given(st.lists(CELLS.map(str.strip).filter(bool), unique_by=lambda text: text.casefold(), max_size=5))
def test_what_csv_writes_is_read(names: list[str]) -> None:
    """Whatever Python's csv writes is read: as many rows, without a word, if no name is equal after NFC."""
    file = io.StringIO(newline="")
    writer = csv.writer(file, delimiter=";", lineterminator="\n")
    writer.writerow(["projekt", "budget", "tid"])
    writer.writerows([name, "1 239,5", "601:45"] for name in names)
    rows, lines = _read(file.getvalue().encode())
    assert all("finns redan" in line for line in lines)
    assert [row["budget"] for row in rows] == ["1\u00a0239,5\u00a0tkr"] * len(names)


def test_cells() -> None:
    """Numbers in the column's unit, hours as a clock, empty as missing, blank lines passed over."""
    data = HEADER + '"Öster; norra";−1 659,9;601:45\n\nVäster;;\nNorr;4,2 mkr;30 minuter\n'
    dataset, problems = read_table("x.csv", data.encode(), "x", DESCRIPTOR, Source("x.yml"))
    assert problems == []
    east, west, north = dataset.rows
    assert [str(row.place) for row in dataset.rows] == ["x.csv:2:1", "x.csv:4:1", "x.csv:5:1"]
    assert (east.key, str(east.cells["budget"]), str(east.cells["tid"])) == (
        "Öster; norra", "−1\u00a0659,9\u00a0tkr", "601,75\u00a0timmar",
    )  # fmt: skip
    assert (west.cells["budget"], west.cells["tid"]) == (None, None)
    assert isinstance(north.cells["budget"], Quantity)
    assert north.cells["budget"].kronor == 4_200_000
    assert isinstance(north.cells["tid"], Quantity)
    assert north.cells["tid"].value == Fraction(1, 2)


DAYS = "titel: A\nkolumner: {namn: text, dag: datum}\n"


def test_days() -> None:
    """A column of days holds days only; an empty one is missing."""
    files: dict[str, str | bytes] = {
        "data/storby/a.yml": DAYS,
        "data/storby/a.csv": "namn;dag\na;2025-01-31\nb;\nc;31/1 2025\nd;45688\ne;snart\nf;2025-02-30\ng;2025-01\n",
    }
    archive, lines = read_files(files)
    rows = archive.municipalities[0].datasets["a"].dataset.rows
    assert [row.cells["dag"] for row in rows] == ["2025-01-31", *[None] * 6]
    how = "är inget datum; skriv år, månad och dag så här: 2025-01-31"
    assert lines == [
        f"data/storby/a.csv:4:3: dag: «31/1 2025» {how}",
        f"data/storby/a.csv:5:3: dag: «45688» {how}",
        f"data/storby/a.csv:6:3: dag: «snart» {how}",
        "data/storby/a.csv:7:3: dag: datumet 2025-02-30 finns inte: februari 2025 har 28 dagar",
        f"data/storby/a.csv:8:3: dag: «2025-01» {how}",
    ]


@given(st.lists(st.dates(), min_size=1, max_size=20))
def test_days_come_back_and_sort_as_days(days: list[date]) -> None:
    lines = "".join(f"{number};{day}\n" for number, day in enumerate(days))
    descriptor = Descriptor.model_validate({"titel": "A", "kolumner": {"namn": "text", "dag": "datum"}})
    dataset, problems = read_table("x.csv", f"namn;dag\n{lines}".encode(), "x", descriptor, Source("x.yml"))
    assert problems == []
    table = Frame(dataset).table(sort="-dag")
    assert [row.cells["dag"] for row in table.rows] == [str(day) for day in sorted(days, reverse=True)]


def test_places_after_quoted_fields() -> None:
    """A semicolon within quotation marks moves no column; a text of two lines moves the rows below."""
    _, lines = _read((HEADER + '"a;b";x1;1\n"två\nrader";1;1\nc;1;y\n').encode())
    assert [line.split(": ")[0] for line in lines] == ["x.csv:2:7", "x.csv:5:5"]


def test_a_very_large_field() -> None:
    """Longer than the csv module reads."""
    _, lines = _read((HEADER + "a" * 200_000 + ";1;1\n").encode())
    (line,) = lines
    assert line.startswith("x.csv:2:1: ")


def test_selections_keep_the_order_of_their_sources() -> None:
    """Rows of the first source first, unless the selection says otherwise."""
    columns = "kolumner: {projekt: text, budget: tkr}\n"
    files: dict[str, str | bytes] = {
        "data/storby/a.yml": f"titel: A\n{columns}", "data/storby/a.csv": "projekt;budget\nx;1\ny;2\n",
        "data/storby/b.yml": f"titel: B\n{columns}", "data/storby/b.csv": "projekt;budget\nz;3\n",
        "data/storby/alla.yml": "titel: Alla\nurval ur: [a, b]\n",
        "data/storby/valda.yml": "titel: Valda\nurval ur: [a, b]\nrader: [z, x]\n",
    }  # fmt: skip
    archive, lines = read_files(files)
    datasets = archive.municipalities[0].datasets
    assert lines == []
    assert [row.key for row in datasets["alla"].dataset.rows] == ["x", "y", "z"]
    assert [row.key for row in datasets["valda"].dataset.rows] == ["z", "x"]


def test_stated_rows_that_the_data_lacks() -> None:
    """They belong to the source's table and come first; a total is no row."""
    stated = 'uppgivet:\n  - {rad: Alla, summa: ja, värden: {budget: "3"}}\n  - {rad: "-", värden: {budget: "5"}}\n'
    archive, lines = read_files(
        {
            "data/storby/a.yml": f"titel: A\nkolumner: {{projekt: text, budget: tkr}}\n{stated}",
            "data/storby/a.csv": "projekt;budget\nx;1\n",
        }
    )
    dataset = archive.municipalities[0].datasets["a"].dataset
    assert lines == []
    assert [(row.key, str(row.cells["budget"])) for row in dataset.rows] == [("-", "5\u00a0tkr"), ("x", "1\u00a0tkr")]
    assert [each.is_total for each in dataset.stated] == [True, False]
