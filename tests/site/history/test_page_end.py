"""When a plan or report was last changed, and which role is responsible for it."""

from __future__ import annotations

from pathlib import Path

import pytest
from archives import OTHER, PLAN, REPORT, changed, shown, site_of
from told_history import ADDRESS, PUT_OFF, read, storby

from handlingsplan.site.site_page import Site, SitePage

REPORT_ADDRESS = "storby/2025/rapporter/laget/"


def page_of(site: Site, address: str) -> SitePage:
    [found] = [each for each in site.pages if each.uri == f"{address}index.md"]
    return found


def test_the_day_is_of_the_documents_own_last_revision(tmp_path: Path) -> None:
    made = storby(tmp_path)
    later = {"GIT_COMMITTER_DATE": "2025-03-12T12:00:00+0100"}
    made.commit(PUT_OFF, "Starten skjuts upp", **later)
    site = read(made)
    days = {address: shown(page_of(site, address).changed) for address in (ADDRESS, REPORT_ADDRESS, "storby/2025/")}
    assert days == {ADDRESS: "12 mars 2025", REPORT_ADDRESS: "1 januari 2025", "storby/2025/": ""}


def test_without_a_history_nothing_is_said(tmp_path: Path) -> None:
    assert page_of(site_of(tmp_path), ADDRESS).changed == ""


@pytest.mark.parametrize(
    ("path", "old", "new", "said"),
    [
        (PLAN, "typ av", "dokumentansvarig: Avdelningschef\ntyp av", "Dokumentansvarig: Avdelningschef"),
        (PLAN, "typ av", "dokumentansvarig: XX\ntyp av", "Ansvarig för åtgärderna: Enhetschef"),
        (OTHER, "åtgärdskrav", "åtgärdskrav", "Ansvarig: Vård- och omsorgsförvaltningen"),
        (REPORT, "titel", "undertecknare: [{namn: A, roll: Förvaltningschef}]\ntitel", "Ansvarig: Förvaltningschef"),
        (REPORT, "titel", "titel", ""),
    ],
)
def test_the_responsible_role_is_as_stated(tmp_path: Path, path: str, old: str, new: str, said: str) -> None:
    unit = path.removeprefix("plans/").rpartition("/")[0]
    site = site_of(tmp_path, changed(path, old, new))
    assert page_of(site, f"{unit}/").responsible == said
