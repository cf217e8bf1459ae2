"""Slips at random in facts that the five documents do not state, or seldom: each is first added as it should be.

Calculations, deficits, decisions, ends of what is temporary, follow-ups and what reports answer. The facts are made
from the documents' own figures where they have some, and otherwise drawn.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta
from random import Random

from analysis.rules.slipping import decimal, grouped, slipped

from five_documents import figures_corrected as real
from five_documents.figures_mutations import Change, Expected, Slip
from five_documents.figures_slips_of_plans import SUMMED

SECOND = "plans/alingsas/2025/81516/plan.yml"
FOLLOW_UP = "plans/huddinge/2023/hemtjanst/uppfoljning/2023-03-31.yml"
REPORT = "plans/huddinge/2023/rapporter/atgardsplan-2023-03-31/rapport.yml"
MEMO = "plans/alingsas/2023/rapporter/personlig-assistans/rapport.yml"
#: How full-year effects of the documents can have been calculated: the plan, the effect as it stands there, and factors.
CALCULATED = (
    (real.PERSONAL, "helårseffekt: 888 tkr", ("4", "brukare", "222", "tkr")),
    (real.PERSONAL, "helårseffekt: 888 tkr", ("12", "månader", "74", "tkr")),
    (real.PERSONAL, "helårseffekt: 532 tkr", ("14", "veckor", "38", "tkr")),
    (real.DAILY, "helårseffekt: 943 tkr", ("23", "veckor", "41", "tkr")),
    (real.DAILY, "helårseffekt: 270 tkr", ("12", "månader", "22,5", "tkr")),
    (real.HOME_CARE, "helårseffekt: 2 750 tkr", ("11", "månader", "250", "tkr")),
    (SECOND, "helårseffekt: 100 000 kr", ("250", "timmar", "400", "kr")),
    (SECOND, "helårseffekt: 168 timmar", ("42", "medarbetare", "4", "timmar")),
)


def calculated(rng: Random, files: Change) -> Slip:
    """A calculation with a digit of a factor wrong; or a full-year effect that is not what it gives."""
    path, effect, factors = rng.choice(CALCULATED)
    words = "{} {} × {} {}"
    given = files[path].replace("    beräkning: 42 medarbetare × 4 timmar\n", "    helårseffekt: 168 timmar\n")
    line = f"    {effect}\n"
    sound = given.replace(line, f"{line}    beräkning: {words.format(*factors)}\n")
    number = re.search(r"\d[\d ]*\d", effect)
    assert number
    if rng.random() < 0.4:
        changed = sound.replace(line, line.replace(number[0], slipped(rng, number[0])))
    else:
        wrong, at = list(factors), rng.choice([0, 2])
        wrong[at] = slipped(rng, wrong[at])
        changed = sound.replace(words.format(*factors), words.format(*wrong))
    return Slip({path: changed}, {path: sound})


DEFICITS = (real.HOME_CARE, real.PERSONAL, real.DAILY, real.SHORT_STAY, real.DAY, real.ASSISTANCE, SECOND)


def position(rng: Random) -> tuple[list[str], str]:
    """Give a budget, a forecast and the deficit between them, and their unit."""
    unit = rng.choice(["mkr", "tkr", "kr"])
    budget, deficit = rng.randrange(120, 900), rng.randrange(5, 99)
    if unit == "mkr":
        return [decimal(each) for each in (budget, budget + deficit, deficit)], unit
    size = 100 if unit == "tkr" else 100000
    parts = budget * size + rng.randrange(size), deficit * size + rng.randrange(size)
    return [grouped(each) for each in (parts[0], sum(parts), parts[1])], unit


def deficit(rng: Random, files: Change) -> Slip:
    """A budget, a forecast or a deficit with a digit wrong; or a deficit in another unit."""
    path, (numbers, unit) = rng.choice(DEFICITS), position(rng)
    wrong, units = list(numbers), [unit] * 3
    if rng.random() < 0.2:
        units[2] = rng.choice([each for each in ("mkr", "tkr", "kr") if each != unit])
    else:
        at = rng.randrange(3)
        wrong[at] = slipped(rng, wrong[at])
    text = re.sub(r"utgångsläge:\n  budget: .*\n", "", files[path])
    return Slip(
        {path: starting(text, wrong, units)},
        {path: starting(text, numbers, [unit] * 3)},
    )


def starting(text: str, numbers: Sequence[str], units: Sequence[str]) -> str:
    given = zip(("budget", "prognos", "underskott"), numbers, units, strict=True)
    lines = "".join(f"  {name}: {number} {unit}\n" for name, number, unit in given)
    return text.replace("\nåtgärder:\n", f"\nutgångsläge:\n{lines}åtgärder:\n", 1)


PLANS = (real.HOME_CARE, real.PERSONAL, real.DAILY, real.SUPPORT, real.DAY, real.SHORT_STAY, real.RESIDENTIAL)
ADOPTING = ("antagen", "godkänd", "reviderad")


def decided(rng: Random, files: Change, field: bool, kind: str, status: str) -> tuple[str, str, date]:
    """Give a plan that is decided: its path, its text and the day, as a field, in the list of decisions, or in both."""
    path, day = rng.choice(PLANS), date(2023, 1, 10) + timedelta(rng.randrange(150))
    facts = f"datum för beslut: {day}\n" if field else ""
    if kind:
        assigned = (
            f"  - datum: {day - timedelta(rng.randrange(20, 90))}\n    typ: uppdrag\n" if rng.random() < 0.5 else ""
        )
        facts += f"beslut:\n{assigned}  - datum: {day}\n    instans: Vård- och omsorgsnämnden\n    typ: {kind}\n"
    return path, files[path].replace("\nåtgärder:\n", f"\nstatus: {status}\n{facts}åtgärder:\n", 1), day


def no_decision(rng: Random, files: Change) -> Slip:
    """A decided plan whose date is left out or not filled in, or whose decision is of another kind."""
    field = rng.random() < 0.5
    status = rng.choice(["beslutad", "reviderad"])
    path, sound, day = decided(rng, files, field, "" if field else rng.choice(ADOPTING), status)
    if field:
        left = rng.choice(["", "datum för beslut: ÅÅÅÅ-MM-DD\n", "datum för beslut: XX\n"])
        return Slip({path: sound.replace(f"datum för beslut: {day}\n", left)}, {path: sound})
    entry = re.search(rf"  - datum: {day}\n    instans: .*\n    typ: (\S+)\n", sound)
    assert entry
    new = rng.choice(["", entry[0].replace(entry[1], rng.choice(["uppdrag", "återremitterad"]))])
    changed = sound.replace(entry[0], new)
    return Slip({path: changed.replace("beslut:\nåtgärder", "åtgärder")}, {path: sound})


def two_dates(rng: Random, files: Change) -> Slip:
    """A date of decision that is another than the decision's: a day, a week, a month or a year off, or a digit wrong."""
    path, sound, day = decided(rng, files, True, rng.choice(ADOPTING), rng.choice(["beslutad", "reviderad"]))
    wrong = day + timedelta(rng.choice([-30, -14, -7, -1, 1, 7, 14, 30]))
    shown = rng.choice([str(wrong), str(day.replace(year=day.year + rng.choice([-1, 1]))), slipped(rng, str(day))])
    field = rng.choice(["datum för beslut: {}\n", "  - datum: {}\n    instans"])
    return Slip({path: sound.replace(field.format(day), field.format(shown))}, {path: sound})


