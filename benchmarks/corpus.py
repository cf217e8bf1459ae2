"""An archive of any size that looks like a real one: a whole project folder that `handlingsplan` can check and build.

Everything is drawn from the seed, so that the same size always gives the same bytes. The plans pass `check`: their
numbers are computed by macros, and every action has its section, date and effect.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from benchmarks.wording import ACCOUNTS, ACTIONS, CHANCES, FOLLOWED, PLACES, RISKS, UNITS, sentences

LAST_YEAR = 2026
#: The day that everything is built for: some follow-ups are in, some are still to come.
TODAY = "2026-10-15"
_ACTIONS_OF_A_PLAN = 5
#: The last days of the periods that every plan is followed up for.
_PERIODS = ("04-30", "08-31")


@dataclass(frozen=True)
class Size:
    """How large an archive is. A municipality has `units` units, each with a plan for each of `years` years."""

    plans: int
    units: int = 20
    years: int = 5
    seed: int = 2026

    @cached_property
    def plan_addresses(self) -> tuple[tuple[str, int, str], ...]:
        """Municipality, year and unit of every plan; the last municipality may lack its latest years."""
        places = (
            (f"kommun-{number:03}", LAST_YEAR - self.years + 1 + year, f"enhet-{unit:02}")
            for number in range(1, -(-self.plans // (self.units * self.years)) + 1)
            for year in range(self.years)
            for unit in range(1, self.units + 1)
        )
        return tuple(place for place, _ in zip(places, range(self.plans), strict=False))

    @property
    def municipalities(self) -> tuple[str, ...]:
        """The municipalities, by id."""
        return tuple(dict.fromkeys(municipality for municipality, _, _ in self.plan_addresses))


def corpus_files(size: Size) -> Iterator[tuple[str, str]]:
    """Give path and text of every file below plans/ and data/."""
    for municipality in size.municipalities:
        yield f"plans/{municipality}/organisation.yml", _organisation(municipality, size)
    years: dict[tuple[str, int], list[str]] = {}
    for municipality, year, unit in size.plan_addresses:
        years.setdefault((municipality, year), []).append(unit)
        yield from plan_files(size, municipality, year, unit)
    for (municipality, year), units in years.items():
        yield from _data_files(size, municipality, year, units)
        yield from _report_files(municipality, year, units)


def write_corpus(folder: Path, size: Size, project: Path) -> None:
    """Write a project: the archive, with mkdocs.yml, docs/ and the theme of the project that is measured."""
    for path, text in corpus_files(size):
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
    (folder / "mkdocs.yml").write_bytes((project / "mkdocs.yml").read_bytes())
    (folder / "docs").symlink_to(project / "docs")
    (folder / "macros").symlink_to(project / "macros")


def plan_files(size: Size, municipality: str, year: int, unit: str, revision: int = 0) -> Iterator[tuple[str, str]]:
    """Give the files of a plan, in the wording and with the amounts of a revision."""
    draw = random.Random(f"{size.seed}/{municipality}/{year}/{unit}")  # noqa: S311 - not a secret
    names = draw.sample(ACTIONS, _ACTIONS_OF_A_PLAN)
    ids = [f"atgard-{number}" for number in range(1, _ACTIONS_OF_A_PLAN + 1)]
    amounts = [draw.randrange(300, 900, 10) for _ in ids]
    amounts[revision % len(ids)] += revision
    folder = f"plans/{municipality}/{year}/{unit}"
    yield f"{folder}/plan.yml", _facts(draw, year, unit, list(zip(ids, names, amounts, strict=True)))
    yield f"{folder}/plan.md", _text(draw, year, unit, list(zip(ids, names, strict=True)))
    for period in _PERIODS:
        if f"{year}-{period}" <= TODAY:
            facts = _follow_up(draw, year, list(zip(ids, amounts, strict=True)), last=period == _PERIODS[-1])
            yield f"{folder}/uppfoljning/{year}-{period}.yml", facts


def unit_name(unit: str) -> str:
    """Give the name of a unit."""
    number = int(unit.rpartition("-")[2]) - 1
    return f"{UNITS[number % len(UNITS)]} {PLACES[number // len(UNITS) % len(PLACES)]}"


def _organisation(municipality: str, size: Size) -> str:
    head = f"""formatversion: 1
