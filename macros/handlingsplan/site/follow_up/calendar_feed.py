"""Days to keep as a calendar (iCalendar, RFC 5545) that calendar programs can subscribe to."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING

from handlingsplan.analysis.deadlines import Deadline, DeadlineState

if TYPE_CHECKING:
    from icalendar import Event

_HOST = "handlingsplan"


def calendar_feed(name: str, days: Iterable[Deadline]) -> bytes:
    """Write days to keep as a calendar, each a whole day with what has become of it."""
    from icalendar import Calendar, vText  # noqa: PLC0415 - most builds use the calendars that are there

    calendar = Calendar()
    calendar.add("prodid", "-//handlingsplan//viktiga datum//SV")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", vText(name))
    calendar.add("refresh-interval", timedelta(hours=12), parameters={"value": "DURATION"})
    for each in days:
        calendar.add_component(_event(each))
    return bytes(calendar.to_ical())


def _event(deadline: Deadline) -> Event:
    from icalendar import Event  # noqa: PLC0415 - as above

    event = Event()
    event.add("uid", f"{deadline.key}@{_HOST}")
    # The time it was made is asked for. The day itself stands for it, so that the same days are the same bytes.
    event.add("dtstamp", datetime.combine(deadline.day, time(), UTC))
    event.add("dtstart", deadline.day)
    event.add("dtend", deadline.day + timedelta(days=1))
    event.add("summary", _summary(deadline))
    event.add("description", f"{deadline.kind.value}. Läge: {deadline.state.value}.")
    event.add("transp", "TRANSPARENT")
    event.add("categories", [deadline.kind.value])
    return event


def _summary(deadline: Deadline) -> str:
    marks = {DeadlineState.DONE: "Klart: ", DeadlineState.LATE: "Försenat: ", DeadlineState.NEVER: "Blev inte av: "}
    return marks.get(deadline.state, "") + deadline.what
