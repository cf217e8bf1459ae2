"""The page of a period over all units, a plan's own timeline, and the register of days to keep."""

from __future__ import annotations

from datetime import date

from storvik import (
    FILES,
    STANDING,
    TODAY,
    followed_up,
    later_site,
    markup,
    only,
    plan,
    section,
    site_of,
    steady_site,
    table,
    tree,
    words,
)

APRIL = "storvik/2025/uppfoljning/2025-04-30/"
AUGUST = "storvik/2025/uppfoljning/2025-08-31/"
TIMELINE = "storvik/2025/hemtjanst/uppfoljning/"
DAYS = "viktiga-datum/"
HEADINGS = ["Åtgärd", "Status", "Bedömning", "Genomfört", "Planerat i år", "Hittills", "Prognos i år"]
_ORGANISATION = FILES["plans/storvik/organisation.yml"]
WITHOUT_CALENDAR = {
    "plans/storvik/organisation.yml": _ORGANISATION[: _ORGANISATION.index("uppföljningsperioder")]
    + _ORGANISATION[_ORGANISATION.index("nämnder") :]
}


# a period over all units


def test_a_period_begins_with_how_many_were_followed_up() -> None:
    assert "2 av 3 enheter har följts upp per 30 april 2025. De andra visas" in words(tree(steady_site(), APRIL))
    assert "0 av 3 enheter har följts upp per 31 augusti 2025. De andra visas" in words(tree(steady_site(), AUGUST))
    whole = site_of({**only("asen"), **followed_up("asen", "kommentar: Allt går bra.\n")})
    said = words(tree(whole, AUGUST))
    assert "1 av 1 enhet har följts upp per 31 augusti 2025. Enheterna" in said


def test_a_period_has_every_unit_and_each_follow_up_in_full() -> None:
    rows = table(steady_site(), APRIL, "Enheterna per 30 april 2025")
    assert [row[0] for row in rows[1:]] == [
        "Hemtjänsten",
        "Nattpatrullen",
        "Summa Äldreomsorgen",
        "Gruppbostaden Åsen, öst; väst",
        "Summa Stöd och service",
        "Totalt",
    ]
    assert table(steady_site(), APRIL, "Hemtjänsten per 30 april 2025") == [
        HEADINGS,
        ["Fler vikarier", "Pågår", "Grön", "40 %", "600 tkr", "150 tkr", "550 tkr"],
        ["Färre bilar", "Försenad", "Röd", "–", "200–300 tkr", "–", "200–300 tkr som planerat"],
        ["Totalt", "", "", "", "800–900 tkr", "150 tkr 1 åtgärd inte redovisad", "750–850 tkr"],
    ]
    assert table(steady_site(), APRIL, "Nattpatrullen per 30 april 2025") == [
        HEADINGS,
        ["Nytt schema", "Pågår", "–", "–", "168 timmar", "56 timmar", "168 timmar som planerat"],
        ["Vakant tjänst", "Planerad", "–", "–", "1,5 årsarbetare", "–", "1,5 årsarbetare som planerat"],
        ["Digitala larm", "Planerad", "–", "–", "125 tkr", "–", "125 tkr som planerat"],
        [
            "Totalt",
            "",
            "",
            "",
            "125 tkr 168 timmar 1,5 årsarbetare",
            "56 timmar 2 åtgärder inte redovisade",
            "125 tkr 168 timmar 1,5 årsarbetare",
        ],
    ]
    assert table(steady_site(), APRIL, "Risker, Hemtjänsten")[1:] == [
        ["Det går inte att rekrytera", "Hemtjänsten", "Inte inträffad", "Många sökte.", "2025-04-30"],
        ["Bilarnas avtal går inte att säga upp", "Hemtjänsten", "Inte redovisad", "", "–"],
    ]


def test_a_period_tells_what_was_said() -> None:
    [comments] = tree(steady_site(), APRIL).find_class("hp-kommentarer")
    assert words(comments) == "Fler vikarier Sex nya vikarier."
    assert "Vikarierna är på plats." in words(tree(steady_site(), APRIL))


def test_periods_have_pages_when_they_have_ended() -> None:
    def days(today: date) -> list[str]:
        pages = (each.uri for each in site_of(today=today).pages)
        return [each.split("/")[3] for each in pages if each.startswith("storvik/2025/uppfoljning/")]

    assert days(date(2025, 8, 31)) == ["2025-04-30"]
    assert days(date(2025, 9, 1)) == ["2025-04-30", "2025-08-31"]


# a plan's timeline


def test_a_timeline_has_each_period_with_its_state() -> None:
    assert table(later_site(), TIMELINE, "Uppföljningar under året") == [
        ["Till och med", "Typ", "Läge", "Lämnas senast", "Lämnad", "Hittills", "Prognos i år"],
        ["2025-08-31", "Delår", "Lämnad för sent", "2025-09-15", "2025-09-20", "260 000 kr", "450 000 kr"],
        [
            "2025-04-30",
            "Tertial",
            "Lämnad",
            "2025-05-15",
            "2025-05-12 Enhetschef",
            "150 tkr 1 åtgärd inte redovisad",
            "750–850 tkr",
        ],
    ]


