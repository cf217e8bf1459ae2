"""A published plan that the rules were not made for, Ansvar 81515 for 2026: sound with what it lacks, then slipped in."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest
from analysis.rules.documents import Corpus, RefusedError, read
from analysis.rules.slipping import random_at, slipped

from five_documents.recall import note

ROOT = Path(__file__).parents[1] / "reading" / "real" / "handlingsplan-81515-2026"
PLAN = "plans/alingsas/2026/81515/plan.yml"
SEEDS = range(200)
TOTALS = {"uppgiven-summa-skiljer", "summa-avrundning"}
#: What makes it whole: a date, a requirement that its least effect meets, and its totals.
ADDED = "\nåtgärdskrav: 900 tkr\nuppgivna summor:\n  effekt i år: 900–1 200 tkr\n  helårseffekt: 1 200–1 600 tkr\n"
INTERVAL = re.compile(r"helårseffekt: (\d+)-(\d+) tkr")


def whole() -> dict[str, str]:
    files = {path.relative_to(ROOT).as_posix(): path.read_text("utf-8") for path in ROOT.rglob("*.*")}
    files[PLAN] = files[PLAN].replace("    ej beräknad", "    startdatum: 2026-03-31\n    ej beräknad") + ADDED
    return files


def put(text: str, match: re.Match[str], new: str, group: int = 0) -> str:
    return text[: match.start(group)] + new + text[match.end(group) :]


def one_end(rng: Random, text: str) -> str:
    """An end of an interval with a digit wrong, so that neither total is its sum."""
    match, group = rng.choice(list(INTERVAL.finditer(text))), rng.choice([1, 2])
    return put(text, match, slipped(rng, match[group]), group)


def total(rng: Random, text: str) -> str:
    """A total with a digit wrong."""
    match = rng.choice(list(re.finditer(r"  (?:effekt i år|helårseffekt): ([\d ]+)–([\d ]+) tkr\n", text)))
    group = rng.choice([1, 2])
    return put(text, match, slipped(rng, match[group]), group)


def unit(rng: Random, text: str) -> str:
    """An interval in the unit beside."""
    match = rng.choice(list(INTERVAL.finditer(text)))
    return put(text, match, match[0].replace("tkr", rng.choice(["mkr", "kr"])))


def start(rng: Random, text: str) -> str:
    """A start in another year."""
    match = rng.choice(list(re.finditer(r"startdatum: (2026)", text)))
    return put(text, match, str(rng.choice([2027, 2028, 2036, 2062, 2206, 2006, 1926])), 1)


def requirement(rng: Random, text: str) -> str:
    """A requirement that the lower end of this year's effect does not meet."""
    return text.replace("åtgärdskrav: 900 tkr", f"åtgärdskrav: {rng.randrange(901, 9000)} tkr")


def left_out(rng: Random, text: str) -> str:
    """A start or an effect left out."""
    match = rng.choice(list(re.finditer(r"    (?:startdatum|helårseffekt): .*\n", text)))
    return put(text, match, "")


KINDS: tuple[tuple[Callable[[Random, str], str], set[str]], ...] = (
    (one_end, TOTALS),
    (total, TOTALS),
    (unit, {"fel-enhet"}),
    (start, {"datum-utanför-året"}),
    (requirement, {"krav-täcks-inte"}),
    (left_out, {"datum-saknas", "effekt-saknas"}),
)


def test_it_is_sound_when_it_is_whole() -> None:
    corpus = Corpus(whole())
    assert read(corpus.files)[1] == []
    assert corpus.found({PLAN: corpus.files[PLAN]}) == []


@pytest.mark.parametrize(("kind", "codes"), KINDS, ids=lambda value: getattr(value, "__name__", ""))
def test_slips_are_found(kind: Callable[[Random, str], str], codes: set[str]) -> None:
    """What the reader refuses, an interval that begins with its larger end, is told before any rule."""
    corpus, missed = Corpus(whole()), []
    for seed in SEEDS:
        text = kind(random_at(seed), corpus.files[PLAN])
        try:
            found = {problem.code for problem in corpus.found({PLAN: text})}
        except RefusedError:
            continue
        missed += [] if found & codes else [(seed, found)]
    note(codes, kind.__name__, "81515", len(SEEDS), len(SEEDS) - len(missed), len(SEEDS) - len(missed), 0)
    assert missed == []
