"""How things stand, drawn: the answer, the figures, and cards of what changed, what is late and what is not known."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup, escape

from handlingsplan.analysis.effects import Total
from handlingsplan.analysis.progress import ActionProgress, PlanProgress
from handlingsplan.analysis.schedule import PlanPeriod, missing
from handlingsplan.analysis.standing import Change, Standing
from handlingsplan.analysis.sufficiency import gap
from handlingsplan.model.archive import PlanDocument
from handlingsplan.model.effect import point
from handlingsplan.model.plan import ActionStatus
from handlingsplan.site.context import TextContext
from handlingsplan.site.follow_up.progress_traces import opened_total
from handlingsplan.site.follow_up.wording import (
    answer,
    effect_was_and_is,
    large,
    left_out,
    plan_in_short,
    unknown,
    verdict,
    was_and_is,
)
from handlingsplan.site.origins import Trace, subtracted
from handlingsplan.site.rendering import render
from handlingsplan.site.statements import status_badge
from handlingsplan.site.tiles import Tile
from handlingsplan.site.total_traces import NO_KRONOR, NOTHING, Opener, plan_origins, requirement_trace
from handlingsplan.site.tracing import action_address, opened
from handlingsplan.text.dates import long_date, long_dates
from handlingsplan.text.quantities import Dimension, Quantity
from handlingsplan.text.words import listed

#: So many actions or periods are told in a card; the tables have the rest.
_MOST = 6
#: How the answers look; what is not among them looks like a warning.
LOOKS = {"Ja": "bra", "Nej": "fel", "Kanske": "varning"}
_LINK = Markup('<a href="{}">{}</a>')


@dataclass(frozen=True, slots=True)
class Card:
    """One question with its answers; what is said when there are none."""

    title: str
    items: Sequence[str | Markup]
    empty: str
    wide: bool = False


def plan_answer_html(standing: Standing) -> Markup:
    """Draw whether one plan's actions are enough, and how far they have come."""
    said = verdict(standing)
    return render("svar.html", verdict=said, look=LOOKS.get(said, "varning"), answer=plan_in_short(standing))


def standing_html(context: TextContext, standing: Standing, periods: Sequence[PlanPeriod], level: int = 2) -> Markup:
    """Draw how plans stand: read in ten seconds, with what is not known as plainly as the rest."""
    said = verdict(standing)
    return render(
        "laget.html",
        verdict=said,
        look=LOOKS.get(said, "varning"),
        answer=answer(standing),
        tiles=render("siffror.html", tiles=list(_tiles(context, standing))) if standing.plans else "",
        cards=list(_cards(context, standing, periods)),
        level=level,
    )


def _tiles(context: TextContext, standing: Standing) -> Iterator[Tile]:
    plans, required = standing.plans, standing.requirement
    if standing.deficit is None:
        yield Tile("Underskott från början", NOTHING, ["inte angivet"])
    else:
        more = _of_plans(standing, standing.without_deficit())
        yield Tile("Underskott från början", large(point(standing.deficit)), more)
    if required is None:
        yield Tile("Ska sparas", NOTHING, ["inte angivet"])
    else:
        known = [(each.plan, [action.effect for action in each.actions]) for each in plans]
        shown = opened(context, large(point(required)), str(required), requirement_trace(known))
        yield Tile("Ska sparas", shown, _of_plans(standing, standing.without_requirement()))
    for label, name in ((f"Väntas ge {standing.year}", "forecast"), ("Väntas ge ett helt år", "full_year")):
        yield _total_tile(context, plans, label, name)
    if required is not None:
        yield _left_tile(context, standing, required)


def _left_tile(context: TextContext, standing: Standing, required: Quantity) -> Tile:
    expected = standing.forecast.money
    left = gap(required, expected)
    more = _of_plans(standing, standing.without_requirement())
    if left.value > 0 and expected is not None and expected.is_interval:
        more.append("som mest")
    if left.value <= 0:
        return Tile(f"Kvar att hitta {standing.year}", "Inget", more)
    known = [(each.plan, [action.effect for action in each.actions]) for each in standing.plans]
    trace = Trace(subtracted(str(required), str(expected.low) if expected else NO_KRONOR), plan_origins(known))
    return Tile(f"Kvar att hitta {standing.year}", opened(context, large(point(left)), str(left), trace), more)


def _of_plans(standing: Standing, lacking: Sequence[PlanDocument]) -> list[str]:
    having = len(standing.plans) - len(lacking)
    return [f"för {having} av {len(standing.plans)} enheter"] if lacking and having else []


