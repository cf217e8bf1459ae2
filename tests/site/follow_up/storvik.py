"""A municipality made for the tests of follow-ups: a calendar, three units in two departments, risks, a report."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path

from lxml import html

from handlingsplan.site.pages import Site, read_site

#: The day that pages are made for: after the second period is due.
TODAY = date(2025, 10, 15)
YEAR = "plans/storvik/2025"
LATER = f"{YEAR}/hemtjanst/uppfoljning/2025-08-31.yml"
STANDING = "storvik/2025/laget/sn/"
FILES: Mapping[str, str] = {
    "plans/storvik/organisation.yml": """\
formatversion: 1
namn: Storviks kommun
effekt i år räknas: hela månader
uppföljningsperioder:
  - {till och med: 30 april, typ: tertial, lämnas senast: 15 maj}
  - {till och med: 31 augusti, typ: delår, lämnas senast: 15 september}
nämnder:
  - id: sn
    namn: Socialnämnden
    sammanträden: [2025-05-20, 2025-11-18]
    avdelningar:
      - id: aldre
        namn: Äldreomsorgen
        enheter:
          - {id: hemtjanst, namn: Hemtjänsten}
          - {id: natt, namn: Nattpatrullen}
      - id: stod
        namn: Stöd och service
        enheter:
          - {id: asen, namn: "Gruppbostaden Åsen, öst; väst"}
""",
    f"{YEAR}/hemtjanst/plan.yml": """\
titel: Handlingsplan Hemtjänsten
status: beslutad
datum för beslut: 2025-02-18
diarienummer: SN 2025/12
revideras senast: 2025-11-30
utgångsläge: {underskott: "1,2 mkr"}
åtgärdskrav: 900 tkr
beslut:
  - {datum: 2025-02-18, instans: Socialnämnden, paragraf: § 12, typ: antagen}
  - datum: 2025-02-18
    instans: Socialnämnden
    paragraf: § 13
    typ: uppdrag
    kommentar: Redovisa hur åtgärderna går.
    återrapporteras senast: 2025-05-31
  - datum: 2025-03-18
    instans: Socialnämnden
    paragraf: § 20
    typ: uppdrag
    kommentar: Se över lokalerna.
    återrapporteras senast: 2025-09-30
åtgärder:
  - {id: vikarier, namn: Fler vikarier, startdatum: 2025-01-01, helårseffekt: 600 tkr}
  - {id: bilar, namn: Färre bilar, startdatum: 2025-01-01, helårseffekt: 200–300 tkr}
risker:
  - {id: rekrytering, namn: Det går inte att rekrytera, åtgärd: vikarier}
  - {id: avtal, namn: Bilarnas avtal går inte att säga upp, åtgärd: bilar}
""",
    f"{YEAR}/natt/plan.yml": """\
åtgärdskrav: 300 tkr
åtgärder:
  - {id: schema, namn: Nytt schema, startdatum: 2025-01-01, helårseffekt: 168 timmar}
  - {id: tjanst, namn: Vakant tjänst, startdatum: 2025-01-01, helårseffekt: "1,5 årsarbetare"}
  - {id: larm, namn: Digitala larm, startdatum: 2025-07-01, helårseffekt: 250 tkr}
""",
    f"{YEAR}/asen/plan.yml": """\
utgångsläge: {underskott: 400 tkr}
åtgärdskrav: 400 tkr
åtgärder:
  - {id: inkop, namn: Samlade inköp, startdatum: 2025-01-01, helårseffekt: 400 tkr}
  - {id: moten, namn: Färre möten, startdatum: 2025-01-01, ej beräknad: Inte räknat än}
""",
    f"{YEAR}/hemtjanst/uppfoljning/2025-04-30.yml": """\
lämnad: 2025-05-12
lämnad av: Enhetschef
kommentar: Vikarierna är på plats.
åtgärder:
  - åtgärd: vikarier
    status: pågår
    bedömning: grön
    genomförandegrad: 40 %
    effekt hittills: 150 tkr
    prognos i år: 550 tkr
    kommentar: Sex nya vikarier.
  - {åtgärd: bilar, status: försenad, bedömning: röd}
risker:
  - {risk: rekrytering, utfall: inte inträffad, kommentar: Många sökte.}
""",
    f"{YEAR}/natt/uppfoljning/2025-04-30.yml": """\
lämnad: 2025-05-20
åtgärder:
  - {åtgärd: schema, status: pågår, effekt hittills: 56 timmar}
""",
    f"{YEAR}/rapporter/april/rapport.yml": """\
titel: Uppföljning per 30 april
instans: Socialnämnden
datum: 2025-05-20
period: 2025-04-30
diarienummer: SN 2025/31
enheter: [hemtjanst, natt, asen]
återrapporterar: [2025-02-18 § 13]
""",
    f"{YEAR}/rapporter/april/rapport.md": """\
