"""The rules of figures and the five documents: their real slips are found, and corrected they are silent.

The corrected documents are then slipped in again at random, and a published plan of another year with them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random

import pytest
from analysis.rules.documents import Corpus, RefusedError, found_in, read
from analysis.rules.slipping import negated, random_at, slipped

from five_documents import figures_corrected as real
from five_documents.figures_corrected import CONSEQUENCES, SLIPS, as_published, corrected
from five_documents.recall import note
from handlingsplan.text.places import Problem

ANOTHER = Path(__file__).parents[1] / "reading" / "real" / "handlingsplan-81515-2026"
SEEDS = range(200)
TOTALS = {"uppgiven-summa-skiljer", "summa-avrundning", "kopierad-summa"}
EFFECTS = {"effekt-i-år-skiljer", "hel-effekt-i-år"}


def told(files: dict[str, str]) -> list[Problem]:
    archive, problems = read(files)
    assert [str(problem) for problem in problems] == []
    return [problem for each in archive.municipalities for problem in found_in(each, each)]


def codes_in(files: dict[str, str]) -> set[tuple[str, str]]:
    return {(problem.place.path.rsplit(".", 1)[0], problem.code) for problem in told(files)}


# the real slips


def test_every_real_slip_is_found() -> None:
    """By general rules, in the documents as they were published."""
    found = codes_in(as_published())
    assert {(path.rsplit(".", 1)[0], code) for path, _, _, code in SLIPS} <= found | by_plan(found)
    assert (real.HOME_CARE.rsplit(".", 1)[0], "hel-effekt-före-målet") in found


def by_plan(found: set[tuple[str, str]]) -> set[tuple[str, str]]:
    """An outcome that misses its target stands in the data, and is told in the plan that has the target."""
    return {(real.FIGURES.rsplit(".", 1)[0], code) for path, code in found if path.startswith("plans/huddinge")}


def test_the_documents_corrected_are_silent() -> None:
    assert [str(problem) for problem in told(corrected())] == []


@pytest.mark.parametrize("slip", SLIPS, ids=lambda slip: f"{slip[3]}: {slip[1].strip()}")
def test_a_real_slip_alone_is_found(slip: tuple[str, str, str, str]) -> None:
    """All others corrected: no rule needs the help of another slip."""
    files = as_published()
    for path, wrong, right in [*(each[:3] for each in SLIPS if each is not slip), *CONSEQUENCES]:
        files[path] = files[path].replace(wrong, right)
    codes = {problem.code for problem in told(files)}
    assert codes & ({slip[3]} if slip[3] not in TOTALS else TOTALS)


def test_another_published_plan_gives_only_what_it_lacks() -> None:
    files = {path.relative_to(ANOTHER).as_posix(): path.read_text("utf-8") for path in ANOTHER.rglob("*.*")}
    expected = ["åtgärden «Synliggöra och särskilja strukturella kostnader» har inget startdatum"]
    assert [problem.message for problem in told(files)] == expected


# slips at random

Change = dict[str, str]
Kind = Callable[[Random, dict[str, str]], Change]


def lines(files: dict[str, str], path: str, line: str) -> Iterator[tuple[str, re.Match[str]]]:
    """Give the places in the files whose paths match, where a pattern does."""
    for name, text in files.items():
        if re.search(path, name):
            yield from ((name, match) for match in re.finditer(line, text, re.MULTILINE))


def replaced(files: dict[str, str], name: str, match: re.Match[str], new: str, group: int = 1) -> Change:
    return {name: files[name][: match.start(group)] + new + files[name][match.end(group) :]}


def changed_total(rng: Random, files: dict[str, str]) -> Change:
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


def changed_cell(rng: Random, files: dict[str, str]) -> Change:
    """An outcome of a table with a total: a digit or the sign wrong."""
    places = list(lines(files, r"projektutfall.*\.csv", r"^5\d{4};[^;\n]+;[^;\n]*;[^;\n]*;(-?[\d ]+,\d);"))
    name, match = rng.choice(places)
    return replaced(files, name, match, slipped(rng, match[1]) if rng.random() < 0.7 else negated(match[1]))


def dropped_row(rng: Random, files: dict[str, str]) -> Change:
    """A row of a table with a total left out, that no selection asks for."""
    places = list(lines(files, r"projektutfall.*\.csv", r"^(5\d{4};[^;\n]+;[^;\n]*;[^;\n]*;-?[\d ]+,\d;.*\n)"))
    name, match = rng.choice([each for each in places if each[1][1][:5] not in files[real.SELECTION]])
    return replaced(files, name, match, "")


def copied_total(rng: Random, files: dict[str, str]) -> Change:
    """The total of one table in another, in a column where they differ."""
    column = rng.choice(["Utfall Jan - Dec 2023", "Utfall Jan - Dec 2022"])
    totals = list(lines(files, r"^data/alingsas/projekt.*\.yml", rf'^      {column}: "([^"]+)"$'))
    (name, match), (_, other) = rng.sample(totals, 2)
    return replaced(files, name, match, other[1])


def stated_deviation(rng: Random, files: dict[str, str]) -> Change:
    """A deviation that the source states for a project, with a digit wrong or by one too many."""
    name, match = rng.choice(list(lines(files, r"projektutfall.*\.csv", r"^(5\d{4});[^;\n]+;;;(-?[\d ]+,\d);")))
    wrong = slipped(rng, match[2])
    row = f'  - rad: "{match[1]}"\n    värden:\n      Avvikelse ack Jan - Dec 2023: "{wrong}"\n'
    return {name.replace(".csv", ".yml"): files[name.replace(".csv", ".yml")].rstrip("\n") + "\n" + row}


def own_row(rng: Random, files: dict[str, str]) -> Change:
    """A project that the selection states itself, with a digit wrong."""
    places = list(lines(files, r"projektutfall.*\.csv", r"^(5\d{4});([^;\n]+);[^;\n]*;[^;\n]*;(-?[\d ]+,\d);"))
    name, match = rng.choice([each for each in places if f'"{each[1][1]}"' not in files[real.SELECTION]])
    row = f'  - rad: "{match[1]}"\n    värden:\n      benämning: {match[2]}\n      Budget (hyp) 2023: "0,0"\n'
    row += f'      Utfall Jan - Dec 2023: "{slipped(rng, match[3])}"\n'
    return {real.SELECTION: files[real.SELECTION].rstrip("\n") + "\n" + row} if name else {}


def other_selection(rng: Random, files: dict[str, str]) -> Change:
    """The selection's own line is that of one of its tables again, with other rows of the second."""
    others = re.findall(r"^(5\d{4});", files[real.OUTCOME_5.replace(".yml", ".csv")], re.MULTILINE)
    first = files[real.OUTCOME_1.replace(".yml", ".csv")]
    added = rng.sample([each for each in others if f"\n{each};" not in first], rng.randrange(1, 4))
    text = files[real.SELECTION].replace("Personlig assistans 1 och 5", "Personlig assistans 1")
    return {real.SELECTION: text.replace('  - "51319"\n', "".join(f'  - "{each}"\n' for each in added))}


