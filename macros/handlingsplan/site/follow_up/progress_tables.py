"""Tables of realised against planned: per unit, per action, per risk and per period."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from markupsafe import Markup, escape

from handlingsplan.analysis.effects import Total, coverage
from handlingsplan.analysis.progress import ActionProgress, PlanProgress, RiskProgress
from handlingsplan.analysis.schedule import PeriodState, PlanPeriod
from handlingsplan.model.effect import Effect
from handlingsplan.model.plan import ActionStatus
from handlingsplan.site.context import TextContext
from handlingsplan.site.effect_tables import effect_text, reason_text, total_text
from handlingsplan.site.follow_up.progress_traces import opened_told, opened_total
from handlingsplan.site.follow_up.wording import counted
from handlingsplan.site.grids import Grid, GridRow, Heading
from handlingsplan.site.rendering import piece
from handlingsplan.site.statements import action_link, assessed, status_badge
from handlingsplan.site.total_traces import NOTHING, percent
from handlingsplan.site.tracing import opened_this_year
from handlingsplan.text.words import plural

ABBREVIATIONS = "tkr är tusen kronor och mkr är miljoner kronor."
_STATES = {
    PeriodState.COMING: "info",
    PeriodState.OPEN: "varning",
    PeriodState.MISSING: "fel",
    PeriodState.HANDED_IN: "bra",
    PeriodState.HANDED_IN_LATE: "bra",
}


def badge(text: str, look: str) -> Markup:
    """Give a word with a shape and a colour of its own."""
    return piece('<span class="hp-status {}">{}</span>', look, text[:1].upper() + text[1:])


def unit_progress_grid(context: TextContext, plans: Sequence[PlanProgress], caption: str) -> Grid:
    """Lay out units: requirement, planned, so far, forecast, full year, coverage, and when it was followed up."""
    headings = [
        Heading("Enhet"),
        Heading("Åtgärdskrav", True),
        Heading("Planerat i år", True),
        Heading("Hittills", True),
        Heading("Prognos i år", True),
        Heading("Ett helt år", True),
        Heading("Prognosens andel av kravet", True),
        Heading("Åtgärder"),
        Heading("Uppföljt"),
    ]
    footer = [_sum_row(context, plans, "Totalt", "summa")] if len(plans) > 1 else []
    return Grid(caption, headings, list(_unit_rows(context, plans)), footer, [ABBREVIATIONS])


def _unit_rows(context: TextContext, plans: Sequence[PlanProgress]) -> Iterator[GridRow]:
    """Give the units in their departments, each department with its sum when there are several."""
    departments: dict[tuple[str, str], list[PlanProgress]] = {}
    for each in plans:
        place = each.plan.placement
        departments.setdefault((place.committee.id, place.department.id), []).append(each)
    for units in departments.values():
        yield from (_unit_row(context, each) for each in units)
        if len(departments) > 1:
            yield _sum_row(context, units, f"Summa {units[0].plan.placement.department.name}", "delsumma")


def _unit_row(context: TextContext, progress: PlanProgress) -> GridRow:
    plan = progress.plan
    name = piece('<a href="{}">{}</a>', context.link(plan.address), plan.placement.unit.name)
    followed_up = _day(progress.follow_up.day) if progress.follow_up else badge("nej", "varning")
    required = plan.plan.requirement
    return GridRow(
        [
            name,
            str(required) if required else NOTHING,
            *_totals(context, [progress]),
            percent(coverage(progress.forecast.money, required)),
            _statuses(progress.actions),
            followed_up,
        ]
    )


def _day(day: date) -> Markup:
    return piece('<time datetime="{}">{}</time>', str(day), str(day))


def _totals(context: TextContext, plans: Sequence[PlanProgress]) -> list[Markup]:
    """Give the sums in the columns' order; what has no amount is counted in the column of actions."""
    return [
        _bare_total(context, plans, "planned"),
        _bare_total(context, plans, "so_far"),
        _bare_total(context, plans, "forecast"),
        _bare_total(context, plans, "full_year"),
    ]


def _bare_total(context: TextContext, plans: Sequence[PlanProgress], name: str) -> Markup:
    total, opener = opened_total(context, plans, name)
    return total_text(Total(total.sums), opener=opener)


def _so_far(context: TextContext, plans: Sequence[PlanProgress]) -> Markup:
    """Give what is reported so far; a dash and no count when nothing at all is reported."""
    total, opener = opened_total(context, plans, "so_far")
    if not total.sums:
        return escape(NOTHING)
    bare = total_text(Total(total.sums), opener=opener)
    missing = plural(len(total.left_out), "åtgärd inte redovisad", "åtgärder inte redovisade")
    more = piece('<span class="hp-mer">{}</span>', missing) if total.left_out else ""
    return bare + more


def _sum_row(context: TextContext, plans: Sequence[PlanProgress], name: str, kind: str) -> GridRow:
    required = [each.plan.plan.requirement for each in plans if each.plan.plan.requirement]
    requirement = sum(required[1:], required[0]) if required else None
    forecast = opened_total(context, plans, "forecast")[0]
    told = sum(each.follow_up is not None for each in plans)
    return GridRow(
        [
            name,
            str(requirement) if requirement else NOTHING,
            *_totals(context, plans),
            percent(coverage(forecast.money, requirement)),
            _statuses([action for each in plans for action in each.actions]),
            f"{told} av {len(plans)}",
        ],
        kind,
    )


