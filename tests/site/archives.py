"""A small municipality in memory, with a plan, another plan, a report and data, for tests of what is made of them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

from reading.memory import Memory

from handlingsplan.model.archive import PlanDocument, ReportDocument
from handlingsplan.site.context import TextContext
from handlingsplan.site.environment import render_text
from handlingsplan.site.pages import Site, read_site
from handlingsplan.site.publication import Publication, plan_context, read_publication, report_context

TODAY = date(2026, 1, 31)
ORGANISATION = "plans/storby/organisation.yml"
PLAN = "plans/storby/2025/hemtjanst/plan.yml"
TEXT = "plans/storby/2025/hemtjanst/plan.md"
OTHER = "plans/storby/2025/assistans/plan.yml"
OTHER_TEXT = "plans/storby/2025/assistans/plan.md"
REPORT = "plans/storby/2025/rapporter/laget/rapport.yml"
REPORT_TEXT = "plans/storby/2025/rapporter/laget/rapport.md"
FILES: Mapping[str, str] = {
    ORGANISATION: """\
formatversion: 1
namn: Storbys kommun
nämnder:
  - id: von
    namn: Vård- och omsorgsnämnden
    förvaltning: Vård- och omsorgsförvaltningen
    avdelningar:
      - id: egen-regi
        namn: Egen regi
        enheter:
          - {id: hemtjanst, namn: Hemtjänsten}
          - {id: assistans, namn: Personlig assistans}
          - {id: nattpatrull, namn: Nattpatrullen}
""",
    PLAN: """\
typ av styrdokument: Åtgärdsplan
utgångsläge:
  budget: 41,6 mkr
  prognos: 43,1 mkr
åtgärdskrav: 0,6 mkr
nyckeltal:
  - {id: utforandegrad, namn: Utförandegrad, mål: 66 %, riktning: öka, data: nyckeltal}
  - {id: bomtid, namn: Bomtid, data: nyckeltal}
åtgärder:
  - id: timvikarier
    namn: Fler timvikarier
    beskrivning: Mindre övertid
    startdatum: 2025-04-01
    ansvarig roll: Enhetschef
    helårseffekt: 480 tkr
    omställningskostnad: 60 tkr
  - id: bilar
    namn: Färre bilar
    startdatum: 2025-01-01
    helårseffekt: 300–400 tkr
  - id: apt
    namn: Kortare möten
    startdatum: 2025-07-01
    beräkning: 42 medarbetare × 4 timmar
  - id: planering
    namn: Bättre planering
    startdatum: 2025-01-01
    ej beräknad: Håller budget
    status: pågår
""",
    TEXT: """\
## Sammanfattning

Vi ska spara {{ åtgärdskrav() }}.

## Fler timvikarier {: #timvikarier }

Det ger {{ belopp("timvikarier") }}.

## Färre bilar {: #bilar }
Bilarna delas.
## Kortare möten {: #apt }
Mötena blir kortare.
## Bättre planering {: #planering }
Schemat läggs tidigare.
""",
    OTHER: """\
åtgärdskrav: 100 tkr
åtgärder:
  - {id: projekt, namn: Rätt projekt, startdatum: 2025-01-01, helårseffekt: 100 000 kr}
""",
    OTHER_TEXT: """\
## Sammanfattning

Ansvaret ska spara {{ åtgärdskrav() }}.

## Rätt projekt {: #projekt }

Det ger {{ belopp("projekt") }}.

### Beskrivning av åtgärd
Så gör vi.
### Möjligheter
Mer tid.
### Risker
Inga.
### Ekonomisk effekt
Se tabellen.
### Uppföljning
Varje månad.
""",
    REPORT: "titel: Läget\nenheter: [hemtjanst, assistans]\n",
    REPORT_TEXT: '## Hemtjänsten\n\n{{ plantext("hemtjanst") }}\n',
    "data/storby/resultat.yml": """\
titel: Resultat 2025
källa: Ekonomisystemet
nyckel: konto
kolumner:
  konto: {enhet: text, rubrik: Konto}
  budget: tkr
  utfall: tkr
  avvikelse: {enhet: tkr, differens: [utfall, budget]}
