"""Thirty revisions of the five documents, as they could have been made: what each commit says and changes."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

Edit = Callable[[Path], None]

A24 = "plans/alingsas/2024/81511/plan.yml"
A25 = "plans/alingsas/2025/81516/plan.yml"
A25_TEXT = "plans/alingsas/2025/81516/plan.md"
HOME = "plans/huddinge/2023/hemtjanst/plan.yml"
ASSISTANCE = "plans/huddinge/2023/personlig-assistans/plan.yml"
DAILY = "plans/huddinge/2023/daglig-verksamhet/plan.yml"
ALINGSAS = "plans/alingsas/organisation.yml"
PROJECTS = "data/alingsas/projektutfall-2023-pa1.csv"
FIGURES = "data/huddinge/nyckeltal-2023.csv"
REPORT = "plans/alingsas/2023/rapporter/personlig-assistans/rapport"
FOLLOW_UPS = "plans/alingsas/2025/81516/uppfoljning"


@dataclass(frozen=True)
class Revision:
    """One commit: its message, and the edits of the work tree."""

    message: str
    edits: tuple[Edit, ...]


def start(root: Path, repository: Path) -> None:
    """Lay the documents of the repository in a new folder."""
    for folder in ("plans", "data"):
        shutil.copytree(repository / folder, root / folder)
    text = root / A25_TEXT
    changed = text.read_text("utf-8").replace("schemaläggningen optimeras", "schemalagningen optimeras")
    text.write_text(changed.replace("timvikariebank ", "timvikariebänk "), "utf-8")


def change(path: str, *pairs: tuple[str, str]) -> Edit:
    """Exchange texts that stand in a file, each once."""

    def edit(root: Path) -> None:
        text = (root / path).read_text("utf-8")
        for old, new in pairs:
            assert old in text, f"{path}: {old}"
            text = text.replace(old, new, 1)
        (root / path).write_text(text, "utf-8")

    return edit


def write(path: str, text: str) -> Edit:
    """Write a whole file."""

    def edit(root: Path) -> None:
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, "utf-8")

    return edit


def move(old: str, new: str) -> Edit:
    """Give a file or folder another name."""
    return lambda root: (root / old).rename(root / new) and None


def remove(path: str) -> Edit:
    """Take a file away."""
    return lambda root: (root / path).unlink()


_VIKARIES = "    startdatum: 2025-01-01\n    helårseffekt: 100 000 kr\n"
_LATER = _VIKARIES.replace("2025-01-01", "2025-03-01")
_PERSONNEL = "    startdatum: 2025-01-01\n    ej beräknad: Hålla prognos\n"
_NIGHTS = """\
  - id: natt
    namn: Samplanerad natt
    startdatum: 2025-05-01
    helårseffekt: 240 tkr
    omställningskostnad: 30 tkr
"""
_TWO_PARTS = """\
  - id: timvikarier-dag
    namn: Fler timvikarier på dagen
    startdatum: 2025-03-01
    helårseffekt: 60 000 kr
  - id: timvikarier-kvall
    namn: Fler timvikarier på kvällen
    startdatum: 2025-06-01
    helårseffekt: 40 000 kr
"""
_WHOLE = "  - id: timvikarier\n    namn: Fler timvikarier i poolen\n" + _LATER
_MARCH = """\
åtgärder:
  - åtgärd: timvikarier
    status: försenad
    bedömning: gul
    prognos i år: 80 tkr
  - åtgärd: apt
    status: pågår
    bedömning: grön
