"""What is written after `handlingsplan new`: ids, names, years and a plan's address."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from handlingsplan.reading.reserved import MUNICIPALITIES, UNITS, municipality_refused, unit_refused
from handlingsplan.text.words import nfc

_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_YEAR = re.compile(r"(?:19|20)[0-9]{2}")


@dataclass(frozen=True, slots=True)
class PlanAddress:
    """Where a plan stands: municipality, year and unit, as in its folder and its address on the site."""

    municipality: str
    year: int
    unit: str

    @property
    def folder(self) -> str:
        """The plan's folder in the repository."""
        return f"plans/{self.municipality}/{self.year}/{self.unit}"

    @property
    def organisation(self) -> str:
        """The file that must know the unit."""
        return f"plans/{self.municipality}/organisation.yml"


@dataclass(frozen=True, slots=True)
class ReportAddress:
    """Where a report stands: municipality, year and its own name."""

    municipality: str
    year: int
    name: str

    @property
    def folder(self) -> str:
        """The report's folder in the repository."""
        return f"plans/{self.municipality}/{self.year}/rapporter/{self.name}"

    @property
    def organisation(self) -> str:
        """The file that knows the municipality's committees and units."""
        return f"plans/{self.municipality}/organisation.yml"


def read_id(text: str) -> str:
    """Read an id; raises ValueError with a Swedish message that proposes one."""
    if _ID.fullmatch(text):
        return text
    proposed = slug(text)
    hint = f", till exempel {proposed}" if proposed else ""
    raise ValueError(f"«{text}» ska vara ett id: små bokstäver a–z, siffror och bindestreck{hint}")


def read_municipality(text: str) -> str:
    """Read a municipality's id; raises ValueError when it is no id, or is a page of the site's own."""
    name = read_id(text)
    if name in MUNICIPALITIES:
        raise ValueError(municipality_refused(name))
    return name


def read_year(text: str) -> int:
    """Read a year; raises ValueError with a Swedish message."""
    if not _YEAR.fullmatch(text):
        raise ValueError(f"«{text}» är inget år; skriv fyra siffror, till exempel 2026")
    return int(text)


def read_line(text: str) -> str:
    """Read a name, with single spaces; raises ValueError when it is empty or holds control characters."""
    line = " ".join(nfc(text).split())
    if not line or any(unicodedata.category(character).startswith("C") for character in line):
        raise ValueError("namnet är tomt eller innehåller tecken som inte går att skriva")
    return line


def read_address(text: str) -> PlanAddress:
    """Read `alingsas/2026/81516`; raises ValueError with a Swedish message."""
    parts = text.removeprefix("plans/").strip("/").split("/")
    if len(parts) != 3:
        raise ValueError(f"«{text}» ska vara kommun, år och enhet, till exempel alingsas/2026/81516")
    address = PlanAddress(read_id(parts[0]), read_year(parts[1]), read_id(parts[2]))
    if address.municipality in MUNICIPALITIES:
        raise ValueError(municipality_refused(address.municipality))
    if address.unit in UNITS:
        raise ValueError(unit_refused(address.unit))
    return address


def read_report_address(text: str) -> ReportAddress:
    """Read `alingsas/2026/delar-ett`; raises ValueError with a Swedish message."""
    parts = [part for part in text.removeprefix("plans/").strip("/").split("/") if part != "rapporter"]
    if len(parts) != 3:
        raise ValueError(f"«{text}» ska vara kommun, år och rapportens namn, till exempel alingsas/2026/delar-ett")
    return ReportAddress(read_municipality(parts[0]), read_year(parts[1]), read_id(parts[2]))


def read_ids(text: str) -> tuple[str, ...]:
    """Read ids with commas between: `hemtjanst,81516`; raises ValueError with a Swedish message."""
    return tuple(read_id(part.strip()) for part in text.split(",") if part.strip())


def slug(name: str) -> str:
    """Give the id that a Swedish name suggests: `Vård- och omsorgsnämnden` gives vard-och-omsorgsnamnden."""
    bare = unicodedata.normalize("NFKD", name.casefold().replace("ø", "o").replace("æ", "a"))
    return re.sub(r"[^a-z0-9]+", "-", bare.encode("ascii", "ignore").decode()).strip("-")
