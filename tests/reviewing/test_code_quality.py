"""GitLab's Code Quality report."""

from __future__ import annotations

import json
from dataclasses import replace

from handlingsplan.reviewing.code_quality import render_code_quality
from handlingsplan.text.places import Handling, Place, error, remark

PLACE = Place("plans/prov/2026/norr/plan.yml", 14, 5)
ERROR = error("okänt-fält", PLACE, "okänt fält «x»")
REMARK = remark("platshållare", PLACE, "«giltighetstid» är inte ifyllt", "giltighetstid")


def test_a_problem_has_what_gitlab_asks_for() -> None:
    told = json.loads(render_code_quality([ERROR, REMARK, replace(REMARK, handling=Handling("öppen", "Fylls i"))]))
    assert {**told[0], "fingerprint": ""} == {
        "description": "okänt fält «x»",
        "check_name": "okänt-fält",
        "fingerprint": "",
        "severity": "critical",
        "location": {"path": PLACE.path, "lines": {"begin": 14}},
    }
    assert [each["severity"] for each in told] == ["critical", "minor", "info"]
    assert told[2]["description"] == "«giltighetstid» är inte ifyllt [öppen. Fylls i]"
    assert render_code_quality([]) == "[]"


def test_fingerprints_are_unique_and_outlive_moved_lines() -> None:
    before = json.loads(render_code_quality([ERROR, ERROR, REMARK]))
    moved = [replace(each, place=replace(PLACE, line=each.place.line + 3)) for each in (ERROR, ERROR, REMARK)]
    after = json.loads(render_code_quality(moved))
    prints = [each["fingerprint"] for each in before]
    assert len(set(prints)) == 3
    assert prints == [each["fingerprint"] for each in after]
