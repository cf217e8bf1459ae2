"""Slips at random in the tables of the five documents: totals, rows, selections, hours and key figures."""

from __future__ import annotations

import re
from random import Random

from analysis.rules.slipping import decimal, negated, slipped

from five_documents import figures_corrected as real
from five_documents.figures_mutations import TOTALS, Change, Expected, Slip, lines, replaced


def changed_total(rng: Random, files: Change) -> Change:
    """A stated total of a table, with a digit or the sign wrong."""
    names = [
        each
        for each in lines(files, r"^data/.*\.yml", r'^      [^:\n]+: "(-?\d[^"\n]*)"$')
        if "summa: ja" in before(*each)
    ]
    name, match = rng.choice([each for each in names if each[1][1] != "0,0"])
    return replaced(files, name, match, slipped(rng, match[1]) if rng.random() < 0.7 else negated(match[1]))


def before(name: str, match: re.Match[str]) -> str:
    """Give what stands above a line, back to the row it belongs to."""
    return match.string[: match.start()].rpartition("  - rad:")[2]


def changed_cell(rng: Random, files: Change) -> Change:
    """An outcome of a table with a total: a digit or the sign wrong."""
    places = list(lines(files, r"projektutfall.*\.csv", r"^5\d{4};[^;\n]+;[^;\n]*;[^;\n]*;(-?[\d ]+,\d);"))
    name, match = rng.choice(places)
    return replaced(files, name, match, slipped(rng, match[1]) if rng.random() < 0.7 else negated(match[1]))


def dropped_row(rng: Random, files: Change) -> Change:
    """A row of a table with a total left out, that no selection asks for."""
    places = list(lines(files, r"projektutfall.*\.csv", r"^(5\d{4};[^;\n]+;[^;\n]*;[^;\n]*;-?[\d ]+,\d;.*\n)"))
    name, match = rng.choice([each for each in places if each[1][1][:5] not in files[real.SELECTION]])
    return replaced(files, name, match, "")


def copied_total(rng: Random, files: Change) -> Change:
    """The total of one table in another, in a column where they differ."""
    column = rng.choice(["Utfall Jan - Dec 2023", "Utfall Jan - Dec 2022"])
    totals = list(lines(files, r"^data/alingsas/projekt.*\.yml", rf'^      {column}: "([^"]+)"$'))
    (name, match), (_, other) = rng.sample(totals, 2)
    return replaced(files, name, match, other[1])


def stated_deviation(rng: Random, files: Change) -> Change:
    """A deviation that the source states for a project, with a digit wrong or by one too many."""
    name, match = rng.choice(list(lines(files, r"projektutfall.*\.csv", r"^(5\d{4});[^;\n]+;;;(-?[\d ]+,\d);")))
    wrong = slipped(rng, match[2])
    row = f'  - rad: "{match[1]}"\n    värden:\n      Avvikelse ack Jan - Dec 2023: "{wrong}"\n'
    return {name.replace(".csv", ".yml"): files[name.replace(".csv", ".yml")].rstrip("\n") + "\n" + row}


def own_row(rng: Random, files: Change) -> Change:
    """A project that the selection states itself, with a digit wrong."""
    places = list(lines(files, r"projektutfall.*\.csv", r"^(5\d{4});([^;\n]+);[^;\n]*;[^;\n]*;(-?[\d ]+,\d);"))
    name, match = rng.choice([each for each in places if f'"{each[1][1]}"' not in files[real.SELECTION]])
    row = f'  - rad: "{match[1]}"\n    värden:\n      benämning: {match[2]}\n      Budget (hyp) 2023: "0,0"\n'
    row += f'      Utfall Jan - Dec 2023: "{slipped(rng, match[3])}"\n'
    return {real.SELECTION: files[real.SELECTION].rstrip("\n") + "\n" + row} if name else {}


def other_selection(rng: Random, files: Change) -> Change:
    """The selection's own line is that of one of its tables again, with other rows of the second."""
    others = re.findall(r"^(5\d{4});", files[real.OUTCOME_5.replace(".yml", ".csv")], re.MULTILINE)
    first = files[real.OUTCOME_1.replace(".yml", ".csv")]
    added = rng.sample([each for each in others if f"\n{each};" not in first], rng.randrange(1, 4))
    text = files[real.SELECTION].replace("Personlig assistans 1 och 5", "Personlig assistans 1")
    return {real.SELECTION: text.replace('  - "51319"\n', "".join(f'  - "{each}"\n' for each in added))}