uppgivet:
  - rad: Alla konton
    summa: ja
    värden: {budget: "-33 700", utfall: "-36 100"}
""",
    "data/storby/resultat.csv": (
        "konto;budget;utfall\nPersonal;-31 200;-32 900\nÖvertid;-600;-1 150\nBilar;-1 900;-2 050\n"
    ),
    "data/storby/nyckeltal.yml": """\
titel: Nyckeltal
nyckel: [enhet, nyckeltal, period]
kolumner: {enhet: text, nyckeltal: text, period: text, värde: procent}
""",
    "data/storby/nyckeltal.csv": (
        "enhet;nyckeltal;period;värde\n"
        "hemtjanst;utforandegrad;2024-12;64,6\n"
        "hemtjanst;utforandegrad;2025-03;66,2\n"
        "assistans;utforandegrad;2025-06;99\n"
    ),
    "data/storby/timmar.yml": "titel: Timmar\nkolumner: {vad: text, tid: timmar}\n",
    "data/storby/timmar.csv": "vad;tid\nbeslutade;601:45\nutförda;647\n",
}


def given(files: Mapping[str, str | None] | None = None) -> dict[str, str]:
    """Give the files with others added, changed or (None) taken away."""
    merged = {**FILES, **(files or {})}
    return {path: text for path, text in merged.items() if text is not None}


def changed(path: str, old: str, new: str) -> dict[str, str]:
    """Give a file of the municipality with one place of it changed."""
    assert FILES[path].count(old) == 1
    return {path: FILES[path].replace(old, new)}


def publish(files: Mapping[str, str | None] | None = None) -> Publication:
    """Read, fill in and check the files."""
    tree = {path: text.encode() for path, text in given(files).items()}
    return read_publication(Memory(tree), TODAY)


def told(publication: Publication) -> list[str]:
    """Give the problems as lines."""
    return [str(problem) for problem in publication.problems]


def context_of(publication: Publication, unit: str = "hemtjanst") -> TextContext:
    """Give the context of a unit's plan, without the notes that make figures into links."""
    [municipality] = publication.library.archive.municipalities
    return replace(plan_context(publication.library, municipality, plan_of(publication, unit)), notes=None)


def context_of_report(publication: Publication) -> TextContext:
    """Give the context of the report, without the notes that make figures into links."""
    [municipality] = publication.library.archive.municipalities
    return replace(report_context(publication.library, municipality, report_of(publication)), notes=None)


def plan_of(publication: Publication, unit: str = "hemtjanst") -> PlanDocument:
    """Give a unit's plan."""
    [plan] = [each for each in publication.library.archive.plans() if each.unit == unit]
    return plan


def report_of(publication: Publication) -> ReportDocument:
    """Give the report."""
    [report] = publication.library.archive.reports()
    return report


def filled(context: TextContext, text: str) -> str:
    """Fill in a text; no-break spaces are given as spaces. Its faults, if any, are given instead."""
    output, faults = render_text(context.library.environment, text, context)
    return shown(context.library.fragments.insert(output) if not faults else "\n".join(map(str, faults)))


def shown(text: object) -> str:
    """Give a text with plain spaces for no-break ones, without blank lines around it."""
    return str(text).replace("\u00a0", " ").strip()


def unlinked(publication: Publication, text: str) -> str:
    """Give a text with its fragments, its figures plain instead of links to where they come from."""
    html = publication.library.fragments.insert(text)
    return re.sub(r'<a class="hp-tal"[^>]*>(.*?)</a>', r"\1", html)


def write(root: Path, files: Mapping[str, str | None] | None = None) -> Path:
    """Write the files below a folder."""
    for path, text in given(files).items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")
    return root


def site_of(root: Path, files: Mapping[str, str | None] | None = None) -> Site:
    """Lay out the pages of the files, written below a folder."""
    return read_site(write(root, files), TODAY)


def page(site: Site, address: str) -> str:
    """Give a page's text with its tables in place."""
    [found] = [each for each in site.pages if each.uri == f"{address}index.md"]
    return shown(site.fragments.insert(found.markdown))