def changed_hours(rng: Random, files: dict[str, str]) -> Change:
    """The hours of a year, a month or a week of the same decision, with a digit wrong."""
    pattern = r"^(?:beslut per år|beslut per vecka|myndighetsbeslut per (?:vecka|månad));([\d:]+)$"
    name, match = rng.choice(list(lines(files, r"timmar-81511\.csv", pattern)))
    digits = match[1].partition(":")[0]
    while True:
        wrong = slipped(rng, digits)
        if abs(int(wrong) - int(digits)) * 100 > 2 * int(digits):  # more than the weeks of a year can differ
            return replaced(files, name, match, wrong + match[1][len(digits) :])


def written_with_comma(rng: Random, files: dict[str, str]) -> Change:
    """A clock time written with a comma."""
    hours, minutes = rng.randrange(40, 700), rng.randrange(10, 60)
    name, match = next(lines(files, r"timmar-81511\.csv", r"^februari 2024;([\d:]+)$"))
    return replaced(files, name, match, f"{hours},{minutes}")


PLANS = r"^plans/huddinge/2023/(?:hemtjanst|personlig-assistans|daglig-verksamhet)/plan\.yml"
EFFECT = r"^  - id: (?P<id>.*)\n(?:    .*\n)*?    effekt i år: (?P<this>[1-9][\d ]*) tkr\n    helårseffekt: (?P<full>[1-9][\d ]*) tkr"


def changed_effect(rng: Random, files: dict[str, str]) -> Change:
    """An effect this year with a digit wrong."""
    name, match = rng.choice(list(lines(files, PLANS, EFFECT)))
    start, end = match.span("this")
    return {name: files[name][:start] + slipped(rng, match["this"]) + files[name][end:]}