"""


def revisions() -> Iterator[Revision]:
    """Give the revisions, oldest first."""
    yield from _first_plan()
    yield from _decided_and_followed_up()
    yield from _other_plans()
    yield from _data_and_reports()


def _first_plan() -> Iterator[Revision]:
    mended = (("schemalagningen", "schemaläggningen"), ("timvikariebänk", "timvikariebank"))
    yield Revision("Stavningen i planen för 81516", (change(A25_TEXT, *mended),))
    notation = (("100 000 kr", "100 tkr"), ("titel: Handlingsplan", 'titel: "Handlingsplan'), ("81516\n", '81516"\n'))
    yield Revision("Beloppet i tkr", (change(A25, *notation),))
    yield Revision("Tillbaka till kronor", (change(A25, ("100 tkr", "100 000 kr")),))
    yield Revision("Timvikarierna kommer först i mars", (change(A25, (_VIKARIES, _LATER)),))
    yield Revision("Personalkostnaderna är beräknade", (change(A25, (_PERSONNEL, _PERSONNEL.replace("ej beräknad: Hålla prognos", "helårseffekt: 180 000 kr"))),))  # fmt: skip
    renamed = ("Fler timvikarier och minska övertiden", "Fler timvikarier i poolen")
    yield Revision("Kortare namn", (change(A25, renamed),))
    yield Revision("En åtgärd till", (change(A25, ("  - id: apt", f"{_NIGHTS}  - id: apt")),))
    yield Revision("Åtgärdskrav", (change(A25, ("åtgärder:", "åtgärdskrav: 0,5 mkr\nåtgärder:")),))
    yield Revision("Två pooler i stället för en", (change(A25, (_WHOLE, _TWO_PARTS)),))
    yield Revision("Återställer: det blir en pool", (change(A25, (_TWO_PARTS, _WHOLE)),))
    yield Revision(
        "Kortare arbetsplatsträffar", (change(A25, ("42 medarbetare × 4 timmar", "42 medarbetare × 6 timmar")),)
    )


def _decided_and_followed_up() -> Iterator[Revision]:
    decided = (
        ("datum för beslut: ÅÅÅÅ-MM-DD", "datum för beslut: 2025-03-19\nstatus: beslutad"),
        ("revideras senast: ÅÅÅÅ-MM-DD", "revideras senast: 2025-12-31"),
        ("dokumentansvarig: XX", "dokumentansvarig: Enhetschef"),
        ("åtgärdskrav:", "beslut:\n  - {datum: 2025-03-19, instans: Vård- och omsorgsnämnden, paragraf: § 31, typ: antagen}\nåtgärdskrav:"),
    )  # fmt: skip
    yield Revision("Planen antagen", (change(A25, *decided),))
    yield Revision("Uppföljning i mars", (write(f"{FOLLOW_UPS}/2025-03-31.yml", _MARCH),))
    lower = (("prognos i år: 80 tkr", "prognos i år: 60 tkr"), ("bedömning: gul", "bedömning: röd"))
    yield Revision("Prognosen sänkt", (change(f"{FOLLOW_UPS}/2025-03-31.yml", *lower),))
    yield Revision("Enheten byter kod", (
        change(ALINGSAS, ('"81516"', '"81526"'), ("Ansvar 81516", "Ansvar 81526")),
        move("plans/alingsas/2025/81516", "plans/alingsas/2025/81526"),
    ))  # fmt: skip
    yield Revision("Enheten byter tillbaka", (
        change(ALINGSAS, ('"81526"', '"81516"'), ("Ansvar 81526", "Ansvar 81516")),
        move("plans/alingsas/2025/81526", "plans/alingsas/2025/81516"),
    ))  # fmt: skip
    yield Revision("Ett skrivfel", (change(A25, ("helårseffekt: 240 tkr", "helårseffekt: 240 tkkr")),))
    yield Revision("Skrivfelet rättat", (change(A25, ("240 tkkr", "220 tkr")),))
    yield Revision("Effekten räknas i dagar", (change(ALINGSAS, ("hela månader", "dagar")),))


def _other_plans() -> Iterator[Revision]:
    yield Revision("Löpartjänsterna är beräknade", (change(ASSISTANCE, ("    effekt i år: 0 tkr\n    helårseffekt: 0 tkr", "    startdatum: 2023-09-01\n    helårseffekt: 360 tkr")),))  # fmt: skip
    yield Revision("Flytten blir dyrare", (change(DAILY, ("omställningskostnad: ca 1 mkr", "omställningskostnad: ca 1,2 mkr")),))  # fmt: skip
    yield Revision("Flytten dröjer", (change(DAILY, ("effektstart: 2023-10-01", "effektstart: 2023-12-01")),))
    yield Revision("Högre krav på hemtjänsten", (change(HOME, ("åtgärdskrav: 4,2 mkr", "åtgärdskrav: 4 500 tkr")),))
    yield Revision("Högre mål", (change(HOME, ("mål: 70 %", "mål: 72 %")),))
    yield Revision("Lokalhyran flyttas till daglig verksamhet", (
        change(ASSISTANCE, (_RENT, "")),
        change(DAILY, ("åtgärder:\n", f"åtgärder:\n{_RENT}")),
    ))  # fmt: skip
    yield Revision("81511 pausad", (change(A24, ("namn: Rätt projekt?\n", "namn: Rätt projekt?\n    status: pausad\n    ansvarig roll: Avdelningschef\n")),))  # fmt: skip


_RENT = """\
  - id: lokalhyra
    namn: Lokalhyra
    beskrivning: >-
      Verksamheten har varit hyresfria under 2022 och även 2023 till följd av att arbetsmarknadsförvaltningen erhållit
      hyreskompensation.
    varaktighet: tillfällig
    effekt i år: 300 tkr
    helårseffekt: 300 tkr
"""


def _data_and_reports() -> Iterator[Revision]:
    yield Revision("Rättad siffra i projektutfallet", (change(PROJECTS, ("51309;;;-2,0;4,3", "51309;;;-3,0;4,3")),))
    yield Revision("Nyckeltal för april", (change(FIGURES, ("hemtjanst;bomtid;2023-03;3,5", "hemtjanst;bomtid;2023-03;3,2\nhemtjanst;bomtid;2023-04;3,1")),))  # fmt: skip
    yield Revision("Rapporten får ny titel", (change(f"{REPORT}.yml", ("titel: ", "titel: Ny ")),))
    yield Revision("Planen för 81511 utgår", (
        remove(A24),
        remove(A24.replace(".yml", ".md")),
    ))  # fmt: skip