## Läget

{{ läget() }}

## Enheterna

{{ uppföljningstabell() }}

## Hemtjänsten

{{ uppföljningstabell("hemtjanst") }}

{{ risktabell() }}

## Vad som inte är känt

{{ okänt() }}

## Förslag till beslut

1. Nämnden godkänner uppföljningen.
""",
}
#: A second, later follow-up of one plan.
SECOND = {
    LATER: """\
lämnad: 2025-09-20
åtgärder:
  - {åtgärd: vikarier, status: pågår, bedömning: gul, effekt hittills: 260 tkr, prognos i år: 450 tkr}
  - {åtgärd: bilar, status: avbruten, effekt hittills: 0 kr}
risker:
  - {risk: avtal, utfall: inträffad, kommentar: Avtalet gäller ett år till.}
"""
}


def files(more: Mapping[str, str | None] | None = None) -> dict[str, str]:
    """Give the files with others added, changed or (None) taken away."""
    return {path: text for path, text in {**FILES, **(more or {})}.items() if text is not None}


def plan(unit: str, old: str, new: str) -> dict[str, str]:
    """Give a plan with one place of it changed."""
    path = f"{YEAR}/{unit}/plan.yml"
    assert FILES[path].count(old) == 1, old
    return {path: FILES[path].replace(old, new)}


def site_of(more: Mapping[str, str | None] | None = None, today: date = TODAY) -> Site:
    """Lay out the pages of the files; nothing in them may be an error."""
    with tempfile.TemporaryDirectory() as folder:
        for path, text in files(more).items():
            target = Path(folder, path)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(text, encoding="utf-8")
        site = read_site(Path(folder), today)
    assert site.pages, [str(each) for each in site.problems]
    return site


@cache
def steady_site() -> Site:
    """The site of the files as they are, laid out once."""
    return site_of()


@cache
def later_site() -> Site:
    """The site with the second follow-up, laid out once."""
    return site_of(SECOND)


def markup(site: Site, address: str) -> str:
    """Give a page's text with the program's HTML in place."""
    [found] = [each for each in site.pages if each.uri == f"{address}index.md"]
    return site.fragments.insert(found.markdown)


def tree(site: Site, address: str) -> html.HtmlElement:
    """Give a page as elements."""
    return html.fromstring(f"<article>{markup(site, address)}</article>")


def words(element: html.HtmlElement) -> str:
    """Give the text of an element on one line, with plain spaces."""
    return " ".join(" ".join(element.itertext()).split())


def answer(site: Site, address: str = STANDING) -> tuple[str, str]:
    """Give the verdict and the sentences of a page's *Läget*."""
    [said] = tree(site, address).find_class("hp-svar")
    return words(said.find_class("hp-status")[0]), words(said.find_class("hp-svar__ord")[0])


def tiles(site: Site, address: str = STANDING) -> dict[str, str]:
    """Give what the tiles say, by their labels."""
    [listed] = tree(site, address).find_class("hp-nyckel")
    return {words(each[0]): " | ".join(map(words, each[1:])) for each in listed}


def cards(site: Site, address: str = STANDING) -> dict[str, list[str]]:
    """Give what the cards say, by their titles."""
    found = tree(site, address).xpath("//li[contains(concat(' ', @class, ' '), ' hp-card ')]")
    return {words(card[0]): [words(each) for each in card.iterdescendants("li", "p")] for card in found}


def table(site: Site, address: str, caption: str) -> list[list[str]]:
    """Give a table's rows of cells, by its caption; the headings first."""
    [found] = [each for each in tree(site, address).iter("table") if words(each.find("caption")) == caption]
    return [[words(cell) for cell in row.iter("th", "td")] for row in found.iter("tr")]


def section(site: Site, address: str, title: str) -> str:
    """Give the text of a page from a heading of its Markdown to the next, without the notes of figures."""
    parts = re.split(r"^## (.+?)(?: \{: #\S+ \})?$", markup(site, address), flags=re.MULTILINE)
    [text] = [body for name, body in zip(parts[1::2], parts[2::2], strict=True) if name.endswith(title)]
    return words(html.fromstring(f"<div>{text}</div>"))


def only(*units: str) -> dict[str, str | None]:
    """Take away every plan, follow-up and report but those of some units."""
    return {path: None for path in FILES if path.startswith(YEAR) and path.split("/")[3] not in units}


def followed_up(unit: str, text: str, day: str = "2025-08-31") -> dict[str, str]:
    """Give a unit a follow-up."""
    return {f"{YEAR}/{unit}/uppfoljning/{day}.yml": text}
