"""Nothing differs without being told, nothing is told twice, and what the sentences move is what the totals move."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from typing import Any

from analysis.changes.change_cases import version
from hypothesis import example, given, settings
from hypothesis import strategies as st
from reading.memory import ORGANISATION, PLAN

from handlingsplan.analysis.changes.comparison import Comparison, compare_versions
from handlingsplan.analysis.changes.consequences import Level
from handlingsplan.analysis.changes.leaves import canonical, keyed
from handlingsplan.model.base import Model

IDS = ("a", "b", "c", "d", "e")
DAYS = st.sampled_from(["2025-01-01", "2025-02-01", "2025-07-16", "2025-12-31", "2024-03-01"])
AMOUNTS = st.sampled_from(
    ["100 000 kr", "100 tkr", "0,1 mkr", "50 tkr", "ca 943 tkr", "300–400 tkr", "168 timmar", "25 tkr"]
)
MONEY = st.sampled_from(["100 000 kr", "100 tkr", "50 tkr", "943 tkr", "25 tkr", "0 kr"])


def maybe(strategy: st.SearchStrategy[str]) -> st.SearchStrategy[str | None]:
    return st.none() | strategy


def actions(amounts: st.SearchStrategy[str]) -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries(
        {
            "namn": st.sampled_from(["Vikarier", "Bilar", "Möten", "Natt"]),
            "startdatum": maybe(DAYS),
            "effektstart": maybe(DAYS),
            "varaktighet": maybe(st.sampled_from(["tillfällig", "engång", "permanent"])),
            "helårseffekt": maybe(amounts),
            "effekt i år": maybe(amounts),
            "beräkning": maybe(st.just("42 medarbetare × 4 timmar")),
            "ej beräknad": maybe(st.sampled_from(["Vet inte", "Hålla prognos"])),
            "omställningskostnad": maybe(st.just("10 tkr")),
            "status": maybe(st.sampled_from(["pågår", "klar"])),
            "ansvarig roll": maybe(st.sampled_from(["Enhetschef", "Controller"])),
            "beskrivning": maybe(st.sampled_from(["Kort", "En  längre\\ntext"])),
        }
    )


def plans(amounts: st.SearchStrategy[str] = AMOUNTS) -> st.SearchStrategy[str]:
    facts = st.fixed_dictionaries(
        {
            "titel": maybe(st.sampled_from(["Plan", "Planen"])),
            "status": maybe(st.sampled_from(["utkast", "beslutad"])),
            "åtgärdskrav": maybe(st.sampled_from(["700 tkr", "0,7 mkr", "1 mkr"])),
            "utgångsläge": maybe(st.sampled_from(["{budget: 1 mkr}", "{budget: 2 mkr, prognos: 3 mkr}"])),
            "nyckeltal": maybe(
                st.sampled_from(["[{id: x, namn: X, mål: 7 %}]", "[{id: x, namn: Y}, {id: y, namn: Y}]"])
            ),
            "risker": maybe(st.sampled_from(["[{id: x, namn: X}]", "[{id: x, namn: X, beskrivning: svår}]"])),
            "beslut": maybe(
                st.sampled_from(["[{datum: 2025-01-01, typ: antagen}]", "[{datum: 2025-02-01, typ: antagen}]"])
            ),
            "samverkan": maybe(st.sampled_from(["{datum: 2025-01-01}", "{datum: 2025-01-02, kommentar: Enighet}"])),
        }
    )
    items = st.lists(st.sampled_from(IDS), unique=True, max_size=5)
    chosen = items.flatmap(lambda ids: st.fixed_dictionaries({each: actions(amounts) for each in ids}))
    return st.builds(_written, facts, chosen)


def _written(facts: dict[str, str | None], items: dict[str, dict[str, str | None]]) -> str:
    lines = [f"{key}: {value}" for key, value in facts.items() if value]
    lines.append("åtgärder:" if items else "")
    for identity, fields in items.items():
        lines.append(f"  - id: {identity}")
        lines += [f'    {key}: "{value}"' for key, value in fields.items() if value]
    return "\n".join(lines) + "\ndiarienummer: 1\n"


def leaves(value: Any, location: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Any]]:
    """Walk a model to its leaves, in the plainest way."""
    if isinstance(value, Model):
        for name in type(value).model_fields:
            yield from leaves(getattr(value, name), (*location, name))
    elif isinstance(value, tuple):
        for key, item in keyed(value).items():
            yield from leaves(item, (*location, key))
    else:
        yield location, canonical(value)


def compared(before: str, after: str, organisation: str = ORGANISATION) -> Comparison:
    files = {"plans/storby/organisation.yml": ORGANISATION, PLAN: before}
    return compare_versions(
        version(files), version({**files, "plans/storby/organisation.yml": organisation, PLAN: after})
    )


@settings(max_examples=30)
@given(plans())
def test_a_plan_does_not_differ_from_itself(text: str) -> None:
    same = compared(text, text)
    assert (same.changes, same.consequences) == ((), ())


@settings(max_examples=60)
@given(plans(), plans())
@example("diarienummer: 1\n", "åtgärder:\n  - id: a\n    namn: X\ndiarienummer: 1\n")
def test_every_leaf_that_differs_is_told_exactly_once(before: str, after: str) -> None:
    comparison = compared(before, after)
    named = [leaf[4:] for change in comparison.changes for leaf in change.leaves]
    assert len(named) == len(set(named))
    old, new = (
        dict(leaves(next(version({"plans/storby/organisation.yml": ORGANISATION, PLAN: text}).archive.plans()).plan))
        for text in (before, after)
    )
    differing = {each for each in {*old, *new} if old.get(each) != new.get(each)}
    for leaf in differing:
        holders = [each for each in named if leaf[: len(each)] == each]
        if leaf[:2] not in renamed_of(comparison):
            assert len(holders) == 1, (leaf, holders)
        else:
            assert holders
    for each in named:
        assert (
            each[-1] == "<order>"
            or each[:2] in renamed_of(comparison)
            or any(leaf[: len(each)] == each for leaf in differing)
        )


def renamed_of(comparison: Comparison) -> set[tuple[str, ...]]:
    return {leaf[4:6] for change in comparison.changes if change.kind == "action-renamed" for leaf in change.leaves}


@settings(max_examples=60)
@given(plans(), plans(), st.sampled_from(["hela månader", "dagar", "halva månader"]))
def test_what_the_changes_move_is_what_the_totals_move(before: str, after: str, rule: str) -> None:
    comparison = compared(before, after, ORGANISATION.replace("nämnder:", f"effekt i år räknas: {rule}\nnämnder:"))
    units = [each for each in comparison.consequences if each.level is Level.UNIT]
    for name in ("this_year", "full_year"):
        told: dict[object, tuple[Fraction, Fraction]] = {}
        for change in comparison.changes:
            for dimension, (low, high) in getattr(change, name).amounts.items():
                known = told.get(dimension, (Fraction(0), Fraction(0)))
                told[dimension] = (known[0] + low, known[1] + high)
        moved = getattr(units[0], name).amounts if units else {}
        assert {each: ends for each, ends in told.items() if any(ends)} == moved


@settings(max_examples=60)
@given(plans(MONEY), plans(MONEY))
def test_the_amounts_in_the_sentences_are_what_moves(before: str, after: str) -> None:
    """Every «ökar med X» of an action is exactly the part of the total that the change says it moves."""
    for change in compared(before, after).changes:
        for label, shift in (("effekten i år", change.this_year), ("helårseffekten", change.full_year)):
            found = re.search(rf"{label} (ökar|minskar) med ([\d\s]+)\s(t?)kr", change.sentence)
            if found:
                amount = int(re.sub(r"\s", "", found.group(2))) * (1000 if found.group(3) else 1)
                assert shift.money == ((amount,) * 2 if found.group(1) == "ökar" else (-amount,) * 2)
