"""What a file is, told by its path. A path that is nothing is a problem: no file is silently passed over."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum

from handlingsplan.text.places import Place, Problem, error
from handlingsplan.text.words import suggestion


class FileKind(Enum):
    """The kinds of files below plans/ and data/, with the pattern of their paths."""

    ORGANISATION = r"plans/(?P<kommun>[^/]+)/organisation\.yml"
    PLAN = r"plans/(?P<kommun>[^/]+)/(?P<year>\d{4})/(?P<name>[^/]+)/plan\.yml"
    PLAN_TEXT = r"plans/(?P<kommun>[^/]+)/(?P<year>\d{4})/(?P<name>[^/]+)/plan\.md"
    FOLLOW_UP = r"plans/(?P<kommun>[^/]+)/(?P<year>\d{4})/(?P<name>[^/]+)/uppfoljning/(?P<day>[^/]+)\.yml"
    FOLLOW_UP_TEXT = r"plans/(?P<kommun>[^/]+)/(?P<year>\d{4})/(?P<name>[^/]+)/uppfoljning/(?P<day>[^/]+)\.md"
    REPORT = r"plans/(?P<kommun>[^/]+)/(?P<year>\d{4})/rapporter/(?P<name>[^/]+)/rapport\.yml"
    REPORT_TEXT = r"plans/(?P<kommun>[^/]+)/(?P<year>\d{4})/rapporter/(?P<name>[^/]+)/rapport\.md"
    DESCRIPTOR = r"data/(?P<kommun>[^/]+)/(?P<name>.+)\.yml"
    TABLE = r"data/(?P<kommun>[^/]+)/(?P<name>.+)\.csv"


_PATTERNS = {kind: re.compile(kind.value) for kind in FileKind}
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_READ_HERE = (
    "; i plans/ läses organisation.yml, plan.yml, plan.md, rapport.yml, rapport.md och uppfoljning/, "
    "i data/ läses .csv och .yml"
)
_NAMES = ("organisation.yml", "plan.yml", "plan.md", "rapport.yml", "rapport.md")


@dataclass(frozen=True, slots=True)
class FileName:
    """What a path says: the kind, and the folder's facts."""

    path: str
    kind: FileKind
    municipality: str
    name: str = ""
    year: int = 0
    day: str = ""


def read_path(path: str) -> FileName | Problem:
    """Tell what a file is, or why it cannot be anything."""
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
    name = path.rsplit("/", 1)[-1]
    near = suggestion(name, _NAMES) if path.startswith("plans/") else ""
    return error("okänd-fil", Place(path), f"filen läses inte här{near or _READ_HERE}")


def _ids(found: dict[str, str]) -> list[str]:
    return [found["kommun"], *(found.get("name") or "").split("/")] if found.get("name") else [found["kommun"]]
