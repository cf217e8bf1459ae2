"""The parts of a workbook's package (a zip of XML), unpacked within bounds.

What is refused by name: macros, passwords, older and binary formats. What is refused by size: a package
that unpacks to far more than any export. Every part is unpacked here, by its declared size and with its
checksum, and packed anew, so that the library that reads the workbook never sees the file itself.
"""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from xml.parsers import expat

from .sheet import RefusedError

MAX_UNPACKED = 150_000_000
MAX_RATIO = 200
MAX_PARTS = 2_000
_SMALL = 1_000_000
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_UNREADABLE = (
    zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError, OSError, struct.error,
)  # fmt: skip
_KEPT = (".xml", ".rels")
WORKBOOK = "xl/workbook.xml"
_SAVE_AS = "spara arbetsboken som .xlsx i Excel"
BROKEN = f"filen är trasig och går inte att läsa; exportera den på nytt, eller {_SAVE_AS}"


@dataclass(frozen=True, slots=True)
class Package:
    """The XML parts of a workbook by name."""

    parts: Mapping[str, bytes]

    def repacked(self) -> io.BytesIO:
        """Give a package with these parts only."""
        target = io.BytesIO()
        with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as packed:
            for name, data in self.parts.items():
                packed.writestr(name, data)
        target.seek(0)
        return target


def open_package(data: bytes) -> Package:
    """Unpack a workbook. Raises RefusedError."""
    if data.startswith(_OLE):
        locked = _ENCRYPTED in data
        raise RefusedError(
            f"arbetsboken är skyddad med lösenord; ta bort lösenordet och {_SAVE_AS}"
            if locked
            else f"filen är i det äldre formatet .xls; {_SAVE_AS}"
        )
    if not data.startswith(b"PK"):
        raise RefusedError(f"filen är ingen arbetsbok i formatet .xlsx; {_SAVE_AS}")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            return Package(dict(_parts(packed)))
    except _UNREADABLE as fault:
        raise RefusedError(BROKEN) from fault


def _parts(packed: zipfile.ZipFile) -> Iterator[tuple[str, bytes]]:
    entries = packed.infolist()
    _refuse_kind({entry.filename for entry in entries})
    _refuse_bomb(entries)
    for entry in entries:
        if entry.filename.endswith(_KEPT):
            yield entry.filename, packed.read(entry)


def _refuse_kind(names: set[str]) -> None:
    """Refuse what is no plain workbook."""
    lower = {name.lower() for name in names}
    if any(name.endswith("vbaproject.bin") or name.startswith("xl/macrosheets/") for name in lower):
        raise RefusedError(f"arbetsboken har makron; {_SAVE_AS} (utan makron)")
    if "xl/workbook.bin" in lower:
        raise RefusedError(f"filen är i formatet .xlsb; {_SAVE_AS}")
    if WORKBOOK not in names:
        raise RefusedError(f"filen är ingen arbetsbok i formatet .xlsx; {_SAVE_AS}")


def _refuse_bomb(entries: list[zipfile.ZipInfo]) -> None:
    """Refuse a package that unpacks to too much, and one with two parts of the same name."""
    unpacked = sum(entry.file_size for entry in entries)
    swollen = any(entry.file_size > max(_SMALL, MAX_RATIO * entry.compress_size) for entry in entries)
    if unpacked > MAX_UNPACKED or swollen or len(entries) > MAX_PARTS:
        raise RefusedError("arbetsboken packas upp till orimligt mycket data och läses inte; exportera den på nytt")
    if len({entry.filename.lower() for entry in entries}) < len(entries):
        raise RefusedError(BROKEN)


@dataclass(slots=True)
class XmlHandlers:
    """What is to be done at the start, the text and the end of elements, which are known by their local names."""

    start: Callable[[str, dict[str, str]], None]
    text: Callable[[str], None] | None = None
    end: Callable[[str], None] | None = None


def parse_xml(data: bytes, handlers: XmlHandlers) -> None:
    """Go through a part's XML. A document type is refused, for it can make entities. Raises RefusedError."""
    parser = expat.ParserCreate()
    parser.buffer_text = True
    start, end = handlers.start, handlers.end

    def refuse(*_: object) -> None:
        raise RefusedError(BROKEN)

    parser.StartDoctypeDeclHandler = refuse
    parser.StartElementHandler = lambda name, attributes: start(name.rpartition(":")[2], attributes)
    if handlers.text is not None:
        parser.CharacterDataHandler = handlers.text
    if end is not None:
        parser.EndElementHandler = lambda name: end(name.rpartition(":")[2])
    try:
        parser.Parse(data, True)
    except (expat.ExpatError, ValueError, LookupError) as fault:
        raise RefusedError(BROKEN) from fault


def elements(data: bytes) -> list[tuple[str, dict[str, str]]]:
    """Give a small part's elements with their attributes, in order."""
    found: list[tuple[str, dict[str, str]]] = []
    parse_xml(data, XmlHandlers(lambda name, attributes: found.append((name, attributes))))
    return found
