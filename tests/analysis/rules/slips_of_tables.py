"""Sound tables made at random, and the same tables with one slip: totals, deviations, rows, hours, units, signs."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

from analysis.rules.documents import data
from analysis.rules.slipping import decimal, grouped, negated, slipped
from analysis.rules.slips_of_plans import Pair

Table = list[list[int]]
UNITS = "  projekt: text\n  budget: tkr\n  utfall: tkr\n"
DESCRIPTOR = f"titel: Projekt\nkälla: Hypergene\nurval: Ansvar 1\ntecken: resultat\nkolumner:\n{UNITS}"
DIFFERENCE = "  avvikelse: {enhet: tkr, differens: [utfall, budget]}\n"


def outcomes(rng: Random, least: int = 6) -> Table:
    """Give projects with code, budget and outcome in tenths of a tkr, and their deviation."""
    rows = []
    for index in range(rng.randrange(least, 18)):
        budget = rng.choice([0, rng.randrange(-300, 300)])
        outcome = rng.randrange(-8000, 8000)
        rows.append([51300 + 3 * index, budget, outcome, outcome - budget])
    return rows


def csv(table: Table, columns: Sequence[str] = ("projekt", "budget", "utfall")) -> str:
    """Write a table with one decimal."""
    lines = (";".join([str(row[0]), *(decimal(each) for each in row[1 : len(columns)])]) for row in table)
    return ";".join(columns) + "\n" + "\n".join(lines) + "\n"


def stated(budget: str, outcome: str) -> str:
    values = f'{{budget: "{budget}", utfall: "{outcome}"}}'
    return f"uppgivet:\n  - rad: Alla projekt\n    summa: ja\n    värden: {values}\n"


def totals(table: Table) -> tuple[str, str]:
    return decimal(sum(row[1] for row in table)), decimal(sum(row[2] for row in table))


def total(rng: Random) -> Pair:
    """A total with a digit wrong, or a row that is dropped, slipped or has its sign turned."""
    table = outcomes(rng)
    sums = totals(table)
    sound = data("projekt", DESCRIPTOR + stated(*sums), csv(table))
    kind, at = rng.randrange(4), rng.choice([index for index, row in enumerate(table) if row[2]])
    if kind == 0:
        return sound, data("projekt", DESCRIPTOR + stated(sums[0], slipped(rng, sums[1])), csv(table))
    if kind == 1:
        return sound, data("projekt", DESCRIPTOR + stated(*sums), csv([*table[:at], *table[at + 1 :]]))
    old = decimal(table[at][2])
    new = slipped(rng, old) if kind == 2 else negated(old)
    lines = csv(table).splitlines(keepends=True)
    lines[at + 1] = lines[at + 1].rpartition(";")[0] + f";{new}\n"
    return sound, data("projekt", DESCRIPTOR + stated(*sums), "".join(lines))


def rounded_total(rng: Random) -> Pair:
    """A total that differs by what rounding can do: it is told as that."""
    table = outcomes(rng)
    right = sum(row[2] for row in table)
    most = (len(table) + 1) // 2
    wrong = right + rng.choice([-1, 1]) * rng.randrange(1, most + 1)
    descriptors = [DESCRIPTOR + stated(totals(table)[0], decimal(each)) for each in (right, wrong)]
    return data("projekt", descriptors[0], csv(table)), data("projekt", descriptors[1], csv(table))


def copied(rng: Random) -> Pair:
    """A total that is another table's, or another column's."""
    table, other = outcomes(rng), outcomes(rng)
    beside = data("annan", DESCRIPTOR.replace("Ansvar 1", "Ansvar 2") + stated(*totals(other)), csv(other))
    sound = {**data("projekt", DESCRIPTOR + stated(*totals(table)), csv(table)), **beside}
    wrong = totals(other)[1] if rng.random() < 0.7 or totals(table)[0] == "0,0" else totals(table)[0]
    return sound, {**sound, **data("projekt", DESCRIPTOR + stated(totals(table)[0], wrong), csv(table))}


def stated_row(rng: Random) -> Pair:
    """A deviation that the source states, with a digit or a sign wrong."""
    table = outcomes(rng)
    row = rng.choice([each for each in table if each[3]])
    right = decimal(row[3])
    wrong = slipped(rng, right) if rng.random() < 0.7 else negated(right)
    head = f'{DESCRIPTOR}{DIFFERENCE}uppgivet:\n  - rad: "{row[0]}"\n    värden: {{avvikelse: '
    sound, slip = (data("projekt", f'{head}"{each}"}}\n', csv(table)) for each in (right, wrong))
    return sound, slip


def own_deviation(rng: Random) -> Pair:
    """A cell of a column of deviations with a digit or sign wrong, or copied from the row above."""
    table = outcomes(rng)
    columns, descriptor = ("projekt", "budget", "utfall", "avvikelse"), DESCRIPTOR + "  avvikelse: tkr\n"
    sound = data("projekt", descriptor, csv(table, columns))
    while True:
        at = rng.randrange(1, len(table))
        right = table[at][3]
        kind = rng.randrange(3)
        wrong = [slipped(rng, decimal(right)), negated(decimal(right)), decimal(table[at - 1][3])][kind]
        lines = csv(table, columns).splitlines(keepends=True)
        lines[at + 1] = lines[at + 1].rpartition(";")[0] + f";{wrong}\n"
        tenths = int(wrong.replace(" ", "").replace(",", ""))
        if abs(tenths - right) > 1:  # what rounding cannot explain
            return sound, data("projekt", descriptor, "".join(lines))


def drawn_row(rng: Random) -> Pair:
    """A row that a selection states itself, with another value than the table it is drawn from."""
    table = outcomes(rng)
    keys = [str(row[0]) for row in table]
    row = rng.choice(table)
    chosen = [f'  - "{key}"\n' for key in keys if key != str(row[0])]
    head = f"titel: Rätt projekt\nurval ur: [projekt]\nrader:\n{''.join(chosen)}uppgivet:\n"
    right, wrong = decimal(row[2]), slipped(rng, decimal(row[2]))
    values = f'  - rad: "{row[0]}"\n    värden: {{budget: "{decimal(row[1])}", utfall: '
    whole = data("projekt", DESCRIPTOR, csv(table))
    return tuple({**whole, "data/storby/ratt.yml": f'{head}{values}"{each}"}}\n'} for each in (right, wrong))  # type: ignore[return-value]


def same_row(rng: Random) -> Pair:
    """Two tables of the same selection, one with a cell changed."""
    table = outcomes(rng)
    first, second = data("a", DESCRIPTOR, csv(table)), data("b", DESCRIPTOR, csv(table))
    at = rng.randrange(len(table))
    lines = csv(table).splitlines(keepends=True)
    lines[at + 1] = lines[at + 1].rpartition(";")[0] + f";{slipped(rng, decimal(table[at][2]))}\n"
    name = rng.choice(["a", "b"])
    return {**first, **second}, {**first, **second, f"data/storby/{name}.csv": "".join(lines)}


def other_selection(rng: Random) -> Pair:
    """A selection with rows of a table that has another selection than it says."""
    table, other = outcomes(rng), [[row[0] + 500, *row[1:]] for row in outcomes(rng)]
    whole = {
        **data("a", DESCRIPTOR, csv(table)),
        **data("b", DESCRIPTOR.replace("Ansvar 1", "Ansvar 2"), csv(other)),
    }
    own = rng.sample([row[0] for row in table], rng.randrange(2, len(table)))
    added = rng.sample([row[0] for row in other], rng.randrange(1, 4))

    def selection(keys: list[int]) -> str:
        rows = "".join(f'  - "{key}"\n' for key in keys)
        return f"titel: Rätt projekt\nurval: Ansvar 1\nurval ur: [a, b]\nrader:\n{rows}"

    return {**whole, "data/storby/c.yml": selection(own)}, {**whole, "data/storby/c.yml": selection(own + added)}


def clock(minutes: int) -> str:
    return f"{minutes // 60}:{minutes % 60:02}"


HOURS = "titel: Timmar\nkolumner: {vad: text, tid: timmar}\n"


def period_hours(rng: Random) -> Pair:
    """Hours per week, month and year that no longer belong together."""
    week = rng.randrange(20 * 60, 400 * 60)
    as_clock = rng.random() < 0.5
    shown = clock(week) if as_clock else f"{week // 60}"
    week = week if as_clock else week // 60 * 60
    longer, factor, name = rng.choice(
        [("år", 52, "beslut per år"), ("månad", 4.33, "beslut per månad"), ("år", 52.14, "beslut per år")]
    )
    right = round(week * factor / 60)
    wrong = round(right * rng.choice([0.9, 1.1, 48 / 52, 53.5 / 52, 10, 0.1, 1.04, 0.95]))
    assert longer in name
    tables = (f"vad;tid\nbeslut per vecka;{shown}\n{name};{each}\nmöten;12\n" for each in (right, wrong))
    sound, slip = (data("timmar", HOURS, each) for each in tables)
    return sound, slip


def minutes_as_decimals(rng: Random) -> Pair:
    """A clock time written with a comma."""
    first, second = rng.randrange(600 * 60, 700 * 60), rng.randrange(500 * 60, 600 * 60)
    if second % 60 == 0:
        second += 7
    table = f"vad;tid\nfebruari {{}};{clock(first)}\nfebruari;{clock(second)}\nskillnad;{clock(first - second)}\n"
    sound = table.format(2025)
    return data("timmar", HOURS, sound), data(
        "timmar", HOURS, sound.replace(clock(second), clock(second).replace(":", ","))
    )


def full_time(rng: Random) -> Pair:
    """Hours of another period, or full-time equivalents with the comma in the wrong place."""
    period, each = rng.choice([("vecka", (33, 38)), ("månad", (140, 165)), ("år", (1650, 1980))])
    head = f"titel: Tjänster\nkolumner: {{grupp: text, tjänster: årsarbetare, timmar per {period}: timmar}}\n"
    rows = [(name, rng.randrange(20, 400)) for name in ("Dag", "Kväll", "Natt")]
    hours = [tenths * rng.randrange(*each) // 10 for _, tenths in rows]
    at = rng.randrange(3)

    def table(factor: float, shift: int = 1) -> str:
        lines = []
        for index, (name, tenths) in enumerate(rows):
            by, times = (factor, shift) if index == at else (1, 1)
            lines.append(f"{name};{decimal(tenths * times)};{round(hours[index] * by)}\n")
        return f"grupp;tjänster;timmar per {period}\n{''.join(lines)}"

    wrong = table(rng.choice([0.1, 10, 12, 1 / 12, 4.3, 1 / 4.3])) if rng.random() < 0.7 else table(1, 10)
    return data("tjanster", head, table(1)), data("tjanster", head, wrong)


def column_unit(rng: Random) -> Pair:
    """A cell in kronor in a column of tkr, among the larger ones."""
    table = outcomes(rng)
    largest = sorted(range(len(table)), key=lambda index: -abs(table[index][2]))
    at = rng.choice(largest[: max(1, len(table) // 2)])
    lines = csv(table).splitlines(keepends=True)
    lines[at + 1] = lines[at + 1].rpartition(";")[0] + f";{decimal(table[at][2] * 1000)}\n"
    return data("projekt", DESCRIPTOR, csv(table)), data("projekt", DESCRIPTOR, "".join(lines))


def row_sign(rng: Random) -> Pair:
    """A cost or an income with its sign turned, in a table that says how signs are to be read."""
    costs = rng.sample(["Personalkostnader", "Lokalkostnader", "Kostnader för övertid", "Övriga kostnader"], 3)
    convention, sign = rng.choice([("resultat", -1), ("kostnad", 1)])
    rows = [(name, sign * rng.randrange(100, 9000)) for name in costs] + [
        ("Intäkter", -sign * rng.randrange(100, 9000))
    ]
    head = f"titel: Resultat\ntecken: {convention}\nkolumner: {{konto: text, utfall: tkr}}\n"
    at = rng.randrange(len(rows))

    def table(turned: int) -> str:
        lines = (
            f"{name};{'-' if (value < 0) != (index == turned) else ''}{grouped(abs(value))}"
            for index, (name, value) in enumerate(rows)
        )
        return "konto;utfall\n" + "\n".join(lines) + "\n"

    return data("resultat", head, table(-1)), data("resultat", head, table(at))


def person_bound(rng: Random) -> Pair:
    """Rows about persons whose reason is left out."""
    table = csv(outcomes(rng))
    reason = "personbunden förklaring: Uppgifterna är redan offentliga.\n"
    head = DESCRIPTOR.replace("kolumner:", f"personbunden: ja\n{reason}kolumner:")
    return data("projekt", head, table), data("projekt", head.replace(reason, ""), table)
