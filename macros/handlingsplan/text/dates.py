"""Dates as the municipality writes them: 2025-01-01."""

from __future__ import annotations

import calendar
import re
from collections.abc import Sequence
from datetime import date
from functools import lru_cache

from .words import listed

#: The months as they are written in running text.
MONTHS = (
    "januari", "februari", "mars", "april", "maj", "juni",
    "juli", "augusti", "september", "oktober", "november", "december",
)  # fmt: skip
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})")


@lru_cache(maxsize=8192)  # the same days stand in many plans and revisions
def parse_date(text: str) -> date:
    """Read a date written `ÅÅÅÅ-MM-DD`; raises ValueError with a Swedish message."""
    match = _ISO.fullmatch(text.strip())
    if match is None:
        raise ValueError(f"«{text}» är inget datum; skriv år, månad och dag så här: 2025-01-31")
    year, month, day = map(int, match.groups())
    if not 1 <= month <= 12:
        raise ValueError(f"datumet {text} finns inte: månaden ska vara 01 till 12")
    if not year:
        raise ValueError(f"datumet {text} finns inte: året ska vara 0001 till 9999")
    last = calendar.monthrange(year, month)[1]
    if not 1 <= day <= last:
        raise ValueError(f"datumet {text} finns inte: {MONTHS[month - 1]} {year} har {last} dagar")
    return date(year, month, day)


@lru_cache(maxsize=4096)  # the library reads its pattern anew for each day, and the same days stand on many pages
def long_date(day: date) -> str:
    """Give `1 januari 2025`, with no-break spaces."""
    from babel.dates import format_date  # noqa: PLC0415 - it takes long to load, and nothing that is checked needs it

    return format_date(day, "d MMMM y", locale="sv").replace(" ", "\u00a0")


def long_dates(days: Sequence[date]) -> str:
    """Give `31 mars, 30 april och 31 augusti 2025`: a year that the next day shares is not said twice."""
    next_years = [*(day.year for day in days[1:]), None]
    return listed(
        long_date(day).removesuffix(f"\u00a0{day.year}" if day.year == following else "")
        for day, following in zip(days, next_years, strict=False)
    )
