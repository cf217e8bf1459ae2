"""Days to keep as a calendar, opened by vobject and by icalendar: two readers that have nothing in common."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date

import icalendar
import pytest
import vobject
from storvik import FILES, SECOND, TODAY, YEAR, site_of

FEED = "viktiga-datum/storvik.ics"
ORGANISATION = "plans/storvik/organisation.yml"
LONG = "Nämnden för äldre, omsorg; stöd och service – med å, ä och ö i \\ alla «långa» rader"


def feed(more: Mapping[str, str | None] | None = None, today: date = TODAY) -> bytes:
    [found] = [each.content for each in site_of(more, today).downloads if each.uri == FEED]
    return found


def events(content: bytes) -> dict[str, tuple[str, date, date, str]]:
    """Give what a calendar program sees: by uid the summary, the first and the last day, and the description."""
    calendar = vobject.readOne(content.decode())
    found = {
        each.uid.value: (each.summary.value, each.dtstart.value, each.dtend.value, each.description.value)
        for each in calendar.vevent_list
    }
    assert len(found) == len(calendar.vevent_list), "a uid stands twice"
    return found


def test_every_day_to_keep_is_an_event_with_its_state() -> None:
    assert [(str(first), summary) for summary, first, _, _ in events(feed(SECOND)).values()] == [
        ("2025-05-15", "Försenat: Gruppbostaden Åsen, öst; väst: uppföljning (tertial) per 2025-04-30"),
        ("2025-05-15", "Klart: Hemtjänsten: uppföljning (tertial) per 2025-04-30"),
        ("2025-05-15", "Klart: Nattpatrullen: uppföljning (tertial) per 2025-04-30"),
        ("2025-05-20", "Socialnämnden sammanträder"),
        ("2025-05-31", "Klart: Socialnämnden: uppdraget 2025-02-18 § 13 återrapporteras"),
        ("2025-09-15", "Försenat: Gruppbostaden Åsen, öst; väst: uppföljning (delår) per 2025-08-31"),
        ("2025-09-15", "Klart: Hemtjänsten: uppföljning (delår) per 2025-08-31"),
        ("2025-09-15", "Försenat: Nattpatrullen: uppföljning (delår) per 2025-08-31"),
        ("2025-09-30", "Försenat: Socialnämnden: uppdraget 2025-03-18 § 20 återrapporteras"),
        ("2025-11-18", "Socialnämnden sammanträder"),
        ("2025-11-30", "Hemtjänsten: planen för 2025 ses över senast denna dag"),
    ]


def test_an_event_is_one_whole_day_and_says_what_kind_of_day() -> None:
    found = events(feed())
    assert all((last - first).days == 1 for _, first, last, _ in found.values())
    assert found["sammantrade/storvik/sn/2025-11-18@handlingsplan"] == (
        "Socialnämnden sammanträder",
        date(2025, 11, 18),
        date(2025, 11, 19),
        "Nämnden sammanträder. Läge: kommande.",
    )


def test_the_calendar_has_a_name_to_choose_it_by() -> None:
    calendar = vobject.readOne(feed().decode())
    assert calendar.contents["x-wr-calname"][0].value == "Viktiga datum, Storviks kommun"
    assert calendar.prodid.value == "-//handlingsplan//viktiga datum//SV"
    assert calendar.version.value == "2.0"


def test_both_readers_see_the_same() -> None:
    content = feed(SECOND)
    other = {
        str(each["uid"]): (str(each["summary"]), each["dtstart"].dt, each["dtend"].dt, str(each["description"]))
        for each in icalendar.Calendar.from_ical(content).walk("VEVENT")
    }
    assert other == events(content)


def test_uids_are_the_same_on_another_day_and_after_another_follow_up() -> None:
    uids = set(events(feed()))
    assert set(events(feed(today=date(2025, 4, 1)))) == uids
    assert set(events(feed(SECOND, date(2026, 6, 30)))) == uids
    assert all(uid.isascii() and " " not in uid for uid in uids)


def test_the_same_day_gives_the_same_bytes() -> None:
    assert feed() == feed()


def test_long_swedish_names_are_folded_escaped_and_read_back() -> None:
    renamed = {ORGANISATION: FILES[ORGANISATION].replace("namn: Socialnämnden", f"namn: '{LONG}'")}
    content = feed(renamed)
    assert all(len(line) <= 75 for line in content.split(b"\r\n"))
    assert b"\n" not in content.replace(b"\r\n", b"")
    assert any(line.startswith(b" ") for line in content.split(b"\r\n"))
    summaries = [summary for summary, *_ in events(content).values()]
    assert summaries.count(f"{LONG} sammanträder") == 2


@pytest.mark.parametrize("name", ["A\\nB", "BEGIN:VEVENT", "END:VCALENDAR", 'x;y,z:q="r"'])
def test_a_name_cannot_be_a_line_of_the_calendar(name: str) -> None:
    renamed = {ORGANISATION: FILES[ORGANISATION].replace("namn: Socialnämnden", f"namn: '{name}'")}
    found = events(feed(renamed))
    assert found["sammantrade/storvik/sn/2025-11-18@handlingsplan"][0] == f"{name} sammanträder"
    assert set(found) == set(events(feed())) - _assignments() | {uid for uid in found if uid.startswith("uppdrag/")}


def _assignments() -> set[str]:
    return {uid for uid in events(feed()) if uid.startswith("uppdrag/")}


def test_assignments_of_two_bodies_on_one_day_are_two_events() -> None:
    path = f"{YEAR}/natt/plan.yml"
    due = "datum: 2025-02-18, typ: uppdrag, återrapporteras senast: 2025-12-01"
    given = f"beslut:\n  - {{{due}, instans: Kommunstyrelsen}}\n  - {{{due}, instans: Socialnämnden}}\n"
    found = Counter(summary for summary, *_ in events(feed({path: given + FILES[path]})).values())
    assert found["Kommunstyrelsen: uppdraget 2025-02-18 återrapporteras"] == 1
    assert found["Socialnämnden: uppdraget 2025-02-18 återrapporteras"] == 1


def test_a_municipality_without_days_has_an_empty_calendar() -> None:
    bare = "formatversion: 1\nnamn: Storviks kommun\nnämnder:\n  - {id: sn, namn: Socialnämnden}\n"
    content = feed({**dict.fromkeys(FILES), ORGANISATION: bare})
    assert list(vobject.readOne(content.decode()).components()) == []