namn: {municipality.replace("kommun-", "Kommun ")}
effekt i år räknas: hela månader
uppföljningsperioder:
  - {{till och med: 30 april, typ: tertial, lämnas senast: 20 maj}}
  - {{till och med: 31 augusti, typ: delår, lämnas senast: 20 september}}
nämnder:
  - id: von
    namn: Vård- och omsorgsnämnden
    förkortning: VON
    förvaltning: Vård- och omsorgsförvaltningen
    avdelningar:
"""
    units = [f"enhet-{number:02}" for number in range(1, size.units + 1)]
    half = -(-len(units) // 2)
    return head + _department("omsorg", "Omsorg om äldre", units[:half]) + _department("stod", "Stöd", units[half:])


def _department(identity: str, name: str, units: list[str]) -> str:
    if not units:
        return ""
    lines = [f"      - id: {identity}", f"        namn: {name}", "        enheter:"]
    lines += [f"          - {{id: {unit}, namn: {unit_name(unit)}}}" for unit in units]
    return "\n".join(lines) + "\n"


def _facts(draw: random.Random, year: int, unit: str, actions: list[tuple[str, str, int]]) -> str:
    total = sum(amount for _, _, amount in actions)
    parts = [
        f"""titel: Handlingsplan för {unit_name(unit)}
typ av styrdokument: Ekonomisk handlingsplan
status: beslutad
beslutande instans: Vård- och omsorgsnämnden
datum för beslut: {year}-01-20
diarienummer: {year}.{draw.randrange(1, 999):03} VON
gäller för: {unit_name(unit)}
giltighetstid: {year}
revideras senast: {year}-12-31
dokumentansvarig: Enhetschef

beslut:
  - datum: {year}-01-20
    instans: Vård- och omsorgsnämnden
    paragraf: § {draw.randrange(1, 40)}
    typ: antagen

åtgärdskrav: {total - draw.randrange(100, 200, 10)} tkr

nyckeltal:
  - id: sjukfranvaro
    namn: Sjukfrånvaro
    mål: 7 %
    riktning: minska
    data: nyckeltal-{year}

risker:
  - id: rekrytering
    namn: Det går inte att rekrytera vikarier
    beskrivning: Då fortsätter övertiden.
    ansvarig roll: Enhetschef

åtgärder:
"""
    ]
    for identity, name, amount in actions:
        parts.append(
            f"""  - id: {identity}
    namn: {name}
    beskrivning: {draw.choice(CHANCES)}.
    startdatum: {year}-01-01
    ansvarig roll: Enhetschef
    helårseffekt: {amount} tkr
    status: pågår