def test_a_timeline_has_each_follow_up_latest_first() -> None:
    text = markup(later_site(), TIMELINE).replace("\u00a0", " ")
    assert text.index("## 31 augusti 2025") < text.index("## 30 april 2025")


def test_a_timeline_shows_how_the_forecast_has_changed_when_there_are_two() -> None:
    assert "Så har prognosen ändrats under 2025" not in words(tree(steady_site(), TIMELINE))
    assert "Så har prognosen ändrats under 2025" in words(tree(later_site(), TIMELINE))


def test_the_follow_ups_of_one_month_are_one_point() -> None:
    told = "åtgärder: [{{åtgärd: {}, status: pågår, prognos i år: {} tkr}}]\n"
    first = followed_up("natt", told.format("larm", 100), "2025-08-30")
    site = site_of({**WITHOUT_CALENDAR, **first, **followed_up("hemtjanst", told.format("vikarier", 480))})
    assert table(site, STANDING, "Siffrorna i diagrammet Så har prognosen ändrats under 2025")[:2] == [
        ["Rad", "2025-04", "2025-08"],
        ["Prognos i år", "1 275 tkr", "1 180 tkr"],
    ]


def test_a_plan_that_nobody_follows_up_says_so() -> None:
    assert words(tree(site_of(WITHOUT_CALENDAR), "storvik/2025/asen/uppfoljning/")).endswith(
        "Planen har ingen uppföljning, och kommunen har inte skrivit när planerna ska följas upp."
    )


# days to keep


def test_days_are_grouped_by_what_is_late_what_comes_and_what_is_done() -> None:
    assert table(steady_site(), DAYS, "Försenat (5)")[1:] == [
        [day, what, kind, "Storviks kommun", "Försenat"]
        for day, what, kind in (
            (
                "2025-05-15",
                "Gruppbostaden Åsen, öst; väst: uppföljning (tertial) per 2025-04-30",
                "Uppföljning lämnas",
            ),
            (
                "2025-09-15",
                "Gruppbostaden Åsen, öst; väst: uppföljning (delår) per 2025-08-31",
                "Uppföljning lämnas",
            ),
            ("2025-09-15", "Hemtjänsten: uppföljning (delår) per 2025-08-31", "Uppföljning lämnas"),
            ("2025-09-15", "Nattpatrullen: uppföljning (delår) per 2025-08-31", "Uppföljning lämnas"),
            ("2025-09-30", "Socialnämnden: uppdraget 2025-03-18 § 20 återrapporteras", "Uppdrag återrapporteras"),
        )
    ]
    assert table(steady_site(), DAYS, "Kommande (2)")[1:] == [
        ["2025-11-18", "Socialnämnden sammanträder", "Nämnden sammanträder", "Storviks kommun", "Kommande"],
        [
            "2025-11-30",
            "Hemtjänsten: planen för 2025 ses över senast denna dag",
            "Plan revideras",
            "Storviks kommun",
            "Kommande",
        ],
    ]
    assert [row[0] + " " + row[-1] for row in table(steady_site(), DAYS, "Klart eller passerat (4)")[1:]] == [
        "2025-05-31 Klart",
        "2025-05-20 Har varit",
        "2025-05-15 Klart",
        "2025-05-15 Klart",
    ]


def test_days_are_the_same_in_the_register_and_in_the_feed() -> None:
    site = steady_site()
    [feed] = [each.content.decode().replace("\r\n ", "") for each in site.downloads if each.uri.endswith(".ics")]
    captions = ("Försenat (5)", "Kommande (2)", "Klart eller passerat (4)")
    rows = [row for caption in captions for row in table(site, DAYS, caption)[1:]]
    assert len(rows) == feed.count("BEGIN:VEVENT") == 11
    for row in rows:
        assert row[1].replace(",", "\\,").replace(";", "\\;") in feed


def test_without_days_nothing_is_late_or_to_come() -> None:
    bare = "formatversion: 1\nnamn: Storviks kommun\nnämnder:\n  - {id: sn, namn: Socialnämnden}\n"
    empty = site_of({**dict.fromkeys(FILES), "plans/storvik/organisation.yml": bare}, TODAY)
    for title in ("Försenat", "Kommande", "Klart eller passerat"):
        assert section(empty, DAYS, title) == "Inget."


def test_a_closed_plan_is_not_waited_for() -> None:
    closed = plan("hemtjanst", "status: beslutad", "status: avslutad")
    text = words(tree(site_of(closed), DAYS))
    assert "Hemtjänsten: uppföljning (delår)" not in text
    assert "Hemtjänsten: planen för 2025 ses över" not in text
    assert "Hemtjänsten: uppföljning (tertial) per 2025-04-30" in text


def test_the_register_leads_to_the_feed_of_each_municipality() -> None:
    links = {
        each.get("href"): words(each)
        for each in tree(steady_site(), DAYS).iter("a")
        if each.get("download") is not None
    }
    assert links == {"storvik.ics": "Kalender för Storviks kommun"}