def _statuses(actions: Sequence[ActionProgress]) -> Markup:
    """Write how many actions stand how, and how many have no amount: `2 pågår, 1 försenad` and `1 utan belopp`."""
    counts = {status: sum(each.status is status for each in actions) for status in ActionStatus}
    words = Markup(", ").join(counted(status, count) for status, count in counts.items() if count)
    without = sum(each.forecast is None for each in actions)
    more = piece('<span class="hp-mer">{} utan belopp</span>', without) if without else ""
    return words + more


def action_progress_grid(context: TextContext, progress: PlanProgress, caption: str) -> Grid:
    """Lay out a plan's actions at a day: status, assessment, planned, so far, forecast, comment."""
    headings = [
        Heading("Åtgärd"),
        Heading("Status"),
        Heading("Bedömning"),
        Heading("Genomfört", True),
        Heading("Planerat i år", True),
        Heading("Hittills", True),
        Heading("Prognos i år", True),
    ]
    rows = [_action_row(context, progress, each) for each in progress.actions]
    totals = [_total_cell(context, progress, name) for name in ("planned", "so_far", "forecast")]
    footer = [GridRow(["Totalt", "", "", "", *totals], "summa")] if len(rows) > 1 else []
    return Grid(caption, headings, rows, footer)


def _total_cell(context: TextContext, progress: PlanProgress, name: str) -> Markup:
    if name == "so_far":
        return _so_far(context, [progress])
    total, opener = opened_total(context, [progress], name)
    return total_text(total, opener=opener)


def _action_row(context: TextContext, progress: PlanProgress, action: ActionProgress) -> GridRow:
    return GridRow(
        [
            action_link(context, progress.plan, action.action),
            status_badge(action.status),
            assessment_badge(action),
            str(action.completion) if action.completion is not None else NOTHING,
            _planned(context, progress, action),
            _told(context, progress, action, "effect_so_far", action.so_far),
            _forecast(context, progress, action),
        ]
    )


def _planned(context: TextContext, progress: PlanProgress, action: ActionProgress) -> str | Markup:
    if action.planned is None:
        return reason_text(action.action)
    text = effect_text(action.planned)
    if action.action.effect_this_year is not None:
        return text
    return opened_this_year(context, progress.plan, action.effect, text)


def assessment_badge(action: ActionProgress) -> Markup:
    """Give the assessment in a word with its shape; a dash where there is none."""
    if action.assessment is None:
        return escape(NOTHING)
    return assessed(action.assessment)


def _told(
    context: TextContext, progress: PlanProgress, action: ActionProgress, field: str, effect: Effect | None
) -> str | Markup:
    if effect is None:
        return NOTHING
    return opened_told(context, progress, action, field, effect_text(effect))


def _forecast(context: TextContext, progress: PlanProgress, action: ActionProgress) -> str | Markup:
    if action.told_forecast is not None:
        return _told(context, progress, action, "forecast_this_year", action.told_forecast)
    if action.forecast is None:
        return NOTHING
    why = "avbruten" if action.status is ActionStatus.CANCELLED else "som planerat"
    return piece('{}<span class="hp-mer">{}</span>', effect_text(action.forecast), why)


def risk_grid(context: TextContext, risks: Sequence[RiskProgress], caption: str) -> Grid:
    """Lay out risks with how they turned out; what nobody has told is said to be unknown."""
    headings = [Heading("Risk"), Heading("Enhet"), Heading("Utfall"), Heading("Kommentar"), Heading("Uppföljd")]
    rows = [
        GridRow(
            [
                each.risk.name,
                piece('<a href="{}">{}</a>', context.link(each.plan.address), each.plan.placement.unit.name),
                risk_badge(each),
                each.comment,
                str(each.follow_up.day) if each.follow_up else NOTHING,
            ]
        )
        for each in risks
    ]
    return Grid(caption, headings, rows)


def risk_badge(risk: RiskProgress) -> Markup:
    """Give a risk's outcome in words."""
    if risk.outcome is None:
        return badge("inte redovisad", "")
    return badge(risk.outcome.value, "fel" if risk.outcome.has_occurred else "bra")


def timeline_grid(context: TextContext, periods: Sequence[PlanPeriod], plans: Sequence[PlanProgress]) -> Grid:
    """Lay out a plan's periods, latest first, each with how the plan stood then, where it was followed up."""
    headings = [
        Heading("Till och med"),
        Heading("Typ"),
        Heading("Läge"),
        Heading("Lämnas senast"),
        Heading("Lämnad"),
        Heading("Hittills", True),
        Heading("Prognos i år", True),
    ]
    rows = [_timeline_row(context, each, stood) for each, stood in zip(periods, plans, strict=True)]
    return Grid("Uppföljningar under året", headings, rows[::-1], notes=[ABBREVIATIONS])


def _timeline_row(context: TextContext, period: PlanPeriod, stood: PlanProgress) -> GridRow:
    told = period.follow_up.follow_up if period.follow_up else None
    handed_in = " ".join(str(each) for each in (told.reported_on, told.reported_by) if each) if told else ""
    day = str(period.period.end)
    return GridRow(
        [
            piece('<a href="#uppfoljning-{}">{}</a>', day, day) if told else day,
            period.period.kind.value.capitalize(),
            badge(period.state.value, _STATES[period.state]),
            str(period.period.due or NOTHING),
            handed_in or NOTHING,
            _so_far(context, [stood]) if told else NOTHING,
            _total_cell(context, stood, "forecast") if told else NOTHING,
        ]
    )