"""
        )
    return "".join(parts)


def _text(draw: random.Random, year: int, unit: str, actions: list[tuple[str, str]]) -> str:
    parts = ["## Sammanfattning", "\n".join(sentences(draw, 6)), _SUMMARY, "{{ åtgärdstabell() }}"]
    parts += [_section(draw, identity, name) for identity, name in actions]
    appendix = f'{{{{ tabell("utfall-{year}", urval={{"enhet": ["{unit}"]}}, utan=["enhet"]) }}}}'
    parts += [f"## Utfall per konto {year} {{: .bilaga }}", "\n".join(sentences(draw, 3)), appendix]
    return "\n\n".join(parts) + "\n"


_SUMMARY = (
    'Kravet är {{ åtgärdskrav() }}. Åtgärderna ger {{ summa_effekt("i år") }} i år och '
    '{{ summa_effekt("helår") }} ett helt år.'
)


_EFFECT = '- Åtgärden ger **{{ belopp("ID") }}** per år, varav {{ belopp("ID", "i år") }} i år'


def _section(draw: random.Random, identity: str, name: str) -> str:
    return "\n\n".join(
        (
            f"## {name} {{: #{identity} }}",
            "### Beskrivning av åtgärd",
            "\n".join(sentences(draw, 5)),
            "### Möjligheter",
            "\n".join(f"- {each}" for each in draw.sample(CHANCES, 3)),
            "### Risker",
            "\n".join(f"- {each}" for each in draw.sample(RISKS, 2)),
            "### Ekonomisk effekt",
            _EFFECT.replace("ID", identity),
            "### Uppföljning",
            "\n".join(f"- {each}" for each in draw.sample(FOLLOWED, 2)),
        )
    )


def _follow_up(draw: random.Random, year: int, actions: list[tuple[str, int]], *, last: bool) -> str:
    day, months = (f"{year}-09-15", 8) if last else (f"{year}-05-15", 4)
    parts = [f"lämnad: {day}\nlämnad av: Enhetschef\nåtgärder:\n"]
    for identity, amount in actions:
        parts.append(
            f"""  - åtgärd: {identity}
    status: pågår
    bedömning: grön
    genomförandegrad: {draw.randrange(40, 70) if last else draw.randrange(10, 40)} %
    effekt hittills: {amount * months // 12} tkr
    prognos i år: {amount} tkr
    kommentar: {draw.choice(CHANCES)}.
"""
        )
    parts.append(
        "risker:\n  - risk: rekrytering\n    utfall: inte inträffad\n    kommentar: Annonserna har gett svar.\n"
    )
    return "".join(parts)


def _data_files(size: Size, municipality: str, year: int, units: list[str]) -> Iterator[tuple[str, str]]:
    draw = random.Random(f"{size.seed}/{municipality}/{year}")  # noqa: S311 - not a secret
    rows = ["enhet;konto;budget;utfall"]
    for unit in units:
        for account in ACCOUNTS:
            budget = draw.randrange(100, 9_000)
            rows.append(f"{unit};{account};-{budget};-{round(budget * draw.uniform(0.9, 1.15))}")
    yield f"data/{municipality}/utfall-{year}.csv", "\n".join(rows) + "\n"
    yield f"data/{municipality}/utfall-{year}.yml", _OUTCOME.format(year=year)
    shares = ["enhet;nyckeltal;period;värde"]
    shares += [f"{unit};sjukfranvaro;{year}-04;6,{draw.randrange(10)}" for unit in units]
    yield f"data/{municipality}/nyckeltal-{year}.csv", "\n".join(shares) + "\n"
    yield f"data/{municipality}/nyckeltal-{year}.yml", _KEY_FIGURES.format(year=year)


_OUTCOME = """titel: Utfall per enhet och konto {year}
källa: Ekonomisystemet
urval: Alla enheter och konton, januari till och med september {year}
uttagsdatum: {year}-10-10
tecken: resultat
nyckel: [enhet, konto]
kolumner:
  enhet: text
  konto: text
  budget: tkr
  utfall: tkr
  avvikelse:
    enhet: tkr
    differens: [utfall, budget]
"""
_KEY_FIGURES = """titel: Nyckeltal {year}
källa: Personalsystemet
urval: Alla enheter {year}
uttagsdatum: {year}-10-10
nyckel: [enhet, nyckeltal, period]
kolumner:
  enhet: text
  nyckeltal: text
  period: text
  värde: procent
"""


def _report_files(municipality: str, year: int, units: list[str]) -> Iterator[tuple[str, str]]:
    period = f"{year}-08-31"
    folder = f"plans/{municipality}/{year}/rapporter/delar"
    yield (
        f"{folder}/rapport.yml",
        f"""titel: Uppföljning av handlingsplaner per 31 augusti
typ: tjänsteskrivelse
instans: Vård- och omsorgsnämnden
datum: {year}-09-22
period: {period}
diarienummer: {year}.{1000 + int(municipality[-3:])} VON
handläggare: Ekonomicontroller
enheter: [{", ".join(units)}]
""",
    )
    yield f"{folder}/rapport.md", _REPORT


_REPORT = """## Sammanfattning

Enheterna följer sina planer.

{{ enhetstabell() }}

{{ läget() }}

## Förslag till beslut

1. Nämnden godkänner uppföljningen.
"""
