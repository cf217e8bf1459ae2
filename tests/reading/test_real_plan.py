"""A published plan, Ansvar 81515 for 2026, in our form. Its cases are persons: their numbers are letters here."""

from functools import reduce
from operator import add
from pathlib import Path

from handlingsplan.model.archive import PlanDocument
from handlingsplan.model.base import Placeholder
from handlingsplan.model.effect import Effect
from handlingsplan.reading.archive import read_archive
from handlingsplan.sources.worktree import WorkTree

ROOT = Path(__file__).parent / "real" / "handlingsplan-81515-2026"


def _plan() -> PlanDocument:
    archive, problems = read_archive(WorkTree(ROOT))
    assert [str(problem) for problem in problems] == []
    (plan,) = archive.plans()
    return plan


def test_intervals_are_summed() -> None:
    """Four of five actions have an interval; the fifth says in words why it has none."""
    actions = _plan().plan.actions
    effects: list[Effect] = [action.full_year_effect for action in actions if action.full_year_effect]
    assert [str(effect) for effect in effects] == [
        "300–400\u00a0tkr", "400–500\u00a0tkr", "300–400\u00a0tkr", "200–300\u00a0tkr",
    ]  # fmt: skip
    total = reduce(add, effects)
    assert str(total) == "1\u00a0200–1\u00a0600\u00a0tkr"
    assert (total.low.kronor, total.high.kronor) == (1_200_000, 1_600_000)
    assert [action.not_calculated for action in actions if not action.is_quantified] == ["Ingen direkt besparing"]


def test_placeholders_are_kept_as_they_are_written() -> None:
    """The form's cover is not filled in; one date is even misspelt."""
    plan = _plan().plan
    cover = [plan.deciding_body, plan.decision_date, plan.case_number, plan.applies_to, plan.validity, plan.revise_by]
    assert cover == ["XX", "ÅÅÅ-MM-DD", "XX", "XX", "XX", "ÅÅÅÅ-MM-DD"]
    assert all(isinstance(each, Placeholder) for each in cover)


def test_every_action_has_its_section() -> None:
    """Five actions, five sections, in the order of the plan; the subsections stand in the source's order."""
    plan = _plan()
    assert plan.narrative is not None
    summary, *sections = plan.narrative.sections
    assert [section.actions for section in sections] == [(action.id,) for action in plan.plan.actions]
    assert (summary.title, summary.actions) == ("Sammanfattning", ())
    subsections = [[each.title for each in section.subsections] for section in sections]
    expected = ["Möjligheter", "Risker", "Ekonomisk effekt"]
    assert subsections == [expected, ["Ekonomisk effekt", "Möjligheter", "Risker"], expected, expected, expected]
