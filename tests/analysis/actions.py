"""Actions as a plan.yml gives them, for tests of what they are worth."""

from __future__ import annotations

from handlingsplan.analysis.effects import ActionEffect, action_effect
from handlingsplan.model.organisation import Organisation
from handlingsplan.model.plan import Action


def action(**fields: str) -> Action:
    """Give an action; the keywords are Swedish keys with _ for space: `effekt_i_år="50 tkr"`."""
    given = {"id": "apt", "namn": "Möten", **{name.replace("_", " "): value for name, value in fields.items()}}
    return Action.model_validate(given)


def organisation(rule: str = "hela månader", cutoff_day: int = 15) -> Organisation:
    """Give a municipality with its rule for the effect this year."""
    return Organisation.model_validate(
        {"formatversion": "1", "namn": "Storby", "effekt i år räknas": rule, "brytdag": str(cutoff_day)}
    )


def effect_in(year: int, given: Action, rule: str = "hela månader", cutoff_day: int = 15) -> ActionEffect:
    """Give an action's effects in a year."""
    return action_effect(given, year, organisation(rule, cutoff_day))