#: Actions with an effect this year only, or in hours: the plan, the last line of their facts, and the plan's year.
TEMPORARY = (
    (real.ASSISTANCE, "      lydelse: Ca + 350 000 kr.\n", 2024),
    (real.ASSISTANCE, '      lydelse: "- 3,5 tjänst."\n', 2024),
    (SECOND, "    beräkning: 42 medarbetare × 4 timmar\n", 2025),
    (real.PERSONAL, "    varaktighet: tillfällig\n    slutdatum: 2023-12-31\n", 2023),
    (real.DAILY, "    varaktighet: tillfällig\n    slutdatum: 2023-12-31\n", 2023),
)


def no_end(rng: Random, files: Change) -> Slip:
    """A temporary action whose end is left out; or a lasting one that is said to be temporary."""
    path, line, year = rng.choice(TEMPORARY)
    said = "    varaktighet: tillfällig\n"
    kept = "" if line.startswith(said) else line
    end = f"    slutdatum: {date(year, 12, 31) + timedelta(rng.randrange(400))}\n"
    sound, changed = (files[path].replace(line, kept + each) for each in (said + end, said))
    return Slip({path: changed}, {path: sound} if not kept or rng.random() < 0.7 else {})


def told(entries: dict[str, str]) -> Change:
    """Give the home care's follow-up of one action."""
    fields = "".join(f"    {key}: {value}\n" for key, value in entries.items())
    return {FOLLOW_UP: f"åtgärder:\n  - åtgärd: utforandegraden\n{fields}"}


