"""What several processes have read is the same as what one has, with its problems in the same order."""

from __future__ import annotations

import pytest
from reading.memory import ORGANISATION, PLAN, TEXT, Memory

from handlingsplan.reading.archive import read_archive
from handlingsplan.site.forking import PROCESSES
from handlingsplan.site.shared_readings import SharedReadings

_YEARS = range(1990, 2031)
TEXTS = {
    "plans/storby/organisation.yml": ORGANISATION,
    **{PLAN.replace("2025", str(year)): f"titel: Plan {year}\n" for year in _YEARS if year % 3},
    **{PLAN.replace("2025", str(year)): "åtgärder: [{id: bilar, namn: Bilar}]\n" for year in _YEARS if not year % 3},
    **{TEXT.replace("2025", str(year)): "## Färre bilar\n\n##Tätt\n" for year in _YEARS},
}
FILES = {path: text.encode() for path, text in TEXTS.items()}


@pytest.mark.parametrize("processes", ["1", "2", "3"])
def test_it_does_not_matter_who_reads(processes: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("handlingsplan.site.forking.threading.active_count", lambda: 1)
    monkeypatch.setenv(PROCESSES, processes)
    archive, problems = read_archive(Memory(FILES), SharedReadings())
    assert (archive, problems) == read_archive(Memory(FILES))
    assert archive.municipalities[0].plans
    assert problems