def _total_tile(context: TextContext, plans: Sequence[PlanProgress], label: str, name: str) -> Tile:
    total, opener = opened_total(context, plans, name)
    return Tile(label, _money(total, opener), [each for each in (*_other(total, opener), left_out(total)) if each])


def _money(total: Total, opener: Opener) -> str | Markup:
    if total.money is None:
        return NOTHING
    return opener(Dimension.MONEY, large(total.money))


def _other(total: Total, opener: Opener) -> Iterator[str | Markup]:
    """Give hours and positions on lines of their own: they are never added to kronor."""
    for dimension, effect in total.sums.items():
        if dimension is not Dimension.MONEY:
            yield Markup("och {}").format(opener(dimension, str(effect)))


def _cards(context: TextContext, standing: Standing, periods: Sequence[PlanPeriod]) -> Iterator[Card]:
    yield Card(*_changed(context, standing))
    late = [*_late_actions(context, standing), *_late_follow_ups(context, periods)]
    yield Card("Försenat", late, "Inget är försenat.")
    risks = [
        Markup("{}: {} ({})").format(_unit(context, each.plan), each.risk.name, each.outcome.value)
        for each in standing.occurred_risks()
        if each.outcome
    ]
    yield Card("Risker som har inträffat", risks, "Ingen uppföljning säger att en risk har inträffat.")
    yield Card("Det här vet vi inte", unknown(standing), "Allt som ska redovisas är redovisat.", wide=True)


def _changed(context: TextContext, standing: Standing) -> tuple[str, list[str | Markup], str]:
    if not standing.before:
        return "Ändrat sedan förra uppföljningen", [], "Det finns ingen tidigare uppföljning att jämföra med."
    items = _few([_change(context, each) for each in standing.changes()], "ändringar")
    if said := _total_change(standing):
        items.insert(0, said)
    title = f"Ändrat sedan {long_date(standing.before[0].day)}"
    return title, items, "Inget har ändrats."


def _total_change(standing: Standing) -> str:
    before, after = standing.forecast_before.money, standing.forecast.money
    if before is None or after is None or before == after:
        return ""
    return f"Prognosen för {standing.year} {effect_was_and_is(before, after)}."


def _change(context: TextContext, change: Change) -> Markup:
    parts = []
    if change.before.status is not change.after.status:
        parts.append(was_and_is(change.before.status.value, change.after.status.value))
    if change.before.forecast != change.after.forecast:
        parts.append(f"prognosen {effect_was_and_is(change.before.forecast, change.after.forecast)}")
    return Markup("{}: {}").format(_action(context, change.plan, change.after), "; ".join(parts))


def _late_actions(context: TextContext, standing: Standing) -> list[str | Markup]:
    found = standing.with_status(ActionStatus.LATE)
    lines: list[str | Markup] = [
        Markup("{} {}").format(_action(context, plan, each), status_badge(each.status)) for plan, each in found
    ]
    return _few(lines, "försenade åtgärder")


def _late_follow_ups(context: TextContext, periods: Sequence[PlanPeriod]) -> Iterator[Markup]:
    """Give one line for the periods that the same units have not followed up."""
    lacking = missing(periods)
    ends: dict[tuple[str, ...], list[date]] = {}
    for end in sorted({each.period.end for each in lacking}):
        units = tuple(str(_unit(context, each.plan)) for each in lacking if each.period.end == end)
        ends.setdefault(units, []).append(end)
    for units, days in ends.items():
        noun = "Uppföljningen" if len(days) == 1 else "Uppföljningarna"
        names = Markup(listed(units))  # noqa: S704  (links made above)
        yield Markup("{} per {} saknas: {}.").format(noun, long_dates(days), names)


def _few(lines: Sequence[str | Markup], what: str) -> list[str | Markup]:
    """Give the first lines, and how many more there are."""
    more = len(lines) - _MOST
    return [*lines[:_MOST], f"och {more} {what} till"] if more > 0 else list(lines)


def _action(context: TextContext, plan: PlanDocument, action: ActionProgress) -> Markup:
    link = _LINK.format(context.link_to(action_address(plan, action.action)), action.action.name)
    return Markup("{} ({})").format(link, plan.placement.unit.name)


def _unit(context: TextContext, plan: PlanDocument) -> Markup:
    return _LINK.format(context.link(plan.address), plan.placement.unit.name)


def unknown_html(standing: Standing) -> Markup:
    """Draw what is not known, as a list."""
    items = Markup("").join(Markup("<li>{}</li>").format(each) for each in unknown(standing))
    return Markup("<ul>{}</ul>").format(items) if items else escape("")
