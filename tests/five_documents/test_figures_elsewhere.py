"""A published plan that the rules were not made for, Ansvar 81515 for 2026: sound with what it lacks, then slipped in."""

from __future__ import annotations

import re
from pathlib import Path
from random import Random

import pytest
from analysis.rules.documents import Corpus, read
from analysis.rules.slipping import slipped

from five_documents.figures_mutations import TOTALS, Change, Expected, measure
from five_documents.recall import note

ROOT = Path(__file__).parents[1] / "reading" / "real" / "handlingsplan-81515-2026"
PLAN = "plans/alingsas/2026/81515/plan.yml"
SUMMED = TOTALS | {"krav-täcks-inte"}
#: What makes it whole: a date, a requirement that its least effect meets, and its totals.
ADDED = "\nåtgärdskrav: 900 tkr\nuppgivna summor:\n  effekt i år: 900–1 200 tkr\n  helårseffekt: 1 200–1 600 tkr\n"
INTERVAL = re.compile(r"helårseffekt: (\d+)-(\d+) tkr")


def whole() -> dict[str, str]:
    files = {path.relative_to(ROOT).as_posix(): path.read_text("utf-8") for path in ROOT.rglob("*.*")}
    files[PLAN] = files[PLAN].replace("    ej beräknad", "    startdatum: 2026-03-31\n    ej beräknad") + ADDED
    return files


def put(files: Change, match: re.Match[str], new: str, group: int = 0) -> Change:
    text = files[PLAN]
    return {PLAN: text[: match.start(group)] + new + text[match.end(group) :]}


def one_end(rng: Random, files: Change) -> Change:
    """An end of an interval with a digit wrong, so that neither total is its sum."""
    match, group = rng.choice(list(INTERVAL.finditer(files[PLAN]))), rng.choice([1, 2])
    return put(files, match, slipped(rng, match[group]), group)


def total(rng: Random, files: Change) -> Change:
    """A total with a digit wrong."""
    match = rng.choice(list(re.finditer(r"  (?:effekt i år|helårseffekt): ([\d ]+)–([\d ]+) tkr\n", files[PLAN])))
    group = rng.choice([1, 2])
    return put(files, match, slipped(rng, match[group]), group)


def unit(rng: Random, files: Change) -> Change:
    """An interval in the unit beside."""
    match = rng.choice(list(INTERVAL.finditer(files[PLAN])))
    return put(files, match, match[0].replace("tkr", rng.choice(["mkr", "kr"])))


def start(rng: Random, files: Change) -> Change:
    """A start in another year."""
    match = rng.choice(list(re.finditer(r"startdatum: (2026)", files[PLAN])))
    return put(files, match, str(rng.choice([2027, 2028, 2036, 2062, 2206, 2006, 1926])), 1)


def requirement(rng: Random, files: Change) -> Change:
    """A requirement that the lower end of this year's effect does not meet."""
    return {PLAN: files[PLAN].replace("åtgärdskrav: 900 tkr", f"åtgärdskrav: {rng.randrange(901, 9000)} tkr")}


def left_out(rng: Random, files: Change) -> Change:
    """A start or an effect left out."""
    match = rng.choice(list(re.finditer(r"    (?:startdatum|helårseffekt): .*\n", files[PLAN])))
    return put(files, match, "")


KINDS: tuple[Expected, ...] = (
    Expected(one_end, TOTALS, SUMMED),
    Expected(total, TOTALS),
    Expected(unit, frozenset({"fel-enhet"}), SUMMED),
    Expected(start, frozenset({"datum-utanför-året"}), SUMMED),
    Expected(requirement, frozenset({"krav-täcks-inte"})),
    Expected(left_out, frozenset({"datum-saknas", "effekt-saknas"}), SUMMED),
)


def test_it_is_sound_when_it_is_whole() -> None:
    corpus = Corpus(whole())
    assert read(corpus.files)[1] == []
    assert corpus.found({PLAN: corpus.files[PLAN]}) == []


@pytest.mark.parametrize("expected", KINDS, ids=lambda each: each.name)
def test_slips_are_found(expected: Expected) -> None:
    """What the reader refuses, an interval that begins with its larger end, is told before any rule."""
    measured = measure(Corpus(whole()), expected)
    note(expected.codes, expected.name, "81515", measured)
    assert measured.false == []
    assert measured.missed == []
