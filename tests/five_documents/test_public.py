"""The public site of the five documents: plan 81511's annexes are about persons, and nobody can be traced in them.

What is looked at is the published site alone: every byte of it, and the tables that anyone can read off it.
"""

from __future__ import annotations

import csv
import io
import random
import re
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
from scipy.optimize import linprog
from sources.repositories import Scripted

from handlingsplan.model.audience import Audience
from handlingsplan.site.publishing import Edition, publish_site

ROOT = Path(__file__).parents[2]
EDITION = Edition(audience=Audience.PUBLIC)
TABLES = ("projektutfall-2023-pa1", "projektutfall-2023-pa5")
SELECTION = "projekt-81511-2024"
AMOUNTS = ("Budget (hyp) 2023", "Budget (hyp) Jan - Dec 2023", "Utfall Jan - Dec 2023", "Utfall Jan - Dec 2022")


@pytest.fixture(scope="module")
def public(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The public site of this repository."""
    site = tmp_path_factory.mktemp("public") / "site"
    assert publish_site(ROOT, site, EDITION) == 0
    return site


def rows(name: str) -> list[dict[str, str]]:
    """Give the rows of a table as committed."""
    text = (ROOT / f"data/alingsas/{name}.csv").read_text(encoding="utf-8")
    return list(csv.DictReader(io.StringIO(text), delimiter=";"))


def selected(root: Path = ROOT) -> list[str]:
    """Give the projects that the selection is of; its row «-» is its own."""
    text = (root / f"data/alingsas/{SELECTION}.yml").read_text(encoding="utf-8")
    return re.findall(r'^  - "(\d{5})"$', text, re.MULTILINE)


def texts(site: Path) -> Iterator[tuple[str, str]]:
    """Give every file with its name and text; minus, thousands and breaks as a person would type them."""
    for path in sorted(site.rglob("*")):
        if path.is_file() and path.suffix not in (".png", ".woff2", ".ico", ".gz"):
            text = f"{path.relative_to(site).as_posix()}\n{path.read_text(encoding='utf-8')}"
            yield path.relative_to(site).as_posix(), re.sub("[\u00a0\u202f]|&nbsp;", " ", text.replace("\u2212", "-"))


def test_no_project_is_named_anywhere(public: Path) -> None:
    numbers = {row["projekt"] for name in TABLES for row in rows(name) if row["projekt"] != "-"}
    assert len(numbers) == 36
    told = [(path, number) for path, text in texts(public) for number in numbers if re.search(rf"\b{number}\b", text)]
    assert told == []


def test_no_amount_of_a_project_stands_anywhere(public: Path) -> None:
    """Amounts that are their project's alone, in thousands or kronor, too long to stand somewhere by chance."""
    amounts = [row[column] for name in TABLES for row in rows(name) for column in AMOUNTS]
    secret = {each for each in amounts if len(each.strip("-")) >= 5 and amounts.count(each) == 1}
    assert len(secret) > 25
    forms = {each.strip("-") for each in secret} | {each.strip("-").replace(",", " ") + "00" for each in secret}
    pattern = re.compile(rf"(?<![\d,])(?:{'|'.join(map(re.escape, forms))})(?![\d,])")
    assert [(path, found.group()) for path, text in texts(public) if (found := pattern.search(text))] == []


def test_no_text_or_hours_about_one_person_stands_anywhere(public: Path) -> None:
    words = ["personkretstillhörighet", "dubbel assistans", "tillsyn dygnet runt", "203 700", "42:46", "185:11"]
    words += ["myndighetsbeslut per vecka", "LSS-ärende bemannat", "8 412", "8412", "7 392", "7392"]
    assert [(path, word) for path, text in texts(public) for word in words if word in text] == []


def test_what_is_for_everyone_is_there(public: Path) -> None:
    page = dict(texts(public))["alingsas/2024/81511/index.html"]
    for shown in ("Delar av dokumentet publiceras inte här.", "ca 350 000 kr", "-1 660,3", "-936,6", "-737,3"):
        assert shown in page
    assert "Därför visas bara summor av minst 5 rader. Inte med, för att de kan röja för få: Budget" in page


def test_there_is_no_way_to_the_repository(public: Path) -> None:
    assert [path for path, text in texts(public) if re.search(r'rel="edit|<code>[0-9a-f]{7}</code>', text)] == []


# A solver over what is published

Cell = tuple[str, str]


@dataclass(frozen=True)
class Sum:
    """A sum that is published, and the cells that it is over, by table and project."""

    column: str
    amount: float
    cells: dict[Cell, float]


def published_sums(site: Path) -> list[Sum]:
    """Read every sum off the files to fetch: each table is one row."""
    found = []
    for name in (*TABLES, SELECTION):
        text = (site / f"alingsas/data/{name}/{name}.csv").read_text(encoding="utf-8-sig")
        (row,) = csv.DictReader(io.StringIO(text), delimiter=";")
        found += [Sum(column, number(row[column]), cells(name, column)) for column in row if column in AMOUNTS]
    return found


def number(text: str) -> float:
    return float(text.replace(",", ".").replace(" ", ""))


def cells(table: str, column: str) -> dict[Cell, float]:
    """Give the cells of a column that have a value. A selection's are those of its tables, and a row of its own."""
    if table != SELECTION:
        return {(table, row["projekt"]): number(row[column]) for row in rows(table) if row[column]}
    inside = selected()
    drawn: dict[str, tuple[Cell, float]] = {}
    for name in TABLES:
        for key, value in cells(name, column).items():
            drawn.setdefault(key[1], (key, value))
    own = {(SELECTION, "-"): -46.0} if column.startswith("Budget") else {}
    return own | dict(drawn[project] for project in inside if project in drawn)


def bounds(sums: Sequence[Sum], cell: Cell) -> tuple[float, float]:
    """Give the least and the most that a cell can be, for one who knows all sums, what each is over, and a bound.

    The bound is twice the largest amount: what everybody may guess of a project of personal assistance.
    """
    names = sorted({name for each in sums for name in each.cells})
    largest = 2 * max(abs(value) for each in sums for value in each.cells.values())
    equal = [[float(name in each.cells) for name in names] for each in sums]
    ends = []
    for sign in (1, -1):
        goal = [sign * float(name == cell) for name in names]
        found = linprog(goal, A_eq=equal, b_eq=[each.amount for each in sums], bounds=(-largest, largest))
        assert found.status == 0, found.message
        ends.append(sign * found.fun)
    return ends[0], ends[1]


def is_hidden(sums: Sequence[Sum], cell: Cell, value: float) -> bool:
    """SECURITY.md: whatever is combined, a cell can be anything within at least its own size, and 10 tkr."""
    low, high = bounds(sums, cell)
    return high - low >= max(abs(value), 10.0)


@pytest.mark.parametrize("column", AMOUNTS)
def test_no_cell_can_be_computed(public: Path, column: str) -> None:
    sums = [each for each in published_sums(public) if each.column == column]
    assert len(sums) >= 2
    for each in sums:  # else the solver would solve something else
        assert sum(each.cells.values()) == pytest.approx(each.amount)
    for each in sums:
        for cell, value in each.cells.items():
            assert is_hidden(sums, cell, value), cell


def test_the_solver_finds_what_the_sum_that_is_left_out_would_tell(public: Path) -> None:
    """The budgets of the first table are not published. With one row fewer in it, they would tell that row."""
    column = AMOUNTS[0]
    sums = [each for each in published_sums(public) if each.column == column]
    assert not any((TABLES[0], "51313") in each.cells and (TABLES[0], "51337") in each.cells for each in sums)
    whole = sums[0]
    left_out = next(iter(whole.cells))
    fewer = {cell: value for cell, value in whole.cells.items() if cell != left_out}
    told = [*sums, Sum(column, sum(fewer.values()), fewer)]
    assert not is_hidden(told, left_out, whole.cells[left_out])
    assert bounds(told, left_out) == pytest.approx((whole.cells[left_out],) * 2)


# Non-interference


def other_secrets(root: Path, seed: int) -> None:
    """Change all that is withheld while what is published of it stays equal: amounts, names, texts, more lines."""
    chosen = random.Random(seed)  # noqa: S311 - steady
    inside = set(selected(root))
    for name in TABLES:
        path = root / f"data/alingsas/{name}.csv"
        head, *lines = path.read_text(encoding="utf-8").splitlines()
        fields = [line.split(";") for line in lines]
        for column in range(2, len(head.split(";"))):
            for part in (True, False):
                group = [row for row in fields if (row[0] in inside) is part and row[column] and row[0] != "-"]
                values = [row[column] for row in group]
                chosen.shuffle(values)
                for row, value in zip(group, values, strict=True):
                    row[column] = value
        path.write_text("\n".join([head, *map(";".join, fields)]) + "\n", encoding="utf-8")
    change(root / "data/alingsas/timmar-81511.csv", "beslut per år;7392", f"beslut per år;{7000 + seed}")
    change(root / "data/alingsas/resultat-81511.csv", "203 700", f"{seed}")
    plan = root / "plans/alingsas/2024/81511"
    more = "\n\n".join(["Stora."] * seed)
    change(plan / "plan.md", "Att det har varit för många timmar som ej finns i beslut", more)
    change(plan / "plan.yml", "Källans eget skrivsätt. Det är 601", f"{'Något om en person. ' * seed}Det är 601")


def renamed_projects(root: Path) -> None:
    """Give every project another number, wherever it stands."""
    numbers = {row["projekt"] for name in TABLES for row in rows(name) if row["projekt"] != "-"}
    pattern = re.compile(rf"\b(?:{'|'.join(numbers)})\b")
    for path in (*root.glob("data/alingsas/*"), *root.glob("plans/alingsas/2024/81511/*")):
        text = path.read_text(encoding="utf-8")
        path.write_text(pattern.sub(lambda found: f"7{found.group()[1:]}", text), encoding="utf-8")


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text, (path, old)
    path.write_text(text.replace(old, new), encoding="utf-8")


def built(root: Path, audience: Audience, *seeds: int, rename: bool = False) -> dict[str, bytes]:
    """Build the repository's content with three commits: secrets of the first seed, of the second, and a new amount."""
    for name in ("docs", "plans", "data", "macros/handlingsplan/site/theme"):
        shutil.copytree(ROOT / name, root / name)
    shutil.copyfile(ROOT / "mkdocs.yml", root / "mkdocs.yml")
    if rename:
        renamed_projects(root)
    pristine = root.with_name(f"{root.name}-pristine")
    shutil.copytree(root, pristine)
    made = Scripted(root)
    for number, seed in enumerate(seeds):
        for folder in ("plans", "data"):
            shutil.rmtree(root / folder)
            shutil.copytree(pristine / folder, root / folder)
        if seed:
            other_secrets(root, seed)
        if number == len(seeds) - 1:
            change(root / "plans/alingsas/2025/81516/plan.yml", "100 000 kr", "110 000 kr")
        made.commit({}, f"Ändring {number} om en person")
    assert publish_site(root, edition=Edition(date(2026, 1, 31), audience=audience)) == 0
    site = root / "site"
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("*") if path.is_file()}


@pytest.mark.parametrize("audience", [Audience.PUBLIC, Audience.INTERNAL])
def test_nothing_that_is_withheld_makes_a_difference(tmp_path: Path, audience: Audience) -> None:
    """The whole site, byte for byte: pages, search, charts, files to fetch, history, feeds.

    Within the municipality it is told who made a commit that changed nothing withheld, so there the last is such a one.
    """
    is_public = audience is Audience.PUBLIC
    one = built(tmp_path / "one", audience, 0, 3, 3)
    other = built(tmp_path / "other", audience, 5, 4, 6 if is_public else 4, rename=is_public)
    assert sorted(one) == sorted(other)
    assert [name for name in one if one[name] != other[name]] == []
    history = one["alingsas/2025/81516/historik/index.html"].decode()
    assert "110\u00a0000" in history
    assert ("om en person" in history) is not is_public