def moved_start(rng: Random, files: dict[str, str]) -> Change:
    """An action that starts in another month than its effect this year says."""
    pattern = r"    (?:effektstart|startdatum): 2023-(\d\d)-01\n    effekt i år: [1-9].*\n    helårseffekt:"
    name, match = rng.choice(list(lines(files, PLANS, pattern)))
    return replaced(files, name, match, rng.choice([f"{each:02}" for each in range(1, 13) if each != int(match[1])]))


def whole_effect(rng: Random, files: dict[str, str]) -> Change:
    """The whole effect this year, of an action that starts within the year."""
    partial = [each for each in lines(files, PLANS, EFFECT) if each[1]["this"] != each[1]["full"]]
    name, match = rng.choice(partial)
    start, end = match.span("this")
    return {name: files[name][:start] + match["full"] + files[name][end:]}


def changed_plan_total(rng: Random, files: dict[str, str]) -> Change:
    """A plan's stated total with a digit wrong."""
    pattern = r"^uppgivna summor:\n(?:  effekt i år: .*\n)?  (?:effekt i år|helårseffekt): ([\d ]+) tkr"
    name, match = rng.choice(list(lines(files, PLANS, pattern)))
    return replaced(files, name, match, slipped(rng, match[1]))


def changed_outcome(rng: Random, files: dict[str, str]) -> Change:
    """An outcome of the home care on the wrong side of its target."""
    name, match = rng.choice(list(lines(files, r"nyckeltal-2023\.csv", r"^hemtjanst;([a-z-]+;2023-03;[\d,]+)$")))
    figure = match[1].partition(";")[0]
    worse = {"utforandegrad": (200, 700), "bomtid": (51, 300), "avbojda-besok": (11, 100)}[figure]
    tenths = rng.randrange(*worse)
    data = replaced(files, name, match, f"{figure};2023-03;{tenths // 10},{tenths % 10}")
    return {**data, real.HOME_CARE: files[real.HOME_CARE]}


def early_effect(rng: Random, files: dict[str, str]) -> Change:
    """An outcome that leaves the target of the action's own key figure."""
    name, match = next(lines(files, r"nyckeltal-2023\.csv", r"^hemtjanst;utforandegrad;2023-03;([\d,]+)$"))
    tenths = rng.randrange(200, 700)
    return {**replaced(files, name, match, f"{tenths // 10},{tenths % 10}"), real.HOME_CARE: files[real.HOME_CARE]}


def larger_requirement(rng: Random, files: dict[str, str]) -> Change:
    """A requirement that the actions do not meet."""
    name, match = rng.choice(list(lines(files, PLANS, r"^åtgärdskrav: ([\d,]+) mkr")))
    tenths = int(match[1].replace(",", "")) + rng.randrange(5, 60)
    return replaced(files, name, match, f"{tenths // 10},{tenths % 10}")


def only_words(rng: Random, files: dict[str, str]) -> Change:
    """A unit that gets a requirement, though its actions have no amounts."""
    name = rng.choice([real.SUPPORT, real.DAY, real.SHORT_STAY, real.RESIDENTIAL])
    tenths = rng.randrange(3, 90)
    return {name: f"åtgärdskrav: {tenths // 10},{tenths % 10} mkr\n{files[name]}"}


def one_off_cost(rng: Random, files: dict[str, str]) -> Change:
    """A one-off cost that nobody has taken off."""
    name, match = rng.choice([each for each in lines(files, PLANS, EFFECT) if "startdatum: 2023" in each[1][0]])
    return replaced(files, name, match, f"{match[0]}\n    omställningskostnad: {rng.randrange(80, 2000)} tkr", 0)


def made_temporary(rng: Random, files: dict[str, str]) -> Change:
    """A lasting action that is made temporary or one-off."""
    name, match = rng.choice(list(lines(files, PLANS, EFFECT)))
    return replaced(files, name, match, f"{match[0]}\n    varaktighet: {rng.choice(['tillfällig', 'engång'])}", 0)


def wrong_unit(rng: Random, files: dict[str, str]) -> Change:
    """An amount, or a requirement, in the unit beside."""
    pattern = r"^(?:    effekt i år|    helårseffekt|åtgärdskrav): [1-9][\d ,]* ([tm]kr)$"
    name, match = rng.choice(list(lines(files, PLANS, pattern)))
    return replaced(files, name, match, {"tkr": rng.choice(["mkr", "kr"]), "mkr": "tkr"}[match[1]])


