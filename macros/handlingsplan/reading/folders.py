"""What a file is, told by its path. A path that is nothing is a problem: no file is silently passed over."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache

from handlingsplan.text.identity_numbers import find_identity_numbers, masked
from handlingsplan.text.places import Place, Problem, error
from handlingsplan.text.words import suggestion

from .decoding import IN_HISTORY


class FileKind(Enum):
    """The kinds of files below plans/ and data/, with the pattern of their paths."""

    ORGANISATION = r"plans/(?P<kommun>[^/]+)/organisation\.yml"
    PLAN = r"plans/(?P<kommun>[^/]+)/(?P<year>(?:19|20)[0-9]{2})/(?P<name>[^/]+)/plan\.yml"
    PLAN_TEXT = r"plans/(?P<kommun>[^/]+)/(?P<year>(?:19|20)[0-9]{2})/(?P<name>[^/]+)/plan\.md"
    FOLLOW_UP = r"plans/(?P<kommun>[^/]+)/(?P<year>(?:19|20)[0-9]{2})/(?P<name>[^/]+)/uppfoljning/(?P<day>[^/]+)\.yml"
    FOLLOW_UP_TEXT = (
        r"plans/(?P<kommun>[^/]+)/(?P<year>(?:19|20)[0-9]{2})/(?P<name>[^/]+)/uppfoljning/(?P<day>[^/]+)\.md"
    )
    REPORT = r"plans/(?P<kommun>[^/]+)/(?P<year>(?:19|20)[0-9]{2})/rapporter/(?P<name>[^/]+)/rapport\.yml"
    REPORT_TEXT = r"plans/(?P<kommun>[^/]+)/(?P<year>(?:19|20)[0-9]{2})/rapporter/(?P<name>[^/]+)/rapport\.md"
    DESCRIPTOR = r"data/(?P<kommun>[^/]+)/(?P<name>.+)\.yml"
    TABLE = r"data/(?P<kommun>[^/]+)/(?P<name>.+)\.csv"

    __hash__ = object.__hash__  # each is itself alone; Enum's own is a call in Python for every file


_PATTERNS = {kind: re.compile(kind.value) for kind in FileKind}
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_YEAR = re.compile(r"(?:19|20)[0-9]{2}")
_READ_HERE = {
    "organisation.yml": "plans/<kommun>/",
    "plan.yml": "plans/<kommun>/<år>/<enhet>/",
    "plan.md": "plans/<kommun>/<år>/<enhet>/",
    "rapport.yml": "plans/<kommun>/<år>/rapporter/<namn>/",
    "rapport.md": "plans/<kommun>/<år>/rapporter/<namn>/",
}


@dataclass(frozen=True, slots=True)
class FileName:
    """What a path says: the kind, and the folder's facts."""

    path: str
    kind: FileKind
    municipality: str
    name: str = ""
    year: int = 0
    day: str = ""


@lru_cache(maxsize=100_000)  # the revisions of an archive have the same paths
def read_path(path: str) -> FileName | Problem:
    """Tell what a file is, or why it cannot be anything. A name with a personal identity number is nothing."""
    shown = masked(path)
    if not path.isprintable():
        shown = "".join(each if each.isprintable() else each.encode("unicode_escape").decode() for each in shown)
        return error("namn", Place(shown), "filens eller mappens namn har tecken som inte går att visa; byt namn")
    if number := next(find_identity_numbers(path), None):
        message = f"filens eller mappens namn har {number}; byt namn. {IN_HISTORY}"
        return error("namn", Place(shown), message)
    for kind, pattern in _PATTERNS.items():
        if match := pattern.fullmatch(path):
            found = match.groupdict()
            if bad := next((part for part in _ids(found) if not _SLUG.fullmatch(part)), None):
                message = f"mappen eller filen «{bad}» ska heta med små bokstäver a–z, siffror och bindestreck"
                return error("namn", Place(path), message)
            return FileName(
                path,
                kind,
                found["kommun"],
                found.get("name") or "",
                int(found.get("year") or 0),
                found.get("day") or "",
            )
    return error("okänd-fil", Place(path), _why_unknown(path))


def _ids(found: dict[str, str]) -> list[str]:
    return [found["kommun"], *(found.get("name") or "").split("/")] if found.get("name") else [found["kommun"]]


def _why_unknown(path: str) -> str:
    """Say what is wrong with a path that is nothing: the ending, the year's folder, the name or the place."""
    parts = path.split("/")
    if parts[0] == "data":
        return "filen läses inte här; i data/<kommun>/ läses .csv och .yml"
    if len(parts) > 3 and not _YEAR.fullmatch(parts[2]):
        return f"mappen «{parts[2]}» ska vara ett år, till exempel 2025"
    if parts[-1] in _READ_HERE:
        return f"filen ligger i fel mapp; {parts[-1]} läses i {_READ_HERE[parts[-1]]}"
    near = suggestion(parts[-1], _READ_HERE)
    return f"filen läses inte här{near or '; här läses ' + ', '.join(_READ_HERE) + ' och filer i uppfoljning/'}"
