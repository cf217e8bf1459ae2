"""A plan as it was decided, or last followed up, beside how it is now, with what has changed since."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from handlingsplan.analysis.decided import Since, came_with, decided_in, deciding, since
from handlingsplan.analysis.effects import ActionEffect, Total, plan_effects, total_full_year, total_this_year
from handlingsplan.analysis.history import PlanState
from handlingsplan.model.archive import Municipality, PlanDocument
from handlingsplan.model.decision import Decision
from handlingsplan.site.context import TextContext
from handlingsplan.site.grids import Grid, GridRow, Heading, draw
from handlingsplan.site.history.past import Past
from handlingsplan.site.history.wording import bounded
from handlingsplan.site.rendering import render
from handlingsplan.site.site_page import put
from handlingsplan.text.dates import long_date
from handlingsplan.text.words import listed

_MOST_SENTENCES = 60
_NONE, _UNKNOWN = "–", "inte beräknad"


@dataclass(frozen=True, slots=True)
class _Sides:
    """What the two sides are called."""

    caption: str
    before: str
    after: str


def since_decision_part(context: TextContext, past: Past, municipality: Municipality, plan: PlanDocument) -> str:
    """Give what has changed since the plan was decided; nothing where the decided version is not known."""
    decision = deciding(plan, context.library.today)
    before = _decided(past, plan, decision) if decision else None
    if decision is None or before is None:
        return ""
    found = since(before, PlanState(plan, municipality.organisation))
    day = long_date(decision.date)
    heading = "## Sedan beslutet {: #sedan-beslutet }\n"
    if not found.changes:
        return f"{heading}Planen är oförändrad sedan beslutet {day}."
    sides = _Sides(f"Planen när den beslutades {day}, och nu", f"Beslutat {day}", "Nu")
    return heading + put(context, _html(found, sides, f"Det här har ändrats sedan beslutet {day}"))


def _decided(past: Past, plan: PlanDocument, decision: Decision) -> PlanState | None:
    """Give the plan as in the version that the decision pins, else as in the last one until its day."""
    steps = [each for each in past.history.of_plan(plan) if each.step.commit]
    if decision.version:
        version = past.decided.get(decision.version)
        paths = {plan.facts.path, *(each.path for each in steps)}
        homes = version.archive.municipalities if version else ()
        found = ((each, home) for home in homes for each in home.plans if each.facts.path in paths)
        return next((PlanState(each, home.organisation) for each, home in found), None)
    found_in = decided_in(steps, decision.date)
    return found_in.state if found_in else None


def since_follow_up_part(context: TextContext, past: Past, plan: PlanDocument) -> str:
    """Give what changed in the plan between its two latest follow-ups, from the versions that they came with."""
    if len(plan.follow_ups) < 2:
        return ""
    days = [each.day for each in plan.follow_ups[-2:]]
    steps = past.history.of_plan(plan)
    one, other = (came_with(steps, day) for day in days)
    if one is None or other is None or one is other or one.state is None or other.state is None:
        return ""
    found = since(one.state, other.state)
    heading = "## Sedan förra uppföljningen {: #sedan-forra-uppfoljningen }\n"
    first, last = map(long_date, days)
    if not found.changes:
        return f"{heading}Planen är oförändrad mellan uppföljningarna {first} och {last}."
    sides = _Sides(f"Planen när den följdes upp {first} och {last}", f"Vid uppföljningen {first}", f"Vid {last}")
    return heading + put(context, _html(found, sides, f"Det här ändrades i planen mellan {first} och {last}"))


def _html(found: Since, sides: _Sides, title: str) -> Markup:
    sentences = [bounded(each.sentence) for each in found.changes[:_MOST_SENTENCES]]
    left = max(0, len(found.changes) - _MOST_SENTENCES)
    return render("sedan.html", table=draw(_grid(found, sides)), title=title, sentences=sentences, left=left)


def _grid(found: Since, sides: _Sides) -> Grid:
    before, after = (_effects(each) for each in (found.before, found.after))
    rows = [*_totals(found, list(before.values()), list(after.values()))]
    for name in dict.fromkeys([*after, *before]):
        known = [each[name] for each in (after, before) if name in each]
        rows.append(_row(known[0].action.name, _facts(before.get(name)), _facts(after.get(name))))
    return Grid(sides.caption, [Heading("Åtgärd"), Heading(sides.before), Heading(sides.after)], rows)


def _effects(state: PlanState) -> dict[str, ActionEffect]:
    return {each.action.id: each for each in plan_effects(state.plan, state.organisation)}


def _totals(found: Since, before: list[ActionEffect], after: list[ActionEffect]) -> Iterator[GridRow]:
    required = [[("", str(each.plan.plan.requirement or _NONE))] for each in (found.before, found.after)]
    if found.before.plan.plan.requirement or found.after.plan.plan.requirement:
        yield _row("Åtgärdskrav", *required)
    yield _row("Alla åtgärder", *(_sums(each) for each in (before, after)))


def _sums(effects: list[ActionEffect]) -> list[tuple[str, str]]:
    return [("I år: ", _total(total_this_year(effects))), ("Helår: ", _total(total_full_year(effects)))]


def _total(total: Total) -> str:
    return listed(map(str, total.sums.values())) or _UNKNOWN


def _facts(effect: ActionEffect | None) -> list[tuple[str, str]]:
    """Give what an action is held to: its effects, start and status."""
    if effect is None:
        return []
    starts = effect.action.starts
    return [
        ("I år: ", str(effect.this_year or _UNKNOWN)),
        ("Helår: ", str(effect.full_year or _UNKNOWN)),
        ("Start: ", long_date(starts) if starts else _NONE),
        ("Status: ", effect.action.status.value),
    ]


def _row(name: str, before: list[tuple[str, str]], after: list[tuple[str, str]]) -> GridRow:
    if before == after:
        return GridRow([name, _lines(before, []), "Oförändrat"])
    return GridRow([name, _lines(before, []) or "Fanns inte", _lines(after, before) or "Borttagen"])


def _lines(facts: list[tuple[str, str]], other: list[tuple[str, str]]) -> Markup:
    """Give facts line by line; those that differ from the other side's are marked."""
    marked = [(label, value, bool(other) and (label, value) not in other) for label, value in facts]
    line, changed = Markup("{}{}"), Markup("<strong>{}{}</strong>")
    return Markup("<br>").join((changed if new else line).format(label, value) for label, value, new in marked)
