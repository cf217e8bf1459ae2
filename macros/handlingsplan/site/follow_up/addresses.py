"""The permanent addresses of the pages of follow-ups."""

from __future__ import annotations

from datetime import date

from handlingsplan.model.archive import Municipality, PlanDocument
from handlingsplan.model.organisation import Committee


def standing_address(municipality: Municipality, committee: Committee, year: int) -> str:
    """Give the permanent address of a committee's year."""
    return f"{municipality.id}/{year}/laget/{committee.id}/"


def period_address(municipality: Municipality, year: int, day: date) -> str:
    """Give the permanent address of a period over all units."""
    return f"{municipality.id}/{year}/uppfoljning/{day}/"


def timeline_address(plan: PlanDocument) -> str:
    """Give the permanent address of a plan's follow-ups."""
    return f"{plan.address}uppfoljning/"
