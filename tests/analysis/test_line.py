"""The versions of a line: each read once, when it is asked for, with what could not be read carried over."""

from __future__ import annotations

from analysis.test_history import FIRST, Made, versions
from reading.memory import PLAN

from handlingsplan.analysis.changes.version import Version
from handlingsplan.analysis.line import CommitFacts, Line

SOUND, OTHER, BROKEN = {PLAN: "titel: A\n"}, {PLAN: "titel: B\n"}, {PLAN: "titl: A\n"}


def titles(version: Version) -> list[str]:
    return [each.title for each in version.archive.plans()]


def test_a_version_is_read_once_and_only_when_it_is_asked_for() -> None:
    known, asked = versions(SOUND, OTHER, SOUND), []

    def read(commit: CommitFacts) -> Version:
        asked.append(commit.id)
        return known[int(commit.id)]

    line = Line((Made(str(number), FIRST) for number in range(3)), read)
    assert titles(line.version(1)) == ["B"]
    assert titles(line.version(1)) == ["B"]
    assert asked == ["1"]
    assert titles(line.last) == ["A"]
    assert asked == ["1", "2"]


def test_what_cannot_be_read_is_as_it_was_over_any_number_of_versions() -> None:
    sound, broken, other = versions(SOUND, BROKEN, OTHER)
    line = Line.of((Made("", FIRST), each) for each in [sound, *[broken] * 2000, other])
    assert titles(line.version(2000)) == ["A"]
    assert titles(line.as_read(2000)) == []
    assert titles(line.last) == ["B"]


def test_nothing_is_before_the_first_version() -> None:
    assert titles(Line().last) == []
    first = Line.of([(Made("0", FIRST), versions(BROKEN)[0])])
    assert titles(first.version(0)) == []
