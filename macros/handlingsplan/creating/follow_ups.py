"""A new follow-up, filled in with what was told last, so that only what has changed must be written."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from handlingsplan.analysis.follow_ups import check_follow_ups
from handlingsplan.analysis.progress import ActionProgress, PlanProgress, RiskProgress, plan_progress
from handlingsplan.analysis.schedule import Period, periods
from handlingsplan.model.archive import Municipality, PlanDocument
from handlingsplan.model.calendar import FollowUpKind
from handlingsplan.model.effect import Effect
from handlingsplan.model.follow_up import Assessment
from handlingsplan.model.plan import ActionStatus
from handlingsplan.model.risk import RiskOutcome
from handlingsplan.reading.tree import Tree
from handlingsplan.text.dates import MONTHS
from handlingsplan.text.numbers import NO_BREAK_SPACE
from handlingsplan.text.places import Place, Problem, error
from handlingsplan.text.vocabulary import swedish
from handlingsplan.text.words import listed

from .addresses import PlanAddress
from .drafts import Draft, filled, yaml_word
from .plans import read_home
from .records import below, read_part

_WIDTH = 30


@dataclass(frozen=True, slots=True)
class NewFollowUp:
    """What is asked for: whose, for which period (by default the calendar's nearest), and whether with a text."""

    address: PlanAddress
    today: date
    period: date | None = None
    with_text: bool = False


def new_follow_up(tree: Tree, asked: NewFollowUp) -> tuple[Draft | None, list[Problem]]:
    """Give the draft of a follow-up; none, and why, when the plan cannot be followed up for that period."""
    address = asked.address
    home, problems = read_home(tree, address)
    if home is None:
        return None, problems
    wanted = below(address.organisation, address.folder)
    municipality, problems = read_part(tree, wanted)
    plan = municipality.plan(address.year, address.unit) if municipality else None
    if municipality is None or plan is None or problems:
        return None, problems or [_no_plan(address)]
    period = _period(municipality, plan, asked)
    if period is None:
        return None, [_all_given(address)]
    stands = plan_progress(plan, municipality.organisation, period.end)
    files = {f"{period.end}.yml": follow_up_text(stands, period, asked.today)}
    if asked.with_text:
        files[f"{period.end}.md"] = _sections(plan)
    draft = Draft(f"{address.folder}/uppfoljning", files, _step(address, period), shared=True)
    return _read_again(tree, draft, address)


def _read_again(tree: Tree, draft: Draft, address: PlanAddress) -> tuple[Draft | None, list[Problem]]:
    """Give the draft if the plan can be read with it, and its day is one that the plan can be followed up for."""
    taken = set(tree.paths())
    new = {path: text for path, text in zip(draft.paths(), draft.files.values(), strict=True) if path not in taken}
    municipality, problems = read_part(tree, below(address.organisation, address.folder), new)
    plan = municipality.plan(address.year, address.unit) if municipality else None
    if municipality is not None and plan is not None:
        problems = [*problems, *(each for each in check_follow_ups(plan, municipality) if each.place.path in new)]
    return (None if problems else draft), problems


def _no_plan(address: PlanAddress) -> Problem:
    name = f"{address.municipality}/{address.year}/{address.unit}"
    message = (
        f"enheten «{address.unit}» har ingen plan för {address.year}; skapa den med: handlingsplan new plan {name}"
    )
    return error("plan-saknas", Place(f"{address.folder}/plan.yml"), message)


def _all_given(address: PlanAddress) -> Problem:
    message = "alla perioder i kalendern är redan lämnade; skriv vilken dag uppföljningen gäller, till exempel "
    return error("finns-redan", Place(f"{address.folder}/uppfoljning"), f"{message}{address.year}-12-31")


def _period(municipality: Municipality, plan: PlanDocument, asked: NewFollowUp) -> Period | None:
    """Give the period that was asked for, else the calendar's nearest that is not given; without one, last month."""
    calendar = periods(municipality.organisation, plan.year)
    if asked.period is not None:
        known = next((each for each in calendar if each.end == asked.period), None)
        return known or Period(asked.period, FollowUpKind.MONTHLY)
    if not calendar:
        return Period(_last_month(asked.today, plan.year), FollowUpKind.MONTHLY)
    given = {each.day for each in plan.follow_ups}
    left = [each for each in calendar if each.end not in given]
    return min(left, key=lambda each: abs(each.end - asked.today), default=None)


def _last_month(today: date, year: int) -> date:
    """Give the last day of the month before, within the year."""
    end = today.replace(day=1) - timedelta(1)
    return min(max(end, date(year, 1, 31)), date(year, 12, 31))


def _step(address: PlanAddress, period: Period) -> str:
    path = f"{address.folder}/uppfoljning/{period.end}.yml"
    due = f" Den ska lämnas senast {period.due}." if period.due else ""
    return f"Gå igenom {path} och skriv vad som har ändrats.{due} Kontrollera den med: handlingsplan check"


def follow_up_text(stands: PlanProgress, period: Period, today: date) -> str:
    """Write a follow-up's file: the last status, assessment and forecast of each action, and room for what is new."""
    last = stands.follow_up
    reported_by = last.follow_up.reported_by if last else ""
    text = filled(
        "uppfoljning.yml",
        unit=stands.plan.placement.unit.name,
        period=str(period.end),
        source=f"uppföljningen per {last.day}" if last else "planen",
        kind=_line(swedish("kind"), period.kind.value, listed(FollowUpKind, "eller"), 0),
        reported_on=_line(
            swedish("reported_on"), str(today) if today >= period.end else "", "dagen då du lämnar uppföljningen", 0
        ),
        reported_by=_line(
            swedish("reported_by"), yaml_word(reported_by) if reported_by else "", "din roll, inte ditt namn", 0
        ),
        actions="".join(_action(each, period) for each in stands.actions) or "  []\n",
        risks=_risks(stands),
    )
    return text.rstrip() + "\n"


def _action(stands: ActionProgress, period: Period) -> str:
    action = stands.action
    planned = f"Planen räknar med {_plain(stands.planned)} i år." if stands.planned else ""
    until = f"från årets början till {period.end.day} {MONTHS[period.end.month - 1]}"
    forecast = "samma som förra gången; ändra om ni tror något annat" if stands.told_forecast else "hela årets effekt"
    lines = [
        f"  # {action.name}. {planned}".rstrip(),
        f"  - {swedish('action')}: {yaml_word(action.id)}",
        _line(swedish("status"), stands.status.value, listed(ActionStatus, "eller")),
        _line(swedish("assessment"), stands.assessment or "", listed(Assessment, "eller")),
        _line(swedish("completion"), str(stands.completion or "").replace(NO_BREAK_SPACE, " "), "0 till 100 %"),
        _line(swedish("effect_so_far"), "", until),
        _line(swedish("forecast_this_year"), _plain(stands.told_forecast), forecast),
        f"    {swedish('comment')}:",
    ]
    return "\n".join(lines) + "\n"


def _risks(stands: PlanProgress) -> str:
    if not stands.risks:
        return ""
    return f"\n{swedish('risks')}:\n" + "".join("".join(_risk(each)) for each in stands.risks)


def _risk(stands: RiskProgress) -> Iterator[str]:
    yield f"  # {stands.risk.name}\n"
    yield f"  - {swedish('risk')}: {yaml_word(stands.risk.id)}\n"
    yield _line(swedish("outcome"), stands.outcome or "", listed(RiskOutcome, "eller")) + "\n"
    yield f"    {swedish('comment')}:\n"


def _line(key: str, value: str, help_text: str, indent: int = 4) -> str:
    """Write a field with what it may be, as a comment in a column of its own."""
    written = f"{key}: {value}".rstrip()
    return f"{' ' * indent}{written.ljust(_WIDTH - indent)} # {help_text}"


def _plain(effect: Effect | None) -> str:
    """Write an effect as a person would: with plain spaces."""
    return str(effect).replace(NO_BREAK_SPACE, " ") if effect else ""


def _sections(plan: PlanDocument) -> str:
    return "\n".join(f"## {action.name} {{: #{action.id} }}\n" for action in plan.plan.actions)