def changed_hours(rng: Random, files: Change) -> Change:
    """The hours of a year, a month or a week of the same decision, with a digit wrong."""
    pattern = r"^(?:beslut per år|beslut per vecka|myndighetsbeslut per (?:vecka|månad));([\d:]+)$"
    name, match = rng.choice(list(lines(files, r"timmar-81511\.csv", pattern)))
    digits = match[1].partition(":")[0]
    while True:
        wrong = slipped(rng, digits)
        if abs(int(wrong) - int(digits)) * 100 > 2 * int(digits):  # more than the weeks of a year can differ
            return replaced(files, name, match, wrong + match[1][len(digits) :])


def written_with_comma(rng: Random, files: Change) -> Change:
    """A clock time written with a comma."""
    hours, minutes = rng.randrange(40, 700), rng.randrange(10, 60)
    name, match = next(lines(files, r"timmar-81511\.csv", r"^februari 2024;([\d:]+)$"))
    return replaced(files, name, match, f"{hours},{minutes}")


def changed_outcome(rng: Random, files: Change) -> Change:
    """An outcome of the home care on the wrong side of its target."""
    name, match = rng.choice(list(lines(files, r"nyckeltal-2023\.csv", r"^hemtjanst;([a-z-]+;2023-03;[\d,]+)$")))
    figure = match[1].partition(";")[0]
    worse = {"utforandegrad": (200, 700), "bomtid": (51, 300), "avbojda-besok": (11, 100)}[figure]
    tenths = rng.randrange(*worse)
    data = replaced(files, name, match, f"{figure};2023-03;{tenths // 10},{tenths % 10}")
    return {**data, real.HOME_CARE: files[real.HOME_CARE]}


ADDED = (real.OUTCOME_1, real.OUTCOME_5)
BUDGET, OUTCOME, DEVIATION = "Budget (hyp) Jan - Dec 2023", "Utfall Jan - Dec 2023", "Avvikelse ack Jan - Dec 2023"


def tenths(written: str) -> int:
    return int(written.replace(" ", "").replace(",", "") or 0)


def with_deviations(files: Change, name: str) -> Change:
    """Give a table that holds its deviations itself, as the finance system's export does, made from its rows."""
    facts = re.sub(rf"  {DEVIATION}:\n    enhet: tkr\n    differens: .*\n", f"  {DEVIATION}: tkr\n", files[name])
    head, *rows = [each.split(";") for each in files[name.replace(".yml", ".csv")].splitlines() if each]
    budget, outcome = head.index(BUDGET), head.index(OUTCOME)
    deviations = [decimal(tenths(row[outcome]) - tenths(row[budget])) if row[outcome] else "" for row in rows]
    table = [[*head, DEVIATION], *([*row, each] for row, each in zip(rows, deviations, strict=True))]
    return {name: facts, name.replace(".yml", ".csv"): "".join(";".join(row) + "\n" for row in table)}


def own_deviation(rng: Random, files: Change) -> Slip:
    """A deviation with a digit or the sign wrong, off by one, or of the row above; or an outcome that it is not of."""
    name = rng.choice(ADDED)
    sound = {path: text for each in ADDED for path, text in with_deviations(files, each).items()}
    sound[real.SELECTION] = files[real.SELECTION].replace('"-732,3"', '"-783,3"')  # its row "-" has none
    table = name.replace(".yml", ".csv")
    rows = [each.split(";") for each in sound[table].splitlines()]
    outcome = rows[0].index(OUTCOME)
    known = [index for index, row in enumerate(rows) if index and row[-1]]
    place = rng.randrange(1, len(known))
    at, above = known[place], known[place - 1]
    right = rows[at][-1]
    ways = [slipped(rng, right), slipped(rng, right), decimal(tenths(right) + rng.choice([-10, 10]))]
    if negated(right) != right and tenths(right):
        ways.append(negated(right))
    if rows[above][-1] != right:
        ways.append(rows[above][-1])
    if rng.random() < 0.2:
        rows[at][outcome] = slipped(rng, rows[at][outcome])
    else:
        rows[at][-1] = rng.choice(ways)
    return Slip({table: "".join(";".join(row) + "\n" for row in rows)}, sound)


KINDS: tuple[Expected, ...] = (
    Expected(changed_total, TOTALS),
    Expected(changed_cell, TOTALS, TOTALS),
    Expected(dropped_row, TOTALS, TOTALS),
    Expected(copied_total, frozenset({"kopierad-summa"})),
    Expected(stated_deviation, frozenset({"uppgivet-värde-skiljer"})),
    Expected(own_row, frozenset({"rad-skiljer"}), TOTALS),
    Expected(other_selection, frozenset({"urval-skiljer"}), TOTALS),
    Expected(changed_hours, frozenset({"timmar-per-period"})),
    Expected(written_with_comma, frozenset({"timmar-minuter"})),
    Expected(changed_outcome, frozenset({"mål-inte-nått"}), frozenset({"hel-effekt-före-målet"})),
    Expected(own_deviation, frozenset({"avvikelse-skiljer"}), TOTALS, floor=95),
)