def wrong_sign(rng: Random, files: dict[str, str]) -> Change:
    """An effect with a minus, of an action that no word says to cost more."""
    name, match = rng.choice(list(lines(files, PLANS, EFFECT)))
    group = rng.choice(["this", "full"])
    start, _ = match.span(group)
    return {name: files[name][:start] + "-" + files[name][start:]}


def moved_decision(rng: Random, files: dict[str, str]) -> Change:
    """A decision of the memo with another year, so that it stands out of order."""
    name = "plans/alingsas/2023/rapporter/personlig-assistans/rapport.yml"
    match = rng.choice(list(re.finditer(r"^  - datum: (\d{4})-", files[name], re.MULTILINE))[:2])
    return replaced(files, name, match, str(rng.randrange(2024, 2033)))


def outside_the_year(rng: Random, files: dict[str, str]) -> Change:
    """An action that starts in a year to come."""
    name, match = rng.choice(list(lines(files, r"/plan\.yml", r"^    startdatum: (20\d\d)-")))
    return replaced(files, name, match, str(int(match[1]) + rng.choice([4, 5, 7, 9, 10, 20, 80])))


def double_counted(rng: Random, files: dict[str, str]) -> Change:
    """The same posts in two actions of a plan."""
    name = rng.choice([real.PERSONAL, real.DAILY])
    shared = rng.choice(["tre heltidstjänster", "2,5 årsarbetare", "projekt 51329", "fyra tjänster på natten"])
    places = rng.sample(list(re.finditer(EFFECT, files[name], re.MULTILINE)), 2)
    text = files[name]
    for match in sorted(places, key=lambda each: -each.start()):
        head, inner = text[: match.start()], match[0]
        inner = re.sub(r"(    namn: .*)", rf"\1 ({shared})", inner)
        text = head + inner + text[match.end() :]
    return {name: text}


#: Each kind of slip, the codes of which one must be given, and how many of a hundred must be found.
KINDS: tuple[tuple[Kind, set[str], int], ...] = (
    (changed_total, TOTALS, 100),
    (changed_cell, TOTALS, 100),
    (dropped_row, TOTALS, 100),
    (copied_total, {"kopierad-summa"}, 100),
    (stated_deviation, {"uppgivet-värde-skiljer"}, 100),
    (own_row, {"rad-skiljer"}, 100),
    (other_selection, {"urval-skiljer"}, 100),
    (changed_hours, {"timmar-per-period"}, 100),
    (written_with_comma, {"timmar-minuter"}, 100),
    (changed_effect, EFFECTS, 100),
    (moved_start, EFFECTS, 100),
    (whole_effect, {"hel-effekt-i-år"}, 100),
    (early_effect, {"hel-effekt-före-målet"}, 100),
    (changed_plan_total, TOTALS, 100),
    (changed_outcome, {"mål-inte-nått"}, 100),
    (larger_requirement, {"krav-täcks-inte"}, 100),
    (only_words, {"krav-utan-belopp"}, 100),
    (one_off_cost, {"netto-skiljer"}, 100),
    (made_temporary, {"tillfällig-helårseffekt"}, 100),
    (double_counted, {"dubbelräkning"}, 100),
    (wrong_unit, {"fel-enhet"}, 100),
    (wrong_sign, {"fel-tecken"}, 100),
    (moved_decision, {"datum-i-fel-ordning"}, 100),
    (outside_the_year, {"datum-utanför-året"}, 100),
)


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    return Corpus(corrected())


@pytest.mark.parametrize(("kind", "codes", "floor"), KINDS, ids=lambda value: getattr(value, "__name__", ""))
def test_slips_in_the_corrected_documents_are_found(corpus: Corpus, kind: Kind, codes: set[str], floor: int) -> None:
    """A slip that the reader refuses is found too: it is told before any rule."""
    caught, missed = 0, []
    for seed in SEEDS:
        change = kind(random_at(seed), corpus.files)
        try:
            found = {problem.code for problem in corpus.found(change)}
        except RefusedError:
            found = codes
        caught += bool(found & codes)
        missed += [] if found & codes else [(seed, found)]
    note(codes, kind.__name__, "five documents", len(SEEDS), caught, caught, 0)
    assert caught * 100 >= floor * len(SEEDS), missed[:5]