def contradicted(rng: Random, files: Change) -> Slip:
    """A follow-up of an action of 2 750 tkr, with one field that the others contradict."""
    share, forecast, so_far = rng.randrange(5, 95), rng.randrange(1800, 2700), rng.randrange(100, 900)
    going = {"status": "pågår", "effekt hittills": f"{so_far} tkr", "prognos i år": f"{grouped(forecast)} tkr"}
    pairs = (
        ({**going, "genomförandegrad": f"{share} %"}, {"status": "klar"}),
        ({"status": "pågår", "effekt hittills": f"{so_far} tkr"}, {"status": "planerad"}),
        (going, {"effekt hittills": f"{so_far} mkr"}),
        (going, {"effekt hittills": f"{grouped(forecast + rng.randrange(20, 900))} tkr"}),
        (going, {"prognos i år": f"{rng.randrange(1, so_far)} tkr"}),
        (going, {"status": "avbruten"}),
        ({**going, "bedömning": "gul", "prognos i år": f"{so_far + 200} tkr"}, {"bedömning": "grön"}),
        ({**going, "status": "klar", "slutdatum": "2023-03-20"}, {"status": "pågår"}),
    )
    right, wrong = rng.choice(pairs)
    plan = {real.HOME_CARE: files[real.HOME_CARE]}
    return Slip({**plan, **told({**right, **wrong})}, {**plan, **told(right)})


def other_period(rng: Random, files: Change) -> Change:
    """A report whose period is another month than the one that was followed up."""
    month = rng.choice([1, 2, 4, 5, 6, 7, 8, 9, 10, 11, 12])
    last = (date(2023 + month // 12, month % 12 + 1, 1) - timedelta(1)).day
    right = rng.random() < 0.8
    period = f"2023-{month:02}-{last if right else rng.randrange(1, last):02}"
    return {REPORT: files[REPORT].replace("period: 2023-03-31", f"period: {period}")}


def other_assignment(rng: Random, files: Change) -> Change:
    """A report that answers an assignment with a digit of its date or its paragraph wrong, or the day of another."""
    known = ("2021-12-17 § 84", "2022-02-21 § 16")
    right, other = rng.sample(known, 2)
    wrong = rng.choice([slipped(rng, right), slipped(rng, right), right[:10] + other[10:], "2023-02-07"])
    return {MEMO: re.sub(rf"(återrapporterar: .*){right}", rf"\g<1>{wrong}", files[MEMO])}


UNDECIDED = frozenset({"beslut-saknas"})
KINDS: tuple[Expected, ...] = (
    Expected(calculated, frozenset({"beräkning-skiljer"}), SUMMED),
    Expected(deficit, frozenset({"underskott-skiljer"}), floor=90),
    Expected(no_decision, UNDECIDED, UNDECIDED),
    Expected(two_dates, frozenset({"beslutsdatum-skiljer"})),
    Expected(no_end, frozenset({"tillfällig-utan-slutdatum"})),
    Expected(contradicted, frozenset({"status-motsäger"})),
    Expected(other_period, frozenset({"period-utan-uppföljning"})),
    Expected(other_assignment, frozenset({"okänt-beslut"})),
)
