"""A small municipality with follow-ups, for tests of what is realised against what was planned."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from reading.memory import Memory

from handlingsplan.analysis.progress import ActionProgress, PlanProgress, plan_progress
from handlingsplan.model.archive import Municipality, PlanDocument
from handlingsplan.model.effect import Effect
from handlingsplan.reading.archive import read_archive

ORGANISATION = """\
formatversion: 1
namn: Storbys kommun
{}nämnder:
  - id: von
    namn: Vård- och omsorgsnämnden
    sammanträden: [2025-04-28, 2025-09-29]
    avdelningar:
      - id: assistans
        namn: Personlig assistans
        enheter:
          - {{id: "81515", namn: Ansvar 81515}}
          - {{id: "81516", namn: Ansvar 81516}}
  - id: bun
    namn: Barn- och utbildningsnämnden
"""
CALENDAR = """\
uppföljningsperioder:
  - {till och med: 31 mars, lämnas senast: 15 april}
  - {till och med: 31 augusti, typ: delår, lämnas senast: 20 september}
  - {till och med: 31 december, typ: årsbokslut, lämnas senast: 31 januari}
"""
YEAR = 2025
UNIT = "81516"
YEAR_END = date(YEAR, 12, 31)
#: 400 tkr from the first of January.
ACTION = "  - {id: bilar, namn: Färre bilar, startdatum: 2025-01-01, helårseffekt: 400 tkr}\n"


def municipality(files: Mapping[str, str], calendar: str = "") -> Municipality:
    """Read files below plans/storby/; nothing may be wrong with them."""
    given = {"organisation.yml": ORGANISATION.format(calendar), **files}
    archive, problems = read_archive(Memory({f"plans/storby/{path}": text.encode() for path, text in given.items()}))
    assert [str(problem) for problem in problems] == []
    return archive.municipalities[0]


def files_of(
    actions: str = ACTION, follow_ups: Mapping[str, str] | None = None, facts: str = "", unit: str = UNIT
) -> dict[str, str]:
    """Give a plan with its follow-ups, by their days: `{"03-31": "bilar, status: pågår"}` or a whole file's text."""
    folder = f"{YEAR}/{unit}"
    files = {f"{folder}/plan.yml": f"titel: Plan\n{facts}" + (f"åtgärder:\n{actions}" if actions else "")}
    for day, said in (follow_ups or {}).items():
        text = said if "\n" in said else f"åtgärder:\n  - {{åtgärd: {said}}}\n"
        files[f"{folder}/uppfoljning/{YEAR}-{day}.yml"] = text
    return files


def followed_up(actions: str = ACTION, follow_ups: Mapping[str, str] | None = None, facts: str = "") -> Municipality:
    """Give a municipality with one plan."""
    return municipality(files_of(actions, follow_ups, facts))


def plan_of(place: Municipality, unit: str = UNIT) -> PlanDocument:
    """Give a unit's plan."""
    plan = place.plan(YEAR, unit)
    assert plan is not None
    return plan


def progress(place: Municipality, day: date = YEAR_END) -> PlanProgress:
    """Give how the plan stands at a day."""
    return plan_progress(plan_of(place), place.organisation, day)


def only(follow_ups: Mapping[str, str] | None = None, action: str = ACTION, day: date = YEAR_END) -> ActionProgress:
    """Give how the only action stands."""
    [found] = progress(followed_up(action, follow_ups), day).actions
    return found


def kronor(effect: Effect | None) -> int | None:
    """Give an effect's kronor; None when there is none."""
    assert effect is None or effect.low == effect.high
    return effect.low.kronor if effect else None
